//! The frame around every page: its head, the notices that last, and the page that the address names.

use leptos::prelude::*;

use super::components::{Masthead, OtherTab, OtherVersion, RemovedNotice, SaveFailure, StorageNotices};
use super::pages::{
    AwaitedPage, CheckPage, DraftPage, ExportPage, HomePage, OpenPage, PacksPage, PlanPage, ReceivePage,
    SectionPage, UnknownPage,
};
use super::{PackState, Route, SessionHandle};
use crate::platform::page;

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    let session = SessionHandle::provide();
    page::watch_presses();
    let route = session.route();
    session.need(&route.get_untracked());
    page::on_hash_change(move || {
        let now = Route::parse(&page::hash());
        if route.with_untracked(|before| *before != now) {
            let place = now.place();
            session.save_now();
            session.go(now);
            arrive(place);
        }
    });
    let state = Memo::new(move |_| route.with(|route| session.readiness(route)));
    let waited = StoredValue::new(false);
    let shown = move || {
        let (route, state) = (route.get(), state.get());
        let waits = state != PackState::Ready;
        // Whoever waited for a pack arrives when it comes.
        if waited.get_value() && !waits {
            arrive(route.place());
        }
        waited.set_value(waits);
        frame(route, state)
    };
    view! {
        {shown}
        <RemovedNotice />
    }
}

/// A page under its head.
fn frame(route: Route, state: PackState) -> AnyView {
    let draft = route.draft().cloned();
    let noted = draft.clone().map(|draft| {
        view! {
            <OtherTab draft=draft.clone() />
            <OtherVersion draft=draft />
        }
        .into_any()
    });
    let page = match state {
        PackState::Ready => page_of(route),
        // A plan that nobody has is an address that leads nowhere.
        PackState::Absent if draft.is_none() => view! { <UnknownPage /> }.into_any(),
        state => view! { <AwaitedPage route=route state=state /> }.into_any(),
    };
    view! {
        <Masthead draft=draft.clone() />
        <SaveFailure draft=draft />
        <StorageNotices />
        {noted}
        {page}
    }
    .into_any()
}

fn page_of(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage /> }.into_any(),
        Route::Plan(plan, form) => view! { <PlanPage plan=plan form=form /> }.into_any(),
        Route::Packs => view! { <PacksPage /> }.into_any(),
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
