//! The text that is stored for a draft: the draft between a stamp and a check.
//!
//! The stamp says the how-manieth text of this draft it is, who wrote it and what it went on from: texts are ordered by
//! that, never by the clock. The check is over every byte before it. All is one JSON object, so that earlier versions
//! of the program see that it is not theirs, and people can read it.

use super::check::check;
use super::{Cause, key};
use crate::draft::Draft;
use crate::json::{Value, parse};

/// The shape that this version writes. Later ones begin and end alike, so that a damaged one is told from a newer one.
const VERSION: u32 = 2;
const HEAD: &str = "{\"stored\":2,\"sequence\":";
const KNOWS: &str = ",\"knows\":[";
const CHECK: &str = ",\"check\":";

/// Which text it is, of all that were ever stored for a draft. Texts of the first version, and what cannot be read, have
/// no number: they are known by the check alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The how-manieth.
    pub sequence: u32,
    /// The check of it.
    pub check: u32,
}

impl Mark {
    /// The mark of a stored text, as it says itself: cheap, and no proof that it is whole.
    #[must_use]
    pub fn of(raw: &str) -> Self {
        let stated = || {
            let sequence = digits(raw.strip_prefix(HEAD)?)?;
            let check = digits(raw.get(raw.rfind(CHECK)? + CHECK.len()..)?)?;
            Some(Self { sequence, check })
        };
        stated().unwrap_or_else(|| Self { sequence: 0, check: check(raw) })
    }
}

fn digits(text: &str) -> Option<u32> {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// So many earlier visits a text names: beyond that it is not known what its writer had read.
pub(super) const VISITS: usize = 8;

/// Who wrote a text, and after which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The how-manieth text of the draft.
    pub sequence: u32,
    /// The visit that wrote it; nobody's is 0.
    pub by: u32,
    /// The text of somebody else that the visit went on from.
    pub base: Mark,
    /// The visits whose texts are contained in this one, and up to which; the last first. Where there were fewer, nobody.
    pub knows: [(u32, u32); VISITS],
}

impl Stamp {
    /// Whether the text goes on from that one, directly or over others. None where it does not say.
    pub(super) fn contains(&self, other: Self) -> Option<bool> {
        let is_known = |(by, up_to): &(u32, u32)| *by == other.by && *up_to >= other.sequence;
        let is_full = self.knows.iter().all(|(by, _)| *by != 0);
        match other.by {
            0 => None,
            by if by == self.by => Some(self.sequence >= other.sequence),
            _ if self.knows.iter().any(is_known) => Some(true),
            _ => (!is_full).then_some(false),
        }
    }

    /// What a text of this visit contains that goes on from one with this stamp.
    pub(super) fn knows_of(&self, me: u32) -> [(u32, u32); VISITS] {
        let mut knows = [(0, 0); VISITS];
        let own = (self.by != 0).then_some((self.by, self.sequence));
        let all = own.into_iter().chain(self.knows).filter(|(by, _)| *by != me && *by != 0);
        let mut len = 0;
        for (by, up_to) in all {
            if len < VISITS && !knows[..len].iter().any(|(other, _)| *other == by) {
                knows[len] = (by, up_to);
                len += 1;
            }
        }
        knows
    }
}

/// The stamp of a text that was found to be good, and its mark, as it says itself.
#[must_use]
pub fn stated(raw: &str) -> (Stamp, Mark) {
    let mark = Mark::of(raw);
    let after = |name: &str| digits(raw.get(raw.find(name)? + name.len()..)?);
    let base = || {
        let (sequence, check) = (after("\"base\":[")?, raw.get(raw.find("\"base\":[")?..)?);
        Some(Mark { sequence, check: digits(check.get(check.find(',')? + 1..)?)? })
    };
    if mark.sequence == 0 {
        return (Stamp::default(), mark);
    }
    let knows = || {
        let head = raw.get(..raw.find(",\"draft\":")?)?;
        let text = head.get(head.find(KNOWS)? + KNOWS.len()..)?.strip_suffix(']')?;
        let mut knows = [(0, 0); VISITS];
        let mut numbers = text.split(',').map(str::parse);
        for known in &mut knows {
            let (Some(Ok(by)), Some(Ok(up_to))) = (numbers.next(), numbers.next()) else { break };
            *known = (by, up_to);
        }
        Some(knows)
    };
    let stamp = Stamp {
        sequence: mark.sequence,
        by: after("\"by\":").unwrap_or_default(),
        base: base().unwrap_or_default(),
        knows: knows().unwrap_or_default(),
    };
    (stamp, mark)
}

