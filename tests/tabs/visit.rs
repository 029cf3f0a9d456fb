//! One tab, as the page does it, over storages that a test can let fail.

use std::collections::{BTreeMap, BTreeSet};

use tham_luan::draft::{Answer, Draft, DraftId};
use tham_luan::session::store::{
    Copy, KEY_PREFIX, Keeper, Kept, Mark, Over, Step, Verdict, Why, gone_key, key, says_the_same, seal,
    tombstone,
};
use tham_luan::session::tabs::{Act, Event, Role, Tabs};

use crate::machine::{Shared, field, text, words};

/// A question to the database that is on its way.
struct Flight {
    id: DraftId,
    wanted: Option<Option<String>>,
    over: Over,
    /// What came back: that it was done, or what was found.
    answer: Option<Result<Option<Option<String>>, ()>>,
}

/// One tab.
pub(crate) struct Visit {
    tab: usize,
    keeper: Keeper,
    tabs: Tabs,
    pub(crate) drafts: BTreeMap<DraftId, Draft>,
    removed: Option<Draft>,
    waiting: BTreeSet<DraftId>,
    missing: BTreeSet<DraftId>,
    open: Option<DraftId>,
    rings: Vec<DraftId>,
    looks: Vec<(DraftId, Option<Mark>, bool, u32)>,
    flight: Option<Flight>,
}

impl Visit {
    pub(crate) fn new(tab: usize, me: u32) -> Self {
        Self {
            tab,
            keeper: Keeper::new(me),
            tabs: Tabs::new(me),
            drafts: BTreeMap::new(),
            removed: None,
            waiting: BTreeSet::new(),
            missing: BTreeSet::new(),
            open: None,
            rings: Vec::new(),
            looks: Vec::new(),
            flight: None,
        }
    }

    pub(crate) fn is_at_rest(&self) -> bool {
        self.waiting.is_empty()
            && self.missing.is_empty()
            && self.flight.is_none()
            && self.keeper.waiting().next().is_none()
    }

    pub(crate) fn begin(&mut self, draft: Draft, shared: &mut Shared) {
        let id = draft.id.clone();
        self.drafts.insert(id.clone(), draft);
        self.waiting.insert(id);
        self.save_all(shared);
    }

    pub(crate) fn load(&mut self, shared: &mut Shared) {
        for (place, raw) in shared.views[self.tab].clone() {
            let Some(id) = place.strip_prefix(KEY_PREFIX).map(DraftId::new) else { continue };
            self.keeper.look(&id);
            let gone = self.gone(&id, shared);
            if let Copy::Good(draft, stamp, mark) = Copy::of(&place, Some(&raw))
                && gone.is_none_or(|up_to| stamp.sequence > up_to)
            {
                self.keeper.go_on_from(&id, stamp, mark);
                self.drafts.insert(id, *draft);
            }
        }
        for place in shared.database.keys() {
            self.keeper.look(&DraftId::new(place.strip_prefix(KEY_PREFIX).unwrap_or_default()));
        }
        let acts = self.tabs.happened(Event::Began);
        self.act(acts, shared);
    }

    fn gone(&self, id: &DraftId, shared: &Shared) -> Option<u32> {
        shared.read(self.tab, &gone_key(id))?.parse().ok()
    }

    fn act(&mut self, acts: Vec<Act>, shared: &mut Shared) {
        for act in acts {
            match act {
                Act::Send(message) => shared.inbox[1 - self.tab].push_back(message),
                Act::Yield(id) => {
                    self.save_all(shared);
                    let acts = self.tabs.yields(&id, self.keeper.held(&id).1);
                    self.act(acts, shared);
                }
                Act::Refresh(id, mark) => self.looks.push((id, mark, false, 0)),
                Act::Enter(id, mark) => self.looks.push((id, mark, true, 0)),
                Act::Ring(id) => self.rings.push(id),
                // Nothing is deleted on this machine here.
                Act::LetGo => unreachable!("nobody tells of a deletion"),
                Act::Changed(id) => shared.note(format!("{} {id}: {:?}", self.tab, self.tabs.role(&id))),
            }
        }
    }

    fn show(&mut self, id: Option<DraftId>, shared: &mut Shared) {
        let acts = self.tabs.happened(Event::Opened(id.clone()));
        self.open = id;
        self.act(acts, shared);
    }

