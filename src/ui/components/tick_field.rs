//! A box to tick.

use leptos::prelude::*;

use super::FieldContext;
use super::FieldFrame;
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
    let (draft, field) = (context.draft.clone(), context.field.id.clone());
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
    let error = context.error(None);
    view! {
        <FieldFrame context=context error=error group=false>
            <input type="checkbox" class="choice__input" id=id prop:checked=ticked on:change=on_change />
        </FieldFrame>
    }
}
