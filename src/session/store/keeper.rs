//! What one visit knows of the two copies of every draft, and what it may write over.
//!
//! The first copy is written at once, the second when the browser gets to it. A text is written only over one that this
//! visit has read or written itself; where something else is found, [`settle`] judges, and [`Keeper::judge`] says what
//! is to be done, step by step.

use super::settle::{Verdict, settle};
use super::{Copy, Mark, Stamp, Unreadable, Why, key};
use crate::draft::{Draft, DraftId};

/// So many marks are remembered of a draft: a browser may show a tab for a moment what stood there before.
const REMEMBERED: usize = 24;

/// What this visit knows.
#[derive(Clone, Debug)]
pub struct Keeper {
    /// The number of this visit.
    me: u32,
    drafts: Vec<Known>,
}

#[derive(Clone, Debug)]
struct Known {
    id: DraftId,
    /// What was read or written, in either copy.
    read: Vec<Mark>,
    /// The text of somebody else that this visit goes on from.
    base: Mark,
    /// The text that the draft was last read from or written as.
    held: (Stamp, Mark),
    /// What the second copy is known to hold. None until it has been asked for.
    second: Option<Option<Mark>>,
    /// What the second copy is to hold, until it does: a text, or nothing.
    wanted: Option<Option<String>>,
    /// The second copy is to be looked at in any case.
    look: bool,
    /// The second copy is not to be touched.
    shut: bool,
}

/// What the second copy may be written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// It has not been asked for yet.
    Unknown,
    /// This text, or nothing.
    Text(Option<Mark>),
}

impl Over {
    /// Whether what stands there may be written over.
    #[must_use]
    pub fn may_go(self, there: Option<&str>) -> bool {
        self == Self::Text(there.map(Mark::of))
    }
}

/// What is to be done with the second copy of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// What it is to hold: a text, or nothing. None where it is only to be looked at.
    pub wanted: Option<Option<String>>,
    /// And over what that may be written.
    pub over: Over,
}

/// What is to be done when both copies of a draft have been read, one after the other. Where a step fails the rest waits.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Set a text aside.
    SetAside(Why, String),
    /// Go on from this draft, in the place of what the visit had.
    Take(Box<Draft>, Stamp, Mark),
    /// Write this as the first copy.
    WriteFirst(String),
    /// Let this go on as a draft of its own, and save that.
    Part(Box<Draft>),
    /// Save the draft anew, in the shape of this version.
    Save,
    /// Take the first copy out, and the draft.
    RemoveFirst,
    /// The second copy has been read, and is to hold this.
    Second {
        /// What was read.
        there: Option<String>,
        /// A text, or nothing.
        wanted: Option<String>,
    },
    /// The second copy is left alone.
    Shut,
    /// Tell that one copy was damaged, and that the other goes on.
    TellDamaged,
    /// Show that there is something that cannot be read.
    Show(Unreadable),
}

impl Known {
    fn is_waiting(&self) -> bool {
        !self.shut && (self.wanted.is_some() || self.look)
    }
}

impl Keeper {
    /// Knows nothing yet.
    #[must_use]
    pub fn new(me: u32) -> Self {
        Self { me, drafts: Vec::new() }
    }

    /// The number of this visit.
    #[must_use]
    pub fn me(&self) -> u32 {
        self.me
    }

    fn known(&self, id: &DraftId) -> Option<&Known> {
        self.drafts.iter().find(|known| known.id == *id)
    }

    fn known_mut(&mut self, id: &DraftId) -> &mut Known {
        let at = self.drafts.iter().position(|known| known.id == *id).unwrap_or_else(|| {
            self.drafts.push(Known {
                id: id.clone(),
                read: Vec::new(),
                base: Mark::default(),
                held: (Stamp::default(), Mark::default()),
                second: None,
                wanted: None,
                look: false,
                shut: false,
            });
            self.drafts.len() - 1
        });
        &mut self.drafts[at]
    }

