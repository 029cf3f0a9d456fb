//! A page whose plan is not at hand: on its way, not to be had, or gone.

use leptos::prelude::*;

use crate::draft::Draft;
use crate::platform::files;
use crate::session::{Session, store};
use crate::ui::components::PageFrame;
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
    let about = session.peek(|session| about(session, &route));
    let again = {
        let route = route.clone();
        move |_| session.need(&route)
    };
    let name = route.draft().map(|id| format!("ban-nhap-{id}.txt")).unwrap_or_default();
    let raw = about.raw;
    let export = move |_| {
        files::download(&name, "text/plain;charset=utf-8", &raw);
    };
    let awaited = state == PackState::Awaited;
    let failed = matches!(state, PackState::Failed(_));
    let gone = matches!(state, PackState::Absent | PackState::NoForm);
    view! {
        <PageFrame title=title(state)>
            <p class="page__lead" role="status">{sentence(state, &about.plan, about.version, &about.form)}</p>
            <p hidden=awaited>{about.safe}</p>
            <p class="page__actions">
                <button type="button" class="button button--primary" hidden=!failed on:click=again>"Thử lại"</button>
                <a class="button button--primary" hidden=!gone href=Route::Open.href()>"Mở gói kế hoạch"</a>
                <button type="button" class="button" hidden=!gone on:click=export>"Xuất nguyên trạng"</button>
                <a class="button" hidden=awaited href=Route::Home.href()>"Về trang đầu"</a>
            </p>
        </PageFrame>
    }
}

/// What a page is about, as far as that is known without the plan.
#[derive(Default)]
struct About {
    plan: String,
    version: u32,
    form: String,
    safe: String,
    raw: String,
}

fn about(session: &Session, route: &Route) -> About {
    let of_draft = |draft: &Draft| About {
        plan: words::plan_name(session, &draft.plan),
        version: draft.plan_version,
        form: draft.form.to_string(),
        safe: format!("Bản nháp «{}» vẫn nguyên trên máy này, không mất gì.", words::name_of(session, draft)),
        raw: store::encode(draft),
    };
    match route {
        Route::Plan(id, _) => About {
            plan: words::plan_name(session, id),
            safe: "Các bản nháp trên máy này vẫn nguyên.".to_owned(),
            ..About::default()
        },
        other => other.draft().and_then(|id| session.draft(id)).map(of_draft).unwrap_or_default(),
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

fn sentence(state: PackState, plan: &str, version: u32, form: &str) -> String {
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
        PackState::Absent => format!(
            "Bài được bắt đầu với bản {version} của gói «{plan}», nhưng gói đó không còn trên máy này. \
            Mở lại tệp của gói thì bài viết tiếp được."
        ),
        PackState::NoForm => format!(
            "Gói «{plan}» đang có trên máy không có mẫu {form}. Mở tệp gói có mẫu đó thì bài viết tiếp được."
        ),
    }
}
