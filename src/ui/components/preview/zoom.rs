//! How large pages are shown.

use crate::pagination::Twips;

/// What the pages are as large as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Zoom {
    /// As wide as their place.
    #[default]
    Fit,
    /// In percent of the paper.
    Percent(u32),
}

/// What is on offer, in percent.
const STEPS: [u32; 9] = [40, 50, 67, 80, 100, 125, 150, 200, 300];

impl Zoom {
    /// The share of the paper's size that was chosen.
    pub(super) fn percent(self) -> Option<u32> {
        match self {
            Self::Fit => None,
            Self::Percent(percent) => Some(percent),
        }
    }

    /// The next larger one than what is shown.
    pub(super) fn larger(shown: u32) -> Self {
        Self::Percent(STEPS.into_iter().find(|step| *step > shown).unwrap_or(STEPS[STEPS.len() - 1]))
    }

    /// The next smaller one.
    pub(super) fn smaller(shown: u32) -> Self {
        Self::Percent(STEPS.into_iter().rev().find(|step| *step < shown).unwrap_or(STEPS[0]))
    }

    /// A length on the screen, in CSS pixels: 96 an inch.
    pub(super) fn pixels(length: Twips) -> f64 {
        f64::from(length) / 15.0
    }
}
