//! The page of one section, where everything is written.

use anyhow::{Context, Result};
use tham_luan::draft::{Draft, DraftId, Row, is_relevant, is_section_relevant};
use tham_luan::form::{Choice, Column, ColumnKind, Field, FieldKind, Form, Section, Table};
use thirtyfour::{By, WebElement};

use super::{Meter, paste_block};
use crate::waiting::until;
use crate::{Browser, Role, native};

/// One section of a draft.
#[derive(Debug)]
pub struct Writing<'a>(pub &'a Browser);

impl<'a> Writing<'a> {
    /// Opens a section of a draft from anew.
    pub async fn open(browser: &'a Browser, draft: &Draft, section: &str) -> Result<Self> {
        browser.open(&address(draft, section)).await?;
        let form = native::form(draft.form.as_str());
        let title = form.sections.iter().find(|found| found.id.as_str() == section).map(|found| &found.title);
        browser.heading(title.map_or(section, String::as_str)).await?;
        Ok(Self(browser))
    }

    /// Opens a section of any plan's draft from anew, and waits for its title.
    pub async fn open_titled(
        browser: &'a Browser,
        draft: &Draft,
        section: &str,
        title: &str,
    ) -> Result<Self> {
        browser.open(&address(draft, section)).await?;
        browser.heading(title).await?;
        Ok(Self(browser))
    }

