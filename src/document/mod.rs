//! A printed paper as pages to draw ([`sheet`](fn@sheet)), and as a PDF ([`pdf`]).
//!
//! **Invariant:** every output shows the lines and pages that the meter counts. No clock, no randomness and no system
//! font: what a file says of its time and its name comes in as an argument, and equal papers give equal files.

mod check_mark;
pub mod pdf;
mod sheet;

pub use check_mark::CheckMark;
pub use sheet::{Place, PlacedText, Sheet, sheet};
