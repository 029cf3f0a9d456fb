//! "Trang in": the pages of a draft as they print, on a page of their own.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::DraftId;
use crate::paper::{Measure, Room};
use crate::ui::components::{PageFrame, Preview, came_from};
use crate::ui::{Route, use_session, words};

/// Shows the pages as they print.
#[component]
pub fn PreviewPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let Some(name) = session.peek_draft(&draft, words::draft_name) else {
        return view! { <MissingDraft /> }.into_any();
    };
    let measure = session.measure(draft.clone());
    let sum = move || measure.with(|measure| measure.as_ref().map(in_words).unwrap_or_default());
    let preview = view! { <Preview draft=draft.clone() beside=false /> }.into_any();
    view! {
        <div class="preview-page">
            <PageFrame title=format!("Trang in: {name}") class="preview-page__head">
                <p class="page__lead">{sum}</p>
                <p class="page__actions">
                    <a class="button" href=came_from(&draft).href()>"Trở lại bài viết"</a>
                    <a class="button button--quiet" href=Route::Export(draft.clone()).href()>"Tải PDF, Word"</a>
                </p>
            </PageFrame>
            {preview}
        </div>
    }
    .into_any()
}

fn in_words(measure: &Measure) -> String {
    let mut sum = format!("{} trang A4", measure.pages);
    if measure.room != Room::Unlimited {
        sum += " · ";
        sum += &words::room(&measure.room);
    }
    sum + ". Bấm vào trang để đến đúng chỗ viết."
}