    /// The page meter beside the questions.
    #[must_use]
    pub fn meter(&self) -> Meter<'a> {
        Meter(self.0)
    }

    /// Answers every question of the form as the paper does, section by section, and asks for the check at the end.
    pub async fn write(&self, form: &Form, paper: &Draft) -> Result<()> {
        let applies = |section: &&Section| is_section_relevant(form, section, &paper.answers);
        let sections: Vec<&Section> = form.sections.iter().filter(applies).collect();
        for (index, section) in sections.iter().enumerate() {
            self.write_section(form, section, paper).await?;
            match sections.get(index + 1) {
                Some(next) => self.next(&next.title).await?,
                None => self.0.follow("Kiểm tra bài").await?,
            }
        }
        Ok(())
    }

    /// Answers every question of a section that applies as the paper does.
    pub async fn write_section(&self, form: &Form, section: &Section, paper: &Draft) -> Result<()> {
        self.0.heading(&section.title).await?;
        for field in &section.fields {
            if is_relevant(form, section, field, &paper.answers) {
                self.answer(field, paper).await?;
            }
        }
        Ok(())
    }

    /// Goes to the next section.
    pub async fn next(&self, title: &str) -> Result<()> {
        self.0.follow(&format!("Tiếp theo: {title}")).await?;
        self.0.heading(title).await?;
        Ok(())
    }

    /// Answers one question as the paper does.
    async fn answer(&self, field: &Field, paper: &Draft) -> Result<()> {
        let text = paper.answers.text(&field.id);
        match &field.kind {
            FieldKind::ShortText | FieldKind::Number | FieldKind::Date => {
                self.0.fill(&label(field), text).await
            }
            FieldKind::LongText => self.0.replace(&label(field), text).await,
            FieldKind::Choice { choices } => self.choose(field, choices, text).await,
            FieldKind::Unit => {
                let plan = native::plan_of(paper);
                let form = plan.form(&paper.form).expect("a form of the plan");
                let units = plan.units(form).map(|unit| Choice {
                    value: unit.id.as_str().to_owned(),
                    label: unit.name.clone(),
                    source: None,
                });
                self.choose(field, &units.collect::<Vec<_>>(), text).await
            }
            FieldKind::Tick => {
                if paper.answers.tick(&field.id) {
                    self.0.tick(&field.label).await?;
                }
                Ok(())
            }
            FieldKind::Table(table) => self.write_table(field, table, paper.answers.rows(&field.id)).await,
            FieldKind::Choices { choices } => {
                let chosen = paper.answers.choices(&field.id);
                let group = self.0.within(self.0.find(Role::Group, &label(field)).await?);
                for choice in choices.iter().filter(|choice| chosen.contains(&choice.value)) {
                    group.tick(&choice.label).await?;
                }
                Ok(())
            }
            FieldKind::Computed { .. } => Ok(()),
        }
    }

    async fn choose(&self, field: &Field, choices: &[Choice], value: &str) -> Result<()> {
        let group = self.0.within(self.0.find(Role::Group, &label(field)).await?);
        match choices.iter().find(|choice| choice.value == value) {
            Some(choice) => group.tick(&choice.label).await,
            None => Ok(()),
        }
    }

    /// Pastes the rows as a spreadsheet puts them on the clipboard: into a first row, or into the criteria.
    async fn write_table(&self, field: &Field, table: &Table, rows: &[Row]) -> Result<()> {
        if rows.iter().all(|row| row.is_blank(table)) {
            return Ok(());
        }
        let columns: Vec<&Column> =
            table.columns.iter().filter(|column| table.fixed_by.as_ref() != Some(&column.id)).collect();
        if table.fixed_by.is_some() {
            let cell = format!("f-{}-0-{}", field.id, columns[0].id);
            // The part of the program for tables may come a moment later than the page.
            let focus = "
                document.getElementById(arguments[0])?.focus();
                return document.activeElement.id === arguments[0];";
            self.0
                .wait_until("the first cell has the focus", async || {
                    Ok(self.0.driver().execute(focus, vec![cell.as_str().into()]).await?.convert()?)
                })
                .await?;
        } else {
            let group = self.0.within(self.0.find(Role::Group, &label(field)).await?);
            group.press(&format!("Thêm {}", table.row_name)).await?;
        }
        let line =
            |row: &Row| columns.iter().map(|column| on_clipboard(column, row)).collect::<Vec<_>>().join("\t");
        let block: Vec<String> = rows.iter().map(line).collect();
        paste_block(self.0, &block.join("\n")).await
    }

    /// A cell of the page's first table, by its row, from 1, and the head of its column.
    async fn cell(&self, number: usize, column: &str) -> Result<WebElement> {
        let cells = format!("(//*[@role='gridcell' and @data-label='{column}'])[{number}]");
        // After a reload the part of the program for tables comes a moment later than the page.
        until(async || {
            let found = self.0.driver().find_all(By::XPath(cells.clone())).await?;
            Ok(found.into_iter().next().ok_or_else(|| "there is none".to_owned()))
        })
        .await
        .with_context(|| format!("waiting for cell {number} of “{column}”"))
    }

    /// What a cell holds, whether somebody is in it or not.
    pub async fn cell_text(&self, number: usize, column: &str) -> Result<String> {
        let cell = self.cell(number, column).await?;
        let held =
            "return arguments[0].querySelector('input, select, textarea')?.value ?? arguments[0].textContent";
        Ok(self.0.driver().execute(held, vec![cell.to_json()?]).await?.convert()?)
    }

    /// Goes into a cell as a finger or a mouse does. Gives the name of its control: `"Nội dung kiến nghị 2"`.
    pub async fn enter_cell(&self, row_name: &str, number: usize, column: &str) -> Result<String> {
        let cell = self.cell(number, column).await?;
        let to_middle = "arguments[0].scrollIntoView({ block: 'center' })";
        self.0.driver().execute(to_middle, vec![cell.to_json()?]).await?;
        cell.click().await?;
        let name = format!("{column} {row_name} {number}");
        self.0.wait_for_focus(&name).await?;
        Ok(name)
    }
}

/// A cell as a spreadsheet puts it on the clipboard: a choice by its label, and quoted where it has lines.
fn on_clipboard(column: &Column, row: &Row) -> String {
    let text = row.cell(&column.id);
    let text = match &column.kind {
        ColumnKind::Choice { choices } => {
            choices.iter().find(|choice| choice.value == text).map_or(text, |choice| &choice.label)
        }
        _ => text,
    };
    if text.contains(['\n', '\t', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The address of a section.
#[must_use]
pub fn address(draft: &Draft, section: &str) -> String {
    section_address(&draft.id, section)
}

/// The address of a section of the draft of this id.
#[must_use]
pub fn section_address(draft: &DraftId, section: &str) -> String {
    format!("#/bai/{draft}/phan/{section}")
}

/// What a question is called on the page.
#[must_use]
pub fn label(field: &Field) -> String {
    let optional = if field.required { "" } else { " (không bắt buộc)" };
    format!("{}{optional}", field.label)
}
