//! What is said on every page while nothing stays after the visit.

use leptos::prelude::*;

use crate::ui::Route;

/// Reminds that everything goes when the page is closed, and leads to where the visit is ended.
#[component]
pub fn SharedNotice() -> impl IntoView {
    view! {
        <aside class="banner" aria-label="Máy dùng chung">
            <p>
                "Máy dùng chung: đóng trang là mọi bài đã viết, đã nhận trên máy này bị xóa. "
                <a href=Route::Data.href()>"Sao lưu hoặc kết thúc"</a>
            </p>
        </aside>
    }
}
