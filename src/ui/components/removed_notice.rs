//! "Hoàn tác" for what was just removed.

use leptos::prelude::*;

use crate::session::{Command, Removed, Topic};
use crate::ui::use_session;

/// Says what was removed and brings it back on request. Stays until it is closed or something else is removed.
#[component]
pub fn RemovedNotice() -> impl IntoView {
    let session = use_session();
    let text = move || {
        session.read(Topic::Removed, |session| match session.removed() {
            Some(Removed::Draft(_)) => "Đã xóa bản nháp.",
            Some(Removed::Row { .. }) => "Đã xóa một dòng của bảng.",
            None => "",
        })
    };
    let nothing = move || text().is_empty();
    view! {
        <div class="removed-notice">
            <div class="removed-notice__card" hidden=nothing>
                <p class="removed-notice__text" role="status">{text}</p>
                <button type="button" class="button" on:click=move |_| session.dispatch(Command::Undo)>
                    "Hoàn tác"
                </button>
                <button
                    type="button"
                    class="button button--quiet"
                    on:click=move |_| session.dispatch(Command::ForgetRemoved)
                >
                    "Đóng"
                </button>
            </div>
        </div>
    }
}
