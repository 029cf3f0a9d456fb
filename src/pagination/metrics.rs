//! How tall a line is: the vertical metrics of the face, and the rules that space lines.
//!
//! The roundings are those of LibreOffice 7.4.7 and 25.2.3, measured: each part of a height is first rounded to a
//! sixth of a twip, then to a whole one.
//!
//! **Invariant:** every length taken from a document passes through [`length`] or [`gap`], so that sums of them stay
//! within an `i32` and nothing here overflows, however odd the document.

use super::document::{LineHeight, LineRule, Twips};
use super::widths::UNITS_PER_EM;

/// The longest length that counts: 22 inches, the largest page of a word processor.
const LONGEST: Twips = 31_680;

/// The greatest height of a row, and of rows together: taller than any page, and a few of them still add up.
pub(super) const TALLEST: Twips = Twips::MAX / 8;

/// The largest size that counts, in half-points.
const LARGEST_SIZE: u32 = 3_276;

/// Ascent, descent and line gap of the face, in 2048ths of an em (table `hhea`).
const ASCENT: i32 = 1825;
const DESCENT: i32 = 443;
const LINE_GAP: i32 = 87;

/// What the text of a line needs above and below its baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TextHeight {
    /// Above the baseline, the line gap included.
    pub(super) ascent: Twips,
    /// Below the baseline.
    pub(super) descent: Twips,
}

impl TextHeight {
    /// That of a size in half-points.
    pub(super) fn of(size: u32) -> Self {
        let em_sixths = em(size) * 6;
        let sixths = |units: i32| round_div(units * em_sixths, UNITS_PER_EM);
        let lead = round_div(sixths(LINE_GAP), 6);
        let height = round_div(sixths(ASCENT) + sixths(DESCENT), 6) + lead;
        let ascent = round_div(sixths(ASCENT), 6) + lead;
        Self { ascent, descent: height - ascent }
    }

    /// The height that holds both.
    pub(super) fn max(self, other: Self) -> Self {
        Self { ascent: self.ascent.max(other.ascent), descent: self.descent.max(other.descent) }
    }

    /// The single line height.
    pub(super) fn total(self) -> Twips {
        self.ascent + self.descent
    }
}

/// What a line takes of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LineExtent {
    /// From its top to the top of the line below.
    pub(super) advance: Twips,
    /// What must be left of the page for it to stand there.
    pub(super) needed: Twips,
    /// From its top to its baseline.
    pub(super) baseline: Twips,
}

impl LineExtent {
    /// That of a line whose text is so high, under a rule.
    pub(super) fn new(text: TextHeight, rule: LineHeight) -> Self {
        let single = text.total();
        match rule.rule {
            LineRule::Auto => {
                let percent = rule.value.clamp(0, LONGEST) * 100 / 240;
                let advance = single * percent / 100;
                // What is below a single line is space, which the foot of a page may cut off.
                Self {
                    advance,
                    needed: single.min(advance),
                    baseline: text.ascent - (single - advance).max(0),
                }
            }
            LineRule::Exact => {
                let advance = gap(rule.value);
                Self { advance, needed: advance, baseline: advance * 4 / 5 }
            }
            LineRule::AtLeast => {
                let advance = gap(rule.value).max(single);
                Self { advance, needed: advance, baseline: text.ascent + advance - single }
            }
        }
    }
}

/// The em of a size in half-points, in twips.
pub(super) fn em(size: u32) -> Twips {
    Twips::try_from(size.clamp(1, LARGEST_SIZE)).unwrap_or(1) * 10
}

/// A length that may be negative, kept within what a page can hold.
pub(super) fn length(twips: Twips) -> Twips {
    twips.clamp(-LONGEST, LONGEST)
}

/// A length that may not be negative, likewise.
pub(super) fn gap(twips: Twips) -> Twips {
    twips.clamp(0, LONGEST)
}

/// The quotient of two numbers that are not negative, rounded half up.
pub(super) fn round_div(dividend: i32, divisor: i32) -> i32 {
    (dividend + divisor / 2) / divisor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_heights_are_those_measured() {
        let heights = [22, 23, 24, 25, 26, 27, 28].map(|size| TextHeight::of(size).total());
        assert_eq!(heights, [253, 265, 276, 288, 299, 311, 322]);
    }

    #[test]
    fn space_below_a_line_is_not_needed_at_the_foot_of_a_page() {
        let rule = |rule, value| LineExtent::new(TextHeight::of(28), LineHeight { rule, value });
        let auto = rule(LineRule::Auto, 360);
        assert_eq!((auto.advance, auto.needed), (483, 322));
        let exact = rule(LineRule::Exact, 400);
        assert_eq!((exact.advance, exact.needed), (400, 400));
        assert_eq!(rule(LineRule::AtLeast, 360).advance, 360);
        assert_eq!(rule(LineRule::AtLeast, 300).advance, 322);
    }
}
