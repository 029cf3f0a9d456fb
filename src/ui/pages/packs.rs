//! "Gói kế hoạch": which plans this machine knows, in which version, and where from.

use leptos::prelude::*;

use crate::plan::{PlanId, PlanListing};
use crate::platform::page;
use crate::session::{Session, Topic};
use crate::ui::components::PageFrame;
use crate::ui::{Route, SessionHandle, use_session};

/// Lists the packs; takes those off that were opened from files.
#[component]
pub fn PacksPage() -> impl IntoView {
    let session = use_session();
    let done = RwSignal::new(String::new());
    let cards = move || {
        let plans = session.read(Topic::Plans, |session| session.catalogue().to_vec());
        plans.iter().map(|plan| card(session, plan, done)).collect::<Vec<_>>()
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
            <ul class="plan-list">{cards}</ul>
        </PageFrame>
    }
}

fn card(session: SessionHandle, plan: &PlanListing, done: RwSignal<String>) -> AnyView {
    let id = plan.id.clone();
    let opened = session.is_opened(&id);
    let drafts = session.drafts_of(&id, plan.version);
    let newer = session.built_in_version(&id).filter(|version| opened && *version > plan.version);
    let origin = if opened { "mở từ tệp" } else { "có sẵn trong chương trình" };
    let here = if session.is_kept(&id, plan.version) {
        "đã có trên máy, mở được khi không có mạng"
    } else {
        "được tải về khi mở lần đầu"
    };
    let facts = format!("Bản {} · {origin} · {here}", plan.version);
    let others = session.peek(|session| others(session, plan));
    let held = format!("Chưa bỏ được: còn {drafts} bản nháp viết theo gói này.");
    let (label, name) = match newer {
        Some(version) => (
            format!("Dùng bản {version} có sẵn"),
            format!("Đã dùng bản {version} của «{}».", plan.short_title),
        ),
        None => ("Bỏ gói này".to_owned(), format!("Đã bỏ gói «{}».", plan.short_title)),
    };
    let removable = opened && (drafts == 0 || newer.is_some());
    let remove = move |_| {
        if remove(session, &id, newer.is_some()) {
            done.set(name.clone());
        }
        page::focus("packs-done");
    };
    let full_label = format!("{label}: {}", plan.short_title);
    view! {
        <li class="plan-card">
            <a class="plan-card__name" href=Route::Plan(plan.id.clone(), None).href()>{plan.short_title.clone()}</a>
            <p class="plan-card__facts">{plan.issuer.clone()}</p>
            <p>{facts}</p>
            <p hidden=others.is_empty()>{others.clone()}</p>
            <p hidden=!opened || removable>{held}</p>
            <button type="button" class="button" hidden=!removable on:click=remove aria-label=full_label>{label}</button>
        </li>
    }
    .into_any()
}

/// The other versions that drafts still need.
fn others(session: &Session, plan: &PlanListing) -> String {
    let of_plan = session.plans().iter().filter(|other| other.id == plan.id && other.version != plan.version);
    let versions: Vec<_> = of_plan.map(|other| format!("bản {}", other.version)).collect();
    if versions.is_empty() {
        return String::new();
    }
    format!("Còn giữ {} cho những bài đã bắt đầu với bản đó.", versions.join(", "))
}

/// Takes a pack off the list, unless a draft has come to need it since this was offered. Whether it did.
fn remove(session: SessionHandle, id: &PlanId, replaced: bool) -> bool {
    let listed = session.peek(|session| session.listing(id).map(|listing| listing.version));
    let free = replaced || listed.is_some_and(|version| session.drafts_of(id, version) == 0);
    if free {
        session.unlist_plan(id);
    }
    free
}
