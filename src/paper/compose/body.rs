//! The sections of the form: headings, paragraphs, labelled answers.

use crate::draft::{computed, is_relevant, shown_number};
use crate::form::{Field, FieldId, FieldKind, Section, Slot};
use crate::pagination::Block;
use crate::text::Date;

use super::{Composer, Origin, label_of, printed_lines, without_end};

/// Where in the form the composer is.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) section: usize,
    pub(super) field: usize,
}

impl Place {
    /// The origin of an answer's paragraph.
    pub(super) fn answer(self, row: Option<usize>, start: usize, lead: usize) -> Origin {
        Origin::Answer { section: self.section, field: self.field, row, start, lead }
    }
}

impl<'a> Composer<'a> {
    pub(super) fn body(&mut self) {
        let mut number = 0;
        for (index, section) in self.form.sections.iter().enumerate() {
            let is_expected = |field: &Field| field.slot == Slot::Body && self.is_expected(section, field);
            if let Some(heading) = &section.heading
                && section.fields.iter().any(is_expected)
            {
                number += 1;
                self.heading(&roman(number), heading, Origin::Heading { section: index, field: None });
            }
            self.section(index, section);
        }
    }

    fn section(&mut self, index: usize, section: &'a Section) {
        let mut number = 0;
        for (at, field) in section.fields.iter().enumerate() {
            if field.slot != Slot::Body || !self.is_printed(section, field) {
                continue;
            }
            if let Some(heading) = &field.heading {
                number += 1;
                let origin = Origin::Heading { section: index, field: Some(at) };
                self.heading(&number.to_string(), heading, origin);
            }
            self.field(Place { section: index, field: at }, field);
        }
    }

    fn heading(&mut self, number: &str, text: &str, origin: Origin) {
        let mut paragraph = self.body_paragraph(&[number, ". ", text].concat(), true);
        paragraph.keep_next = true;
        self.push(Block::Para(paragraph), origin);
    }

    /// Whether a field is printed, or will be when it is answered.
    fn is_expected(&self, section: &Section, field: &Field) -> bool {
        let is_relevant = is_relevant(self.form, section, field, &self.draft.answers);
        is_relevant && (field.required || self.is_printed(section, field))
    }

    fn is_printed(&self, section: &Section, field: &Field) -> bool {
        let answers = &self.draft.answers;
        is_relevant(self.form, section, field, answers)
            && match &field.kind {
                FieldKind::Tick => answers.tick(&field.id),
                FieldKind::Choices { .. } => !answers.choices(&field.id).is_empty(),
                FieldKind::Table(table) => !self.rows(&field.id, table).is_empty(),
                FieldKind::Computed { .. } => computed(self.form, field, answers).is_some(),
                _ => !self.text(&field.id).is_empty(),
            }
    }

    fn field(&mut self, place: Place, field: &Field) {
        let typed = self.text(&field.id);
        let made;
        let answer = match &field.kind {
            FieldKind::LongText => return self.long_text(place, &field.id),
            FieldKind::Table(table) => return self.table(place, &field.id, table),
            FieldKind::Tick => return self.line(&field.label, place.answer(None, 0, 0)),
            FieldKind::ShortText | FieldKind::Number => typed,
            FieldKind::Date => match Date::parse_typed(typed) {
                Some(day) => {
                    made = day.to_string();
                    &made
                }
                None => typed,
            },
            FieldKind::Choice { choices } => label_of(choices, typed).unwrap_or(typed),
            FieldKind::Choices { choices } => {
                let mut labels = Vec::new();
                for value in self.draft.answers.choices(&field.id) {
                    labels.push(label_of(choices, value).unwrap_or(value));
                }
                made = labels.join("; ");
                &made
            }
            FieldKind::Computed { .. } => {
                made = computed(self.form, field, &self.draft.answers).map(shown_number).unwrap_or_default();
                &made
            }
            FieldKind::Unit => {
                let unit = self.plan.roster.iter().find(|unit| unit.id.as_str() == typed);
                unit.map_or(typed, |unit| &unit.name)
            }
        };
        let label = if field.heading.is_none() { without_end(&field.label, &[':', ' ']) } else { "" };
        self.short(place, label, answer);
    }

    fn long_text(&mut self, place: Place, field: &FieldId) {
        for (start, line) in printed_lines(self.draft.answers.text(field)) {
            self.line(line, place.answer(None, start, 0));
        }
    }

    fn short(&mut self, place: Place, label: &str, answer: &str) {
        let (mark, stop) = match label.as_bytes().last() {
            None => ("", ""),
            Some(b'?' | b'!' | b'.') => ("- ", " "),
            Some(_) => ("- ", ": "),
        };
        let lead = mark.len() + label.chars().count() + stop.len();
        self.line(&[mark, label, stop, answer].concat(), place.answer(None, 0, lead));
    }
}

/// A number of a section's heading.
fn roman(number: usize) -> String {
    let mut rest = number;
    let mut numeral = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while rest >= value {
            numeral.push_str(letters);
            rest -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_in_roman() {
        let numerals: Vec<String> = [1, 4, 8, 9, 14, 39].map(roman).into();
        assert_eq!(numerals, ["I", "IV", "VIII", "IX", "XIV", "XXXIX"]);
    }
}
