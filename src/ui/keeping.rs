//! Keeps every draft in two copies: the first in localStorage, at once; the second in IndexedDB, right after
//! ([`copying`](super::copying)).
//!
//! What may be written over, and what becomes of two copies that differ, is decided by
//! [`Keeper`](crate::session::store::Keeper).

use std::time::Duration;

use leptos::prelude::*;

use super::saver::Notice;
use super::{SessionHandle, parts, words};
use crate::draft::{Draft, DraftId};
use crate::platform::storage::{self, StorageError};
use crate::platform::{clock, page, random};
use crate::session::Command;
use crate::session::store::{
    self, Copy, Kept, Mark, Verdict, Why, gone_key, key, says_the_same, seal, stated, tombstone,
};
use crate::session::tabs::Event;

/// What a press begins is done by then.
const SOON: Duration = Duration::from_millis(50);

/// What this page's localStorage holds at the start.
pub(super) struct Found {
    /// Key and text of every draft.
    pub(super) entries: Vec<(String, String)>,
    /// Why there is none.
    pub(super) failure: Option<StorageError>,
}

/// Reads all first copies, without those of drafts that were removed.
pub(super) fn first_copies() -> Found {
    match storage::entries(store::KEY_PREFIX) {
        Ok(mut entries) => {
            entries.retain(|(key, raw)| {
                let id = DraftId::new(key.strip_prefix(store::KEY_PREFIX).unwrap_or_default());
                gone(&id).is_none_or(|up_to| Mark::of(raw).sequence > up_to)
            });
            Found { entries, failure: None }
        }
        Err(failure) => Found { entries: Vec::new(), failure: Some(failure) },
    }
}

/// Up to which number a draft was removed.
pub(super) fn gone(id: &DraftId) -> Option<u32> {
    storage::read(&gone_key(id)).ok()??.parse().ok()
}

pub(super) fn id_of(key: &str) -> Option<DraftId> {
    key.strip_prefix(store::KEY_PREFIX).map(DraftId::new)
}

impl SessionHandle {
    /// Knows the first copies that the page began with.
    pub(super) fn begin_keeping(self, entries: &[(String, String)]) {
        for (key, raw) in entries {
            let id = id_of(key).filter(|id| self.peek(|session| session.draft(id).is_some()));
            if let Some(id) = id {
                let (stamp, mark) = stated(raw);
                self.saver().desk(|desk| desk.keeper.go_on_from(&id, stamp, mark));
            }
        }
    }

    /// Saves whatever is waiting to be saved, when what happens now has happened.
    pub(super) fn save_soon(self) {
        if !self.saver().waiting().is_empty() {
            set_timeout(move || self.save_now(), SOON);
        }
    }

    /// Saves whatever is waiting to be saved.
    pub fn save_now(self) {
        for id in self.saver().waiting() {
            self.save(&id);
        }
    }

    /// Writes a draft to the first copy, and sees to the second.
    ///
    /// Where another tab has stored something else meanwhile, both are kept: what was written here goes on as a draft of
    /// its own.
    pub(super) fn save(self, id: &DraftId) {
        self.write(id, true);
    }

    /// Writes a draft; what an earlier version of the program stored of it is set aside where that is not done yet.
    pub(super) fn write(self, id: &DraftId, aside: bool) {
        let key = key(id);
        let found = storage::read(&key).ok().flatten();
        if let Some(found) = found.as_deref() {
            if self.saver().desk(|desk| desk.keeper.is_foreign(id, Some(found)))
                && !self.is_outdone(id, found)
            {
                return self.part(id, found);
            }
            if aside && Mark::of(found).sequence == 0 {
                // As an earlier version of the program stored it. Where there is no room for it, the text matters more.
                let _ = set_aside_here(id, Why::Migrated, found);
            }
        }
        let stamp = self.saver().desk(|desk| desk.keeper.next(id));
        let Some(text) = self.peek(|session| session.draft(id).map(|draft| seal(draft, &stamp))) else {
            return self.saver().forget(id);
        };
        let came = storage::write(&key, &text);
        if came.is_ok() {
            self.revive(id);
        }
        let mark = Mark::of(&text);
        self.saver().desk(|desk| desk.keeper.wrote(id, stamp, text));
        self.saver().wrote_first(id, came);
        if came.is_ok() {
            parts::tell_tabs(self, Event::Wrote(id.clone(), mark));
        } else {
            self.saver().retry(move || self.try_again());
        }
        self.copy_soon();
    }

    /// Takes back the word that a draft was removed, if there is one: it lives again. Looked for first, because a browser
    /// is slow to take out what is not there.
    fn revive(self, id: &DraftId) {
        let key = gone_key(id);
        if storage::read(&key).is_ok_and(|word| word.is_some()) {
            // Where the word stays, the text's higher number outdoes it.
            let _ = storage::remove(&key);
        }
    }

