//! Keeps versions of drafts while they are written.
//!
//! What is about to change is copied as it is; all else happens behind the writer's back, one version after the other.
//! Should it fail, writing and saving go on as ever, and the page of the versions tells it.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::SessionHandle;
use crate::draft::{Draft, DraftId, Timestamp};
use crate::platform::clock;
use crate::platform::database::{self, Room};
use crate::platform::storage::StorageError;
use crate::session::versions::{self, Moments, Snapshot, Version, Why};
use crate::session::{Command, Edit};

/// So often it is looked for versions that are due, while a draft is being changed.
const LOOK: Duration = Duration::from_secs(15);

/// The first key of a visit is not held up by what it brings with it.
const AFTER_FIRST_KEY: Duration = Duration::from_secs(1);

/// What is being kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versions {
    desk: StoredValue<Desk>,
    /// Why the last version could not be kept.
    failure: RwSignal<Option<StorageError>>,
    /// How many were kept in this visit.
    count: RwSignal<u32>,
}

/// What nobody watches.
#[derive(Debug, Default)]
struct Desk {
    moments: Moments,
    /// As they are to be kept, the first one first.
    waiting: Vec<(Draft, Why, Timestamp)>,
    /// One is being kept.
    is_busy: bool,
    /// Somebody will look.
    is_watched: bool,
}

impl Versions {
    pub(super) fn new() -> Self {
        Self {
            desk: StoredValue::new(Desk::default()),
            failure: RwSignal::new(None),
            count: RwSignal::new(0),
        }
    }
}

impl SessionHandle {
    /// A command is about to be granted: keeps what it changes, where that is worth a version.
    pub(super) fn keep_before(self, command: &Command) {
        let (draft, why) = match command {
            Command::Edit { draft, edit } => match edit {
                Edit::TakeOver { .. } => (draft, Some(Why::TakeOver)),
                Edit::Restore(_) => (draft, Some(Why::Restore)),
                _ => (draft, None),
            },
            Command::Retrace { draft, .. } | Command::Step { draft, .. } => (draft, None),
            Command::Replace { draft, .. } => return self.give_way(&draft.id, Why::Import),
            Command::Delete { draft } => return self.give_way(draft, Why::Delete),
            _ => return,
        };
        let now = clock::fine_milliseconds();
        let is_first = self.versions().desk.try_update_value(|desk| desk.moments.change(draft, now));
        if let Some(why) = why {
            self.keep_version(draft, why, Duration::ZERO);
        } else if is_first == Some(true) {
            self.keep_version(draft, Why::Begin, AFTER_FIRST_KEY);
        }
        self.watch();
    }

    /// What a draft says goes, and something else begins in its place, or nothing.
    fn give_way(self, draft: &DraftId, why: Why) {
        self.versions().desk.update_value(|desk| desk.moments.forget(draft));
        self.keep_version(draft, why, Duration::ZERO);
    }

    /// Looks for versions that are due as long as something is being changed.
    fn watch(self) {
        let desk = self.versions().desk;
        let starts = desk.try_update_value(|desk| {
            desk.moments.is_waiting() && !std::mem::replace(&mut desk.is_watched, true)
        });
        if starts == Some(true) {
            let look = move || {
                desk.update_value(|desk| desk.is_watched = false);
                self.keep_due(false);
                self.watch();
            };
            set_timeout(look, LOOK);
        }
    }

    /// Keeps the versions that are due. A writer who leaves pauses.
    pub(super) fn keep_due(self, leaves: bool) {
        let now = clock::fine_milliseconds();
        let due = self.versions().desk.try_update_value(|desk| desk.moments.due(now, leaves));
        for (draft, why) in due.into_iter().flatten() {
            self.keep_version(&draft, why, Duration::ZERO);
        }
        if leaves {
            self.keep_waiting();
        }
    }

    /// Copies a draft, to be kept as a version soon.
    fn keep_version(self, draft: &DraftId, why: Why, delay: Duration) {
        let Some(draft) = self.peek(|session| session.draft(draft).cloned()) else { return };
        let now = Timestamp::new(clock::now());
        self.versions().desk.update_value(|desk| desk.waiting.push((draft, why, now)));
        set_timeout(move || self.keep_waiting(), delay);
    }

    /// Keeps what waits, one after the other: each must know of the one before.
    fn keep_waiting(self) {
        let Versions { desk, failure, count } = self.versions();
        let starts = desk
            .try_update_value(|desk| !desk.waiting.is_empty() && !std::mem::replace(&mut desk.is_busy, true));
        if starts != Some(true) {
            return;
        }
        spawn_local(async move {
            let next =
                || desk.try_update_value(|desk| (!desk.waiting.is_empty()).then(|| desk.waiting.remove(0)));
            while let Some((draft, why, now)) = next().flatten() {
                let came = self.keep(&Snapshot::of(&draft, why, &now)).await;
                failure.set(came.err());
                count.update(|count| *count += 1);
            }
            desk.update_value(|desk| desk.is_busy = false);
        });
    }

    async fn keep(self, snapshot: &Snapshot) -> Result<(), StorageError> {
        let keys = database::keys(Room::Versions, "").await?;
        let all: Vec<Version> = keys.iter().filter_map(|key| Version::parse(key)).collect();
        let is_deleted = |id: &DraftId| {
            self.peek(|session| {
                session.draft(id).is_none() && session.removed().is_none_or(|removed| removed.id != *id)
            })
        };
        let keeping = versions::keep(&all, snapshot, &is_deleted);
        let Some(key) = keeping.key else { return Ok(()) };
        match database::put(Room::Versions, &key, &snapshot.text).await {
            Err(StorageError::Full) => {
                give_up(&versions::make_room(&all, snapshot)).await?;
                database::put(Room::Versions, &key, &snapshot.text).await?;
            }
            other => other?,
        }
        give_up(&keeping.given_up).await
    }

    /// Why the last version could not be kept, and how many were in this visit; again whenever that changes.
    pub(super) fn versions_kept(self) -> (Option<StorageError>, u32) {
        let Versions { failure, count, .. } = self.versions();
        (failure.get(), count.get())
    }
}

async fn give_up(keys: &[String]) -> Result<(), StorageError> {
    for key in keys {
        database::remove(Room::Versions, key).await?;
    }
    Ok(())
}
