//! Tells truly how the saving of drafts stands, and when it is tried again.
//!
//! What is written where is decided in [`keeping`](super::keeping).

use std::time::Duration;

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::storage::StorageError;
use crate::platform::{clock, page, random};
use crate::session::store::{Keeper, Wait};

/// After a failure it is tried again so many seconds later, each time twice as many, up to the last: who has made room does
/// not wait long to be told that all is saved.
const PAUSES: [u64; 2] = [2, 20];
/// A second copy that takes longer is not waited for in what is said; it may still come.
const PATIENCE: Duration = Duration::from_secs(5);

/// How the saving of a draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Stored as it was when this page was loaded, and not changed since.
    Stored,
    /// A change waits to be written, or is being written.
    Waiting,
    /// Written and read back at that time of the device, `HH:MM`.
    Saved(String),
    /// In no copy. The text is on the page only.
    Failed,
}

/// What fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failing {
    /// One of the two copies; the other is good.
    OneCopy(StorageError),
    /// Both: what is written is on the page only.
    Both(StorageError),
}

/// What the writer is to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// One copy of a draft was damaged; the other goes on.
    Damaged(DraftId),
    /// The browser had lost the first copies of drafts.
    Back,
    /// Something else was written of a draft elsewhere: one of them goes on under the second id.
    Parted(DraftId, DraftId),
    /// Another tab has deleted everything.
    Erased,
    /// What was wished of a draft is not done: another tab is writing it.
    Held(DraftId),
}

/// What waits, what failed, and when each draft was last written.
#[derive(Clone, Debug, Default)]
struct Board {
    /// Changed, and not written yet.
    waiting: Vec<DraftId>,
    /// Written to neither copy, though it was tried.
    nowhere: Vec<DraftId>,
    /// Not written to the first copy, though it was tried.
    missing: Vec<DraftId>,
    /// Written to the first copy, and not yet to the second.
    halfway: Vec<DraftId>,
    /// Why the first copy, and the second, could not be written the last time.
    failures: [Option<StorageError>; 2],
    saved_at: Vec<(DraftId, String)>,
    notices: Vec<Notice>,
}

/// What is known of the two copies of every draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Saver {
    board: RwSignal<Board>,
    desk: StoredValue<Desk>,
}

/// What nobody watches.
#[derive(Debug)]
pub(super) struct Desk {
    /// What this visit may write over.
    pub(super) keeper: Keeper,
    /// The second copies have been read since the page began.
    pub(super) has_met: bool,
    /// Of these drafts another tab has stored something while nobody saw this one.
    pub(super) unseen: Vec<DraftId>,
    /// Somebody is writing second copies.
    pub(super) is_copying: bool,
    /// How many turns that has had.
    turns: u32,
    /// A writing is on its way.
    timer: bool,
    /// How long a change waits for it.
    wait: Wait,
    /// The next pause after a failure, in seconds.
    pause: u64,
    /// Another try is on its way.
    retrying: bool,
}

impl Saver {
    /// Knows nothing yet, but whether there is a storage for first copies at all.
    pub(super) fn new(failure: Option<StorageError>) -> Self {
        let me = random::uuid().get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let saver = Self {
            board: RwSignal::new(Board { failures: [failure, None], ..Board::default() }),
            desk: StoredValue::new(Desk {
                keeper: Keeper::new(me.unwrap_or_default().max(1)),
                has_met: false,
                unseen: Vec::new(),
                is_copying: false,
                turns: 0,
                timer: false,
                wait: Wait::default(),
                pause: PAUSES[0],
                retrying: false,
            }),
        };
        page::warn_before_leaving(move || {
            saver.board.with_untracked(|board| {
                !board.nowhere.is_empty() || board.failures[0].is_some() && !board.waiting.is_empty()
            })
        });
        saver
    }

    /// The number of this visit.
    pub(super) fn me(self) -> u32 {
        self.desk(|desk| desk.keeper.me())
    }

    /// Works with what nobody watches.
    pub(super) fn desk<R: Default>(self, work: impl FnOnce(&mut Desk) -> R) -> R {
        self.desk.try_update_value(work).unwrap_or_default()
    }

    pub(super) fn state(self, id: &DraftId) -> SaveState {
        self.board.with(|board| {
            if board.nowhere.contains(id) && board.failures[1].is_some() {
                SaveState::Failed
            } else if board.waiting.contains(id)
                || board.nowhere.contains(id)
                || board.halfway.contains(id) && board.failures[1].is_none()
            {
                SaveState::Waiting
            } else {
                let saved = board.saved_at.iter().find(|(saved, _)| saved == id);
                saved.map_or(SaveState::Stored, |(_, time)| SaveState::Saved(time.clone()))
            }
        })
    }

    /// What fails now.
    pub(super) fn failing(self) -> Option<Failing> {
        self.board.with(|board| match board.failures {
            [Some(first), Some(_)] => Some(Failing::Both(first)),
            [Some(one), None] | [None, Some(one)] => Some(Failing::OneCopy(one)),
            [None, None] => None,
        })
    }

    /// What the writer is to know.
    pub(super) fn notices(self) -> Vec<Notice> {
        self.board.with(|board| board.notices.clone())
    }

