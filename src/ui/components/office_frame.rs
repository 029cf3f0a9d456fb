//! The frame around the pages of the receiving office: the plan, the way between its pages, and the intake once it is
//! here.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::PageFrame;
use super::save_failure::what_happened;
use crate::plan::PlanId;
use crate::platform::page;
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
    view! {
        <PageFrame title=format!("{title}: {name}") class="page--wide office">
            <nav class="office-nav" aria-label="Các trang tiếp nhận" inner_html=String::from(tabs(&plan, &page))></nav>
            {unsaved()}
            {contents}
        </PageFrame>
    }
}

/// A lasting message while what was decided is not stored: what happened, what is safe, and the way out.
fn unsaved() -> AnyView {
    let failure = receiving().unsaved();
    let failure = Memo::new(move |_| failure.get());
    // The button keeps the focus, though another try may fail for another reason.
    let is_unsaved = Memo::new(move |_| failure.get().is_some());
    let was_tried = RwSignal::new(false);
    let again = move |_| {
        was_tried.set(false);
        spawn_local(async move {
            let is_stored = receiving().store().await;
            if was_tried.try_set(true).is_none() && is_stored {
                page::focus("page-title");
            }
        });
    };
    let what = move || failure.get().map(what_happened);
    let way_out = move || match failure.get() {
        Some(StorageError::Full) => "Hãy giải phóng bộ nhớ rồi thử lưu lại",
        _ => "Hãy thử lưu lại",
    };
    let banner = move || {
        is_unsaved.get().then(|| {
            view! {
                <div class="banner">
                    <p>
                        <strong>{what}</strong>
                        " Quyết định vừa rồi chưa được lưu, chỉ còn trên màn hình này; xin đừng đóng trang. "
                        "Các bài đã nhận vẫn nguyên. " {way_out}
                        "; nếu vẫn chưa được, hãy xuất tệp bàn giao ở trang «Nhận tệp» để giữ."
                    </p>
                    <p class="page__actions">
                        <button type="button" class="button" on:click=again>"Thử lưu lại"</button>
                    </p>
                    <p hidden=move || !was_tried.get()>"Đã thử lại nhưng vẫn chưa lưu được."</p>
                </div>
            }
        })
    };
    view! {
        <div role="alert">
            {banner}
            <p class="done-line" hidden=move || is_unsaved.get() || !was_tried.get()>
                "Đã lưu quyết định vào máy này."
            </p>
        </div>
    }
    .into_any()
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
