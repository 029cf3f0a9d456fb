//! Keeps every draft in two copies: the first in localStorage, at once; the second in IndexedDB, right after.
//!
//! What may be written over, and what becomes of two copies that differ, is decided by [`Keeper`].

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::saver::Notice;
use super::{SessionHandle, words};
use crate::draft::{Draft, DraftId};
use crate::platform::database::{self, Exchange, Room};
use crate::platform::storage::{self, StorageError};
use crate::platform::{clock, random};
use crate::session::Command;
use crate::session::store::{
    self, Copy, Job, Keeper, Kept, Mark, Over, Step, Verdict, Why, gone_key, key, says_the_same, seal,
    stated, tombstone,
};

/// What a press begins is done by then.
const SOON: Duration = Duration::from_millis(50);

/// So often the second copy of one draft is looked at before the others have their turn.
const ROUNDS: usize = 6;

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
fn gone(id: &DraftId) -> Option<u32> {
    storage::read(&gone_key(id)).ok()??.parse().ok()
}

fn id_of(key: &str) -> Option<DraftId> {
    key.strip_prefix(store::KEY_PREFIX).map(DraftId::new)
}

impl SessionHandle {
    /// Knows the first copies that the page began with, and begins to look at the second ones.
    pub(super) fn begin_keeping(self, entries: &[(String, String)]) {
        for (key, raw) in entries {
            let id = id_of(key).filter(|id| self.peek(|session| session.draft(id).is_some()));
            if let Some(id) = id {
                let (stamp, mark) = stated(raw);
                self.saver().desk(|desk| desk.keeper.go_on_from(&id, stamp, mark));
            }
        }
        self.copy_soon();
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
    fn save(self, id: &DraftId) {
        self.write(id, true);
    }

    /// Writes a draft; what an earlier version of the program stored of it is set aside where that is not done yet.
    fn write(self, id: &DraftId, aside: bool) {
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
            // It lives again, if it was removed.
            let _ = storage::remove(&gone_key(id));
        }
        let mark = Mark::of(&text);
        self.saver().desk(|desk| desk.keeper.wrote(id, stamp, text));
        self.saver().wrote_first(id, came);
        if came.is_ok() {
            self.announce(id, mark);
        } else {
            self.saver().retry(move || self.try_again());
        }
        self.copy_soon();
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

    fn try_again(self) {
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
            return theirs.into_iter().for_each(|draft| self.dispatch(Command::Receive { draft }));
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

    fn receive(self, draft: Box<Draft>) {
        let id = draft.id.clone();
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
        self.announce_removal(id);
        self.copy_soon();
    }

    /// Writes the second copies that wait, one after the other.
    pub(super) fn copy_soon(self) {
        if !self.saver().desk(|desk| std::mem::replace(&mut desk.is_copying, true)) {
            spawn_local(async move {
                if self.copy_all().await.is_err() {
                    self.saver().retry(move || self.try_again());
                }
                self.saver().desk(|desk| desk.is_copying = false);
                self.saver().rest();
            });
        }
    }

    async fn copy_all(self) -> Result<(), StorageError> {
        let came = self.try_copy_all().await;
        if let Err(error) = came {
            self.saver().wrote_second(None, Err(error));
        }
        came
    }

    async fn try_copy_all(self) -> Result<(), StorageError> {
        if !self.saver().desk(|desk| desk.has_met) {
            self.saver().begin_turn();
            self.meet_second_copies().await?;
            self.saver().desk(|desk| desk.has_met = true);
            self.saver().wrote_second(None, Ok(()));
        }
        while let Some(id) = self.saver().desk(|desk| desk.keeper.waiting().next().cloned()) {
            self.saver().begin_turn();
            self.copy(&id).await?;
            self.saver().wrote_second(Some(&id), Ok(()));
        }
        Ok(())
    }

    /// Reads all second copies, and settles what differs.
    async fn meet_second_copies(self) -> Result<(), StorageError> {
        let second = database::entries(Room::Drafts, store::KEY_PREFIX).await?;
        let mut ids: Vec<DraftId> = second.iter().filter_map(|(key, _)| id_of(key)).collect();
        for prefix in [store::KEY_PREFIX, store::GONE_PREFIX] {
            for key in storage::keys(prefix).unwrap_or_default() {
                let id = DraftId::new(key.strip_prefix(prefix).unwrap_or_default());
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        for id in ids {
            let key = key(&id);
            let there = second.iter().find(|(other, _)| *other == key).map(|(_, text)| text.clone());
            self.settle(&id, there).await?;
            if !self.saver().desk(|desk| desk.keeper.is_waiting(&id)) {
                self.saver().wrote_second(Some(&id), Ok(()));
            }
        }
        clear_out_kept().await
    }

    /// Brings the second copy of a draft to what it is to hold.
    async fn copy(self, id: &DraftId) -> Result<(), StorageError> {
        for _ in 0..ROUNDS {
            let Some(Job { wanted, over }) = self.saver().desk(|desk| desk.keeper.job(id)) else { break };
            let there = match (over, wanted) {
                (Over::Text(_), Some(wanted)) => {
                    let may_go = |there: Option<&str>| over.may_go(there);
                    match database::exchange(Room::Drafts, &key(id), wanted.as_deref(), &may_go).await? {
                        Exchange::Done => {
                            self.saver().desk(|desk| desk.keeper.second_is(id, wanted.as_deref()));
                            if wanted.is_none() {
                                // Where the word stays, it is found true and taken out at the next start.
                                let _ = storage::remove(&gone_key(id));
                            }
                            continue;
                        }
                        Exchange::Found(there) => there,
                    }
                }
                _ => database::get(Room::Drafts, &key(id)).await?,
            };
            self.settle(id, there).await?;
        }
        // Whatever is written there, something else stands there.
        let is_waiting = self.saver().desk(|desk| desk.keeper.is_waiting(id));
        if is_waiting { Err(StorageError::Unfaithful) } else { Ok(()) }
    }

    /// Judges the two copies of a draft, of which this was read as the second.
    async fn settle(self, id: &DraftId, there: Option<String>) -> Result<(), StorageError> {
        self.meet(id);
        if self.saver().is_waiting(id) {
            self.save(id);
        }
        let keeper = |work: &mut dyn FnMut(&mut Keeper)| self.saver().desk(|desk| work(&mut desk.keeper));
        let before = self.saver().desk(|desk| desk.keeper.reached(id));
        let wanted = self.saver().desk(|desk| desk.keeper.job(id)).and_then(|job| job.wanted);
        let gone = if wanted == Some(None) { Some(before) } else { gone(id) };
        let first = wanted.flatten().or_else(|| storage::read(&key(id)).ok().flatten());
        if first.is_some() && first == there && gone.is_none() && before > 0 {
            keeper(&mut |keeper| keeper.second_is(id, there.as_deref()));
            return Ok(());
        }
        if first.is_none() && there.is_none() && self.open_draft().as_ref() != Some(id) {
            self.dispatch(Command::Lose { draft: id.clone() });
        }
        for step in self.saver().desk(|desk| desk.keeper.judge(id, first.as_deref(), there.as_deref(), gone))
        {
            match step {
                Step::SetAside(why, raw) => {
                    set_aside(id, why, &raw).await?;
                    keeper(&mut |keeper| keeper.learn(id, Mark::of(&raw)));
                    if self.has_moved(id, before) {
                        return Ok(());
                    }
                }
                Step::Part(draft) => {
                    self.part_second(id, *draft).await?;
                    if self.has_moved(id, before) {
                        return Ok(());
                    }
                }
                Step::TellDamaged => self.saver().tell(Notice::Damaged(id.clone())),
                Step::Take(draft, stamp, mark) => {
                    keeper(&mut |keeper| keeper.go_on_from(id, stamp, mark));
                    self.receive(draft);
                }
                Step::WriteFirst(text) => {
                    let came = storage::write(&key(id), &text);
                    // Not of what another tab has just begun.
                    if first.is_none() && came.is_ok() && !self.saver().desk(|desk| desk.has_met) {
                        self.saver().tell(Notice::Back);
                    }
                    self.saver().wrote_first(id, came);
                }
                Step::RemoveFirst => {
                    if storage::remove(&key(id)).is_err() {
                        let word = tombstone(before);
                        keeper(&mut |keeper| keeper.second_read(id, there.as_deref(), Some(word.clone())));
                        return Ok(());
                    }
                    self.dispatch(Command::Lose { draft: id.clone() });
                }
                Step::Second { there, wanted } => {
                    keeper(&mut |keeper| keeper.second_read(id, there.as_deref(), wanted.clone()));
                }
                Step::Save => self.write(id, false),
                Step::Shut => keeper(&mut |keeper| keeper.shut(id)),
                Step::Show(entry) => self.dispatch(Command::ListUnreadable(Box::new(entry))),
            }
        }
        Ok(())
    }

    /// Whether somebody has written on, while something was set aside: then all is looked at anew.
    fn has_moved(self, id: &DraftId, before: u32) -> bool {
        let is_waiting = self.saver().is_waiting(id);
        self.saver().desk(|desk| {
            let has_moved = is_waiting || desk.keeper.reached(id) > before;
            if has_moved {
                desk.keeper.look(id);
            }
            has_moved
        })
    }

    /// Lets a second copy go on as a draft of its own, stored before anything is written over it.
    async fn part_second(self, id: &DraftId, theirs: Draft) -> Result<(), StorageError> {
        let name = self.peek(|session| words::parted_name(session, &theirs));
        let copy = Draft { id: DraftId::new(random::uuid()), name, revision: 0, ..theirs };
        let stamp = self.saver().desk(|desk| desk.keeper.next(&copy.id));
        let text = seal(&copy, &stamp);
        if storage::write(&key(&copy.id), &text).is_err() {
            database::put(Room::Drafts, &key(&copy.id), &text).await?;
        }
        self.saver().desk(|desk| desk.keeper.wrote(&copy.id, stamp, text));
        self.saver().tell(Notice::Parted(id.clone(), copy.id.clone()));
        self.receive(Box::new(copy));
        Ok(())
    }
}

/// Today on the device, `yyyy-mm-dd`.
fn today() -> String {
    clock::now().chars().take(10).collect()
}

fn kept(id: &DraftId, why: Why, raw: &str) -> Kept {
    Kept { key: key(id), why, on: today(), raw: raw.to_owned() }
}

/// Sets something aside in the database, or where that is not to be had, beside the first copies.
async fn set_aside(id: &DraftId, why: Why, raw: &str) -> Result<(), StorageError> {
    let kept = kept(id, why, raw);
    match database::put(Room::Kept, &kept.place(), &kept.encode()).await {
        Ok(()) => Ok(()),
        Err(_) => set_aside_here(id, why, raw),
    }
}

fn set_aside_here(id: &DraftId, why: Why, raw: &str) -> Result<(), StorageError> {
    let kept = kept(id, why, raw);
    storage::write(&format!("{}{}", store::KEPT_PREFIX, kept.place()), &kept.encode())
}

/// Lets go of what was set aside long enough ago, and makes room beside the first copies.
async fn clear_out_kept() -> Result<(), StorageError> {
    let today = clock::now();
    for (place, text) in database::entries(Room::Kept, "").await? {
        if Kept::decode(&text).is_some_and(|kept| kept.is_over(&today)) {
            database::remove(Room::Kept, &place).await?;
        }
    }
    for (key, text) in storage::entries(store::KEPT_PREFIX).unwrap_or_default() {
        let place = key.strip_prefix(store::KEPT_PREFIX).unwrap_or_default();
        database::put(Room::Kept, place, &text).await?;
        // What stays is moved once more the next time.
        let _ = storage::remove(&key);
    }
    Ok(())
}
