//! Addresses that lead nowhere.

use leptos::prelude::*;

use crate::ui::Route;
use crate::ui::components::PageFrame;

/// An address that means nothing here.
#[component]
pub fn UnknownPage() -> impl IntoView {
    view! {
        <PageFrame title="Không có trang này">
            <p>"Địa chỉ này không dẫn đến đâu. Các bản nháp trên máy không bị ảnh hưởng."</p>
            <p><a class="button button--primary" href=Route::Home.href()>"Về trang đầu"</a></p>
        </PageFrame>
    }
}

/// The address of a draft that is not on this machine.
#[component]
pub fn MissingDraft() -> impl IntoView {
    view! {
        <PageFrame title="Không có bản nháp này trên máy">
            <p>
                "Bản nháp đã bị xóa, hoặc được viết trên máy khác hay trình duyệt khác. "
                "Nếu có tệp đã xuất của bài, hãy mở tệp đó để viết tiếp."
            </p>
            <p class="page__actions">
                <a class="button button--primary" href=Route::Open.href()>"Mở tệp"</a>
                <a class="button" href=Route::Home.href()>"Về trang đầu"</a>
            </p>
        </PageFrame>
    }
}
