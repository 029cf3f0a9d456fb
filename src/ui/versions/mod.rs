//! Keeps versions of drafts while they are written.
//!
//! What is about to change is copied as it is; all else happens behind the writer's back, one version after the other.
//! It comes with the part of the program that keeps the second copies. Should it fail, writing and saving go on as ever,
//! and the page of the versions tells it.

mod keep;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{SessionHandle, visit};
use crate::draft::{Draft, DraftId, Timestamp};
use crate::platform::clock;
use crate::platform::storage::StorageError;
use crate::session::versions::{Moments, Why};
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

/// A draft as it was at a moment, and why it is kept.
type Copied = (Draft, Why, Timestamp);

/// So many wait for a database that does not answer; then the oldest goes.
const MOST_WAITING: usize = 20;

/// What nobody watches.
#[derive(Debug, Default)]
struct Desk {
    moments: Moments,
    /// The first one first.
    waiting: Vec<Copied>,
    /// One is being kept.
    is_busy: bool,
    /// Somebody will look.
    is_watched: bool,
    /// How often everything was deleted.
    forgotten: u32,
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
            Command::TakeBack { drafts } => {
                return drafts.iter().for_each(|draft| self.give_way(&draft.id, Why::Import));
            }
            Command::Delete { draft } => return self.give_way(draft, Why::Delete),
            Command::ForgetAll => return self.forget_versions(),
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

    /// Nothing that was copied so far is kept any more.
    fn forget_versions(self) {
        self.versions().desk.update_value(|desk| {
            desk.moments = Moments::default();
            desk.waiting.clear();
            desk.forgotten += 1;
        });
    }

    /// How often everything was deleted.
    fn times_forgotten(self) -> u32 {
        self.versions().desk.with_value(|desk| desk.forgotten)
    }

    /// Looks for versions that are due as long as something is being changed, or waits.
    fn watch(self) {
        let desk = self.versions().desk;
        let starts = desk.try_update_value(|desk| {
            let is_needed = desk.moments.is_waiting() || !desk.waiting.is_empty();
            is_needed && !std::mem::replace(&mut desk.is_watched, true)
        });
        if starts == Some(true) {
            let look = move || {
                desk.update_value(|desk| desk.is_watched = false);
                self.keep_due(false);
                self.keep_waiting();
                self.watch();
            };
            set_timeout(look, LOOK);
        }
    }

    /// Keeps the versions that are due. A writer who leaves pauses, unless nothing is to stay behind.
    pub(super) fn keep_due(self, leaves: bool) {
        if leaves && visit::is_on() {
            return;
        }
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
        self.versions().desk.update_value(|desk| {
            if desk.waiting.len() == MOST_WAITING {
                desk.waiting.remove(0);
            }
            desk.waiting.push((draft, why, now));
        });
        set_timeout(move || self.keep_waiting(), delay);
        self.watch();
    }

    /// Keeps what waits, one after the other: each must know of the one before.
    fn keep_waiting(self) {
        let Versions { desk, failure, count } = self.versions();
        let starts = desk
            .try_update_value(|desk| !desk.waiting.is_empty() && !std::mem::replace(&mut desk.is_busy, true));
        if starts != Some(true) {
            return;
        }
        let next = move || desk.try_update_value(|desk| desk.waiting.first().cloned()).flatten();
        spawn_local(async move {
            while let Some(copied) = next() {
                desk.update_value(|desk| drop(desk.waiting.remove(0)));
                failure.set(keep::keep(self, copied).await.err());
                count.update(|count| *count += 1);
            }
            desk.update_value(|desk| desk.is_busy = false);
        });
    }

    /// Why the last version could not be kept, and how many were in this visit; again whenever that changes.
    pub(super) fn versions_kept(self) -> (Option<StorageError>, u32) {
        let Versions { failure, count, .. } = self.versions();
        (failure.get(), count.get())
    }
}
