//! A printed paper as pages to draw, and as files that other programs open.
//!
//! [`sheet`](fn@sheet) gives a page as things to draw, for the preview and the printer ([`svg`]) and for the PDF;
//! [`Answered`] finds the answer that is printed at a place, and back. [`docx`] writes the
//! blocks of a paper for a word processor, with every property that its lines and pages depend on. [`pdf`] writes its
//! pages for the archive, with the submission inside. [`csv`](mod@csv), [`records`] and [`xlsx`](mod@xlsx) write what the office compiled,
//! as [`compiled_files`] names it; [`begun`] the papers that it goes on writing.
//!
//! **Invariant:** equal papers give equal bytes; no clock, no randomness and no font of the system. Whoever opens a file
//! sees the pages that the meter counts.

pub mod begun;
pub mod book;
pub mod chart;
mod check_mark;
pub mod compiled_files;
pub mod csv;
pub mod docx;
pub mod pdf;
mod png;
mod properties;
pub mod records;
mod sheet;
mod spot;
pub mod svg;
pub mod xlsx;
mod zip;

pub use check_mark::CheckMark;
pub use properties::Properties;
pub use sheet::{Place, PlacedText, Sheet, sheet};
pub use spot::{Answered, Spot, Traces};
