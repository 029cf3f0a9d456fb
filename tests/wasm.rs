//! What only a browser has, seen from Rust: runs in a browser, by `cargo xtask test`.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "the test harness's entry has none")]

use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_page_shows_itself_when_it_starts() {
    tham_luan::ui::start();
    let body = web_sys::window().and_then(|window| window.document()).and_then(|page| page.body());
    let body: web_sys::Node = body.expect("a page has a body").unchecked_into();
    assert!(body.text_content().unwrap_or_default().contains("Tham Luận"));
}
