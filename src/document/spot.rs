//! From a place on a page to the answer that is printed there, and back.
//!
//! **Invariant:** a place of the form is one that the form has and that applies; what frames the answers leads to the
//! answer that it was made of.

use crate::draft::{Draft, Row, is_relevant};
use crate::form::{ColumnKind, Field, FieldKind, Form, Slot, Table, TablePrint};
use crate::pagination::{
    BlockPath, CellPath, LineBox, RuleBox, Twips, advance_width, is_space, paragraph, text_boxes,
};
use crate::paper::{Frame, Origin, Printed, PrintedPart, printed_rows};
use crate::text::fold;

/// A place of a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Index of the section.
    pub section: usize,
    /// Index of the field in it.
    pub field: usize,
    /// Of a table: the indexes of the row among the answer's and of the column among the form's.
    pub cell: Option<(usize, usize)>,
    /// Where in the text of the field or the cell, in code points.
    pub offset: Option<usize>,
}

/// Where on the pages something is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// The answer: a box on each page that it is on. The part's index, the page in it.
    pub answer: Vec<(usize, u32, RuleBox)>,
    /// The line in which the caret is.
    pub line: Option<(usize, u32, RuleBox)>,
}

/// A paper with the form that it answers.
#[derive(Clone, Copy, Debug)]
pub struct Answered<'a> {
    /// What is asked.
    pub form: &'a Form,
    /// What was answered.
    pub draft: &'a Draft,
    /// Its pages.
    pub printed: &'a Printed,
}

