//! How a draft is stored on this machine: one entry a draft, carrying the version of its shape.
//!
//! **Invariant:** what cannot be read is never written over.

use crate::draft::{Draft, DraftId};
use crate::json::{Value, compact, object, parse};

/// Every stored draft's key begins with this.
pub const KEY_PREFIX: &str = "tham-luan.draft.";

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
    /// Its plan or form is not known here.
    #[error("unknown plan or form")]
    UnknownForm,
}

/// Where a draft is stored.
#[must_use]
pub fn key(draft: &DraftId) -> String {
    format!("{KEY_PREFIX}{draft}")
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