/// What one copy of a draft was found to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Copy {
    /// There is none.
    Nothing,
    /// A draft.
    Good(Box<Draft>, Stamp, Mark),
    /// The word that the draft was removed, up to this number.
    Gone(u32),
    /// Something that cannot be read.
    Bad(Cause),
}

impl Copy {
    /// What is stored under a key.
    #[must_use]
    pub fn of(stored_under: &str, raw: Option<&str>) -> Self {
        raw.map_or(Self::Nothing, |raw| read(stored_under, raw).unwrap_or_else(Self::Bad))
    }
}

/// The text that is stored for a draft.
#[must_use]
pub fn seal(draft: &Draft, stamp: &Stamp) -> String {
    sealed(|text| draft.append_json(text + "\"draft\":"), stamp)
}

/// The text that is stored in the stead of a draft that was removed, while a copy of it could not be.
#[must_use]
pub fn tombstone(sequence: u32) -> String {
    sealed(|text| text + "\"gone\":true", &Stamp { sequence, ..Stamp::default() })
}

/// What is appended by `write` stands between a stamp and a check: it is long, and so is written where it belongs.
fn sealed(write: impl FnOnce(String) -> String, Stamp { sequence, by, base, knows }: &Stamp) -> String {
    let Mark { sequence: base, check: base_check } = base;
    let mut known = String::new();
    for (by, up_to) in knows.iter().filter(|(by, _)| *by != 0) {
        known += if known.is_empty() { KNOWS } else { "," };
        known += &format!("{by},{up_to}");
    }
    if !known.is_empty() {
        known.push(']');
    }
    let text = write(format!("{HEAD}{sequence},\"by\":{by},\"base\":[{base},{base_check}]{known},"));
    let check = check(&text);
    text + CHECK + &check.to_string() + "}"
}

/// Reads what was stored under a key.
pub(super) fn read(stored_under: &str, raw: &str) -> Result<Copy, Cause> {
    let end = raw.rfind(CHECK).filter(|at| is_tail(raw.get(at + CHECK.len()..)));
    let sealed = end.and_then(|at| Some((raw.get(..at)?, raw.get(at..)?)));
    if sealed.is_some_and(|(text, tail)| tail != format!("{CHECK}{}}}", check(text))) {
        return Err(Cause::Damaged);
    }
    let stored = parse(raw).map_err(|_| Cause::Damaged)?;
    let count = |value: Option<&Value>| value.and_then(Value::as_u32).ok_or(Cause::Damaged);
    let version = count(stored.get("stored"))?;
    if version > VERSION {
        return Err(Cause::Newer);
    }
    let stamp = if version == 1 {
        Stamp::default()
    } else {
        if sealed.is_none() {
            return Err(Cause::Damaged);
        }
        let base = stored.get("base").and_then(Value::as_array).ok_or(Cause::Damaged)?;
        Stamp {
            sequence: count(stored.get("sequence"))?,
            by: count(stored.get("by"))?,
            base: Mark { sequence: count(base.first())?, check: count(base.get(1))? },
            knows: stated(raw).0.knows,
        }
    };
    if stored.get("gone").is_some() {
        return Ok(Copy::Gone(stamp.sequence));
    }
    let draft = stored.get("draft").and_then(|draft| Draft::from_json(draft).ok());
    let draft = draft.filter(|draft| key(&draft.id) == stored_under).ok_or(Cause::Damaged)?;
    Ok(Copy::Good(Box::new(draft), stamp, Mark::of(raw)))
}

/// Whether nothing follows but a number and the end: an answer, or a member that some version knows, may be named alike.
fn is_tail(text: Option<&str>) -> bool {
    text.and_then(|text| text.strip_suffix('}'))
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
