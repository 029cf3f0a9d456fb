//! The exported file: what leaves the machine, and what comes back. Schema: `public/schema/submission-1.json`.
//!
//! A draft is composed into one JSON object ([`compose`]), which is listed for the writer and written from the same
//! value. [`read`] takes such an object apart again: what it knows becomes typed text, and what it does not know
//! stays in `unknown`, to be merged under the next export.
//!
//! **Invariant:** nothing typed is dropped on the way out or back in, and a file whose content was changed is never
//! [`Integrity::Verified`]. White space between the values is not content.

mod checksum;
mod contents;
mod read;
mod refusal;
mod shape;
mod typed;
mod write;

pub(crate) use checksum::checksum;
pub use contents::{Entry, Shown};
pub use read::{Integrity, Opened, Problem, read};
pub(crate) use refusal::parse;
pub use refusal::{Found, Refusal};
pub use shape::part_named;
pub use write::{Export, Submission, compose};

/// The `format` of the file.
pub const FORMAT: &str = "tham-luan.submission";

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// Larger files are refused. Ask for a file's size before reading it.
pub const MAX_BYTES: usize = 20_000_000;

/// Whether the writer says that the paper is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not yet.
    Draft,
    /// Yes.
    Complete,
}

impl Status {
    /// As the file has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Complete => "complete",
        }
    }
}
