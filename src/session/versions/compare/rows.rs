//! What changed in the rows of a table.
//!
//! Rows are paired first. The ids of rows alone do not tell which is which: a row that was added after another was
//! removed may bear its id, and an opened file numbers them anew.

use super::text::{Piece, is_alike, pieces, replaced};
use super::typed;
use crate::draft::{Row, shown_cell};
use crate::form::{Column, ColumnKind, Table};

/// What changed in one row. Rows are numbered from 1.
#[derive(Clone, Debug, PartialEq)]
pub enum RowDifference<'a> {
    /// It is new.
    Added {
        /// Its number now.
        number: usize,
        /// What it says.
        row: &'a Row,
    },
    /// It is gone.
    Removed {
        /// Its number before.
        number: usize,
        /// What it said.
        row: &'a Row,
    },
    /// It stands elsewhere among the others, or says something else, or both.
    Changed {
        /// Its number now.
        number: usize,
        /// Its number before, if it changed places with others.
        moved_from: Option<usize>,
        /// What it says otherwise.
        cells: Vec<CellDifference<'a>>,
    },
}

/// What changed in a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct CellDifference<'a> {
    /// The cell's column.
    pub column: &'a Column,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// More pairs of rows than these are not held against each other word by word.
const MOST_TRIALS: usize = 10_000;

/// The rows that changed: those of after in their order, those that went where they stood.
pub(super) fn differences<'a>(
    table: &'a Table,
    before: &'a [Row],
    after: &'a [Row],
) -> Vec<RowDifference<'a>> {
    let partners = partners(table, before, after);
    let staying = rising(&partners);
    let mut differences = Vec::new();
    let mut passed = 0;
    let mut pass = |to: usize, differences: &mut Vec<RowDifference<'a>>| {
        while passed < to {
            if !partners.contains(&Some(passed)) {
                differences.push(RowDifference::Removed { number: passed + 1, row: &before[passed] });
            }
            passed += 1;
        }
    };
    for (index, row) in after.iter().enumerate() {
        // What went stands before what came in its place.
        let next = (index..after.len()).find(|at| staying[*at]).and_then(|at| partners[at]);
        pass(next.unwrap_or(before.len()), &mut differences);
        let Some(partner) = partners[index] else {
            differences.push(RowDifference::Added { number: index + 1, row });
            continue;
        };
        let cells = cells(table, &before[partner], row);
        let moved_from = (!staying[index]).then_some(partner + 1);
        if moved_from.is_some() || !cells.is_empty() {
            differences.push(RowDifference::Changed { number: index + 1, moved_from, cells });
        }
    }
    pass(before.len(), &mut differences);
    differences
}

fn cells<'a>(table: &'a Table, before: &Row, after: &Row) -> Vec<CellDifference<'a>> {
    let mut cells = Vec::new();
    for column in typed(&table.columns) {
        let (old, new) = (shown_cell(table, before, column), shown_cell(table, after, column));
        if old == new {
            continue;
        }
        let pieces = match column.kind {
            ColumnKind::ShortText | ColumnKind::LongText => pieces(&old, &new),
            ColumnKind::Number
            | ColumnKind::Date
            | ColumnKind::Choice { .. }
            | ColumnKind::Tick
            | ColumnKind::Computed { .. } => replaced(old, new),
        };
        cells.push(CellDifference { column, pieces });
    }
    cells
}

/// For each row of after the row of before that it was, if it was there.
fn partners(table: &Table, before: &[Row], after: &[Row]) -> Vec<Option<usize>> {
    let mut pairing =
        Pairing { before, after, partners: vec![None; after.len()], taken: vec![false; before.len()] };
    if let Some((column, _)) = table.fixed_rows() {
        pairing.pair(|old, new| old.cell(column).trim() == new.cell(column).trim());
    }
    let is_same = |old: &Row, new: &Row| {
        old.unknown == new.unknown
            && typed(&table.columns).all(|column| old.cell(&column.id).trim() == new.cell(&column.id).trim())
    };
    pairing.pair(|old, new| old.id == new.id && is_same(old, new));
    pairing.pair(is_same);
    let shares_a_cell = |old: &Row, new: &Row| {
        let mut cells =
            typed(&table.columns).map(|column| (old.cell(&column.id).trim(), new.cell(&column.id).trim()));
        cells.any(|(old, new)| !old.is_empty() && old == new)
    };
    pairing.pair(|old, new| old.id == new.id && (shares_a_cell(old, new) || is_kin(table, old, new)));
    if pairing.trials() <= MOST_TRIALS {
        pairing.pair(|old, new| is_kin(table, old, new));
    }
    pairing.partners
}

struct Pairing<'a> {
    before: &'a [Row],
    after: &'a [Row],
    partners: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairing<'_> {
    /// Pairs each row that has none with the first free one that fits.
    fn pair(&mut self, fits: impl Fn(&Row, &Row) -> bool) {
        for (index, new) in self.after.iter().enumerate() {
            if self.partners[index].is_none() {
                let found =
                    self.before.iter().enumerate().position(|(at, old)| !self.taken[at] && fits(old, new));
                if let Some(at) = found {
                    self.partners[index] = Some(at);
                    self.taken[at] = true;
                }
            }
        }
    }

    /// How many pairs are left to try.
    fn trials(&self) -> usize {
        let free = self.taken.iter().filter(|taken| !**taken).count();
        free * self.partners.iter().filter(|partner| partner.is_none()).count()
    }
}

/// Whether two rows can be the same at two times: one of them is still empty, or they have a cell in common, or most
/// of a text.
fn is_kin(table: &Table, before: &Row, after: &Row) -> bool {
    if before.is_blank(table) || after.is_blank(table) {
        return before.is_blank(table) == after.is_blank(table) || before.id == after.id;
    }
    typed(&table.columns).any(|column| {
        let (old, new) = (before.cell(&column.id).trim(), after.cell(&column.id).trim());
        match column.kind {
            ColumnKind::ShortText | ColumnKind::LongText => {
                !old.is_empty() && !new.is_empty() && (old == new || is_alike(old, new))
            }
            // What many rows share tells none from another.
            ColumnKind::Number | ColumnKind::Date | ColumnKind::Choice { .. } | ColumnKind::Tick => false,
            ColumnKind::Computed { .. } => false,
        }
    })
}

/// The rows that kept their order: a longest list of them whose partners rise.
fn rising(partners: &[Option<usize>]) -> Vec<bool> {
    // For each length the row that ends such a list lowest, and for each row the one before it in its list.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous = vec![None; partners.len()];
    for (index, partner) in partners.iter().enumerate() {
        if partner.is_none() {
            continue;
        }
        let length = ends.partition_point(|end| partners[*end] < *partner);
        previous[index] = length.checked_sub(1).map(|before| ends[before]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut stays = vec![false; partners.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        stays[index] = true;
        next = previous[index];
    }
    stays
}
