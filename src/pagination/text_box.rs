//! The pieces of a line, for drawing it: what each run puts on it, and where.
//!
//! **Invariant:** the pieces of a line, put one after the other, are its text but for the tabs; the last ends where the
//! line does. The sums are those of [`super::break_lines`], so that what is drawn is what was counted.

use super::break_lines::TAB_DISTANCE;
use super::document::{Block, Document, Paragraph, Run, Twips};
use super::line_box::{BlockPath, LineBox};
use super::metrics::{TextHeight, em, gap, length, round_div};
use super::widths::{Advances, UNITS_PER_EM, is_covered};

/// A piece of a line, of one style. Lengths are twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextBox<'a> {
    /// What is printed. Without tabs.
    pub text: &'a str,
    /// Its first character, in code points of the paragraph's joined text.
    pub start: usize,
    /// The left edge, from the left edge of the page.
    pub x: Twips,
    /// With what its spaces are stretched by.
    pub width: Twips,
    /// What its spaces are wider by than they are by themselves, all of them together. No-break spaces count too.
    pub stretch: Twips,
    /// In half-points.
    pub size: u32,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underline: bool,
    /// Whether it is a single character that the font does not have, an em wide.
    pub missing: bool,
}

/// A page number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageNumber {
    /// As it is printed.
    pub text: String,
    /// The left edge, from the left edge of the page.
    pub x: Twips,
    /// From the top edge of the page.
    pub baseline: Twips,
    /// In twips.
    pub width: Twips,
    /// In half-points.
    pub size: u32,
}

/// Whether it is stretched on a justified line.
#[must_use]
pub fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}')
}

/// The paragraph that a path names.
#[must_use]
pub fn paragraph(document: &Document, path: BlockPath) -> Option<&Paragraph> {
    match (document.blocks.get(path.block)?, path.cell) {
        (Block::Para(paragraph), _) => Some(paragraph),
        (Block::Table(table), Some(path)) => {
            table.rows.get(path.row)?.cells.get(path.cell)?.paras.get(path.paragraph)
        }
        (Block::Table(_), None) => None,
    }
}

/// The pieces of a line of that paragraph, from left to right.
#[must_use]
pub fn text_boxes<'a>(line: &LineBox, paragraph: &'a Paragraph) -> Vec<TextBox<'a>> {
    let left = length(paragraph.ind.left);
    let first = if line.line == 0 { length(paragraph.ind.first) } else { 0 };
    let mut tracer = Tracer {
        line,
        left,
        origin: left.saturating_add(first),
        complete: 0,
        advanced: 0,
        em: 1,
        boxes: Vec::new(),
        stretched_from: 0,
    };
    let mut style = None;
    let mut run_start = 0;
    let mut chars = line.start;
    for run in &paragraph.runs {
        let from = line.start_byte.saturating_sub(run_start);
        let to = line.end_byte.saturating_sub(run_start).min(run.text.len());
        let is_before = run_start + run.text.len() <= line.start_byte && from > 0;
        run_start += run.text.len();
        if is_before || to < from {
            continue;
        }
        let look = (run.size, run.bold, run.italic, run.underline);
        if style != Some(look) {
            style = Some(look);
            tracer.close_portion();
            tracer.em = em(run.size);
        }
        tracer.run(run, run.text.get(from..to).unwrap_or_default(), chars);
        chars += run.text.get(from..to).unwrap_or_default().chars().count();
    }
    tracer.justify();
    tracer.boxes
}

/// Follows a line from left to right.
struct Tracer<'l, 'a> {
    line: &'l LineBox,
    /// The indent of the paragraph, and of this line, from the edge that tabs count from.
    left: Twips,
    origin: Twips,
    /// Width of the portions that are complete.
    complete: Twips,
    /// Advances of the portion that is not.
    advanced: i32,
    /// The em of that portion.
    em: Twips,
    boxes: Vec<TextBox<'a>>,
    /// The first piece after the last tab.
    stretched_from: usize,
}

