//! One answer as typed text, and as a typed JSON value.

use crate::draft::{Answer, Answers, Row, RowSource};
use crate::form::{Column, ColumnId, ColumnKind, FieldId, FieldKind, TICKED};
use crate::json::{Number, Object, Value};
use crate::text::{Date, Normalize, format_number, parse_number, plain_number};

/// What a row was taken over from. No column is called so: ids have no such letter.
const SOURCES: &str = "@sources";

/// The JSON value of an answer; none for an empty one. What is not of the field's kind stays as it was typed.
pub(super) fn to_json(answer: &Answer, kind: Option<&FieldKind>) -> Option<Value> {
    match answer {
        Answer::Text(text) if text.is_empty() => None,
        Answer::Text(text) => Some(match kind {
            Some(FieldKind::Number) => number(text).map_or_else(|| text.as_str().into(), Value::Number),
            Some(FieldKind::Date) => day(text),
            _ => text.as_str().into(),
        }),
        Answer::Choices(chosen) => {
            let values: Vec<Value> = chosen.iter().map(|value| value.as_str().into()).collect();
            (!values.is_empty()).then_some(Value::Array(values))
        }
        Answer::Tick(ticked) => Some(Value::Bool(*ticked)),
        Answer::Rows(rows) => {
            let columns: &[Column] = match kind {
                Some(FieldKind::Table(table)) => &table.columns,
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
        (FieldKind::Table(table), Value::Array(items))
            if items.iter().all(|item| item.as_object().is_some()) =>
        {
            let rows = items.into_iter().zip(0..).filter_map(|(item, id)| match item {
                Value::Object(cells) => Some(row_from_json(id, cells, &table.columns, normalize)),
                _ => None,
            });
            Ok(Answer::Rows(rows.collect()))
        }
        (FieldKind::Table(_), other) => Err(other),
        (FieldKind::Choices { .. }, Value::Array(items))
            if items.iter().all(|item| item.as_str().is_some()) =>
        {
            let values = items.iter().filter_map(Value::as_str).map(normalize);
            Ok(Answer::Choices(values.collect()))
        }
        (FieldKind::Choices { .. }, other) => Err(other),
        (FieldKind::Tick, Value::Bool(ticked)) => Ok(Answer::Tick(ticked)),
        (FieldKind::Tick, other) => Err(other),
        (FieldKind::Date, Value::String(text)) => {
            Ok(Answer::Text(iso_day(&text).map_or_else(|| composed(text, normalize), |day| day.to_string())))
        }
        (FieldKind::Number, value) => typed_text(value, true, normalize).map(Answer::Text),
        (_, value) => typed_text(value, false, normalize).map(Answer::Text),
    }
}

/// How numbers were typed where their values would be shown otherwise ("06"), by `<field>` or `<field>.<row>.<column>`, rows
/// counted as they are written. A paper prints what was typed.
pub(super) fn typed_otherwise(id: &str, answer: &Answer, kind: Option<&FieldKind>, typed: &mut Object) {
    match (answer, kind) {
        (Answer::Text(text), Some(FieldKind::Number)) if is_otherwise(text) => {
            typed.insert(id.to_owned(), text.as_str().into());
        }
        (Answer::Rows(rows), Some(FieldKind::Table(table))) => {
            let sent = rows.iter().filter(|row| row_to_json(row, &table.columns).is_some());
            for (row, at) in sent.zip(0_u32..) {
                let numbers = table.columns.iter().filter(|column| column.kind == ColumnKind::Number);
                for column in numbers.filter(|column| is_otherwise(row.cell(&column.id))) {
                    let text = row.cell(&column.id).into();
                    typed.insert([id, ".", &at.to_string(), ".", column.id.as_str()].concat(), text);
                }
            }
        }
        _ => {}
    }
}

/// Whether a number would be read back as another text.
fn is_otherwise(text: &str) -> bool {
    number(text).is_some_and(|number| number_text(&number).as_deref() != Some(text))
}

/// Puts numbers as they were typed into answers. One that says another number than its answer is passed over.
pub(super) fn retype(typed: &Object, answers: &mut Answers, normalize: Normalize) {
    let is_same =
        |one: &str, other: &str| number(one).is_some_and(|one| number(other).as_ref() == Some(&one));
    for (path, text) in typed.iter() {
        let Some(text) = text.as_str().map(normalize) else { continue };
        let mut parts = path.split('.');
        let field = FieldId::new(parts.next().unwrap_or_default());
        match (parts.next(), parts.next()) {
            (None, _) if is_same(answers.text(&field), &text) => answers.set(field, Answer::Text(text)),
            (Some(row), Some(column)) if matches!(answers.get(&field), Some(Answer::Rows(_))) => {
                let row = row.parse().ok().and_then(|row: usize| answers.rows_mut(&field).get_mut(row));
                let column = ColumnId::new(column);
                if let Some(row) = row.filter(|row| is_same(row.cell(&column), &text)) {
                    row.cells.insert(column, text);
                }
            }
            _ => {}
        }
    }
}

/// The day that a stored text is, if it is nothing else.
pub(super) fn iso_day(text: &str) -> Option<Date> {
    Date::parse_iso(text).filter(|_| text.len() == 10)
}

/// A number as people type it, if it has no more digits than they can type.
pub(super) fn number_text(number: &Number) -> Option<String> {
    let text = number.as_str();
    // Most are a few digits.
    if text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    format_number(parse_number(&number.plain()?)?)
}

fn number(text: &str) -> Option<Number> {
    Number::from_plain(&plain_number(parse_number(text)?)?)
}

/// A text in Unicode NFC, in which ASCII is as it stands.
fn composed(text: String, normalize: Normalize) -> String {
    if text.is_ascii() { text } else { normalize(&text) }
}

fn typed_text(value: Value, numeric: bool, normalize: Normalize) -> Result<String, Value> {
    match value {
        Value::String(text) => Ok(composed(text, normalize)),
        Value::Number(number) if numeric => number_text(&number).ok_or(Value::Number(number)),
        other => Err(other),
    }
}

fn day(text: &str) -> Value {
    Value::String(Date::parse_typed(text).map_or_else(|| text.to_owned(), Date::iso))
}

fn row_to_json(row: &Row, columns: &[Column]) -> Option<Value> {
    let mut cells = row.unknown.clone();
    for (id, text) in row.cells.iter().filter(|(_, text)| !text.is_empty()) {
        let kind = columns.iter().find(|column| column.id == *id).map(|column| &column.kind);
        let value = match kind {
            Some(ColumnKind::Number) => number(text).map(Value::Number),
            Some(ColumnKind::Date) => Some(day(text)),
            Some(ColumnKind::Tick) if text == TICKED => Some(Value::Bool(true)),
            _ => None,
        };
        cells.insert(id.to_string(), value.unwrap_or_else(|| text.as_str().into()));
    }
    if !row.sources.is_empty() {
        let sources = row.sources.iter().map(|source| Value::String(source.to_string()));
        cells.insert(SOURCES.to_owned(), Value::Array(sources.collect()));
    }
    (!cells.is_empty()).then_some(Value::Object(cells))
}

fn row_from_json(id: u32, cells: Object, columns: &[Column], normalize: Normalize) -> Row {
    let mut row = Row { id, ..Row::default() };
    for (key, value) in cells {
        if key == SOURCES
            && let Some(sources) = sources(&value)
        {
            row.sources = sources;
            continue;
        }
        let Some(column) = columns.iter().find(|column| column.id.as_str() == key) else {
            row.unknown.insert(key, value);
            continue;
        };
        match cell_from_json(value, &column.kind, normalize) {
            Ok(text) => row.cells.insert(ColumnId::new(key), text),
            Err(value) => row.unknown.insert(key, value),
        }
    }
    row
}

fn cell_from_json(value: Value, kind: &ColumnKind, normalize: Normalize) -> Result<String, Value> {
    match (kind, value) {
        (ColumnKind::Tick, Value::Bool(ticked)) => Ok(if ticked { TICKED.to_owned() } else { String::new() }),
        (ColumnKind::Date, Value::String(text)) => {
            Ok(iso_day(&text).map_or_else(|| composed(text, normalize), |day| day.to_string()))
        }
        (kind, value) => typed_text(value, *kind == ColumnKind::Number, normalize),
    }
}

/// The sources of a row, if it is they and nothing else.
fn sources(value: &Value) -> Option<Vec<RowSource>> {
    value.as_array()?.iter().map(|source| RowSource::parse(source.as_str()?)).collect()
}
