//! A field of one line: text, a number or a day, as typed.

use leptos::html;
use leptos::prelude::*;

use super::FieldFrame;
use super::answer_field::FieldContext;
use super::field_frame::described_by;
use crate::form::FieldKind;
use crate::platform;
use crate::session::{Edit, Topic};
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Edits the answer to a field of one line.
#[component]
pub fn ShortText(
    /// The field.
    context: FieldContext,
) -> impl IntoView {
    let session = use_session();
    let FieldContext { draft, field, focused, error, .. } = context.clone();
    let input = NodeRef::<html::Input>::new();
    let answer = {
        let (draft, id) = (draft.clone(), field.id.clone());
        move || {
            session.read(Topic::Answer(draft.clone(), id.clone()), |session| {
                session.open(&draft).map(|open| open.draft.answers.text(&id).to_owned()).unwrap_or_default()
            })
        }
    };
    let show = answer.clone();
    Effect::new(move |_| {
        let text = show();
        if let Some(input) = input.get() {
            focused.track();
            platform::page::show_in_input(&input, &text);
        }
    });
    let on_input = {
        let id = field.id.clone();
        move |event| {
            let text = platform::nfc(&event_target_value(&event));
            session.edit(&draft, Edit::Text { field: id.clone(), text });
        }
    };
    let (keyboard, narrow) = match field.kind {
        FieldKind::Number => (Some("decimal"), true),
        FieldKind::Date => (Some("text"), true),
        _ => (None, false),
    };
    let describe = described_by(&context);
    view! {
        <FieldFrame context=context>
            <input
                type="text"
                id=field_element(&field.id)
                class="field__input"
                class=("field__input--narrow", narrow)
                autocomplete="off"
                spellcheck="false"
                inputmode=keyboard
                placeholder=matches!(field.kind, FieldKind::Date).then_some("dd/mm/yyyy")
                aria-required=field.required.then_some("true")
                aria-invalid=move || error.with(|text| !text.is_empty()).then_some("true")
                aria-describedby=describe
                node_ref=input
                on:input=on_input
                on:focus=move |_| focused.set(true)
                on:blur=move |_| focused.set(false)
            />
        </FieldFrame>
    }
}
