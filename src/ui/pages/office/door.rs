//! "Tiếp nhận": for which plan.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::plan::PlanId;
use crate::session::Session;
use crate::ui::components::PageFrame;
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::counts;
use crate::ui::{OfficePage, Route, use_session, words};

/// Lets the office choose the plan whose papers it receives, and says what it has received for each.
#[component]
pub fn DoorPage() -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(Vec::new());
    spawn_local(async move {
        // What cannot be counted is counted on the plan's own page.
        let counts = counts().await.unwrap_or_default();
        let _ = found.try_set(counts);
    });
    let plans = move || found.with(|counts| String::from(session.peek(|session| plans(session, counts))));
    view! {
        <PageFrame title="Tiếp nhận">
            <p class="page__lead">
                "Dành cho cơ quan nhận bài. Chọn kế hoạch, thả các tệp nhận được vào, rồi xem bài nào đạt, đơn vị nào còn thiếu "
                "và các bảng tổng hợp. Mọi việc làm ngay trên máy này, không cần mạng, không gửi đi đâu."
            </p>
            <ul class="office-plans" inner_html=plans></ul>
            <p class="field__hint">
                "Có tệp bàn giao của đồng nghiệp (tiep-nhan_….ndjson)? Hãy mở kế hoạch ghi trong tên tệp rồi thả tệp vào đó."
            </p>
        </PageFrame>
    }
}

fn plans(session: &Session, counts: &[(PlanId, usize)]) -> Markup {
    let mut ids: Vec<&PlanId> = session.catalogue().iter().map(|listing| &listing.id).collect();
    for (id, _) in counts {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    markup::all(ids.into_iter().map(|id| plan(session, id, counts)).collect())
}

fn plan(session: &Session, id: &PlanId, counts: &[(PlanId, usize)]) -> Markup {
    let count = counts.iter().find(|(own, _)| own == id).map_or(0, |(_, count)| *count);
    let facts = match count {
        0 => "Chưa nhận tệp nào".to_owned(),
        count => format!("Đã nhận {count} tệp và bài"),
    };
    let href = Route::Office(id.clone(), OfficePage::Register).href();
    let issuer = session.listing(id).map(|listing| listing.issuer.clone()).unwrap_or_default();
    let name = vec![
        markup::line("span", "office-plans__number", id.as_str()),
        markup::line("span", "office-plans__name", &words::plan_name(session, id)),
        markup::line("span", "office-plans__issuer", &issuer),
        markup::line("span", "office-plans__facts", &facts),
    ];
    let link = markup::element("a", &[("class", "office-plans__plan"), ("href", &href)], name);
    markup::group("li", "", vec![link])
}
