//! The first page: the two doors, the drafts, the plans, and what else can be opened.

use leptos::prelude::*;

use crate::platform::page;
use crate::session::Topic;
use crate::session::store::{Cause, Unreadable};
use crate::ui::components::{BackupReminder, DraftCard, PageFrame, PlanFinder, file_notice};
use crate::ui::markup::{self, Markup};
use crate::ui::pages::hand_out_raw;
use crate::ui::{Route, use_session};

/// Where everything begins.
#[component]
pub fn HomePage() -> impl IntoView {
    let press = |event| {
        if page::pressed(&event).is_some() {
            page::focus("plans");
        }
    };
    view! {
        <PageFrame title="Viết đúng bài, biết đúng số trang" class="page--wide">
            <div class="page__contents" on:click=press inner_html=String::from(doors())></div>
            {file_notice()}
            <Drafts />
            <BackupReminder />
            <PlanFinder />
            <section class="home-section" inner_html=String::from(openings())></section>
        </PageFrame>
    }
}

/// What the page is for, and the two doors.
fn doors() -> Markup {
    let door = |name: &str, text: &str| {
        vec![markup::line("span", "door__name", name), markup::line("span", "door__text", text)]
    };
    let write = [("type", "button"), ("class", "door door--main"), ("value", "plans")];
    let receive = [("class", "door"), ("href", &Route::Receive.href())];
    markup::all(vec![
        markup::line(
            "p",
            "page__lead",
            "Chọn kế hoạch, viết những phần kế hoạch yêu cầu, thấy ngay bài in ra mấy trang A4, rồi xuất một tệp để gửi. \
            Mọi thứ ở lại trên máy này, không gửi đi đâu.",
        ),
        markup::group(
            "div",
            "doors",
            vec![
                markup::element("button", &write, door("Soạn", "Viết bài theo kế hoạch của tỉnh.")),
                markup::element("a", &receive, door("Tiếp nhận", "Nhận bài, xem ai còn thiếu, tổng hợp.")),
            ],
        ),
    ])
}

/// What else can be opened.
fn openings() -> Markup {
    markup::all(vec![
        markup::line("h2", "", "Đã có tệp?"),
        markup::line(
            "p",
            "",
            "Mở tệp đã xuất từ chương trình này để viết tiếp hoặc để đọc; mở tệp sao lưu để lấy lại các bản nháp; mở gói kế hoạch của cơ quan mình để viết \
            theo kế hoạch đó.",
        ),
        markup::group(
            "p",
            "page__actions",
            vec![
                markup::link("button", &Route::Open.href(), "Mở tệp"),
                markup::link("button button--quiet", &Route::Packs.href(), "Các gói kế hoạch trên máy này"),
                markup::link("button button--quiet", &Route::Deleted.href(), "Bài đã xóa"),
                markup::link("button button--quiet", &Route::Data.href(), "Dữ liệu trên máy này, sao lưu"),
            ],
        ),
    ])
}

/// "Bản nháp của tôi", with what could not be read.
#[component]
fn Drafts() -> impl IntoView {
    let session = use_session();
    let ids = move || {
        session.read(Topic::Drafts, |session| {
            session.drafts().iter().map(|draft| draft.id.clone()).collect::<Vec<_>>()
        })
    };
    let drafts =
        move || ids().into_iter().map(|id| view! { <DraftCard draft=id /> }.into_any()).collect::<Vec<_>>();
    let listed = Memo::new(move |_| ids());
    Effect::new(move |before: Option<()>| {
        listed.with(|_| ());
        // Another tab has begun or deleted one: what had the focus may stand for another draft now.
        if before.is_some() {
            page::leave(".draft-list", "drafts");
        }
    });
    let none = move || session.read(Topic::Drafts, |session| session.drafts().is_empty());
    let unreadable = move || {
        let unreadable = session.read(Topic::Drafts, |session| session.unreadable().to_vec());
        unreadable.into_iter().map(unreadable_card).collect::<Vec<_>>()
    };
    view! {
        <section class="home-section" aria-labelledby="drafts">
            <h2 id="drafts" tabindex="-1">"Bản nháp của tôi"</h2>
            <p class="home-section__empty" hidden=move || !none()>
                "Chưa có bản nháp nào trên máy này. Hãy chọn một kế hoạch dưới đây để bắt đầu."
            </p>
            <ul class="draft-list">{drafts}{unreadable}</ul>
        </section>
    }
}

/// Something stored that could not be read: kept, said, and handed out raw.
fn unreadable_card(entry: Unreadable) -> AnyView {
    let why = match entry.cause {
        Cause::Damaged => "Bản nháp này bị hỏng nên không mở được.",
        Cause::Newer => "Bản nháp này được viết bằng phiên bản mới hơn của chương trình.",
    };
    let name = format!("{}.txt", entry.key.replace('.', "-"));
    let said = RwSignal::new(String::new());
    let export = move |_| said.set(hand_out_raw(&name, &entry.raw));
    view! {
        <li class="draft-card draft-card--damaged">
            <div class="draft-card__body">
                <p class="draft-card__name">"Bản nháp không đọc được"</p>
                <p class="draft-card__facts">
                    {why}
                    " Nội dung đang lưu được giữ nguyên, không bị ghi đè. Có thể xuất nguyên trạng để nhờ người khôi phục."
                </p>
                <p class="done-line" role="status">{move || said.get()}</p>
            </div>
            <div class="draft-card__actions">
                <button type="button" class="button" on:click=export>"Xuất nguyên trạng"</button>
            </div>
        </li>
    }
    .into_any()
}