    /// Somebody opens a draft, or goes home.
    pub(crate) fn wander(&mut self, shared: &mut Shared) {
        self.save_all(shared);
        let ids: Vec<DraftId> = self.drafts.keys().cloned().collect();
        let at = shared.random.below(ids.len() + 1);
        self.show(ids.get(at).cloned(), shared);
    }

    pub(crate) fn type_word(&mut self, word: &str, shared: &mut Shared) {
        let Some(id) = self.open.clone() else { return };
        let Some(draft) = self.drafts.get_mut(&id).filter(|_| self.tabs.may_write(&id)) else { return };
        let typed = format!("{} {word}", text(draft));
        draft.answers.set(field(), Answer::Text(typed));
        shared.note(format!("{} {id}: types {word}", self.tab));
        self.waiting.insert(id.clone());
        let acts = self.tabs.happened(Event::Typed(id.clone()));
        self.act(acts, shared);
    }

    pub(crate) fn take_over(&mut self, shared: &mut Shared) {
        let Some(id) = self.open.clone() else { return };
        if matches!(self.tabs.role(&id), Some(Role::Reading { .. })) {
            shared.takeovers += 1;
            let acts = self.tabs.happened(Event::TakenOver(id.clone()));
            self.act(acts, shared);
        }
    }

    pub(crate) fn delete_or_restore(&mut self, shared: &mut Shared) {
        if self.open.is_some() || !shared.random.one_in(3) {
            return;
        }
        if let Some(draft) = self.removed.take() {
            if !self.drafts.contains_key(&draft.id) {
                self.begin(draft, shared);
            }
            return;
        }
        let ids: Vec<DraftId> = self.drafts.keys().cloned().collect();
        if ids.len() < 3 {
            return;
        }
        let id = ids[shared.random.below(ids.len())].clone();
        if !self.tabs.may_write(&id) {
            let acts = self.tabs.happened(Event::Doubted(id.clone()));
            return self.act(acts, shared);
        }
        self.save_all(shared);
        let Some(draft) = self.drafts.remove(&id) else { return };
        shared.note(format!("{} {id}: deletes{}", self.tab, text(&draft)));
        for word in words(text(&draft)) {
            shared.promised.remove(&word);
        }
        let up_to = self.keeper.reached(&id);
        let removed = shared.write(self.tab, &key(&id), None);
        shared.write(self.tab, &gone_key(&id), Some(&up_to.to_string()));
        self.keeper.removed(&id, (!removed).then(|| tombstone(up_to)));
        self.waiting.remove(&id);
        self.missing.remove(&id);
        self.removed = Some(draft);
        let acts = self.tabs.happened(Event::Removed(id.clone()));
        self.act(acts, shared);
    }

    pub(crate) fn save_all(&mut self, shared: &mut Shared) {
        for id in self.waiting.clone() {
            self.save(&id, shared);
        }
        for id in self.missing.clone() {
            self.save(&id, shared);
        }
    }

    fn save(&mut self, id: &DraftId, shared: &mut Shared) {
        let found = shared.read(self.tab, &key(id));
        if let Some(found) = found.as_deref().filter(|found| self.keeper.is_foreign(id, Some(found))) {
            return self.part(id, found, shared);
        }
        self.waiting.remove(id);
        self.missing.remove(id);
        let Some(draft) = self.drafts.get(id) else { return };
        let stamp = self.keeper.next(id);
        let sealed = seal(draft, &stamp);
        let written = shared.write(self.tab, &key(id), Some(&sealed));
        let mark = Mark::of(&sealed);
        shared.note(format!("{} {id}: saves {} by {} ({written})", self.tab, stamp.sequence, stamp.by));
        self.keeper.wrote(id, stamp, sealed);
        if written {
            if shared.refuses_database {
                shared.promise(draft);
            }
            shared.write(self.tab, &gone_key(id), None);
            let acts = self.tabs.happened(Event::Wrote(id.clone(), mark));
            self.act(acts, shared);
        } else {
            self.missing.insert(id.clone());
        }
    }

