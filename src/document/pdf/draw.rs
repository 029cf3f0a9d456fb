//! Draws a [`Sheet`]: every glyph where the layout has it.
//!
//! **Invariant:** each glyph says which character it is, and words are parted by spaces, also where a line ends, so
//! that what is copied, searched or read aloud is the text. No glyph stands for a missing one: U+FFFD does.

use std::ops::Range;

use krilla::geom::{PathBuilder, Point, Rect};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use crate::pagination::{Block, LineBox, Paragraph, RuleBox, Twips, advance_width, is_space, paragraph};
use crate::paper::PrintedPart;

use super::super::{Place, PlacedText, Sheet};
use super::fonts::Fonts;
use super::tags::Contents;

/// What is drawn for a character that the face does not have.
const REPLACEMENT: char = '\u{FFFD}';

/// Its advance in 2048ths of an em.
const REPLACEMENT_ADVANCE: f32 = 1721.0;

const UNITS_PER_EM: f32 = 2048.0;

/// A length in points.
#[allow(clippy::cast_precision_loss, reason = "no page is so large")]
pub(super) fn points(twips: Twips) -> f32 {
    twips as f32 / 20.0
}

/// Draws on a page.
pub(super) struct Pen<'p, 's> {
    pub(super) fonts: &'p Fonts,
    pub(super) surface: &'p mut Surface<'s>,
}

impl Pen<'_, '_> {
    /// Draws a page of a part, and notes what belongs to which paragraph.
    pub(super) fn draw(&mut self, part: &PrintedPart, page: u32, sheet: &Sheet<'_>, contents: &mut Contents) {
        self.rules(&sheet.rules);
        let mut texts = sheet.texts.as_slice();
        texts = self.artifacts(texts, Place::Number, ArtifactType::PageNumber);
        let first = part.layout.lines.partition_point(|line| line.page < page);
        for (at, line) in part.layout.lines_of(page).iter().enumerate() {
            let of_line =
                |text: &&PlacedText<'_>| matches!(text.place, Place::Line { line, .. } if line == first + at);
            let count = texts.iter().take_while(of_line).count();
            let Some((pieces, rest)) = texts.split_at_checked(count) else { continue };
            texts = rest;
            // An empty cell is a cell: it has content, though there is nothing to see.
            if pieces.is_empty() && (line.repeated || !is_ruled(part, line)) {
                continue;
            }
            let tag = if line.repeated {
                ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther))
            } else {
                ContentTag::Span(SpanTag::empty())
            };
            let identifier = self.surface.start_tagged(tag);
            let has_space_after =
                paragraph(&part.document, line.path).is_some_and(|own| ends_a_word(own, line));
            for (at, piece) in pieces.iter().enumerate() {
                self.text(piece, has_space_after && at + 1 == pieces.len());
            }
            self.surface.end_tagged();
            if !line.repeated {
                contents.add(line.path, identifier);
            }
        }
        self.artifacts(texts, Place::Mark, ArtifactType::Footer);
    }

    /// Draws the first texts that are of that kind, and gives the others.
    fn artifacts<'t, 'd>(
        &mut self,
        texts: &'t [PlacedText<'d>],
        place: Place,
        kind: ArtifactType,
    ) -> &'t [PlacedText<'d>] {
        let count = texts.iter().take_while(|text| text.place == place).count();
        let (own, rest) = texts.split_at(count);
        if !own.is_empty() {
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
            for text in own {
                self.text(text, false);
            }
            self.surface.end_tagged();
        }
        rest
    }

    fn rules(&mut self, rules: &[RuleBox]) {
        let mut path = PathBuilder::new();
        for rule in rules {
            let (left, top) = (points(rule.left), points(rule.top));
            if let Some(rect) = Rect::from_xywh(left, top, points(rule.width), points(rule.height)) {
                path.push_rect(rect);
            }
        }
        if let Some(path) = path.finish() {
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            self.surface.draw_path(&path);
            self.surface.end_tagged();
        }
    }

    fn text(&mut self, text: &PlacedText<'_>, space_after: bool) {
        let style = self.fonts.style(text.bold, text.italic);
        let em = points(Twips::try_from(text.size).unwrap_or_default().saturating_mul(10));
        let mut start = points(text.x);
        let mut words = text.text.clone().into_owned();
        let mut glyphs = Vec::new();
        if text.missing {
            // Nobody has agreed on what such a character means, so no reader may be told it.
            if words.chars().any(is_private) {
                words = REPLACEMENT.to_string();
            }
            start += (points(text.width) - em * REPLACEMENT_ADVANCE / UNITS_PER_EM) / 2.0;
            let replacement = style.glyph(REPLACEMENT);
            glyphs
                .extend(replacement.map(|id| glyph(id, 0..words.len(), REPLACEMENT_ADVANCE / UNITS_PER_EM)));
        } else {
            let spaces = words.chars().filter(|c| is_space(*c)).count();
            let share = u16::try_from(spaces).map_or(0.0, f32::from).max(1.0);
            let stretch = points(text.stretch) / share / em;
            if space_after {
                words.push(' ');
            }
            for (at, c) in words.char_indices() {
                let (Some(id), Some(advance)) = (style.glyph(c), advance_width(c, text.bold, text.italic))
                else {
                    continue;
                };
                let stretch = if is_space(c) { stretch } else { 0.0 };
                let advance = f32::from(advance) / UNITS_PER_EM + stretch;
                glyphs.push(glyph(id, at..at + c.len_utf8(), advance));
            }
        }
        let start = Point::from_xy(start, points(text.baseline));
        self.surface.draw_glyphs(start, &glyphs, style.font.clone(), &words, em, false);
    }
}

fn glyph(glyph_id: GlyphId, text_range: Range<usize>, x_advance: f32) -> KrillaGlyph {
    KrillaGlyph {
        glyph_id,
        text_range,
        x_advance,
        x_offset: 0.0,
        y_offset: 0.0,
        y_advance: 0.0,
        location: None,
    }
}

/// Whether it stands in a table with rules.
fn is_ruled(part: &PrintedPart, line: &LineBox) -> bool {
    matches!(part.document.blocks.get(line.path.block), Some(Block::Table(table)) if table.borders)
}

/// Whether a space follows that hangs in the margin.
fn ends_a_word(paragraph: &Paragraph, line: &LineBox) -> bool {
    let mut start = 0;
    for run in &paragraph.runs {
        let inside = line.end_byte.checked_sub(start).and_then(|at| run.text.as_bytes().get(at));
        if let Some(byte) = inside {
            return *byte == b' ';
        }
        start += run.text.len();
    }
    false
}

/// Whether Unicode leaves its meaning to private agreement, or gives it none for good.
fn is_private(c: char) -> bool {
    let code = u32::from(c);
    (0xE000..=0xF8FF).contains(&code)
        || (0xFDD0..=0xFDEF).contains(&code)
        || code >= 0xF_0000
        || code & 0xFFFE == 0xFFFE
}
