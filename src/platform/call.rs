//! Calls what only some browsers have, by its name.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A property of an object; undefined where it has none.
pub(super) fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Whether an object has a function of that name.
pub(super) fn has(object: &JsValue, name: &str) -> bool {
    property(object, name).is_function()
}

/// Calls a function of an object.
pub(super) fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = property(object, name).dyn_into()?;
    function.apply(object, &arguments.iter().collect::<Array>())
}

/// Calls a function of an object, and waits for what it promises.
pub(super) async fn ask(object: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&call(object, name, arguments)?)).await
}

/// An object of these properties.
pub(super) fn options(properties: &[(&str, JsValue)]) -> JsValue {
    let options = js_sys::Object::new();
    for (name, value) in properties {
        // A plain object takes every property.
        let _ = Reflect::set(&options, &(*name).into(), value);
    }
    options.into()
}

/// The browser's navigator.
pub(super) fn navigator() -> JsValue {
    property(&js_sys::global(), "navigator")
}
