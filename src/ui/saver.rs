//! Saves drafts within a second of the last key, and tells truly how that went.

use std::time::Duration;

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::storage::{self, StorageError};
use crate::platform::{clock, page};
use crate::session::store;

/// A change waits at most so long before it is written: well within the promised second.
const DELAY: Duration = Duration::from_millis(600);
/// After a failure it is tried again so much later.
const RETRY: Duration = Duration::from_secs(5);

/// How the saving of a draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Stored as it was when this page was loaded, and not changed since.
    Stored,
    /// A change waits to be written.
    Waiting,
    /// Written and read back at that time of the device, `HH:MM`.
    Saved(String),
    /// Not written. The text is on the page only.
    Failed(StorageError),
}

/// What waits, what failed, and when each draft was last written.
#[derive(Clone, Debug, Default)]
struct Board {
    waiting: Vec<DraftId>,
    failure: Option<StorageError>,
    saved_at: Vec<(DraftId, String)>,
}

/// Writes drafts to the storage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saver {
    board: RwSignal<Board>,
    desk: StoredValue<Desk>,
}

/// What nobody watches.
#[derive(Debug, Default)]
struct Desk {
    /// What this page last read or wrote for each draft: anything else there was written by another tab.
    known: Vec<(DraftId, String)>,
    /// A writing is on its way.
    timer: bool,
}

impl Desk {
    fn forget(&mut self, id: &DraftId) {
        self.known.retain(|(known, _)| known != id);
    }

    fn learn(&mut self, id: &DraftId, stored: String) {
        self.forget(id);
        self.known.push((id.clone(), stored));
    }
}

impl Saver {
    /// Reads all that is stored. Where there is no storage, that is the first failure to be told.
    pub(super) fn load() -> (Vec<(String, String)>, Self) {
        let (entries, failure) = match storage::entries(store::KEY_PREFIX) {
            Ok(entries) => (entries, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let known = entries
            .iter()
            .filter_map(|(key, text)| {
                Some((DraftId::new(key.strip_prefix(store::KEY_PREFIX)?), text.clone()))
            })
            .collect();
        let saver = Self {
            board: RwSignal::new(Board { failure, ..Board::default() }),
            desk: StoredValue::new(Desk { known, timer: false }),
        };
        page::warn_before_leaving(move || {
            saver.board.with_untracked(|board| board.failure.is_some() && !board.waiting.is_empty())
        });
        (entries, saver)
    }

    pub(super) fn state(self, id: &DraftId) -> SaveState {
        self.board.with(|board| {
            if let Some(failure) = board.failure {
                SaveState::Failed(failure)
            } else if board.waiting.contains(id) {
                SaveState::Waiting
            } else {
                let saved = board.saved_at.iter().find(|(saved, _)| saved == id);
                saved.map_or(SaveState::Stored, |(_, time)| SaveState::Saved(time.clone()))
            }
        })
    }

    /// The failure to write, if the last attempt failed.
    pub(super) fn failure(self) -> Option<StorageError> {
        self.board.with(|board| board.failure)
    }

    /// Lets a draft wait for the next writing.
    pub(super) fn schedule(self, id: DraftId, write: impl FnOnce() + 'static) {
        if !self.board.with_untracked(|board| board.waiting.contains(&id)) {
            self.board.update(|board| board.waiting.push(id));
        }
        self.write_in(DELAY, write);
    }

    fn write_in(self, delay: Duration, write: impl FnOnce() + 'static) {
        let running = self.desk.try_update_value(|desk| std::mem::replace(&mut desk.timer, true));
        if running != Some(false) {
            return;
        }
        set_timeout(
            move || {
                self.desk.update_value(|desk| desk.timer = false);
                write();
            },
            delay,
        );
    }

    /// The drafts that wait. They go on waiting until [`Saver::save`] has written them.
    pub(super) fn waiting(self) -> Vec<DraftId> {
        self.board.with_untracked(|board| board.waiting.clone())
    }

    /// What another tab has stored under this draft's id since this page read or wrote it.
    pub(super) fn foreign(self, id: &DraftId) -> Option<String> {
        let stored = storage::read(&store::key(id)).ok()??;
        let known = self
            .desk
            .with_value(|desk| desk.known.iter().any(|(known, text)| known == id && *text == stored));
        (!known).then_some(stored)
    }

    /// Takes what another tab has stored as known, and lets the draft wait no longer.
    pub(super) fn accept(self, id: &DraftId, stored: String) {
        self.desk.update_value(|desk| desk.learn(id, stored));
        self.board.update(|board| board.waiting.retain(|waiting| waiting != id));
    }

    /// Writes a draft. If that fails the draft goes on waiting, and it is tried again.
    pub(super) fn save(self, id: &DraftId, text: String, again: impl FnOnce() + 'static) {
        match storage::write(&store::key(id), &text) {
            Ok(()) => {
                self.desk.update_value(|desk| desk.learn(id, text));
                let now = clock::time_of_day();
                self.board.update(|board| {
                    board.waiting.retain(|waiting| waiting != id);
                    board.failure = None;
                    board.saved_at.retain(|(saved, _)| saved != id);
                    board.saved_at.push((id.clone(), now));
                });
            }
            Err(error) => {
                if self.board.with_untracked(|board| board.failure != Some(error)) {
                    self.board.update(|board| board.failure = Some(error));
                }
                self.write_in(RETRY, again);
            }
        }
    }

    /// Takes a draft out of the storage.
    pub(super) fn remove(self, id: &DraftId) {
        if let Err(error) = storage::remove(&store::key(id)) {
            self.board.update(|board| board.failure = Some(error));
        }
        self.desk.update_value(|desk| desk.forget(id));
        self.board.update(|board| board.waiting.retain(|waiting| waiting != id));
    }
}
