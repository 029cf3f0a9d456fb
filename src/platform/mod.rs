//! The browser, as strings and bytes: storage, clock, randomness, files, what is fetched, the page's address and focus,
//! another thread.
//!
//! **Invariant:** imports no room and decides nothing, so that what the program does can be read and tested
//! without a browser. What a browser may refuse (storage) comes back as an error.

mod call;
pub mod channel;
pub mod clock;
pub mod database;
pub mod disk;
pub mod dom;
pub mod fetch;
pub mod files;
pub mod history;
pub mod page;
pub mod persistence;
pub mod print;
pub mod random;
pub mod storage;
pub mod tab;
pub mod update;
pub mod worker;

/// Puts text into Unicode NFC. Composed Vietnamese passes without a call to the browser.
#[must_use]
pub fn nfc(text: &str) -> String {
    // Dashes, quotation marks and the đồng sign too: officials' texts are full of them.
    let composed = |letter: char| matches!(letter, '\0'..'\u{300}' | '\u{1EA0}'..='\u{1EF9}' | '\u{2010}'..='\u{2027}' | '\u{20A0}'..='\u{20BF}');
    if text.chars().all(composed) {
        return text.to_owned();
    }
    js_sys::JsString::from(text).normalize("NFC").into()
}
