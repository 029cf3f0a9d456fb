//! What is given up so that the history of drafts stays small.
//!
//! | age | kept of a draft |
//! | --- | --- |
//! | the last hour | all |
//! | a day | the last and the fullest of each hour |
//! | 30 days | the last and the fullest of each day |
//! | beyond | the last and the fullest of each week |
//!
//! The fullest, because who comes looking has mostly lost a part of the text and gone on without it.
//!
//! The clock of an old machine jumps by years. So a version counts as kept at the latest moment that it or an earlier
//! one names and that is not still to come: it may be thought younger than it is, which only keeps it. And keeping one
//! version gives up at most two because of their age, whatever the clock says.
//!
//! Beyond that the bytes are bounded: a four-page paper is 12 kB, one with a table of 200 rows 100 kB. The versions with
//! the lowest numbers go first. Of a draft that was deleted the last text stays for a while, and goes by the same rules.

use super::{Snapshot, Version, Why};
use crate::draft::{DraftId, Timestamp};
use crate::session::history::seconds;

/// So long may all versions of a draft be together, in bytes of UTF-8: 300 of a paper, 40 of a long table.
pub const MOST_BYTES_OF_DRAFT: u32 = 4_000_000;

/// So long may all versions of all drafts be together. A browser may take twice as much room for it.
pub const MOST_BYTES: u32 = 24_000_000;

/// The last text of a deleted draft is kept for so many days.
pub const DELETED_DAYS: i64 = 30;

/// Of so many deleted drafts.
const MOST_DELETED: usize = 20;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// What is to be done to keep a version. It is written first; only then the others are given up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Where it is stored. None where the same was kept last.
    pub key: Option<String>,
    /// The keys of those that are given up for it.
    pub given_up: Vec<String>,
}

/// Decides what keeping a version does. `all` are the versions of all drafts, in the order of their keys.
#[must_use]
pub fn keep(all: &[Version], snapshot: &Snapshot, is_deleted: &dyn Fn(&DraftId) -> bool) -> Keeping {
    let own: Vec<&Version> = all.iter().filter(|version| version.draft == snapshot.draft).collect();
    let is_same = |version: &&&Version| version.says_the_same_as(snapshot);
    if own.last().filter(is_same).is_some() && snapshot.why != Why::Delete {
        return Keeping::default();
    }
    let number = latest(all.iter()).map_or(0, |version| version.number) + 1;
    let mut going = Going { all, gone: Vec::new() };
    for version in own.iter().filter(is_same) {
        going.give_up(version);
    }
    if let Some(now) = seconds(&snapshot.at) {
        let mut aged = aged_out(&own, now);
        aged.extend(deleted(all, now, is_deleted, snapshot));
        for version in aged.into_iter().take(2) {
            going.give_up(version);
        }
    }
    // Of deleted drafts the last text alone.
    for version in all.iter().filter(|version| version.draft != snapshot.draft && is_deleted(&version.draft))
    {
        let last = latest(all.iter().filter(|other| other.draft == version.draft));
        if last.is_some_and(|last| last.why == Why::Delete && last.key != version.key) {
            going.give_up(version);
        }
    }
    going.shrink(&|version| version.draft == snapshot.draft, MOST_BYTES_OF_DRAFT, snapshot.bytes());
    going.shrink(&|_| true, MOST_BYTES, snapshot.bytes());
    Keeping { key: Some(snapshot.key(number)), given_up: going.gone }
}

/// What is given up where the browser has no room for a version: the oldest, until there is room for it a few times.
#[must_use]
pub fn make_room(all: &[Version], snapshot: &Snapshot) -> Vec<String> {
    let mut going = Going { all, gone: Vec::new() };
    let held = going.bytes(&|_| true);
    going.shrink(&|_| true, held.saturating_sub(snapshot.bytes().saturating_mul(4)), 0);
    going.gone
}

/// Versions of which some go.
struct Going<'a> {
    all: &'a [Version],
    gone: Vec<String>,
}

impl Going<'_> {
    fn give_up(&mut self, version: &Version) {
        if !self.is_gone(version) {
            self.gone.push(version.key.clone());
        }
    }

    fn is_gone(&self, version: &Version) -> bool {
        self.gone.contains(&version.key)
    }

    /// How long those that stay are together, of some.
    fn bytes(&self, of: &dyn Fn(&Version) -> bool) -> u32 {
        let staying = self.all.iter().filter(|version| of(version) && !self.is_gone(version));
        staying.fold(0, |sum, version| sum.saturating_add(version.bytes))
    }

    /// Gives up the oldest of some until they and what comes to them are short enough.
    fn shrink(&mut self, of: &dyn Fn(&Version) -> bool, most: u32, coming: u32) {
        while self.bytes(of).saturating_add(coming) > most {
            let staying = self.all.iter().filter(|version| of(version) && !self.is_gone(version));
            let Some(oldest) =
                staying.reduce(|one, other| if other.number < one.number { other } else { one })
            else {
                break;
            };
            self.give_up(oldest);
        }
    }
}

fn latest<'a>(versions: impl Iterator<Item = &'a Version>) -> Option<&'a Version> {
    versions.reduce(|one, other| if other.number >= one.number { other } else { one })
}

/// The versions of a draft that its age table does not keep, the oldest first.
fn aged_out<'a>(own: &[&'a Version], now: i64) -> Vec<&'a Version> {
    let mut out = Vec::new();
    let mut reached = i64::MIN;
    let mut slot = None::<((i64, i64), &Version, &Version)>;
    for version in own {
        let Some(at) = seconds(&version.at).filter(|at| *at <= now) else { continue };
        reached = reached.max(at);
        let here = match now - reached {
            ..HOUR => break,
            HOUR..DAY => (HOUR, reached / HOUR),
            age if age < 30 * DAY => (DAY, reached / DAY),
            _ => (7 * DAY, reached / (7 * DAY)),
        };
        slot = Some(match slot {
            Some((before, last, fullest)) if before == here => {
                let fuller = if version.words >= fullest.words { version } else { fullest };
                for given_up in [fullest, last] {
                    if given_up.key != fuller.key
                        && !out.iter().any(|known: &&Version| known.key == given_up.key)
                    {
                        out.push(given_up);
                    }
                }
                (here, version, fuller)
            }
            _ => (here, version, version),
        });
    }
    out
}

/// The last texts of deleted drafts whose time is over, or that are too many.
fn deleted<'a>(
    all: &'a [Version],
    now: i64,
    is_deleted: &dyn Fn(&DraftId) -> bool,
    snapshot: &Snapshot,
) -> Vec<&'a Version> {
    let is_last = |version: &Version| {
        version.why == Why::Delete
            && version.draft != snapshot.draft
            && is_deleted(&version.draft)
            && !all.iter().any(|other| other.draft == version.draft && other.number > version.number)
    };
    let last: Vec<&Version> = all.iter().filter(|version| is_last(version)).collect();
    let is_over = |version: &&Version| {
        let later = last.iter().filter(|other| other.number > version.number).count();
        later >= MOST_DELETED || age(&version.at, now).is_some_and(|age| age >= DELETED_DAYS * DAY)
    };
    last.iter().copied().filter(is_over).collect()
}

fn age(at: &Timestamp, now: i64) -> Option<i64> {
    seconds(at).map(|at| now - at)
}
