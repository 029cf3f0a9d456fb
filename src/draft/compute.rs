//! Numbers that nobody types: sums, shares, counts. What does not apply counts for nothing, though its answer is kept.

use super::{Answers, Row, is_relevant};
use crate::form::{Column, ColumnId, ColumnKind, Field, FieldId, FieldKind, Form, Formula, Table};
use crate::text::{format_number, parse_number};

/// The value of a computed field. None where what it is made of is missing.
#[must_use]
pub fn computed(form: &Form, field: &Field, answers: &Answers) -> Option<f64> {
    number_of(form, field, answers, 0)
}

/// The value of a computed cell.
#[must_use]
pub fn computed_cell(table: &Table, column: &Column, row: &Row) -> Option<f64> {
    cell_number(table, column, row, 0)
}

/// The sum of a column of numbers; None where no cell has a number.
#[must_use]
pub fn column_total(table: &Table, column: &Column, rows: &[Row]) -> Option<f64> {
    sum(rows.iter().map(|row| cell_number(table, column, row, 0)))
}

/// A computed number as people read it: with as many decimal places as those that were added have, up to six, and none that
/// a float adds by itself. Of numbers of millions and more fewer places are sure, though never less than three are shown.
#[must_use]
pub fn shown_number(number: f64) -> String {
    // Two hundred additions leave thirteen digits of a float alone.
    let bounds = [(1e7, 1e6), (1e8, 1e5), (1e9, 1e4)];
    let scale = bounds.iter().find(|(bound, _)| number.abs() < *bound).map_or(1e3, |(_, scale)| *scale);
    let is_whole = number.fract() == 0.0;
    let number = if is_whole { number } else { (number * scale).round() / scale };
    format_number(number).unwrap_or_default()
}

/// The number of a field, typed or computed.
pub(super) fn number_by_id(form: &Form, id: &str, answers: &Answers) -> Option<f64> {
    number_of(form, applying(form, &FieldId::new(id), answers)?, answers, 0)
}

/// The field of that id, if it applies.
fn applying<'a>(form: &'a Form, id: &FieldId, answers: &Answers) -> Option<&'a Field> {
    let (section, field) = form.fields().find(|(_, field)| field.id == *id)?;
    is_relevant(form, section, field, answers).then_some(field)
}

/// A table that applies, with its rows.
fn rows_of<'a>(form: &'a Form, id: &FieldId, answers: &'a Answers) -> Option<(&'a Table, &'a [Row])> {
    match &applying(form, id, answers)?.kind {
        FieldKind::Table(table) => Some((table, answers.rows(id))),
        _ => None,
    }
}

/// The number of a cell, typed or computed.
pub(super) fn cell_by_id(table: &Table, id: &str, row: &Row) -> Option<f64> {
    cell_number(table, table.column(&ColumnId::new(id))?, row, 0)
}

fn number_of(form: &Form, field: &Field, answers: &Answers, depth: usize) -> Option<f64> {
    let FieldKind::Computed { formula } = &field.kind else { return parse_number(answers.text(&field.id)) };
    if depth >= Formula::DEEPEST {
        return None;
    }
    let of = |id: &String| {
        number_of(form, applying(form, &FieldId::new(id.as_str()), answers)?, answers, depth + 1)
    };
    match formula {
        Formula::Sum(ids) => sum(ids.iter().map(of)),
        Formula::Ratio(part, whole) => ratio(of(part)?, of(whole)?),
        Formula::Count { table, only } => {
            let count = rows_of(form, table, answers).map_or(0, |(table, rows)| {
                let is_counted = |row: &&Row| !row.is_blank(table) && row.is_of_any(only);
                rows.iter().filter(is_counted).count()
            });
            Some(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
        }
        Formula::Total { table, column } => {
            let (table, rows) = rows_of(form, table, answers)?;
            column_total(table, table.column(column)?, rows)
        }
    }
}

fn cell_number(table: &Table, column: &Column, row: &Row, depth: usize) -> Option<f64> {
    let ColumnKind::Computed { formula } = &column.kind else { return parse_number(row.cell(&column.id)) };
    if depth >= Formula::DEEPEST {
        return None;
    }
    let of = |id: &String| cell_number(table, table.column(&ColumnId::new(id.as_str()))?, row, depth + 1);
    match formula {
        Formula::Sum(ids) => sum(ids.iter().map(of)),
        Formula::Ratio(part, whole) => ratio(of(part)?, of(whole)?),
        Formula::Count { .. } | Formula::Total { .. } => None,
    }
}

fn sum(numbers: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let mut total = None;
    for number in numbers.flatten() {
        total = Some(total.unwrap_or(0.0) + number);
    }
    total
}

/// In percent, with one decimal place. A half that a float falls short of by its last digits is one: 32,3 of 200 is 16,15,
/// so 16,2, as in the office's table, which computes in decimals.
fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| (part * 1000.0 / whole * (1.0 + 4.0 * f64::EPSILON)).round() / 10.0)
}
