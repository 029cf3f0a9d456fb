//! What does not apply is neither asked nor wrong, and its answer is kept.

use serde_json::{Value, json};
use tham_luan::draft::{
    Answer, Progress, deciding_fields, is_relevant, is_section_relevant, progress, validate,
};
use tham_luan::form::FieldId;
use tham_luan::session::store;

use super::{broken, draft, plan, plan_of, said};

/// Fields of every kind that a condition can ask, and `a`, which depends on one.
fn fields(relevant: Value) -> Value {
    let choices = json!([{ "value": "xa", "label": "Xã" }, { "value": "huyen", "label": "Huyện" }]);
    json!([
        { "id": "cap", "label": "Cấp", "kind": "choice", "choices": choices },
        { "id": "cac-cap", "label": "Các cấp", "kind": "choices", "choices": choices },
        { "id": "don-vi", "label": "Đơn vị", "kind": "unit", "slot": "unit" },
        { "id": "co", "label": "Có", "kind": "tick" },
        { "id": "so", "label": "Số", "kind": "number" },
        { "id": "a", "label": "A", "kind": "short-text", "required": true, "relevant": relevant }
    ])
}

/// Whether the field `a` applies; it is required, so that it is missing where it does.
#[track_caller]
fn check(relevant: Value, answers: Value, applies: bool) {
    let expected: &[&str] = if applies { &["Required"] } else { &[] };
    assert_eq!(broken(fields(relevant.clone()), answers.clone()), expected, "{relevant} {answers}");
    let plan = plan(fields(relevant));
    let form = &plan.forms[0];
    let (section, field) = form.fields().find(|(_, field)| field.id == FieldId::new("a")).expect("the field");
    assert_eq!(is_relevant(form, section, field, &draft(answers).answers), applies);
}

#[test]
fn a_field_applies_when_one_of_these_is_chosen() {
    let is = json!({ "field": "cap", "is": ["xa"] });
    check(is.clone(), json!({ "cap": "xa" }), true);
    check(is.clone(), json!({ "cap": "huyen" }), false);
    check(is, json!({}), false);
    let is = json!({ "field": "cac-cap", "is": ["xa"] });
    check(is.clone(), json!({ "cac-cap": ["huyen", "xa"] }), true);
    check(is.clone(), json!({ "cac-cap": ["huyen"] }), false);
    check(is, json!({}), false);
    let is = json!({ "field": "don-vi", "is": ["binh-gia"] });
    check(is.clone(), json!({ "don-vi": "binh-gia" }), true);
    check(is, json!({}), false);
}

#[test]
fn a_field_applies_when_none_of_these_is_chosen() {
    let is_not = json!({ "field": "cap", "isNot": ["xa"] });
    check(is_not.clone(), json!({ "cap": "xa" }), false);
    check(is_not.clone(), json!({ "cap": "huyen" }), true);
    check(is_not, json!({}), true);
    let is_not = json!({ "field": "cac-cap", "isNot": ["xa"] });
    check(is_not.clone(), json!({ "cac-cap": ["huyen", "xa"] }), false);
    check(is_not, json!({ "cac-cap": ["huyen"] }), true);
}

#[test]
fn a_field_applies_by_a_box() {
    for (wanted, applies) in [(true, [true, false, false]), (false, [false, true, true])] {
        let ticked = json!({ "field": "co", "ticked": wanted });
        for (answers, applies) in
            [json!({ "co": true }), json!({ "co": false }), json!({})].iter().zip(applies)
        {
            check(ticked.clone(), answers.clone(), applies);
        }
    }
}

#[test]
fn a_field_applies_by_a_number_once_it_is_given() {
    let within = json!({ "field": "so", "min": 1, "max": 10 });
    for (number, applies) in [("1", true), ("10", true), ("0,9", false), ("11", false), ("", true)] {
        check(within.clone(), json!({ "so": number }), applies);
    }
    check(json!({ "field": "so", "min": 1 }), json!({ "so": "99" }), true);
    check(json!({ "field": "so", "max": 1 }), json!({ "so": "99" }), false);
}

