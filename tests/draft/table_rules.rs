//! The rules that a pack gives tables: for the table as a whole, for each row, between rows, between papers.

use serde_json::{Value, json};
use tham_luan::draft::{Draft, DraftId, RowSource};
use tham_luan::form::FieldId;
use tham_luan::plan::{Plan, PlanId};

use super::{answer_of, broken, check, draft, plan, said, violations};

/// A list of people with one rule.
fn table(rule: Value) -> Value {
    let choices = json!([{ "value": "bang-khen", "label": "Bằng khen" }, { "value": "giay-khen", "label": "Giấy khen" }]);
    json!({
        "kind": "table", "rowName": "người", "print": "table", "constraints": [rule], "columns": [
            { "id": "ten", "label": "Họ và tên", "kind": "short-text" },
            { "id": "nam", "label": "Năm sinh", "kind": "number" },
            { "id": "nu", "label": "Nữ", "kind": "number" },
            { "id": "cong", "label": "Cộng", "kind": "number" },
            { "id": "tu", "label": "Từ ngày", "kind": "date" },
            { "id": "den", "label": "Đến ngày", "kind": "date" },
            { "id": "hinh-thuc", "label": "Hình thức", "kind": "choice", "choices": choices },
            { "id": "ly-do", "label": "Lý do", "kind": "long-text" },
            { "id": "co", "label": "Đã có báo cáo", "kind": "tick" },
            { "id": "tong", "label": "Tổng", "kind": "computed", "formula": { "sum": ["nam", "nu"] } }
        ]
    })
}

/// The table as the field `a`, and a field for reasons.
fn with_reason(rule: Value) -> Value {
    let mut table = table(rule);
    table["id"] = json!("a");
    table["label"] = json!("A");
    json!([table, { "id": "vi-sao", "label": "Vì sao", "kind": "short-text" }])
}

#[test]
fn numbers_and_texts_of_each_row_are_within_their_bounds() {
    let range = table(json!({ "rule": "range", "column": "nam", "min": 1950, "max": 2000 }));
    check(
        range.clone(),
        json!([{ "nam": "1950" }, { "nam": "" , "ten": "x" }, { "nam": "2000", "nu": "3" }]),
        &[],
    );
    check(
        range,
        json!([{ "nam": "1990" }, { "nam": "2001" }]),
        &["OutOfRange { min: Some(1950.0), max: Some(2000.0) } at 2.nam"],
    );
    let words = table(json!({ "rule": "words", "column": "ly-do", "max": 2 }));
    check(words.clone(), json!([{ "ly-do": "Rất tốt", "ten": "Hoàng Văn Thụ" }]), &[]);
    check(words, json!([{ "ly-do": "Rất là tốt" }]), &["TooManyWords { words: 3, max: 2 } at 1.ly-do"]);
}

#[test]
fn a_number_of_each_row_is_the_sum_of_its_parts() {
    let sum = table(json!({ "rule": "sum", "column": "cong", "of": ["nam", "nu"] }));
    check(sum.clone(), json!([{ "nam": "2", "nu": "3", "cong": "5" }, { "nam": "2", "cong": "9" }]), &[]);
    check(
        sum,
        json!([{ "nam": "2", "nu": "3", "cong": "5" }, { "nam": "2", "nu": "2", "cong": "5" }]),
        &["NotTheSum { sum: 4.0, of: [\"Năm sinh\", \"Nữ\"] } at 2.cong"],
    );
    let of_computed = table(json!({ "rule": "sum", "column": "cong", "of": ["tong"] }));
    check(of_computed.clone(), json!([{ "nam": "2", "nu": "3", "cong": "5" }]), &[]);
    check(
        of_computed,
        json!([{ "nam": "2", "nu": "3", "cong": "6" }]),
        &["NotTheSum { sum: 5.0, of: [\"Tổng\"] } at 1.cong"],
    );
}

