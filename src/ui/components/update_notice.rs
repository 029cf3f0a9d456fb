//! "Có bản mới": another version of the program waits until the writer wants it.

use leptos::prelude::*;

use crate::platform::update;
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
        } else if session.failing().is_some() {
            standing.set(Standing::Unsaved);
        }
    });
    let wish = move |_| {
        session.save_now();
        standing.set(Standing::Wanted);
    };
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
        <div class="update-notice" hidden=move || standing.get() == Standing::Quiet>
            <p class="update-notice__text" role="status">{text}</p>
            <button type="button" class="button" on:click=wish>
                "Cập nhật"
            </button>
            <button type="button" class="button button--quiet" on:click=move |_| standing.set(Standing::Quiet)>
                "Để sau"
            </button>
        </div>
    }
}
