//! Characters that the face of administrative papers does not have.

use crate::draft::{Draft, Rule, Severity, Violation, is_relevant};
use crate::form::{ColumnKind, Field, FieldKind, Form, Section, Slot};
use crate::pagination::is_covered;

/// A writer is told of so many at once.
const MOST_TOLD: usize = 8;

/// The characters of a text that no page can show, each once, in their order; the first few where there are many.
/// Their width is not known either, so a word processor may break their lines otherwise.
///
/// ```
/// assert_eq!(tham_luan::paper::unprintable("Đoàn viên 💪 漢 💪"), ['💪', '漢']);
/// ```
#[must_use]
pub fn unprintable(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    for letter in text.chars() {
        // Control characters become spaces.
        let is_shown = letter.is_ascii() || is_covered(letter) || letter.is_control();
        if !is_shown && !found.contains(&letter) {
            found.push(letter);
            if found.len() == MOST_TOLD {
                break;
            }
        }
    }
    found
}

/// The printed answers with such characters, in the order of the form: only to be looked at again, nothing is dropped.
#[must_use]
pub fn unprintable_answers(form: &Form, draft: &Draft) -> Vec<Violation> {
    let mut found = Vec::new();
    for (section, field) in form.fields() {
        if !is_printed(field.slot) || !is_relevant(form, section, field, &draft.answers) {
            continue;
        }
        match &field.kind {
            FieldKind::ShortText | FieldKind::LongText => {
                found.extend(violation(section, field, draft.answers.text(&field.id)));
            }
            FieldKind::Table(table) => {
                for row in draft.answers.rows(&field.id) {
                    for column in &table.columns {
                        if matches!(column.kind, ColumnKind::ShortText | ColumnKind::LongText) {
                            let cell = violation(section, field, row.cell(&column.id));
                            let place = Some((row.id, column.id.clone()));
                            found.extend(cell.map(|found| Violation { cell: place, ..found }));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn violation(section: &Section, field: &Field, text: &str) -> Option<Violation> {
    let letters = unprintable(text);
    let rule = (!letters.is_empty()).then_some(Rule::Unprintable { letters })?;
    Some(Violation {
        severity: Severity::Warning,
        rule,
        message: None,
        section: section.id.clone(),
        field: field.id.clone(),
        cell: None,
    })
}

/// Whether an answer that takes this place comes onto the paper.
fn is_printed(slot: Slot) -> bool {
    !matches!(
        slot,
        Slot::Unit
            | Slot::Level
            | Slot::CurrentUnit
            | Slot::AuthorName
            | Slot::AuthorRole
            | Slot::AuthorPhone
            | Slot::NoteToOffice
            | Slot::Period
            | Slot::Record
    )
}
