//! One question of a form, whatever its kind.

use leptos::prelude::*;

use super::field_frame::describing;
use super::{
    ChoiceField, ChoiceGroup, ChoicesField, ComputedField, DateField, FieldContext, FieldFrame, TableField,
    TextControl, TextShape, TickField,
};
use crate::draft::{DraftId, Violation};
use crate::form::{Choice, Field, FieldId, FieldKind};
use crate::paper::{Extent, Measure};
use crate::session::{Edit, OpenDraft};
use crate::ui::route::field_element;
use crate::ui::{use_session, words};

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
        FieldKind::LongText => text_field(context, TextShape::Paragraphs, measure),
        FieldKind::Date => view! { <DateField context=context /> }.into_any(),
        FieldKind::Choice { choices } => {
            let groups = vec![ChoiceGroup { title: String::new(), choices }];
            view! { <ChoiceField context=context groups=groups /> }.into_any()
        }
        FieldKind::Choices { choices } => {
            view! { <ChoicesField context=context choices=choices /> }.into_any()
        }
        FieldKind::Unit => {
            let groups = units(&context.draft);
            view! { <ChoiceField context=context groups=groups /> }.into_any()
        }
        FieldKind::Tick => view! { <TickField context=context /> }.into_any(),
        FieldKind::Table(table) => view! { <TableField context=context table=table /> }.into_any(),
        FieldKind::Computed { formula } => {
            view! { <ComputedField context=context formula=formula /> }.into_any()
        }
    }
}

/// The units that may hand the form in, as choices under the units that they belong to.
fn units(draft: &DraftId) -> Vec<ChoiceGroup> {
    let grouped = |open: OpenDraft<'_>| {
        let mut groups: Vec<ChoiceGroup> = Vec::new();
        for unit in open.plan.units(open.form) {
            let parent = open.plan.roster.iter().find(|other| unit.parent.as_ref() == Some(&other.id));
            let title = parent.map_or("", |parent| &parent.name);
            let choice = Choice { value: unit.id.to_string(), label: words::unit(unit), source: None };
            match groups.iter_mut().find(|group| group.title == title) {
                Some(group) => group.choices.push(choice),
                None => groups.push(ChoiceGroup { title: title.to_owned(), choices: vec![choice] }),
            }
        }
        groups
    };
    use_session().peek_draft(draft, grouped).unwrap_or_default()
}

fn text_field(context: FieldContext, shape: TextShape, measure: Memo<Option<Measure>>) -> AnyView {
    let session = use_session();
    let FieldContext { draft, field, focused, .. } = context.clone();
    let text = session.text(draft.clone(), field.id.clone());
    let id = field_element(&field.id);
    let described_by = describing(&id);
    let answer = (draft.clone(), field.id.clone());
    let footer = (shape == TextShape::Paragraphs).then(|| extent_line(field.id.clone(), text, measure));
    let on_text =
        Callback::new(move |text| session.edit(&draft, Edit::Text { field: field.id.clone(), text }));
    let error = context.error(None);
    view! {
        <FieldFrame context=context error=error group=false>
            <TextControl id=id shape=shape text=text error=error described_by=described_by focused=focused
                on_text=on_text answer=answer />
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
    let pages = move || {
        let Some(extent) = extent(measure, &here) else { return String::new() };
        let whose = if extent.annex.is_some() { " của phụ lục" } else { "" };
        match (extent.first_page, extent.last_page) {
            (first, last) if first == last => format!("trang {first}{whose}"),
            (first, last) => format!("trang {first} – {last}{whose}"),
        }
    };
    view! { <p class="field__extent"><span>{amount}</span><span>{pages}</span></p> }.into_any()
}

/// What an answer takes on the paper, if it is printed in the body.
fn extent(measure: Memo<Option<Measure>>, field: &FieldId) -> Option<Extent> {
    measure.with(|measure| measure.as_ref()?.extent(field))
}
