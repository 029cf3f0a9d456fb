//! "Hoàn tác" for a draft that was just removed.

use leptos::prelude::*;

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
    let nothing = move || text().is_empty();
    view! {
        <div class="removed-notice">
            <div class="removed-notice__card" hidden=nothing>
                <p class="removed-notice__text" role="status">{text}</p>
                <button type="button" class="button" on:click=move |_| session.dispatch(Command::Restore)>
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
