//! How often what depends on all of a draft is counted anew while it is edited.
//!
//! Pages are counted and answers are checked over a whole draft. In most papers that is done between two keys; in a
//! form with a long table, or on an old machine, it would hold up the next one. So after each time it rests two hundred
//! times as long as it took, and what changes meanwhile is counted together.

use crate::draft::DraftId;

/// So many times as long as the work took it rests: it takes half a hundredth of the time.
const REST: f64 = 200.0;

/// But never longer than this, in milliseconds.
const LONGEST: f64 = 1500.0;

/// When what depends on drafts was last woken, how long that took, and what waits to be woken. Moments and durations
/// are in milliseconds.
#[derive(Debug, Default)]
pub struct Pace {
    woken: f64,
    spent: f64,
    waiting: Vec<DraftId>,
}

/// When what depends on a draft is to be woken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wake {
    /// At once.
    Now,
    /// After so long, with [`Pace::rested`].
    After(f64),
    /// With what waits already.
    WithOthers,
}

impl Pace {
    /// So much of the time was spent on what depends on a draft.
    pub fn spend(&mut self, took: f64) {
        self.spent += took;
    }

    /// A draft changes now.
    #[must_use]
    pub fn change(&mut self, draft: &DraftId, now: f64) -> Wake {
        let rest = self.woken + (self.spent * REST).min(LONGEST) - now;
        // The clock may have been set back.
        let is_rested = rest <= 0.0 || rest > LONGEST;
        if self.waiting.is_empty() && is_rested {
            (self.woken, self.spent) = (now, 0.0);
            return Wake::Now;
        }
        let is_first = self.waiting.is_empty();
        if !self.waiting.contains(draft) {
            self.waiting.push(draft.clone());
        }
        if is_first { Wake::After(rest) } else { Wake::WithOthers }
    }

    /// The rest is over: gives what is to be woken.
    #[must_use]
    pub fn rested(&mut self, now: f64) -> Vec<DraftId> {
        (self.woken, self.spent) = (now, 0.0);
        std::mem::take(&mut self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(id: &str) -> DraftId {
        DraftId::new(id)
    }

    #[test]
    fn quick_work_follows_every_key() {
        let mut pace = Pace::default();
        for key in 0..20 {
            assert_eq!(pace.change(&draft("a"), f64::from(key) * 100.0), Wake::Now);
            pace.spend(0.3);
            pace.spend(0.2);
        }
    }

    #[test]
    fn slow_work_rests_two_hundred_times_as_long_and_then_takes_all_that_changed() {
        let mut pace = Pace::default();
        assert_eq!(pace.change(&draft("a"), 5000.0), Wake::Now);
        pace.spend(2.0);
        assert_eq!(pace.change(&draft("a"), 5100.0), Wake::After(300.0));
        assert_eq!(pace.change(&draft("b"), 5200.0), Wake::WithOthers);
        assert_eq!(pace.change(&draft("a"), 5300.0), Wake::WithOthers);
        assert_eq!(pace.rested(5400.0), [draft("a"), draft("b")]);
        assert_eq!(pace.change(&draft("a"), 5401.0), Wake::Now, "the work has not begun yet");
        pace.spend(2.0);
        assert_eq!(pace.change(&draft("a"), 6000.0), Wake::Now, "after a pause nothing waits");
    }

    #[test]
    fn no_rest_is_longer_than_a_second_and_a_half_whatever_the_clock() {
        let mut pace = Pace::default();
        assert_eq!(pace.change(&draft("a"), 5000.0), Wake::Now);
        pace.spend(90.0);
        assert_eq!(pace.change(&draft("a"), 5001.0), Wake::After(1499.0));
        assert_eq!(pace.rested(6500.0), [draft("a")]);
        assert_eq!(pace.change(&draft("a"), 10.0), Wake::Now, "the clock was set back");
    }
}
