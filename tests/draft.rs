//! Holds every rule of validation by an answer that breaks it and one that does not, and the states of the task list.

use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft, Progress, Row, Rule, Severity, progress, validate};
use tham_luan::form::{ColumnId, FieldId, FieldKind};
use tham_luan::plan::{Plan, built_in, parse};

/// A plan with one form, of one section with these fields.
fn plan(fields: Value) -> Plan {
    plan_of(json!([{ "id": "phan", "title": "Phần", "fields": fields }]), json!({}))
}

fn plan_of(sections: Value, initial: Value) -> Plan {
    let source = json!({ "clause": "I.1", "quote": "Mục đích" });
    let unit = |id: &str, group: &str| json!({ "id": id, "name": id, "group": group });
    let pack = json!({
        "format": "tham-luan.plan-1", "id": "000", "version": 1,
        "identity": {
            "title": "T", "shortTitle": "T", "number": "Số", "signed": "ngày", "issuer": "UBND",
            "legalBasis": [], "purpose": source
        },
        "deadlines": [],
        "roster": [unit("binh-gia", "huyen"), unit("so-noi-vu", "tinh")],
        "forms": [{
            "id": "000-A", "version": 1, "title": "A", "actor": "A", "level": "huyen", "unitGroup": "huyen", "origin": "extra",
            "profile": "nghi-dinh-30", "documentName": "A", "initial": initial, "sections": sections
        }]
    });
    parse(&pack.to_string()).expect("a plan")
}

fn read(text: &str) -> Draft {
    Draft::from_json(&tham_luan::json::parse(text).expect("JSON")).expect("a draft")
}

/// A draft with answers given as text, as true or false, or as a list of rows.
fn draft(answers: Value) -> Draft {
    let draft = json!({
        "id": "0", "plan": "000", "planVersion": 1, "form": "000-A", "formVersion": 1,
        "createdAt": "2020-09-01T08:00:00+07:00", "updatedAt": "2020-09-01T08:00:00+07:00", "answers": {},
        "layout": {
            "size": 28, "spacing": { "exactly": 18 }, "indent": 127,
            "margins": { "top": 20, "right": 20, "bottom": 20, "left": 30 }
        }
    });
    let mut draft = read(&draft.to_string());
    for (field, answer) in answers.as_object().expect("answers by field") {
        let answer = match answer {
            Value::String(text) => Answer::Text(text.clone()),
            Value::Bool(tick) => Answer::Tick(*tick),
            Value::Array(list) => {
                Answer::Rows((1_u32..).zip(list).map(|(id, cells)| row(id, cells)).collect())
            }
            other => panic!("no answer: {other}"),
        };
        draft.answers.set(FieldId::new(field.clone()), answer);
    }
    draft
}

fn row(id: u32, cells: &Value) -> Row {
    let cells = cells.as_object().expect("cells by column").iter();
    let cells =
        cells.map(|(id, cell)| (ColumnId::new(id.as_str()), cell.as_str().expect("a text").to_owned()));
    Row { id, cells: cells.collect(), ..Row::default() }
}

