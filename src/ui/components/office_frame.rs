//! The frame around the pages of the receiving office: the plan, the way between its pages, and the intake once it is
//! here.

use leptos::prelude::*;

use super::PageFrame;
use crate::plan::PlanId;
use crate::platform::storage::StorageError;
use crate::ui::receiving::{State, receiving};
use crate::ui::{OfficePage, Route, markup, use_session, words};

/// What is shown of the intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Loading,
    Ready,
    Failed(StorageError),
}

/// Frames a page about what was received for a plan; what is in it is drawn when the intake is here.
#[component]
pub fn OfficeFrame(
    /// Which plan.
    plan: PlanId,
    /// The page's title.
    title: &'static str,
    /// Which page.
    page: OfficePage,
    children: ChildrenFn,
) -> impl IntoView {
    let session = use_session();
    receiving().open(&plan);
    let name = session.peek(|session| words::plan_name(session, &plan));
    let shown = Memo::new(move |_| match receiving().state() {
        State::Loading(..) => Shown::Loading,
        State::Ready => Shown::Ready,
        State::Failed(error) => Shown::Failed(error),
    });
    let contents = move || match shown.get() {
        Shown::Ready => children(),
        Shown::Loading => loading(),
        Shown::Failed(error) => failed(error),
    };
    let unsaved = receiving().unsaved();
    let unsaved = move || {
        let banner = unsaved.get().map(|_| {
            markup::group(
                "div",
                "banner",
                vec![markup::line(
                    "p",
                    "",
                    "Chưa lưu được quyết định vừa rồi vào máy: bộ nhớ của trình duyệt có thể đã đầy. Các bài đã nhận \
                    vẫn nguyên. Hãy xuất tệp bàn giao để giữ, rồi giải phóng bộ nhớ và thử lại.",
                )],
            )
        });
        banner.map(String::from)
    };
    view! {
        <PageFrame title=format!("{title}: {name}") class="page--wide office">
            <nav class="office-nav" aria-label="Các trang tiếp nhận" inner_html=String::from(tabs(&plan, &page))></nav>
            <div role="alert" inner_html=unsaved></div>
            {contents}
        </PageFrame>
    }
}

/// The way between the pages.
fn tabs(plan: &PlanId, shown: &OfficePage) -> markup::Markup {
    let tab = |page: OfficePage, name: &str, is_here: bool| {
        let href = Route::Office(plan.clone(), page).href();
        let mut attributes = vec![("class", "office-nav__tab"), ("href", href.as_str())];
        if is_here {
            attributes.push(("aria-current", "page"));
        }
        markup::element("a", &attributes, vec![markup::text(name)])
    };
    let is_register = matches!(shown, OfficePage::Register | OfficePage::Paper(_));
    let is_tables = matches!(shown, OfficePage::Tables | OfficePage::Table(_) | OfficePage::Opinions);
    let door = Route::Receive.href();
    markup::all(vec![
        tab(OfficePage::Register, "Nhận tệp", is_register),
        tab(OfficePage::Missing, "Còn thiếu", *shown == OfficePage::Missing),
        tab(OfficePage::Tables, "Tổng hợp", is_tables),
        markup::link("office-nav__door", &door, "Kế hoạch khác"),
    ])
}

fn loading() -> AnyView {
    let progress = move || match receiving().state() {
        State::Loading(done, all) if all > 0 => format!("Đang đọc lại các bài đã nhận: {done}/{all}…"),
        _ => "Đang đọc lại các bài đã nhận…".to_owned(),
    };
    view! { <p class="page__lead" role="status">{progress}</p> }.into_any()
}

fn failed(error: StorageError) -> AnyView {
    let why = match error {
        StorageError::Unavailable => {
            "Trình duyệt này không cho giữ dữ liệu trên máy (có thể đang ở chế độ riêng tư), nên không nhận tệp được. \
            Hãy mở trang trong cửa sổ thường."
        }
        _ => "Trình duyệt chưa đọc được các bài đã nhận trên máy này. Hãy tải lại trang để thử lại.",
    };
    view! {
        <div class="banner" role="alert">
            <p><strong>{why}</strong></p>
            <p>"Các tệp gốc và các bản nháp trên máy không bị ảnh hưởng."</p>
        </div>
    }
    .into_any()
}
