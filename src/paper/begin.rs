//! A new draft.

use super::Profile;
use crate::draft::{Answer, Answers, Draft, DraftId, Timestamp};
use crate::form::Form;
use crate::json::{Object, Value};
use crate::plan::Plan;

/// A new draft of a form, with the texts and the layout that it begins with.
#[must_use]
pub fn begin(plan: &Plan, form: &Form, id: DraftId, now: Timestamp) -> Draft {
    let mut answers = Answers::default();
    for (field, text) in &form.initial {
        answers.set(field.clone(), Answer::Text(text.clone()));
    }
    Draft {
        id,
        name: String::new(),
        plan: plan.id.clone(),
        plan_version: plan.version,
        form: form.id.clone(),
        form_version: form.version,
        revision: 0,
        created_at: now.clone(),
        updated_at: now,
        answers,
        layout: Profile::of(form).default,
        carried: Vec::new(),
        unknown: Object::new(),
        asked: Value::Null,
    }
}
