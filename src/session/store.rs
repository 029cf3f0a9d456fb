//! How a draft is stored on this machine: one entry a draft, carrying the version of its shape; and where the packs and
//! what is kept in mind of the writer are stored.
//!
//! **Invariant:** what cannot be read is never written over.

use crate::draft::{Draft, DraftId};
use crate::json::{Value, compact, object, parse};
use crate::plan::PlanId;

/// Every stored draft's key begins with this.
pub const KEY_PREFIX: &str = "tham-luan.draft.";

/// Every stored pack's key begins with this.
pub const PLAN_PREFIX: &str = "tham-luan.plan.";

/// Under this and a plan's id stands the version of the pack that was opened from a file and is used for the plan.
pub const OPENED_PREFIX: &str = "tham-luan.opened.";

/// Where it is stored who writes on this machine.
pub const REMEMBERED_KEY: &str = "tham-luan.author";

/// The shape that this version writes.
const VERSION: u32 = 1;

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

/// The text that is stored for a draft.
#[must_use]
pub fn encode(draft: &Draft) -> String {
    compact(&object(vec![("stored", VERSION.into()), ("draft", draft.to_json())]))
}

/// Reads what was stored under a key.
///
/// # Errors
/// If it is not a draft of this version, or is another draft than the key says.
pub fn decode(stored_under: &str, raw: &str) -> Result<Draft, Cause> {
    let stored = parse(raw).map_err(|_| Cause::Damaged)?;
    if stored.get("stored").and_then(Value::as_u32).ok_or(Cause::Damaged)? > VERSION {
        return Err(Cause::Newer);
    }
    let draft = stored.get("draft").and_then(|draft| Draft::from_json(draft).ok());
    draft.filter(|draft| key(&draft.id) == stored_under).ok_or(Cause::Damaged)
}
