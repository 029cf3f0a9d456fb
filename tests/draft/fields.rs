//! Fields: what is required, and what can be read.

use serde_json::{Value, json};

use super::check;

#[test]
fn what_is_required_is_answered() {
    let choices = json!([{ "value": "co", "label": "Có" }]);
    let columns = json!([{ "id": "ten", "label": "Tên", "kind": "short-text" }]);
    for (field, answer) in [
        (json!({ "kind": "short-text" }), json!("Bình Gia")),
        (json!({ "kind": "long-text" }), json!("Xã có 05 thôn.")),
        (json!({ "kind": "number" }), json!("0")),
        (json!({ "kind": "date" }), json!("09/9/2020")),
        (json!({ "kind": "choice", "choices": choices }), json!("co")),
        (json!({ "kind": "choices", "choices": choices }), json!(["co"])),
        (json!({ "kind": "unit", "slot": "unit" }), json!("binh-gia")),
        (json!({ "kind": "tick" }), json!(true)),
        (
            json!({ "kind": "table", "rowName": "dòng", "print": "table", "columns": columns }),
            json!([{ "ten": "x" }]),
        ),
    ] {
        let mut required = field.clone();
        required["required"] = json!(true);
        check(required.clone(), answer, &[]);
        check(required.clone(), json!(null), &["Required"]);
        check(field, json!(null), &[]);
        let empty = match required["kind"].as_str() {
            Some("tick") => json!(false),
            Some("choices") => json!([]),
            Some("table") => json!([{ "ten": " \n" }, {}]),
            _ => json!(" \n\u{a0}"),
        };
        check(required, empty, &["Required"]);
    }
}

#[test]
fn an_answer_of_another_kind_is_no_answer() {
    check(json!({ "kind": "short-text", "required": true }), json!(true), &["Required"]);
    check(json!({ "kind": "tick", "required": true }), json!("true"), &["Required"]);
    let choices = json!([{ "value": "tinh", "label": "Cấp tỉnh" }]);
    check(json!({ "kind": "choices", "required": true, "choices": choices }), json!("tinh"), &["Required"]);
    check(json!({ "kind": "choice", "required": true, "choices": choices }), json!(["tinh"]), &["Required"]);
}

#[test]
fn a_required_long_text_has_a_sentence() {
    for text in ["…", "- ", "-\n+\n.", "“”", "* * *", "( )"] {
        check(json!({ "kind": "long-text", "required": true }), json!(text), &["NeedsSentence"]);
        check(json!({ "kind": "long-text" }), json!(text), &[]);
        check(json!({ "kind": "short-text", "required": true }), json!(text), &[]);
    }
    for text in ["Có.", "- ừ", "Ố", "đ", "…5", "Ở\n-"] {
        check(json!({ "kind": "long-text", "required": true }), json!(text), &[]);
    }
}

#[test]
fn a_number_is_typed_as_in_vietnamese() {
    for text in ["5", "05", "1.234", "1.234,5", " 12 "] {
        check(json!({ "kind": "number" }), json!(text), &[]);
    }
    for text in ["1,234.5", "1.5", "năm", "5 người", "12%"] {
        check(json!({ "kind": "number" }), json!(text), &["NotANumber"]);
    }
}

#[test]
fn a_number_lies_within_its_bounds() {
    let number = |rule: Value| json!({ "kind": "number", "constraints": [rule] });
    let years = json!({ "rule": "range", "min": 2013, "max": 2020 });
    for year in ["2013", "2016", "2020", "2.015"] {
        check(number(years.clone()), json!(year), &[]);
    }
    for year in ["2012", "2021", "-2015"] {
        check(number(years.clone()), json!(year), &["OutOfRange { min: Some(2013.0), max: Some(2020.0) }"]);
    }
    check(number(years), json!(""), &[]);
    check(number(json!({ "rule": "range", "max": 3 })), json!("-1"), &[]);
    let least = json!({ "rule": "range", "min": 3 });
    check(number(least.clone()), json!("3"), &[]);
    check(number(least), json!("2,9"), &["OutOfRange { min: Some(3.0), max: None }"]);
}

#[test]
fn a_number_without_bounds_is_not_below_0() {
    check(json!({ "kind": "number" }), json!("0"), &[]);
    check(json!({ "kind": "number" }), json!("-1"), &["OutOfRange { min: Some(0.0), max: None }"]);
}

#[test]
fn a_date_is_a_day_of_the_calendar() {
    for text in ["09/9/2020", "9-9-2020", "29/2/2020"] {
        check(json!({ "kind": "date" }), json!(text), &[]);
    }
    for text in ["31/9/2020", "29/2/2021", "9/2020", "2020-09-09", "hôm nay", "9/9/20"] {
        check(json!({ "kind": "date" }), json!(text), &["NotADate"]);
    }
}

#[test]
fn a_choice_is_one_of_its_list() {
    let field = json!({ "kind": "choice", "choices": [{ "value": "tinh", "label": "Cấp tỉnh" }] });
    check(field.clone(), json!("tinh"), &[]);
    check(field.clone(), json!("Cấp tỉnh"), &["NotAChoice"]);
    check(field, json!(""), &[]);
}

#[test]
fn each_of_several_choices_is_one_of_their_list() {
    let choices = json!([{ "value": "tinh", "label": "Cấp tỉnh" }, { "value": "xa", "label": "Cấp xã" }]);
    let field = json!({ "kind": "choices", "choices": choices });
    check(field.clone(), json!(["xa"]), &[]);
    check(field.clone(), json!(["xa", "tinh"]), &[]);
    check(field, json!(["xa", "huyen"]), &["NotAChoice"]);
}

#[test]
fn a_unit_is_one_of_the_forms_group() {
    let field = json!({ "kind": "unit", "slot": "unit" });
    check(field.clone(), json!("binh-gia"), &[]);
    check(field.clone(), json!("so-noi-vu"), &["NotAChoice"]);
    check(field, json!("cao-loc"), &["NotAChoice"]);
}
