//! When a version is due.

use super::Why;
use crate::draft::DraftId;

/// So long without a key is a pause of work. Moments and durations are in milliseconds.
const PAUSE: f64 = 30_000.0;

/// A pause keeps no version so soon after the last one: else whoever thinks often fills the history with sentences.
const APART: f64 = 180_000.0;

/// After so much work a version is kept even without a pause.
const WORK: f64 = 600_000.0;

/// The work on drafts in this visit.
#[derive(Debug, Default)]
pub struct Moments(Vec<Work>);

#[derive(Debug)]
struct Work {
    draft: DraftId,
    /// When it was first changed since the last version, if it was.
    begun: Option<f64>,
    changed: f64,
    /// When the last version was kept because of what is decided here.
    kept: Option<f64>,
}

impl Moments {
    /// A draft changes now. Whether for the first time in this visit: then what it is before is worth a version.
    pub fn change(&mut self, draft: &DraftId, now: f64) -> bool {
        match self.0.iter_mut().find(|work| work.draft == *draft) {
            Some(work) => {
                work.begun.get_or_insert(now);
                work.changed = now;
                false
            }
            None => {
                self.0.push(Work { draft: draft.clone(), begun: Some(now), changed: now, kept: None });
                true
            }
        }
    }

    /// The drafts of which a version is due now. A writer who leaves pauses.
    #[must_use]
    pub fn due(&mut self, now: f64, leaves: bool) -> Vec<(DraftId, Why)> {
        // Whatever the clock does, what lies far from now lies far back.
        let since = |moment: f64| (now - moment).abs();
        let mut due = Vec::new();
        for work in &mut self.0 {
            let Some(begun) = work.begun else { continue };
            let is_apart = work.kept.is_none_or(|kept| since(kept) >= APART);
            let why = if since(begun) >= WORK {
                Why::Work
            } else if is_apart && (leaves || since(work.changed) >= PAUSE) {
                Why::Pause
            } else {
                continue;
            };
            (work.begun, work.kept) = (None, Some(now));
            due.push((work.draft.clone(), why));
        }
        due
    }

    /// Whether a version will be due without a further change.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.0.iter().any(|work| work.begun.is_some())
    }

    /// Nothing more will come of a draft.
    pub fn forget(&mut self, draft: &DraftId) {
        self.0.retain(|work| work.draft != *draft);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: f64 = 60_000.0;

    fn id() -> DraftId {
        DraftId::new("a")
    }

    /// Looks every 15 seconds while keys are pressed at these moments; gives why and when versions are due, in minutes.
    fn due(keys: &[f64], until: f64) -> Vec<(Why, f64)> {
        let (mut moments, mut due) = (Moments::default(), Vec::new());
        let (mut now, mut next) = (0.0, 0);
        while now <= until {
            while keys.get(next).is_some_and(|key| *key <= now) {
                moments.change(&id(), keys[next]);
                next += 1;
            }
            due.extend(moments.due(now, false).into_iter().map(|(_, why)| (why, now / MINUTE)));
            now += 15_000.0;
        }
        due
    }

    #[test]
    fn only_the_first_change_of_a_visit_is_told() {
        let mut moments = Moments::default();
        assert!(moments.change(&id(), 0.0));
        assert!(!moments.change(&id(), 1.0));
        assert!(moments.change(&DraftId::new("b"), 1.0));
        moments.forget(&id());
        assert!(moments.change(&id(), 2.0));
    }

    #[test]
    fn a_pause_is_worth_one_version() {
        assert_eq!(due(&[0.0, 1000.0, 2000.0], 60.0 * MINUTE), [(Why::Pause, 0.75)]);
    }

    #[test]
    fn pauses_of_thought_make_no_crowd_of_versions() {
        let every_minute: Vec<f64> = (0..60).map(|minute| f64::from(minute) * MINUTE).collect();
        let due = due(&every_minute, 70.0 * MINUTE);
        assert!((15..=21).contains(&due.len()), "{due:?}");
        assert!(due.iter().all(|(why, _)| *why == Why::Pause));
    }

    #[test]
    fn work_without_a_pause_is_kept_every_ten_minutes() {
        let every_second: Vec<f64> = (0..1500).map(|second| f64::from(second) * 1000.0).collect();
        let due = due(&every_second, 30.0 * MINUTE);
        let whys: Vec<Why> = due.iter().map(|(why, _)| *why).collect();
        assert_eq!(whys, [Why::Work, Why::Work, Why::Pause], "{due:?}");
        assert!((10.0..10.5).contains(&due[0].1) && (20.0..21.0).contains(&due[1].1), "{due:?}");
    }

    #[test]
    fn who_leaves_pauses_but_not_again_and_again() {
        let mut moments = Moments::default();
        moments.change(&id(), 0.0);
        assert_eq!(moments.due(1000.0, true), [(id(), Why::Pause)]);
        assert_eq!(moments.due(2000.0, true), [], "nothing was changed");
        moments.change(&id(), 3000.0);
        assert_eq!(moments.due(4000.0, true), []);
        assert!(moments.is_waiting());
        assert_eq!(moments.due(4.0 * MINUTE, false), [(id(), Why::Pause)]);
        assert!(!moments.is_waiting());
    }

    #[test]
    fn a_clock_that_is_set_back_holds_nothing_up() {
        let mut moments = Moments::default();
        moments.change(&id(), 1e12);
        assert_eq!(moments.due(5.0, false), [(id(), Why::Work)]);
    }
}
