//! One answer as typed text, and as a typed JSON value.

use crate::draft::{Answer, Row};
use crate::form::{Column, ColumnId, ColumnKind, FieldKind};
use crate::json::{Number, Object, Value};
use crate::text::{Date, Normalize, format_number, parse_number, plain_number};

/// The JSON value of an answer; none for an empty one. What is not of the field's kind stays as it was typed.
pub(super) fn to_json(answer: &Answer, kind: Option<&FieldKind>) -> Option<Value> {
    match answer {
        Answer::Text(text) if text.is_empty() => None,
        Answer::Text(text) => Some(match kind {
            Some(FieldKind::Number) => number(text).map_or_else(|| text.as_str().into(), Value::Number),
            Some(FieldKind::Date) => {
                Value::String(Date::parse_typed(text).map_or_else(|| text.clone(), Date::iso))
            }
            _ => text.as_str().into(),
        }),
        Answer::Tick(ticked) => Some(Value::Bool(*ticked)),
        Answer::Rows(rows) => {
            let columns: &[Column] = match kind {
                Some(FieldKind::Table { columns, .. }) => columns,
                _ => &[],
            };
            let rows: Vec<Value> = rows.iter().filter_map(|row| row_to_json(row, columns)).collect();
            (!rows.is_empty()).then_some(Value::Array(rows))
        }
    }
}

/// The answer that a JSON value gives to a field of that kind; the value itself if it is of another kind.
pub(super) fn from_json(value: Value, kind: &FieldKind, normalize: Normalize) -> Result<Answer, Value> {
    match (kind, value) {
        (FieldKind::Table { columns, .. }, Value::Array(items))
            if items.iter().all(|item| item.as_object().is_some()) =>
        {
            let rows = items.into_iter().zip(0..).filter_map(|(item, id)| match item {
                Value::Object(cells) => Some(row_from_json(id, cells, columns, normalize)),
                _ => None,
            });
            Ok(Answer::Rows(rows.collect()))
        }
        (FieldKind::Table { .. }, other) => Err(other),
        (FieldKind::Tick, Value::Bool(ticked)) => Ok(Answer::Tick(ticked)),
        (FieldKind::Tick, other) => Err(other),
        (FieldKind::Date, Value::String(text)) => {
            Ok(Answer::Text(iso_day(&text).map_or_else(|| normalize(&text), |day| day.to_string())))
        }
        (FieldKind::Number, value) => typed_text(value, true, normalize).map(Answer::Text),
        (_, value) => typed_text(value, false, normalize).map(Answer::Text),
    }
}

/// The day that a stored text is, if it is nothing else.
pub(super) fn iso_day(text: &str) -> Option<Date> {
    Date::parse_iso(text).filter(|_| text.len() == 10)
}

/// A number as people type it, if it has no more digits than they can type.
pub(super) fn number_text(number: &Number) -> Option<String> {
    format_number(parse_number(&number.plain()?)?)
}

fn number(text: &str) -> Option<Number> {
    Number::from_plain(&plain_number(parse_number(text)?)?)
}

fn typed_text(value: Value, numeric: bool, normalize: Normalize) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(normalize(&text)),
        Value::Number(number) if numeric => number_text(&number).ok_or(Value::Number(number)),
        other => Err(other),
    }
}

fn row_to_json(row: &Row, columns: &[Column]) -> Option<Value> {
    let mut cells = row.unknown.clone();
    for (id, text) in row.cells.iter().filter(|(_, text)| !text.is_empty()) {
        let numeric = columns.iter().any(|column| column.id == *id && column.kind == ColumnKind::Number);
        let value = number(text).filter(|_| numeric).map_or_else(|| text.as_str().into(), Value::Number);
        cells.insert(id.to_string(), value);
    }
    (!cells.is_empty()).then_some(Value::Object(cells))
}

fn row_from_json(id: u32, cells: Object, columns: &[Column], normalize: Normalize) -> Row {
    let mut row = Row { id, ..Row::default() };
    for (key, value) in cells {
        let Some(column) = columns.iter().find(|column| column.id.as_str() == key) else {
            row.unknown.insert(key, value);
            continue;
        };
        match typed_text(value, column.kind == ColumnKind::Number, normalize) {
            Ok(text) => row.cells.insert(ColumnId::new(key), text),
            Err(value) => row.unknown.insert(key, value),
        }
    }
    row
}
