//! Several tabs of one browser over one storage: who writes which draft.
//!
//! A tab that opens a draft asks; where nobody answers that it is writing, it writes. Otherwise it reads, or takes over:
//! then the other saves, says up to which text, and reads. Nothing that was written depends on the messages, which may
//! be late or lost: that is what [`Keeper`](super::store::Keeper) is for. They only see to it that people are not
//! surprised.

use super::store::Mark;
use crate::draft::DraftId;

/// Which tab; of two that want the same the lower one has it.
pub type Tab = u32;

/// What tabs say to each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who says it.
    pub from: Tab,
    /// About which draft. Empty where it is about all.
    pub draft: DraftId,
    /// What.
    pub word: Word,
}

/// What a tab says of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// "I have opened it; is somebody writing it?"
    Asks,
    /// "I am writing it."
    Holds,
    /// "I am going to write it from now on."
    Takes,
    /// "I only read it from now on; this is the last that I wrote."
    Yields(Mark),
    /// "I have closed it."
    Leaves,
    /// "I have stored this."
    Wrote(Mark),
    /// "I have removed it", or all.
    Removed,
}

impl Message {
    /// As it is sent.
    #[must_use]
    pub fn encode(&self) -> String {
        let (word, mark) = match self.word {
            Word::Asks => ("asks", None),
            Word::Holds => ("holds", None),
            Word::Takes => ("takes", None),
            Word::Yields(mark) => ("yields", Some(mark)),
            Word::Leaves => ("leaves", None),
            Word::Wrote(mark) => ("wrote", Some(mark)),
            Word::Removed => ("removed", None),
        };
        let Mark { sequence, check } = mark.unwrap_or_default();
        format!("{word}\n{}\n{sequence}\n{check}\n{}", self.from, self.draft)
    }

    /// Reads what was sent. None where it is of another version.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, '\n');
        let word = parts.next()?;
        let from = parts.next()?.parse().ok()?;
        let mark = Mark { sequence: parts.next()?.parse().ok()?, check: parts.next()?.parse().ok()? };
        let word = match word {
            "asks" => Word::Asks,
            "holds" => Word::Holds,
            "takes" => Word::Takes,
            "yields" => Word::Yields(mark),
            "leaves" => Word::Leaves,
            "wrote" => Word::Wrote(mark),
            "removed" => Word::Removed,
            _ => return None,
        };
        Some(Self { from, draft: DraftId::new(parts.next()?), word })
    }
}

/// What this tab does with the draft that it has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Waits a moment for an answer, and lets people write meanwhile.
    Asking,
    /// Writes.
    Writing,
    /// Reads, because another tab writes.
    Reading {
        /// It was written here before.
        taken: bool,
    },
    /// Waits a moment until the other tab has saved.
    Taking,
}

/// What must be done for the tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Tell the other tabs.
    Send(Message),
    /// Save all that waits, now, and tell the others that this tab yields.
    Yield(DraftId),
    /// Look at what is stored of a draft, until this text is found.
    Refresh(DraftId, Option<Mark>),
    /// The same, and then call [`Tabs::refreshed`].
    Enter(DraftId, Option<Mark>),
    /// Call [`Tabs::rang`] for the draft after a while.
    Ring(DraftId),
    /// What may be done with the draft has changed.
    Changed(DraftId),
    /// Let go of every draft, and write none: all of it is being deleted on this machine.
    LetGo,
}

/// What happens in this tab that the others are to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The tab begins: who writes what?
    Began,
    /// It shows a draft, or none.
    Opened(Option<DraftId>),
    /// Somebody writes here, perhaps before anybody has answered.
    Typed(DraftId),
    /// "Viết tiếp ở đây".
    TakenOver(DraftId),
    /// Something was wished of a draft that another tab holds: does that one still live?
    Doubted(DraftId),
    /// A text of a draft was stored.
    Wrote(DraftId, Mark),
    /// A draft was removed.
    Removed(DraftId),
    /// Everything is being deleted.
    Erases,
}

/// What this tab knows of the others.
#[derive(Clone, Debug)]
pub struct Tabs {
    me: Tab,
    open: Option<(DraftId, Role)>,
    /// What others write.
    held: Vec<(DraftId, Tab)>,
}

