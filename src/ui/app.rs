//! The frame around every page: its head, the notices that last, and the page that the address names.

use leptos::prelude::*;

use super::components::{AwaitedPart, Masthead, PageFrame, SaveFailure, SharedNotice};
use super::pages::{AwaitedPage, DraftPage, HomePage, PlanPage, SectionPage, UnknownPage};
use super::{PackState, Part, PartState, Route, SessionHandle, parts, use_session, visit};
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
    let part = Memo::new(move |_| route.with(|route| part_state(session, route)));
    let waited = StoredValue::new(false);
    let odd = StoredValue::new(false);
    let shown = move || {
        let (route, state, part) = (route.get(), state.get(), part.get());
        let waits = state != PackState::Ready || part != PartState::Here;
        // Whoever waited for a pack or a part arrives when it comes.
        if waited.get_value() && !waits {
            arrive(route.place());
        }
        waited.set_value(waits);
        odd.update_value(|odd| *odd = !*odd);
        anew(frame(route, state, part), odd.get_value())
    };
    view! {
        {shown}
        {when_kept(parts::offers)}
    }
}

/// Draws a page with elements of its own. Where two pages have the same shape, as one section of two drafts, the framework
/// would go on with the elements of the first: with a field's focus, its text and what the browser can undo in it.
fn anew(page: AnyView, odd: bool) -> AnyView {
    if odd { (page,).into_any() } else { (page, ()).into_any() }
}

/// A page under its head.
fn frame(route: Route, state: PackState, part: PartState) -> AnyView {
    let draft = route.draft().cloned();
    let noted = draft.clone();
    let noted = when_kept(move || parts::notices(noted.clone()));
    let page = match state {
        PackState::Ready if part == PartState::Here => page_of(route),
        PackState::Ready => awaited_part(&route, part),
        // A plan that nobody has is an address that leads nowhere.
        PackState::Absent if draft.is_none() => view! { <UnknownPage /> }.into_any(),
        state => view! { <AwaitedPage route=route state=state /> }.into_any(),
    };
    view! {
        <Masthead draft=draft.clone() />
        <SaveFailure draft=draft />
        {visit::is_on().then(|| view! { <SharedNotice /> }.into_any())}
        {noted}
        {page}
    }
    .into_any()
}

/// What the part shows that keeps, once it is here.
fn when_kept(view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let parts = use_session().parts();
    let is_here = Memo::new(move |_| parts.state(Part::Keep) == PartState::Here);
    (move || is_here.get().then(&view).flatten()).into_any()
}

fn page_of(route: Route) -> AnyView {
    match route {
        Route::Home => view! { <HomePage /> }.into_any(),
        Route::Plan(plan, form) => view! { <PlanPage plan=plan form=form /> }.into_any(),
        Route::Draft(draft) => view! { <DraftPage draft=draft /> }.into_any(),
        Route::Section(draft, section, _) => view! { <SectionPage draft=draft section=section /> }.into_any(),
        Route::Unknown => view! { <UnknownPage /> }.into_any(),
        later => parts::page_of(later).unwrap_or_else(|| view! { <UnknownPage /> }.into_any()),
    }
}

/// How the parts stand that a page cannot do without.
fn part_state(session: SessionHandle, route: &Route) -> PartState {
    let mut together = PartState::Here;
    for part in parts::parts_of(route) {
        let state = session.parts().state(*part);
        if together == PartState::Here || state == PartState::Failed {
            together = state;
        }
    }
    together
}

/// A page whose part is on its way, or did not come.
fn awaited_part(route: &Route, state: PartState) -> AnyView {
    let needed = parts::parts_of(route);
    view! {
        <PageFrame title="Đang mở trang này…">
            <AwaitedPart parts=needed state=state />
        </PageFrame>
    }
    .into_any()
}

/// After a step to another page: the element that the address names takes the focus, else the page's title.
fn arrive(place: Option<String>) {
    request_animation_frame(move || {
        if !place.is_some_and(|element| page::focus(&element)) {
            page::begin_at("page-title");
        }
    });
}
