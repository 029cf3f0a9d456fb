//! The sections of a draft with their state.

use leptos::prelude::*;

use crate::draft::{DraftId, Progress, Violation, progress};
use crate::form::SectionId;
use crate::session::OpenDraft;
use crate::ui::parts::{self, AskedAt};
use crate::ui::{Route, use_session};

/// Every section of the form that applies, each a link, with how far it is.
#[component]
pub fn TaskList(
    /// Which draft.
    draft: DraftId,
    /// What is wrong in it.
    violations: Memo<Vec<Violation>>,
    /// The section that is being written.
    #[prop(optional)]
    current: Option<SectionId>,
) -> impl IntoView {
    let session = use_session();
    let watched = draft.clone();
    let states = Memo::new(move |_| {
        violations.with(|found| {
            let of_sections = |open: OpenDraft<'_>| {
                progress(open.form, open.draft, found).map(|(_, state)| state).collect::<Vec<_>>()
            };
            session.read_draft(&watched, of_sections).unwrap_or_default()
        })
    });
    let sections = |open: OpenDraft<'_>| {
        let sections = open.form.sections.iter();
        sections.map(|section| (section.id.clone(), section.title.clone())).collect::<Vec<_>>()
    };
    let sections = session.peek_draft(&draft, sections).unwrap_or_default();
    let items = sections.into_iter().enumerate().map(|(index, (id, title))| {
        let is_current = current.as_ref() == Some(&id);
        let state = move || states.with(|states| states.get(index).copied().unwrap_or(Progress::Optional));
        let asked = parts::asked(AskedAt::Section(draft.clone(), id.clone()));
        let href = Route::Section(draft.clone(), id, None).href();
        let class = if is_current { "task-list__item task-list__item--current" } else { "task-list__item" };
        let mark_class = move || format!("task-list__mark task-list__mark--{}", mark(state()));
        view! {
            <li class=class hidden=move || state() == Progress::Irrelevant && !is_current>
                <a class="task-list__link" href=href aria-current=is_current.then_some("step")>
                    <span class=mark_class aria-hidden="true"></span>
                    <span class="task-list__title">{title}</span>
                    <span class="task-list__state">{move || label(state(), is_current)}</span>
                    {asked}
                </a>
            </li>
        }
        .into_any()
    });
    let items = items.collect::<Vec<_>>();
    view! { <ol class="task-list">{items}</ol> }
}

fn mark(progress: Progress) -> &'static str {
    match progress {
        Progress::Untouched => "untouched",
        Progress::Begun => "begun",
        Progress::Done => "done",
        Progress::Optional => "optional",
        Progress::Irrelevant => "irrelevant",
    }
}

fn label(progress: Progress, is_current: bool) -> &'static str {
    match (progress, is_current) {
        (Progress::Done, _) => "đã xong",
        (Progress::Irrelevant, _) => "không áp dụng",
        (_, true) => "đang viết",
        (Progress::Untouched | Progress::Begun, _) => "còn thiếu",
        (Progress::Optional, _) => "không bắt buộc",
    }
}
