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
