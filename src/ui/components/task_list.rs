//! The sections of a draft with their state.

use leptos::prelude::*;

use crate::draft::{DraftId, Progress};
use crate::form::SectionId;
use crate::session::OpenDraft;
use crate::ui::{Route, use_session, words};

/// Every section of the form, each a link, with how far it is.
#[component]
pub fn TaskList(
    /// Which draft.
    draft: DraftId,
    /// The section that is being written.
    #[prop(optional)]
    current: Option<SectionId>,
) -> impl IntoView {
    let session = use_session();
    // Compared as text, so that the list is drawn anew only when a section's state changes.
    let states = {
        let draft = draft.clone();
        Memo::new(move |_| {
            let marks = |open: OpenDraft<'_>| {
                words::progress(open).into_iter().map(mark).collect::<Vec<_>>().join(" ")
            };
            session.read_draft(&draft, marks).unwrap_or_default()
        })
    };
    let rows = move || {
        states.track();
        session.peek_draft(&draft, |open| rows(open, current.as_ref()))
    };
    view! { <ol class="task-list">{rows}</ol> }
}

fn rows(open: OpenDraft<'_>, current: Option<&SectionId>) -> AnyView {
    let sections = open.form.sections.iter().zip(words::progress(open));
    let rows = sections.map(|(section, progress)| {
        let is_current = current == Some(&section.id);
        let href = Route::Section(open.draft.id.clone(), section.id.clone(), None).href();
        let class = if is_current { "task-list__item task-list__item--current" } else { "task-list__item" };
        view! {
            <li class=class>
                <a class="task-list__link" href=href aria-current=is_current.then_some("step")>
                    <span class=format!("task-list__mark task-list__mark--{}", mark(progress)) aria-hidden="true"></span>
                    <span class="task-list__title">{section.title.clone()}</span>
                    <span class="task-list__state">{label(progress, is_current)}</span>
                </a>
            </li>
        }
        .into_any()
    });
    rows.collect::<Vec<_>>().into_any()
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
