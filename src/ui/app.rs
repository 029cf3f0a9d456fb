//! The frame around every page: its head, the notices that last, and the page that the address names.

use leptos::prelude::*;

use super::components::{Masthead, RemovedNotice, SaveFailure};
use super::pages::{
    CheckPage, DraftPage, ExportPage, HomePage, OpenPage, PlanPage, ReceivePage, SectionPage, UnknownPage,
};
use super::{Route, SessionHandle};
use crate::plan::Plan;
use crate::platform::page;

/// The whole application.
#[component]
pub fn App(
    /// In the order shown.
    plans: Vec<Plan>,
) -> impl IntoView {
    SessionHandle::provide(plans);
    page::watch_presses();
    let route = RwSignal::new(Route::parse(&page::hash()));
    page::on_hash_change(move || {
        let now = Route::parse(&page::hash());
        if route.with_untracked(|before| *before != now) {
            let place = now.place();
            route.set(now);
            arrive(place);
        }
    });
    view! {
        {move || frame(route.get())}
        <RemovedNotice />
    }
}

/// A page under its head.
fn frame(route: Route) -> AnyView {
    let draft = route.draft().cloned();
    view! {
        <Masthead draft=draft.clone() />
        <SaveFailure draft=draft />
        {page_of(route)}
    }
    .into_any()
}

fn page_of(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage /> }.into_any(),
        Route::Plan(plan) => view! { <PlanPage plan=plan /> }.into_any(),
        Route::Draft(draft) => view! { <DraftPage draft=draft /> }.into_any(),
        Route::Section(draft, section, _) => view! { <SectionPage draft=draft section=section /> }.into_any(),
        Route::Check(draft) => view! { <CheckPage draft=draft /> }.into_any(),
        Route::Export(draft) => view! { <ExportPage draft=draft /> }.into_any(),
        Route::Open => view! { <OpenPage /> }.into_any(),
        Route::Receive => view! { <ReceivePage /> }.into_any(),
        Route::Unknown => view! { <UnknownPage /> }.into_any(),
    }
}

/// After a step to another page: the element that the address names takes the focus, else the page's title.
fn arrive(place: Option<String>) {
    request_animation_frame(move || {
        if !place.is_some_and(|element| page::focus(&element)) {
            page::begin_at("page-title");
        }
    });
}