impl<'a> Tracer<'_, 'a> {
    /// Takes what a run puts on the line; `start` is the code point that it begins with.
    fn run(&mut self, run: &Run, text: &'a str, start: usize) {
        let advances = Advances::of(run.bold, run.italic);
        // Where the current piece begins: in the text, in code points of the paragraph, from the left.
        let mut begun: Option<(usize, usize, Twips)> = None;
        for (chars, (at, c)) in text.char_indices().enumerate() {
            let missing = !is_covered(c);
            if missing || c == '\t' {
                self.end_piece(run, text.get(..at), begun.take(), false);
            }
            if c == '\t' {
                self.tab();
                continue;
            }
            let begins = *begun.get_or_insert((at, start + chars, self.x()));
            self.advanced += advances.get(c);
            if missing {
                begun = None;
                self.end_piece(run, text.get(..at + c.len_utf8()), Some(begins), true);
            }
        }
        self.end_piece(run, Some(text), begun, false);
    }

    fn end_piece(
        &mut self,
        run: &Run,
        text: Option<&'a str>,
        begun: Option<(usize, usize, Twips)>,
        missing: bool,
    ) {
        let Some((at, start, x)) = begun else { return };
        let text = text.and_then(|text| text.get(at..)).unwrap_or_default();
        let Run { size, bold, italic, underline, .. } = *run;
        let width = self.x() - x;
        self.boxes.push(TextBox {
            text,
            start,
            x,
            width,
            stretch: 0,
            size,
            bold,
            italic,
            underline,
            missing,
        });
    }

    /// Where the next character stands, as if nothing were stretched.
    fn x(&self) -> Twips {
        let open = round_div(self.advanced * self.em, UNITS_PER_EM);
        self.line.x.saturating_add(self.complete).saturating_add(open)
    }

    fn close_portion(&mut self) {
        self.complete += round_div(self.advanced * self.em, UNITS_PER_EM);
        self.advanced = 0;
    }

    /// Moves to the next tab stop.
    fn tab(&mut self) {
        self.close_portion();
        let at = self.origin + self.complete;
        let stop = if at < self.left { self.left } else { (at.div_euclid(TAB_DISTANCE) + 1) * TAB_DISTANCE };
        self.complete = stop - self.origin;
        self.stretched_from = self.boxes.len();
    }

    /// Gives each space after the last tab its share of the room that is left.
    fn justify(&mut self) {
        let room = self.line.x + self.line.width - self.x();
        let stretched = self.boxes.get_mut(self.stretched_from..).unwrap_or_default();
        let spaces_of = |piece: &TextBox<'_>| piece.text.chars().filter(|c| is_space(*c)).count();
        let spaces: usize = stretched.iter().map(spaces_of).sum();
        let Some(spaces) = i32::try_from(spaces).ok().filter(|spaces| *spaces > 0 && self.line.justified)
        else {
            return;
        };
        let (mut passed, mut given) = (0, 0);
        for piece in stretched {
            piece.x += given;
            passed += i32::try_from(spaces_of(piece)).unwrap_or_default();
            piece.stretch = room * passed / spaces - given;
            piece.width += piece.stretch;
            given += piece.stretch;
        }
    }
}

/// The number of a page, from 0, in the middle of its top margin; the first page of a document has none.
#[must_use]
pub fn page_number(document: &Document, page: u32) -> Option<PageNumber> {
    let size = document.header.size;
    let own = page.checked_add(1).filter(|number| *number > 1)?;
    let text = own.saturating_add(document.header.before).to_string();
    let advances = Advances::of(false, false);
    let width = round_div(text.chars().map(|c| advances.get(c)).sum::<i32>() * em(size), UNITS_PER_EM);
    let left = gap(document.page.left);
    let room = gap(document.page.width) - left - gap(document.page.right) - width;
    let baseline = gap(document.header.distance) + TextHeight::of(size).ascent;
    Some(PageNumber { text, x: left + room / 2, baseline, width, size })
}
