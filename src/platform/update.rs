//! Another version of the program: `public/offline.js` tells of it, and is told to take it.

use wasm_bindgen::prelude::*;
use web_sys::Event;

/// Calls back when another version of the program has come to this machine and waits. The first may be told when this
/// page has long been open.
pub fn on_new_version(callback: impl FnMut() + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let mut callback = callback;
    if document.document_element().is_some_and(|page| page.has_attribute("data-update")) {
        callback();
    }
    let closure = Closure::<dyn FnMut()>::new(callback);
    let listener = closure.as_ref().unchecked_ref();
    if document.add_event_listener_with_callback("tham-luan:update", listener).is_ok() {
        closure.forget();
    }
}

/// Lets the version that waits take over, which loads the page again.
pub fn take_new_version() {
    let document = web_sys::window().and_then(|window| window.document());
    if let (Some(document), Ok(event)) = (document, Event::new("tham-luan:agreed")) {
        // Fails for no event that is new.
        let _ = document.dispatch_event(&event);
    }
}
