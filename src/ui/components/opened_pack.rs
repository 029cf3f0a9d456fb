//! A plan pack that was read from a file, and what can be done with it.

use leptos::prelude::*;

use crate::plan::{Plan, PlanListing};
use crate::platform::page;
use crate::platform::storage::StorageError;
use crate::session::Session;
use crate::ui::{Route, SessionHandle, use_session, words};

/// How a pack stands to what is on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    /// Nothing of the plan is here.
    New,
    /// A lower version is used.
    Higher(u32),
    /// A higher version is used, and drafts lack this one.
    Wanted(u32),
    /// A higher version is used.
    Lower(u32),
    /// It is here already.
    Same,
    /// Another content is here under the same version.
    Conflict,
}

/// Says what a pack asks, and offers to keep it. Nothing on the machine changes before that is asked for.
#[component]
pub fn OpenedPack(
    /// What the file is called.
    name: String,
    /// As read.
    plan: Plan,
    /// As it came.
    text: String,
) -> impl IntoView {
    let session = use_session();
    let offer = offer(session, &plan);
    let (sentence, button) = choice(offer, plan.version);
    let listing = PlanListing::of(&plan);
    let facts = format!("Bản {} · {}", plan.version, listing.issuer);
    let rows = listing.forms.iter().map(|form| {
        let due = form.due.as_ref().map(|due| format!(" · {}", due.words)).unwrap_or_default();
        let facts = format!("{} · {}{due}", form.actor, words::origin(form.origin));
        view! { <li><strong>{form.title.clone()}</strong><br />{facts}</li> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    let failure = RwSignal::new("");
    let see = Route::Plan(plan.id.clone(), None).href();
    let (to, nothing) = (see.clone(), button.is_empty());
    let keep = move |_| match session.keep_plan(plan.clone(), &text, !matches!(offer, Offer::Wanted(_))) {
        Ok(()) => page::go(&to),
        Err(error) => failure.set(not_kept(error)),
    };
    let known = !matches!(offer, Offer::New);
    view! {
        <section class="card opened" aria-labelledby="opened-title">
            <h2 id="opened-title">{listing.short_title}</h2>
            <p class="field__hint">{name}</p>
            <p>{listing.title}</p>
            <p>{facts}</p>
            <p class=if offer == Offer::Conflict { "refusal" } else { "" }>{sentence}</p>
            <p class="field__error" role="alert">{move || failure.get()}</p>
            <p class="page__actions">
                <button type="button" class="button button--primary" hidden=nothing on:click=keep>{button}</button>
                <a class="button button--quiet" href=see hidden=!known>"Xem kế hoạch đang có trên máy"</a>
            </p>
            <h3>{format!("Gói này yêu cầu {} bài", rows.len())}</h3>
            <ul class="opened__forms">{rows}</ul>
        </section>
    }
}

fn offer(session: SessionHandle, plan: &Plan) -> Offer {
    session.bring(&plan.id, plan.version);
    session.peek(|session: &Session| {
        let here = session.plan_version(&plan.id, plan.version);
        let listed = session.listing(&plan.id).map(|listing| listing.version);
        match (here, listed) {
            (Some(here), _) if here != plan => Offer::Conflict,
            (_, None) => Offer::New,
            (_, Some(listed)) if listed < plan.version => Offer::Higher(listed),
            (_, Some(listed)) if listed == plan.version => Offer::Same,
            (None, Some(listed)) if session.needs(&plan.id, plan.version) => Offer::Wanted(listed),
            (_, Some(listed)) => Offer::Lower(listed),
        }
    })
}

/// What is said of a pack, and the button that keeps it; none where it is not to be kept.
fn choice(offer: Offer, version: u32) -> (String, String) {
    match offer {
        Offer::New => (
            "Giữ lại thì kế hoạch này có ở trang đầu, mở được cả khi không có mạng. Gói chỉ nằm trên máy này.".to_owned(),
            "Giữ gói này".to_owned(),
        ),
        Offer::Higher(listed) => (
            format!(
                "Trên máy đang dùng bản {listed}. Thay bằng bản {version} thì bài mới viết theo bản {version}; \
                bài đã bắt đầu vẫn theo bản cũ."
            ),
            format!("Thay bản {listed} bằng bản {version}"),
        ),
        Offer::Wanted(listed) => (
            format!(
                "Trên máy có bản nháp bắt đầu với bản {version} mà gói đó không còn. Giữ gói này thì mở lại được \
                những bản nháp ấy; bài mới vẫn theo bản {listed}."
            ),
            format!("Giữ bản {version} cho các bản nháp đó"),
        ),
        Offer::Lower(listed) => (
            format!(
                "Trên máy đang dùng bản {listed}, cao hơn bản {version} trong tệp. Gói chỉ thay được bằng bản cao \
                hơn; không có gì bị thay đổi."
            ),
            String::new(),
        ),
        Offer::Same => (format!("Bản {version} của gói này đã có trên máy."), String::new()),
        Offer::Conflict => (
            format!(
                "Trên máy đã có bản {version} của gói này, nội dung khác với tệp, nên không thay được. Hãy nhờ nơi \
                làm gói nâng số bản rồi gửi lại tệp. Gói trên máy vẫn nguyên."
            ),
            String::new(),
        ),
    }
}

/// Why a pack was not kept, and what to do.
fn not_kept(error: StorageError) -> &'static str {
    match error {
        StorageError::Unavailable => {
            "Trình duyệt này không cho lưu trên máy (có thể đang ở chế độ riêng tư) nên không giữ được gói. \
            Không có gì bị thay đổi."
        }
        StorageError::Refused | StorageError::Unfaithful => {
            "Không giữ được gói vì bộ nhớ của trình duyệt đã đầy. Không có gì bị thay đổi. Hãy xuất rồi xóa bớt \
            bản nháp cũ, sau đó bấm lại."
        }
    }
}
