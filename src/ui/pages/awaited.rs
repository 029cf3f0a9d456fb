//! A page whose plan is not at hand: on its way, not to be had, or gone.

use leptos::prelude::*;

use crate::draft::Draft;
use crate::platform::page;
use crate::session::{Session, store};
use crate::ui::components::PageFrame;
use crate::ui::markup::{self, Markup};
use crate::ui::pages::hand_out_raw;
use crate::ui::{PackFailure, PackState, Route, use_session, words};

/// Says what is missing, that all that was written is safe, and what to do.
#[component]
pub fn AwaitedPage(
    /// What is to be shown once the plan is at hand.
    route: Route,
    /// How it stands.
    state: PackState,
) -> impl IntoView {
    let session = use_session();
    let contents = session.peek(|session| String::from(contents(session, &route, state)));
    let said = RwSignal::new(String::new());
    let press = move |event| match (page::pressed(&event), route.draft()) {
        (Some(deed), Some(draft)) if deed == "raw" => {
            let raw = session.peek(|session| session.draft(draft).map(store::encode)).unwrap_or_default();
            said.set(hand_out_raw(&format!("ban-nhap-{draft}.txt"), &raw));
        }
        (Some(_), _) => session.need(&route),
        (None, _) => {}
    };
    view! {
        <PageFrame title=title(state)>
            <div class="page__contents" on:click=press inner_html=contents></div>
            <p class="done-line" role="status">{move || said.get()}</p>
        </PageFrame>
    }
}

fn title(state: PackState) -> &'static str {
    match state {
        PackState::Ready | PackState::Awaited => "Đang lấy nội dung kế hoạch…",
        PackState::Failed(_) => "Chưa lấy được nội dung kế hoạch",
        PackState::Absent => "Không có gói kế hoạch của bài này",
        PackState::NoForm => "Gói kế hoạch không có mẫu của bài này",
    }
}

fn contents(session: &Session, route: &Route, state: PackState) -> Markup {
    let draft = route.draft().and_then(|id| session.draft(id));
    let safe = match draft {
        _ if state == PackState::Awaited => String::new(),
        Some(draft) => {
            let name = words::name_of(session, draft);
            format!("Bản nháp «{name}» vẫn nguyên trên máy này, không mất gì.")
        }
        None => "Các bản nháp trên máy này vẫn nguyên.".to_owned(),
    };
    let plan = match (draft, route) {
        (Some(draft), _) => words::plan_name(session, &draft.plan),
        (None, Route::Plan(id, _)) => words::plan_name(session, id),
        (None, _) => String::new(),
    };
    let button = |class: &str, deed: &str, name: &str| {
        let attributes = [("type", "button"), ("class", class), ("value", deed)];
        markup::element("button", &attributes, vec![markup::text(name)])
    };
    let home = markup::link("button", &Route::Home.href(), "Về trang đầu");
    let actions = match state {
        PackState::Ready | PackState::Awaited => Vec::new(),
        PackState::Failed(_) => vec![button("button button--primary", "again", "Thử lại"), home],
        PackState::Absent | PackState::NoForm => vec![
            markup::link("button button--primary", &Route::Open.href(), "Mở gói kế hoạch"),
            button("button", "raw", "Xuất nguyên trạng"),
            home,
        ],
    };
    let sentence = [("class", "page__lead"), ("role", "status")];
    markup::all(vec![
        markup::element("p", &sentence, vec![markup::text(&sentence_of(state, &plan, draft))]),
        markup::line("p", "", &safe),
        markup::group("p", "page__actions", actions),
    ])
}

fn sentence_of(state: PackState, plan: &str, draft: Option<&Draft>) -> String {
    match state {
        PackState::Ready | PackState::Awaited => {
            format!("Nội dung của «{plan}» được lấy về khi cần dùng lần đầu, rồi được giữ trên máy này.")
        }
        PackState::Failed(PackFailure::Unreachable) => format!(
            "Không tải được nội dung của «{plan}»: máy đang không có mạng hoặc đường truyền bị ngắt. \
            Khi có mạng trở lại, hãy bấm “Thử lại”."
        ),
        PackState::Failed(PackFailure::Refused) => format!(
            "Nơi đặt trang này không trả về đúng nội dung của «{plan}». Hãy thử lại sau ít phút; nếu vẫn vậy, \
            hãy báo cho người quản lý trang."
        ),
        PackState::Absent => {
            let version = draft.map(|draft| draft.plan_version).unwrap_or_default();
            format!(
                "Bài được bắt đầu với bản {version} của gói «{plan}», nhưng gói đó không còn trên máy này. \
                Mở lại tệp của gói thì bài viết tiếp được."
            )
        }
        PackState::NoForm => {
            let form = draft.map(|draft| draft.form.to_string()).unwrap_or_default();
            format!(
                "Gói «{plan}» đang có trên máy không có mẫu {form}. Mở tệp gói có mẫu đó thì bài viết tiếp được."
            )
        }
    }
}
