//! The application as a pure state machine.
//!
//! The session holds the plans at hand and the drafts. A [`Command`] is a wish; [`Session::apply`] is the only place that
//! grants it. What must happen outside (saving, downloading) comes back as [`Effect`]s, and what changed as
//! [`Topic`]s, so that the page redraws only that.
//!
//! **Invariant:** no clock, no randomness, no storage: moments and identifiers come in with the commands. An edit
//! changes one draft and nothing else; nothing typed is dropped. A draft that is held has every row that its form fixes.

mod command;
mod edit;
mod elsewhere;
mod export;
mod fixed_rows;
mod history;
mod pace;
mod plans;
mod remembered;
mod reminder;
pub mod store;
pub mod tabs;
mod taken_back;
pub mod versions;

use std::fmt;

pub use command::{CellRewrite, Command, Edit, Effect, Outcome, Topic};
pub use history::{Deed, Direction, RowsDeed, Spot};
pub use pace::{Pace, Rested, Wake};
pub use plans::Standing;
pub use remembered::{Remembered, is_remembered};
pub use reminder::{Due, REMINDER_KEY, Reminder};
pub use taken_back::Against;

use crate::draft::{Draft, DraftId, Timestamp};
use crate::form::{Form, FormId};
use crate::paper;
use crate::plan::{Plan, PlanId, PlanListing};
use history::History;
use store::Unreadable;
use taken_back::TakenBack;

/// The application's state.
#[derive(Debug, Default)]
pub struct Session {
    catalogue: Vec<PlanListing>,
    plans: Vec<Plan>,
    /// The versions that drafts were begun with and that cannot be had.
    lacking: Vec<(PlanId, u32)>,
    remembered: Remembered,
    drafts: Vec<Draft>,
    unreadable: Vec<Unreadable>,
    /// The draft that was removed last, until the next removal.
    removed: Option<Box<Draft>>,
    /// What was taken back from a backup last.
    taken_back: TakenBack,
    /// What can be undone in each draft that was changed in this visit.
    histories: Vec<(DraftId, History)>,
}

/// A draft with the plan and the form that it answers.
#[derive(Clone, Copy)]
pub struct OpenDraft<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The form.
    pub form: &'a Form,
    /// The answers.
    pub draft: &'a Draft,
    /// Every draft at hand.
    pub others: &'a [Draft],
}

impl fmt::Debug for OpenDraft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OpenDraft({}, {}, {})", self.plan.id, self.form.id, self.draft.id)
    }
}

impl Session {
    /// Begins with these plans at hand, which are all there are, and with whatever the storage held: `(key, text)` of
    /// every stored draft.
    #[must_use]
    pub fn new(plans: Vec<Plan>, stored: Vec<(String, String)>) -> Self {
        let catalogue = plans.iter().map(PlanListing::of).collect();
        let mut session = Self { plans, ..Self::awaiting(catalogue, stored) };
        session.complete_all();
        session
    }

    /// Begins with a catalogue of plans whose packs come when they are needed, and with whatever the storage held.
    #[must_use]
    pub fn awaiting(catalogue: Vec<PlanListing>, stored: Vec<(String, String)>) -> Self {
        let mut session = Self { catalogue, ..Self::default() };
        for (key, raw) in stored {
            match store::decode(&key, &raw) {
                Ok(draft) => session.take_in(draft),
                Err(cause) => drop(session.list_unreadable(Unreadable { key, raw, cause })),
            }
        }
        session
    }

    /// Puts a draft behind those that changed later.
    fn take_in(&mut self, draft: Draft) {
        let place = self.drafts.partition_point(|other| {
            draft.updated_at.cmp(&other.updated_at).then_with(|| other.id.cmp(&draft.id)).is_lt()
        });
        self.drafts.insert(place, draft);
    }

    /// The drafts, as found at the start, newer ones first.
    #[must_use]
    pub fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// What was stored and could not be read. It stays stored as it is.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// The draft that can be brought back.
    #[must_use]
    pub fn removed(&self) -> Option<&Draft> {
        self.removed.as_deref()
    }

    /// What the writer did in the step that would be undone in a draft, or done again.
    #[must_use]
    pub fn deed(&self, id: &DraftId, direction: Direction) -> Option<Deed> {
        let draft = self.drafts.iter().find(|draft| draft.id == *id)?;
        self.history(id)?.deed(draft, direction)
    }

