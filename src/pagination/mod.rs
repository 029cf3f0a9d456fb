//! Blocks to lines to pages, exactly as a word processor prints them.

mod document;

pub use document::*;
