//! What belongs to one tab: a storage that goes when it is closed, when it was opened, and locks by which tabs know that
//! others are there.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::Storage;

use super::call::{ask, call, navigator, property};

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// What the tab has stored under a key.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores a text for as long as the tab is open. Whether it is stored.
#[must_use]
pub fn write(key: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, text).is_ok()) && read(key).as_deref() == Some(text)
}

/// Takes an entry out.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // Only a storage that is switched off can refuse, and then there is nothing.
        let _ = storage.remove_item(key);
    }
}

/// Every key of the tab that begins so.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter(|key| key.starts_with(prefix)).collect()
}

/// When the page was asked for, in milliseconds of the device's clock.
#[must_use]
pub fn opened_at() -> f64 {
    let performance = property(&js_sys::global(), "performance");
    property(&performance, "timeOrigin").as_f64().unwrap_or_else(js_sys::Date::now)
}

/// Now, in whole milliseconds of the device's clock.
#[must_use]
pub fn now() -> String {
    let now = js_sys::Number::from(js_sys::Date::now());
    now.to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// Whether the browser had put the tab out of its memory, and opens it again where it was.
#[must_use]
pub fn was_discarded() -> bool {
    let document = property(&js_sys::global(), "document");
    property(&document, "wasDiscarded").as_bool().unwrap_or_default()
}

/// Holds a lock until the page goes, however it goes.
pub fn hold(name: &str) {
    let forever = Closure::<dyn FnMut() -> Promise>::new(|| Promise::new(&mut |_: Function, _: Function| {}));
    let asked = call(&property(&navigator(), "locks"), "request", &[name.into(), forever.as_ref().clone()]);
    if asked.is_ok() {
        forever.forget();
    }
}

/// The locks that the open pages hold. None where the browser does not say.
pub async fn held() -> Option<Vec<String>> {
    let state = ask(&property(&navigator(), "locks"), "query", &[]).await.ok()?;
    let held: Array = property(&state, "held").dyn_into().ok()?;
    Some(held.iter().filter_map(|lock| property(&lock, "name").as_string()).collect())
}

/// Calls back when the page is left: closed, loaded again or put aside.
pub fn on_leave(callback: impl FnMut() + 'static) {
    listen("pagehide", callback);
}

/// Calls back when the page is shown, also when the browser brings back one that was put aside.
pub fn on_return(callback: impl FnMut() + 'static) {
    listen("pageshow", callback);
}

fn listen(event: &str, callback: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut()>::new(callback);
    if window.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}