#[test]
fn a_day_of_each_row_is_after_another() {
    let days = table(json!({ "rule": "days-after", "column": "den", "after": "tu" }));
    check(
        days.clone(),
        json!([{ "tu": "01/9/2020", "den": "01/9/2020" }, { "den": "01/1/2020" }, { "tu": "01/9/2020" }]),
        &[],
    );
    check(
        days,
        json!([{ "tu": "01/9/2020", "den": "31/8/2020" }]),
        &["WrongInterval { after: \"Từ ngày\", days: -1, min: Some(0), max: None } at 1.den"],
    );
}

#[test]
fn a_table_has_enough_rows_if_any() {
    let mut field = table(json!({ "rule": "at-least-rows", "rows": 2 }));
    check(field.clone(), json!([{ "ten": "An" }, { "ten": "Bình" }]), &[]);
    check(field.clone(), json!([{ "ten": "An" }, { "ten": " " }]), &["TooFewRows { rows: 2 }"]);
    check(field.clone(), json!([]), &[]);
    field["required"] = json!(true);
    check(field, json!([{}]), &["Required"]);
}

#[test]
fn a_table_has_at_most_so_many_rows() {
    let field = table(json!({ "rule": "at-most-rows", "rows": 2 }));
    check(field.clone(), json!([{ "ten": "An" }, {}, { "ten": "Bình" }]), &[]);
    check(
        field,
        json!([{ "ten": "An" }, { "ten": "Bình" }, { "ten": "Chi" }]),
        &["TooManyRows { found: 3, rows: 2 }"],
    );
}

#[test]
fn a_table_has_at_most_so_many_rows_of_a_kind() {
    let field =
        table(json!({ "rule": "at-most-rows", "column": "hinh-thuc", "is": ["bang-khen"], "rows": 1 }));
    let row = |award: &str| json!({ "ten": "An", "hinh-thuc": award });
    check(field.clone(), json!([row("bang-khen"), row("giay-khen"), row("giay-khen")]), &[]);
    check(field, json!([row("bang-khen"), row("bang-khen")]), &["TooManyRows { found: 2, rows: 1 }"]);
    let ticked = table(json!({ "rule": "at-most-rows", "column": "co", "is": ["true"], "rows": 0 }));
    check(ticked.clone(), json!([{ "ten": "An" }]), &[]);
    check(ticked, json!([{ "ten": "An", "co": "true" }]), &["TooManyRows { found: 1, rows: 0 }"]);
}

/// A row is counted once, for whichever of the columns, and never by two limits beside each other.
#[test]
fn a_table_has_at_most_so_many_rows_of_any_of_several_kinds() {
    let field = || {
        table(json!({
            "rule": "at-most-rows", "column": "hinh-thuc", "is": ["bang-khen"],
            "or": [{ "column": "co", "is": ["true"] }], "rows": 2
        }))
    };
    let row = |award: &str, tick: &str| json!({ "ten": "An", "hinh-thuc": award, "co": tick });
    let (both, first, second) = (row("bang-khen", "true"), row("bang-khen", ""), row("giay-khen", "true"));
    check(field(), json!([both, first, row("giay-khen", ""), row("", "")]), &[]);
    check(field(), json!([both, both, row("giay-khen", "")]), &[]);
    check(field(), json!([first, first, second]), &["TooManyRows { found: 3, rows: 2 }"]);
    check(field(), json!([both, first, second]), &["TooManyRows { found: 3, rows: 2 }"]);
}

