//! How a draft is stored on this machine: two copies, each a text that carries the version of its shape, a number and a
//! check; and where the packs and what is kept in mind of the writer are stored.
//!
//! **Invariant:** what cannot be read is never written over, and neither is a text that was not read before.

mod check;
mod envelope;
mod keeper;
mod kept;
mod settle;
mod wait;

use crate::draft::{Draft, DraftId};
use crate::plan::PlanId;

pub use check::check;
pub use envelope::{Copy, Mark, Stamp, seal, stated, tombstone};
pub use keeper::{Job, Keeper, Over, Step};
pub use kept::{Kept, Why};
pub use settle::{Verdict, says_the_same, settle};
pub use wait::Wait;

/// Every stored draft's key begins with this.
pub const KEY_PREFIX: &str = "tham-luan.draft.";

/// Every stored pack's key begins with this.
pub const PLAN_PREFIX: &str = "tham-luan.plan.";

/// Under this and a plan's id stands the version of the pack that was opened from a file and is used for the plan.
pub const OPENED_PREFIX: &str = "tham-luan.opened.";

/// Where it is stored who writes on this machine.
pub const REMEMBERED_KEY: &str = "tham-luan.author";

/// Under this and a draft's id stands up to which number the draft was removed, until no copy of it is left.
pub const GONE_PREFIX: &str = "tham-luan.gone.";

/// Under this stands what was set aside, where there is no other room for it.
pub const KEPT_PREFIX: &str = "tham-luan.kept.";

/// Something stored that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it is stored.
    pub key: String,
    /// As stored, to be exported raw.
    pub raw: String,
    /// Why it could not be read.
    pub cause: Cause,
}

/// Why something stored could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// Cut, overwritten or not of this program.
    #[error("damaged")]
    Damaged,
    /// Written by a newer version of this program.
    #[error("newer version")]
    Newer,
}

/// Where a draft is stored.
#[must_use]
pub fn key(draft: &DraftId) -> String {
    format!("{KEY_PREFIX}{draft}")
}

/// Where a pack is stored.
#[must_use]
pub fn plan_key(id: &PlanId, version: u32) -> String {
    format!("{PLAN_PREFIX}{id}.{version}")
}

/// The pack that is stored under a key.
#[must_use]
pub fn plan_of_key(key: &str) -> Option<(PlanId, u32)> {
    let (id, version) = key.strip_prefix(PLAN_PREFIX)?.rsplit_once('.')?;
    Some((PlanId::new(id), version.parse().ok()?))
}

/// Where it is stored that a draft was removed.
#[must_use]
pub fn gone_key(draft: &DraftId) -> String {
    format!("{GONE_PREFIX}{draft}")
}

/// The text that is stored for a draft as the first of all, by nobody.
#[must_use]
pub fn encode(draft: &Draft) -> String {
    seal(draft, &Stamp { sequence: 1, ..Stamp::default() })
}

/// Reads the draft that was stored under a key.
///
/// # Errors
/// If it is not a draft of this version or an earlier one, or is another draft than the key says.
pub fn decode(stored_under: &str, raw: &str) -> Result<Draft, Cause> {
    match envelope::read(stored_under, raw)? {
        Copy::Good(draft, ..) => Ok(*draft),
        Copy::Nothing | Copy::Gone(_) | Copy::Bad(_) => Err(Cause::Damaged),
    }
}

#[cfg(test)]
mod tests;
