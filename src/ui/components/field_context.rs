//! What the parts of a field share.

use leptos::prelude::*;

use crate::draft::{DraftId, RowId, Severity, Violation};
use crate::form::{ColumnId, Field};
use crate::ui::{use_session, words};

/// What a field of any kind needs: whose it is, what it asks, and what is wrong with its answer.
#[derive(Clone, Debug)]
pub struct FieldContext {
    /// The draft.
    pub draft: DraftId,
    /// The question.
    pub field: Field,
    /// Every violation of the draft.
    pub violations: Memo<Vec<Violation>>,
    /// Whether the field, or a cell of it, has the focus: then nothing appears or goes under the writer's hands.
    pub focused: RwSignal<bool>,
}

impl FieldContext {
    /// What to say of the answer, or of one of its cells, now: what is wrong before what only informs. Stays as it is
    /// while the field has the focus.
    #[must_use]
    pub fn error(&self, cell: Option<(RowId, ColumnId)>) -> Memo<String> {
        let session = use_session();
        let Self { draft, field, violations, focused } = self.clone();
        Memo::new(move |shown: Option<&String>| {
            if focused.get() {
                return shown.cloned().unwrap_or_default();
            }
            let checked = session.is_checked(&draft);
            violations.with(|violations| {
                let is_said = |violation: &&Violation| {
                    violation.field == field.id
                        && violation.cell == cell
                        && (checked || violation.rule.is_of_form())
                };
                let of = |severity| {
                    violations.iter().filter(is_said).find(|violation| violation.severity == severity)
                };
                let found = of(Severity::Error).or_else(|| of(Severity::Warning));
                let sentence =
                    |violation| session.peek_draft(&draft, |open| words::violation(open.form, violation));
                found.and_then(sentence).unwrap_or_default()
            })
        })
    }
}
