//! A draft as it prints: composed into blocks by a layout profile, and measured.
//!
//! [`compose`] makes blocks of a draft and of each phụ lục, [`Press`] lays them out and reads off what the page shows,
//! [`printed`] gives all pages with their lines.
//!
//! **Invariant:** equal drafts give equal papers. Only lawful choices can be made, and none is made for the writer.

mod advice;
mod begin;
mod compose;
mod letters;
mod measure;
mod press;
mod printed;
mod profile;

pub use advice::Advice;
pub use begin::begin;
pub use compose::{AnnexComposition, Composition, Frame, Origin, compose, printed_rows};
pub use letters::{unprintable, unprintable_answers};
pub use measure::{AnnexMeasure, Extent, Measure, Room, Sheet, Stroke};
pub use press::Press;
pub use printed::{Printed, PrintedPart, blank_card, invitations, printed};
pub use profile::{Bearer, PROFILES, Profile};