    /// Remembers a text that was read.
    pub fn learn(&mut self, id: &DraftId, mark: Mark) {
        let known = self.known_mut(id);
        known.read.retain(|read| *read != mark);
        if known.read.len() == REMEMBERED {
            known.read.remove(0);
        }
        known.read.push(mark);
    }

    /// From now on this visit goes on from a text of somebody else.
    pub fn go_on_from(&mut self, id: &DraftId, stamp: Stamp, mark: Mark) {
        self.learn(id, mark);
        let known = self.known_mut(id);
        (known.base, known.held) = (mark, (stamp, mark));
    }

    /// The text that the draft was last read from or written as.
    #[must_use]
    pub fn held(&self, id: &DraftId) -> (Stamp, Mark) {
        self.known(id).map(|known| known.held).unwrap_or_default()
    }

    /// Whether somebody else has stored this since this visit last read it. Where nothing stands nobody has.
    #[must_use]
    pub fn is_foreign(&self, id: &DraftId, raw: Option<&str>) -> bool {
        let Some(mark) = raw.map(Mark::of) else { return false };
        !self.has_read(id, mark)
    }

    /// Whether a text was read or written here.
    #[must_use]
    pub fn has_read(&self, id: &DraftId, mark: Mark) -> bool {
        self.known(id).is_some_and(|known| known.read.contains(&mark))
    }

    /// The highest number that was read.
    #[must_use]
    pub fn reached(&self, id: &DraftId) -> u32 {
        let read = self.known(id).into_iter().flat_map(|known| &known.read);
        read.map(|mark| mark.sequence).max().unwrap_or_default()
    }

    /// The stamp of the next text.
    #[must_use]
    pub fn next(&self, id: &DraftId) -> Stamp {
        let (base, held) = self.known(id).map(|known| (known.base, known.held.0)).unwrap_or_default();
        let sequence = self.reached(id).saturating_add(1);
        Stamp { sequence, by: self.me, base, knows: held.knows_of(self.me) }
    }

    /// A text was written, or at least tried: the second copy is to hold it as well.
    pub fn wrote(&mut self, id: &DraftId, stamp: Stamp, text: String) {
        let mark = Mark::of(&text);
        self.learn(id, mark);
        let known = self.known_mut(id);
        (known.held, known.wanted) = ((stamp, mark), Some(Some(text)));
    }

    /// The draft was removed: the second copy is to go as well. The tombstone is for where the first could not.
    pub fn removed(&mut self, id: &DraftId, tombstone: Option<String>) {
        self.known_mut(id).wanted = Some(tombstone);
    }

    /// The second copy is to be looked at.
    pub fn look(&mut self, id: &DraftId) {
        let known = self.known_mut(id);
        (known.second, known.look) = (None, true);
    }

    /// Another visit goes on with a draft: its second copy is that one's.
    pub fn leave(&mut self, id: &DraftId) {
        self.known_mut(id).wanted = None;
    }

    /// The drafts whose second copy waits to be written or looked at.
    pub fn waiting(&self) -> impl Iterator<Item = &DraftId> {
        self.drafts.iter().filter(|known| known.is_waiting()).map(|known| &known.id)
    }

    /// Whether the second copy waits to be written.
    #[must_use]
    pub fn is_waiting(&self, id: &DraftId) -> bool {
        self.known(id).is_some_and(|known| !known.shut && known.wanted.is_some())
    }

    /// What is to be done with a second copy. None where that is nothing.
    #[must_use]
    pub fn job(&self, id: &DraftId) -> Option<Job> {
        let known = self.known(id).filter(|known| known.is_waiting())?;
        let over = known.second.filter(|_| !known.look).map_or(Over::Unknown, Over::Text);
        Some(Job { wanted: known.wanted.clone(), over })
    }

