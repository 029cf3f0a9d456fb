//! Keeps one version.

use super::Copied;
use crate::draft::DraftId;
use crate::platform::database::{self, Room};
use crate::platform::storage::StorageError;
use crate::session::versions::{self, Snapshot, Version};
use crate::ui::SessionHandle;

/// Keeps a version, and gives up what it takes the room of.
pub(super) async fn keep(session: SessionHandle, (draft, why, now): Copied) -> Result<(), StorageError> {
    let snapshot = &Snapshot::of(&draft, why, &now);
    let so_far = session.times_forgotten();
    let keys = database::keys(Room::Versions, "").await?;
    let all: Vec<Version> = keys.iter().filter_map(|key| Version::parse(key)).collect();
    let is_deleted = |id: &DraftId| {
        session.peek(|session| {
            session.draft(id).is_none() && session.removed().is_none_or(|removed| removed.id != *id)
        })
    };
    let keeping = versions::keep(&all, snapshot, &is_deleted);
    // All that is on this machine may have been deleted meanwhile.
    let Some(key) = keeping.key.filter(|_| session.times_forgotten() == so_far) else { return Ok(()) };
    match database::put(Room::Versions, &key, &snapshot.text).await {
        Err(StorageError::Full) => {
            give_up(&versions::make_room(&all, snapshot)).await?;
            database::put(Room::Versions, &key, &snapshot.text).await?;
        }
        other => other?,
    }
    give_up(&keeping.given_up).await
}

async fn give_up(keys: &[String]) -> Result<(), StorageError> {
    for key in keys {
        database::remove(Room::Versions, key).await?;
    }
    Ok(())
}
