//! Long texts that go between the program and the browser, each put into the other's form once.
//!
//! A draft is stored in two copies, and both are read before and after: most of these crossings are of a text that crossed a
//! moment ago.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

/// Texts of fewer bytes cross as quickly as they are looked up.
const LONG: usize = 4096;

/// So many are remembered: what is stored, and what is to be stored in its place.
const REMEMBERED: usize = 2;

thread_local! {
    /// The last long texts that crossed, in both forms, the last first.
    static CROSSED: RefCell<Vec<(JsValue, String)>> = const { RefCell::new(Vec::new()) };
}

/// A text as the browser has it.
pub(super) fn given(text: &str) -> JsValue {
    let known = CROSSED.with_borrow(|crossed| {
        crossed.iter().find(|(_, known)| known == text).map(|(value, _)| value.clone())
    });
    known.unwrap_or_else(|| {
        let value = JsValue::from(text);
        remember(&value, text);
        value
    })
}

/// A text that the browser has; nothing where it is something else.
pub(super) fn taken(value: &JsValue) -> Option<String> {
    let known = CROSSED.with_borrow(|crossed| {
        crossed.iter().find(|(known, _)| known == value).map(|(_, text)| text.clone())
    });
    known.or_else(|| {
        let text = value.as_string()?;
        remember(value, &text);
        Some(text)
    })
}

fn remember(value: &JsValue, text: &str) {
    if text.len() >= LONG {
        CROSSED.with_borrow_mut(|crossed| {
            crossed.truncate(REMEMBERED - 1);
            crossed.insert(0, (value.clone(), text.to_owned()));
        });
    }
}
