//! A compiled table as CSV (RFC 4180), for spreadsheets and for programs.
//!
//! In UTF-8 with a byte order mark, so that spreadsheets read Vietnamese; one head, then a line a row, without the row of
//! totals, which programs would add up again. Numbers have a dot before the decimals and none between thousands; days
//! are `yyyy-mm-dd`. **Invariant:** no text of a paper is ever taken for a formula.

use crate::office::compile::{Compiled, Value};

/// Tells programs that the text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// What makes a spreadsheet take a text for a formula or a command, where it comes first.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Makes a spreadsheet take what follows for text.
const TEXT_MARK: char = '\'';

/// The table.
#[must_use]
pub fn csv(table: &Compiled) -> String {
    let mut csv = String::new();
    csv.push(BYTE_ORDER_MARK);
    let heads: Vec<String> = table.columns.iter().map(|column| harmless(&column.title)).collect();
    line(&mut csv, &heads);
    for row in table.entries() {
        let cells: Vec<String> = row.cells.iter().map(|cell| field(&cell.value)).collect();
        line(&mut csv, &cells);
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

/// A text that a spreadsheet takes for text.
fn harmless(text: &str) -> String {
    let mut harmless = String::new();
    // Some skip spaces and marks that are not seen before they look for a formula.
    let is_seen = |letter: &char| *letter != ' ' && *letter != '\u{a0}' && *letter != BYTE_ORDER_MARK;
    if text.starts_with(DANGEROUS)
        || text.chars().find(is_seen).is_some_and(|first| DANGEROUS.contains(&first))
    {
        harmless.push(TEXT_MARK);
    }
    harmless.push_str(text);
    harmless
}

fn line(csv: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            csv.push(',');
        }
        if field.contains([',', '"', '\r', '\n', ';', '\t']) || field.trim() != field {
            csv.push('"');
            for letter in field.chars() {
                if letter == '"' {
                    csv.push('"');
                }
                csv.push(letter);
            }
            csv.push('"');
        } else {
            csv.push_str(field);
        }
    }
    csv.push_str("\r\n");
}
