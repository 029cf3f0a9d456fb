//! The browser, as strings and bytes: storage, clock, randomness, files, what is fetched, the page's address and focus,
//! another thread.
//!
//! **Invariant:** imports no room and decides nothing, so that what the program does can be read and tested
//! without a browser. What a browser may refuse (storage) comes back as an error.

mod call;
pub mod channel;
pub mod clock;
mod crossing;
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
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let is_one = |at: usize| {
        let letter = text.get(at..).and_then(|rest| rest.first_chunk());
        matches!(
            letter,
            Some(
                [0xe1, 0xba, 0xa0..=0xbf]
                    | [0xe1, 0xbb, 0x80..=0xb9]
                    | [0xe2, 0x80, 0x90..=0xa7]
                    | [0xe2, 0x82, 0xa0..=0xbf]
            )
        )
    };
    // Eight bytes at a time; the highest bits tell where letters from U+0300 on begin, with a byte from 0xcc on.
    let (eights, rest) = text.as_chunks::<8>();
    let are_composed = |(index, eight): (usize, &[u8; 8])| {
        let eight = u64::from_le_bytes(*eight);
        let mut firsts = eight & ((eight & (ONES * 0x7f)) + ONES * 0x34) & (ONES << 7);
        while firsts != 0 {
            if !is_one(index * 8 + firsts.trailing_zeros() as usize / 8) {
                return false;
            }
            firsts &= firsts - 1;
        }
        true
    };
    eights.iter().enumerate().all(are_composed)
        && rest.iter().zip(eights.len() * 8..).all(|(byte, at)| *byte < 0xcc || is_one(at))
}