/// The rules that answers break, with the cell: `Required`, or `Required at 2.ten`.
fn broken(fields: Value, answers: Value) -> Vec<String> {
    let plan = plan(fields);
    let violations = validate(&plan, &plan.forms[0], &draft(answers), &[]);
    let cell = |(row, column): (u32, ColumnId)| format!(" at {row}.{column}");
    violations.into_iter().map(|v| format!("{:?}{}", v.rule, v.cell.map(cell).unwrap_or_default())).collect()
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
fn a_unit_is_one_of_the_forms_group() {
    let field = json!({ "kind": "unit", "slot": "unit" });
    check(field.clone(), json!("binh-gia"), &[]);
    check(field.clone(), json!("so-noi-vu"), &["NotAChoice"]);
    check(field, json!("cao-loc"), &["NotAChoice"]);
}

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
fn a_table_has_enough_rows_if_any() {
    let mut field = table();
    field["constraints"] = json!([{ "rule": "at-least-rows", "rows": 2 }]);
    let row = json!({ "noi-dung": "Một", "gui": "tinh" });
    check(field.clone(), json!([row, row]), &[]);
    check(field.clone(), json!([row, {}]), &["TooFewRows { rows: 2 }"]);
    check(field.clone(), json!([]), &[]);
    field["required"] = json!(true);
    check(field, json!([{}]), &["Required"]);
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

#[track_caller]
fn check_progress(fields: Value, answers: Value, expected: Progress) {
    let plan =
        plan_of(json!([{ "id": "phan", "title": "P", "fields": fields }]), json!({ "loi": "Kính thưa" }));
    let (form, draft) = (&plan.forms[0], draft(answers));
    let violations = validate(&plan, form, &draft, &[]);
    let states: Vec<_> =
        progress(form, &draft, &violations).map(|(id, state)| (id.as_str(), state)).collect();
    assert_eq!(states, [("phan", expected)]);
}

#[test]
fn a_section_that_asks_for_something_is_untouched_then_begun_then_done() {
    let field = |id: &str, required: bool| json!({ "id": id, "label": "A", "kind": "long-text", "required": required });
    let fields = || json!([field("loi", false), field("a", true), field("b", true), field("c", false)]);
    check_progress(fields(), json!({}), Progress::Untouched);
    check_progress(fields(), json!({ "a": " " }), Progress::Untouched);
    check_progress(fields(), json!({ "loi": "Kính thưa" }), Progress::Untouched);
    check_progress(fields(), json!({ "loi": "Kính thưa các đồng chí" }), Progress::Begun);
    check_progress(fields(), json!({ "a": "Một." }), Progress::Begun);
    check_progress(fields(), json!({ "c": "Ba." }), Progress::Begun);
    check_progress(fields(), json!({ "a": "Một.", "b": "…" }), Progress::Begun);
    check_progress(fields(), json!({ "a": "Một.", "b": "Hai." }), Progress::Done);
}

#[test]
fn a_section_that_asks_for_nothing_is_optional_until_something_is_answered() {
    let fields = || {
        json!([
            { "id": "loi", "label": "A", "kind": "long-text" },
            { "id": "ngay", "label": "B", "kind": "date" }
        ])
    };
    check_progress(fields(), json!({}), Progress::Optional);
    check_progress(fields(), json!({ "loi": "Kính thưa" }), Progress::Done);
    check_progress(fields(), json!({ "ngay": "09/9/2020" }), Progress::Done);
    check_progress(fields(), json!({ "ngay": "mai", "loi": "Kính thưa" }), Progress::Begun);
}

/// The filled papers of plan 000 in `tests/fixtures/drafts`, for every room's tests. Their people, communes and
/// figures are invented; their sentences lean on the plans' own.
#[test]
fn the_filled_papers_are_complete() {
    let plan = built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000");
    for form in &plan.forms {
        let path = format!("{}/tests/fixtures/drafts/{}.json", env!("CARGO_MANIFEST_DIR"), form.id);
        let text = std::fs::read_to_string(path).expect("a fixture");
        let draft = read(&text);
        assert_eq!((&draft.form, draft.form_version), (&form.id, form.version));
        let violations = validate(&plan, form, &draft, &[]);
        assert_eq!(violations, [], "{}", form.id);
        for (id, state) in progress(form, &draft, &violations) {
            assert_eq!(state, Progress::Done, "{} {id}", form.id);
        }
        for (id, answer) in draft.answers.iter() {
            let field = form.field(id).unwrap_or_else(|| panic!("{} has no {id}", form.id));
            let rows = matches!(field.kind, FieldKind::Table { .. });
            assert_eq!(matches!(answer, Answer::Rows(_)), rows, "{id}");
        }
        assert_eq!(Draft::from_json(&draft.to_json()), Ok(draft));
    }
}

#[test]
fn a_new_draft_has_nothing_done_but_what_it_begins_with() {
    let plan = built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000");
    for form in &plan.forms {
        let initial = form.initial.iter().map(|(id, text)| (id.as_str().to_owned(), json!(text)));
        let draft = draft(Value::Object(initial.collect()));
        let violations = validate(&plan, form, &draft, &[]);
        let done: Vec<_> = progress(form, &draft, &violations)
            .filter(|(_, state)| *state != Progress::Untouched)
            .map(|(id, state)| (id.as_str(), state))
            .collect();
        assert_eq!(done, [("mo-dau", Progress::Done)], "{}", form.id);
    }
}
