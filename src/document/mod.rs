//! Papers as files that other programs open.
//!
//! [`docx`] writes the blocks of a paper for a word processor, with every property that its lines and pages depend on.
//!
//! **Invariant:** equal papers give equal bytes; no clock and no randomness. Whoever opens a file sees the pages that the
//! meter counts.

pub mod docx;
mod properties;
mod zip;

pub use properties::Properties;
