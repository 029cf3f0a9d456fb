//! The browser's own undo of what is typed, and the keys that ask for it.

use std::cell::{Cell, RefCell};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};

/// What the writer wishes, or the browser does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Travel {
    /// Take back what was typed.
    Undo,
    /// Type it again.
    Redo,
}

thread_local! {
    /// What the browser does by itself in the input that is being handled.
    static RETRACING: Cell<Option<Travel>> = const { Cell::new(None) };
    /// Where text was typed last: of what was typed elsewhere, or in a control that is gone, a browser undoes something
    /// else than what was done last.
    static TYPED: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Notes from now on whether an input comes from the keys, or from the browser's own undo.
pub fn watch_inputs() {
    listen(true, |event| {
        RETRACING.set(travel(&event));
        TYPED.set(event.target().and_then(|target| target.dyn_into().ok()));
    });
    listen(false, |_| RETRACING.set(None));
}

/// What the browser does by itself in the input that is being handled. None where a person types.
#[must_use]
pub fn retracing() -> Option<Travel> {
    RETRACING.get()
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
    let is_last = TYPED.with_borrow(|typed| typed.as_ref() == Some(&active));
    takes_text.then(|| TextFocus { id: active.id(), is_last })
}

fn travel(event: &Event) -> Option<Travel> {
    match event.dyn_ref::<InputEvent>()?.input_type().as_str() {
        "historyUndo" => Some(Travel::Undo),
        "historyRedo" => Some(Travel::Redo),
        _ => None,
    }
}

fn listen(first: bool, callback: impl FnMut(Event) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(Event)>::new(callback);
    let listener = closure.as_ref().unchecked_ref();
    if window.add_event_listener_with_callback_and_bool("input", listener, first).is_ok() {
        closure.forget();
    }
}
