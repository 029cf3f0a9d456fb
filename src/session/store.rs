//! How a draft is stored on this machine: one entry a draft, carrying the version of its shape.
//!
//! **Invariant:** what cannot be read is never written over.

use serde::{Deserialize, Serialize};

use crate::draft::{Draft, DraftId};

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

#[derive(Serialize)]
struct Stored<'a> {
    stored: u32,
    draft: &'a Draft,
}

#[derive(Deserialize)]
struct Version {
    stored: u32,
}

#[derive(Deserialize)]
struct Loaded {
    draft: Draft,
}

/// Where a draft is stored.
#[must_use]
pub fn key(draft: &DraftId) -> String {
    format!("{KEY_PREFIX}{draft}")
}

/// The text that is stored for a draft.
///
/// # Errors
/// If the draft cannot be written as JSON; then nothing may be stored in its place.
pub fn encode(draft: &Draft) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Stored { stored: VERSION, draft })
}

/// Reads what was stored under a key.
///
/// # Errors
/// If it is not a draft of this version, or is another draft than the key says.
pub fn decode(stored_under: &str, raw: &str) -> Result<Draft, Cause> {
    let version: Version = serde_json::from_str(raw).map_err(|_| Cause::Damaged)?;
    if version.stored > VERSION {
        return Err(Cause::Newer);
    }
    let loaded: Loaded = serde_json::from_str(raw).map_err(|_| Cause::Damaged)?;
    if key(&loaded.draft.id) == stored_under { Ok(loaded.draft) } else { Err(Cause::Damaged) }
}
