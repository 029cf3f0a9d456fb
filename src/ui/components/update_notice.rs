//! "Có bản mới": another version of the program waits until the writer wants it.

use leptos::prelude::*;

use crate::platform::{page, update};
use crate::ui::saver::Failing;
use crate::ui::use_session;

/// Where the writer and another version stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// There is none, or it is to be later.
    Quiet,
    /// It waits.
    Offered,
    /// It is wanted, as soon as all is saved.
    Wanted,
    /// It was wanted, and what is written could not be saved.
    Unsaved,
}

/// Offers another version, and takes it only when all that was written is saved. Without a word it comes when no page is
/// open.
#[component]
pub fn UpdateNotice() -> impl IntoView {
    let session = use_session();
    let standing = RwSignal::new(Standing::Quiet);
    update::on_new_version(move || standing.set(Standing::Offered));
    Effect::new(move |_| {
        if standing.get() != Standing::Wanted {
            return;
        }
        if session.is_all_saved() {
            update::take_new_version();
        } else if matches!(session.failing(), Some(Failing::Both(_))) {
            standing.set(Standing::Unsaved);
        }
    });
    let wish = move |_| {
        session.save_now();
        standing.set(Standing::Wanted);
    };
    let put_off = move |_| {
        page::focus_should_it_vanish("page-title");
        standing.set(Standing::Quiet);
    };
    let nothing = move || standing.get() == Standing::Quiet;
    // The line is there before it speaks, so that it is heard.
    let class = move || if nothing() { "visually-hidden" } else { "update-notice" };
    let text = move || match standing.get() {
        Standing::Quiet => "",
        Standing::Offered => {
            "Có bản mới của chương trình. Bài đang viết được lưu trước, rồi trang tự mở lại."
        }
        Standing::Wanted => "Đang lưu bài, rồi mở bản mới…",
        Standing::Unsaved => {
            "Chưa cập nhật, vì chưa lưu được bài xuống máy. Những gì đã viết vẫn còn trên màn hình này."
        }
    };
    view! {
        <div class=class>
            <p class="update-notice__text" role="status">{text}</p>
            <button type="button" class="button" hidden=nothing on:click=wish>
                "Cập nhật"
            </button>
            <button type="button" class="button button--quiet" hidden=nothing on:click=put_off>
                "Để sau"
            </button>
        </div>
    }
}
