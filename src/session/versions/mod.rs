//! The history of a draft: what it was at earlier moments of work, kept beside it.
//!
//! A version is the text that [`super::store`] stores for a draft, untouched. All else that is known of it stands in
//! its key: the draft, a number that only rises, why and when it was kept, how long it is. So whoever wants to know
//! which versions there are reads keys and no text, one write keeps a version whole, and a list of them can never
//! disagree with them. [`Moments`] says when a version is due, [`keep`] what is written and what is given up for it,
//! [`compare()`] what changed from one to another.
//!
//! **Invariant:** versions follow each other by their numbers; the device's clock never orders them. A text is kept once.
//! Nothing here touches the draft itself.

mod compare;
mod moments;
mod restore;
mod thinning;
mod when;

pub use compare::{CellDifference, Comparison, Difference, Piece, RowDifference, What, compare};
pub use moments::Moments;
pub use thinning::{DELETED_DAYS, Keeping, MOST_BYTES, MOST_BYTES_OF_DRAFT, keep, make_room};
pub use when::{Day, When, when};

use crate::draft::{Answer, Draft, DraftId, Timestamp};

/// Why a version was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// As it was found before the first change in a visit.
    Begin,
    /// The writer paused, or turned away.
    Pause,
    /// Ten minutes of work had passed.
    Work,
    /// A file was about to take its place.
    Import,
    /// An earlier version was about to take its place.
    Restore,
    /// Answers were about to be taken over from other papers.
    TakeOver,
    /// The draft was about to be deleted.
    Delete,
}

impl Why {
    const ALL: [(Self, &str); 7] = [
        (Self::Begin, "begin"),
        (Self::Pause, "pause"),
        (Self::Work, "work"),
        (Self::Import, "import"),
        (Self::Restore, "restore"),
        (Self::TakeOver, "take-over"),
        (Self::Delete, "delete"),
    ];

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(why, _)| *why)
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(why, _)| *why == self).map_or("", |(_, name)| name)
    }
}

/// What the key of a version says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Where it is stored.
    pub key: String,
    /// The draft.
    pub draft: DraftId,
    /// The later of two versions has the higher number, in whatever draft.
    pub number: u32,
    /// Why it was kept.
    pub why: Why,
    /// When, by the device's clock, which may be wrong.
    pub at: Timestamp,
    /// How many words its answers have.
    pub words: u32,
    /// How long its text is.
    pub bytes: u32,
    /// Equal for equal answers.
    digest: u64,
}

/// All keys of a draft's versions begin with this.
#[must_use]
pub fn prefix(draft: &DraftId) -> String {
    format!("{draft}/")
}

impl Version {
    /// Reads a key. None for one that this version of the program does not write: it is left alone.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.rsplitn(7, '/');
        let digest = u64::from_str_radix(parts.next()?, 16).ok()?;
        let bytes = parts.next()?.parse().ok()?;
        let words = parts.next()?.parse().ok()?;
        let at = Timestamp::new(parts.next()?);
        let why = Why::parse(parts.next()?)?;
        let number = parts.next()?.parse().ok()?;
        let draft = DraftId::new(parts.next()?);
        Some(Self { key: key.to_owned(), draft, number, why, at, words, bytes, digest })
    }

    /// Whether the answers are the same.
    fn says_the_same_as(&self, snapshot: &Snapshot) -> bool {
        self.digest == snapshot.digest && self.words == snapshot.words
    }
}

/// A draft as it is at a moment, to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    draft: DraftId,
    why: Why,
    at: Timestamp,
    words: u32,
    digest: u64,
    /// What is stored.
    pub text: String,
}

impl Snapshot {
    /// Takes a draft as it is.
    #[must_use]
    pub fn of(draft: &Draft, why: Why, now: &Timestamp) -> Self {
        // When it was changed and exported, and what it is called, is no answer.
        let bare = Draft {
            name: String::new(),
            revision: 0,
            created_at: Timestamp::new(""),
            updated_at: Timestamp::new(""),
            ..draft.clone()
        };
        Self {
            draft: draft.id.clone(),
            why,
            at: now.clone(),
            words: words(draft),
            digest: digest(&bare.append_json(String::new())),
            text: super::store::encode(draft),
        }
    }

    fn bytes(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Where it is stored as the version of that number.
    fn key(&self, number: u32) -> String {
        let Self { draft, why, at, words, digest, .. } = self;
        format!("{draft}/{number:010}/{}/{at}/{words}/{}/{digest:x}", why.name(), self.bytes())
    }
}

/// How many words a draft's answers have.
fn words(draft: &Draft) -> u32 {
    let mut words = 0;
    let mut count = |text: &str| words += text.split_ascii_whitespace().count();
    for (_, answer) in draft.answers.iter() {
        match answer {
            Answer::Text(text) => count(text),
            Answer::Rows(rows) => {
                for (_, cell) in rows.iter().flat_map(|row| row.cells.iter()) {
                    count(cell);
                }
            }
            Answer::Choices(_) | Answer::Tick(_) => {}
        }
    }
    u32::try_from(words).unwrap_or(u32::MAX)
}

/// FNV-1a: among some hundred texts of a draft two that differ are taken for one less than once in 10^14 drafts.
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests;
