//! Remembers the rows of tables between one layout and the next.
//!
//! Who composes a long table again shares the rows that did not change; they are known by that, without a look at their
//! text.
//!
//! **Invariant:** a row is taken only where it is the very same one, set in the same way.

use std::sync::Arc;

use super::collect::Row;
use super::document::{CellMargin, TableRow, Twips};

/// How far from the last row the next is looked for, either way.
const REACH: usize = 64;

/// How the rows of a table are set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// Widths of the columns.
    pub(super) cols: Vec<Twips>,
    /// Space between a cell's edge and its text.
    pub(super) margin: CellMargin,
    /// The left edge of the first cell.
    pub(super) left: Twips,
    /// What the rule below a row takes.
    pub(super) rule: Twips,
}

/// Rows that the last two layouts collected.
#[derive(Clone, Debug, Default)]
pub(super) struct RowCache {
    /// In the order in which they are asked for.
    entries: Vec<Entry>,
    /// After the entry of the last row.
    next: usize,
    /// The number of the current layout.
    generation: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    /// Held, so that no other row can be in its place in memory.
    source: Arc<TableRow>,
    setting: Arc<Setting>,
    row: Arc<Row>,
    /// The last layout that used it.
    generation: u64,
}

impl RowCache {
    /// Begins a layout: forgets what the last two did not use.
    pub(super) fn begin_layout(&mut self) {
        let last = self.generation;
        self.generation += 1;
        self.next = 0;
        self.entries.retain(|entry| entry.generation + 1 >= last);
    }

    /// A row as it was collected.
    pub(super) fn find(&mut self, source: &Arc<TableRow>, setting: &Arc<Setting>) -> Option<Arc<Row>> {
        let first = self.next.saturating_sub(REACH);
        let end = self.entries.len().min(self.next + REACH);
        let at = (self.next..end).chain(first..self.next).find(|&at| {
            let entry = &self.entries[at];
            Arc::ptr_eq(&entry.source, source) && entry.setting == *setting
        })?;
        let entry = &mut self.entries[at];
        entry.generation = self.generation;
        self.next = at + 1;
        Some(Arc::clone(&entry.row))
    }

    /// Remembers a row that was not found.
    pub(super) fn add(&mut self, source: &Arc<TableRow>, setting: &Arc<Setting>, row: &Arc<Row>) {
        let entry = Entry {
            source: Arc::clone(source),
            setting: Arc::clone(setting),
            row: Arc::clone(row),
            generation: self.generation,
        };
        self.entries.insert(self.next, entry);
        self.next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Arc<TableRow> {
        Arc::new(TableRow { header: false, cells: Vec::new() })
    }

    fn setting(left: Twips) -> Arc<Setting> {
        Arc::new(Setting { cols: vec![500], margin: CellMargin::default(), left, rule: 10 })
    }

    #[test]
    fn the_same_row_is_found_where_it_is_set_in_the_same_way() {
        let (known, equal) = (row(), row());
        let mut cache = RowCache::default();
        cache.begin_layout();
        cache.add(&known, &setting(0), &Arc::default());
        cache.begin_layout();
        assert!(cache.find(&known, &setting(0)).is_some());
        assert!(cache.find(&known, &setting(1)).is_none());
        assert!(cache.find(&equal, &setting(0)).is_none());
    }

    #[test]
    fn only_what_the_last_two_layouts_used_is_kept() {
        let stays = row();
        let mut cache = RowCache::default();
        for _ in 0..5 {
            cache.begin_layout();
            if cache.find(&stays, &setting(0)).is_none() {
                cache.add(&stays, &setting(0), &Arc::default());
            }
            cache.add(&row(), &setting(0), &Arc::default());
        }
        assert_eq!(cache.entries.len(), 4, "one row of each of three layouts, and the one that stays");
    }
}
