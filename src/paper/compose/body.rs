//! The sections of the form: headings, paragraphs, labelled answers.

use crate::draft::{computed, is_relevant, shown_number};
use crate::form::{Field, FieldKind, Section, Slot};
use crate::pagination::Block;
use crate::text::Date;

use super::{Bearer, Composer, Origin, label_of, printed_lines, sentence, without_end};

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
    /// All sections but those that are printed as a phụ lục.
    pub(super) fn body(&mut self) {
        let mut number = 0;
        for (index, section) in self.form.sections.iter().enumerate() {
            if section.annex.is_some() {
                continue;
            }
            if let Some(heading) = &section.heading
                && self.is_section_expected(section)
            {
                number += 1;
                self.heading(&roman(number), heading, Origin::Heading { section: index, field: None });
            }
            self.section(index, section);
        }
    }

    pub(super) fn section(&mut self, index: usize, section: &'a Section) {
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

    pub(super) fn heading(&mut self, number: &str, text: &str, origin: Origin) {
        let mut paragraph = self.body_paragraph(&[number, ". ", text].concat(), true);
        paragraph.keep_next = true;
        self.push(Block::Para(paragraph), origin);
    }

    /// Whether something of a section is printed, or will be when it is answered.
    pub(super) fn is_section_expected(&self, section: &Section) -> bool {
        let is_relevant = |field| is_relevant(self.form, section, field, &self.draft.answers);
        let is_expected = |field: &Field| field.required || self.is_printed(section, field);
        section
            .fields
            .iter()
            .any(|field| field.slot == Slot::Body && is_relevant(field) && is_expected(field))
    }

    pub(super) fn is_section_printed(&self, section: &Section) -> bool {
        section.fields.iter().any(|field| field.slot == Slot::Body && self.is_printed(section, field))
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
        let label = if field.heading.is_none() { without_end(&field.label, &[':', ' ']) } else { "" };
        let made;
        let answer = match &field.kind {
            FieldKind::LongText => return self.long_text(place, field, label),
            FieldKind::Table(table) => return self.table(place, field, table),
            FieldKind::Tick => return self.line(&sentence(&field.label), place.answer(None, 0, 0)),
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
        let mark = if label.is_empty() || self.bearer == Bearer::Card { "" } else { "- " };
        let lead = [mark, &lead(label)].concat();
        self.line(&[&lead, answer].concat(), place.answer(None, 0, lead.chars().count()));
    }

    /// Under a heading or alone; on a card after its label.
    fn long_text(&mut self, place: Place, field: &Field, label: &str) {
        let mut lead = if self.bearer == Bearer::Card { lead(label) } else { String::new() };
        for (start, line) in printed_lines(self.draft.answers.text(&field.id)) {
            self.line(&[&lead, line].concat(), place.answer(None, start, lead.chars().count()));
            lead.clear();
        }
    }
}

/// A label with what stands between it and the answer.
pub(super) fn lead(label: &str) -> String {
    let stop = match label.as_bytes().last() {
        None => "",
        Some(b'?' | b'!' | b'.') => " ",
        Some(_) => ": ",
    };
    [label, stop].concat()
}

/// A number of a section's heading, or of a phụ lục.
pub(super) fn roman(number: usize) -> String {
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
