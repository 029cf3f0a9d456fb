//! The browser's own undo of what is typed, and the keys that ask for it.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};

/// What the writer wishes, or the browser does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// Take back what was typed.
    Undo,
    /// Type it again.
    Redo,
}

thread_local! {
    /// The last input. Of what was typed elsewhere before, or in a control that is gone, a browser undoes something else
    /// than what was done last.
    static LAST: RefCell<Option<Event>> = const { RefCell::new(None) };
}

/// Notes every input from now on.
pub fn watch_inputs() {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(Event)>::new(|event| LAST.set(Some(event)));
    let listener = closure.as_ref().unchecked_ref();
    if window.add_event_listener_with_callback_and_bool("input", listener, true).is_ok() {
        closure.forget();
    }
}

/// What the browser does by itself in the input that is being handled. None where a person types.
#[must_use]
pub fn retracing() -> Option<Travel> {
    LAST.with_borrow(|last| last.as_ref().filter(|last| last.event_phase() != Event::NONE).and_then(travel))
}

/// What the pressed keys ask for: Ctrl+Z; Ctrl+Y or Ctrl+Shift+Z; Cmd on a Mac. None where something else took them.
#[must_use]
pub fn wish(event: &KeyboardEvent) -> Option<Travel> {
    let is_ours = (event.ctrl_key() || event.meta_key())
        && !event.alt_key()
        && !event.is_composing()
        && !event.default_prevented();
    if !is_ours {
        return None;
    }
    match (event.key().as_str(), event.shift_key()) {
        ("z", false) => Some(Travel::Undo),
        ("y", false) | ("z" | "Z", true) => Some(Travel::Redo),
        // With Caps Lock.
        ("Z", false) => Some(Travel::Undo),
        ("Y", false) => Some(Travel::Redo),
        _ => None,
    }
}

/// A control with the focus, where text is typed.
#[derive(Clone, Debug)]
pub struct TextFocus {
    /// Its id.
    pub id: String,
    /// Whether it is where text was typed last.
    pub is_last: bool,
}

/// The control with the focus, if text is typed there.
#[must_use]
pub fn text_focus() -> Option<TextFocus> {
    let active = web_sys::window()?.document()?.active_element()?;
    let takes_text = active.is_instance_of::<HtmlTextAreaElement>()
        || active.dyn_ref::<HtmlInputElement>().is_some_and(|input| {
            !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "file" | "date")
        });
    let typed = LAST.with_borrow(|last| last.as_ref().and_then(Event::target));
    let is_last = typed.is_some_and(|typed| typed == **active);
    takes_text.then(|| TextFocus { id: active.id(), is_last })
}

fn travel(event: &Event) -> Option<Travel> {
    match event.dyn_ref::<InputEvent>()?.input_type().as_str() {
        "historyUndo" => Some(Travel::Undo),
        "historyRedo" => Some(Travel::Redo),
        _ => None,
    }
}
