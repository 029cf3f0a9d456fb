//! "Hoàn tác" and "Làm lại".

use leptos::ev;
use leptos::prelude::*;

use super::removed_notice::removed;
use crate::draft::DraftId;
use crate::session::{Deed, Direction, RowsDeed, Topic};
use crate::ui::{Part, PartState, parts, undo, use_session};

/// Undoes and does again, once the part of the program is here that can.
#[component]
pub fn UndoBar(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let parts = use_session().parts();
    let is_here = Memo::new(move |_| parts.state(Part::Keep) == PartState::Here);
    let bar = move || is_here.get().then(|| parts::undo_bar(draft.clone())).flatten();
    view! { <div class="undo-bar">{bar}</div> }
}

/// Undoes and does again, by buttons that say what and by the keys that people know. Says of a row that was taken out
/// how it comes back.
#[component]
pub fn UndoBarBody(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let said = RwSignal::new(String::new());
    let say = move |direction: Direction, deed: String| {
        // Told again where it is the same as before.
        // The browser's turn comes first: the page may have been left meanwhile.
        let Some(before) = said.try_get_untracked() else { return };
        let again = if before.ends_with('.') { "\u{a0}" } else { "" };
        if !deed.is_empty() {
            let done = match direction {
                Direction::Undo => "Đã hoàn tác",
                Direction::Redo => "Đã làm lại",
            };
            said.set(format!("{done}: {deed}.{again}"));
        }
    };
    let keys = {
        let draft = draft.clone();
        window_event_listener(ev::keydown, move |event| undo::on_key(session, &draft, &event, say))
    };
    on_cleanup(move || keys.remove());
    let button = |direction: Direction| {
        let watched = draft.clone();
        let deed = Memo::new(move |_| {
            let deed =
                session.read(Topic::History(watched.clone()), |session| session.deed(&watched, direction));
            session.peek_draft(&watched, |open| undo::named(open, deed.as_ref())).unwrap_or_default()
        });
        let label = move || match deed.get() {
            deed if deed.is_empty() => name(direction).to_owned(),
            deed => format!("{}: {deed}", name(direction)),
        };
        let draft = draft.clone();
        let take = move |_| say(direction, undo::step(session, &draft, direction));
        let idle = move || if deed.with(String::is_empty) { "true" } else { "false" };
        view! {
            <button type="button" class="button button--small undo-bar__button" aria-label=label title=label
                aria-disabled=idle on:click=take>{name(direction)}</button>
        }
        .into_any()
    };
    let buttons = [Direction::Undo, Direction::Redo].map(button);
    view! {
        {buttons.into_iter().collect::<Vec<_>>()}
        <p class="visually-hidden" role="status">{move || said.get()}</p>
        <RemovedRow draft=draft />
    }
}

fn name(direction: Direction) -> &'static str {
    match direction {
        Direction::Undo => "Hoàn tác",
        Direction::Redo => "Làm lại",
    }
}

/// Says that a row was taken out, until something else is done.
#[component]
fn RemovedRow(draft: DraftId) -> impl IntoView {
    let session = use_session();
    let shown = RwSignal::new(false);
    let watched = draft.clone();
    Effect::new(move |before: Option<()>| {
        let is_removal = session.read(Topic::History(watched.clone()), |session| {
            let deed = |direction| session.deed(&watched, direction);
            let latest = deed(Direction::Undo);
            matches!(latest, Some(Deed::Rows { how: RowsDeed::Removed, .. }))
                && deed(Direction::Redo).is_none()
        });
        // What was taken out before this page was opened is no news.
        shown.set(is_removal && before.is_some());
    });
    let text = move || if shown.get() { "Đã xóa một dòng của bảng." } else { "" };
    // The step itself takes the focus to what it brings back.
    let bring_back = move || {
        undo::step(session, &draft, Direction::Undo);
    };
    removed(text, bring_back, move || shown.set(false))
}
