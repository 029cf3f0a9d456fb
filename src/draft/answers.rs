//! Answers by field.

use crate::form::{ColumnId, FieldId};
use crate::json::Object;
use crate::sorted::Sorted;

/// What was typed into one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Text, number, date, choice or unit, as typed or chosen.
    Text(String),
    /// A box that was ticked or not.
    Tick(bool),
    /// The rows of a table.
    Rows(Vec<Row>),
}

/// Names a row within its table, so that undo and focus find it after others moved. Not exported.
pub type RowId = u32;

/// One row of a table, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Unique within the table.
    pub id: RowId,
    /// What was typed, by column. An absent cell is empty.
    pub cells: Sorted<ColumnId, String>,
    /// Cells of columns that this version does not know, as an opened file held them.
    pub unknown: Object,
}

impl Row {
    /// The cell as typed; empty where nothing was.
    #[must_use]
    pub fn cell(&self, column: &ColumnId) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether nothing was typed into it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.values().all(|cell| cell.trim().is_empty()) && self.unknown.is_empty()
    }
}

/// Answers by field. A field without an answer is absent or empty; both read the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(Sorted<FieldId, Answer>);

impl Answers {
    /// The text of a field; empty where nothing was typed.
    #[must_use]
    pub fn text(&self, field: &FieldId) -> &str {
        match self.0.get(field) {
            Some(Answer::Text(text)) => text,
            _ => "",
        }
    }

    /// Whether a box is ticked.
    #[must_use]
    pub fn tick(&self, field: &FieldId) -> bool {
        matches!(self.0.get(field), Some(Answer::Tick(true)))
    }

    /// The rows of a table; none where nothing was added.
    #[must_use]
    pub fn rows(&self, field: &FieldId) -> &[Row] {
        match self.0.get(field) {
            Some(Answer::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// The answer as held, if any.
    #[must_use]
    pub fn get(&self, field: &FieldId) -> Option<&Answer> {
        self.0.get(field)
    }

    /// Replaces an answer.
    pub fn set(&mut self, field: FieldId, answer: Answer) {
        self.0.insert(field, answer);
    }

    /// The rows of a table, to change; an empty table where there was none.
    pub fn rows_mut(&mut self, field: &FieldId) -> &mut Vec<Row> {
        if !matches!(self.0.get(field), Some(Answer::Rows(_))) {
            self.set(field.clone(), Answer::Rows(Vec::new()));
        }
        match self.0.get_mut(field) {
            Some(Answer::Rows(rows)) => rows,
            _ => unreachable!("just made rows"),
        }
    }

    /// Every answer held, in the order of the fields' ids.
    pub fn iter(&self) -> impl Iterator<Item = (&FieldId, &Answer)> {
        self.0.iter()
    }
}
