//! How long the browser keeps what is stored, and how much room there is.

use wasm_bindgen::JsValue;

use super::call::{ask, navigator, property};

/// Who makes the browser, as far as that decides what it deletes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// Chrome, Edge, Cốc Cốc and others of their kind.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari, and every browser of an iPhone or iPad.
    Safari,
    /// Another.
    Other,
}

/// Which browser this is, by what it says of itself.
#[must_use]
pub fn maker() -> Maker {
    let agent = property(&navigator(), "userAgent").as_string().unwrap_or_default();
    let says = |name: &str| agent.contains(name);
    if says("iPhone") || says("iPad") {
        Maker::Safari
    } else if says("Firefox/") {
        Maker::Firefox
    } else if says("Chrome/") || says("Chromium/") {
        Maker::Chromium
    } else if says("AppleWebKit/") {
        Maker::Safari
    } else {
        Maker::Other
    }
}

/// Whether the browser has promised not to delete by itself what is stored. None where it does not say.
pub async fn is_granted() -> Option<bool> {
    ask(&manager()?, "persisted", &[]).await.ok()?.as_bool()
}

/// Asks the browser not to delete by itself what is stored. Some decide alone, some ask the user. None where it does not
/// say.
pub async fn request() -> Option<bool> {
    ask(&manager()?, "persist", &[]).await.ok()?.as_bool()
}

/// How many bytes the browser lets this page store in all. None where it does not say.
pub async fn room() -> Option<f64> {
    property(&ask(&manager()?, "estimate", &[]).await.ok()?, "quota").as_f64()
}

fn manager() -> Option<JsValue> {
    let manager = property(&navigator(), "storage");
    manager.is_object().then_some(manager)
}
