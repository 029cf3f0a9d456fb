//! What is said while this machine does not keep what is written, or only once.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::storage::StorageError;
use crate::ui::saver::Failing;
use crate::ui::{Part, Route, parts, use_session};

/// A lasting message while saving fails: what happened, what is safe, and the way out.
#[component]
pub fn SaveFailure(
    /// The draft that the page is about, if any.
    draft: Option<DraftId>,
) -> impl IntoView {
    let session = use_session();
    let failing = Memo::new(move |_| session.failing());
    let banner = move || failing.get().map(|failing| banner(failing, draft.clone()));
    view! { <div role="alert">{banner}</div> }
}

/// What keeps the browser from storing, whatever it is that should be stored.
pub(super) fn what_happened(failure: StorageError) -> &'static str {
    match failure {
        StorageError::Unavailable => {
            "Trình duyệt này không cho lưu trên máy (có thể đang ở chế độ riêng tư hoặc bộ nhớ bị tắt)."
        }
        StorageError::Full => "Bộ nhớ mà trình duyệt dành cho trang này đã đầy.",
        StorageError::ReadOnly => "Trình duyệt chỉ cho đọc, không cho ghi xuống máy này.",
        StorageError::Refused => "Trình duyệt không ghi được xuống máy này.",
        StorageError::Interrupted => "Trình duyệt chưa trả lời là đã ghi xong.",
        StorageError::Unfaithful => "Trình duyệt ghi xuống máy này nhưng đọc lại không đúng.",
    }
}

fn banner(failing: Failing, draft: Option<DraftId>) -> AnyView {
    let session = use_session();
    let (class, what, rest) = match failing {
        Failing::Both(failure) => (
            "banner banner--alarm",
            what_happened(failure),
            " Những gì đã viết vẫn còn trên màn hình này; xin đừng đóng trang. Chương trình sẽ tự thử lưu lại.",
        ),
        Failing::OneCopy(failure) => (
            "banner",
            what_happened(failure),
            " Bài vẫn được lưu, nhưng chỉ một bản thay vì hai. Chương trình sẽ tự thử lại; nên xuất tệp để giữ.",
        ),
    };
    let done = RwSignal::new(String::new());
    let export = move |_| {
        done.set(parts::download_backup(session).unwrap_or_else(|| {
            session.parts().need(Part::Files);
            "Phần xuất tệp đang được tải; hãy bấm lại sau vài giây. Những gì đã viết vẫn còn trên màn hình này.".to_owned()
        }));
    };
    let own = draft.map(|id| {
        view! { <a class="button button--quiet" href=Route::Export(id).href()>"Xuất riêng bài này"</a> }
            .into_any()
    });
    view! {
        <div class=class>
            <p><strong>{what}</strong> {rest}</p>
            <p class="page__actions">
                <button type="button" class="button" on:click=export>"Xuất ngay một bản để giữ"</button>
                {own}
            </p>
            <p class="done-line">{move || done.get()}</p>
        </div>
    }
    .into_any()
}
