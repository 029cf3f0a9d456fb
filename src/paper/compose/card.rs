//! A card: a title above the answers; place, date and signature only where the form asks for them. It prints blank too,
//! with dotted lines and boxes instead of answers.

use crate::form::{Choice, Field, FieldKind, Slot};
use crate::pagination::{Align, Block, Twips};

use super::body::{Place, lead, roman};
use super::{Composer, Frame, Origin, SLACK, line_of, printed_width, without_end};

/// A box to tick by hand. The face has no square.
const BOX: &str = "[\u{a0}\u{a0}\u{a0}]\u{a0}";

/// Between two choices on one line.
const BETWEEN: &str = "   ";

/// A list with more choices is asked for in writing.
const MOST_BOXES: usize = 12;

/// A line with less room is left, and the next one is for the answer.
const LEAST_ROOM: Twips = 2000;

impl Composer<'_> {
    pub(super) fn card_header(&mut self) {
        let subject = self.slot_text(Slot::Subject);
        let name = line_of(&self.form.document_name, 28, true, false);
        let mut lines = vec![(Frame::Title, name)];
        if !subject.is_empty() {
            lines.push((Frame::Subject, line_of(subject, self.size, true, false)));
        }
        if let Some((_, last)) = lines.last_mut() {
            last.after = 120;
        }
        for (part, mut line) in lines {
            line.keep_next = true;
            self.frame(part, line);
        }
        self.addressee();
    }

    pub(super) fn card_signature(&mut self) {
        if self.slot(Slot::Place).or(self.slot(Slot::SignedOn)).is_some() {
            let mut date = line_of(&self.place_and_date(), self.size, false, true);
            date.align = Align::Right;
            date.before = 120;
            self.frame(Frame::Signature, date);
        }
        if self.slot(Slot::Signer).is_some() {
            self.person_signature();
        }
    }

    /// What is asked, with room to answer by hand: all of it, because nobody has chosen yet.
    pub(super) fn blank_body(&mut self, lines: usize) {
        let mut sections = 0;
        for (index, section) in self.form.sections.iter().enumerate() {
            let is_asked = |field: &&Field| {
                field.slot == Slot::Body && !matches!(field.kind, FieldKind::Computed { .. })
            };
            if section.annex.is_some() || !section.fields.iter().any(|field| is_asked(&field)) {
                continue;
            }
            if let Some(heading) = &section.heading {
                sections += 1;
                let origin = Origin::Heading { section: index, field: None };
                self.heading(&roman(sections), heading, origin);
            }
            let mut fields = 0;
            for (at, field) in section.fields.iter().enumerate().filter(|(_, field)| is_asked(field)) {
                if let Some(heading) = &field.heading {
                    fields += 1;
                    let origin = Origin::Heading { section: index, field: Some(at) };
                    self.heading(&fields.to_string(), heading, origin);
                }
                self.blank(Place { section: index, field: at }, field, lines);
            }
        }
    }

    /// Room for one answer.
    fn blank(&mut self, place: Place, field: &Field, lines: usize) {
        let label = if field.heading.is_none() { without_end(&field.label, &[':', ' ']) } else { "" };
        match &field.kind {
            FieldKind::Tick => self.blank_line(place, &[BOX, &field.label].concat()),
            FieldKind::Choice { choices } | FieldKind::Choices { choices } if choices.len() <= MOST_BOXES => {
                self.blank_line(place, &[lead(label), boxes(choices)].concat());
            }
            FieldKind::LongText | FieldKind::Table(_) => self.dotted(place, label, lines),
            _ => self.dotted(place, label, 1),
        }
    }

    /// Dots after a label, and so many lines of them in all.
    fn dotted(&mut self, place: Place, label: &str, lines: usize) {
        let mut text = lead(label);
        let room = self.width - printed_width(&text, self.size, false) - SLACK;
        let dot = printed_width(".", self.size, false).max(1);
        let dots = |room: Twips| ".".repeat(usize::try_from(room / dot).unwrap_or_default());
        let mut left = lines;
        if !text.is_empty() && room < LEAST_ROOM {
            self.blank_line(place, &text);
        } else {
            text.push_str(&dots(room));
            self.blank_line(place, &text);
            left = left.saturating_sub(1);
        }
        for _ in 0..left {
            let line = dots(self.width - SLACK);
            self.blank_line(place, &line);
        }
    }

    /// A line to be written on, wider than those that are only read.
    fn blank_line(&mut self, place: Place, text: &str) {
        let mut paragraph = self.body_paragraph(text, false);
        paragraph.align = Align::Left;
        paragraph.before = 60;
        self.push(Block::Para(paragraph), place.answer(None, 0, 0));
    }
}

/// Every choice behind a box.
fn boxes(choices: &[Choice]) -> String {
    let mut text = String::new();
    for choice in choices {
        if !text.is_empty() {
            text.push_str(BETWEEN);
        }
        text.push_str(BOX);
        text.push_str(&choice.label.replace(' ', "\u{a0}"));
    }
    text
}
