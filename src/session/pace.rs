//! How often what depends on all of a draft is counted anew while it is edited.
//!
//! Pages are counted and answers are checked over a whole draft. In most papers that is done between two keys; in a
//! form with a long table, or on an old machine, it would hold up the next one. So after each time it rests three
//! thousand times as long as it took, and what changes meanwhile is counted together; but as soon as the writer pauses,
//! all is counted, however long it takes.

use crate::draft::DraftId;

/// So many times as long as the work took it rests, because what is drawn of it takes longer than the work.
const REST: f64 = 3000.0;

/// But never longer than this, in milliseconds.
const LONGEST: f64 = 2000.0;

/// After so many milliseconds without a change the writer has paused.
const PAUSE: f64 = 250.0;

/// When what depends on drafts was last woken, how long that took, and what waits to be woken. Moments and durations
/// are in milliseconds.
#[derive(Debug, Default)]
pub struct Pace {
    woken: f64,
    spent: f64,
    changed: f64,
    waiting: Vec<DraftId>,
}

/// When what depends on a draft is to be woken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wake {
    /// At once.
    Now,
    /// [`Pace::rested`] is to be asked after so long.
    After(f64),
    /// With what waits already.
    WithOthers,
}

/// What becomes of what waits.
#[derive(Clone, Debug, PartialEq)]
pub enum Rested {
    /// It is woken now.
    Over(Vec<DraftId>),
    /// It is to be asked again after so long.
    Not(f64),
}

impl Pace {
    /// So much of the time was spent on what depends on a draft.
    pub fn spend(&mut self, took: f64) {
        self.spent += took;
    }

    /// A draft changes now.
    #[must_use]
    pub fn change(&mut self, draft: &DraftId, now: f64) -> Wake {
        self.changed = now;
        let is_first = self.waiting.is_empty();
        match self.left(now) {
            None if is_first => {
                (self.woken, self.spent) = (now, 0.0);
                return Wake::Now;
            }
            _ if !self.waiting.contains(draft) => self.waiting.push(draft.clone()),
            _ => {}
        }
        if is_first { Wake::After(self.left(now).unwrap_or_default()) } else { Wake::WithOthers }
    }

    /// Asked when the rest may be over: gives what is to be woken.
    #[must_use]
    pub fn rested(&mut self, now: f64) -> Rested {
        if let Some(left) = self.left(now) {
            return Rested::Not(left);
        }
        (self.woken, self.spent) = (now, 0.0);
        Rested::Over(std::mem::take(&mut self.waiting))
    }

    /// How long it still rests at least.
    fn left(&self, now: f64) -> Option<f64> {
        let rest = self.woken + (self.spent * REST).min(LONGEST) - now;
        let pause = self.changed + PAUSE - now;
        // The clock may have been set back.
        let is_resting = rest > 0.0 && rest <= LONGEST && pause > 0.0 && pause <= PAUSE;
        is_resting.then_some(rest.min(pause))
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
            pace.spend(0.02);
            pace.spend(0.01);
        }
    }

    #[test]
    fn slow_work_rests_while_somebody_types_and_then_takes_all_that_changed() {
        let mut pace = Pace::default();
        assert_eq!(pace.change(&draft("a"), 5000.0), Wake::Now);
        pace.spend(0.125);
        pace.spend(0.125);
        assert_eq!(pace.change(&draft("a"), 5100.0), Wake::After(250.0));
        assert_eq!(pace.change(&draft("b"), 5300.0), Wake::WithOthers);
        assert_eq!(pace.rested(5350.0), Rested::Not(200.0), "somebody types");
        assert_eq!(pace.change(&draft("a"), 5500.0), Wake::WithOthers);
        assert_eq!(pace.rested(5550.0), Rested::Not(200.0));
        assert_eq!(pace.change(&draft("a"), 5700.0), Wake::WithOthers);
        assert_eq!(pace.rested(5700.0), Rested::Not(50.0));
        assert_eq!(pace.rested(5800.0), Rested::Over(vec![draft("a"), draft("b")]));
        assert_eq!(pace.change(&draft("a"), 5801.0), Wake::Now, "the work has not begun yet");
    }

    #[test]
    fn a_pause_ends_the_rest() {
        let mut pace = Pace::default();
        assert_eq!(pace.change(&draft("a"), 5000.0), Wake::Now);
        pace.spend(3.0);
        assert_eq!(pace.change(&draft("a"), 5100.0), Wake::After(250.0));
        assert_eq!(pace.rested(5350.0), Rested::Over(vec![draft("a")]));
        pace.spend(3.0);
        assert_eq!(
            pace.change(&draft("a"), 5700.0),
            Wake::After(250.0),
            "a key after a pause may be one of many"
        );
        assert_eq!(pace.rested(5950.0), Rested::Over(vec![draft("a")]));
        assert_eq!(pace.change(&draft("a"), 8000.0), Wake::Now, "it has rested enough");
    }

    #[test]
    fn no_rest_is_longer_than_two_seconds_whatever_the_clock() {
        let mut pace = Pace::default();
        assert_eq!(pace.change(&draft("a"), 5000.0), Wake::Now);
        pace.spend(90.0);
        for at in [5001.0, 5200.0, 5400.0, 5600.0, 5800.0, 6000.0, 6200.0, 6400.0, 6600.0, 6800.0] {
            assert_ne!(pace.change(&draft("a"), at), Wake::Now);
        }
        assert_eq!(pace.rested(6999.0), Rested::Not(1.0));
        assert_eq!(pace.rested(7000.0), Rested::Over(vec![draft("a")]));
        assert_eq!(pace.change(&draft("a"), 10.0), Wake::Now, "the clock was set back");
    }
}
