//! The rules that a pack gives fields of one answer, and what every rule may carry: a condition, a severity, words.

use serde_json::{Value, json};
use tham_luan::draft::{Rule, Severity};

use super::{broken, check, plan, violations};

/// Three numbers, of which `a` has a rule.
fn numbers(rule: Value) -> Value {
    let number = |id: &str| json!({ "id": id, "label": id, "kind": "number" });
    let mut sum = number("a");
    sum["constraints"] = json!([rule]);
    json!([number("nam"), number("nu"), sum])
}

#[test]
fn a_number_is_the_sum_of_its_parts() {
    let fields = || numbers(json!({ "rule": "sum", "of": ["nam", "nu"] }));
    assert_eq!(broken(fields(), json!({ "nam": "12", "nu": "8", "a": "20" })), [""; 0]);
    assert_eq!(
        broken(fields(), json!({ "nam": "12", "nu": "8", "a": "21" })),
        ["NotTheSum { sum: 20.0, of: [\"nam\", \"nu\"] }"]
    );
    assert_eq!(broken(fields(), json!({ "nam": "0,1", "nu": "0,2", "a": "0,3" })), [""; 0]);
    assert_eq!(
        broken(fields(), json!({ "nam": "1.200", "nu": "0", "a": "1.200,001" })),
        ["NotTheSum { sum: 1200.0, of: [\"nam\", \"nu\"] }"]
    );
}

#[test]
fn a_sum_is_judged_only_when_every_part_is_given() {
    let fields = || numbers(json!({ "rule": "sum", "of": ["nam", "nu"] }));
    for answers in
        [json!({ "nam": "12", "a": "20" }), json!({ "nam": "12", "nu": "8" }), json!({ "a": "20" })]
    {
        assert_eq!(broken(fields(), answers.clone()), [""; 0], "{answers}");
    }
    assert_eq!(broken(fields(), json!({ "nam": "mười", "nu": "8", "a": "20" })), ["nam NotANumber"]);
}

#[test]
fn a_part_of_a_sum_may_be_computed() {
    let fields = json!([
        { "id": "nam", "label": "Nam", "kind": "number" },
        { "id": "nu", "label": "Nữ", "kind": "number" },
        { "id": "tong", "label": "Tổng", "kind": "computed", "formula": { "sum": ["nam", "nu"] } },
        { "id": "a", "label": "A", "kind": "number", "constraints": [{ "rule": "sum", "of": ["tong"] }] }
    ]);
    assert_eq!(broken(fields.clone(), json!({ "nam": "1", "nu": "2", "a": "3" })), [""; 0]);
    assert_eq!(
        broken(fields, json!({ "nam": "1", "nu": "2", "a": "4" })),
        ["NotTheSum { sum: 3.0, of: [\"Tổng\"] }"]
    );
}

/// Two days, of which `a` comes after the other.
fn days(rule: Value) -> Value {
    json!([
        { "id": "truoc", "label": "Trước", "kind": "date" },
        { "id": "a", "label": "A", "kind": "date", "constraints": [rule] }
    ])
}

#[track_caller]
fn check_days(rule: &Value, before: &str, after: &str, rules: &[&str]) {
    assert_eq!(broken(days(rule.clone()), json!({ "truoc": before, "a": after })), rules, "{before} {after}");
}

#[test]
fn a_day_is_not_before_another() {
    let rule = json!({ "rule": "days-after", "after": "truoc" });
    check_days(&rule, "01/9/2020", "02/9/2020", &[]);
    check_days(&rule, "01/9/2020", "01/9/2020", &[]);
    check_days(
        &rule,
        "01/9/2020",
        "31/8/2020",
        &["WrongInterval { after: \"Trước\", days: -1, min: Some(0), max: None }"],
    );
    check_days(&rule, "", "31/8/2020", &[]);
    check_days(&rule, "01/9/2020", "", &[]);
    check_days(&rule, "mai", "31/8/2020", &["truoc NotADate"]);
}

#[test]
fn a_day_is_so_many_days_after_another() {
    let rule = json!({ "rule": "days-after", "after": "truoc", "min": 30, "max": 45 });
    check_days(&rule, "20/3/2021", "19/4/2021", &[]);
    check_days(&rule, "20/3/2021", "04/5/2021", &[]);
    check_days(
        &rule,
        "20/3/2021",
        "18/4/2021",
        &["WrongInterval { after: \"Trước\", days: 29, min: Some(30), max: Some(45) }"],
    );
    check_days(
        &rule,
        "20/3/2021",
        "05/5/2021",
        &["WrongInterval { after: \"Trước\", days: 46, min: Some(30), max: Some(45) }"],
    );
    // A deadline alone allows any day before it.
    let within = json!({ "rule": "days-after", "after": "truoc", "max": 10 });
    check_days(&within, "20/3/2021", "01/3/2021", &[]);
    check_days(
        &within,
        "20/3/2021",
        "31/3/2021",
        &["WrongInterval { after: \"Trước\", days: 11, min: None, max: Some(10) }"],
    );
    let before = json!({ "rule": "days-after", "after": "truoc", "min": -7, "max": -1 });
    check_days(&before, "20/3/2021", "13/3/2021", &[]);
    check_days(
        &before,
        "20/3/2021",
        "20/3/2021",
        &["WrongInterval { after: \"Trước\", days: 0, min: Some(-7), max: Some(-1) }"],
    );
}

