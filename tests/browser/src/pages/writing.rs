//! The page of one section, where everything is written.

use anyhow::Result;
use tham_luan::draft::{Draft, Row};
use tham_luan::form::{Choice, Column, ColumnKind, Field, FieldKind, Form, Section};

use super::Meter;
use crate::{Browser, Role, Scope, native};

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
        for (index, section) in form.sections.iter().enumerate() {
            self.write_section(section, paper).await?;
            match form.sections.get(index + 1) {
                Some(next) => self.next(&next.title).await?,
                None => self.0.follow("Kiểm tra bài").await?,
            }
        }
        Ok(())
    }

    /// Answers every question of a section as the paper does.
    pub async fn write_section(&self, section: &Section, paper: &Draft) -> Result<()> {
        self.0.heading(&section.title).await?;
        for field in &section.fields {
            self.answer(field, paper).await?;
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
                let plan = native::plan();
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
            FieldKind::Table(table) => {
                for (index, row) in paper.answers.rows(&field.id).iter().enumerate() {
                    self.0.press(&format!("Thêm {}", table.row_name)).await?;
                    self.write_row(&table.columns, row, &self.row(&table.row_name, index + 1).await?).await?;
                }
                Ok(())
            }
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

    async fn write_row(&self, columns: &[Column], row: &Row, place: &Scope) -> Result<()> {
        for column in columns {
            let text = row.cell(&column.id);
            match &column.kind {
                ColumnKind::Choice { choices } => {
                    if let Some(choice) = choices.iter().find(|choice| choice.value == text) {
                        place.choose(&column.label, &choice.label).await?;
                    }
                }
                ColumnKind::LongText => place.replace(&column.label, text).await?,
                ColumnKind::ShortText | ColumnKind::Number | ColumnKind::Date => {
                    place.fill(&column.label, text).await?;
                }
                ColumnKind::Tick | ColumnKind::Computed { .. } => {}
            }
        }
        Ok(())
    }

    /// One row of a table: `row("kiến nghị", 2)`.
    pub async fn row(&self, row_name: &str, number: usize) -> Result<Scope> {
        let row = self.0.find(Role::Group, &format!("{row_name} {number}")).await?;
        Ok(self.0.within(row))
    }
}

/// The address of a section.
#[must_use]
pub fn address(draft: &Draft, section: &str) -> String {
    format!("#/bai/{}/phan/{section}", draft.id)
}

/// What a question is called on the page.
#[must_use]
pub fn label(field: &Field) -> String {
    let optional = if field.required { "" } else { " (không bắt buộc)" };
    format!("{}{optional}", field.label)
}
