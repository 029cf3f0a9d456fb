//! One question of a form, whatever its kind.

use leptos::prelude::*;

use super::field_frame::describing;
use super::{ChoiceField, FieldContext, FieldFrame, TableField, TextControl, TextShape, TickField};
use crate::draft::{DraftId, Violation};
use crate::form::{Choice, Field, FieldId, FieldKind};
use crate::paper::{Extent, Measure};
use crate::session::Edit;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Edits the answer to one field.
#[component]
pub fn AnswerField(
    /// Which draft.
    draft: DraftId,
    /// The question.
    field: Field,
    /// Every violation of the draft.
    violations: Memo<Vec<Violation>>,
    /// What the draft prints to.
    measure: Memo<Option<Measure>>,
) -> impl IntoView {
    let context = FieldContext { draft, field, violations, focused: RwSignal::new(false) };
    match context.field.kind.clone() {
        FieldKind::ShortText => text_field(context, TextShape::Line, measure),
        FieldKind::Number => text_field(context, TextShape::Number, measure),
        FieldKind::Date => text_field(context, TextShape::Date, measure),
        FieldKind::LongText => text_field(context, TextShape::Paragraphs, measure),
        FieldKind::Choice { choices } => view! { <ChoiceField context=context choices=choices /> }.into_any(),
        FieldKind::Unit => {
            let choices = units(&context.draft);
            view! { <ChoiceField context=context choices=choices /> }.into_any()
        }
        FieldKind::Tick => view! { <TickField context=context /> }.into_any(),
        FieldKind::Table(table) => view! { <TableField context=context table=table /> }.into_any(),
        FieldKind::Choices { choices } => {
            view! { <ChoiceField context=context choices=choices /> }.into_any()
        }
        FieldKind::Computed { .. } => ().into_any(),
    }
}

/// The units that may hand the form in, as choices.
fn units(draft: &DraftId) -> Vec<Choice> {
    let units = use_session().peek_draft(draft, |open| {
        let choice = |unit: &crate::plan::Unit| Choice {
            value: unit.id.to_string(),
            label: unit.name.clone(),
            source: None,
        };
        open.plan.units(open.form).map(choice).collect()
    });
    units.unwrap_or_default()
}

fn text_field(context: FieldContext, shape: TextShape, measure: Memo<Option<Measure>>) -> AnyView {
    let session = use_session();
    let FieldContext { draft, field, focused, .. } = context.clone();
    let text = session.text(draft.clone(), field.id.clone());
    let id = field_element(&field.id);
    let described_by = describing(&id);
    let footer = (shape == TextShape::Paragraphs).then(|| extent_line(field.id.clone(), text, measure));
    let on_text =
        Callback::new(move |text| session.edit(&draft, Edit::Text { field: field.id.clone(), text }));
    let error = context.error(None);
    view! {
        <FieldFrame context=context error=error group=false>
            <TextControl id=id shape=shape text=text error=error described_by=described_by focused=focused
                on_text=on_text />
            {footer}
        </FieldFrame>
    }
    .into_any()
}

/// How much was written, and where it stands on the paper.
fn extent_line(field: FieldId, text: Memo<String>, measure: Memo<Option<Measure>>) -> AnyView {
    let here = field.clone();
    let amount = move || {
        let words = text.with(|text| text.split_whitespace().count());
        match (words, extent(measure, &field)) {
            (0, _) => "chưa có nội dung".to_owned(),
            (words, Some(extent)) => format!("{words} chữ · {} dòng in", extent.lines),
            (words, None) => format!("{words} chữ"),
        }
    };
    let pages = move || match extent(measure, &here) {
        Some(extent) if extent.first_page == extent.last_page => format!("trang {}", extent.first_page),
        Some(extent) => format!("trang {} – {}", extent.first_page, extent.last_page),
        None => String::new(),
    };
    view! { <p class="field__extent"><span>{amount}</span><span>{pages}</span></p> }.into_any()
}

/// What an answer takes on the paper, if it is printed in the body.
fn extent(measure: Memo<Option<Measure>>, field: &FieldId) -> Option<Extent> {
    measure.with(|measure| measure.as_ref()?.extent(field))
}
