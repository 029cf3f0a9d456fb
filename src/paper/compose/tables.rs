//! Table fields: which rows are printed, and what their cells say; as ruled tables or as lists.

use std::borrow::Cow;

use crate::draft::{Answers, computed_cell, shown_number};
use crate::form::{Choice, Column, ColumnId, ColumnKind, Field, FieldId, Table, TablePrint};
use crate::pagination::Block;
use crate::text::Date;

use super::body::Place;
use super::{Bearer, Composer, Origin, Row, label_of, lowered, printed_lines, without_end};

impl<'a> Composer<'a> {
    pub(super) fn rows(&self, field: &FieldId, table: &Table) -> Vec<(usize, &'a Row)> {
        printed_rows(&self.draft.answers, field, table)
    }

    pub(super) fn table(&mut self, place: Place, field: &Field, table: &Table) {
        if self.bearer == Bearer::Card && field.heading.is_none() {
            let label = [without_end(&field.label, &[':', ' ']), ":"].concat();
            self.label(place, &label);
        }
        match table.print {
            TablePrint::Table => self.ruled(place, field, table),
            TablePrint::List => self.list(place, &field.id, table),
        }
    }

    /// Words above what follows, kept with it.
    fn label(&mut self, place: Place, words: &str) {
        let mut head = self.body_paragraph(words, false);
        head.keep_next = true;
        let origin = Origin::Heading { section: place.section, field: Some(place.field) };
        self.push(Block::Para(head), origin);
    }

    /// A paragraph a row, under the labels of the first column of choices: "UBND tỉnh:". Rows without a choice come
    /// first. Further columns follow the first one's text after their labels; of one that is ticked the label alone.
    fn list(&mut self, place: Place, field: &FieldId, definition: &Table) {
        let columns = &definition.columns;
        let mut group = None;
        let mut choices: &[Choice] = &[];
        for column in columns {
            if let (None, ColumnKind::Choice { choices: offered }) = (group, &column.kind) {
                (group, choices) = (Some(&column.id), offered);
            }
        }
        let chosen = |row: &'a Row| group.map_or("", |id| row.cell(id).trim());
        let rows = self.rows(field, definition);
        for (index, row) in &rows {
            if label_of(choices, chosen(row)).is_none() {
                self.list_row(place, *index, row, definition, None);
            }
        }
        for choice in choices {
            let mut has_head = false;
            for (index, row) in &rows {
                if chosen(row) != choice.value {
                    continue;
                }
                if !has_head {
                    has_head = true;
                    self.label(place, &[without_end(&choice.label, &[':', ' ']), ":"].concat());
                }
                self.list_row(place, *index, row, definition, group);
            }
        }
    }

    fn list_row(
        &mut self,
        place: Place,
        index: usize,
        row: &Row,
        definition: &Table,
        group: Option<&ColumnId>,
    ) {
        let mut shown_cells = Vec::new();
        for column in &definition.columns {
            shown_cells.push(shown(definition, row, column));
        }
        let mut lines = Vec::new();
        let mut details = String::new();
        for (column, text) in definition.columns.iter().zip(&shown_cells) {
            let cell = printed_lines(text);
            if cell.is_empty() || group == Some(&column.id) {
                continue;
            }
            if lines.is_empty() {
                lines = cell;
                continue;
            }
            details += "; ";
            details += &lowered(without_end(&column.label, &[':', ' ']));
            if column.kind == ColumnKind::Tick {
                continue;
            }
            details += ":";
            for (_, line) in cell {
                details += " ";
                details += line;
            }
        }
        let last = lines.len().saturating_sub(1);
        for (at, (start, mut line)) in lines.into_iter().enumerate() {
            let mut details = details.as_str();
            if at != last {
                details = "";
            } else if !details.is_empty() {
                line = without_end(line, &['.', ';', ',']);
            }
            let has_mark = line.starts_with("- ") || line.starts_with("+ ");
            let lead = if at == 0 && !has_mark { "- " } else { "" };
            self.line(&[lead, line, details].concat(), place.answer(Some(index), start, lead.len()));
        }
    }
}

/// The rows of a table that have something to print, with their index among the answer's rows.
#[must_use]
pub fn printed_rows<'a>(answers: &'a Answers, field: &FieldId, table: &Table) -> Vec<(usize, &'a Row)> {
    let mut rows: Vec<_> = answers.rows(field).iter().enumerate().collect();
    // A ruled table of criteria prints all of them once one is answered.
    let prints_all = table.fixed_by.is_some() && table.print == TablePrint::Table;
    if !prints_all || rows.iter().all(|(_, row)| row.is_blank(table)) {
        rows.retain(|(_, row)| !row.is_blank(table));
    }
    rows
}

/// A cell as printed: what was typed, or the label of what was chosen, or what was computed.
pub(super) fn shown<'a>(definition: &Table, row: &'a Row, column: &'a Column) -> Cow<'a, str> {
    let typed = row.cell(&column.id);
    match &column.kind {
        ColumnKind::Choice { choices } => Cow::Borrowed(label_of(choices, typed.trim()).unwrap_or(typed)),
        ColumnKind::Tick => Cow::Borrowed(if row.is_ticked(&column.id) { "x" } else { "" }),
        ColumnKind::Date => {
            Date::parse_typed(typed).map_or(Cow::Borrowed(typed), |day| Cow::Owned(day.to_string()))
        }
        ColumnKind::Computed { .. } => {
            Cow::Owned(computed_cell(definition, column, row).map(shown_number).unwrap_or_default())
        }
        ColumnKind::ShortText | ColumnKind::LongText | ColumnKind::Number => Cow::Borrowed(typed),
    }
}
