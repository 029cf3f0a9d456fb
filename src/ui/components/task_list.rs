//! The sections of a draft with their state.

use leptos::prelude::*;

use crate::draft::{DraftId, Progress};
use crate::form::SectionId;
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
    let states = {
        let draft = draft.clone();
        Memo::new(move |_| session.read_draft(&draft, words::progress).unwrap_or_default())
    };
    let sections = session.peek_draft(&draft, |open| {
        open.form
            .sections
            .iter()
            .map(|section| (section.id.clone(), section.title.clone()))
            .collect::<Vec<_>>()
    });
    let rows = sections.unwrap_or_default().into_iter().enumerate().map(|(index, (id, title))| {
        let is_current = current.as_ref() == Some(&id);
        let state = Memo::new(move |_| {
            states.with(|states| states.get(index).copied().unwrap_or(Progress::Untouched))
        });
        view! {
            <li class="task-list__item" class=("task-list__item--current", is_current)>
                <a
                    class="task-list__link"
                    href=Route::Section(draft.clone(), id, None).href()
                    aria-current=is_current.then_some("step")
                >
                    <span class=move || format!("task-list__mark task-list__mark--{}", mark(state.get()))
                        aria-hidden="true"></span>
                    <span class="task-list__title">{title}</span>
                    <span class="task-list__state">{move || label(state.get(), is_current)}</span>
                </a>
            </li>
        }
    });
    view! { <ol class="task-list">{rows.collect_view()}</ol> }
}

fn mark(progress: Progress) -> &'static str {
    match progress {
        Progress::Untouched => "empty",
        Progress::Begun => "begun",
        Progress::Done => "done",
        Progress::Optional => "optional",
    }
}

fn label(progress: Progress, is_current: bool) -> &'static str {
    match (progress, is_current) {
        (Progress::Done, _) => "đã xong",
        (_, true) => "đang viết",
        (Progress::Untouched | Progress::Begun, _) => "còn thiếu",
        (Progress::Optional, _) => "không bắt buộc",
    }
}
