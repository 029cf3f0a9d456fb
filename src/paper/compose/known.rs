//! Ruled tables as they were composed the last time, so that of a long one only what changed is composed again.
//!
//! **Invariant:** what is known is what would be composed: it is taken only where the form's table, the width and the
//! whole row are equal.

use std::sync::Arc;

use super::Row;
use super::ruled::Style;
use crate::form::{FieldId, Table};
use crate::pagination::{TableRow, Twips};

/// What this paper and the one before have of ruled tables.
#[derive(Debug, Default)]
pub(in crate::paper) struct KnownTables {
    /// Of the paper before this one.
    before: Vec<KnownTable>,
    /// Of this one, so far.
    now: Vec<KnownTable>,
}

/// A ruled table.
#[derive(Debug)]
pub(super) struct KnownTable {
    field: FieldId,
    /// Between the margins.
    width: Twips,
    definition: Table,
    pub(super) style: Style,
    pub(super) head: Arc<TableRow>,
    /// In the order printed: what was answered, and the row that it became.
    rows: Vec<(Row, Arc<TableRow>)>,
}

impl KnownTables {
    /// Begins a paper: forgets what the one before did not have.
    pub(super) fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// Gives what is known of a table, if it is still the same one.
    pub(super) fn take(&mut self, field: &FieldId, width: Twips, definition: &Table) -> Option<KnownTable> {
        let is_same = |known: &KnownTable| {
            known.field == *field && known.width == width && known.definition == *definition
        };
        self.before.iter().position(is_same).map(|at| self.before.swap_remove(at))
    }

    /// Takes what is known of a table now.
    pub(super) fn keep(&mut self, table: KnownTable) {
        self.now.push(table);
    }
}

impl KnownTable {
    /// A table of which no row is known.
    pub(super) fn new(field: &FieldId, width: Twips, definition: &Table) -> Self {
        let style = Style::of(width, &definition.columns);
        let head = Arc::new(style.head(&definition.columns));
        Self { field: field.clone(), width, definition: definition.clone(), style, head, rows: Vec::new() }
    }

    /// The row of that place, composed if it is not known.
    pub(super) fn row(&mut self, at: usize, row: &Row) -> Arc<TableRow> {
        if let Some((_, known)) = self.rows.get(at).filter(|(known, _)| known == row) {
            return Arc::clone(known);
        }
        let composed = Arc::new(self.style.row(&(at + 1).to_string(), &self.definition, row));
        let known = (row.clone(), Arc::clone(&composed));
        match self.rows.get_mut(at) {
            Some(place) => *place = known,
            None => self.rows.push(known),
        }
        composed
    }

    /// There are no more rows than these.
    pub(super) fn end(&mut self, rows: usize) {
        self.rows.truncate(rows);
    }
}
