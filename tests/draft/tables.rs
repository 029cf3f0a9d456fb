//! Tables: their rows, and their cells by the kinds of their columns.

use serde_json::{Value, json};
use tham_luan::draft::{Rule, Severity, validate};

use super::{check, draft, plan_of};

fn table() -> Value {
    json!({
        "kind": "table", "rowName": "kiến nghị", "print": "list", "columns": [
            { "id": "noi-dung", "label": "Nội dung", "kind": "long-text", "required": true },
            { "id": "gui", "label": "Gửi", "kind": "choice", "required": true,
              "choices": [{ "value": "tinh", "label": "Cấp tỉnh" }] },
            { "id": "so", "label": "Số", "kind": "number" },
            { "id": "nguon", "label": "Nguồn", "kind": "short-text" }
        ]
    })
}

#[test]
fn every_row_has_its_required_cells() {
    check(table(), json!([{ "noi-dung": "Một", "gui": "tinh" }]), &[]);
    check(
        table(),
        json!([{ "noi-dung": "Một", "gui": "tinh" }, { "nguon": "x" }, { "noi-dung": " ", "gui": "tinh" }]),
        &["Required at 2.noi-dung", "Required at 2.gui", "Required at 3.noi-dung"],
    );
}

#[test]
fn blank_rows_are_as_if_they_were_not_there() {
    check(table(), json!([{}, { "noi-dung": " " }, { "noi-dung": "Một", "gui": "tinh" }]), &[]);
}

#[test]
fn cells_are_checked_by_their_columns() {
    check(table(), json!([{ "noi-dung": "Một", "gui": "tinh", "so": "1.234,5", "nguon": "?" }]), &[]);
    check(
        table(),
        json!([{ "noi-dung": "…", "gui": "Cấp tỉnh", "so": "nhiều" }, { "noi-dung": "2", "gui": "tinh", "so": "-1" }]),
        &[
            "NeedsSentence at 1.noi-dung",
            "NotAChoice at 1.gui",
            "NotANumber at 1.so",
            "OutOfRange { min: Some(0.0), max: None } at 2.so",
        ],
    );
}

#[test]
fn days_are_typed_and_boxes_are_ticked() {
    let columns = json!([
        { "id": "ngay", "label": "Ngày", "kind": "date" }, { "id": "xong", "label": "Xong", "kind": "tick" }
    ]);
    let table = json!({ "kind": "table", "rowName": "việc", "print": "table", "columns": columns });
    check(
        table.clone(),
        json!([{ "ngay": "5/9/2020", "xong": "true" }, { "ngay": "05-09-2020", "xong": "" }]),
        &[],
    );
    check(
        table.clone(),
        json!([{ "ngay": "9/2020", "xong": "true" }, { "ngay": "31/9/2020", "xong": "x" }]),
        &["NotADate at 1.ngay", "NotADate at 2.ngay", "NotAChoice at 2.xong"],
    );
    let mut required = table;
    for column in 0..2 {
        required["columns"][column]["required"] = json!(true);
    }
    check(
        required,
        json!([{ "ngay": "5/9/2020" }, { "xong": "true" }]),
        &["Required at 1.xong", "Required at 2.ngay"],
    );
}

/// Criteria: their rows are given.
fn criteria(required: bool) -> Value {
    let choices =
        json!([{ "value": "mot", "label": "Tiêu chí 1" }, { "value": "hai", "label": "Tiêu chí 2" }]);
    json!({
        "kind": "table", "rowName": "tiêu chí", "print": "table", "required": required, "fixedBy": "tieu-chi",
        "columns": [
            { "id": "tieu-chi", "label": "Tiêu chí", "kind": "choice", "choices": choices },
            { "id": "ket-qua", "label": "Kết quả", "kind": "short-text", "required": true }
        ]
    })
}

#[test]
fn criteria_that_must_be_answered_are_answered_each() {
    let answered = json!([{ "tieu-chi": "mot", "ket-qua": "Đạt" }, { "tieu-chi": "hai", "ket-qua": "Đạt" }]);
    let begun = json!([{ "tieu-chi": "mot", "ket-qua": "Đạt" }, { "tieu-chi": "hai" }]);
    let given = json!([{ "tieu-chi": "mot" }, { "tieu-chi": "hai", "ket-qua": " " }]);
    check(criteria(true), answered.clone(), &[]);
    check(criteria(true), begun.clone(), &["Required at 2.ket-qua"]);
    check(criteria(true), given.clone(), &["Required"]);
    check(criteria(true), json!([]), &["Required"]);
    // Where they need not be, only what was begun.
    check(criteria(false), answered, &[]);
    check(criteria(false), begun, &[]);
    check(criteria(false), given, &[]);
}

#[test]
fn no_criterion_that_must_be_answered_is_missing() {
    let one = json!([{ "tieu-chi": "hai", "ket-qua": "Đạt" }]);
    check(criteria(true), one.clone(), &[r#"NoRowOf { label: "Tiêu chí 1" }"#]);
    check(criteria(false), one, &[]);
}

#[test]
fn points_are_within_the_scale_of_the_pack() {
    let mut table = criteria(false);
    table["weights"] = json!({ "mot": 60, "hai": 40 });
    let points = |one: &str, other: &str| {
        json!([
            { "tieu-chi": "mot", "ket-qua": "Đạt", "diem": one },
            { "tieu-chi": "hai", "ket-qua": "Đạt", "diem": other }
        ])
    };
    check(table.clone(), points("60", "0"), &[]);
    check(table.clone(), points("", "39,5"), &[]);
    check(
        table.clone(),
        points("60,5", "60"),
        &[
            "OutOfRange { min: Some(0.0), max: Some(60.0) } at 1.diem",
            "OutOfRange { min: Some(0.0), max: Some(40.0) } at 2.diem",
        ],
    );
    check(
        table.clone(),
        points("-1", "nhiều"),
        &["OutOfRange { min: Some(0.0), max: None } at 1.diem", "NotANumber at 2.diem"],
    );
    // A criterion without points of its own has no bound.
    table["weights"] = json!({ "hai": 40 });
    check(table, points("99", "41"), &["OutOfRange { min: Some(0.0), max: Some(40.0) } at 2.diem"]);
}

#[test]
fn violations_come_in_the_order_of_the_form_and_say_where() {
    let text = |id: &str| json!({ "id": id, "label": "A", "kind": "short-text", "required": true });
    let mut rows = table();
    rows["id"] = json!("bang");
    rows["label"] = json!("Bảng");
    rows["constraints"] = json!([{ "rule": "at-least-rows", "rows": 2 }]);
    let plan = plan_of(
        json!([
            { "id": "sau", "title": "S", "fields": [text("z"), rows] },
            { "id": "dau", "title": "D", "fields": [text("a")] }
        ]),
        json!({}),
    );
    let draft = draft(json!({ "bang": [{ "gui": "tinh" }] }));
    let violations = validate(&plan, &plan.forms[0], &draft, &[]);
    let places: Vec<_> = violations
        .iter()
        .map(|v| (v.section.as_str(), v.field.as_str(), v.cell.as_ref().map(|(row, id)| (*row, id.as_str()))))
        .collect();
    assert_eq!(
        places,
        [
            ("sau", "z", None),
            ("sau", "bang", None),
            ("sau", "bang", Some((1, "noi-dung"))),
            ("dau", "a", None)
        ]
    );
    assert_eq!(violations[1].rule, Rule::TooFewRows { rows: 2 });
    assert!(violations.iter().all(|violation| violation.severity == Severity::Error));
}
