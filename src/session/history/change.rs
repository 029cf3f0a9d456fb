//! One thing of a draft as it was, to be put back.

use crate::draft::{Answer, Draft, LayoutChoices, Row, RowId, RowSource};
use crate::form::{ColumnId, FieldId};
use crate::session::{Edit, Topic};

/// Something as it was. Putting it back gives the same thing as it is now, so that a step goes to and fro.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    /// An answer; none where there was none.
    Answer { field: FieldId, was: Option<Answer> },
    /// A cell of a table; none where nothing was typed.
    Cell { field: FieldId, row: RowId, column: ColumnId, was: Option<String> },
    /// Rows of a table that stood in the place of so many of now.
    Rows { field: FieldId, at: usize, now: usize, was: Vec<Row> },
    /// The layout.
    Layout { was: LayoutChoices },
    /// What is remembered of rows that were taken over.
    Carried { was: Vec<(FieldId, RowSource)> },
    /// All that the draft said.
    All { was: Box<Draft> },
}

impl Change {
    /// What an edit is about to change, as it is before.
    pub(super) fn before(draft: &Draft, edit: &Edit) -> Vec<Self> {
        let answer =
            |field: &FieldId| Self::Answer { field: field.clone(), was: draft.answers.get(field).cloned() };
        vec![match edit {
            Edit::Cell { field, row, column, .. } => {
                let rows = draft.answers.rows(field);
                let row_now = rows.iter().find(|other| other.id == *row);
                let was = row_now.and_then(|row| row.cells.get(column)).cloned();
                Self::Cell { field: field.clone(), row: *row, column: column.clone(), was }
            }
            Edit::Layout(_) => Self::Layout { was: draft.layout },
            Edit::Restore(_) => Self::All { was: Box::new(draft.clone()) },
            Edit::TakeOver { answers } => {
                let mut changes: Vec<Self> = answers.iter().map(|(field, _)| answer(field)).collect();
                changes.push(Self::Carried { was: draft.carried.clone() });
                return changes;
            }
            Edit::Text { field, .. }
            | Edit::Rewrite { field, .. }
            | Edit::RewriteCells { field, .. }
            | Edit::Choices { field, .. }
            | Edit::Tick { field, .. }
            | Edit::AddRow { field }
            | Edit::RemoveRow { field, .. }
            | Edit::MoveRow { field, .. }
            | Edit::Paste { field, .. } => answer(field),
        }]
    }

    /// The same with no more than what differs from the draft of now. None where nothing does.
    pub(super) fn narrowed(self, draft: &Draft) -> Option<Self> {
        let (field, mut was) = match self {
            Self::Answer { field, was: Some(Answer::Rows(was)) } => (field, was),
            Self::Answer { field, was: None } if !draft.answers.rows(&field).is_empty() => {
                (field, Vec::new())
            }
            other => return (!other.is_put_back(draft)).then_some(other),
        };
        let rows = draft.answers.rows(&field);
        let at = rows.iter().zip(&was).take_while(|(now, was)| now == was).count();
        let both = rows.len().min(was.len()) - at;
        let end =
            rows.iter().rev().zip(was.iter().rev()).take(both).take_while(|(now, was)| now == was).count();
        let now = rows.len() - at - end;
        was.truncate(was.len() - end);
        was.drain(..at);
        (now > 0 || !was.is_empty()).then_some(Self::Rows { field, at, now, was })
    }

    /// Whether the draft of now is as it was.
    pub(super) fn is_put_back(&self, draft: &Draft) -> bool {
        match self {
            Self::Answer { field, was } => is_same(draft.answers.get(field), was.as_ref()),
            Self::Cell { field, row, column, was } => {
                let rows = draft.answers.rows(field);
                let row = rows.iter().find(|other| other.id == *row);
                row.is_none_or(|row| row.cell(column) == was.as_deref().unwrap_or_default())
            }
            Self::Rows { field, at, now, was } => {
                draft.answers.rows(field).get(*at..*at + *now).is_none_or(|rows| rows == was)
            }
            Self::Layout { was } => draft.layout == *was,
            Self::Carried { was } => draft.carried == *was,
            Self::All { was } => draft.says_literally(was),
        }
    }

    /// Puts it back, and gives what undoes that. None where nothing differs, or its place is gone.
    pub(super) fn put_back(self, draft: &mut Draft, topics: &mut Vec<Topic>) -> Option<Self> {
        if self.is_put_back(draft) {
            return None;
        }
        let id = draft.id.clone();
        Some(match self {
            Self::Answer { field, was } => {
                let is_table = |answer: &Option<Answer>| matches!(answer, Some(Answer::Rows(_)));
                let has_rows = is_table(&was);
                let now = draft.answers.replace(&field, was);
                if has_rows || is_table(&now) {
                    topics.push(Topic::Rows(id.clone(), field.clone()));
                }
                topics.push(Topic::Answer(id, field.clone()));
                Self::Answer { field, was: now }
            }
            Self::Cell { field, row, column, was } => {
                let cells =
                    &mut draft.answers.rows_mut(&field).iter_mut().find(|other| other.id == row)?.cells;
                let now = cells.remove(&column);
                if let Some(was) = was {
                    cells.insert(column.clone(), was);
                }
                topics.push(Topic::Answer(id, field.clone()));
                Self::Cell { field, row, column, was: now }
            }
            Self::Rows { field, at, now, was } => {
                let count = was.len();
                let was = draft.answers.rows_mut(&field).splice(at..at + now, was).collect();
                topics.push(Topic::Rows(id.clone(), field.clone()));
                topics.push(Topic::Answer(id, field.clone()));
                Self::Rows { field, at, now: count, was }
            }
            Self::Layout { was } => Self::Layout { was: std::mem::replace(&mut draft.layout, was) },
            Self::Carried { was } => Self::Carried { was: std::mem::replace(&mut draft.carried, was) },
            Self::All { was } => {
                let now = Box::new(draft.clone());
                topics.extend(draft.say(&was));
                Self::All { was: now }
            }
        })
    }
}

/// Whether two answers read the same: one that is empty reads as none.
fn is_same(one: Option<&Answer>, other: Option<&Answer>) -> bool {
    let is_empty = |answer: Option<&Answer>| match answer {
        None => true,
        Some(Answer::Text(text)) => text.is_empty(),
        Some(Answer::Choices(chosen)) => chosen.is_empty(),
        Some(Answer::Tick(on)) => !on,
        Some(Answer::Rows(rows)) => rows.is_empty(),
    };
    one == other || (is_empty(one) && is_empty(other))
}