/// Three questions in a row, each asked only if the one before is answered with yes.
fn chain() -> Value {
    let choices = json!([{ "value": "co", "label": "Có" }, { "value": "khong", "label": "Không" }]);
    let choice = |id: &str| json!({ "id": id, "label": id, "kind": "choice", "choices": choices });
    let mut second = choice("hai");
    second["relevant"] = json!({ "field": "mot", "is": ["co"] });
    let third = json!({
        "id": "a", "label": "A", "kind": "short-text", "required": true,
        "relevant": { "field": "hai", "is": ["co"] }
    });
    json!([choice("mot"), second, third])
}

#[test]
fn what_depends_on_what_does_not_apply_does_not_apply() {
    assert_eq!(broken(chain(), json!({ "mot": "co", "hai": "co" })), ["Required"]);
    assert_eq!(broken(chain(), json!({ "mot": "co", "hai": "khong" })), [""; 0]);
    // The second answer is kept, and counts for nothing.
    assert_eq!(broken(chain(), json!({ "mot": "khong", "hai": "co" })), [""; 0]);
}

#[test]
fn an_answer_that_does_not_apply_is_kept_and_is_not_wrong() {
    let mut fields = fields(json!({ "field": "co", "ticked": true }));
    fields[5]["kind"] = json!("number");
    let answers = json!({ "co": false, "a": "không biết" });
    let draft = draft(answers);
    let stored = store::decode(&store::key(&draft.id), &store::encode(&draft)).expect("a draft");
    assert_eq!(stored.answers.text(&FieldId::new("a")), "không biết");
    let plan = plan(fields);
    assert_eq!(said(&validate(&plan, &plan.forms[0], &stored, &[])), [""; 0]);
    let mut asked = stored;
    asked.answers.set(FieldId::new("co"), Answer::Tick(true));
    assert_eq!(
        said(&validate(&plan, &plan.forms[0], &asked, &[])),
        ["NotANumber"],
        "asked again, it is there again"
    );
}

#[test]
fn a_section_applies_with_all_its_fields() {
    let sections = json!([
        { "id": "dau", "title": "Đầu", "fields": [{ "id": "co", "label": "Có", "kind": "tick" }] },
        { "id": "sau", "title": "Sau", "relevant": { "field": "co", "ticked": true }, "fields": [
            { "id": "a", "label": "A", "kind": "short-text", "required": true },
            { "id": "b", "label": "B", "kind": "number", "relevant": { "field": "co", "ticked": true } }
        ] },
        { "id": "cuoi", "title": "Cuối", "fields": [
            { "id": "c", "label": "C", "kind": "short-text", "required": true,
              "relevant": { "field": "b", "min": 5 } }
        ] }
    ]);
    let plan = plan_of(sections, json!({}));
    let form = &plan.forms[0];
    let states = |answers: Value| {
        let draft = draft(answers);
        let found = validate(&plan, form, &draft, &[]);
        let states: Vec<_> = progress(form, &draft, &found).map(|(_, state)| state).collect();
        (said(&found), states, is_section_relevant(form, &form.sections[1], &draft.answers))
    };
    let hidden = vec![Progress::Optional, Progress::Irrelevant, Progress::Untouched];
    assert_eq!(states(json!({ "b": "1" })), (vec!["c Required".to_owned()], hidden, false));
    let (found, states, applies) = states(json!({ "co": true, "b": "1" }));
    assert_eq!(
        (found, applies),
        (vec!["Required".to_owned()], true),
        "and now b counts, and c does not apply"
    );
    assert_eq!(states, [Progress::Done, Progress::Begun, Progress::Optional]);
}

#[test]
fn what_decides_is_known_before_it_is_answered() {
    let plan = plan(chain());
    let deciding = deciding_fields(&plan.forms[0]);
    assert_eq!(deciding.iter().map(FieldId::as_str).collect::<Vec<_>>(), ["mot", "hai"]);
}