impl Tabs {
    /// A tab that has opened nothing yet.
    #[must_use]
    pub fn new(me: Tab) -> Self {
        Self { me, open: None, held: Vec::new() }
    }

    /// What this tab does with a draft. None where it has not opened it.
    #[must_use]
    pub fn role(&self, draft: &DraftId) -> Option<Role> {
        self.open.as_ref().filter(|(open, _)| open == draft).map(|(_, role)| *role)
    }

    /// Whether this tab may change a draft now.
    #[must_use]
    pub fn may_write(&self, draft: &DraftId) -> bool {
        match self.role(draft) {
            Some(role) => matches!(role, Role::Asking | Role::Writing),
            None => !self.held.iter().any(|(held, _)| held == draft),
        }
    }

    fn say(&self, draft: &DraftId, word: Word) -> Act {
        Act::Send(Message { from: self.me, draft: draft.clone(), word })
    }

    fn turn(&mut self, draft: &DraftId, role: Role) -> Act {
        self.open = Some((draft.clone(), role));
        Act::Changed(draft.clone())
    }

    /// Something happens in this tab.
    pub fn happened(&mut self, event: Event) -> Vec<Act> {
        match event {
            Event::Began => vec![self.say(&DraftId::new(""), Word::Asks)],
            Event::Opened(draft) => self.open(draft.as_ref()),
            Event::Typed(draft) => self.typed(&draft),
            Event::TakenOver(draft) => {
                vec![self.turn(&draft, Role::Taking), self.say(&draft, Word::Takes), Act::Ring(draft)]
            }
            Event::Doubted(draft) => vec![self.say(&draft, Word::Asks), Act::Ring(draft)],
            Event::Wrote(draft, mark) => vec![self.say(&draft, Word::Wrote(mark))],
            Event::Removed(draft) => vec![self.say(&draft, Word::Removed)],
            Event::Erases => vec![self.say(&DraftId::new(""), Word::Removed)],
        }
    }

    fn open(&mut self, draft: Option<&DraftId>) -> Vec<Act> {
        if self.open.as_ref().map(|(open, _)| open) == draft {
            return Vec::new();
        }
        let mut acts = Vec::new();
        if let Some((left, role)) = self.open.take()
            && !matches!(role, Role::Reading { .. })
        {
            acts.push(self.say(&left, Word::Leaves));
        }
        if let Some(draft) = draft {
            acts.extend(self.ask(draft));
        }
        acts
    }

    fn ask(&mut self, draft: &DraftId) -> Vec<Act> {
        vec![self.turn(draft, Role::Asking), self.say(draft, Word::Asks), Act::Ring(draft.clone())]
    }

    fn typed(&mut self, draft: &DraftId) -> Vec<Act> {
        if self.role(draft) != Some(Role::Asking) {
            return Vec::new();
        }
        vec![self.turn(draft, Role::Writing), self.say(draft, Word::Takes)]
    }

    /// Nobody has answered in time.
    pub fn rang(&mut self, draft: &DraftId) -> Vec<Act> {
        match self.role(draft) {
            Some(Role::Asking) => {
                self.held.retain(|(held, _)| held != draft);
                vec![self.turn(draft, Role::Writing), self.say(draft, Word::Holds)]
            }
            Some(Role::Taking) => vec![Act::Enter(draft.clone(), None)],
            Some(Role::Writing | Role::Reading { .. }) | None => {
                // Whoever held it is gone.
                self.held.retain(|(held, _)| held != draft);
                Vec::new()
            }
        }
    }

    /// What was to be looked at has been.
    pub fn refreshed(&mut self, draft: &DraftId) -> Vec<Act> {
        if self.role(draft) != Some(Role::Taking) {
            return Vec::new();
        }
        self.held.retain(|(held, _)| held != draft);
        vec![self.turn(draft, Role::Writing), self.say(draft, Word::Holds)]
    }

    /// This tab has saved, and only reads from now on.
    #[must_use]
    pub fn yields(&self, draft: &DraftId, mark: Mark) -> Vec<Act> {
        vec![self.say(draft, Word::Yields(mark))]
    }

