//! A worker: another thread of the browser, in which this same program runs without a page.
//!
//! Nothing is downloaded or compiled a second time: the worker gets the page's own module. Its script is the page's too;
//! what that does where there is no document is written by `cargo xtask` (`parts`).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, MessageEvent, Url};

use super::call::{call, options, property};
use super::files::Buffer;

/// What a worker says.
#[derive(Debug)]
pub enum Said {
    /// The program runs in it, and listens.
    Ready,
    /// These bytes, and what it hands over with them.
    Words(Vec<u8>, Option<Buffer>),
    /// Nothing any more: it could not be started, or it broke off.
    Stopped,
}

/// A worker of this page.
#[derive(Debug)]
pub struct Worker(JsValue);

impl Worker {
    /// Starts one. None where the browser has no workers, or allows none.
    pub fn start(heard: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let source = Source::of_page()?;
        let constructor: Function = property(&js_sys::global(), "Worker").dyn_into().ok()?;
        let kind = options(&[("type", source.kind.into())]);
        let worker =
            Reflect::construct(&constructor, &Array::of2(&source.address.as_str().into(), &kind)).ok()?;
        let on_error = heard.clone();
        let stopped = Closure::<dyn Fn()>::new(move || on_error(Said::Stopped));
        let said = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            heard(match data.dyn_ref::<Array>() {
                Some(message) => {
                    let (words, mut given) = taken_apart(message);
                    Said::Words(words, given.pop())
                }
                None if data.is_truthy() => Said::Ready,
                None => Said::Stopped,
            });
        });
        for event in ["onerror", "onmessageerror"] {
            Reflect::set(&worker, &event.into(), stopped.as_ref()).ok()?;
        }
        Reflect::set(&worker, &"onmessage".into(), said.as_ref()).ok()?;
        stopped.forget();
        said.forget();
        let first = options(&[("module", wasm_bindgen::module()), ("parts", source.parts)]);
        call(&worker, "postMessage", &[first]).ok()?;
        Some(Self(worker))
    }

    /// Says something to it, and hands bytes over that are not needed here any more. What one that has stopped is told
    /// is lost.
    pub fn post(&self, words: &[u8], given: Vec<Buffer>) {
        let message = put_together(words, given);
        let _ = call(&self.0, "postMessage", &[message.clone().into(), message.into()]);
    }

    /// Ends it at once, whatever it does.
    pub fn end(&self) {
        let _ = call(&self.0, "terminate", &[]);
    }
}

/// Where a worker's script comes from.
struct Source {
    address: String,
    /// The page from a file can only start scripts of the classic kind.
    kind: &'static str,
    /// The program's parts that the one file carries; undefined where they are fetched.
    parts: JsValue,
}

impl Source {
    fn of_page() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        if let Some(start) = document.query_selector("script[data-js]").ok()? {
            let address = start.get_attribute("data-js")?;
            return Some(Self { address, kind: "module", parts: JsValue::UNDEFINED });
        }
        let script = document.query_selector("script[type=module]:not([src])").ok()??.text_content()?;
        let media_type = BlobPropertyBag::new();
        media_type.set_type("text/javascript");
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &media_type).ok()?;
        let parts = js_sys::Object::new();
        let found = call(&document, "querySelectorAll", &["script[id^=wasm-]".into()]).ok()?;
        for element in Array::from(&found).iter() {
            let (id, text) = (property(&element, "id"), property(&element, "textContent"));
            Reflect::set(&parts, &id, &text).ok()?;
        }
        Some(Self {
            address: Url::create_object_url_with_blob(&blob).ok()?,
            kind: "classic",
            parts: parts.into(),
        })
    }
}

/// Whether the program runs in a worker: there is no page.
#[must_use]
pub fn is_here() -> bool {
    web_sys::window().is_none()
}

/// In a worker: calls back with what the page says from now on, and with what it hands over, and tells the page that it
/// may speak.
pub fn serve(heard: impl Fn(Vec<u8>, Vec<Buffer>) + 'static) {
    let said = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = event.data().dyn_ref::<Array>() {
            let (words, given) = taken_apart(message);
            heard(words, given);
        }
    });
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), said.as_ref());
    said.forget();
    tell(&JsValue::TRUE, &Array::new());
}

/// In a worker: says something to the page, and hands bytes over.
pub fn answer(words: &[u8], given: Option<Buffer>) {
    let message = put_together(words, given);
    tell(&message, &message);
}

/// In a worker: says that it cannot go on.
pub fn give_up() {
    tell(&JsValue::NULL, &Array::new());
}

fn tell(message: &JsValue, given: &Array) {
    let _ = call(&js_sys::global(), "postMessage", &[message.clone(), given.into()]);
}

/// What is said and what is handed over, which is all handed over.
fn put_together(words: &[u8], given: impl IntoIterator<Item = Buffer>) -> Array {
    let Buffer(words) = Buffer::of(words);
    let message = Array::of1(&words);
    for Buffer(bytes) in given {
        message.push(&bytes);
    }
    message
}

fn taken_apart(message: &Array) -> (Vec<u8>, Vec<Buffer>) {
    let mut parts = message.iter().map(|part| Buffer(part.unchecked_into()));
    let words = parts.next().map(|words| words.to_vec()).unwrap_or_default();
    (words, parts.collect())
}
