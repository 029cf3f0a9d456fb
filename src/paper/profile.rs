//! Layout profiles as data: what is fixed, what is left to the writer.

use crate::draft::{LayoutChoices, Margins, Spacing};
use crate::form::Form;
use crate::pagination::{LineHeight, LineRule, PageBox, Twips};

/// A named way of printing a paper. A page count means nothing without the profile that it was made with.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// As forms and exported files name it.
    pub id: &'static str,
    /// As people are told it.
    pub name: &'static str,
    /// Whose paper it is, which decides the header and the signature.
    pub bearer: Bearer,
    /// What a new draft begins with.
    pub default: LayoutChoices,
    /// Body sizes in half-points, from small to large.
    pub sizes: &'static [u32],
    /// Distances of lines, from close to wide. Not every one is lawful with every size.
    pub spacings: &'static [Spacing],
    /// Margins, from those that leave the most room to those that leave the least.
    pub margins: &'static [Margins],
    /// First line indents in hundredths of a centimetre, from small to large.
    pub indents: &'static [u32],
}

/// Whose paper a profile prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// An agency's: with its names, số and ký hiệu, nơi nhận, TM. or KT.
    Agency,
    /// A person's: none of these, but who presents it.
    Person,
    /// A body's of the Youth Union: no Quốc hiệu, but the Union's name; its own number and date.
    YouthUnion,
    /// A card: a title and labelled answers, and a signature only if the form asks for one.
    Card,
}

const ROOMY: Margins = Margins { top: 20, right: 15, bottom: 20, left: 30 };
const USUAL: Margins = Margins { top: 20, right: 20, bottom: 20, left: 30 };
const TIGHT: Margins = Margins { top: 25, right: 20, bottom: 25, left: 35 };

/// What Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5 leaves open, and what most offices choose.
const DECREE_30: Profile = Profile {
    id: "nghi-dinh-30",
    name: "Nghị định 30",
    bearer: Bearer::Agency,
    default: LayoutChoices { size: 28, spacing: Spacing::Exactly(18), margins: USUAL, indent: 127 },
    sizes: &[26, 27, 28],
    // In 240ths every multiple is a multiple of 12: word processors round others each in their own way.
    spacings: &[
        Spacing::Multiple(100),
        Spacing::Exactly(17),
        Spacing::Multiple(110),
        Spacing::Exactly(18),
        Spacing::Multiple(115),
        Spacing::Multiple(120),
        Spacing::Exactly(20),
        Spacing::Multiple(130),
        Spacing::Exactly(22),
        Spacing::Multiple(150),
    ],
    margins: &[ROOMY, USUAL, TIGHT],
    indents: &[100, 127],
};

/// A person's paper is laid out as an agency's.
const PERSON: Profile = Profile { id: "ca-nhan", name: "Cá nhân", bearer: Bearer::Person, ..DECREE_30 };

/// Hướng dẫn 29-HD/TWĐTN-VP of 2013 fixes the margins; 14 pt is the body that it shares with the decree.
const YOUTH_UNION: Profile = Profile {
    id: "van-ban-doan",
    name: "Văn bản Đoàn",
    bearer: Bearer::YouthUnion,
    sizes: &[28],
    margins: &[USUAL],
    ..DECREE_30
};

/// Of no rule: compact, because a card is one page.
const CARD: Profile = Profile {
    id: "phieu",
    name: "Phiếu một trang",
    bearer: Bearer::Card,
    default: LayoutChoices { size: 26, spacing: Spacing::Multiple(100), margins: USUAL, indent: 0 },
    sizes: &[26],
    spacings: &[Spacing::Multiple(100)],
    margins: &[USUAL],
    indents: &[0],
};

/// Every profile; the first is what a form with an unknown profile is printed by.
pub static PROFILES: [Profile; 4] = [DECREE_30, PERSON, YOUTH_UNION, CARD];

/// Heights of a single line of 13, 13,5 and 14 pt in twips.
const SINGLE: [(u32, Twips); 3] = [(26, 299), (27, 311), (28, 322)];