    /// Another tab says something.
    pub fn heard(&mut self, Message { from, draft, word }: Message) -> Vec<Act> {
        if from == self.me {
            return Vec::new();
        }
        let role = self.role(&draft);
        match word {
            Word::Asks => self.asked(from, &draft),
            Word::Holds | Word::Takes => {
                self.held.retain(|(held, _)| *held != draft);
                self.held.push((draft.clone(), from));
                match (word, role) {
                    (Word::Holds, Some(Role::Asking)) => {
                        let refresh = Act::Refresh(draft.clone(), None);
                        vec![self.turn(&draft, Role::Reading { taken: false }), refresh]
                    }
                    // Two that did not hear of each other, or that both take over.
                    (Word::Holds, Some(Role::Writing)) | (_, Some(Role::Taking)) if self.me < from => {
                        self.held.retain(|(held, _)| *held != draft);
                        let word = if role == Some(Role::Taking) { Word::Takes } else { Word::Holds };
                        vec![self.say(&draft, word)]
                    }
                    (_, Some(Role::Writing | Role::Taking | Role::Asking)) => {
                        vec![self.turn(&draft, Role::Reading { taken: true }), Act::Yield(draft)]
                    }
                    _ => Vec::new(),
                }
            }
            Word::Yields(mark) => vec![match role {
                Some(Role::Taking) => Act::Enter(draft, Some(mark)),
                _ => Act::Refresh(draft, Some(mark)),
            }],
            Word::Leaves => {
                self.held.retain(|held| *held != (draft.clone(), from));
                match role {
                    Some(Role::Reading { .. }) => {
                        let mut acts = self.ask(&draft);
                        acts.push(Act::Refresh(draft, None));
                        acts
                    }
                    _ => Vec::new(),
                }
            }
            Word::Wrote(mark) => vec![Act::Refresh(draft, Some(mark))],
            Word::Removed if draft.as_str().is_empty() => {
                self.open = None;
                self.held.clear();
                vec![Act::LetGo]
            }
            Word::Removed => vec![Act::Refresh(draft, None)],
        }
    }

