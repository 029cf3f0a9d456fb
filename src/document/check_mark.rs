//! Mã đối chiếu: links the signed paper to the file that it was printed from.
//!
//! **Invariant:** it stands in the bottom margin, so it changes no line and no page count.

use std::borrow::Cow;

use fast_qr::{ECL, QRBuilder, Version};

use crate::pagination::{PageBox, RuleBox, Twips, advance_width};

use super::{Place, PlacedText};

/// The side of a module of the QR code: 0.35 mm, which printers and telephones still tell apart.
const MODULE: Twips = 20;

/// White around the QR code, as its standard asks: four modules.
const QUIET: Twips = 4 * MODULE;

/// What is written beside it.
const LABEL: &str = "Mã đối chiếu:";

/// Of what is written beside it, in half-points.
pub(super) const SIZE: u32 = 20;

/// Its line distance.
pub(super) const LINE: Twips = 250;

/// So many digits of the checksum are written out, for people who compare by eye.
const DIGITS: usize = 16;

/// What stands at the foot of the last page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckMark {
    /// The whole checksum, as the file has it.
    checksum: String,
    /// The checksum's first digits, in groups of four.
    digits: String,
    /// The dark modules of the QR code, row by row: column, row, and how many side by side.
    modules: Vec<(Twips, Twips, Twips)>,
    /// Modules of a side.
    side: Twips,
}

/// Where a mark stands, in twips from the top left corner of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places {
    /// The left edge of the QR code.
    pub(super) left: Twips,
    /// Its top edge.
    pub(super) top: Twips,
    /// How wide and high it is.
    pub(super) side: Twips,
    /// The right edge of every line of words.
    pub(super) words_end: Twips,
    /// Where the first line stands.
    pub(super) baseline: Twips,
}

impl CheckMark {
    /// The mark of a submission, from its checksum as the file has it, such as `sha256:44136fa3…`.
    #[must_use]
    pub fn new(checksum: &str) -> Option<Self> {
        let (_, sum) = checksum.split_once(':')?;
        if sum.len() < DIGITS || !sum.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        // In capitals it is shorter as a QR code.
        let content = checksum.to_ascii_uppercase();
        let code = QRBuilder::new(content).ecl(ECL::M).version(Version::V04).build().ok()?;
        let mut modules: Vec<(Twips, Twips, Twips)> = Vec::new();
        for row in 0..code.size {
            let mut run = None;
            for column in 0..=code.size {
                let is_dark = column < code.size && code[row][column].value();
                match run {
                    None if is_dark => run = Some(column),
                    Some(begun) if !is_dark => {
                        run = None;
                        let length = |count: usize| Twips::try_from(count).unwrap_or_default();
                        modules.push((length(begun), length(row), length(column - begun)));
                    }
                    _ => {}
                }
            }
        }
        let mut digits = String::new();
        for (at, digit) in sum.chars().take(DIGITS).enumerate() {
            if at > 0 && at % 4 == 0 {
                digits.push(' ');
            }
            digits.push(digit.to_ascii_uppercase());
        }
        Some(Self { checksum: checksum.to_owned(), digits, modules, side: Twips::try_from(code.size).ok()? })
    }

    /// What is written: a label and the checksum's first digits.
    #[must_use]
    pub fn lines(&self) -> [&str; 2] {
        [LABEL, &self.digits]
    }

    /// What the QR code says, in small letters.
    pub(super) fn checksum(&self) -> &str {
        &self.checksum
    }

    /// The modules of the QR code row by row, whether each is dark.
    pub(super) fn rows(&self) -> Vec<Vec<bool>> {
        let length = |count: Twips| usize::try_from(count).unwrap_or_default();
        let mut rows = vec![vec![false; length(self.side)]; length(self.side)];
        for (column, row, count) in &self.modules {
            let run = rows.get_mut(length(*row)).into_iter().flatten();
            run.skip(length(*column)).take(length(*count)).for_each(|module| *module = true);
        }
        rows
    }

    /// Where it stands: below the page area, the QR code at the right margin, the words left of it.
    pub(super) fn places(&self, page: &PageBox) -> Places {
        let side = self.side * MODULE;
        let left = page.width - page.right - side;
        let top = page.height - page.bottom + QUIET;
        Places { left, top, side, words_end: left - 2 * QUIET, baseline: top + (side - LINE) / 2 }
    }

    /// Draws it there.
    pub(super) fn draw<'a>(
        &'a self,
        page: &PageBox,
        texts: &mut Vec<PlacedText<'a>>,
        rules: &mut Vec<RuleBox>,
    ) {
        let Places { left, top, words_end, mut baseline, .. } = self.places(page);
        for (column, row, count) in &self.modules {
            rules.push(RuleBox {
                left: left + column * MODULE,
                top: top + row * MODULE,
                width: count * MODULE,
                height: MODULE,
            });
        }
        for line in self.lines() {
            let width = text_width(line);
            texts.push(PlacedText {
                place: Place::Mark,
                text: Cow::Borrowed(line),
                x: words_end - width,
                baseline,
                width,
                stretch: 0,
                size: SIZE,
                bold: false,
                italic: false,
                missing: false,
            });
            baseline += LINE;
        }
    }
}

/// How wide it is written.
pub(super) fn text_width(text: &str) -> Twips {
    let units: u32 =
        text.chars().map(|c| u32::from(advance_width(c, false, false).unwrap_or_default())).sum();
    Twips::try_from(units * SIZE * 10 / 2048).unwrap_or_default()
}
