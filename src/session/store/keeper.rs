//! What one visit knows of the two copies of every draft, and what it may write over.
//!
//! The first copy is written at once, the second when the browser gets to it. A text is written only over one that this
//! visit has read or written itself; where something else is found, [`settle`](super::settle) judges.

use super::{Mark, Stamp};
use crate::draft::DraftId;

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
    /// What the second copy is known to hold. None until it has been asked for.
    second: Option<Option<Mark>>,
    /// What the second copy is to hold, until it does: a text, or nothing.
    wanted: Option<Option<String>>,
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
            let (read, base) = (Vec::new(), Mark::default());
            self.drafts.push(Known { id: id.clone(), read, base, second: None, wanted: None });
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
    pub fn go_on_from(&mut self, id: &DraftId, mark: Mark) {
        self.learn(id, mark);
        self.known_mut(id).base = mark;
    }

    /// Whether somebody else has stored this since this visit last read it. Where nothing stands nobody has.
    #[must_use]
    pub fn is_foreign(&self, id: &DraftId, raw: Option<&str>) -> bool {
        let Some(mark) = raw.map(Mark::of) else { return false };
        !self.known(id).is_some_and(|known| known.read.contains(&mark))
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
        let base = self.known(id).map(|known| known.base).unwrap_or_default();
        Stamp { sequence: self.reached(id).saturating_add(1), by: self.me, base }
    }

    /// A text was written, or at least tried: the second copy is to hold it as well.
    pub fn wrote(&mut self, id: &DraftId, text: String) {
        self.learn(id, Mark::of(&text));
        self.known_mut(id).wanted = Some(Some(text));
    }

    /// The draft was removed: the second copy is to go as well; the tombstone is for where the first could not.
    pub fn removed(&mut self, id: &DraftId, tombstone: Option<String>) {
        self.known_mut(id).wanted = Some(tombstone);
    }

    /// The second copy is to be looked at, and to hold what the first does.
    pub fn look(&mut self, id: &DraftId) {
        self.known_mut(id).second = None;
    }

    /// A draft whose second copy waits to be written.
    #[must_use]
    pub fn waiting(&self) -> Vec<DraftId> {
        self.drafts.iter().filter(|known| known.wanted.is_some()).map(|known| known.id.clone()).collect()
    }

    /// What the second copy is to hold, and what it may be written over.
    #[must_use]
    pub fn wanted(&self, id: &DraftId) -> Option<(Option<String>, Over)> {
        let known = self.known(id)?;
        Some((known.wanted.clone()?, known.second.map_or(Over::Unknown, Over::Text)))
    }

    /// The second copy holds that. Whether nothing more waits.
    pub fn second_is(&mut self, id: &DraftId, text: Option<&str>) -> bool {
        let mark = text.map(Mark::of);
        if let Some(mark) = mark {
            self.learn(id, mark);
        }
        let known = self.known_mut(id);
        known.second = Some(mark);
        if known.wanted.as_ref().is_some_and(|wanted| wanted.as_deref().map(Mark::of) == mark) {
            known.wanted = None;
        }
        known.wanted.is_none()
    }

    /// Nothing more is wanted of the second copy.
    pub fn leave(&mut self, id: &DraftId) {
        self.known_mut(id).wanted = None;
    }

    /// What the tab knows of a draft that goes on under another id, or that is gone.
    pub fn forget(&mut self, id: &DraftId) {
        self.drafts.retain(|known| known.id != *id);
    }
}
