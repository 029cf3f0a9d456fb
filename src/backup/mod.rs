//! Every draft of this machine in one file, out and in again. Schema: `public/schema/backup-1.json`.
//!
//! Each draft stands on a line of its own and carries a checksum of its own, so that whatever happens to a file, the
//! drafts on its other lines are still read and known to be as they were written. [`read`] reads what it can;
//! [`Refusal`] is only for a file of which nothing can be had.
//!
//! **Invariant:** each draft is judged by itself, and one that was changed is never [`Item::is_sound`]. What this version
//! does not know is kept, and written again.

mod item;
mod read;
mod write;

pub use item::{About, Item};
pub use read::{Integrity, Opened, Refusal, checksum_in, is_backup, read};
pub use write::Written;

use crate::draft::Timestamp;
use crate::json::{Object, Value};

/// The `format` of the file.
pub const FORMAT: &str = "tham-luan.backup";

/// The version of the format that is written, and the newest that is wholly understood.
pub const VERSION: u32 = 1;

/// Larger files are refused. Ask for a file's size before reading it.
pub const MAX_BYTES: usize = 40_000_000;

/// What a backup holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backup {
    /// Names the browser that wrote it, at random: two that write to one stick are told apart.
    pub origin: String,
    /// When it was made.
    pub made_at: Option<Timestamp>,
    /// The version of the program that made it.
    pub app_version: String,
    /// The drafts, each an [`Item::of_draft`].
    pub drafts: Vec<Item>,
    /// What was stored and could not be read, each an [`Item::of_damaged`].
    pub damaged: Vec<Item>,
    /// The plan packs from elsewhere that drafts were begun with, each an [`Item::of_pack`].
    pub packs: Vec<Item>,
    /// What is kept in mind of who writes, as stored; only where the writer wants it to go with the file.
    pub remembered: Option<Value>,
    /// What this version does not know.
    pub unknown: Object,
}
