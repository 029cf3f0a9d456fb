//! Numbers that nobody types.

use serde_json::{Value, json};
use tham_luan::draft::{column_total, computed, computed_cell, shown_number};
use tham_luan::form::{ColumnId, FieldId, FieldKind};

use super::{broken, draft, plan};

/// Typed fields, a table, and `a`, computed by a formula.
fn fields(formula: Value) -> Value {
    let number = |id: &str| json!({ "id": id, "label": id, "kind": "number" });
    let choices = json!([{ "value": "dat", "label": "Đạt" }, { "value": "chua", "label": "Chưa đạt" }]);
    json!([
        number("nam"), number("nu"),
        { "id": "khong", "label": "Không có", "kind": "tick" },
        { "id": "khac", "label": "Khác", "kind": "number", "relevant": { "field": "khong", "ticked": false } },
        { "id": "tong", "label": "Tổng", "kind": "computed", "formula": { "sum": ["nam", "nu"] } },
        { "id": "viec", "label": "Việc", "kind": "table", "rowName": "việc", "print": "table",
          "relevant": { "field": "khong", "ticked": false },
          "columns": [
            { "id": "muc", "label": "Mức", "kind": "choice", "choices": choices },
            { "id": "xong", "label": "Xong", "kind": "tick" },
            { "id": "nam", "label": "Nam", "kind": "number" },
            { "id": "nu", "label": "Nữ", "kind": "number" },
            { "id": "cong", "label": "Cộng", "kind": "computed", "formula": { "sum": ["nam", "nu"] } },
            { "id": "ty-le", "label": "Tỷ lệ", "kind": "computed", "formula": { "ratio": ["nu", "cong"] } }
          ] },
        { "id": "a", "label": "A", "kind": "computed", "formula": formula }
    ])
}

/// What the field `a` shows.
fn shown(formula: Value, answers: Value) -> String {
    let plan = plan(fields(formula));
    let form = &plan.forms[0];
    let field = form.field(&FieldId::new("a")).expect("the field");
    computed(form, field, &draft(answers).answers).map(shown_number).unwrap_or_default()
}

#[test]
fn a_sum_is_of_what_is_given() {
    let sum = || json!({ "sum": ["nam", "nu"] });
    assert_eq!(shown(sum(), json!({ "nam": "1.200", "nu": "34,5" })), "1.234,5");
    assert_eq!(shown(sum(), json!({ "nam": "1.200" })), "1.200");
    assert_eq!(shown(sum(), json!({ "nam": "nhiều" })), "");
    assert_eq!(shown(sum(), json!({})), "");
}

#[test]
fn a_sum_keeps_its_decimals_and_has_none_of_a_float() {
    let sum = || json!({ "sum": ["nam", "nu"] });
    assert_eq!(shown(sum(), json!({ "nam": "1,25", "nu": "2,30" })), "3,55");
    assert_eq!(shown(sum(), json!({ "nam": "0,1", "nu": "0,2" })), "0,3");
    assert_eq!(shown(sum(), json!({ "nam": "999.999.999.999", "nu": "1" })), "1.000.000.000.000");
}

#[test]
fn a_sum_of_small_parts_is_what_its_parts_make() {
    let sum = |nam: &str, nu: &str| shown(json!({ "sum": ["nam", "nu"] }), json!({ "nam": nam, "nu": nu }));
    assert_eq!(sum("1,2345", "0,1"), "1,3345", "in tỷ đồng, to 100.000 đồng");
    assert_eq!(sum("0,000001", "0,000002"), "0,000003");
    assert_eq!(sum("123.456.789,1", "0,02"), "123.456.789,12");
    assert_eq!(sum("123.456.789.012,1", "0,02"), "123.456.789.012,12");
    let many = (0..200).fold(0.0, |sum, _| sum + 49_999.1);
    assert_eq!(shown_number(many), "9.999.820");
    let many = (0..200).fold(0.0, |sum, _| sum + 499_999.1);
    assert_eq!(shown_number(many), "99.999.820");
}

