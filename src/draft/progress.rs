//! How far each section has come, for the task list.

use super::{Answer, Draft, Severity, Violation, is_relevant, is_section_relevant, validate::is_answered};
use crate::form::{Field, FieldKind, Form, Section, SectionId};

/// How far a section has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Something is required, and the writer has not begun: the texts that every draft begins with do not count.
    Untouched,
    /// Begun; something is missing or wrong.
    Begun,
    /// All that is required is answered and nothing is wrong.
    Done,
    /// Nothing is required and nothing is answered.
    Optional,
    /// It does not apply.
    Irrelevant,
}

/// How far each section has come, in the order of the form. The violations are those of [`validate`](super::validate()).
///
/// A section without required fields is done as soon as one is answered, if only by the text it began with.
pub fn progress<'a>(
    form: &'a Form,
    draft: &'a Draft,
    violations: &'a [Violation],
) -> impl Iterator<Item = (&'a SectionId, Progress)> {
    form.sections.iter().map(move |section| (&section.id, of_section(form, section, draft, violations)))
}

fn of_section(form: &Form, section: &Section, draft: &Draft, violations: &[Violation]) -> Progress {
    if !is_section_relevant(form, section, &draft.answers) {
        return Progress::Irrelevant;
    }
    let fields = || {
        section.fields.iter().filter(|field| {
            is_relevant(form, section, field, &draft.answers)
                && !matches!(field.kind, FieldKind::Computed { .. })
        })
    };
    let wrong = violations
        .iter()
        .any(|violation| violation.section == section.id && violation.severity == Severity::Error);
    let answered = |field: &Field| is_answered(field, &draft.answers);
    let written = |field: &Field| answered(field) && !is_initial(form, field, draft);
    match (wrong, fields().any(|field| field.required)) {
        (true, _) if fields().any(written) => Progress::Begun,
        (true, _) => Progress::Untouched,
        (false, true) => Progress::Done,
        (false, false) if fields().any(answered) => Progress::Done,
        (false, false) => Progress::Optional,
    }
}

/// Whether the answer is the text that every draft of the form begins with.
fn is_initial(form: &Form, field: &Field, draft: &Draft) -> bool {
    let initial = form.initial.iter().find(|(id, _)| *id == field.id);
    match (initial, draft.answers.get(&field.id)) {
        (Some((_, initial)), Some(Answer::Text(text))) => initial.trim() == text.trim(),
        _ => false,
    }
}
