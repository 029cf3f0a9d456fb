//! "Hoàn tác" for what was just removed.

use leptos::prelude::*;

use crate::platform::page;
use crate::session::{Command, Topic};
use crate::ui::use_session;

/// Says that a draft was removed and brings it back on request. Stays until it is closed or another is removed.
#[component]
pub fn RemovedNotice() -> impl IntoView {
    let session = use_session();
    let text = move || {
        session.read(Topic::Removed, |session| match session.removed() {
            Some(_) => "Đã xóa bản nháp.",
            None => "",
        })
    };
    let restore = move || {
        page::focus_should_it_vanish("page-title");
        session.dispatch(Command::Restore);
    };
    removed(text, restore, move || session.dispatch(Command::ForgetRemoved))
}

/// Says that something was removed, brings it back, or is closed; nothing without a text. The line is there before it
/// speaks, so that it is heard.
pub(super) fn removed(
    text: impl Fn() -> &'static str + Copy + Send + Sync + 'static,
    bring_back: impl Fn() + 'static,
    close: impl Fn() + 'static,
) -> AnyView {
    let nothing = move || text().is_empty();
    let class = move || if nothing() { "visually-hidden" } else { "removed-notice__card" };
    let close = move |_| {
        page::focus_should_it_vanish("page-title");
        close();
    };
    view! {
        <div class="removed-notice">
            <div class=class>
                <p class="removed-notice__text" role="status">{text}</p>
                <button type="button" class="button" hidden=nothing on:click=move |_| bring_back()>"Hoàn tác"</button>
                <button type="button" class="button button--quiet" hidden=nothing on:click=close>"Đóng"</button>
            </div>
        </div>
    }
    .into_any()
}
