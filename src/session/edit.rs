//! Changes of one draft.

use super::{Edit, Removed, Topic};
use crate::draft::{Answer, Draft, Row, RowId, RowSource};
use crate::form::{ColumnId, FieldId};

/// Changes a draft. None where the edit names a row that is gone, or changes nothing.
pub(super) fn apply(draft: &mut Draft, edit: Edit) -> Option<(Vec<Topic>, Option<Removed>)> {
    let id = draft.id.clone();
    match edit {
        Edit::Text { field, text } => {
            draft.answers.set(field.clone(), Answer::Text(text));
            Some((vec![Topic::Answer(id, field)], None))
        }
        Edit::Tick { field, on } => {
            draft.answers.set(field.clone(), Answer::Tick(on));
            Some((vec![Topic::Answer(id, field)], None))
        }
        Edit::AddRow { field } => {
            let rows = draft.answers.rows_mut(&field);
            rows.push(Row { id: fresh_row(rows), ..Row::default() });
            Some((vec![Topic::Rows(id, field)], None))
        }
        Edit::RemoveRow { field, row } => {
            let rows = draft.answers.rows_mut(&field);
            let index = rows.iter().position(|other| other.id == row)?;
            let row = rows.remove(index);
            let removed = Removed::Row { draft: id.clone(), field: field.clone(), index, row };
            Some((vec![Topic::Rows(id, field)], Some(removed)))
        }
        Edit::MoveRow { field, row, up } => {
            let rows = draft.answers.rows_mut(&field);
            let index = rows.iter().position(|other| other.id == row)?;
            let target = if up { index.checked_sub(1)? } else { index + 1 };
            (target < rows.len()).then(|| rows.swap(index, target))?;
            Some((vec![Topic::Rows(id, field)], None))
        }
        Edit::Cell { field, row, column, text } => {
            set_cell(draft, &field, row, column, text)?;
            Some((vec![Topic::Answer(id, field)], None))
        }
        Edit::Answers(answers) => {
            let mut topics = Vec::new();
            for (field, answer) in answers {
                topics.push(match answer {
                    Answer::Rows(_) => Topic::Rows(id.clone(), field.clone()),
                    _ => Topic::Answer(id.clone(), field.clone()),
                });
                if let Answer::Rows(rows) = &answer {
                    remember(&mut draft.carried, &field, rows);
                }
                draft.answers.set(field, answer);
            }
            (!topics.is_empty()).then_some((topics, None))
        }
        Edit::Layout(layout) => {
            draft.layout = layout;
            Some((Vec::new(), None))
        }
    }
}

/// Remembers what rows were taken over.
fn remember(carried: &mut Vec<(FieldId, RowSource)>, field: &FieldId, rows: &[Row]) {
    for source in rows.iter().flat_map(|row| &row.sources) {
        if !carried.iter().any(|(of, known)| of == field && known == source) {
            carried.push((field.clone(), source.clone()));
        }
    }
}

/// An id that no row of the table has.
pub(super) fn fresh_row(rows: &[Row]) -> RowId {
    rows.iter().map(|row| row.id).max().map_or(0, |most| most.wrapping_add(1))
}

fn set_cell(draft: &mut Draft, field: &FieldId, row: RowId, column: ColumnId, text: String) -> Option<()> {
    let row = draft.answers.rows_mut(field).iter_mut().find(|other| other.id == row)?;
    row.cells.insert(column, text);
    Some(())
}