#[test]
fn something_is_chosen_only_where_another_column_allows_it() {
    let field = || {
        table(json!({
            "rule": "only-where", "column": "co", "is": ["true"],
            "where": { "column": "hinh-thuc", "is": ["bang-khen"] }
        }))
    };
    let row = |award: &str, tick: &str| json!({ "ten": "An", "hinh-thuc": award, "co": tick });
    check(field(), json!([row("bang-khen", "true"), row("bang-khen", ""), row("giay-khen", "")]), &[]);
    check(
        field(),
        json!([row("bang-khen", "true"), row("giay-khen", "true"), row("", "true")]),
        &["NotAChoiceHere at 2.co", "NotAChoiceHere at 3.co"],
    );
    let chosen = || {
        table(json!({
            "rule": "only-where", "column": "hinh-thuc", "is": ["bang-khen"],
            "where": { "column": "co", "is": ["true"] }
        }))
    };
    check(chosen(), json!([row("bang-khen", "true"), row("giay-khen", "true"), row("giay-khen", "")]), &[]);
    check(chosen(), json!([row("bang-khen", "")]), &["NotAChoiceHere at 1.hinh-thuc"]);
    // What is offered nowhere is no choice, here or elsewhere.
    check(chosen(), json!([row("huan-chuong", "")]), &["NotAChoice at 1.hinh-thuc"]);
}

#[test]
fn what_was_chosen_has_its_reason() {
    let field = table(
        json!({ "rule": "needs-reason", "column": "hinh-thuc", "is": ["bang-khen"], "reason": "ly-do" }),
    );
    check(
        field.clone(),
        json!([{ "hinh-thuc": "bang-khen", "ly-do": "Xuất sắc" }, { "hinh-thuc": "giay-khen" }, { "ten": "An" }]),
        &[],
    );
    check(field, json!([{ "hinh-thuc": "bang-khen", "ly-do": " " }]), &["NeedsReason at 1.ly-do"]);
    let ticked = table(json!({ "rule": "needs-reason", "column": "co", "is": ["true"], "reason": "ly-do" }));
    check(ticked.clone(), json!([{ "ten": "An" }]), &[]);
    check(ticked, json!([{ "co": "true" }]), &["NeedsReason at 1.ly-do"]);
}

#[test]
fn no_two_rows_say_the_same() {
    let field = || table(json!({ "rule": "unique", "columns": ["ten"] }));
    check(
        field(),
        json!([{ "ten": "Nguyễn Văn An" }, { "ten": "Nguyễn Văn Anh" }, { "nam": "1990" }, { "nam": "1991" }]),
        &[],
    );
    check(field(), json!([{ "ten": "Nguyễn Văn An" }, { "ten": " NGUYỄN  văn an" }]), &["Repeated at 2.ten"]);
    let thrice = json!([{ "ten": "An" }, { "ten": "an" }, { "ten": "Bình" }, { "ten": "AN" }]);
    check(field(), thrice, &["Repeated at 2.ten", "Repeated at 4.ten"]);
}

#[test]
fn tones_and_letters_tell_people_apart() {
    let field = || table(json!({ "rule": "unique", "columns": ["ten"] }));
    for (one, other) in [("Hoa", "Hòa"), ("Dung", "Dũng"), ("Đào", "Dào"), ("Thuỷ", "Thủy"), ("Sơn", "Son")]
    {
        check(field(), json!([{ "ten": one }, { "ten": other }]), &[]);
    }
    check(field(), json!([{ "ten": "ĐÀO THỊ THỦY" }, { "ten": "Đào Thị Thủy" }]), &["Repeated at 2.ten"]);
}

#[test]
fn rows_are_the_same_only_if_all_of_the_columns_are() {
    let field = || table(json!({ "rule": "unique", "columns": ["ten", "nam"] }));
    check(
        field(),
        json!([{ "ten": "An", "nam": "1990" }, { "ten": "An", "nam": "1991" }, { "ten": "An" }]),
        &[],
    );
    check(
        field(),
        json!([{ "ten": "An", "nam": "1990" }, { "ten": "an", "nam": " 1990" }]),
        &["Repeated at 2.ten"],
    );
}

