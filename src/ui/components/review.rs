//! Every answer as it will be read.

use leptos::prelude::*;

use super::ReviewTable;
use crate::draft::{DraftId, is_relevant, is_section_relevant, shown_answer};
use crate::form::{Field, FieldKind, Section};
use crate::session::OpenDraft;
use crate::ui::{Place, Route, use_session};

/// Lists the answers section by section, each with a way to change it. What does not apply is left out.
#[component]
pub fn Review(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    use_session().peek_draft(&draft, |open| answers_read(open, true))
}

/// The answers section by section; with a way to change each, where the draft is on this machine.
pub(in crate::ui) fn answers_read(open: OpenDraft<'_>, is_own: bool) -> Vec<AnyView> {
    let answers = &open.draft.answers;
    let sections =
        open.form.sections.iter().filter(|section| is_section_relevant(open.form, section, answers));
    sections.map(|section| section_view(open, section, is_own)).collect()
}

fn section_view(open: OpenDraft<'_>, section: &Section, is_own: bool) -> AnyView {
    let id = format!("review-{}", section.id);
    let answers = &open.draft.answers;
    let fields = section.fields.iter().filter(|field| is_relevant(open.form, section, field, answers));
    let rows = fields.map(|field| row(open, section, field, is_own)).collect::<Vec<_>>();
    view! {
        <section class="review" aria-labelledby=id>
            <h3 class="review__title" id=id.clone()>{section.title.clone()}</h3>
            <dl class="review__list">{rows}</dl>
        </section>
    }
    .into_any()
}

fn row(open: OpenDraft<'_>, section: &Section, field: &Field, is_own: bool) -> AnyView {
    let place = Place { field: field.id.clone(), cell: None };
    let href = Route::Section(open.draft.id.clone(), section.id.clone(), Some(place)).href();
    let edit = (is_own && !matches!(field.kind, FieldKind::Computed { .. })).then(|| {
        let name = format!("Sửa: {}", field.label);
        view! { <dd class="review__edit"><a href=href aria-label=name>"Sửa"</a></dd> }.into_any()
    });
    view! {
        <div class="review__row">
            <dt class="review__question">{field.label.clone()}</dt>
            {answer(open, field)}
            {edit}
        </div>
    }
    .into_any()
}

fn answer(open: OpenDraft<'_>, field: &Field) -> AnyView {
    let answers = &open.draft.answers;
    let mut class = "review__answer";
    let text = match &field.kind {
        FieldKind::Table(table) => {
            let mut rows = answers.rows(&field.id).to_vec();
            rows.retain(|row| table.fixed_by.is_some() || !row.is_blank(table));
            if !rows.is_empty() {
                let table = view! { <ReviewTable label=field.label.clone() table=table.clone() rows=rows /> };
                return view! { <dd class="review__answer review__answer--wide">{table}</dd> }.into_any();
            }
            String::new()
        }
        FieldKind::Tick => if answers.tick(&field.id) { "có" } else { "không" }.to_owned(),
        FieldKind::LongText => {
            class = "review__answer review__answer--text";
            shown_answer(open.plan, open.form, field, answers)
        }
        _ => shown_answer(open.plan, open.form, field, answers),
    };
    match (text.is_empty(), &field.kind) {
        (false, _) => view! { <dd class=class>{text}</dd> }.into_any(),
        (true, FieldKind::Computed { .. }) => none("chưa đủ số liệu"),
        (true, _) if field.required => {
            view! { <dd class="review__answer review__answer--missing">"còn thiếu"</dd> }.into_any()
        }
        (true, _) => none("chưa ghi"),
    }
}

fn none(words: &'static str) -> AnyView {
    view! { <dd class="review__answer review__answer--none">{words}</dd> }.into_any()
}