impl Profile {
    /// The profile that a form is printed by.
    #[must_use]
    pub fn of(form: &Form) -> &'static Self {
        PROFILES.iter().find(|profile| profile.id == form.profile).unwrap_or(&PROFILES[0])
    }

    /// Whether the rules allow these choices, whether they are on offer here or not. By the decree: size 13, 13,5 or
    /// 14 pt; lines between single and one and a half; margins of 20-25 mm above and below, 30-35 left, 15-20 right;
    /// indent 1 or 1,27 cm.
    #[must_use]
    pub fn is_lawful(&self, choices: &LayoutChoices) -> bool {
        self.sizes.contains(&choices.size)
            && self.is_lawful_spacing(choices.spacing, choices.size)
            && self.within_bounds(choices.margins) == choices.margins
            && self.indents.contains(&choices.indent)
    }

    /// The distances of lines on offer that are lawful with a body size.
    pub fn lawful_spacings(&self, size: u32) -> impl Iterator<Item = Spacing> {
        self.spacings.iter().copied().filter(move |spacing| self.is_lawful_spacing(*spacing, size))
    }

    /// At least a single line, at most one and a half; where only one distance is on offer, that one.
    fn is_lawful_spacing(&self, spacing: Spacing, size: u32) -> bool {
        if let [only] = self.spacings {
            return spacing == *only;
        }
        let single = i64::from(single(size)) * 100;
        let is_exact_in_240ths = match spacing {
            Spacing::Exactly(_) => true,
            Spacing::Multiple(hundredths) => hundredths % 5 == 0,
        };
        is_exact_in_240ths && (single..=single * 3 / 2).contains(&line_distance(spacing, size))
    }

    /// The nearest margins between the least and the largest on offer.
    fn within_bounds(&self, wish: Margins) -> Margins {
        let clamp = |side: fn(&Margins) -> u32| {
            let sides = || self.margins.iter().map(side);
            side(&wish).min(sides().max().unwrap_or_default()).max(sides().min().unwrap_or_default())
        };
        Margins {
            top: clamp(|margins| margins.top),
            right: clamp(|margins| margins.right),
            bottom: clamp(|margins| margins.bottom),
            left: clamp(|margins| margins.left),
        }
    }

    /// The same choices where they are lawful; each that is not, as in damaged data, becomes the nearest that is.
    #[must_use]
    pub fn nearest(&self, choices: &LayoutChoices) -> LayoutChoices {
        let size = nearest_of(self.sizes, choices.size).unwrap_or(self.default.size);
        let spacing = match choices.spacing {
            spacing if self.is_lawful_spacing(spacing, size) => spacing,
            unlawful => {
                let wish = line_distance(unlawful, size);
                self.lawful_spacings(size)
                    .min_by_key(|spacing| line_distance(*spacing, size).abs_diff(wish))
                    .unwrap_or(self.default.spacing)
            }
        };
        LayoutChoices {
            size,
            spacing,
            margins: self.within_bounds(choices.margins),
            indent: nearest_of(self.indents, choices.indent).unwrap_or(self.default.indent),
        }
    }
}

fn nearest_of(offered: &[u32], wish: u32) -> Option<u32> {
    offered.iter().copied().min_by_key(|value| value.abs_diff(wish))
}

fn single(size: u32) -> Twips {
    SINGLE.iter().find(|(known, _)| *known == size).map_or(322, |(_, height)| *height)
}

/// The distance of lines in hundredths of a twip, to compare the two ways of saying it.
pub(super) fn line_distance(spacing: Spacing, size: u32) -> i64 {
    match spacing {
        Spacing::Exactly(points) => i64::from(points) * 20 * 100,
        Spacing::Multiple(hundredths) => i64::from(single(size)) * i64::from(hundredths),
    }
}

/// The page of these choices: A4.
pub(super) fn page_box(margins: Margins) -> PageBox {
    PageBox {
        width: 11906,
        height: 16838,
        top: millimetres(margins.top),
        bottom: millimetres(margins.bottom),
        left: millimetres(margins.left),
        right: millimetres(margins.right),
    }
}

/// The page turned to lie: the edge that is bound comes to the top, as word processors turn it.
pub(super) fn turned(page: PageBox) -> PageBox {
    let PageBox { width, height, top, bottom, left, right } = page;
    PageBox { width: height, height: width, top: left, bottom: right, left: bottom, right: top }
}

