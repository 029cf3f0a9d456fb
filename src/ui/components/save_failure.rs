//! What is said while this machine does not keep what is written.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::storage::StorageError;
use crate::ui::{Route, use_session};

/// A lasting message while saving fails: what happened, what is safe, and the way out.
#[component]
pub fn SaveFailure(
    /// The draft that the page is about, if any.
    draft: Option<DraftId>,
) -> impl IntoView {
    let session = use_session();
    let message =
        Memo::new(move |_| session.save_failure().map(what_happened).unwrap_or_default().to_owned());
    let banner = move || {
        let what = message.get();
        (!what.is_empty()).then(|| banner(what, draft.clone()))
    };
    view! { <div role="alert">{banner}</div> }
}

fn what_happened(failure: StorageError) -> &'static str {
    match failure {
        StorageError::Unavailable => {
            "Trình duyệt này không cho lưu trên máy (có thể đang ở chế độ riêng tư hoặc bộ nhớ bị tắt)."
        }
        StorageError::Full => {
            "Bộ nhớ mà trình duyệt dành cho trang này đã đầy nên bài chưa ghi được xuống máy."
        }
        StorageError::ReadOnly => "Trình duyệt chỉ cho đọc, không cho ghi xuống máy này.",
        StorageError::Refused | StorageError::Interrupted => "Trình duyệt không ghi được bài xuống máy.",
        StorageError::Unfaithful => "Trình duyệt ghi bài xuống máy nhưng đọc lại không đúng.",
    }
}

fn banner(what: String, draft: Option<DraftId>) -> AnyView {
    let export = draft.map(|id| {
        view! { <p><a class="button" href=Route::Export(id).href()>"Xuất ngay một bản để giữ"</a></p> }
            .into_any()
    });
    view! {
        <div class="banner banner--alarm">
            <p>
                <strong>{what}</strong>
                " Những gì đã viết vẫn còn trên màn hình này; xin đừng đóng trang. Chương trình sẽ tự thử lưu lại."
            </p>
            {export}
        </div>
    }
    .into_any()
}
