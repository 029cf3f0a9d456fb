//! A native control that takes text: in a field, or in a cell of a table.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::Event;

use super::PastedText;
use crate::draft::DraftId;
use crate::form::FieldId;
use crate::platform::{self, page};
use crate::ui::{parts, use_session, words};

/// What kind of text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextShape {
    /// One line.
    Line,
    /// A number, on a phone with its keys.
    Number,
    /// A day.
    Date,
    /// Lines; the control grows with them.
    Paragraphs,
}

/// What is said of a field changes so long after it was left.
const SETTLE: Duration = Duration::from_millis(80);

/// Takes text as it is typed. While it has the focus it is rewritten only where [`page::rewrite_now`] was called, whatever
/// becomes of the text elsewhere.
#[component]
pub fn TextControl(
    /// The control's id.
    id: String,
    /// What kind of text.
    shape: TextShape,
    /// The text as held.
    text: Memo<String>,
    /// What is said of it.
    error: Memo<String>,
    /// The ids of what describes it.
    described_by: String,
    /// Set while the control has the focus.
    focused: RwSignal<bool>,
    /// Called with all of the text, in Unicode NFC, at every change.
    on_text: Callback<String>,
    /// Which answer it is, if it is one: then what is pasted in an old encoding is offered in Unicode.
    #[prop(optional)]
    answer: Option<(DraftId, FieldId)>,
) -> impl IntoView {
    let shown = id.clone();
    Effect::new(move |before: Option<usize>| {
        focused.with(|_| ());
        text.with(|text| {
            page::show_text(&shown, text, before.is_some_and(|before| text.len() < before));
            text.len()
        })
    });
    let pasted = RwSignal::new(None);
    // Heard beforehand, so that no key is asked how it came.
    let comes_at_once = StoredValue::new(false);
    let on_paste = move |_| comes_at_once.set_value(true);
    let on_drop = move |_| comes_at_once.set_value(true);
    let on_input = move |event: Event| {
        let is_paste = comes_at_once.try_update_value(std::mem::take).unwrap_or_default();
        let before = is_paste.then(|| text.get_untracked());
        on_text.run(platform::nfc(&event_target_value(&event)));
        if before.is_some() {
            pasted.set(before);
        }
    };
    let session = use_session();
    let offer = answer.map(|answer| {
        move || parts::legacy_offer(session, &PastedText { answer: answer.clone(), text, before: pasted })
    });
    let (entered, left) = (id.clone(), id.clone());
    let on_focus = move |_| {
        focused.set(true);
        page::confine(&entered);
    };
    let on_blur = move |_| leave(left.clone(), focused);
    let wrong = move || if words::is_fault(&error.read()) { "true" } else { "false" };
    let control = if shape == TextShape::Paragraphs {
        view! {
            <textarea id=id class="field__area" rows="3" autocomplete="off" spellcheck="false" aria-invalid=wrong
                aria-describedby=described_by on:paste=on_paste on:drop=on_drop on:input=on_input on:focus=on_focus
                on:blur=on_blur></textarea>
        }
        .into_any()
    } else {
        let (class, keys, sample) = match shape {
            TextShape::Number => ("field__input field__input--narrow", "decimal", ""),
            TextShape::Date => ("field__input field__input--narrow", "text", "dd/mm/yyyy"),
            TextShape::Line | TextShape::Paragraphs => ("field__input", "text", ""),
        };
        view! {
            <input type="text" id=id class=class inputmode=keys placeholder=sample autocomplete="off"
                spellcheck="false" aria-invalid=wrong aria-describedby=described_by on:paste=on_paste on:drop=on_drop
                on:input=on_input on:focus=on_focus on:blur=on_blur />
        }
        .into_any()
    };
    // A form of its own: some browsers look through all controls of a form at every key, to fill them in.
    let on_submit = |event: web_sys::SubmitEvent| event.prevent_default();
    view! {
        <form class="field__form" on:submit=on_submit>{control}</form>
        {offer}
    }
}

/// Lets go of the focus once nothing is pressed: whoever leaves a field by pressing a button presses that button, though
/// a message above it comes or goes.
fn leave(id: String, focused: RwSignal<bool>) {
    let settle = move || {
        if page::is_pressed() {
            leave(id, focused);
        } else if !page::has_focus(&id) {
            page::end_confinement(&id);
            // The page may have gone on to another section meanwhile.
            focused.try_set(false);
        }
    };
    set_timeout(settle, SETTLE);
}