impl Answered<'_> {
    /// What is printed at a point of a page, or nearest to it.
    #[must_use]
    pub fn spot(&self, part: usize, page: u32, x: Twips, y: Twips) -> Option<Spot> {
        let part = self.printed.parts.get(part)?;
        let lines = part.layout.lines_of(page).iter();
        let leads =
            |line: &&LineBox| !matches!(part.origins.get(line.path.block), Some(Origin::Frame(Frame::Gap)));
        let line = lines.filter(leads).min_by_key(|line| {
            let beyond = |at: Twips, from: Twips, length: Twips| (from - at).max(at - from - length).max(0);
            (beyond(y, line.top, line.height), beyond(x, line.x, line.width))
        })?;
        match *part.origins.get(line.path.block)? {
            Origin::Answer { section, field, row, start, lead } => {
                let asked = self.form.sections.get(section)?.fields.get(field)?;
                let cell = match &asked.kind {
                    FieldKind::Table(table) => Some(self.cell(asked, table, row, line.path.cell)?),
                    _ => None,
                };
                let at = letter_at(part, line, x).unwrap_or(line.start);
                Some(Spot {
                    section,
                    field,
                    cell,
                    offset: Some((start + at).saturating_sub(lead).max(start)),
                })
            }
            Origin::Heading { section, field } => {
                let fields = &self.form.sections.get(section)?.fields;
                let applies = |field: &Field| {
                    is_relevant(self.form, &self.form.sections[section], field, &self.draft.answers)
                };
                let field = field.or_else(|| fields.iter().position(applies))?;
                Some(Spot { section, field, ..Spot::default() })
            }
            Origin::Frame(frame) => self.framed(frame, &text_of(part, line.path)),
        }
    }

    /// Where an answer is printed, its heading where there is no answer yet.
    #[must_use]
    pub fn traces(&self, spot: &Spot) -> Traces {
        let asked = self.form.sections.get(spot.section).and_then(|section| section.fields.get(spot.field));
        let Some(asked) = asked else { return Traces::default() };
        let mut traces = Traces::default();
        for (index, part) in self.printed.parts.iter().enumerate() {
            let lines = self.lines(part, spot, asked);
            for line in &lines {
                add(&mut traces.answer, index, line.page, area(part, line));
            }
            let here = spot.offset.and_then(|offset| line_at(part, &lines, offset));
            let here = here.filter(|line| line.path.cell.is_none());
            if let Some(line) = here.filter(|_| traces.line.is_none()) {
                traces.line = Some((index, line.page, area(part, line)));
            }
        }
        traces
    }

    /// The lines of an answer in a part.
    fn lines<'p>(&self, part: &'p PrintedPart, spot: &Spot, asked: &Field) -> Vec<&'p LineBox> {
        let of = |is_of: &dyn Fn(&LineBox, &Origin) -> bool| -> Vec<&'p LineBox> {
            let lines = part.layout.lines.iter().filter(|line| !line.repeated);
            lines
                .filter(|line| part.origins.get(line.path.block).is_some_and(|origin| is_of(line, origin)))
                .collect()
        };
        if asked.slot != Slot::Body {
            let Some((frames, answer)) = frames_of(asked.slot).zip(Some(self.draft.answers.text(&asked.id)))
            else {
                return Vec::new();
            };
            let is_framed =
                |origin: &Origin| matches!(origin, Origin::Frame(frame) if frames.contains(frame));
            let own = of(&|line, origin| is_framed(origin) && says(&text_of(part, line.path), answer));
            return if own.is_empty() { of(&|_, origin| is_framed(origin)) } else { own };
        }
        let row = spot.cell.map(|(row, _)| row);
        let ruled = match &asked.kind {
            FieldKind::Table(table) if table.print == TablePrint::Table => {
                let printed = printed_rows(&self.draft.answers, &asked.id, table);
                row.and_then(|row| printed.iter().position(|(index, _)| *index == row)).map(|at| at + 1)
            }
            _ => None,
        };
        let is_own = |line: &LineBox, origin: &Origin| match *origin {
            Origin::Answer { section, field, row: own, .. } => {
                (section, field) == (spot.section, spot.field)
                    && (own.is_none() || row.is_none() || own == row)
                    && (ruled.is_none() || ruled == line.path.cell.map(|cell| cell.row))
            }
            _ => false,
        };
        let mut found = of(&is_own);
        for wanted in [Some(spot.field), None] {
            if found.is_empty() {
                found = of(
                    &|_, origin| matches!(*origin, Origin::Heading { section, field } if (section, field) == (spot.section, wanted)),
                );
            }
        }
        found
    }

    /// The row and the column of a table's answer that are printed there.
    fn cell(
        &self,
        asked: &Field,
        table: &Table,
        row: Option<usize>,
        path: Option<CellPath>,
    ) -> Option<(usize, usize)> {
        let is_given =
            |index: usize| table.fixed_by.as_ref() == table.columns.get(index).map(|column| &column.id);
        let Some(path) = path else {
            let has_text = |index: &usize| {
                matches!(table.columns[*index].kind, ColumnKind::ShortText | ColumnKind::LongText)
            };
            return Some((row?, (0..table.columns.len()).find(has_text).unwrap_or_default()));
        };
        let rows: Vec<(usize, &Row)> = printed_rows(&self.draft.answers, &asked.id, table);
        // Below the head; the sums below all rows lead to the last.
        let (row, _) = rows.get(path.row.saturating_sub(1)).or(rows.last())?;
        // After the running numbers.
        let is_typed = |index: usize| {
            !is_given(index)
                && !matches!(
                    table.columns.get(index).map(|column| &column.kind),
                    None | Some(ColumnKind::Computed { .. })
                )
        };
        let column = path.cell.saturating_sub(1);
        let typed = (0..table.columns.len()).filter(|index| is_typed(*index));
        Some((*row, typed.min_by_key(|index| index.abs_diff(column))?))
    }

    /// The answer that a line of what frames the paper was made of.
    fn framed(&self, frame: Frame, printed: &str) -> Option<Spot> {
        let mut found: Option<(usize, Spot)> = None;
        for (section, asked) in self.form.sections.iter().enumerate() {
            for (field, own) in asked.fields.iter().enumerate() {
                let is_there = frames_of(own.slot).is_some_and(|frames| frames.contains(&frame));
                if !is_there || !is_relevant(self.form, asked, own, &self.draft.answers) {
                    continue;
                }
                let answer = self.draft.answers.text(&own.id);
                let likely = match own.slot {
                    Slot::SignedOn => printed.contains("ngày"),
                    Slot::Recipients => printed.starts_with("Nơi nhận") || printed.starts_with("- "),
                    _ => false,
                };
                let is_number = own.slot == Slot::Number && printed.starts_with("Số");
                // The longest answer that stands there, else the one that such words are usually of.
                let weight = match says(printed, answer) {
                    _ if is_number => usize::MAX,
                    true => 2 + answer.len(),
                    false => usize::from(likely),
                };
                if found.is_none_or(|(best, _)| weight > best) {
                    found = Some((weight, Spot { section, field, ..Spot::default() }));
                }
            }
        }
        found.map(|(_, spot)| spot)
    }
}

