//! What was found in the storage, or could not be done, until the writer has read it.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::page;
use crate::ui::saver::Notice;
use crate::ui::{Route, SessionHandle, use_session, words};

/// Lasting notices, each of which is closed by itself.
#[component]
pub fn StorageNotices() -> impl IntoView {
    let session = use_session();
    // Compared: the saver's board changes with every saving, and nothing is said again.
    let notices = Memo::new(move |_| session.notices());
    let shown = move || notices.get().into_iter().map(|notice| shown(session, notice)).collect::<Vec<_>>();
    view! { <div role="status">{shown}</div> }
}

fn shown(session: SessionHandle, notice: Notice) -> AnyView {
    let (what, link) = in_words(session, &notice);
    let link = link.map(|(href, name)| view! { <a class="button" href=href>{name}</a> }.into_any());
    let close = move |_| {
        session.heed(&notice);
        // The button may come to stand for another notice: a second press closes none that was not read.
        page::leave(".banner", "page-title");
    };
    view! {
        <aside class="banner" aria-label="Bản lưu trên máy">
            <p>{what}</p>
            <p class="page__actions">
                {link}
                <button type="button" class="button button--quiet" on:click=close>"Đóng"</button>
            </p>
        </aside>
    }
    .into_any()
}

fn in_words(session: SessionHandle, notice: &Notice) -> (String, Option<(String, &'static str)>) {
    let name = |id: &DraftId| {
        let name = session.peek(|session| session.draft(id).map(|draft| words::name_of(session, draft)));
        name.unwrap_or_default()
    };
    match notice {
        Notice::Damaged(id) => (
            format!(
                "Một trong hai bản lưu của bài “{}” bị hỏng. Chương trình dùng bản kia, còn nguyên; bản hỏng được giữ \
                riêng 30 ngày. Hãy xem lại đoạn viết sau cùng.",
                name(id)
            ),
            None,
        ),
        Notice::Back => (
            "Trình duyệt đã xóa mất một bản lưu của các bài trên máy này; chương trình đã lấy lại đủ từ bản lưu thứ hai. \
            Nên xuất tệp để giữ, phòng khi trình duyệt xóa nữa."
                .to_owned(),
            None,
        ),
        Notice::Parted(id, copy) => (
            format!(
                "Bài này được viết ở hai nơi cùng lúc nên có hai bản khác nhau. Cả hai đều được giữ: “{}” và “{}”.",
                name(id),
                name(copy)
            ),
            Some((Route::Parallel(id.clone(), copy.clone()).href(), "Xem hai bản khác nhau chỗ nào")),
        ),
        Notice::Erased => (
            "Dữ liệu trên máy này đã bị xóa ở một thẻ khác của chương trình, nên bài ở đây cũng đã đóng lại."
                .to_owned(),
            None,
        ),
        Notice::Held(id) => (
            format!(
                "Bài “{}” đang được viết ở một thẻ khác nên chưa làm được việc vừa bấm. Hãy đóng bài ở thẻ kia \
                rồi bấm lại, hoặc mở bài ở đây và chọn “Viết tiếp ở đây”.",
                name(id)
            ),
            None,
        ),
    }
}