#[test]
fn a_text_has_at_most_so_many_words() {
    for kind in ["short-text", "long-text"] {
        let field = json!({ "kind": kind, "constraints": [{ "rule": "words", "max": 3 }] });
        check(field.clone(), json!("  Xã\u{a0}Hưng\nĐạo "), &[]);
        check(field.clone(), json!("Xã Hưng Đạo rộng"), &["TooManyWords { words: 4, max: 3 }"]);
        check(field, json!(""), &[]);
    }
}

#[test]
fn a_rule_holds_only_when_its_condition_does() {
    let fields = |rule: Value| {
        json!([
            { "id": "lan-dau", "label": "Lần đầu", "kind": "tick" },
            { "id": "a", "label": "A", "kind": "number", "constraints": [rule] }
        ])
    };
    let range = json!({ "rule": "range", "min": 5, "when": { "field": "lan-dau", "ticked": true } });
    let too_small = "OutOfRange { min: Some(5.0), max: None }";
    assert_eq!(broken(fields(range.clone()), json!({ "lan-dau": true, "a": "4" })), [too_small]);
    assert_eq!(broken(fields(range.clone()), json!({ "lan-dau": false, "a": "4" })), [""; 0]);
    assert_eq!(broken(fields(range.clone()), json!({ "a": "4" })), [""; 0]);
    // Without it a number is at least 0, as any other.
    assert_eq!(broken(fields(range), json!({ "a": "-4" })), ["OutOfRange { min: Some(0.0), max: None }"]);
}

#[test]
fn a_rule_of_a_table_holds_only_when_its_condition_does() {
    let fields = json!([
        { "id": "lan-dau", "label": "Lần đầu", "kind": "tick" },
        { "id": "a", "label": "A", "kind": "table", "rowName": "dòng", "print": "table",
          "columns": [{ "id": "so", "label": "Số", "kind": "number" }],
          "constraints": [
            { "rule": "at-least-rows", "rows": 2, "when": { "field": "lan-dau", "ticked": true } },
            { "rule": "range", "column": "so", "min": -3, "when": { "field": "lan-dau", "ticked": true } }
          ] }
    ]);
    let rows = json!([{ "so": "-1" }]);
    assert_eq!(broken(fields.clone(), json!({ "lan-dau": true, "a": rows })), ["TooFewRows { rows: 2 }"]);
    let of_any = ["OutOfRange { min: Some(0.0), max: None } at 1.so"];
    assert_eq!(broken(fields, json!({ "lan-dau": false, "a": rows })), of_any);
}

#[test]
fn a_warning_informs_and_an_error_is_the_rule() {
    for (severity, expected) in
        [(None, Severity::Error), (Some("error"), Severity::Error), (Some("warning"), Severity::Warning)]
    {
        let mut rule = json!({ "rule": "range", "max": 5 });
        if let Some(severity) = severity {
            rule["severity"] = json!(severity);
        }
        let found = violations(&plan(numbers(rule)), json!({ "a": "6" }), &[]);
        let found: Vec<_> = found.iter().map(|violation| (&violation.rule, violation.severity)).collect();
        assert_eq!(found, [(&Rule::OutOfRange { min: None, max: Some(5.0) }, expected)]);
    }
}

/// Its words are for its own rule: that a number cannot be read is said as always.
#[test]
fn a_rule_may_bring_its_own_words() {
    let words = "Hội trường có 50 chỗ.";
    let plan = plan(numbers(json!({ "rule": "range", "max": 50, "severity": "warning", "message": words })));
    let said = |text: &str| {
        let found = violations(&plan, json!({ "a": text }), &[]);
        found.into_iter().map(|violation| (violation.severity, violation.message)).collect::<Vec<_>>()
    };
    assert_eq!(said("50"), []);
    assert_eq!(said("51"), [(Severity::Warning, Some(words.to_owned()))]);
    assert_eq!(said("đông"), [(Severity::Error, None)]);
}

#[test]
fn every_broken_rule_of_a_field_is_said() {
    let rules = json!([{ "rule": "range", "max": 5 }, { "rule": "range", "max": 7, "severity": "warning" }]);
    let field = json!({ "kind": "number", "constraints": rules });
    check(field.clone(), json!("6"), &["OutOfRange { min: None, max: Some(5.0) }"]);
    let both = ["OutOfRange { min: None, max: Some(5.0) }", "OutOfRange { min: None, max: Some(7.0) }"];
    check(field, json!("8"), &both);
}

/// While one types only what cannot be as it is is said; what is missing comes when one asks.
#[test]
fn what_is_missing_is_not_said_while_one_types() {
    let label = String::new();
    for (rule, at_once) in [
        (Rule::Required, false),
        (Rule::NeedsSentence, false),
        (Rule::TooFewRows { rows: 1 }, false),
        (Rule::NeedsReason, false),
        (Rule::NoRowOf { label }, false),
        (Rule::DroppedRows { rows: 1 }, false),
        (Rule::NoReport, false),
        (Rule::NotANumber, true),
        (Rule::NotADate, true),
        (Rule::NotAChoice, true),
        (Rule::OutOfRange { min: None, max: None }, true),
        (Rule::NotTheSum { sum: 1.0, of: Vec::new() }, true),
        (Rule::WrongInterval { after: String::new(), days: 1, min: None, max: None }, true),
        (Rule::TooManyWords { words: 2, max: 1 }, true),
        (Rule::TooManyRows { found: 2, rows: 1 }, true),
        (Rule::Repeated, true),
        (Rule::NotAChoiceHere, true),
    ] {
        assert_eq!(rule.is_of_form(), at_once, "{rule:?}");
    }
}
