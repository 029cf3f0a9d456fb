//! Lists what a file contains, for the writer to see before it leaves the machine.

use super::Submission;
use super::typed::{iso_day, number_text};
use super::write::order;
use crate::form::{Choice, Column, ColumnKind, Field, FieldKind, Form};
use crate::json::{Member, Order, Value, compact, ordered};
use crate::plan::Plan;

/// One value that a file contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Where it stands in the file, such as `author.phone` or `answers.proposals.0.content`.
    pub path: String,
    /// The question that it answers, if it answers one of the form's.
    pub question: Option<&'a str>,
    /// The row of the table, from 1.
    pub row: Option<usize>,
    /// The head of the table's column.
    pub column: Option<&'a str>,
    /// The value.
    pub value: Shown,
}

/// A value as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Text; numbers and days as typed, choices and units by their names.
    Text(String),
    /// Yes or no.
    Tick(bool),
}

/// What an answer was typed into.
#[derive(Clone, Copy)]
enum Kind<'a> {
    Date,
    Choice(&'a [Choice]),
    Unit(&'a Plan),
    Other,
}

impl Submission {
    /// Every value of the file, in the order in which it is written.
    #[must_use]
    pub fn contents<'a>(&self, plan: &'a Plan, form: &'a Form) -> Vec<Entry<'a>> {
        let order = order(form);
        let mut entries = Vec::new();
        for Member { key, value, .. } in members(&self.root, 0, &order) {
            if key != "answers" {
                let entry =
                    Entry { path: key.to_owned(), question: None, row: None, column: None, value: NOTHING };
                list(value, 1, Kind::Other, &order, &entry, &mut entries);
                continue;
            }
            for Member { key: id, value: answer, .. } in members(value, 1, &order) {
                let field = form.fields().map(|(_, field)| field).find(|field| field.id.as_str() == id);
                list_answer(answer, &format!("answers.{id}"), field, plan, &order, &mut entries);
            }
        }
        entries
    }
}

/// The members of an object as they are written; none of anything else.
fn members<'a>(value: &'a Value, depth: usize, order: Order<'_>) -> Vec<Member<'a>> {
    value.as_object().map(|members| ordered(members, depth, Some(order))).unwrap_or_default()
}

const NOTHING: Shown = Shown::Text(String::new());

fn list_answer<'a>(
    answer: &Value,
    path: &str,
    field: Option<&'a Field>,
    plan: &'a Plan,
    order: Order<'_>,
    entries: &mut Vec<Entry<'a>>,
) {
    let mut entry = Entry {
        path: path.to_owned(),
        question: field.map(|field| field.label.as_str()),
        row: None,
        column: None,
        value: NOTHING,
    };
    let (columns, kind): (&[Column], _) = match field.map(|field| &field.kind) {
        Some(FieldKind::Table(table)) => (&table.columns, Kind::Other),
        Some(FieldKind::Date) => (&[], Kind::Date),
        Some(FieldKind::Choice { choices } | FieldKind::Choices { choices }) => (&[], Kind::Choice(choices)),
        Some(FieldKind::Unit) => (&[], Kind::Unit(plan)),
        _ => (&[], Kind::Other),
    };
    let is_table = field.is_some_and(|field| matches!(field.kind, FieldKind::Table(_)));
    let Some(rows) = answer.as_array().filter(|_| is_table) else {
        return list(answer, 2, kind, order, &entry, entries);
    };
    for (index, row) in rows.iter().enumerate() {
        entry.row = Some(index + 1);
        for Member { key: id, value: cell, .. } in members(row, 3, order) {
            let column = columns.iter().find(|column| column.id.as_str() == id);
            entry.path = format!("{path}.{index}.{id}");
            entry.column = column.map(|column| column.label.as_str());
            let kind = match column.map(|column| &column.kind) {
                Some(ColumnKind::Choice { choices }) => Kind::Choice(choices),
                Some(ColumnKind::Date) => Kind::Date,
                _ => Kind::Other,
            };
            list(cell, 4, kind, order, &entry, entries);
        }
        if row.as_object().is_none() {
            entry.path = format!("{path}.{index}");
            entry.column = None;
            list(row, 3, Kind::Other, order, &entry, entries);
        }
    }
}

/// Lists a value, or the values that it is made of, under the path of `like`.
fn list<'a>(
    value: &Value,
    depth: usize,
    kind: Kind<'_>,
    order: Order<'_>,
    like: &Entry<'a>,
    entries: &mut Vec<Entry<'a>>,
) {
    let below = |key: &str| Entry { path: format!("{}.{key}", like.path), ..like.clone() };
    match value {
        Value::Object(members) if !members.is_empty() => {
            for Member { key, value, .. } in ordered(members, depth, Some(order)) {
                list(value, depth + 1, Kind::Other, order, &below(key), entries);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                list(value, depth + 1, kind, order, &below(&index.to_string()), entries);
            }
        }
        leaf => entries.push(Entry { value: shown(leaf, kind), ..like.clone() }),
    }
}

fn shown(value: &Value, kind: Kind<'_>) -> Shown {
    Shown::Text(match value {
        Value::Bool(ticked) => return Shown::Tick(*ticked),
        Value::Number(number) => number_text(number).unwrap_or_else(|| number.as_str().to_owned()),
        Value::String(text) => match kind {
            Kind::Date => iso_day(text).map(|day| day.to_string()),
            Kind::Choice(choices) => {
                choices.iter().find(|choice| choice.value == *text).map(|choice| choice.label.clone())
            }
            Kind::Unit(plan) => {
                plan.roster.iter().find(|unit| unit.id.as_str() == text).map(|unit| unit.name.clone())
            }
            Kind::Other => None,
        }
        .unwrap_or_else(|| text.clone()),
        other => compact(other),
    })
}
