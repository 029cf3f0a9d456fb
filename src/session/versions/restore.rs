//! A draft that says again what it said before.

use crate::draft::Draft;
use crate::form::FieldId;
use crate::session::Topic;

impl Draft {
    /// Whether another text of the draft says the same, letter by letter.
    pub(in crate::session) fn says_literally(&self, other: &Self) -> bool {
        self.answers == other.answers
            && self.layout == other.layout
            && self.carried == other.carried
            && self.unknown == other.unknown
    }

    /// Says what another text of the draft says. What it is called, when it was begun and how often it was exported
    /// stays. Gives what changed.
    pub(in crate::session) fn say(&mut self, other: &Self) -> Vec<Topic> {
        let fields =
            |draft: &Self| draft.answers.iter().map(|(field, _)| field.clone()).collect::<Vec<FieldId>>();
        let (mut topics, mut named) = (Vec::new(), fields(self));
        named.extend(fields(other).into_iter().filter(|field| self.answers.get(field).is_none()));
        for field in named {
            if self.answers.get(&field) != other.answers.get(&field) {
                topics.push(Topic::Rows(self.id.clone(), field.clone()));
                topics.push(Topic::Answer(self.id.clone(), field));
            }
        }
        self.answers = other.answers.clone();
        self.layout = other.layout;
        self.carried.clone_from(&other.carried);
        self.unknown = other.unknown.clone();
        topics
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Answer, DraftId, RowSource, Timestamp};
    use crate::json::Value;
    use crate::session::{Command, Deed, Direction, Edit, Effect, Session};

    fn paper() -> Draft {
        let text = include_str!("../../../tests/fixtures/drafts/000-TLX.json");
        Draft::from_json(&crate::json::parse(text).expect("JSON")).expect("a draft")
    }

    fn session_of(draft: &Draft) -> Session {
        let mut session = Session::new(crate::plan::built_in(), Vec::new());
        session.apply(Command::Adopt { draft: Box::new(draft.clone()) }, &draft.updated_at);
        session
    }

    /// The paper after all that can change in it has changed.
    fn later() -> Draft {
        let mut later = paper();
        later.name = "Tên riêng".to_owned();
        later.revision = 4;
        later.answers.set(FieldId::new("mo-dau"), Answer::Text("Khác hẳn.".to_owned()));
        later.answers.set(FieldId::new("ngoai-mau"), Answer::Tick(true));
        later.answers.rows_mut(&FieldId::new("kien-nghi")).remove(0);
        later.layout.size = 26;
        let source = RowSource { paper: DraftId::new("b"), revision: 1, row: None };
        later.carried.push((FieldId::new("kien-nghi"), source));
        later.unknown.insert("x".to_owned(), Value::Bool(true));
        later
    }

    #[test]
    fn what_was_restored_is_undone_and_done_again() {
        let (version, now) = (paper(), later());
        let mut session = session_of(&now);
        let noon = Timestamp::new("2020-09-05T12:00:00+07:00");
        let mut apply = |command: Command| {
            let outcome = session.apply(command, &noon);
            let draft = session.draft(&now.id).expect("it is there").clone();
            (outcome, draft, session.deed(&now.id, Direction::Undo))
        };
        let restore = Edit::Restore(Box::new(version.clone()));
        let (outcome, draft, deed) = apply(Command::Edit { draft: now.id.clone(), edit: restore.clone() });
        assert_eq!(outcome.effects, [Effect::Save(now.id.clone())]);
        for field in ["mo-dau", "ngoai-mau", "kien-nghi"] {
            assert!(outcome.topics.contains(&Topic::Answer(now.id.clone(), FieldId::new(field))), "{field}");
        }
        let (name, revision) = (now.name.clone(), now.revision);
        assert_eq!(draft, Draft { name, revision, updated_at: noon.clone(), ..version });
        assert_eq!(deed, Some(Deed::Restored));
        let again = apply(Command::Edit { draft: now.id.clone(), edit: restore });
        assert!(again.0.effects.is_empty(), "nothing is left to restore");

        let step = |direction| Command::Step { draft: now.id.clone(), direction };
        assert_eq!(apply(step(Direction::Undo)).1, Draft { updated_at: noon.clone(), ..now.clone() });
        assert_eq!(apply(step(Direction::Redo)).1, draft);
    }

    #[test]
    fn what_is_typed_after_a_restore_is_undone_before_it() {
        let (version, now) = (paper(), later());
        let mut session = session_of(&now);
        let noon = Timestamp::new("2020-09-05T12:00:00+07:00");
        let text = Edit::Text { field: FieldId::new("mo-dau"), text: "Viết thêm.".to_owned() };
        for edit in [Edit::Restore(Box::new(version.clone())), text] {
            session.apply(Command::Edit { draft: now.id.clone(), edit }, &noon);
        }
        for expected in [&version, &now] {
            session.apply(Command::Step { draft: now.id.clone(), direction: Direction::Undo }, &noon);
            assert!(session.draft(&now.id).is_some_and(|draft| draft.says_literally(expected)));
        }
    }
}
