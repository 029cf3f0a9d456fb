//! A draft as blocks of explicit properties.
//!
//! Order: header, document name, subject, Kính gửi, the sections of the form, signature. What is printed where:
//! - A section's heading is printed, numbered I, II, III, as soon as the section has something to print, and also
//!   while it is empty if the form requires an answer in it: the finished paper will have it, so its lines count from
//!   the start. A field's heading is printed, numbered 1, 2, 3, only above an answer.
//! - A long text or a table without a heading of its own is printed alone, any other answer as "- label: answer".
//! - Every line of a long text is a paragraph; blank lines and spaces at either end of a line are not printed.
//! - Answers that are empty print nothing.
//!
//! **Invariant:** choices that are not lawful are never composed; the nearest lawful ones are.

mod body;
mod header;
mod signature;
mod tables;

use crate::draft::Draft;
use crate::form::{Field, FieldId, Form, Slot};
use crate::pagination::{
    Align, Block, Border, Document, Header, Indent, LineHeight, LineRule, Mark, Paragraph, Run, Twips,
    advance_width,
};
use crate::plan::Plan;
use crate::text::{lower, upper};

use super::profile::{Bearer, Profile, first_line, line_height, page_box};

/// A draft as it is laid out, and where each block comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Composition {
    /// What is laid out.
    pub document: Document,
    /// For each block of the document, in order, where it comes from.
    pub origins: Vec<Origin>,
    /// The block of the last line of text before the signature, if text and not a table or a heading stands there.
    pub tail: Option<usize>,
    /// The first block of the signature.
    pub end: usize,
    /// One line of text as it would be printed, to count the room with where no text stands yet.
    pub sample: Paragraph,
}

/// Where a block comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The header, the title or the signature.
    Frame,
    /// A heading.
    Heading {
        /// Index in the form.
        section: usize,
        /// Index in the section; none for the section's own heading.
        field: Option<usize>,
    },
    /// An answer.
    Answer {
        /// Index in the form.
        section: usize,
        /// Index in the section.
        field: usize,
        /// Index among the answer's rows, for a table that is printed as a list.
        row: Option<usize>,
        /// Code points of the answer (of the row's first cell) before the printed text.
        start: usize,
        /// Code points of the printed text before the answer's own: a label, a dash.
        lead: usize,
    },
}

/// Composes a draft by the profile of its form.
#[must_use]
pub fn compose(plan: &Plan, form: &Form, draft: &Draft) -> Composition {
    let profile = Profile::of(form);
    let choices = profile.nearest(&draft.layout);
    let page = page_box(choices.margins);
    let mut composer = Composer {
        plan,
        form,
        draft,
        width: page.width - page.left - page.right,
        size: choices.size,
        line: line_height(choices.spacing),
        first: first_line(choices.indent),
        blocks: Vec::with_capacity(64),
        origins: Vec::with_capacity(64),
    };
    match profile.bearer {
        Bearer::Agency => composer.agency_header(),
        Bearer::Person => composer.person_header(),
    }
    composer.body();
    let end = composer.blocks.len();
    let tail = end.checked_sub(1).filter(|last| {
        matches!(composer.blocks[*last], Block::Para(_))
            && matches!(composer.origins[*last], Origin::Answer { .. })
    });
    match profile.bearer {
        Bearer::Agency => composer.agency_signature(),
        Bearer::Person => composer.person_signature(),
    }
    // A word processor needs a paragraph after a table, and adds a full line where there is none.
    composer.push(spacer(20, 2), Origin::Frame);
    let sample = composer.body_paragraph("x".to_owned(), false);
    let Composer { blocks, origins, .. } = composer;
    let document = Document { page, header: Header { distance: 567, size: 28 }, blocks };
    Composition { document, origins, tail, end, sample }
}

/// Collects blocks.
struct Composer<'a> {
    plan: &'a Plan,
    form: &'a Form,
    draft: &'a Draft,
    /// Between the margins.
    width: Twips,
    /// Of the body, in half-points.
    size: u32,
    /// Of the body.
    line: LineHeight,
    /// Of the body.
    first: Twips,
    blocks: Vec<Block>,
    origins: Vec<Origin>,
}

