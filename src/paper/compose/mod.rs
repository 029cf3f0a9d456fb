//! A draft as blocks of explicit properties.
//!
//! Order: header, document name, subject, Kính gửi, the sections of the form, signature. What is printed where:
//! - A section's heading is printed, numbered I, II, III, as soon as the section has something to print, and also
//!   while it is empty if the form requires an answer in it: the finished paper will have it, so its lines count from
//!   the start. A field's heading is printed, numbered 1, 2, 3, only above an answer.
//! - A long text or a table without a heading of its own is printed alone, any other answer as "- label: answer".
//! - A box that is ticked prints its label as a sentence.
//! - Every line of a long text is a paragraph; blank lines and spaces at either end of a line are not printed.
//! - Answers that are empty print nothing, nor does what is not relevant.
//! - On a card every answer is a line "label: answer", the first line of a long text likewise.
//! - A section with an annex is printed after all that as a phụ lục: a document of its own, under its title.
//! - A form with giấy mời prints them apart from the paper: a document for each guest.
//!
//! **Invariant:** choices that are not lawful are never composed; the nearest lawful ones are.

mod annex;
mod body;
mod card;
mod header;
mod invitation;
mod known;
mod ruled;
mod signature;
mod tables;
mod youth_union;

use std::cell::RefCell;
use std::sync::Arc;

use crate::draft::{Answers, Draft, LayoutChoices, Row, is_relevant};
use crate::form::{Choice, Field, FieldId, Form, Slot};
use crate::pagination::{
    Align, Block, Border, Cell, CellMargin, Document, Header, Indent, LineHeight, LineRule, Mark, PageBox,
    Paragraph, Run, Table, TableRow, Twips, advance_width,
};
use crate::plan::Plan;
use crate::text::{lower, upper};

use super::profile::{Bearer, Profile, first_line, line_height, page_box};

pub(super) use invitation::compose_invitations;
pub(super) use known::KnownTables;
pub use tables::printed_rows;

/// A draft as it is laid out, and where each block comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Composition {
    /// The paper itself, which a page limit counts.
    pub document: Document,
    /// For each block of the document, in order, where it comes from.
    pub origins: Vec<Origin>,
    /// The block of the last line of text before the signature, if text and not a table or a heading stands there.
    pub tail: Option<usize>,
    /// The first block of the signature.
    pub end: usize,
    /// One line of text as it would be printed, to count the room with where no text stands yet.
    pub sample: Paragraph,
    /// The phụ lục, in the order of the form. One without anything to print is left out.
    pub annexes: Vec<AnnexComposition>,
}

/// A phụ lục: pages of its own, numbered by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnexComposition {
    /// Index of its section in the form.
    pub section: usize,
    /// "I", "II" where there are several, else empty.
    pub number: String,
    /// What is laid out.
    pub document: Document,
    /// For each block of the document, in order, where it comes from.
    pub origins: Vec<Origin>,
}

/// Where a block comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// What frames the answers.
    Frame(Frame),
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

/// A part of a paper that is neither a heading of its text nor an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// Above the title: agencies, Quốc hiệu, số, place and date.
    Header,
    /// The name of the document, or of a phụ lục.
    Title,
    /// What it is about (trích yếu).
    Subject,
    /// Who presents it, or the paper that a phụ lục goes with.
    Byline,
    /// To whom it is addressed.
    Addressee,
    /// Nơi nhận and the signature.
    Signature,
    /// A rule, or a little space.
    Gap,
}

/// Composes a draft by the profile of its form.
#[must_use]
pub fn compose(plan: &Plan, form: &Form, draft: &Draft) -> Composition {
    compose_again(plan, form, draft, &mut KnownTables::default())
}

/// Composes a card to be filled in by hand, each answer given so many lines at most. What it is about and to whom it
/// is addressed stays; no other answer is printed.
pub(super) fn compose_blank_card(plan: &Plan, form: &Form, draft: &Draft, lines: usize) -> Composition {
    let mut draft = draft.clone();
    let mut answers = Answers::default();
    for (_, field) in form.fields() {
        if matches!(field.slot, Slot::Subject | Slot::Addressee)
            && let Some(answer) = draft.answers.get(&field.id)
        {
            answers.set(field.id.clone(), answer.clone());
        }
    }
    draft.answers = answers;
    let mut tables = KnownTables::default();
    let known = RefCell::new(&mut tables);
    let choices = Profile::of(form).nearest(&draft.layout);
    let page = page_box(choices.margins);
    let mut composer = Composer::new(plan, form, &draft, Bearer::Card, choices, &known);
    composer.head();
    composer.blank_body(lines);
    let end = composer.blocks.len();
    composer.foot();
    composer.frame(Frame::Gap, spacer(20, 2));
    let sample = composer.body_paragraph("x", false);
    let Composer { blocks, origins, .. } = composer;
    Composition { document: document(page, blocks), origins, tail: None, end, sample, annexes: Vec::new() }
}

