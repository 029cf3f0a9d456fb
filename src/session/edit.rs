//! Changes of one draft.

use super::{Edit, Topic};
use crate::draft::{Answer, Draft, Row, RowId};
use crate::form::{ColumnId, FieldId};

/// Changes a draft. None where the edit names a row that is gone, or changes nothing.
pub(super) fn apply(draft: &mut Draft, edit: Edit) -> Option<Vec<Topic>> {
    let id = draft.id.clone();
    match edit {
        Edit::Text { field, text } => {
            (draft.answers.text(&field) != text)
                .then(|| draft.answers.set(field.clone(), Answer::Text(text)))?;
            Some(vec![Topic::Answer(id, field)])
        }
        Edit::Choices { field, chosen } => {
            (draft.answers.choices(&field) != chosen)
                .then(|| draft.answers.set(field.clone(), Answer::Choices(chosen)))?;
            Some(vec![Topic::Answer(id, field)])
        }
        Edit::Tick { field, on } => {
            (draft.answers.tick(&field) != on).then(|| draft.answers.set(field.clone(), Answer::Tick(on)))?;
            Some(vec![Topic::Answer(id, field)])
        }
        Edit::AddRow { field } => {
            let rows = draft.answers.rows_mut(&field);
            rows.push(Row { id: fresh_row(rows), ..Row::default() });
            Some(vec![Topic::Rows(id, field)])
        }
        Edit::RemoveRow { field, row } => {
            let rows = draft.answers.rows_mut(&field);
            let index = rows.iter().position(|other| other.id == row)?;
            rows.remove(index);
            Some(vec![Topic::Rows(id, field)])
        }
        Edit::MoveRow { field, row, up } => {
            let rows = draft.answers.rows_mut(&field);
            let index = rows.iter().position(|other| other.id == row)?;
            let target = if up { index.checked_sub(1)? } else { index + 1 };
            (target < rows.len()).then(|| rows.swap(index, target))?;
            Some(vec![Topic::Rows(id, field)])
        }
        Edit::Cell { field, row, column, text } => {
            set_cell(draft, &field, row, column, text)?;
            Some(vec![Topic::Answer(id, field)])
        }
        Edit::Layout(layout) => {
            (draft.layout != layout).then(|| draft.layout = layout)?;
            Some(Vec::new())
        }
    }
}

/// An id that no row of the table has.
fn fresh_row(rows: &[Row]) -> RowId {
    rows.iter().map(|row| row.id).max().map_or(0, |most| most.wrapping_add(1))
}

fn set_cell(draft: &mut Draft, field: &FieldId, row: RowId, column: ColumnId, text: String) -> Option<()> {
    let row = draft.answers.rows_mut(field).iter_mut().find(|other| other.id == row)?;
    (row.cell(&column) != text).then(|| row.cells.insert(column, text))
}
