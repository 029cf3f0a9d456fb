//! Holds every rule of validation by an answer that breaks it and one that does not; what applies, what is computed,
//! what survives storage, and how far each section has come.
//!
//! A form is made for each example: one section with the fields in question. Rows are numbered from 1.

mod computed;
mod fields;
mod progress;
mod relevance;
mod rules;
mod storage;
mod table_rules;
mod tables;

use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft, Row, Violation, validate};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::plan::{Plan, parse};

/// A plan with one form, of one section with these fields.
fn plan(fields: Value) -> Plan {
    plan_of(json!([{ "id": "phan", "title": "Phần", "fields": fields }]), json!({}))
}

/// A plan with one form of these sections. A second one can only be told of.
fn plan_of(sections: Value, initial: Value) -> Plan {
    let source = json!({ "clause": "I.1", "quote": "Mục đích" });
    let unit = |id: &str, group: &str| json!({ "id": id, "name": id, "group": group });
    let form = |id: &str, initial: Value, sections: Value| {
        json!({
            "id": id, "version": 1, "title": id, "actor": "A", "roles": ["ubnd-huyen"], "level": "huyen",
            "unitGroup": "huyen", "origin": "extra", "profile": "nghi-dinh-30", "documentName": "A",
            "initial": initial, "sections": sections
        })
    };
    let report = json!([{ "id": "phan", "title": "Phần", "fields": [
        { "id": "ho-ten", "label": "Họ và tên", "kind": "short-text" }
    ] }]);
    let pack = json!({
        "format": "tham-luan.plan-1", "id": "000", "version": 1,
        "identity": { "title": "T", "shortTitle": "T", "issuer": "UBND", "legalBasis": [], "purpose": source },
        "deadlines": [],
        "roster": [unit("binh-gia", "huyen"), unit("so-noi-vu", "tinh")],
        "forms": [form("000-A", initial, sections), form("000-B", json!({}), report)]
    });
    parse(&pack.to_string()).expect("a plan")
}

/// A draft of the form with answers given as text, as true or false, as a list of what is chosen, or as a list of
/// rows.
fn draft(answers: Value) -> Draft {
    let draft = json!({
        "id": "0", "plan": "000", "planVersion": 1, "form": "000-A", "formVersion": 1,
        "createdAt": "2020-09-01T08:00:00+07:00", "updatedAt": "2020-09-01T08:00:00+07:00", "answers": {},
        "layout": {
            "size": 28, "spacing": { "exactly": 18 }, "indent": 127,
            "margins": { "top": 20, "right": 20, "bottom": 20, "left": 30 }
        }
    });
    let draft = tham_luan::json::parse(&draft.to_string()).expect("JSON");
    let mut draft = Draft::from_json(&draft).expect("a draft");
    for (field, answer) in answers.as_object().expect("answers by field") {
        draft.answers.set(FieldId::new(field.clone()), answer_of(answer));
    }
    draft
}

fn answer_of(answer: &Value) -> Answer {
    match answer {
        Value::String(text) => Answer::Text(text.clone()),
        Value::Bool(tick) => Answer::Tick(*tick),
        Value::Array(list) if list.iter().any(Value::is_string) => {
            let chosen = list.iter().map(|value| value.as_str().expect("a choice").to_owned());
            Answer::Choices(chosen.collect())
        }
        Value::Array(list) => Answer::Rows((1_u32..).zip(list).map(|(id, cells)| row(id, cells)).collect()),
        other => panic!("no answer: {other}"),
    }
}

fn row(id: u32, cells: &Value) -> Row {
    let cells = cells.as_object().expect("cells by column").iter();
    let cells =
        cells.map(|(id, cell)| (ColumnId::new(id.as_str()), cell.as_str().expect("a text").to_owned()));
    Row { id, cells: cells.collect(), ..Row::default() }
}

fn violations(plan: &Plan, answers: Value, others: &[Draft]) -> Vec<Violation> {
    validate(plan, &plan.forms[0], &draft(answers), others)
}

/// What violations say, with the field unless it is `a`, and the cell: `Required`, `b Required at 2.ten`.
fn said(violations: &[Violation]) -> Vec<String> {
    let of_field = |violation: &Violation| match violation.field.as_str() {
        "a" => String::new(),
        field => format!("{field} "),
    };
    let of_cell = |violation: &Violation| match &violation.cell {
        Some((row, column)) => format!(" at {row}.{column}"),
        None => String::new(),
    };
    violations.iter().map(|found| format!("{}{:?}{}", of_field(found), found.rule, of_cell(found))).collect()
}

/// The rules that answers to these fields break.
fn broken(fields: Value, answers: Value) -> Vec<String> {
    said(&violations(&plan(fields), answers, &[]))
}

/// Checks one field called `a`, given without its label.
#[track_caller]
fn check(field: Value, answer: Value, rules: &[&str]) {
    let mut field = field;
    field["id"] = json!("a");
    field["label"] = json!("A");
    let answers = if answer.is_null() { json!({}) } else { json!({ "a": answer }) };
    assert_eq!(broken(json!([field]), answers.clone()), rules, "{answers}");
}
