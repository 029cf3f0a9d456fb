//! Numbers that nobody types: sums, shares, counts.

use super::{Answers, Row};
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

/// A computed number as people read it, shares with one decimal place.
#[must_use]
pub fn shown_number(number: f64) -> String {
    format_number((number * 10.0).round() / 10.0).unwrap_or_default()
}

/// The number of a field, typed or computed.
pub(super) fn number_by_id(form: &Form, id: &str, answers: &Answers) -> Option<f64> {
    number_of(form, form.field(&FieldId::new(id))?, answers, 0)
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
    let of = |id: &String| number_of(form, form.field(&FieldId::new(id.as_str()))?, answers, depth + 1);
    match formula {
        Formula::Sum(ids) => sum(ids.iter().map(of)),
        Formula::Ratio(part, whole) => ratio(of(part)?, of(whole)?),
        Formula::Count { table, only } => {
            let FieldKind::Table(definition) = &form.field(table)?.kind else { return None };
            let rows = answers.rows(table).iter().filter(|row| !row.is_blank(definition));
            let count = rows.filter(|row| counts(row, only.as_ref())).count();
            Some(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
        }
        Formula::Total { table, column } => {
            let FieldKind::Table(definition) = &form.field(table)?.kind else { return None };
            column_total(definition, definition.column(column)?, answers.rows(table))
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

fn counts(row: &Row, only: Option<&(ColumnId, Vec<String>)>) -> bool {
    only.is_none_or(|(column, is)| is.iter().any(|value| value == row.cell(column).trim()))
}

fn sum(numbers: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let mut total = None;
    for number in numbers.flatten() {
        total = Some(total.unwrap_or(0.0) + number);
    }
    total
}

fn ratio(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then_some(part * 100.0 / whole)
}