    /// Where that step was typed, if the browser remembers it too and goes first.
    #[must_use]
    pub fn native(&self, id: &DraftId, direction: Direction) -> Option<&Spot> {
        self.history(id)?.native(direction)
    }

    fn history(&self, id: &DraftId) -> Option<&History> {
        self.histories.iter().find(|(known, _)| known == id).map(|(_, history)| history)
    }

    /// The draft of that id, whether its plan is at hand or not.
    #[must_use]
    pub fn draft(&self, id: &DraftId) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.id == *id)
    }

    /// A draft with its plan and form. None where there is no such draft, or its plan is not at hand.
    #[must_use]
    pub fn open(&self, id: &DraftId) -> Option<OpenDraft<'_>> {
        let draft = self.draft(id)?;
        let (plan, form) = self.form_of(draft)?;
        Some(OpenDraft { plan, form, draft, others: &self.drafts })
    }

    /// A draft with every row that its form fixes, if its form is at hand.
    fn complete(&self, draft: Draft) -> Draft {
        match self.form_of(&draft) {
            Some((_, form)) => fixed_rows::complete(form, draft),
            None => draft,
        }
    }

    fn draft_mut(&mut self, id: &DraftId) -> Option<&mut Draft> {
        self.drafts.iter_mut().find(|draft| draft.id == *id)
    }

    /// A draft, to be changed together with what can be undone in it, by its form.
    fn draft_and_history(&mut self, id: &DraftId) -> Option<(&Form, &mut Draft, &mut History)> {
        let plan = self.plan_index(self.draft(id)?)?;
        let draft = self.drafts.iter_mut().find(|draft| draft.id == *id)?;
        let form = self.plans[plan].form(&draft.form)?;
        let known = self.histories.iter().position(|(known, _)| known == id);
        let at = known.unwrap_or_else(|| {
            self.histories.push((id.clone(), History::default()));
            self.histories.len() - 1
        });
        Some((form, draft, &mut self.histories[at].1))
    }

    /// Grants a wish. A command that names something that is gone does nothing.
    #[inline(never)]
    pub fn apply(&mut self, command: Command, now: &Timestamp) -> Outcome {
        let is_edit = matches!(command, Command::Edit { .. } | Command::Retrace { .. });
        let outcome = self.try_apply(command, now).unwrap_or_default();
        if is_edit { outcome } else { outcome.and_asked() }
    }

    fn try_apply(&mut self, command: Command, now: &Timestamp) -> Option<Outcome> {
        match command {
            Command::Begin { id, plan, form } => {
                let draft = self.begin(id, &plan, &form, now)?;
                Some(self.insert(0, draft))
            }
            Command::Adopt { draft } => {
                let draft = self.complete(*draft);
                if self.drafts.iter().any(|other| other.id == draft.id) {
                    return None;
                }
                Some(self.insert(0, draft))
            }
            Command::Edit { draft: id, edit } => {
                let (form, draft, history) = self.draft_and_history(&id)?;
                let topics = history.edit(form, draft, edit, now)?;
                draft.updated_at = now.clone();
                let mut outcome = Outcome::saving(&id);
                if self.remember_edit(&id, &topics) {
                    outcome.effects.push(Effect::SaveRemembered);
                }
                Some(outcome.and_all(topics))
            }
            Command::Step { draft: id, direction } => {
                let (_, draft, history) = self.draft_and_history(&id)?;
                let outcome = history.step(draft, direction)?;
                draft.updated_at = now.clone();
                Some(outcome)
            }
            Command::Retrace { draft: id, edit, direction } => {
                let (form, draft, history) = self.draft_and_history(&id)?;
                let topics = history.retrace(form, draft, edit, direction, now)?;
                draft.updated_at = now.clone();
                Some(Outcome::saving(&id).and_all(topics))
            }
            Command::Rename { draft: id, name } => {
                let draft = self.draft_mut(&id)?;
                draft.name = name;
                draft.updated_at = now.clone();
                Some(Outcome::saving(&id).and(Topic::Drafts))
            }
            Command::Duplicate { draft, id, name } => {
                let index = self.drafts.iter().position(|other| other.id == draft)?;
                let copy = Draft {
                    id,
                    name,
                    revision: 0,
                    created_at: now.clone(),
                    updated_at: now.clone(),
                    ..self.drafts[index].clone()
                };
                Some(self.insert(index, copy))
            }
            Command::Part { draft: id, theirs, copy, name } => self.part(&id, theirs, copy, name, now),
            Command::Replace { mut draft, copy, name } => {
                let id = draft.id.clone();
                // The next export of a paper is never called as an earlier one was.
                draft.revision = draft.revision.max(self.draft(&id)?.revision);
                let mut outcome = self.part(&id, Some(draft), copy, name, now)?;
                outcome.effects.push(Effect::Save(id));
                Some(outcome)
            }
            Command::TakeBack { drafts } => self.take_back(drafts),
            Command::GiveBack => self.give_back(),
            Command::ForgetAll => Some(self.forget_all()),
            Command::Delete { draft: id } => {
                let index = self.drafts.iter().position(|draft| draft.id == id)?;
                let draft = self.drafts.remove(index);
                self.histories.retain(|(known, _)| *known != id);
                self.removed = Some(Box::new(draft));
                Some(Outcome {
                    effects: vec![Effect::Remove(id)],
                    topics: vec![Topic::Drafts, Topic::Removed],
                })
            }
            Command::Restore => {
                let is_taken = |removed: &Draft| self.drafts.iter().any(|draft| draft.id == removed.id);
                let draft = self.removed.take_if(|removed| !is_taken(removed))?;
                Some(self.insert(0, *draft).and(Topic::Removed))
            }
            Command::ForgetRemoved => {
                self.removed.take()?;
                Some(Outcome { effects: Vec::new(), topics: vec![Topic::Removed] })
            }
            Command::Receive { draft } => self.receive(*draft),
            Command::Lose { draft } => self.lose(&draft),
            Command::ListUnreadable(entry) => self.list_unreadable(*entry),
            Command::Exported { draft: id } => {
                let draft = self.draft_mut(&id)?;
                draft.revision += 1;
                Some(Outcome::saving(&id).and(Topic::Drafts))
            }
            Command::Ask { draft: id, asked } => {
                self.draft_mut(&id)?.asked = asked;
                Some(Outcome::saving(&id))
            }
            Command::TakePlan { plan } => Some(self.take_plan(*plan)),
            Command::DropPlan { id, version } => Some(self.drop_plan(&id, version)),
            Command::ListPlan { id, listing } => Some(self.list_plan(&id, listing.map(|listing| *listing))),
            Command::LackPlan { id, version } => Some(self.lack_plan(id, version)),
            Command::Remember { draft } => self.remember(&draft),
            Command::Recall { remembered } => Some(self.recall_anew(remembered)),
            Command::Forget { level } => Some(self.forget(&level)),
        }
    }

    fn begin(&self, id: DraftId, plan: &PlanId, form: &FormId, now: &Timestamp) -> Option<Draft> {
        let plan = self.plan(plan)?;
        let form = plan.form(form)?;
        let mut draft = paper::begin(plan, form, id, now.clone());
        self.remembered.fill(plan, form, &mut draft.answers);
        Some(fixed_rows::complete(form, draft))
    }

    /// Puts theirs in the place of a draft, and lets ours go on as a copy.
    fn part(
        &mut self,
        id: &DraftId,
        theirs: Option<Box<Draft>>,
        copy: DraftId,
        name: String,
        now: &Timestamp,
    ) -> Option<Outcome> {
        let index = self.drafts.iter().position(|draft| draft.id == *id)?;
        let ours = self.drafts.remove(index);
        if let Some(theirs) = theirs {
            let theirs = self.complete(*theirs);
            self.drafts.insert(index, theirs);
        }
        for (known, _) in self.histories.iter_mut().filter(|(known, _)| known == id) {
            known.clone_from(&copy);
        }
        let copy = Draft { id: copy, name, revision: 0, updated_at: now.clone(), ..ours };
        Some(self.insert(index, copy).and(Topic::Draft(id.clone())))
    }

    fn insert(&mut self, index: usize, draft: Draft) -> Outcome {
        let id = draft.id.clone();
        self.drafts.insert(index.min(self.drafts.len()), draft);
        Outcome::saving(&id).and(Topic::Drafts)
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_table;
