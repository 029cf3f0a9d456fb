//! What is asked on a shared machine whose last visit was broken off, before anything of it is shown.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::page;
use crate::ui::erase;
use crate::ui::visit::{self, Left};

const TITLE: &str = "Lượt dùng trước chưa kết thúc";

/// Goes on with the visit, or deletes what it left.
#[component]
pub fn BrokenVisit(
    /// What it left.
    left: Left,
    /// Called when that is settled.
    settled: Callback<()>,
) -> impl IntoView {
    page::set_title(&format!("{TITLE} – Tham Luận"));
    let stuck = RwSignal::new(false);
    let go_on = move |_| {
        visit::go_on();
        settled.run(());
    };
    let delete = move |_| {
        spawn_local(async move {
            if !erase::wipe().await {
                stuck.set(true);
            } else if !stuck.is_disposed() {
                // Else it was pressed twice, and is settled.
                settled.run(());
            }
        });
    };
    let there = match left {
        Left { drafts, papers: 0 } => format!("{drafts} bản nháp"),
        Left { drafts: 0, papers } => format!("{papers} dòng trong sổ tiếp nhận"),
        Left { drafts, papers } => format!("{drafts} bản nháp và {papers} dòng trong sổ tiếp nhận"),
    };
    view! {
        <main id="main" class="page">
            <h1 id="page-title" class="page__title" tabindex="-1">{TITLE}</h1>
            <p>
                {format!(
                    "Máy này được dùng ở chế độ “máy dùng chung”, nhưng lượt trước dừng đột ngột (mất điện, trình duyệt bị tắt) \
                    nên còn {there} chưa xóa."
                )}
            </p>
            <p>"Nếu đó là của bạn, hãy làm tiếp. Nếu không, hãy xóa; nội dung chưa được mở ra cho ai xem."</p>
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=go_on>"Của tôi, làm tiếp"</button>
                <button type="button" class="button" on:click=delete>"Xóa hết"</button>
            </p>
            <p class="refusal" role="alert" hidden=move || !stuck.get()>
                "Chưa xóa được hết. Hãy đóng các thẻ khác của chương trình rồi bấm lại."
            </p>
        </main>
    }
}
