//! The head of every page.

use leptos::prelude::*;

use super::SaveStateView;
use crate::platform::page;
use crate::ui::{Route, use_session, words};

/// Says where one is and whether all is saved, and leads to checking and exporting.
#[component]
pub fn Masthead(
    /// What the page shows.
    #[prop(into)]
    route: Signal<Route>,
) -> impl IntoView {
    let session = use_session();
    let draft = Memo::new(move |_| route.with(|route| route.draft().cloned()));
    let exists = move |id: &crate::draft::DraftId| session.peek_draft(id, |_| ()).is_some();
    view! {
        <header class="masthead">
            <a class="skip-link" href="#main" on:click=move |event| {
                event.prevent_default();
                page::focus("page-title");
            }>"Đến nội dung chính"</a>
            <div class="masthead__place">
                <a class="masthead__brand" href=Route::Home.href()>"Tham Luận"</a>
                {move || draft.get().and_then(|id| {
                    session.read_draft(&id, |open| {
                        let plan = Route::Plan(open.plan.id.clone()).href();
                        view! {
                            <nav class="masthead__trail" aria-label="Vị trí">
                                <a href=plan>{open.plan.identity.short_title.clone()}</a>
                                <span aria-hidden="true">" › "</span>
                                <a href=Route::Draft(id.clone()).href()>{words::draft_name(open)}</a>
                            </nav>
                        }
                    })
                })}
            </div>
            {move || draft.get().filter(exists).map(|id| view! {
                <div class="masthead__actions">
                    <SaveStateView draft=id.clone() />
                    <a class="button masthead__action" href=Route::Check(id.clone()).href()>"Kiểm tra"</a>
                    <a class="button button--primary masthead__action" href=Route::Export(id).href()>"Xuất tệp"</a>
                </div>
            })}
        </header>
    }
}
