//! A compiled table as CSV (RFC 4180), for spreadsheets and for programs.
//!
//! In UTF-8 with a byte order mark, so that spreadsheets read Vietnamese; one head, then a line a row, without the row of
//! totals, which programs would add up again. Numbers have a dot before the decimals and none between thousands; days
//! are `yyyy-mm-dd`. Cells are written as in every list of the office ([`crate::office::csv`]).

use crate::office::compile::{Compiled, Value};
use crate::office::csv::{BYTE_ORDER_MARK, harmless, write_line};

/// The table.
#[must_use]
pub fn csv(table: &Compiled) -> String {
    let mut csv = String::new();
    csv.push(BYTE_ORDER_MARK);
    let heads: Vec<String> = table.columns.iter().map(|column| harmless(&column.title)).collect();
    write_line(&mut csv, &heads);
    for row in table.entries() {
        let cells: Vec<String> = row.cells.iter().map(|cell| field(&cell.value)).collect();
        write_line(&mut csv, &cells);
    }
    csv
}

fn field(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => harmless(text),
        Value::Number(number) => number.plain('.'),
        Value::Date(day) => day.iso(),
    }
}