/// What [`compose`] gives, of a draft that was composed before: rows of tables that did not change are taken as they were.
pub(super) fn compose_again(plan: &Plan, form: &Form, draft: &Draft, known: &mut KnownTables) -> Composition {
    known.begin();
    let known = RefCell::new(known);
    let profile = Profile::of(form);
    let choices = profile.nearest(&draft.layout);
    let page = page_box(choices.margins);
    let mut composer = Composer::new(plan, form, draft, profile.bearer, choices, &known);
    composer.head();
    composer.body();
    let end = composer.blocks.len();
    let tail = end.checked_sub(1).filter(|last| {
        matches!(composer.blocks[*last], Block::Para(_))
            && matches!(composer.origins[*last], Origin::Answer { .. })
    });
    composer.foot();
    // A word processor needs a paragraph after a table, and adds a full line where there is none.
    composer.frame(Frame::Gap, spacer(20, 2));
    let sample = composer.body_paragraph("x", false);
    let annexes = composer.annexes(page);
    let Composer { blocks, origins, .. } = composer;
    Composition { document: document(page, blocks), origins, tail, end, sample, annexes }
}

fn document(page: PageBox, blocks: Vec<Block>) -> Document {
    Document { page, header: Header { distance: 567, size: 28, before: 0 }, blocks }
}

/// Collects blocks.
struct Composer<'a> {
    plan: &'a Plan,
    form: &'a Form,
    draft: &'a Draft,
    bearer: Bearer,
    /// Between the margins.
    width: Twips,
    /// Of the body, in half-points.
    size: u32,
    /// Of the body.
    line: LineHeight,
    /// Of the body.
    first: Twips,
    /// Below a paragraph of the body.
    after: Twips,
    /// What is known of tables, by this composer and those beside it.
    known: &'a RefCell<&'a mut KnownTables>,
    blocks: Vec<Block>,
    origins: Vec<Origin>,
}

impl<'a> Composer<'a> {
    fn new(
        plan: &'a Plan,
        form: &'a Form,
        draft: &'a Draft,
        bearer: Bearer,
        choices: LayoutChoices,
        known: &'a RefCell<&'a mut KnownTables>,
    ) -> Self {
        Composer {
            plan,
            form,
            draft,
            bearer,
            width: between_margins(page_box(choices.margins)),
            size: choices.size,
            line: line_height(choices.spacing),
            first: first_line(choices.indent),
            // The decree's 6 pt; no rule is for cards.
            after: if bearer == Bearer::Card { 60 } else { 120 },
            known,
            blocks: Vec::new(),
            origins: Vec::new(),
        }
    }

    /// One that composes another document of the paper, on pages of its own.
    fn beside(&self, page: PageBox) -> Self {
        Composer { width: between_margins(page), blocks: Vec::new(), origins: Vec::new(), ..*self }
    }

    /// What stands above the text.
    fn head(&mut self) {
        match self.bearer {
            Bearer::Agency => self.agency_header(),
            Bearer::Person => self.person_header(),
            Bearer::YouthUnion => self.union_header(),
            Bearer::Card => self.card_header(),
        }
    }

    /// What stands below it.
    fn foot(&mut self) {
        match self.bearer {
            Bearer::Agency | Bearer::YouthUnion => self.body_signature(),
            Bearer::Person => self.person_signature(),
            Bearer::Card => self.card_signature(),
        }
    }

    fn push(&mut self, block: Block, origin: Origin) {
        self.blocks.push(block);
        self.origins.push(origin);
    }

    /// A paragraph that frames the answers.
    fn frame(&mut self, part: Frame, paragraph: Paragraph) {
        self.push(Block::Para(paragraph), Origin::Frame(part));
    }

    /// A paragraph of the body.
    fn line(&mut self, text: &str, origin: Origin) {
        let paragraph = self.body_paragraph(text, false);
        self.push(Block::Para(paragraph), origin);
    }

    /// The field of a place of the paper, if it is relevant.
    fn slot(&self, slot: Slot) -> Option<&'a Field> {
        let is_asked = |section, field| is_relevant(self.form, section, field, &self.draft.answers);
        let mut fields = self.form.fields();
        fields.find(|(section, field)| field.slot == slot && is_asked(section, field)).map(|(_, field)| field)
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
    fn body_paragraph(&self, text: &str, bold: bool) -> Paragraph {
        let mut paragraph = line_of(text, self.size, bold, false);
        paragraph.align = Align::Both;
        paragraph.ind.first = self.first;
        paragraph.after = self.after;
        paragraph.line = self.line;
        paragraph
    }
}

fn between_margins(page: PageBox) -> Twips {
    page.width - page.left - page.right
}