    /// Lets the writer know, once.
    pub(super) fn tell(self, notice: Notice) {
        if !self.board.with_untracked(|board| board.notices.contains(&notice)) {
            self.board.update(|board| board.notices.push(notice));
        }
    }

    /// The writer knows.
    pub(super) fn heed(self, notice: &Notice) {
        self.board.update(|board| board.notices.retain(|other| other != notice));
    }

    /// Whether all that was written is in every copy that can be written.
    pub(super) fn is_idle(self) -> bool {
        self.board.with(|board| {
            let settled = board.halfway.is_empty() || board.failures[1].is_some();
            settled && board.waiting.is_empty() && board.nowhere.is_empty()
        })
    }

    /// Lets a draft wait for the next writing.
    pub(super) fn schedule(self, id: DraftId, write: impl FnOnce() + 'static) {
        if !self.is_waiting(&id) {
            self.board.update(|board| board.waiting.push(id));
        }
        if !self.desk(|desk| std::mem::replace(&mut desk.timer, true)) {
            let write = move || {
                self.desk(|desk| desk.timer = false);
                write();
            };
            set_timeout(write, self.desk(|desk| desk.wait.time()));
        }
    }

    /// Whether a draft has changed and is not written.
    pub(super) fn is_waiting(self, id: &DraftId) -> bool {
        self.board.with_untracked(|board| board.waiting.contains(id))
    }

    /// The drafts that wait. They go on waiting until [`Saver::wrote_first`].
    pub(super) fn waiting(self) -> Vec<DraftId> {
        self.board.with_untracked(|board| board.waiting.clone())
    }

    /// A draft has been written, or could not be.
    pub(super) fn wrote_first(self, id: &DraftId, came: Result<(), StorageError>) {
        self.desk(|desk| desk.wait.begin(clock::fine_milliseconds()));
        self.board.update(|board| {
            board.forget(id);
            board.failures[0] = came.err();
            if came.is_ok() {
                board.halfway.push(id.clone());
            } else {
                board.nowhere.push(id.clone());
                board.missing.push(id.clone());
            }
            board.now(id);
        });
    }

    /// The second copy of a draft has been written, if any is named; or second copies cannot be.
    pub(super) fn wrote_second(self, id: Option<&DraftId>, came: Result<(), StorageError>) {
        self.desk(|desk| match (id, came) {
            (Some(_), Ok(())) => desk.wait.end(clock::fine_milliseconds()),
            (None, Ok(())) => {}
            (_, Err(_)) => desk.wait.fail(),
        });
        let before = self.board.with_untracked(|board| board.failures[1]);
        let stays = |id: &DraftId| {
            !self.board.with_untracked(|board| board.nowhere.contains(id) || board.halfway.contains(id))
        };
        if came.err() == before && id.is_none_or(stays) {
            return;
        }
        self.board.update(|board| {
            board.failures[1] = came.err();
            if let Some(id) = id.filter(|_| came.is_ok()) {
                board.nowhere.retain(|other| other != id);
                board.halfway.retain(|other| other != id);
                board.now(id);
            }
        });
    }

    /// A draft is not to be written any more.
    pub(super) fn forget(self, id: &DraftId) {
        self.board.update(|board| board.forget(id));
    }

    /// A second copy is being written. What is said does not wait for it for ever.
    pub(super) fn begin_turn(self) {
        let turn = self.desk(|desk| {
            desk.turns += 1;
            desk.turns
        });
        let give_up = move || {
            if self.desk(|desk| desk.is_copying && desk.turns == turn) {
                self.wrote_second(None, Err(StorageError::Interrupted));
            }
        };
        set_timeout(give_up, PATIENCE);
    }

    /// Tries again after a pause that grows, unless that is on its way already.
    pub(super) fn retry(self, again: impl FnOnce() + 'static) {
        let pause = self.desk(|desk| {
            // Both copies may have failed in one try.
            if std::mem::replace(&mut desk.retrying, true) {
                return None;
            }
            let next = (desk.pause * 2).min(PAUSES[1]);
            Some(std::mem::replace(&mut desk.pause, next))
        });
        if let Some(pause) = pause {
            let again = move || {
                self.desk(|desk| desk.retrying = false);
                again();
            };
            set_timeout(again, Duration::from_secs(pause));
        }
    }

    /// All is well again: the next pause is a short one.
    pub(super) fn rest(self) {
        if self.board.with_untracked(|board| board.failures == [None, None]) {
            self.desk(|desk| desk.pause = PAUSES[0]);
        }
    }

    /// Knows of no draft any more, and lets none wait: all of it is deleted on this machine.
    pub(super) fn forget_all(self) {
        self.desk(|desk| desk.keeper = Keeper::new(desk.keeper.me()));
        self.board.set(Board::default());
    }

    /// The drafts whose first copy could not be written.
    pub(super) fn missing(self) -> Vec<DraftId> {
        self.board.with_untracked(|board| board.missing.clone())
    }
}

impl Board {
    fn forget(&mut self, id: &DraftId) {
        for list in [&mut self.waiting, &mut self.nowhere, &mut self.missing, &mut self.halfway] {
            list.retain(|other| other != id);
        }
    }

    fn now(&mut self, id: &DraftId) {
        self.saved_at.retain(|(saved, _)| saved != id);
        self.saved_at.push((id.clone(), clock::time_of_day()));
    }
}