#[test]
fn each_choice_has_a_row_or_a_reason() {
    let fields = || {
        with_reason(json!({
            "rule": "each-choice", "column": "hinh-thuc", "is": ["bang-khen", "giay-khen"], "reason": "vi-sao"
        }))
    };
    let rows =
        |awards: &[&str]| -> Value { awards.iter().map(|award| json!({ "hinh-thuc": award })).collect() };
    assert_eq!(broken(fields(), json!({ "a": rows(&["giay-khen", "bang-khen", "bang-khen"]) })), [""; 0]);
    let one = rows(&["giay-khen"]);
    assert_eq!(broken(fields(), json!({ "a": one })), [r#"NoRowOf { label: "Bằng khen" }"#]);
    assert_eq!(broken(fields(), json!({ "a": one, "vi-sao": "Không ai đạt" })), [""; 0]);
    assert_eq!(broken(fields(), json!({ "a": one, "vi-sao": " " })).len(), 1);
    // Whether there may be none at all is for `required`.
    assert_eq!(broken(fields(), json!({})), [""; 0]);
}

#[test]
fn rows_that_were_taken_over_are_kept_or_there_is_a_reason() {
    let plan = plan(with_reason(json!({ "rule": "keeps-rows", "reason": "vi-sao" })));
    let source = |row: u32| RowSource { paper: DraftId::new("p"), revision: 1, row: Some(row) };
    let found = |kept: &[u32], reason: &str, field: &str| {
        let rows: Vec<Value> = kept.iter().map(|_| json!({ "ten": "An" })).collect();
        let mut draft = draft(json!({ "a": rows, "vi-sao": reason }));
        draft.carried = vec![(FieldId::new(field), source(1)), (FieldId::new(field), source(2))];
        for (row, kept) in draft.answers.rows_mut(&FieldId::new("a")).iter_mut().zip(kept) {
            row.sources = vec![source(*kept)];
        }
        said(&tham_luan::draft::validate(&plan, &plan.forms[0], &draft, &[]))
    };
    assert_eq!(found(&[2, 1], "", "a"), [""; 0]);
    assert_eq!(found(&[2], "", "a"), ["DroppedRows { rows: 1 }"]);
    assert_eq!(found(&[], "", "a"), ["DroppedRows { rows: 2 }"], "also where the table is empty now");
    assert_eq!(found(&[2], "Đã chuyển công tác", "a"), [""; 0]);
    assert_eq!(found(&[], "", "bang-khac"), [""; 0]);
}

/// A list with people who need reports of the form 000-B.
fn list() -> Plan {
    let rule =
        json!({ "rule": "needs-report", "column": "ten", "tick": "co", "form": "000-B", "field": "ho-ten" });
    plan(with_reason(rule))
}

/// Another paper, in which that name stands.
fn report(plan: &str, form: &str, name: &str) -> Draft {
    let mut report = draft(json!({}));
    report.plan = PlanId::new(plan);
    report.form = tham_luan::form::FormId::new(form);
    report.answers.set(FieldId::new("ho-ten"), answer_of(&json!(name)));
    report
}

#[test]
fn for_each_name_there_is_a_report_or_a_tick_that_says_so() {
    let found = |rows: Value, others: &[Draft]| said(&violations(&list(), json!({ "a": rows }), others));
    let an = || json!([{ "ten": "Nguyễn Văn An" }]);
    assert_eq!(found(an(), &[]), ["NoReport at 1.co"]);
    assert_eq!(found(json!([{ "ten": "Nguyễn Văn An", "co": "true" }]), &[]), [""; 0]);
    assert_eq!(found(json!([{ "nam": "1990" }]), &[]), [""; 0], "without a name nothing is asked");

    assert_eq!(found(an(), &[report("000", "000-B", "Nguyễn  văn AN")]), [""; 0]);
    let of_others = [
        report("000", "000-B", "Nguyễn Văn Ân"),
        report("000", "000-A", "Nguyễn Văn An"),
        report("001", "000-B", "Nguyễn Văn An"),
    ];
    assert_eq!(found(an(), &of_others), ["NoReport at 1.co"]);
    let two = json!([{ "ten": "Nguyễn Văn An" }, { "ten": "Nguyễn Văn Ân" }]);
    assert_eq!(found(two, &of_others[..1]), ["NoReport at 1.co"]);
}