#[test]
fn a_share_is_in_percent_with_one_decimal() {
    let ratio = || json!({ "ratio": ["nu", "tong"] });
    // Halves that a float falls short of.
    let of = |part: &str| shown(json!({ "ratio": ["nu", "nam"] }), json!({ "nam": "200", "nu": part }));
    assert_eq!([of("32,3"), of("64,1"), of("32,2")], ["16,2", "32,1", "16,1"]);
    assert_eq!(shown(ratio(), json!({ "nam": "2", "nu": "1" })), "33,3");
    assert_eq!(shown(ratio(), json!({ "nam": "1", "nu": "2" })), "66,7");
    assert_eq!(shown(ratio(), json!({ "nam": "0", "nu": "5" })), "100");
    assert_eq!(shown(ratio(), json!({ "nam": "0", "nu": "0" })), "", "of nothing there is no share");
    assert_eq!(shown(ratio(), json!({ "nam": "3" })), "");
}

#[test]
fn rows_are_counted_all_or_those_of_a_kind() {
    let rows = json!([
        { "muc": "dat", "xong": "true" }, { "muc": "chua" }, {}, { "muc": " " }, { "muc": "dat" }
    ]);
    let answers = || json!({ "viec": rows });
    assert_eq!(shown(json!({ "count": { "table": "viec" } }), answers()), "3");
    let of = |column: &str, is: &[&str]| json!({ "count": { "table": "viec", "column": column, "is": is } });
    assert_eq!(shown(of("muc", &["dat"]), answers()), "2");
    assert_eq!(shown(of("muc", &["dat", "chua"]), answers()), "3");
    assert_eq!(shown(of("xong", &["true"]), answers()), "1");
    let either = json!({ "count": {
        "table": "viec", "column": "muc", "is": ["chua"], "or": [{ "column": "xong", "is": ["true"] }]
    } });
    assert_eq!(shown(either.clone(), answers()), "2");
    assert_eq!(shown(either, json!({ "viec": [{ "muc": "chua", "xong": "true" }] })), "1", "each row once");
    assert_eq!(shown(json!({ "count": { "table": "viec" } }), json!({})), "0");
}

#[test]
fn a_column_is_added_up_also_if_it_is_computed() {
    let total = |column: &str| json!({ "total": { "table": "viec", "column": column } });
    let answers = || json!({ "viec": [{ "nam": "1", "nu": "2" }, { "nam": "10" }, { "nu": "không" }] });
    assert_eq!(shown(total("nam"), answers()), "11");
    assert_eq!(shown(total("cong"), answers()), "13");
    assert_eq!(shown(total("nam"), json!({ "viec": [{ "nu": "1" }] })), "");
}

#[test]
fn what_does_not_apply_counts_for_nothing() {
    let sum = || json!({ "sum": ["nam", "khac"] });
    assert_eq!(shown(sum(), json!({ "nam": "1", "khac": "5" })), "6");
    assert_eq!(shown(sum(), json!({ "nam": "1", "khac": "5", "khong": true })), "1");
    let rows = json!([{ "nam": "4" }]);
    let count = || json!({ "count": { "table": "viec" } });
    let total = || json!({ "total": { "table": "viec", "column": "nam" } });
    assert_eq!(shown(count(), json!({ "viec": rows })), "1");
    assert_eq!(shown(total(), json!({ "viec": rows })), "4");
    assert_eq!(shown(count(), json!({ "viec": rows, "khong": true })), "0");
    assert_eq!(shown(total(), json!({ "viec": rows, "khong": true })), "");
}

#[test]
fn cells_are_computed_row_by_row() {
    let plan = plan(fields(json!({ "sum": ["nam"] })));
    let field = plan.forms[0].field(&FieldId::new("viec")).expect("the table");
    let FieldKind::Table(table) = &field.kind else { panic!("no table") };
    let draft = draft(json!({ "viec": [{ "nam": "3", "nu": "1" }, { "nu": "2" }, { "nam": "x" }] }));
    let rows = draft.answers.rows(&FieldId::new("viec"));
    let column = |id: &str| table.column(&ColumnId::new(id)).expect("a column");
    let cells =
        |id: &str| -> Vec<_> { rows.iter().map(|row| computed_cell(table, column(id), row)).collect() };
    assert_eq!(cells("cong"), [Some(4.0), Some(2.0), None]);
    assert_eq!(cells("ty-le"), [Some(25.0), Some(100.0), None]);
    assert_eq!(column_total(table, column("cong"), rows), Some(6.0));
    assert_eq!(column_total(table, column("nu"), rows), Some(3.0));
    assert_eq!(column_total(table, column("nam"), &[]), None);
}

/// Nothing is asked where nothing can be typed.
#[test]
fn what_is_computed_is_never_missing() {
    assert_eq!(broken(fields(json!({ "sum": ["nam"] })), json!({})), [""; 0]);
}
