//! What other lawful choices would gain.
//!
//! **Invariant:** advice is given, never taken: nothing here changes a draft.

use crate::draft::{Draft, LayoutChoices, Margins, Spacing};
use crate::form::Form;
use crate::plan::Plan;

use super::measure::Room;
use super::press::Press;
use super::profile::{Profile, line_distance};

/// What another lawful choice would gain.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The choices: the draft's own but for one.
    pub layout: LayoutChoices,
    /// Pages it would print to.
    pub pages: u32,
    /// How that stands to the limit.
    pub room: Room,
}

/// The most advice that is given at once.
const MOST: usize = 3;

impl Press {
    /// What changing one lawful choice alone would gain: fewer pages or more room. At most three, of different kinds.
    ///
    /// Of a paper over its limit those changes come first that are enough, the mildest of them first; of each kind the
    /// smallest step that is enough. Otherwise what gains most comes first. Meant for pauses in typing: every choice is
    /// laid out, though only what changed since the last time is broken into lines again.
    pub fn advise(&mut self, plan: &Plan, form: &Form, draft: &Draft) -> Vec<Advice> {
        let profile = Profile::of(form);
        let mut variant = draft.clone();
        let mut try_out = |layout| {
            variant.layout = layout;
            let (pages, room) = self.try_out(plan, form, &variant);
            Advice { layout, pages, room }
        };
        let now = try_out(profile.nearest(&draft.layout));
        let steps = changes(profile, now.layout);
        let mut best: Vec<(usize, Advice)> = Vec::new();
        for &(kind, layout) in &steps {
            // Steps of a kind come smallest first, and a larger one is tried only if it may be needed.
            let known = best.last().filter(|(of, _)| *of == kind).map(|(_, found)| found);
            if known.is_some_and(|found| is_enough(&now, found)) {
                continue;
            }
            let found = try_out(layout);
            if gain(&found) > gain(known.unwrap_or(&now)) {
                best.retain(|(of, _)| *of != kind);
                best.push((kind, found));
            }
        }
        let rank = |found: &Advice| if is_enough(&now, found) { i64::MAX } else { gain(found) };
        let mut advice: Vec<Advice> = Vec::new();
        for (_, found) in best {
            // Among those that are enough the mildest stays first.
            let before = advice.iter().take_while(|other| rank(other) >= rank(&found)).count();
            advice.insert(before, found);
        }
        advice.truncate(MOST);
        self.keep_variants(|layout| *layout == now.layout || steps.iter().any(|(_, step)| step == layout));
        advice
    }
}

/// Whether a change brings a paper that is over its limit within it.
fn is_enough(now: &Advice, found: &Advice) -> bool {
    matches!(now.room, Room::Over { .. }) && matches!(found.room, Room::Spare { .. })
}

/// Orders what papers print to, the better the greater: a page is more than any number of lines.
fn gain(advice: &Advice) -> i64 {
    let room = match advice.room {
        Room::Unlimited => 0,
        Room::Spare { lines, .. } => i64::from(lines),
        Room::Over { lines, .. } => -i64::from(lines),
    };
    room - i64::from(advice.pages) * 10_000
}

/// Every change of one choice that may gain something, with its kind, the mildest kind first: the eye sees an indent
/// less than a size. The smallest steps of a kind come first.
fn changes(profile: &Profile, current: LayoutChoices) -> Vec<(usize, LayoutChoices)> {
    let area = |margins: Margins| margins.top + margins.bottom + margins.left + margins.right;
    let mut steps = Vec::new();
    for &indent in profile.indents.iter().rev() {
        if indent < current.indent {
            steps.push((0, LayoutChoices { indent, ..current }));
        }
    }
    for &margins in profile.margins.iter().rev() {
        if area(margins) < area(current.margins) {
            steps.push((1, LayoutChoices { margins, ..current }));
        }
    }
    let mut spacing = current.spacing;
    while let Some(closer) = closer(profile, spacing, current.size) {
        spacing = closer;
        steps.push((2, LayoutChoices { spacing, ..current }));
    }
    for &size in profile.sizes.iter().rev() {
        if size < current.size {
            steps.push((3, profile.nearest(&LayoutChoices { size, ..current })));
        }
    }
    steps
}

/// The next smaller distance of lines.
fn closer(profile: &Profile, spacing: Spacing, size: u32) -> Option<Spacing> {
    let now = line_distance(spacing, size);
    let closer = profile.lawful_spacings(size).filter(|spacing| line_distance(*spacing, size) < now);
    closer.max_by_key(|spacing| line_distance(*spacing, size))
}

#[cfg(test)]
mod tests {
    use super::super::profile::PROFILES;
    use super::*;

    #[test]
    fn steps_are_small_first_and_always_save_room() {
        let profile = &PROFILES[0];
        let steps = changes(profile, profile.default);
        let kinds: Vec<usize> = steps.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [0, 1, 2, 2, 2, 3, 3]);
        assert_eq!(steps[2].1.spacing, Spacing::Multiple(110));
        assert_eq!((steps[5].1.size, steps[6].1.size), (27, 26));
        assert!(steps.iter().all(|(_, layout)| profile.is_lawful(layout)));
    }

    #[test]
    fn the_closest_lawful_layout_has_nothing_left_to_save() {
        let profile = &PROFILES[0];
        let closest = LayoutChoices {
            size: 26,
            spacing: Spacing::Multiple(100),
            margins: profile.margins[0],
            indent: 100,
        };
        assert_eq!(changes(profile, closest), []);
    }
}
