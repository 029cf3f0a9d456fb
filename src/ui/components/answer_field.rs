//! One question of a form, whatever its kind.

use leptos::prelude::*;

use super::{ChoiceField, LongText, ShortText, TableField, TickField};
use crate::draft::{DraftId, Violation};
use crate::form::{Choice, Field, FieldKind};
use crate::paper::Extent;
use crate::ui::{use_session, words};

/// What a field of any kind needs: whose it is, what it asks, and what is wrong with its answer.
#[derive(Clone, Debug)]
pub struct FieldContext {
    /// The draft.
    pub draft: DraftId,
    /// The question.
    pub field: Field,
    /// What to say of its answer now; empty while it has the focus or nothing is wrong.
    pub error: Signal<String>,
    /// Every violation of the draft, for the cells of tables.
    pub violations: Memo<Vec<Violation>>,
    /// Whether the field has the focus: then nothing appears or goes under the writer's hands.
    pub focused: RwSignal<bool>,
}

/// Edits the answer to one field.
#[component]
pub fn AnswerField(
    /// Which draft.
    draft: DraftId,
    /// The question.
    field: Field,
    /// Every violation of the draft.
    violations: Memo<Vec<Violation>>,
    /// What the answer takes on the paper, if it is printed in the body.
    #[prop(into)]
    extent: Signal<Option<Extent>>,
) -> impl IntoView {
    let session = use_session();
    let focused = RwSignal::new(false);
    let error = {
        let (draft, id) = (draft.clone(), field.id.clone());
        Memo::new(move |shown: Option<&String>| {
            if focused.get() {
                return shown.cloned().unwrap_or_default();
            }
            let checked = session.is_checked(&draft);
            violations.with(|violations| {
                violations
                    .iter()
                    .find(|violation| {
                        violation.field == id
                            && violation.cell.is_none()
                            && (checked || violation.rule.is_of_form())
                    })
                    .and_then(|violation| {
                        session.peek_draft(&draft, |open| words::violation(open.form, violation))
                    })
                    .unwrap_or_default()
            })
        })
    };
    let kind = field.kind.clone();
    let context = FieldContext { draft, field, error: error.into(), violations, focused };
    match kind {
        FieldKind::ShortText | FieldKind::Number | FieldKind::Date => {
            view! { <ShortText context=context /> }.into_any()
        }
        FieldKind::LongText => view! { <LongText context=context extent=extent /> }.into_any(),
        FieldKind::Choice { choices } => view! { <ChoiceField context=context choices=choices /> }.into_any(),
        FieldKind::Unit => {
            let units = session.peek_draft(&context.draft, |open| {
                let choice = |unit: &crate::plan::Unit| Choice {
                    value: unit.id.as_str().to_owned(),
                    label: unit.name.clone(),
                };
                open.plan.units(open.form).map(choice).collect::<Vec<_>>()
            });
            view! { <ChoiceField context=context choices=units.unwrap_or_default() /> }.into_any()
        }
        FieldKind::Tick => view! { <TickField context=context /> }.into_any(),
        FieldKind::Table { columns, row_name, .. } => {
            view! { <TableField context=context columns=columns row_name=row_name /> }.into_any()
        }
    }
}
