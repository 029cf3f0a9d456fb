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
    if is_composed(text.as_bytes()) {
        return text.to_owned();
    }
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Whether a text has only letters that stand for themselves: those below U+0300, the Vietnamese ones, and dashes, quotation
/// marks and the đồng sign, of which officials' texts are full. By its UTF-8: letters would be put together first.
fn is_composed(text: &[u8]) -> bool {
    let mut rest = text;
    loop {
        rest = match rest {
            [] => return true,
            [0x00..0x80, rest @ ..]
            | [0xc2..0xcc, _, rest @ ..]
            | [0xe1, 0xba, 0xa0..=0xbf, rest @ ..]
            | [0xe1, 0xbb, 0x80..=0xb9, rest @ ..]
            | [0xe2, 0x80, 0x90..=0xa7, rest @ ..]
            | [0xe2, 0x82, 0xa0..=0xbf, rest @ ..] => rest,
            _ => return false,
        };
    }
}
