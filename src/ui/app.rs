//! The frame around every page: its head, the notices that last, and the page that the address names.

use leptos::prelude::*;

use super::components::{Masthead, RemovedNotice, SaveFailure};
use super::pages::{
    CHECK_SUMMARY, CheckPage, DraftPage, ExportPage, HomePage, OpenPage, PlanPage, ReceivePage, SectionPage,
    UnknownPage,
};
use super::{Route, SessionHandle};
use crate::platform::page;

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    SessionHandle::provide();
    let route = RwSignal::new(Route::parse(&page::hash()));
    page::on_hash_change(move || route.set(Route::parse(&page::hash())));
    Effect::new(move |before: Option<Route>| {
        let now = route.get();
        if before.is_some_and(|before| before != now) {
            arrive(&now);
        }
        now
    });
    view! {
        <Masthead route=route />
        <SaveFailure route=route />
        {move || match route.get() {
            Route::Home => view! { <HomePage /> }.into_any(),
            Route::Plan(plan) => view! { <PlanPage plan=plan /> }.into_any(),
            Route::Draft(draft) => view! { <DraftPage draft=draft /> }.into_any(),
            Route::Section(draft, section, _) => view! { <SectionPage draft=draft section=section /> }.into_any(),
            Route::Check(draft) => view! { <CheckPage draft=draft /> }.into_any(),
            Route::Export(draft) => view! { <ExportPage draft=draft /> }.into_any(),
            Route::Open => view! { <OpenPage /> }.into_any(),
            Route::Receive => view! { <ReceivePage /> }.into_any(),
            Route::Unknown => view! { <UnknownPage /> }.into_any(),
        }}
        <RemovedNotice />
    }
}

/// After a step to another page: the field that the address names takes the focus, or the summary of a check, else the
/// page's title.
fn arrive(route: &Route) {
    let place = match route {
        Route::Section(_, _, Some(place)) => Some(place.element()),
        Route::Check(_) => Some(CHECK_SUMMARY.to_owned()),
        _ => None,
    };
    request_animation_frame(move || {
        if !place.is_some_and(|element| page::focus(&element)) {
            page::scroll_to_top();
            page::focus("page-title");
        }
    });
}
