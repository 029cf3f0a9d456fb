//! Whether a part of a form applies to a draft.

use super::{Answer, Answers};
use crate::form::{Field, FieldId, Form, Relevance, RelevanceTest, Section};
use crate::text::parse_number;

/// The fields by whose answers parts of a form apply or not.
#[must_use]
pub fn deciding_fields(form: &Form) -> Vec<FieldId> {
    let sections = form.sections.iter().map(|section| section.relevant.as_ref());
    let fields = form.fields().map(|(_, field)| field.relevant.as_ref());
    let mut deciding: Vec<FieldId> = Vec::new();
    for relevance in sections.chain(fields).flatten() {
        if !deciding.contains(&relevance.field) {
            deciding.push(relevance.field.clone());
        }
    }
    deciding
}

/// Whether a section applies.
#[must_use]
pub fn is_section_relevant(form: &Form, section: &Section, answers: &Answers) -> bool {
    holds(form, section.relevant.as_ref(), answers)
}

/// Whether a field applies: its section does, and so does it.
#[must_use]
pub fn is_relevant(form: &Form, section: &Section, field: &Field, answers: &Answers) -> bool {
    is_section_relevant(form, section, answers) && holds(form, field.relevant.as_ref(), answers)
}

/// Whether a condition holds. It refers to a field that stands before; one that does not apply itself counts as not
/// answered.
pub(super) fn holds(form: &Form, relevance: Option<&Relevance>, answers: &Answers) -> bool {
    let Some(Relevance { field, test }) = relevance else { return true };
    let applies = form
        .fields()
        .find(|(_, other)| other.id == *field)
        .is_some_and(|(section, other)| is_relevant(form, section, other, answers));
    let text = if applies { answers.text(field).trim() } else { "" };
    let chosen: &[String] = if applies { answers.choices(field) } else { &[] };
    let is_one = |values: &[String]| values.iter().any(|value| value == text || chosen.contains(value));
    match test {
        RelevanceTest::Is(values) => is_one(values),
        RelevanceTest::IsNot(values) => !is_one(values),
        RelevanceTest::Ticked(wanted) => {
            (applies && matches!(answers.get(field), Some(Answer::Tick(true)))) == *wanted
        }
        RelevanceTest::Within { min, max } => parse_number(text)
            .is_none_or(|number| min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)),
    }
}
