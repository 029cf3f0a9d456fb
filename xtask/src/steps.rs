//! Says what is being done, why, how far it is, and how long it took.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The numbered steps of one command.
pub(crate) struct Steps {
    total: usize,
    current: usize,
}

impl Steps {
    pub(crate) fn new(total: usize) -> Self {
        Self { total, current: 0 }
    }

    /// Does one step; a failure names it.
    pub(crate) fn step<T>(&mut self, what: &str, why: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.current += 1;
        let place = format!("[{}/{}]", self.current, self.total);
        println!("{place} {what} ({why}) ...");
        let start = Instant::now();
        let done = work().with_context(|| format!("{place} {what}"))?;
        println!("{:width$} done in {}", "", in_words(start.elapsed()), width = place.len());
        Ok(done)
    }

    /// A step that has nothing to do, or is done in no time.
    pub(crate) fn note(&mut self, what: &str) {
        self.current += 1;
        println!("[{}/{}] {what}", self.current, self.total);
    }
}

/// A duration as one says it.
pub(crate) fn in_words(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_one_says_them() {
        assert_eq!(in_words(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(in_words(Duration::from_secs(151)), "2 min 31 s");
    }
}
