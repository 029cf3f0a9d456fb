//! Answers by field.

use super::DraftId;
use crate::form::{ColumnId, FieldId, RowsWith, TICKED, Table};
use crate::json::{Object, Value};
use crate::sorted::Sorted;

/// What was typed into one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Text, number, date, choice or unit, as typed or chosen.
    Text(String),
    /// What was chosen of a list, in any number and order.
    Choices(Vec<String>),
    /// A box that was ticked or not.
    Tick(bool),
    /// The rows of a table.
    Rows(Vec<Row>),
}

/// Names a row within its table, so that undo and focus find it after others moved. Not exported.
pub type RowId = u32;

/// A number that no row of the table has, nor any row that an office asked something of: a new row does not come by what was
/// said of one that went.
#[must_use]
pub fn fresh_row(rows: &[Row], asked: &Value) -> RowId {
    let lists = asked.as_array().unwrap_or_default().iter().filter_map(|office| office.get("points"));
    let points = lists.filter_map(Value::as_array).flatten();
    let spoken_of = points.filter_map(|point| point.get("row")?.as_u32());
    rows.iter().map(|row| row.id).chain(spoken_of).max().map_or(0, |most| most.wrapping_add(1))
}

/// One row of a table, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Unique within the table.
    pub id: RowId,
    /// What was typed, by column. An absent cell is empty.
    pub cells: Sorted<ColumnId, String>,
    /// The papers that it was taken over from, instead of being typed; several where rows were merged.
    pub sources: Vec<RowSource>,
    /// Cells of columns that this version does not know, as an opened file held them.
    pub unknown: Object,
}

impl Row {
    /// The cell as typed; empty where nothing was.
    #[must_use]
    pub fn cell(&self, column: &ColumnId) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// Whether the cell is ticked.
    #[must_use]
    pub fn is_ticked(&self, column: &ColumnId) -> bool {
        self.cell(column) == TICKED
    }

    /// Whether it is a row of that kind.
    #[must_use]
    pub fn is_of(&self, kind: &RowsWith) -> bool {
        kind.is.iter().any(|value| value == self.cell(&kind.column).trim())
    }

    /// Whether it is a row of any of these kinds; always, where there is none.
    #[must_use]
    pub fn is_of_any(&self, kinds: &[RowsWith]) -> bool {
        kinds.is_empty() || kinds.iter().any(|kind| self.is_of(kind))
    }

    /// Whether nothing was typed into it. What a fixed row is given does not count.
    #[must_use]
    pub fn is_blank(&self, table: &Table) -> bool {
        let is_given = |column: &ColumnId| table.fixed_by.as_ref() == Some(column);
        self.cells.iter().all(|(column, cell)| is_given(column) || cell.trim().is_empty())
            && self.unknown.is_empty()
    }
}

/// Where a row comes from: a paper, and which row of a table there, if it comes from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSource {
    /// The paper.
    pub paper: DraftId,
    /// Which of its exports; 0 for one that was never exported.
    pub revision: u32,
    /// The row there.
    pub row: Option<RowId>,
}

impl RowSource {
    /// Reads what [`RowSource`] is written as: `<paper>#<revision>` or `<paper>#<revision>.<row>`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (paper, place) = text.split_once('#')?;
        let (revision, row) = match place.split_once('.') {
            Some((revision, row)) => (revision, Some(row.parse().ok()?)),
            None => (place, None),
        };
        Some(Self { paper: DraftId::new(paper), revision: revision.parse().ok()?, row })
    }
}

impl std::fmt::Display for RowSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.paper, self.revision)?;
        self.row.map_or(Ok(()), |row| write!(f, ".{row}"))
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

    /// What was chosen of a list; nothing where nothing was.
    #[must_use]
    pub fn choices(&self, field: &FieldId) -> &[String] {
        match self.0.get(field) {
            Some(Answer::Choices(choices)) => choices,
            _ => &[],
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

    /// Replaces an answer, or takes it away, and gives the one that was there.
    pub fn replace(&mut self, field: &FieldId, answer: Option<Answer>) -> Option<Answer> {
        let was = self.0.remove(field);
        if let Some(answer) = answer {
            self.0.insert(field.clone(), answer);
        }
        was
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