/// The parts of a paper that an answer to a slot is printed in.
fn frames_of(slot: Slot) -> Option<&'static [Frame]> {
    match slot {
        Slot::ParentAgency | Slot::Issuer | Slot::Number | Slot::Symbol => Some(&[Frame::Header]),
        Slot::Place | Slot::SignedOn => Some(&[Frame::Header, Frame::Signature]),
        Slot::Subject => Some(&[Frame::Subject, Frame::Title]),
        Slot::Addressee => Some(&[Frame::Addressee]),
        Slot::Recipients | Slot::Authority => Some(&[Frame::Signature]),
        Slot::Signer | Slot::SignerTitle => Some(&[Frame::Signature, Frame::Byline]),
        Slot::UnitName => Some(&[Frame::Byline]),
        Slot::Body
        | Slot::Unit
        | Slot::Level
        | Slot::CurrentUnit
        | Slot::AuthorName
        | Slot::AuthorRole
        | Slot::AuthorPhone
        | Slot::NoteToOffice
        | Slot::Period
        | Slot::Record => None,
    }
}

/// Whether a line of the frame was made of an answer, or of a line of it, however it is spelled there.
fn says(printed: &str, answer: &str) -> bool {
    let printed = fold(printed);
    let (printed, answer) = (printed.trim(), fold(answer));
    let answer = answer.trim();
    !answer.is_empty() && !printed.is_empty() && (printed.contains(answer) || answer.contains(printed))
}

fn text_of(part: &PrintedPart, path: BlockPath) -> String {
    let runs = paragraph(&part.document, path).map(|paragraph| paragraph.runs.as_slice()).unwrap_or_default();
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The letter of a paragraph that a line has at that place: the one whose left edge is nearest.
fn letter_at(part: &PrintedPart, line: &LineBox, x: Twips) -> Option<usize> {
    let mut best = None;
    let mut note = |at: usize, edge: Twips| {
        let distance = edge.abs_diff(x);
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, at));
        }
    };
    for piece in text_boxes(line, paragraph(&part.document, line.path)?) {
        let spaces = piece.text.chars().filter(|c| is_space(*c)).count();
        let share = piece.stretch / Twips::try_from(spaces.max(1)).ok()?;
        let em = Twips::try_from(piece.size).ok()?.saturating_mul(10);
        let mut edge = piece.x;
        for (count, c) in piece.text.chars().enumerate() {
            note(piece.start + count, edge);
            let advance = Twips::from(advance_width(c, piece.bold, piece.italic).unwrap_or_default());
            edge += advance.saturating_mul(em) / 2048 + if is_space(c) { share } else { 0 };
        }
        note(piece.start + piece.text.chars().count(), piece.x + piece.width);
    }
    best.map(|(_, at)| at)
}

/// The line in which a letter of an answer is printed.
fn line_at<'p>(part: &PrintedPart, lines: &[&'p LineBox], offset: usize) -> Option<&'p LineBox> {
    let mut found = None;
    for line in lines {
        let Some(&Origin::Answer { start, lead, .. }) = part.origins.get(line.path.block) else { continue };
        let first = if line.line == 0 { start } else { (start + line.start).saturating_sub(lead) };
        if first <= offset {
            found = Some(*line);
        }
    }
    found.or(lines.first().copied())
}

/// What a line takes of the width that it stands in.
fn area(part: &PrintedPart, line: &LineBox) -> RuleBox {
    let page = &part.document.page;
    let (left, width) = match line.path.cell {
        Some(_) => (line.x, line.width.max(120)),
        None => (page.left, page.width - page.left - page.right),
    };
    RuleBox { left, top: line.top, width, height: line.height }
}

/// Adds a box to those of its page.
fn add(boxes: &mut Vec<(usize, u32, RuleBox)>, part: usize, page: u32, own: RuleBox) {
    match boxes.last_mut() {
        Some((of, on, all)) if (*of, *on) == (part, page) => {
            let right = (all.left + all.width).max(own.left + own.width);
            let bottom = (all.top + all.height).max(own.top + own.height);
            all.left = all.left.min(own.left);
            all.top = all.top.min(own.top);
            (all.width, all.height) = (right - all.left, bottom - all.top);
        }
        _ => boxes.push((part, page, own)),
    }
}
