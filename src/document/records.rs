//! A compiled table as JSON, with the papers that each cell is from; and as NDJSON, an object a row.
//!
//! **Invariant:** a number is a number, a day is `yyyy-mm-dd`, what is empty is absent from a row and `null` in a cell.

use std::io::{self, Write};

use crate::json::{Number, Object, Value as Json, compact, object, pretty};
use crate::office::PaperId;
use crate::office::compile::{Cell, Compiled, CompiledRow, Kind, Role, Value};
use crate::plan::PlanId;

/// Under which name a row of NDJSON has the papers that it is from. No column is called so: ids have no such letter.
const SOURCES: &str = "@sources";

/// The members of the file, and of its parts, in the order in which they are written.
const ORDER: [&str; 10] =
    ["id", "title", "note", "columns", "rows", "totals", "kind", "total", "value", "sources"];

/// How a paper is named in a file: such as by the id of its submission.
pub type Naming<'a> = &'a dyn Fn(PaperId) -> String;

/// The whole table.
#[must_use]
pub fn json(table: &Compiled, naming: Naming<'_>) -> String {
    pretty(&table_json(table, naming), &place)
}

/// All tables of a plan in one file, a line a row: no more than one row is held at a time.
///
/// # Errors
/// If it cannot be written.
pub fn write_all(
    out: &mut impl Write,
    plan: &PlanId,
    tables: &[Compiled],
    naming: Naming<'_>,
) -> io::Result<()> {
    let plan = compact(&plan.as_str().into());
    writeln!(out, "{{\"format\":\"tham-luan.tables\",\"version\":1,\"plan\":{plan},\"tables\":[")?;
    for (table, at) in tables.iter().zip(0..) {
        let head = compact(&head(table, naming));
        let (comma, head) = (if at == 0 { "" } else { "," }, head.strip_suffix('}').unwrap_or(&head));
        writeln!(out, "{comma}{head},\"rows\":[")?;
        for (row, at) in table.entries().zip(0..) {
            let comma = if at == 0 { "" } else { "," };
            writeln!(out, "{comma}{}", compact(&row_json(row, naming)))?;
        }
        writeln!(out, "]}}")?;
    }
    writeln!(out, "]}}")
}

fn place(_: usize, key: &str) -> usize {
    ORDER.iter().position(|own| *own == key).unwrap_or(ORDER.len())
}

fn table_json(table: &Compiled, naming: Naming<'_>) -> Json {
    let mut whole = head(table, naming);
    if let Json::Object(members) = &mut whole {
        let rows = table.entries().map(|row| row_json(row, naming)).collect();
        members.insert("rows".to_owned(), Json::Array(rows));
    }
    whole
}

/// All of a table but its rows.
fn head(table: &Compiled, naming: Naming<'_>) -> Json {
    let columns = table.columns.iter().map(|column| {
        object(vec![
            ("id", column.id.as_str().into()),
            ("title", column.title.as_str().into()),
            ("kind", kind(column.kind).into()),
            ("total", Json::Bool(column.total)),
        ])
    });
    let mut members = vec![
        ("id", table.id.as_str().into()),
        ("title", table.title.as_str().into()),
        ("columns", Json::Array(columns.collect())),
    ];
    if let Some(note) = &table.note {
        members.push(("note", note.as_str().into()));
    }
    if let Some(totals) = table.rows.iter().find(|row| row.role == Role::Total) {
        members.push(("totals", row_json(totals, naming)));
    }
    object(members)
}

fn row_json(row: &CompiledRow, naming: Naming<'_>) -> Json {
    Json::Array(row.cells.iter().map(|cell| sourced(cell, naming)).collect())
}

/// An object a line for each row, without that of totals: what it says by column, and its papers under `@sources`.
#[must_use]
pub fn ndjson(table: &Compiled, naming: Naming<'_>) -> String {
    let mut lines = String::new();
    for row in table.entries() {
        let mut members = Object::default();
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            if cell.value != Value::Empty {
                members.insert(column.id.clone(), value(&cell.value));
            }
        }
        let mut sources: Vec<PaperId> =
            row.cells.iter().flat_map(|cell| cell.sources.iter().copied()).collect();
        sources.sort_unstable();
        sources.dedup();
        members.insert(SOURCES.to_owned(), names(&sources, naming));
        lines.push_str(&compact(&Json::Object(members)));
        lines.push('\n');
    }
    lines
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Year => "year",
        Kind::Date => "date",
        Kind::Count => "count",
    }
}

fn sourced(cell: &Cell, naming: Naming<'_>) -> Json {
    object(vec![("value", value(&cell.value)), ("sources", names(&cell.sources, naming))])
}

fn names(sources: &[PaperId], naming: Naming<'_>) -> Json {
    Json::Array(sources.iter().map(|paper| Json::String(naming(*paper))).collect())
}

fn value(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Text(text) => text.as_str().into(),
        Value::Number(number) => {
            let plain = number.plain(',');
            Number::from_plain(&plain).map_or_else(|| plain.as_str().into(), Json::Number)
        }
        Value::Date(day) => Json::String(day.iso()),
    }
}
