//! The browser, as strings and bytes: storage, clock, randomness, files, what is fetched, the page's address and focus.
//!
//! **Invariant:** imports no room and decides nothing, so that what the program does can be read and tested
//! without a browser. What a browser may refuse (storage) comes back as an error.

pub mod channel;
pub mod clock;
pub mod database;
pub mod dom;
pub mod fetch;
pub mod files;
pub mod history;
pub mod page;
pub mod random;
pub mod storage;
pub mod update;

/// Puts text into Unicode NFC. Plain ASCII and composed Vietnamese pass without a call to the browser.
#[must_use]
pub fn nfc(text: &str) -> String {
    let composed = |letter: char| (letter as u32) < 0x300 || ('\u{1EA0}'..='\u{1EF9}').contains(&letter);
    if text.chars().all(composed) {
        return text.to_owned();
    }
    js_sys::JsString::from(text).normalize("NFC").into()
}
