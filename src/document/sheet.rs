//! A page as things to draw: texts and black rectangles, each at its place in twips.
//!
//! The preview, the printer and the PDF draw these and nothing else, so they show the same page.
//!
//! **Invariant:** nothing is laid out here; all places are those of [`crate::pagination`].

use std::borrow::Cow;

use crate::pagination::{RuleBox, TextBox, Twips, page_number, paragraph, text_boxes};
use crate::paper::PrintedPart;

use super::CheckMark;

/// Where the face is underlined, below the baseline, and how thick (regular and bold), in 2048ths of an em.
const UNDERLINE: Twips = 173;
const UNDERLINE_THICKNESS: [Twips; 2] = [100, 195];

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// In twips.
    pub width: Twips,
    /// In twips.
    pub height: Twips,
    /// In reading order; a page number first.
    pub texts: Vec<PlacedText<'a>>,
    /// To be filled with black.
    pub rules: Vec<RuleBox>,
}

/// A piece of text of one style. Lengths are twips from the top left corner of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedText<'a> {
    /// What it belongs to.
    pub place: Place,
    /// As it is typed; one that is `missing` is drawn as U+FFFD in the middle of its width.
    pub text: Cow<'a, str>,
    /// The left edge.
    pub x: Twips,
    /// Where it stands.
    pub baseline: Twips,
    /// What it takes, stretched spaces included.
    pub width: Twips,
    /// What its spaces and no-break spaces are wider by than they are by themselves, all of them together.
    pub stretch: Twips,
    /// In half-points.
    pub size: u32,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Whether it is a single character that the font does not have.
    pub missing: bool,
}

/// What a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line of the paper.
    Line {
        /// Its index among the lines of the part's layout.
        line: usize,
        /// Its first character, in code points of the paragraph's joined text.
        start: usize,
    },
    /// The page's number.
    Number,
    /// The check mark at the foot.
    Mark,
}

/// A page of a part, from 0. A mark stands at the foot of the paper's own last page, where it is signed.
#[must_use]
pub fn sheet<'a>(part: &'a PrintedPart, page: u32, mark: Option<&'a CheckMark>) -> Sheet<'a> {
    let PrintedPart { document, layout, .. } = part;
    let mut texts = Vec::new();
    let mut rules = layout.rules(document, page);
    if let Some(number) = page_number(document, page).filter(|_| page < layout.pages) {
        texts.push(PlacedText {
            place: Place::Number,
            text: Cow::Owned(number.text),
            x: number.x,
            baseline: number.baseline,
            width: number.width,
            stretch: 0,
            size: number.size,
            bold: false,
            italic: false,
            missing: false,
        });
    }
    let before = layout.lines.partition_point(|line| line.page < page);
    for (at, line) in layout.lines_of(page).iter().enumerate() {
        let Some(paragraph) = paragraph(document, line.path) else { continue };
        for piece in text_boxes(line, paragraph) {
            if piece.underline {
                rules.push(underline(&piece, line.baseline));
            }
            let TextBox { text, start, x, width, stretch, size, bold, italic, missing, .. } = piece;
            let place = Place::Line { line: before + at, start };
            let text = Cow::Borrowed(text);
            let baseline = line.baseline;
            texts.push(PlacedText { place, text, x, baseline, width, stretch, size, bold, italic, missing });
        }
    }
    if let Some(mark) = mark.filter(|_| part.section.is_none() && page + 1 == layout.pages) {
        mark.draw(&document.page, &mut texts, &mut rules);
    }
    Sheet { width: document.page.width, height: document.page.height, texts, rules }
}

fn underline(piece: &TextBox<'_>, baseline: Twips) -> RuleBox {
    let em = Twips::try_from(piece.size).unwrap_or_default().saturating_mul(10);
    let thickness = UNDERLINE_THICKNESS[usize::from(piece.bold)];
    RuleBox {
        left: piece.x,
        top: baseline.saturating_add(em.saturating_mul(UNDERLINE) / 2048),
        width: piece.width,
        height: (em.saturating_mul(thickness) / 2048).max(1),
    }
}
