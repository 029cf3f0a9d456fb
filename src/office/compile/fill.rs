//! What was compiled as rows of a form's table, so that the office's own papers begin with it.

use super::compiled::{Compiled, CompiledRow, Value};
use crate::draft::{Row, RowSource};
use crate::form::{ColumnKind, Table};
use crate::office::Source;

/// The entries of a compiled table as rows of a form's: what stands under columns that are called the same. Each row
/// names the papers that it is from.
#[must_use]
pub fn rows(compiled: &Compiled, table: &Table, sources: &[Source<'_>]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (entry, id) in compiled.entries().zip(0..) {
        let mut row = Row { id, sources: papers(entry, sources), ..Row::default() };
        for (cell, head) in entry.cells.iter().zip(&compiled.columns) {
            let Some(column) = table.columns.iter().find(|column| column.id.as_str() == head.id) else {
                continue;
            };
            let shown = match &cell.value {
                Value::Empty => continue,
                _ => head.shown(cell),
            };
            let text = match &column.kind {
                ColumnKind::Choice { choices } => {
                    let choice = choices.iter().find(|choice| choice.label == shown);
                    choice.map_or(shown, |choice| choice.value.clone())
                }
                ColumnKind::Computed { .. } => continue,
                _ => shown,
            };
            row.cells.insert(column.id.clone(), text);
        }
        if !row.is_blank(table) {
            rows.push(row);
        }
    }
    rows
}

/// The papers that an entry is from.
fn papers(entry: &CompiledRow, sources: &[Source<'_>]) -> Vec<RowSource> {
    let is_from = |source: &&Source<'_>| entry.cells.iter().any(|cell| cell.sources.contains(&source.id));
    let named = sources.iter().filter(is_from);
    named
        .map(|source| RowSource {
            paper: source.draft.id.clone(),
            revision: source.draft.revision,
            row: None,
        })
        .collect()
}
