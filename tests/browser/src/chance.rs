//! Chance that can be had again: a walk prints its seed, and takes one from the environment.

use std::io::Write;
use std::time::{Duration, UNIX_EPOCH};

/// Where a walk looks for the seed of a failure that is to be repeated.
const SEED: &str = "THAM_LUAN_SEED";

/// Numbers that follow from a seed (Steele, Lea and Flood: `SplitMix64`).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// What follows from this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below this.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(u64::MAX)).unwrap_or_default()
    }

    /// A time between two, in whole milliseconds.
    pub fn between(&mut self, least: Duration, most: Duration) -> Duration {
        let room = usize::try_from(most.saturating_sub(least).as_millis()).unwrap_or_default();
        least + Duration::from_millis(u64::try_from(self.below(room + 1)).unwrap_or_default())
    }

    /// One of these.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let index = self.below(of.len());
        of.get(index).expect("something to choose from")
    }
}

/// The seed in the environment, else one that no run had before.
#[must_use]
pub fn seed() -> u64 {
    let given = std::env::var(SEED).ok().and_then(|seed| seed.parse().ok());
    given.unwrap_or_else(|| {
        let now = UNIX_EPOCH.elapsed().unwrap_or_default();
        // Short enough to be copied by hand.
        u64::from(now.subsec_nanos()) + now.as_secs() % 10_000
    })
}

/// How one repeats what began with this seed.
#[must_use]
pub fn repeated_by(seed: u64) -> String {
    format!("repeat it with {SEED}={seed}")
}

/// Prints a line that is seen even if the test passes, which what is printed in the usual way is not.
pub fn tell(line: &str) {
    // Nobody is left to be told of a failure.
    let _ = writeln!(std::io::stderr(), "{line}");
}
