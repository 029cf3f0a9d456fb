//! The second door.

use leptos::prelude::*;

use crate::ui::Route;
use crate::ui::components::PageFrame;

/// Says plainly that receiving is coming, and what to do until then.
#[component]
pub fn ReceivePage() -> impl IntoView {
    view! {
        <PageFrame title="Tiếp nhận: đang được xây dựng">
            <p>
                "Phần dành cho cơ quan nhận bài (xem ai đã nộp, ai còn thiếu, bài nào quá số trang, tổng hợp kiến nghị) "
                "chưa có trong phiên bản này."
            </p>
            <p>
                "Hiện nay mỗi tệp nhận được có thể mở riêng bằng “Mở tệp” để đọc và kiểm tra. "
                "Các tệp đã xuất sẽ dùng được nguyên vẹn khi phần này hoàn thành."
            </p>
            <p class="page__actions">
                <a class="button button--primary" href=Route::Open.href()>"Mở tệp"</a>
                <a class="button" href=Route::Home.href()>"Về trang đầu"</a>
            </p>
        </PageFrame>
    }
}
