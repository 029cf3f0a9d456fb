//! Changes of one draft.

use super::{CellRewrite, Edit, Topic, fixed_rows};
use crate::draft::{Answer, Draft, Row, RowId, RowSource, fresh_row, pasted};
use crate::form::{Column, ColumnId, ColumnKind, FieldId, FieldKind, Form, Table};
use crate::json::Value;

/// Changes a draft of the form. None where the edit names a row that is gone or may not change, or changes nothing.
pub(super) fn apply(form: &Form, draft: &mut Draft, edit: Edit) -> Option<Vec<Topic>> {
    let id = draft.id.clone();
    match edit {
        Edit::Text { field, text } | Edit::Rewrite { field, text } => {
            (draft.answers.text(&field) != text)
                .then(|| draft.answers.set(field.clone(), Answer::Text(text)))?;
            Some(vec![Topic::Answer(id, field)])
        }
        Edit::RewriteCells { field, cells } => {
            let (table, rows) = (table(form, &field)?, draft.answers.rows_mut(&field));
            let mut changed = None;
            for cell in cells {
                changed = rewrite(table, rows, cell).or(changed);
            }
            changed?;
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
            open_table(form, &field)?;
            add_row(draft.answers.rows_mut(&field), &draft.asked);
            Some(vec![Topic::Rows(id, field)])
        }
        Edit::RemoveRow { field, row } => {
            open_table(form, &field)?;
            let rows = draft.answers.rows_mut(&field);
            let index = rows.iter().position(|other| other.id == row)?;
            rows.remove(index);
            Some(vec![Topic::Rows(id, field)])
        }
        Edit::MoveRow { field, row, up } => {
            open_table(form, &field)?;
            let rows = draft.answers.rows_mut(&field);
            let index = rows.iter().position(|other| other.id == row)?;
            let target = if up { index.checked_sub(1)? } else { index + 1 };
            (target < rows.len()).then(|| rows.swap(index, target))?;
            Some(vec![Topic::Rows(id, field)])
        }
        Edit::Cell { field, row, column, text } => {
            let table = table(form, &field)?;
            is_typed(table, table.column(&column)?).then_some(())?;
            let row = draft.answers.rows_mut(&field).iter_mut().find(|other| other.id == row)?;
            (row.cell(&column) != text).then(|| row.cells.insert(column, text))?;
            Some(vec![Topic::Answer(id, field)])
        }
        Edit::Paste { field, at, block } => {
            let rows = draft.answers.rows_mut(&field);
            paste(table(form, &field)?, rows, &draft.asked, at, &block)?;
            Some(vec![Topic::Rows(id.clone(), field.clone()), Topic::Answer(id, field)])
        }
        Edit::TakeOver { answers } => {
            let mut topics = Vec::new();
            for (field, answer) in answers {
                if let Answer::Rows(rows) = &answer {
                    remember(&mut draft.carried, &field, rows);
                }
                draft.answers.set(field.clone(), answer);
                topics.push(Topic::Rows(id.clone(), field.clone()));
                topics.push(Topic::Answer(id.clone(), field));
            }
            (!topics.is_empty()).then_some(topics)
        }
        Edit::Layout(layout) => {
            (draft.layout != layout).then(|| draft.layout = layout)?;
            Some(Vec::new())
        }
        Edit::Restore(version) => {
            let said = fixed_rows::complete(form, *version);
            (!draft.says_literally(&said)).then(|| draft.say(&said))
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

fn add_row(rows: &mut Vec<Row>, asked: &Value) {
    rows.push(Row { id: fresh_row(rows, asked), ..Row::default() });
}

fn table<'a>(form: &'a Form, field: &FieldId) -> Option<&'a Table> {
    match &form.field(field)?.kind {
        FieldKind::Table(table) => Some(table),
        _ => None,
    }
}

/// A table whose rows may come and go.
fn open_table<'a>(form: &'a Form, field: &FieldId) -> Option<&'a Table> {
    table(form, field).filter(|table| table.fixed_rows().is_none())
}

/// Whether the cells of a column are typed: neither given nor computed.
fn is_typed(table: &Table, column: &Column) -> bool {
    !matches!(column.kind, ColumnKind::Computed { .. }) && table.fixed_by.as_ref() != Some(&column.id)
}

/// Changes a cell. None where that changes nothing, or it is not as it was.
fn rewrite(table: &Table, rows: &mut [Row], cell: CellRewrite) -> Option<()> {
    let column = table.column(&cell.column).filter(|column| is_typed(table, column))?;
    let row = rows.iter_mut().find(|row| row.id == cell.row && row.cell(&column.id) == cell.was)?;
    let text = pasted(&column.kind, &cell.text);
    (text != cell.was).then(|| row.cells.insert(cell.column, text))?;
    Some(())
}

/// Lays a block over the cells of a table. None where that changes nothing.
fn paste(
    table: &Table,
    rows: &mut Vec<Row>,
    asked: &Value,
    at: Option<(RowId, ColumnId)>,
    block: &[Vec<String>],
) -> Option<()> {
    let (first_row, first_column) = match at {
        Some((row, column)) => (
            rows.iter().position(|other| other.id == row)?,
            table.columns.iter().position(|other| other.id == column)?,
        ),
        None => (rows.len(), 0),
    };
    // Whole columns of a spreadsheet end in empty rows, for which none are added.
    let is_filled = |cells: &Vec<String>| cells.iter().any(|cell| !cell.trim().is_empty());
    let filled = block.iter().rposition(is_filled).map_or(0, |last| last + 1);
    let mut changed = None;
    for (index, cells) in block.iter().enumerate() {
        if first_row + index == rows.len() {
            if table.fixed_rows().is_some() || index >= filled {
                break;
            }
            add_row(rows, asked);
            changed = Some(());
        }
        let Some(row) = rows.get_mut(first_row + index) else { break };
        for (column, cell) in table.columns.iter().skip(first_column).zip(cells) {
            let text = pasted(&column.kind, cell);
            if is_typed(table, column) && row.cell(&column.id) != text {
                row.cells.insert(column.id.clone(), text);
                changed = Some(());
            }
        }
    }
    changed
}
