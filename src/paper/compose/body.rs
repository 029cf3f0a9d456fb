//! The sections of the form: headings, paragraphs, labelled answers.

use crate::form::{Field, FieldId, FieldKind, Section, Slot};
use crate::text::Date;

use super::{Composer, Origin, printable, printed_lines};

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
            let mut fields = section.fields.iter().filter(|field| field.slot == Slot::Body);
            let is_expected = fields.clone().any(|field| field.required);
            let heading = section.heading.as_deref();
            if let Some(heading) = heading
                && (is_expected || fields.any(|field| self.is_printed(field)))
            {
                number += 1;
                let origin = Origin::Heading { section: index, field: None };
                self.heading(&format!("{}. {heading}", roman(number)), origin);
            }
            self.section(index, section);
        }
    }

    fn section(&mut self, index: usize, section: &'a Section) {
        let mut number = 0;
        for (at, field) in section.fields.iter().enumerate() {
            if field.slot != Slot::Body || !self.is_printed(field) {
                continue;
            }
            if let Some(heading) = &field.heading {
                number += 1;
                let origin = Origin::Heading { section: index, field: Some(at) };
                self.heading(&format!("{number}. {heading}"), origin);
            }
            self.field(Place { section: index, field: at }, field);
        }
    }

    fn heading(&mut self, text: &str, origin: Origin) {
        let mut paragraph = self.body_paragraph(printable(text), true);
        paragraph.keep_next = true;
        self.push(paragraph, origin);
    }

    fn is_printed(&self, field: &Field) -> bool {
        match &field.kind {
            FieldKind::Tick => self.draft.answers.tick(&field.id),
            FieldKind::Table { .. } => self.rows(&field.id).next().is_some(),
            _ => !self.text(&field.id).is_empty(),
        }
    }

    fn field(&mut self, place: Place, field: &'a Field) {
        let label = if field.heading.is_none() { field.label.trim_end_matches([':', ' ']) } else { "" };
        match &field.kind {
            FieldKind::LongText => self.long_text(place, &field.id),
            FieldKind::Table { columns, print, .. } => self.table(place, &field.id, columns, *print),
            FieldKind::Tick => {
                let paragraph = self.body_paragraph(printable(&field.label), false);
                self.push(paragraph, place.answer(None, 0, 0));
            }
            FieldKind::ShortText | FieldKind::Number => self.short(place, label, self.text(&field.id)),
            FieldKind::Date => {
                let typed = self.text(&field.id);
                match Date::parse_typed(typed) {
                    Some(date) => self.short(place, label, &date.to_string()),
                    None => self.short(place, label, typed),
                }
            }
            FieldKind::Choice { choices } => {
                let value = self.text(&field.id);
                let chosen = choices.iter().find(|choice| choice.value == value);
                self.short(place, label, chosen.map_or(value, |choice| &choice.label));
            }
            FieldKind::Unit => {
                let id = self.text(&field.id);
                let unit = self.plan.roster.iter().find(|unit| unit.id.as_str() == id);
                self.short(place, label, unit.map_or(id, |unit| &unit.name));
            }
        }
    }

    fn long_text(&mut self, place: Place, field: &FieldId) {
        for (start, line) in printed_lines(self.draft.answers.text(field)) {
            let paragraph = self.body_paragraph(printable(line), false);
            self.push(paragraph, place.answer(None, start, 0));
        }
    }

    fn short(&mut self, place: Place, label: &str, value: &str) {
        let stop = if label.ends_with(['?', '!', '.']) { " " } else { ": " };
        let lead = if label.is_empty() { String::new() } else { format!("- {label}{stop}") };
        let origin = place.answer(None, 0, lead.chars().count());
        let paragraph = self.body_paragraph(printable(&(lead + value)), false);
        self.push(paragraph, origin);
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
