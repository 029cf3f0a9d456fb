//! Drafts that are taken back from a backup: how each stands to what is here, and how all are taken in at once.

use super::{Effect, Outcome, Session, Topic};
use crate::draft::{Answer, Draft, DraftId};
use crate::text::Date;

/// How a draft from a backup stands to what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// There is no draft of its id here.
    Absent,
    /// It says the same as the draft here.
    Equal,
    /// The draft here was changed later, by the clocks of the devices.
    HereNewer,
    /// The draft in the backup was changed later, by the clocks of the devices.
    FileNewer,
    /// They differ, and nothing says which is the later one.
    Different,
}

/// What the latest taking back changed.
#[derive(Clone, Debug, Default)]
pub(super) struct TakenBack {
    /// Every draft as it was taken in, and what stood in its place.
    drafts: Vec<(Draft, Option<Draft>)>,
}

impl Session {
    /// How a draft from a backup stands to what is here. What was typed decides, not how often it was exported.
    #[must_use]
    pub fn against(&self, draft: &Draft) -> Against {
        let Some(here) = self.draft(&draft.id) else { return Against::Absent };
        if says_the_same(here, &self.complete(draft.clone())) {
            return Against::Equal;
        }
        match (seconds(here), seconds(draft)) {
            (Some(ours), Some(theirs)) if ours > theirs => Against::HereNewer,
            (Some(ours), Some(theirs)) if ours < theirs => Against::FileNewer,
            _ => Against::Different,
        }
    }

    /// Whether the latest taking back can be undone.
    #[must_use]
    pub fn may_give_back(&self) -> bool {
        !self.taken_back.drafts.is_empty()
    }

    /// Takes drafts in, each in the place of the draft of its id, if there is one.
    pub(super) fn take_back(&mut self, drafts: Vec<Draft>) -> Option<Outcome> {
        let mut outcome = Outcome::default();
        self.taken_back.drafts.clear();
        for draft in drafts {
            let mut draft = self.complete(draft);
            let before = self.take_out(&draft.id);
            // The next export of a paper is never called as an earlier one was.
            draft.revision = draft.revision.max(before.as_ref().map_or(0, |before| before.revision));
            note(&mut outcome, Effect::Save(draft.id.clone()), &draft.id);
            self.taken_back.drafts.push((draft.clone(), before));
            self.take_in(draft);
        }
        outcome.effects.first()?;
        Some(outcome.and(Topic::Drafts))
    }

    /// Undoes the latest taking back, but for the drafts that were changed since.
    pub(super) fn give_back(&mut self) -> Option<Outcome> {
        let mut outcome = Outcome::default();
        for (taken, before) in std::mem::take(&mut self.taken_back).drafts {
            if self.draft(&taken.id).is_none_or(|here| !says_the_same(here, &taken)) {
                continue;
            }
            let now = self.take_out(&taken.id);
            match before {
                Some(before) => {
                    note(&mut outcome, Effect::Save(before.id.clone()), &before.id);
                    let revision = before.revision.max(now.map_or(0, |now| now.revision));
                    self.take_in(Draft { revision, ..before });
                }
                None => note(&mut outcome, Effect::Remove(taken.id.clone()), &taken.id),
            }
        }
        outcome.effects.first()?;
        Some(outcome.and(Topic::Drafts))
    }

    /// Holds no draft any more, and nothing that a draft could be made of.
    pub(super) fn forget_all(&mut self) -> Outcome {
        let mut outcome = Outcome::default();
        for draft in std::mem::take(&mut self.drafts) {
            outcome = outcome.and(Topic::Draft(draft.id.clone())).and(Topic::History(draft.id));
        }
        self.unreadable.clear();
        self.histories.clear();
        self.removed = None;
        self.taken_back = TakenBack::default();
        self.remembered = super::Remembered::default();
        outcome.and_all(vec![Topic::Drafts, Topic::Removed, Topic::Remembered])
    }

    /// Takes a draft out of the list. What could be undone in it has lost its ground.
    fn take_out(&mut self, id: &DraftId) -> Option<Draft> {
        let index = self.drafts.iter().position(|draft| draft.id == *id)?;
        self.histories.retain(|(known, _)| known != id);
        Some(self.drafts.remove(index))
    }
}

fn note(outcome: &mut Outcome, effect: Effect, id: &DraftId) {
    outcome.effects.push(effect);
    outcome.topics.push(Topic::Draft(id.clone()));
    outcome.topics.push(Topic::History(id.clone()));
}

/// Whether two drafts say the same under the same name. An empty answer says what an absent one says.
fn says_the_same(one: &Draft, other: &Draft) -> bool {
    let said = |draft: &Draft| -> Vec<_> {
        let answers = draft.answers.iter().filter(|(_, answer)| !is_empty(answer));
        answers.map(|(field, answer)| (field.clone(), answer.clone())).collect()
    };
    (&one.plan, &one.form, &one.name, one.layout) == (&other.plan, &other.form, &other.name, other.layout)
        && (&one.carried, &one.unknown) == (&other.carried, &other.unknown)
        && said(one) == said(other)
}

fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) => text.is_empty(),
        Answer::Choices(choices) => choices.is_empty(),
        Answer::Tick(on) => !on,
        Answer::Rows(rows) => rows.is_empty(),
    }
}

/// When a draft was changed, in seconds of universal time by its device's clock.
fn seconds(draft: &Draft) -> Option<i64> {
    let text = draft.updated_at.as_str();
    let part = |at: std::ops::Range<usize>| text.get(at)?.parse::<i64>().ok();
    let days = i64::from(Date::parse_iso(text)?.days_since(Date::FIRST));
    let local = ((days * 24 + part(11..13)?) * 60 + part(14..16)?) * 60 + part(17..19)?;
    let offset = text.get(19..).and_then(|rest| rest.find(['+', '-']).map(|at| at + 19));
    let ahead = match offset {
        Some(at) => {
            let minutes = part(at + 1..at + 3)? * 60 + part(at + 4..at + 6)?;
            if text.get(at..=at) == Some("-") { -minutes } else { minutes }
        }
        None => 0,
    };
    Some(local - ahead * 60)
}

#[cfg(test)]
mod tests;
