//! What is said while this machine does not keep what is written.

use leptos::prelude::*;

use crate::platform::storage::StorageError;
use crate::ui::{Route, use_session};

/// A lasting message while saving fails: what happened, what is safe, and the way out.
#[component]
pub fn SaveFailure(
    /// What the page shows.
    #[prop(into)]
    route: Signal<Route>,
) -> impl IntoView {
    let session = use_session();
    let failure = Memo::new(move |_| session.save_failure());
    let draft = Memo::new(move |_| route.with(|route| route.draft().cloned()));
    move || {
        failure.get().map(|failure| {
            let what = match failure {
                StorageError::Unavailable => {
                    "Trình duyệt này không cho lưu trên máy (có thể đang ở chế độ riêng tư hoặc bộ nhớ bị tắt)."
                }
                StorageError::Refused => "Trình duyệt không ghi được bài xuống máy, có thể vì bộ nhớ đã đầy.",
                StorageError::Unfaithful => "Trình duyệt ghi bài xuống máy nhưng đọc lại không đúng.",
            };
            view! {
                <div class="banner banner--alarm" role="alert">
                    <p>
                        <strong>{what}</strong>
                        " Những gì đã viết vẫn còn trên màn hình này; xin đừng đóng trang. "
                        "Chương trình sẽ tự thử lưu lại."
                    </p>
                    {draft.get().map(|id| view! {
                        <p><a class="button" href=Route::Export(id).href()>"Xuất ngay một bản để giữ"</a></p>
                    })}
                </div>
            }
        })
    }
}
