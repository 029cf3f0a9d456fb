//! Saves drafts within a second of the last key, and tells truly how that went.

use std::collections::HashMap;
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
    saved_at: HashMap<DraftId, String>,
}

/// Writes drafts to the storage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saver {
    board: RwSignal<Board>,
    /// What this page last read or wrote for each draft: anything else there was written by another tab.
    known: StoredValue<HashMap<DraftId, String>>,
    timer: StoredValue<bool>,
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
            known: StoredValue::new(known),
            timer: StoredValue::new(false),
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
                board.saved_at.get(id).cloned().map_or(SaveState::Stored, SaveState::Saved)
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
        if self.timer.get_value() {
            return;
        }
        self.timer.set_value(true);
        set_timeout(
            move || {
                self.timer.set_value(false);
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
        let known = self.known.with_value(|known| known.get(id).is_some_and(|known| *known == stored));
        (!known).then_some(stored)
    }

    /// Takes what another tab has stored as known, and lets the draft wait no longer.
    pub(super) fn accept(self, id: &DraftId, stored: String) {
        self.known.update_value(|known| {
            known.insert(id.clone(), stored);
        });
        self.board.update(|board| board.waiting.retain(|waiting| waiting != id));
    }

    /// Writes a draft. If that fails the draft goes on waiting, and it is tried again.
    pub(super) fn save(self, id: &DraftId, text: String, again: impl FnOnce() + 'static) {
        match storage::write(&store::key(id), &text) {
            Ok(()) => {
                self.known.update_value(|known| {
                    known.insert(id.clone(), text);
                });
                let now = clock::time_of_day();
                self.board.update(|board| {
                    board.waiting.retain(|waiting| waiting != id);
                    board.failure = None;
                    board.saved_at.insert(id.clone(), now);
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
        self.known.update_value(|known| {
            known.remove(id);
        });
        self.board.update(|board| board.waiting.retain(|waiting| waiting != id));
    }
}
