//! A box to tick.

use leptos::prelude::*;

use super::FieldContext;
use super::field_frame::{class, describing, said};
use crate::session::{Edit, Topic};
use crate::ui::parts::{self, AskedAt};
use crate::ui::route::field_element;
use crate::ui::{use_session, words};

/// Ticks a statement, which stands beside its box. Never ticked in advance.
#[component]
pub fn TickField(
    /// The field.
    context: FieldContext,
) -> impl IntoView {
    let session = use_session();
    let error = context.error(None);
    let (draft, field) = (context.draft, context.field.id);
    let asked = AskedAt::Field(draft.clone(), field.clone());
    let id = field_element(&field);
    let ticked = {
        let (draft, field) = (draft.clone(), field.clone());
        move || {
            session.read(Topic::Answer(draft.clone(), field.clone()), |session| {
                session.open(&draft).is_some_and(|open| open.draft.answers.tick(&field))
            })
        }
    };
    let on_change = move |event| {
        session.edit(&draft, Edit::Tick { field: field.clone(), on: event_target_checked(&event) })
    };
    let class = move || class(&error.read());
    let wrong = move || if words::is_fault(&error.read()) { "true" } else { "false" };
    view! {
        <div class=class>
            {said(&id, error)}
            <div class="field__asked" id=format!("{id}-asked")>{parts::asked(asked)}</div>
            <div class="choice">
                <input type="checkbox" class="choice__input" id=id.clone() aria-invalid=wrong
                    aria-describedby=describing(&id) prop:checked=ticked on:change=on_change />
                <div class="choice__text">
                    <label class="choice__label choice__label--strong" for=id.clone()>{context.field.label}</label>
                    <p class="field__hint" id=format!("{id}-hint")>{context.field.hint.unwrap_or_default()}</p>
                </div>
            </div>
        </div>
    }
}
