//! What the codes in submissions mean: every choice of a plan's forms, for other programs.

use crate::form::{Choice, ColumnKind, FieldKind, Form};
use crate::json::{compact, object};
use crate::plan::Plan;

/// A line for every choice of every field and column of a plan: the code that submissions have, and its label.
#[must_use]
pub fn choices_ndjson(plan: &Plan) -> String {
    let mut lines = String::new();
    for form in &plan.forms {
        for (_, field) in form.fields() {
            match &field.kind {
                FieldKind::Choice { choices } | FieldKind::Choices { choices } => {
                    write(&mut lines, form, field.id.as_str(), "", choices);
                }
                FieldKind::Table(table) => {
                    for column in &table.columns {
                        if let ColumnKind::Choice { choices } = &column.kind {
                            write(&mut lines, form, field.id.as_str(), column.id.as_str(), choices);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    lines
}

fn write(lines: &mut String, form: &Form, field: &str, column: &str, choices: &[Choice]) {
    for (choice, place) in choices.iter().zip(1_u32..) {
        let line = object(vec![
            ("form", form.id.as_str().into()),
            ("actor", form.actor.as_str().into()),
            ("field", field.into()),
            ("column", column.into()),
            ("place", place.into()),
            ("value", choice.value.as_str().into()),
            ("label", choice.label.as_str().into()),
        ]);
        lines.push_str(&compact(&line));
        lines.push('\n');
    }
}