    fn part(&mut self, id: &DraftId, found: &str, shared: &mut Shared) {
        let Copy::Good(theirs, stamp, mark) = Copy::of(&key(id), Some(found)) else {
            panic!("nothing is damaged here")
        };
        self.keeper.go_on_from(id, stamp, mark);
        self.keeper.leave(id);
        self.waiting.remove(id);
        self.missing.remove(id);
        let ours = self.drafts.insert(id.clone(), *theirs.clone());
        let Some(ours) = ours.filter(|ours| !says_the_same(ours, &theirs)) else { return };
        let copy = Draft { id: shared.new_id(), ..ours };
        let new = copy.id.clone();
        shared.note(format!("{} {id}: ours goes on as {new}", self.tab));
        shared.parted += 1;
        self.begin(copy, shared);
        if self.missing.contains(&new) {
            self.keeper.look(id);
        }
        if self.open.as_ref() == Some(id) {
            self.show(Some(new), shared);
        }
    }

    /// As `SessionHandle::meet`.
    fn meet(&mut self, id: &DraftId, shared: &mut Shared) {
        let Some(found) =
            shared.read(self.tab, &key(id)).filter(|found| self.keeper.is_foreign(id, Some(found)))
        else {
            return;
        };
        if self.waiting.contains(id) {
            return self.save(id, shared);
        }
        let Copy::Good(draft, stamp, mark) = Copy::of(&key(id), Some(&found)) else { return };
        let verdict = self.drafts.get(id).map(|here| self.keeper.meet(here, &found));
        shared.note(format!("{} {id}: meets {} by {}: {verdict:?}", self.tab, stamp.sequence, stamp.by));
        match verdict {
            None | Some(Verdict::Agree | Verdict::Second { aside: false }) => {
                self.keeper.go_on_from(id, stamp, mark);
                self.drafts.insert(id.clone(), *draft);
            }
            Some(Verdict::First { aside: false }) => {
                self.keeper.learn(id, mark);
                self.save(id, shared);
            }
            Some(_) => self.part(id, &found, shared),
        }
    }

    /// The browser says that another tab has stored something.
    pub(crate) fn noticed(&mut self, place: &str, shared: &mut Shared) {
        if let Some(id) = place.strip_prefix(KEY_PREFIX) {
            self.meet(&DraftId::new(id), shared);
        }
    }

    pub(crate) fn hear(&mut self, shared: &mut Shared) {
        if let Some(message) = shared.inbox[self.tab].pop_front() {
            let acts = self.tabs.heard(message);
            self.act(acts, shared);
        }
    }

    pub(crate) fn ring(&mut self, shared: &mut Shared) {
        if let Some(id) = self.rings.pop() {
            let acts = self.tabs.rang(&id);
            self.act(acts, shared);
        }
    }

    pub(crate) fn look(&mut self, shared: &mut Shared) {
        let Some((id, mark, enter, times)) = self.looks.pop() else { return };
        self.meet(&id, shared);
        if !mark.is_some_and(|mark| self.keeper.has_read(&id, mark)) {
            self.keeper.look(&id);
            if mark.is_some() && times < 5 {
                return self.looks.insert(0, (id, mark, enter, times + 1));
            }
        }
        if enter {
            let acts = self.tabs.refreshed(&id);
            self.act(acts, shared);
        }
    }

    /// The next step of writing second copies: a question, its coming true, or its answer.
    pub(crate) fn go_on_copying(&mut self, shared: &mut Shared) {
        match self.flight.take() {
            None => {
                let id = self.keeper.waiting().next().cloned();
                let job = id.and_then(|id| Some((self.keeper.job(&id)?, id)));
                self.flight =
                    job.map(|(job, id)| Flight { id, wanted: job.wanted, over: job.over, answer: None });
            }
            Some(mut flight @ Flight { answer: None, .. }) => {
                let place = key(&flight.id);
                let there = shared.database.get(&place).cloned();
                flight.answer = Some(match &flight.wanted {
                    _ if shared.refuses_database => Err(()),
                    Some(wanted) if flight.over.may_go(there.as_deref()) => {
                        match wanted {
                            Some(wanted) => drop(shared.database.insert(place.clone(), wanted.clone())),
                            None => drop(shared.database.remove(&place)),
                        }
                        if let Copy::Good(draft, ..) = Copy::of(&place, wanted.as_deref()) {
                            shared.promise(&draft);
                        }
                        Ok(None)
                    }
                    _ => Ok(Some(there)),
                });
                self.flight = Some(flight);
            }
            Some(Flight { id, wanted, answer: Some(answer), .. }) => match answer {
                // It is tried again.
                Err(()) => {}
                Ok(None) => {
                    let wanted = wanted.flatten();
                    let mark = wanted.as_deref().map(Mark::of);
                    shared.note(format!(
                        "{} {id}: second copy is {:?}",
                        self.tab,
                        mark.map(|mark| mark.sequence)
                    ));
                    self.keeper.second_is(&id, wanted.as_deref());
                    if wanted.is_none() {
                        shared.write(self.tab, &gone_key(&id), None);
                    }
                }
                Ok(Some(there)) => self.settle(&id, there, shared),
            },
        }
    }