    fn asked(&mut self, from: Tab, draft: &DraftId) -> Vec<Act> {
        let Some((open, role)) =
            self.open.clone().filter(|(open, _)| open == draft || draft.as_str().is_empty())
        else {
            return Vec::new();
        };
        match role {
            Role::Writing => vec![self.say(&open, Word::Holds)],
            Role::Taking => vec![self.say(&open, Word::Takes)],
            Role::Asking if self.me < from && open == *draft => {
                vec![self.turn(&open, Role::Writing), self.say(&open, Word::Holds)]
            }
            Role::Asking | Role::Reading { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: Mark = Mark { sequence: 7, check: 4_000_000_000 };

    fn draft() -> DraftId {
        DraftId::new("a")
    }

    fn says(from: Tab, word: Word) -> Message {
        Message { from, draft: draft(), word }
    }

    fn open(me: Tab) -> Tabs {
        let mut tabs = Tabs::new(me);
        let acts = tabs.open(Some(&draft()));
        let asks = Act::Send(says(me, Word::Asks));
        assert_eq!(acts, [Act::Changed(draft()), asks, Act::Ring(draft())]);
        tabs
    }

    #[test]
    fn what_is_said_is_heard_alike() {
        for word in [
            Word::Asks,
            Word::Holds,
            Word::Takes,
            Word::Yields(MARK),
            Word::Leaves,
            Word::Wrote(MARK),
            Word::Removed,
        ] {
            for draft in [DraftId::new(""), draft(), DraftId::new("hai\ndòng")] {
                let message = Message { from: u32::MAX, draft, word };
                assert_eq!(Message::decode(&message.encode()), Some(message));
            }
        }
        for other in ["", "asks", "asks\n1\n0\n0", "asks\nx\n0\n0\na", "sings\n1\n0\n0\na"] {
            assert_eq!(Message::decode(other), None, "{other:?}");
        }
    }

    #[test]
    fn who_is_alone_writes_at_once_and_holds_the_draft_when_nobody_answers() {
        let mut tabs = open(1);
        assert!(tabs.may_write(&draft()));
        assert_eq!(tabs.rang(&draft()), [Act::Changed(draft()), Act::Send(says(1, Word::Holds))]);
        assert_eq!(tabs.role(&draft()), Some(Role::Writing));
        assert_eq!(tabs.heard(says(2, Word::Asks)), [Act::Send(says(1, Word::Holds))]);
        assert_eq!(tabs.open(None), [Act::Send(says(1, Word::Leaves))]);
    }

    #[test]
    fn the_second_tab_reads_until_it_takes_over_and_then_the_first_reads() {
        let (mut first, mut second) = (open(1), open(2));
        first.rang(&draft());
        second.heard(says(1, Word::Holds));
        assert_eq!(second.role(&draft()), Some(Role::Reading { taken: false }));
        assert!(!second.may_write(&draft()));
        assert_eq!(second.rang(&draft()), [], "it was answered");

        let acts = second.happened(Event::TakenOver(draft()));
        assert!(acts.contains(&Act::Send(says(2, Word::Takes))));
        assert!(!second.may_write(&draft()), "not before the first has saved");
        let acts = first.heard(says(2, Word::Takes));
        assert_eq!(acts, [Act::Changed(draft()), Act::Yield(draft())]);
        assert_eq!(first.role(&draft()), Some(Role::Reading { taken: true }));
        let acts = second.heard(says(1, Word::Yields(MARK)));
        assert_eq!(acts, [Act::Enter(draft(), Some(MARK))]);
        second.refreshed(&draft());
        assert_eq!(second.role(&draft()), Some(Role::Writing));

        // And back again when the second is closed.
        let acts = first.heard(says(2, Word::Leaves));
        assert!(acts.contains(&Act::Refresh(draft(), None)));
        assert_eq!(first.role(&draft()), Some(Role::Asking));
    }

    #[test]
    fn a_tab_that_does_not_answer_is_not_waited_for() {
        let mut tabs = open(2);
        tabs.heard(says(1, Word::Holds));
        tabs.happened(Event::TakenOver(draft()));
        assert_eq!(tabs.rang(&draft()), [Act::Enter(draft(), None)]);
        tabs.refreshed(&draft());
        assert!(tabs.may_write(&draft()));

        let mut home = Tabs::new(3);
        home.heard(says(1, Word::Holds));
        assert!(!home.may_write(&draft()));
        assert_eq!(home.happened(Event::Doubted(draft()))[1], Act::Ring(draft()));
        home.rang(&draft());
        assert!(home.may_write(&draft()), "nobody said that it holds it");
    }

    #[test]
    fn of_two_that_open_or_take_at_once_one_writes() {
        let (mut first, mut second) = (open(1), open(2));
        let answer = first.heard(says(2, Word::Asks));
        assert!(answer.contains(&Act::Send(says(1, Word::Holds))));
        assert_eq!(second.heard(says(1, Word::Asks)), []);
        second.heard(says(1, Word::Holds));
        assert!(first.may_write(&draft()) && !second.may_write(&draft()));

        let (mut first, mut second) = (open(1), open(2));
        for (tabs, other) in [(&mut first, 2), (&mut second, 1)] {
            tabs.heard(says(3, Word::Holds));
            tabs.happened(Event::TakenOver(draft()));
            tabs.heard(says(other, Word::Takes));
        }
        assert_eq!(first.role(&draft()), Some(Role::Taking));
        assert_eq!(second.role(&draft()), Some(Role::Reading { taken: true }));
    }

    #[test]
    fn everything_that_another_tab_deletes_is_let_go_of() {
        let (mut first, mut second) = (Tabs::new(1), open(2));
        second.rang(&draft());
        let word = Message { from: 1, draft: DraftId::new(""), word: Word::Removed };
        assert_eq!(first.happened(Event::Erases), [Act::Send(word.clone())]);
        assert_eq!(second.heard(word), [Act::LetGo]);
        assert_eq!(second.role(&draft()), None);
        assert_eq!(second.open(None), [], "there is nothing to leave");
    }

    #[test]
    fn who_types_before_the_answer_takes_over() {
        let mut tabs = open(2);
        assert!(tabs.typed(&draft()).contains(&Act::Send(says(2, Word::Takes))));
        assert_eq!(tabs.role(&draft()), Some(Role::Writing));
        assert_eq!(tabs.typed(&draft()), [], "said once");
        assert_eq!(tabs.heard(says(1, Word::Yields(MARK))), [Act::Refresh(draft(), Some(MARK))]);
    }
}