    /// The second copy holds that.
    pub fn second_is(&mut self, id: &DraftId, text: Option<&str>) {
        let mark = text.map(Mark::of);
        if let Some(mark) = mark {
            self.learn(id, mark);
        }
        let known = self.known_mut(id);
        (known.second, known.look) = (Some(mark), false);
        if known.wanted.as_ref().is_some_and(|wanted| wanted.as_deref().map(Mark::of) == mark) {
            known.wanted = None;
        }
    }

    /// What was read of the second copy, and what it is to hold: a text, or nothing.
    pub fn second_read(&mut self, id: &DraftId, there: Option<&str>, wanted: Option<String>) {
        self.known_mut(id).wanted = Some(wanted);
        self.second_is(id, there);
    }

    /// The second copy stays as it is for as long as this visit lasts.
    pub fn shut(&mut self, id: &DraftId) {
        let known = self.known_mut(id);
        (known.shut, known.look, known.wanted) = (true, false, None);
    }

    /// What is to be done with a draft as it is here, of which another tab has written this as the first copy.
    #[must_use]
    pub fn meet(&self, here: &Draft, found: &str) -> Verdict {
        let (stamp, mark) = self.held(&here.id);
        let found = Copy::of(&key(&here.id), Some(found));
        settle(&Copy::Good(Box::new(here.clone()), stamp, mark), &found, None)
    }

    /// What is to be done with a draft of which this is found: its first copy, or what is to be that; its second copy;
    /// and the word that it was removed up to some number. The first must have been read before.
    #[must_use]
    pub fn judge(
        &self,
        id: &DraftId,
        first: Option<&str>,
        there: Option<&str>,
        gone: Option<u32>,
    ) -> Vec<Step> {
        let key = key(id);
        let (one, other) = (Copy::of(&key, first), Copy::of(&key, there));
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let why = |copy: &Copy| if matches!(copy, Copy::Bad(_)) { Why::Damaged } else { Why::Outdone };
        let mut steps = Vec::new();
        let verdict = settle(&one, &other, gone);
        match verdict {
            Verdict::Agree | Verdict::First { .. } | Verdict::Part => {
                if verdict == (Verdict::First { aside: true }) {
                    steps.extend(owned(there).map(|raw| Step::SetAside(why(&other), raw)));
                }
                match (verdict, other) {
                    (Verdict::Part, Copy::Good(draft, ..)) => steps.push(Step::Part(draft)),
                    (_, Copy::Bad(_)) => steps.push(Step::TellDamaged),
                    _ => {}
                }
                if let Copy::Good(_, _, mark) = one {
                    if mark.sequence == 0 {
                        steps.splice(0..0, owned(first).map(|raw| Step::SetAside(Why::Migrated, raw)));
                    }
                    steps.push(Step::Second { there: owned(there), wanted: owned(first) });
                    if mark.sequence == 0 {
                        steps.push(Step::Save);
                    }
                } else {
                    steps.push(Step::Second { there: None, wanted: None });
                }
            }
            Verdict::Second { aside } => {
                if aside {
                    steps.extend(owned(first).map(|raw| Step::SetAside(why(&one), raw)));
                }
                if matches!(one, Copy::Bad(_)) {
                    steps.push(Step::TellDamaged);
                }
                if let Copy::Good(draft, stamp, mark) = other {
                    steps.push(Step::Take(draft, stamp, mark));
                    steps.extend(owned(there).map(Step::WriteFirst));
                }
                steps.push(Step::Second { there: owned(there), wanted: owned(there) });
            }
            Verdict::Remove => {
                steps.extend([Step::RemoveFirst, Step::Second { there: owned(there), wanted: None }]);
            }
            Verdict::Lost | Verdict::Newer => {
                // Where the first can be read, it is shown, and where it cannot, that is said already.
                if let (Copy::Bad(cause), Copy::Nothing | Copy::Gone(_)) = (&other, &one) {
                    let raw = owned(there).unwrap_or_default();
                    steps.push(Step::Show(Unreadable { key, raw, cause: *cause }));
                }
                steps.push(Step::Shut);
            }
        }
        steps
    }
}