/// A centred line of the frame: single spaced, without indent or space.
fn line_of(text: &str, size: u32, bold: bool, italic: bool) -> Paragraph {
    let mut runs = Vec::new();
    if !text.is_empty() {
        runs.push(Run { text: printable_text(text), size, bold, italic, underline: false });
    }
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
        runs,
        mark: Mark { size },
    }
}

/// An empty paragraph of exactly that height.
fn spacer(height: Twips, size: u32) -> Paragraph {
    let mut paragraph = line_of("", size, false, false);
    paragraph.line = LineHeight { rule: LineRule::Exact, value: height };
    paragraph
}

/// A rule of some length in the middle of a width, clear of the letters above it.
fn rule(length: Twips, width: Twips) -> Paragraph {
    let side = ((width - length) / 2).max(0);
    let mut paragraph = spacer(80, 4);
    paragraph.before = 40;
    paragraph.ind = Indent { left: side, right: side, first: 0 };
    paragraph.border_top = Some(Border { sz: 6, space: 0 });
    paragraph
}

/// A table in the middle, with so much space left and right of its text.
fn table(borders: bool, cols: Vec<Twips>, side: Twips, rows: Vec<Arc<TableRow>>) -> Block {
    Block::Table(Table {
        borders,
        border_sz: 4,
        cols,
        align: Align::Center,
        cell_margin: CellMargin { top: 0, left: side, bottom: 0, right: side },
        rows,
    })
}

/// A row of the frame.
fn row(left: Vec<Paragraph>, right: Vec<Paragraph>) -> Arc<TableRow> {
    Arc::new(TableRow { header: false, cells: vec![Cell { paras: left }, Cell { paras: right }] })
}

/// The printed lines of an answer: code points before each, and its text. Blank lines are left out.
fn printed_lines(text: &str) -> Vec<(usize, &str)> {
    let mut lines = Vec::new();
    let mut before = 0;
    for line in text.split('\n') {
        let printed = line.trim();
        if !printed.is_empty() {
            let spaces = line.chars().take_while(|letter| letter.is_whitespace()).count();
            lines.push((before + spaces, printed));
        }
        before += line.chars().count() + 1;
    }
    lines
}

/// Text that a file can hold.
fn printable_text(text: &str) -> String {
    // What begins with another byte than these is printable: so are all letters of Vietnamese.
    let is_plain = text.bytes().all(|byte| byte >= b' ' && !matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef));
    let is_printable = is_plain || text.chars().all(|letter| printable(letter) == letter);
    if is_printable { text.to_owned() } else { mapped(text, printable) }
}

fn mapped(text: &str, map: fn(char) -> char) -> String {
    text.chars().map(map).collect()
}

/// A letter that a file can hold: control characters, which no word processor prints, become spaces. A soft hyphen,
/// which each word processor takes in its own way, becomes a place where the line may end.
fn printable(letter: char) -> char {
    match letter {
        '\u{ad}' => '\u{200b}',
        '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    }
}

fn capitals(text: &str) -> String {
    mapped(text, |letter| upper(printable(letter)))
}

/// Words in capitals as they stand at the beginning of a sentence.
fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    let mut words = String::new();
    words.extend(letters.next().map(upper));
    words.extend(letters.map(lower));
    words
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let stop = if words.ends_with(['.', '!', '?', ';', ':', '…']) { "" } else { "." };
    [words, stop].concat()
}

/// Words inside a sentence; an abbreviation keeps its capitals.
fn lowered(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if lower(second) == second => {
            let mut lowered = String::from(lower(first));
            lowered.push_str(words.get(first.len_utf8()..).unwrap_or_default());
            lowered
        }
        _ => words.to_owned(),
    }
}

/// Text without the marks at its end.
fn without_end<'t>(text: &'t str, marks: &[char]) -> &'t str {
    text.trim_end_matches(marks)
}

/// The label of a choice.
fn label_of<'c>(choices: &'c [Choice], value: &str) -> Option<&'c str> {
    choices.iter().find(|choice| choice.value == value).map(|choice| choice.label.as_str())
}

/// What rounding may take of the room for a text whose width is known.
const SLACK: Twips = 20;

/// The printed width of a text on one line, for rules whose length the decree takes from it.
fn printed_width(text: &str, size: u32, bold: bool) -> Twips {
    let advance = |letter| u64::from(advance_width(printable(letter), bold, false).unwrap_or(1024));
    let width = text.chars().map(advance).sum::<u64>() * u64::from(size) * 10 / 2048;
    Twips::try_from(width).unwrap_or(Twips::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_began() {
        let lines = printed_lines("Một\r\n\n  - hai  \n\t\n+ ba");
        assert_eq!(lines, [(0, "Một"), (8, "- hai"), (18, "+ ba")]);
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(printable_text("a\u{0}b\tc\u{ffff}ế\u{2028}x"), "a b c ế x");
    }

    #[test]
    fn a_soft_hyphen_takes_no_room() {
        assert_eq!(printable_text("tham\u{ad}luận"), "tham\u{200b}luận");
    }
}
