//! How long a change waits before it is written.
//!
//! Writing two copies costs as much as several keys, so that what is typed meanwhile is written together; but it is on
//! the disk within a second of the key, on a slow one too. Most of what writing takes is the second copy, which asks the
//! disk. Moments and durations are in milliseconds.

use std::time::Duration;

/// It waits at least so long, and no longer while it is not known how quick the disk is.
const LEAST: f64 = 500.0;

/// On the quickest disk it waits so long: a quarter of the second is left for a disk that is slower than it was.
const MOST: f64 = 750.0;

/// Of how long it took before so much is remembered at each time that is quicker.
const KEPT: f64 = 0.75;

/// How long the second copy took of late, and since when one is being written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wait {
    begun: Option<f64>,
    took: Option<f64>,
}

impl Wait {
    /// The first copy is written, the second not yet.
    pub fn begin(&mut self, now: f64) {
        self.begun.get_or_insert(now);
    }

    /// The second copy is written too.
    pub fn end(&mut self, now: f64) {
        if let Some(begun) = self.begun.take() {
            let before = self.took.map_or(0.0, |took| took * KEPT);
            self.took = Some(before.max(now - begun));
        }
    }

    /// It could not be: how long the next time takes is not known.
    pub fn fail(&mut self) {
        *self = Self::default();
    }

    /// How long the next change waits.
    #[must_use]
    pub fn time(&self) -> Duration {
        let milliseconds = self.took.map_or(LEAST, |took| (MOST - 2.0 * took).max(LEAST));
        Duration::from_secs_f64(milliseconds / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(times: &[f64]) -> u128 {
        let mut wait = Wait::default();
        for took in times {
            wait.begin(10_000.0);
            wait.end(10_000.0 + took);
        }
        wait.time().as_millis()
    }

    #[test]
    fn a_change_waits_the_longer_the_quicker_the_disk_is() {
        assert_eq!(after(&[]), 500, "not known");
        assert_eq!(after(&[0.0]), 750);
        assert_eq!(after(&[25.0]), 700);
        assert_eq!(after(&[125.0]), 500);
        assert_eq!(after(&[4000.0]), 500);
        assert_eq!(after(&[-25.0]), 750, "a clock that was set back");
    }

    #[test]
    fn one_slow_time_is_remembered_for_a_while() {
        assert_eq!(after(&[100.0, 20.0]), 600);
        assert!(after(&[100.0, 20.0, 20.0]) > 600);
        assert_eq!(after(&[[100.0].as_slice(), &[20.0; 10]].concat()), 710);
        assert_eq!(after(&[20.0, 100.0]), 550, "at once");
    }

    #[test]
    fn what_begins_while_another_is_written_counts_from_the_first() {
        let mut wait = Wait::default();
        wait.begin(0.0);
        wait.begin(60.0);
        wait.end(100.0);
        assert_eq!(wait.time().as_millis(), 550);
        wait.end(4000.0);
        assert_eq!(wait.time().as_millis(), 550, "nothing was begun");
        wait.fail();
        assert_eq!(wait.time().as_millis(), 500, "not known any more");
    }
}
