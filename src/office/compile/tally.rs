//! Counts and sums: amounts under a row and a column, each with the papers that it is made of.

use std::collections::BTreeMap;

use super::Decimal;
use super::compiled::{Cell, Column, Compiled, Kind, Value};
use crate::office::PaperId;

/// What stands for an answer that was not given.
const NOT_GIVEN: &str = "Chưa ghi";

/// The id of the column for it.
const NO_COLUMN: &str = "chua-ghi";

/// The id of the only column of a plain count.
pub(super) const COUNT: &str = "so-luong";

/// A table of amounts to be.
pub(super) struct Tally {
    id: String,
    title: String,
    head: Column,
    rows: Vec<(String, String)>,
    /// Where each row stands, by value.
    places: BTreeMap<String, usize>,
    columns: Vec<Column>,
    amounts: BTreeMap<(usize, usize), (Decimal, Vec<PaperId>)>,
}

impl Tally {
    /// A table whose rows are these, by value and label, and what else turns up.
    pub(super) fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        head: &str,
        rows: Vec<(String, String)>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            head: Column::text("muc", head),
            places: rows.iter().zip(0..).map(|((value, _), at)| (value.clone(), at)).collect(),
            rows,
            columns: Vec::new(),
            amounts: BTreeMap::new(),
        }
    }

    /// Adds a column.
    pub(super) fn column(mut self, id: &str, title: &str, kind: Kind) -> Self {
        self.columns.push(Column::sum(id, title, kind));
        self
    }

    /// Adds a column for each of these.
    pub(super) fn columns(mut self, columns: &[(String, String)], kind: Kind) -> Self {
        for (id, title) in columns {
            self = self.column(id, title, kind);
        }
        self
    }

    /// Adds an amount. A row or column that is not there yet is added last, under its own name.
    pub(super) fn add(&mut self, row: &str, column: &str, amount: Decimal, sources: &[PaperId]) {
        let row = match self.places.get(row) {
            Some(at) => *at,
            None => {
                let label = if row.is_empty() { NOT_GIVEN } else { row };
                self.places.insert(row.to_owned(), self.rows.len());
                self.rows.push((row.to_owned(), label.to_owned()));
                self.rows.len() - 1
            }
        };
        let id = if column.is_empty() { NO_COLUMN } else { column };
        let column = match self.columns.iter().position(|own| own.id == id) {
            Some(at) => at,
            None => {
                let kind = self.columns.first().map_or(Kind::Count, |column| column.kind);
                let head = if column.is_empty() { NOT_GIVEN } else { column };
                self.columns.push(Column::sum(id, head, kind));
                self.columns.len() - 1
            }
        };
        let (sum, papers) = self.amounts.entry((row, column)).or_default();
        *sum += amount;
        papers.extend(sources);
    }

    /// Counts one.
    pub(super) fn count(&mut self, row: &str, column: &str, sources: &[PaperId]) {
        self.add(row, column, Decimal::ONE, sources);
    }

    /// The table. What nobody counts is 0; of what nobody adds up nothing is known.
    pub(super) fn finish(self) -> Compiled {
        let Self { id, title, head, rows, columns, mut amounts, .. } = self;
        let mut compiled = Compiled::new(id, title, [vec![head], columns.clone()].concat());
        for (at, (_, label)) in rows.into_iter().enumerate() {
            let mut cells = vec![Cell::label(label)];
            for (place, column) in columns.iter().enumerate() {
                cells.push(match amounts.remove(&(at, place)) {
                    Some((sum, papers)) => Cell::from_all(Value::Number(sum), papers),
                    None if column.kind == Kind::Count => Cell::count(0, Vec::new()),
                    None => Cell::default(),
                });
            }
            compiled.push(cells);
        }
        compiled.totalled()
    }

    /// The table, with a last column that adds up the others.
    pub(super) fn finish_across(mut self, title: &str) -> Compiled {
        let kind = self.columns.first().map_or(Kind::Count, |column| column.kind);
        let across = self.columns.len();
        self.columns.push(Column::sum("cong", title, kind));
        for ((row, _), (amount, papers)) in self.amounts.clone() {
            let (sum, all) = self.amounts.entry((row, across)).or_default();
            *sum += amount;
            all.extend(papers);
        }
        self.finish()
    }
}

/// How many there are of each choice.
pub(super) fn count<'v>(
    id: &str,
    title: &str,
    head: &str,
    choices: Vec<(String, String)>,
    values: impl IntoIterator<Item = (&'v str, Vec<PaperId>)>,
) -> Compiled {
    let mut tally = Tally::new(id, title, head, choices).column(COUNT, "Số lượng", Kind::Count);
    for (value, sources) in values {
        tally.count(value, COUNT, &sources);
    }
    tally.finish()
}
