//! What the browser may delete by itself, and when.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::page;
use crate::platform::persistence::{self, Maker};

/// Says what this browser may delete and when, and asks it to keep what is stored.
#[component]
pub fn BrowserCare() -> impl IntoView {
    let granted = RwSignal::new(None::<bool>);
    let asked = RwSignal::new(false);
    spawn_local(async move { granted.set(persistence::is_granted().await) });
    let ask = move |_| {
        spawn_local(async move {
            let is_granted = persistence::request().await;
            page::focus_should_it_vanish("page-title");
            granted.set(is_granted);
            asked.set(true);
        });
    };
    let state = move || match (granted.get(), asked.get()) {
        (Some(true), _) => "✓ Trình duyệt đã nhận giữ lâu dài: sẽ không tự xóa khi ổ đĩa đầy.",
        (Some(false), true) => {
            "Trình duyệt chưa nhận giữ lâu dài. Có thể thử lại sau vài lần dùng; trong khi đó hãy sao lưu đều."
        }
        (Some(false), false) => "Trình duyệt chưa nhận giữ lâu dài.",
        (None, _) => "",
    };
    let settled = move || granted.get() != Some(false);
    let class = move || if granted.get() == Some(true) { "done-line" } else { "" };
    view! {
        <section class="data-card" aria-labelledby="care-title">
            <h2 id="care-title">"Khi nào bài có thể mất"</h2>
            <p>{rule(persistence::maker())}</p>
            <ul class="refusal__list">
                <li>"Cửa sổ ẩn danh (riêng tư): đóng cửa sổ là mất hết."</li>
                <li>"Chọn “Xóa dữ liệu duyệt web”, hoặc chạy phần mềm dọn máy: bài bị xóa cùng."</li>
                <li>"Máy cài phần mềm đóng băng ổ đĩa (quán Internet, phòng máy): khởi động lại là mất."</li>
                <li>"Cài lại máy, đổi máy, đổi trình duyệt hoặc tài khoản máy tính: bài không đi theo."</li>
            </ul>
            <p class=class role="status">{state}</p>
            <p class="page__actions" hidden=settled>
                <button type="button" class="button" on:click=ask>"Nhờ trình duyệt giữ lâu dài"</button>
            </p>
        </section>
    }
}

/// What a browser deletes by itself.
pub(in crate::ui) fn rule(maker: Maker) -> &'static str {
    match maker {
        Maker::Safari => {
            "Safari (và mọi trình duyệt trên iPhone, iPad) tự xóa dữ liệu của một trang nếu 7 ngày dùng máy liền không mở \
            trang đó. Thêm trang vào Màn hình chính thì không bị xóa như vậy."
        }
        Maker::Chromium => {
            "Chrome, Edge và Cốc Cốc không tự xóa theo ngày; chỉ khi ổ đĩa gần đầy mới xóa bớt, bắt đầu từ những trang lâu \
            không mở."
        }
        Maker::Firefox => {
            "Firefox không tự xóa theo ngày; chỉ khi ổ đĩa gần đầy mới xóa bớt, bắt đầu từ những trang lâu không mở. Nếu \
            Firefox được đặt “xóa khi đóng” thì đóng là mất."
        }
        Maker::Other => {
            "Trình duyệt có thể tự xóa dữ liệu của một trang khi ổ đĩa gần đầy hoặc khi lâu không mở trang đó."
        }
    }
}