    /// As `SessionHandle::settle`.
    fn settle(&mut self, id: &DraftId, there: Option<String>, shared: &mut Shared) {
        self.meet(id, shared);
        if self.waiting.contains(id) {
            self.save(id, shared);
        }
        let before = self.keeper.reached(id);
        let wanted = self.keeper.job(id).and_then(|job| job.wanted);
        let gone = if wanted == Some(None) { Some(before) } else { self.gone(id, shared) };
        let first = wanted.flatten().or_else(|| shared.read(self.tab, &key(id)));
        if first.is_none() && there.is_none() && self.open.as_ref() != Some(id) {
            self.drafts.remove(id);
        }
        let steps = self.keeper.judge(id, first.as_deref(), there.as_deref(), gone);
        let sequence = |text: &Option<String>| text.as_deref().map(|text| Mark::of(text).sequence);
        let (one, other) = (sequence(&first), sequence(&there));
        shared.note(format!("{} {id}: settles {one:?} and {other:?}, gone {gone:?}", self.tab));
        for step in steps {
            match step {
                Step::SetAside(why, raw) => self.set_aside(id, why, &raw, shared),
                Step::Part(draft) => {
                    shared.parted += 1;
                    let copy = Draft { id: shared.new_id(), ..*draft };
                    let stamp = self.keeper.next(&copy.id);
                    let sealed = seal(&copy, &stamp);
                    let place = key(&copy.id);
                    shared.note(format!("{} {id}: theirs goes on as {}", self.tab, copy.id));
                    if !shared.write(self.tab, &place, Some(&sealed)) {
                        if shared.refuses_database {
                            return;
                        }
                        shared.database.insert(place, sealed.clone());
                    }
                    self.keeper.wrote(&copy.id, stamp, sealed);
                    self.drafts.insert(copy.id.clone(), copy);
                }
                Step::Take(draft, stamp, mark) => {
                    shared.note(format!("{} {id}: takes {} by {}", self.tab, stamp.sequence, stamp.by));
                    self.keeper.go_on_from(id, stamp, mark);
                    self.drafts.insert(id.clone(), *draft);
                }
                Step::WriteFirst(sealed) => drop(shared.write(self.tab, &key(id), Some(&sealed))),
                Step::RemoveFirst => {
                    shared.write(self.tab, &key(id), None);
                    self.drafts.remove(id);
                }
                Step::Second { there, wanted } => self.keeper.second_read(id, there.as_deref(), wanted),
                Step::Save => self.save(id, shared),
                Step::Shut => self.keeper.shut(id),
                Step::TellDamaged => panic!("nothing is damaged here"),
                Step::Show(entry) => panic!("nothing is damaged here: {entry:?}"),
            }
        }
    }

    fn set_aside(&mut self, id: &DraftId, why: Why, raw: &str, shared: &mut Shared) {
        let kept = Kept { key: key(id), why, on: "2020-09-05".to_owned(), raw: raw.to_owned() };
        shared.kept.push(kept.encode());
        self.keeper.learn(id, Mark::of(raw));
    }

    /// Does all that is on its way. Whether there was anything.
    pub(crate) fn catch_up(&mut self, shared: &mut Shared) -> bool {
        let is_busy = !shared.inbox[self.tab].is_empty()
            || !self.rings.is_empty()
            || !self.looks.is_empty()
            || self.flight.is_some()
            || self.keeper.waiting().next().is_some() && !shared.refuses_database;
        self.hear(shared);
        self.ring(shared);
        self.look(shared);
        self.go_on_copying(shared);
        is_busy
    }
}