    /// Whether what is here goes on from a text that was never read here, as where only the second copy could be for a
    /// while. If that is not known for certain, the text is set aside first.
    fn is_outdone(self, id: &DraftId, found: &str) -> bool {
        let here = self.peek(|session| session.draft(id).cloned());
        let verdict = here.map(|here| self.saver().desk(|desk| Some(desk.keeper.meet(&here, found))));
        let Some(Some(Verdict::First { aside })) = verdict else { return false };
        let may_go = !aside || set_aside_here(id, Why::Outdone, found).is_ok();
        if may_go {
            self.saver().desk(|desk| desk.keeper.learn(id, Mark::of(found)));
        }
        may_go
    }

    pub(super) fn try_again(self) {
        self.save_now();
        for id in self.saver().missing() {
            self.save(&id);
        }
        self.copy_soon();
    }

    /// Another tab has stored something under a draft's id that was changed here as well: theirs keeps the id.
    fn part(self, id: &DraftId, found: &str) {
        let theirs = match Copy::of(&key(id), Some(found)) {
            Copy::Good(draft, stamp, mark) => {
                self.saver().desk(|desk| desk.keeper.go_on_from(id, stamp, mark));
                Some(draft)
            }
            Copy::Nothing | Copy::Gone(_) | Copy::Bad(_) => None,
        };
        let is_changed = self.peek(|session| {
            session
                .draft(id)
                .is_some_and(|ours| theirs.as_deref().is_none_or(|theirs| !says_the_same(ours, theirs)))
        });
        self.saver().desk(|desk| {
            desk.keeper.learn(id, Mark::of(found));
            desk.keeper.leave(id);
        });
        self.saver().forget(id);
        if !is_changed {
            return theirs.into_iter().for_each(|draft| self.receive(draft));
        }
        let copy = DraftId::new(random::uuid());
        let name = self.parted_name(id);
        self.dispatch(Command::Part { draft: id.clone(), theirs, copy: copy.clone(), name });
        self.save(&copy);
        if self.saver().missing().contains(&copy) {
            // What was written here is perhaps in the second copy alone: it is not written over before that is known.
            self.saver().desk(|desk| desk.keeper.look(id));
        }
        self.saver().tell(Notice::Parted(id.clone(), copy.clone()));
        self.go_on_in(id, copy);
    }

    fn parted_name(self, id: &DraftId) -> String {
        let name = self.peek(|session| session.draft(id).map(|draft| words::parted_name(session, draft)));
        name.unwrap_or_default()
    }

    /// Looks whether another tab has stored something else as the first copy, and goes on from it.
    pub(super) fn meet(self, id: &DraftId) {
        let found = storage::read(&key(id)).ok().flatten();
        let Some(found) =
            found.filter(|found| self.saver().desk(|desk| desk.keeper.is_foreign(id, Some(found))))
        else {
            return;
        };
        if self.saver().is_waiting(id) {
            return self.save(id);
        }
        let Copy::Good(draft, stamp, mark) = Copy::of(&key(id), Some(&found)) else {
            // Only the second copy can help.
            return;
        };
        let here = self.peek(|session| session.draft(id).cloned());
        let verdict = here.and_then(|here| self.saver().desk(|desk| Some(desk.keeper.meet(&here, &found))));
        match verdict {
            None | Some(Verdict::Agree | Verdict::Second { aside: false }) => {
                self.saver().desk(|desk| desk.keeper.go_on_from(id, stamp, mark));
                self.receive(draft);
            }
            // What is here goes on from what is there.
            Some(Verdict::First { aside: false }) => {
                self.saver().desk(|desk| desk.keeper.learn(id, mark));
                self.save(id);
            }
            Some(_) => self.part(id, &found),
        }
    }

    /// Goes on from a draft that contains what was written here. The field that one is in shows it too: a key takes all
    /// that stands in the field.
    pub(super) fn receive(self, draft: Box<Draft>) {
        let id = draft.id.clone();
        page::rewrite_now();
        self.dispatch(Command::Receive { draft });
        self.need_draft(&id);
    }

    /// Takes a draft out of both copies.
    pub(super) fn remove(self, id: &DraftId) {
        let up_to = self.saver().desk(|desk| desk.keeper.reached(id));
        let key = key(id);
        let removed = storage::remove(&key).is_ok();
        // After it, so that there is room for the word even where all is full.
        let _ = storage::write(&gone_key(id), &up_to.to_string());
        let tombstone = (!removed).then(|| tombstone(up_to));
        self.saver().desk(|desk| desk.keeper.removed(id, tombstone));
        self.saver().forget(id);
        parts::tell_tabs(self, Event::Removed(id.clone()));
        self.copy_soon();
    }

    /// Writes the second copies that wait, now or when the part has come that can.
    pub(super) fn copy_soon(self) {
        parts::copy(self);
    }
}

/// Today on the device, `yyyy-mm-dd`.
fn today() -> String {
    clock::now().chars().take(10).collect()
}

pub(super) fn kept(id: &DraftId, why: Why, raw: &str) -> Kept {
    Kept { key: key(id), why, on: today(), raw: raw.to_owned() }
}

pub(super) fn set_aside_here(id: &DraftId, why: Why, raw: &str) -> Result<(), StorageError> {
    let kept = kept(id, why, raw);
    storage::write(&format!("{}{}", store::KEPT_PREFIX, kept.place()), &kept.encode())
}
