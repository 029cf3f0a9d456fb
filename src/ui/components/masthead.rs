//! The head of every page.

use leptos::prelude::*;

use super::SaveStateView;
use crate::draft::DraftId;
use crate::platform::page;
use crate::ui::{Route, use_session, words};

/// Says where one is and whether all is saved, and leads to checking and exporting.
#[component]
pub fn Masthead(
    /// The draft that the page is about, if any.
    draft: Option<DraftId>,
) -> impl IntoView {
    let session = use_session();
    let to_content = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        page::focus("page-title");
    };
    let about = draft.and_then(|id| {
        let plan = session.peek_draft(&id, |open| {
            (Route::Plan(open.plan.id.clone(), None).href(), open.plan.identity.short_title.clone())
        });
        plan.map(|(href, plan)| about_draft(id, href, plan))
    });
    view! {
        <header class="masthead">
            <a class="skip-link" href="#main" on:click=to_content>"Đến nội dung chính"</a>
            <a class="masthead__brand" href="#/">"Tham Luận"</a>
            {about}
        </header>
    }
}

fn about_draft(id: DraftId, plan_href: String, plan: String) -> AnyView {
    let session = use_session();
    let named = id.clone();
    let name = move || session.read_draft(&named, words::draft_name).unwrap_or_default();
    view! {
        <nav class="masthead__trail" aria-label="Vị trí">
            <a href=plan_href>{plan}</a>
            <span aria-hidden="true">" › "</span>
            <a href=Route::Draft(id.clone()).href()>{name}</a>
        </nav>
        <div class="masthead__actions">
            <SaveStateView draft=id.clone() />
            <a class="button masthead__action" href=Route::Check(id.clone()).href()>"Kiểm tra"</a>
            <a class="button button--primary masthead__action" href=Route::Export(id).href()>"Xuất tệp"</a>
        </div>
    }
    .into_any()
}
