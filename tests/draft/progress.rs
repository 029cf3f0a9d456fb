//! How far each section has come.

use serde_json::{Value, json};
use tham_luan::draft::{Progress, progress, validate};
use tham_luan::plan::built_in;

use super::{draft, plan_of};

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

#[test]
fn a_new_draft_has_nothing_done_but_what_it_begins_with() {
    let plan = built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000");
    for form in plan.forms.iter().filter(|form| form.id.as_str().starts_with("000-TL")) {
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