impl<'a> Composer<'a> {
    fn push(&mut self, paragraph: Paragraph, origin: Origin) {
        self.blocks.push(Block::Para(paragraph));
        self.origins.push(origin);
    }

    /// The field of a place of the paper.
    fn slot(&self, slot: Slot) -> Option<&'a Field> {
        self.form.slot(slot)
    }

    /// The answer that takes a place of the paper, without space around it; empty where there is none.
    fn slot_text(&self, slot: Slot) -> &'a str {
        self.slot(slot).map_or("", |field| self.text(&field.id))
    }

    fn text(&self, field: &FieldId) -> &'a str {
        self.draft.answers.text(field).trim()
    }

    /// A paragraph of the body. Its line height is the writer's choice; its space is all below it, because word
    /// processors differ in how they join the spaces of two paragraphs.
    fn body_paragraph(&self, text: String, bold: bool) -> Paragraph {
        Paragraph {
            align: Align::Both,
            ind: Indent { first: self.first, ..Indent::default() },
            after: 120,
            line: self.line,
            ..line_of(text, self.size, bold, false)
        }
    }
}

/// A centred line of the frame: single spaced, without indent or space.
fn line_of(text: String, size: u32, bold: bool, italic: bool) -> Paragraph {
    Paragraph {
        align: Align::Center,
        ind: Indent::default(),
        before: 0,
        after: 0,
        line: LineHeight { rule: LineRule::Auto, value: 240 },
        keep_next: false,
        keep_lines: false,
        widow: true,
        page_break_before: false,
        border_top: None,
        runs: if text.is_empty() {
            Vec::new()
        } else {
            vec![Run { text, size, bold, italic, underline: false }]
        },
        mark: Mark { size },
    }
}

/// An empty paragraph of exactly that height.
fn spacer(height: Twips, size: u32) -> Paragraph {
    Paragraph {
        line: LineHeight { rule: LineRule::Exact, value: height },
        ..line_of(String::new(), size, false, false)
    }
}

/// A rule of some length in the middle of a width.
fn rule(length: Twips, width: Twips) -> Paragraph {
    let side = ((width - length) / 2).max(0);
    Paragraph {
        ind: Indent { left: side, right: side, first: 0 },
        border_top: Some(Border { sz: 6, space: 0 }),
        ..spacer(120, 4)
    }
}

/// The printed lines of an answer: code points before each, and its text. Blank lines are left out.
fn printed_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut before = 0;
    text.split('\n').filter_map(move |line| {
        let printed = line.trim();
        let start = before + line.chars().count() - line.trim_start().chars().count();
        before += line.chars().count() + 1;
        (!printed.is_empty()).then_some((start, printed))
    })
}

/// Text that a file can hold: control characters, which no word processor prints, become spaces.
fn printable(text: &str) -> String {
    let is_printable = |letter: char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_printable) {
        return text.to_owned();
    }
    text.chars().map(|letter| if is_printable(letter) { letter } else { ' ' }).collect()
}

/// Printable text in capitals.
fn capitals(text: &str) -> String {
    printable(text).chars().map(upper).collect()
}

/// Words inside a sentence; an abbreviation keeps its capitals.
fn lowered(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if lower(second) == second => {
            std::iter::once(lower(first)).chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    }
}

/// The printed width of a text on one line, for rules whose length the decree takes from it.
fn printed_width(text: &str, size: u32, bold: bool) -> Twips {
    let advance = |letter| u64::from(advance_width(letter, bold, false).unwrap_or(1024));
    let width = text.chars().map(advance).sum::<u64>() * u64::from(size) * 10 / 2048;
    Twips::try_from(width).unwrap_or(Twips::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_began() {
        let lines: Vec<_> = printed_lines("Một\r\n\n  - hai  \n\t\n+ ba").collect();
        assert_eq!(lines, [(0, "Một"), (8, "- hai"), (18, "+ ba")]);
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(printable("a\u{0}b\tc\u{ffff}ế"), "a b c ế");
    }
}
