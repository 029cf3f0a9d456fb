//! Vietnamese text and the ways it is written down: dates, numbers, names of files, cells on the clipboard.
//!
//! **Invariant:** pure functions of their arguments; nothing here reads a clock or a locale. Text is expected in
//! Unicode NFC. Whoever takes text in (a field, a file) passes a [`Normalize`], because a browser brings its own
//! and a table of our own would be in everyone's first download.

mod block;
mod case;
mod date;
mod fold;
pub mod legacy;
mod number;
mod order;
mod print;
mod reading;

pub use block::parse_block;
pub use case::{lower, upper};
pub use date::Date;
pub use fold::{ascii_slug, fold};
pub use number::{format_number, parse_number, plain_number};
pub use order::{OrderKey, name_order_key, order_key};
pub use print::Print;
pub use reading::reading;

/// Puts text into Unicode NFC: `String.prototype.normalize` in a browser, a crate in native programs.
pub type Normalize = fn(&str) -> String;
