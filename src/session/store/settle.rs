//! Which of two copies of a draft goes on.

use super::Cause;
use super::envelope::{Copy, Mark, Stamp};
use crate::draft::Draft;

/// What becomes of a draft with two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Both are the same, or there are none.
    Agree,
    /// The first goes on and is written over the second.
    First {
        /// The second is set aside before.
        aside: bool,
    },
    /// The second goes on and is written over the first.
    Second {
        /// The first is set aside before.
        aside: bool,
    },
    /// The first goes on; the second becomes a draft of its own, and only then is written over.
    Part,
    /// The draft was removed: what is left of it goes.
    Remove,
    /// No copy can be read. They stay as they are.
    Lost,
    /// A copy is of a newer version of this program. They stay as they are.
    Newer,
}

/// Judges two copies, and the word that the draft was removed up to some number.
///
/// The newer good copy wins, and nothing is asked, wherever it is seen to go on from the other. Where each has something
/// that the other has not, none wins.
#[must_use]
pub fn settle(first: &Copy, second: &Copy, gone: Option<u32>) -> Verdict {
    let word = |copy: &Copy| if let Copy::Gone(up_to) = copy { Some(*up_to) } else { None };
    let gone = gone.max(word(first)).max(word(second));
    match (left(first, gone), left(second, gone)) {
        (Copy::Bad(Cause::Newer), _) | (_, Copy::Bad(Cause::Newer)) => Verdict::Newer,
        (Copy::Bad(_), Copy::Good(..)) => Verdict::Second { aside: true },
        (Copy::Good(..), Copy::Bad(_)) => Verdict::First { aside: true },
        (Copy::Bad(_), _) | (_, Copy::Bad(_)) => Verdict::Lost,
        (Copy::Good(first, stamp, mark), Copy::Good(second, other_stamp, other_mark)) => {
            both((first, *stamp, *mark), (second, *other_stamp, *other_mark))
        }
        (Copy::Good(..), _) => Verdict::First { aside: false },
        (_, Copy::Good(..)) => Verdict::Second { aside: false },
        _ if gone.is_some() => Verdict::Remove,
        _ => Verdict::Agree,
    }
}

/// What is left of a copy of a draft that was removed up to some number.
fn left(copy: &Copy, gone: Option<u32>) -> &Copy {
    match copy {
        Copy::Good(_, stamp, _) if gone.is_some_and(|up_to| stamp.sequence <= up_to) => &Copy::Nothing,
        Copy::Gone(_) => &Copy::Nothing,
        left => left,
    }
}

fn both(
    (first, stamp, mark): (&Draft, Stamp, Mark),
    (second, other, other_mark): (&Draft, Stamp, Mark),
) -> Verdict {
    if mark == other_mark && first == second {
        return Verdict::Agree;
    }
    let later = |one: Stamp, than: Stamp, its: Mark| {
        // A visit writes one text after the other. Of what is too long ago it is not said whether it was read, but likely.
        let contains = if one.base == its { Some(true) } else { one.contains(than) };
        let knew = contains == Some(true);
        let outdone = contains.unwrap_or(than.sequence < one.base.sequence);
        (one.sequence > than.sequence).then_some((knew, outdone))
    };
    let says_the_same = says_the_same(first, second);
    match (later(stamp, other, other_mark), later(other, stamp, mark)) {
        (Some((knew, true)), _) => Verdict::First { aside: !knew && !says_the_same },
        (_, Some((knew, true))) => Verdict::Second { aside: !knew && !says_the_same },
        (_, Some(_)) if says_the_same => Verdict::Second { aside: false },
        _ if says_the_same => Verdict::First { aside: false },
        _ => Verdict::Part,
    }
}

/// Whether two drafts differ in nothing that somebody wrote.
#[must_use]
pub fn says_the_same(one: &Draft, other: &Draft) -> bool {
    one.answers == other.answers
        && one.name == other.name
        && one.layout == other.layout
        && one.unknown == other.unknown
}
