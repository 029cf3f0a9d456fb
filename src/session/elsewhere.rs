//! What comes from elsewhere: from another tab, or from the second copy. Nothing of it is to be saved again.

use super::store::{Unreadable, key};
use super::{Outcome, Session, Topic};
use crate::draft::{Draft, DraftId};

impl Session {
    /// Goes on from a draft as it is stored, in the place of what was here.
    pub(super) fn receive(&mut self, draft: Draft) -> Option<Outcome> {
        let draft = self.complete(draft);
        let id = draft.id.clone();
        let stored_under = key(&id);
        self.unreadable.retain(|entry| entry.key != stored_under);
        let mut topics = vec![Topic::Drafts, Topic::Draft(id.clone())];
        match self.draft_mut(&id) {
            Some(own) if *own == draft => return None,
            Some(own) => {
                let fields = own.answers.iter().chain(draft.answers.iter()).map(|(field, _)| field);
                for field in fields.filter(|field| own.answers.get(field) != draft.answers.get(field)) {
                    topics.push(Topic::Rows(id.clone(), field.clone()));
                    topics.push(Topic::Answer(id.clone(), field.clone()));
                }
                *own = draft;
                // A step back from what somebody else wrote would lead to nowhere that ever was.
                self.histories.retain(|(known, _)| *known != id);
                topics.push(Topic::History(id));
            }
            None => self.take_in(draft),
        }
        Some(Outcome { effects: Vec::new(), topics })
    }

    /// Lets a draft go that is stored nowhere any more.
    pub(super) fn lose(&mut self, id: &DraftId) -> Option<Outcome> {
        let index = self.drafts.iter().position(|draft| draft.id == *id)?;
        self.drafts.remove(index);
        self.histories.retain(|(known, _)| known != id);
        Some(Outcome { effects: Vec::new(), topics: vec![Topic::Drafts] })
    }

    /// Lists something that cannot be read, once.
    pub(super) fn list_unreadable(&mut self, entry: Unreadable) -> Option<Outcome> {
        if self.unreadable.contains(&entry) {
            return None;
        }
        let place = self.unreadable.partition_point(|other| other.key < entry.key);
        self.unreadable.insert(place, entry);
        Some(Outcome { effects: Vec::new(), topics: vec![Topic::Drafts] })
    }
}
