//! The second copies: written right after the first, and met at the start.
//!
//! Nothing of it is needed to begin to write; it comes as a part of its own, at once.

use leptos::task::spawn_local;

use super::SessionHandle;
use super::keeping::{gone, id_of, kept, set_aside_here};
use super::saver::Notice;
use super::words;
use crate::draft::{Draft, DraftId};
use crate::platform::database::{self, Exchange, Room};
use crate::platform::storage::{self, StorageError};
use crate::platform::{clock, random};
use crate::session::Command;
use crate::session::store::{self, Job, Keeper, Kept, Mark, Over, Step, Why, gone_key, key, seal, tombstone};

/// So often the second copy of one draft is looked at before the others have their turn.
const ROUNDS: usize = 6;

impl SessionHandle {
    /// Writes the second copies that wait, one after the other.
    pub(super) fn copy_waiting(self) {
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

/// Sets something aside in the database, or where that is not to be had, beside the first copies.
async fn set_aside(id: &DraftId, why: Why, raw: &str) -> Result<(), StorageError> {
    let kept = kept(id, why, raw);
    match database::put(Room::Kept, &kept.place(), &kept.encode()).await {
        Ok(()) => Ok(()),
        Err(_) => set_aside_here(id, why, raw),
    }
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