/// The line height of these choices.
pub(super) fn line_height(spacing: Spacing) -> LineHeight {
    match spacing {
        Spacing::Exactly(points) => LineHeight { rule: LineRule::Exact, value: twips(points * 20) },
        Spacing::Multiple(hundredths) => {
            LineHeight { rule: LineRule::Auto, value: twips(hundredths * 240 / 100) }
        }
    }
}

/// The first line indent of these choices: 567 twips for 1 cm, 720 for 1,27 cm.
pub(super) fn first_line(indent: u32) -> Twips {
    twips((indent * 1440 + 127) / 254)
}

fn millimetres(length: u32) -> Twips {
    twips((length * 14400 + 127) / 254)
}

/// Lawful choices are far below the range of a length.
fn twips(length: u32) -> Twips {
    Twips::try_from(length).unwrap_or(Twips::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_that_word_processors_write() {
        let page = page_box(USUAL);
        assert_eq!((page.top, page.right, page.bottom, page.left), (1134, 1134, 1134, 1701));
        assert_eq!((millimetres(15), millimetres(25), millimetres(35)), (850, 1417, 1984));
        assert_eq!((first_line(100), first_line(127)), (567, 720));
    }

    #[test]
    fn multiples_are_whole_in_twelfths_of_a_point() {
        for spacing in DECREE_30.spacings {
            let line = line_height(*spacing);
            assert!(line.rule == LineRule::Exact || line.value % 12 == 0, "{spacing:?}");
        }
    }

    #[test]
    fn exact_lines_are_lawful_from_single_to_one_and_a_half() {
        let lawful = |size| -> Vec<u32> {
            let is_lawful = |points: &u32| DECREE_30.is_lawful_spacing(Spacing::Exactly(*points), size);
            (1..60).filter(is_lawful).collect()
        };
        assert_eq!(lawful(26), (15..=22).collect::<Vec<_>>());
        assert_eq!(lawful(27), (16..=23).collect::<Vec<_>>());
        assert_eq!(lawful(28), (17..=24).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_offered_is_lawful_and_what_is_lawful_stays() {
        for profile in &PROFILES {
            assert!(profile.is_lawful(&profile.default));
            for &size in profile.sizes {
                for spacing in profile.lawful_spacings(size) {
                    for &margins in profile.margins {
                        for &indent in profile.indents {
                            let choices = LayoutChoices { size, spacing, margins, indent };
                            assert!(profile.is_lawful(&choices), "{choices:?}");
                            assert_eq!(profile.nearest(&choices), choices);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_profile_that_fixes_something_allows_nothing_else() {
        let wish = LayoutChoices {
            size: 26,
            spacing: Spacing::Exactly(17),
            margins: Margins { top: 25, right: 15, bottom: 25, left: 35 },
            indent: 100,
        };
        assert_eq!(YOUTH_UNION.nearest(&wish), LayoutChoices { size: 28, margins: USUAL, ..wish });
        assert_eq!(CARD.nearest(&wish), CARD.default);
    }

    #[test]
    fn a_turned_page_is_bound_at_its_top() {
        let page = turned(page_box(ROOMY));
        assert_eq!((page.width, page.height), (16838, 11906));
        assert_eq!((page.top, page.right, page.bottom, page.left), (1701, 1134, 850, 1134));
    }

    #[test]
    fn damaged_choices_become_the_nearest_lawful_ones() {
        let profile = &PROFILES[0];
        let margins = Margins { top: 0, right: 99, bottom: 22, left: u32::MAX };
        let damaged = LayoutChoices { size: 10, spacing: Spacing::Exactly(400), margins, indent: 0 };
        let repaired = LayoutChoices {
            size: 26,
            spacing: Spacing::Multiple(150),
            margins: Margins { top: 20, right: 20, bottom: 22, left: 35 },
            indent: 100,
        };
        assert_eq!(profile.nearest(&damaged), repaired);
        let huge = LayoutChoices { size: u32::MAX, spacing: Spacing::Multiple(u32::MAX), ..damaged };
        assert!(profile.is_lawful(&profile.nearest(&huge)));
    }
}
