//! "Gói kế hoạch": which plans this machine knows, in which version, and where from.

use leptos::prelude::*;

use crate::plan::{PlanId, PlanListing};
use crate::platform::page;
use crate::session::{Session, Topic};
use crate::ui::components::PageFrame;
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, SessionHandle, use_session};

/// Lists the packs; takes those off that were opened from files.
#[component]
pub fn PacksPage() -> impl IntoView {
    let session = use_session();
    let done = RwSignal::new(String::new());
    let cards = move || {
        session.read(Topic::Plans, |state| {
            String::from(markup::all(
                state.catalogue().iter().map(|plan| card(session, state, plan)).collect(),
            ))
        })
    };
    let press = move |event| {
        if let Some(id) = page::pressed(&event) {
            done.set(remove(session, &PlanId::new(id)));
            page::focus("packs-done");
        }
    };
    view! {
        <PageFrame title="Gói kế hoạch" class="page--wide">
            <p class="page__lead">
                "Mỗi kế hoạch là một gói: ai viết gì, theo đề mục nào, trước ngày nào. Gói của cơ quan mình làm thì mở từ tệp "
                "và chỉ nằm trên máy này."
            </p>
            <p class="page__actions">
                <a class="button button--primary" href=Route::Open.href()>"Mở gói kế hoạch"</a>
            </p>
            <p id="packs-done" class="done-line" role="status" tabindex="-1">{move || done.get()}</p>
            <ul class="plan-list" on:click=press inner_html=cards></ul>
        </PageFrame>
    }
}

fn card(session: SessionHandle, state: &Session, plan: &PlanListing) -> Markup {
    let (id, version) = (&plan.id, plan.version);
    let opened = session.is_opened(id);
    let drafts = session.drafts_of(id, version);
    let origin = if opened { "mở từ tệp" } else { "có sẵn trong chương trình" };
    let here = if session.is_kept(id, version) {
        "đã có trên máy, mở được khi không có mạng"
    } else {
        "được tải về khi mở lần đầu"
    };
    let others = state.plans().iter().filter(|other| other.id == *id && other.version != version);
    let others: Vec<_> = others.map(|other| format!("bản {}", other.version)).collect();
    let others = match others.len() {
        0 => String::new(),
        _ => format!("Còn giữ {} cho những bài đã bắt đầu với bản đó.", others.join(", ")),
    };
    let (held, label) = match (opened, newer(session, plan)) {
        (false, _) => (String::new(), String::new()),
        (true, Some(newer)) => (String::new(), format!("Dùng bản {newer} có sẵn")),
        (true, None) if drafts == 0 => (String::new(), "Bỏ gói này".to_owned()),
        (true, None) => (format!("Chưa bỏ được: còn {drafts} bản nháp viết theo gói này."), String::new()),
    };
    let spoken = format!("{label}: {}", plan.short_title);
    let button =
        [("type", "button"), ("class", "button"), ("value", id.as_str()), ("aria-label", spoken.as_str())];
    let button = match label.is_empty() {
        true => Markup::default(),
        false => markup::element("button", &button, vec![markup::text(&label)]),
    };
    let href = Route::Plan(id.clone(), None).href();
    markup::group(
        "li",
        "plan-card",
        vec![
            markup::link("plan-card__name", &href, &plan.short_title),
            markup::line("p", "plan-card__facts", &plan.issuer),
            markup::line("p", "", &format!("Bản {version} · {origin} · {here}")),
            markup::line("p", "", &others),
            markup::line("p", "", &held),
            button,
        ],
    )
}

/// The version that comes with the program, where that is higher than the one that was opened.
fn newer(session: SessionHandle, plan: &PlanListing) -> Option<u32> {
    session.built_in_version(&plan.id).filter(|version| *version > plan.version)
}

/// Takes a pack off the list, unless a draft has come to need it since this was offered. Says what was done.
fn remove(session: SessionHandle, id: &PlanId) -> String {
    let Some(plan) = session.peek(|session| session.listing(id).cloned()) else { return String::new() };
    let newer = newer(session, &plan);
    if newer.is_none() && session.drafts_of(id, plan.version) > 0 {
        return String::new();
    }
    session.unlist_plan(id);
    match newer {
        Some(version) => format!("Đã dùng bản {version} có sẵn của «{}».", plan.short_title),
        None => format!("Đã bỏ gói «{}».", plan.short_title),
    }
}
