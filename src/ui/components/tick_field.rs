//! A box to tick.

use leptos::prelude::*;

use super::answer_field::FieldContext;
use super::field_frame::described_by;
use crate::session::{Edit, Topic};
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Ticks a statement. Never ticked in advance.
#[component]
pub fn TickField(
    /// The field.
    context: FieldContext,
) -> impl IntoView {
    let session = use_session();
    let describe = described_by(&context);
    let FieldContext { draft, field, error, .. } = context;
    let id = field_element(&field.id);
    let ticked = {
        let (draft, id) = (draft.clone(), field.id.clone());
        Memo::new(move |_| {
            session.read(Topic::Answer(draft.clone(), id.clone()), |session| {
                session.open(&draft).is_some_and(|open| open.draft.answers.tick(&id))
            })
        })
    };
    let on_change = {
        let field = field.id.clone();
        move |event| {
            session.edit(&draft, Edit::Tick { field: field.clone(), on: event_target_checked(&event) })
        }
    };
    view! {
        <div class="field" class=("field--wrong", move || error.with(|text| !text.is_empty()))>
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
            <div class="choice">
                <input
                    type="checkbox"
                    class="choice__input"
                    id=id.clone()
                    aria-describedby=describe
                    prop:checked=move || ticked.get()
                    on:change=on_change
                />
                <label class="choice__label" for=id.clone()>{field.label}</label>
            </div>
            {field.hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
        </div>
    }
}
