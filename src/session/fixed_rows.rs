//! Rows that a form fixes: one for each criterion.

use crate::draft::{Answer, Draft, Row, fresh_row};
use crate::form::{FieldKind, Form};

/// Gives every table with fixed rows those that it lacks, each behind the one that goes before it in the form. What is
/// there stays, also rows that the form does not know.
pub(super) fn complete(form: &Form, mut draft: Draft) -> Draft {
    for (_, field) in form.fields() {
        if let FieldKind::Table(table) = &field.kind
            && let Some((column, choices)) = table.fixed_rows()
            && let None | Some(Answer::Rows(_)) = draft.answers.get(&field.id)
        {
            let rows = draft.answers.rows_mut(&field.id);
            let mut place = 0;
            for choice in choices {
                let there = rows.iter().position(|row| row.cell(column).trim() == choice.value);
                place = there.unwrap_or_else(|| {
                    let mut row = Row { id: fresh_row(rows, &draft.asked), ..Row::default() };
                    row.cells.insert(column.clone(), choice.value.clone());
                    rows.insert(place, row);
                    place
                }) + 1;
            }
        }
    }
    draft
}
