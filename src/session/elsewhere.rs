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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Answer, Timestamp};
    use crate::form::FieldId;
    use crate::session::store::{Cause, encode};
    use crate::session::{Command, Direction, Edit, Effect};

    fn sample() -> Draft {
        let path = format!("{}/tests/fixtures/drafts/000-TLX.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a sample");
        Draft::from_json(&crate::json::parse(&text).expect("JSON")).expect("a draft")
    }

    fn session(drafts: &[Draft]) -> Session {
        let stored = drafts.iter().map(|draft| (key(&draft.id), encode(draft))).collect();
        Session::new(crate::plan::built_in(), stored)
    }

    fn apply(session: &mut Session, command: Command) -> Outcome {
        session.apply(command, &Timestamp::new("2020-09-05T12:00:00+07:00"))
    }

    fn with_text(mut draft: Draft, text: &str) -> Draft {
        draft.answers.set(FieldId::new("mo-dau"), Answer::Text(text.to_owned()));
        draft
    }

    #[test]
    fn what_another_tab_wrote_takes_the_place_of_what_was_here_and_redraws_only_that() {
        let mut session = session(&[sample()]);
        let id = sample().id;
        let edit = Edit::Text { field: FieldId::new("ket-qua"), text: "Viết ở đây".to_owned() };
        apply(&mut session, Command::Edit { draft: id.clone(), edit });
        let theirs = with_text(session.drafts()[0].clone(), "Viết ở kia");
        let outcome = apply(&mut session, Command::Receive { draft: Box::new(theirs.clone()) });
        assert_eq!(outcome.effects, [], "it is stored already");
        let answer = Topic::Answer(id.clone(), FieldId::new("mo-dau"));
        assert!(outcome.topics.contains(&answer) && outcome.topics.contains(&Topic::History(id.clone())));
        assert!(!outcome.topics.contains(&Topic::Answer(id.clone(), FieldId::new("ket-qua"))));
        assert_eq!(session.drafts(), std::slice::from_ref(&theirs));
        assert_eq!(session.deed(&id, Direction::Undo), None, "there is no way back that is known");
        assert_eq!(apply(&mut session, Command::Receive { draft: Box::new(theirs) }), Outcome::default());
    }

    #[test]
    fn what_could_not_be_read_goes_from_the_list_when_its_other_copy_is_found() {
        let draft = sample();
        let stored = vec![(key(&draft.id), encode(&draft)[..200].to_owned())];
        let mut session = Session::new(crate::plan::built_in(), stored);
        assert_eq!((session.drafts().len(), session.unreadable().len()), (0, 1));
        apply(&mut session, Command::Receive { draft: Box::new(draft.clone()) });
        assert_eq!((session.drafts(), session.unreadable().len()), (&[draft][..], 0));
    }

    #[test]
    fn what_is_stored_nowhere_any_more_goes_without_being_removed_again() {
        let mut session = session(&[sample()]);
        let lost = Command::Lose { draft: sample().id };
        assert_eq!(apply(&mut session, lost.clone()).effects, [], "no effect such as Remove");
        assert_eq!(session.drafts(), []);
        assert_eq!(session.removed(), None);
        assert_eq!(apply(&mut session, lost), Outcome::default());
        // Written on in this tab it is there again.
        let outcome = apply(&mut session, Command::Adopt { draft: Box::new(sample()) });
        assert_eq!(outcome.effects, [Effect::Save(sample().id)]);
    }

    #[test]
    fn something_that_cannot_be_read_is_listed_once() {
        let mut session = session(&[]);
        let entry = Unreadable { key: key(&sample().id), raw: "{".to_owned(), cause: Cause::Damaged };
        let list = Command::ListUnreadable(Box::new(entry.clone()));
        assert_eq!(apply(&mut session, list.clone()).topics, [Topic::Drafts]);
        assert_eq!(apply(&mut session, list), Outcome::default());
        assert_eq!(session.unreadable(), [entry]);
    }

    #[test]
    fn what_would_change_a_draft_names_it() {
        let id = sample().id;
        let rename = Command::Rename { draft: id.clone(), name: String::new() };
        for command in
            [rename, Command::Delete { draft: id.clone() }, Command::Exported { draft: id.clone() }]
        {
            assert_eq!(command.changes(), Some(&id));
        }
        let receive = Command::Receive { draft: Box::new(sample()) };
        assert_eq!((Command::Restore.changes(), receive.changes()), (None, None));
    }
}
