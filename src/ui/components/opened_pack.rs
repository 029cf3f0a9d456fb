//! A plan pack that was read from a file, and what can be done with it.

use leptos::prelude::*;

use crate::json;
use crate::plan::{FormListing, PlanListing};
use crate::platform::page;
use crate::platform::storage::StorageError;
use crate::ui::markup::{self, Markup};
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
    /// What the pack says.
    listing: PlanListing,
    /// As it came.
    text: String,
) -> impl IntoView {
    let session = use_session();
    let offer = offer(session, &listing, &text);
    let (sentence, button) = choice(offer, listing.version);
    let failure = RwSignal::new(String::new());
    let see = Route::Plan(listing.id.clone(), None).href();
    let (to, nothing) = (see.clone(), button.is_empty());
    let contents = String::from(contents(&listing));
    let keep = move |_| match session.keep_plan(&listing, &text, !matches!(offer, Offer::Wanted(_))) {
        Ok(()) => page::go(&to),
        Err(error) => failure.set(not_kept(error).to_owned()),
    };
    view! {
        <section class="card opened" aria-labelledby="opened-title">
            <p class="field__hint">{name}</p>
            <div class="page__contents" inner_html=contents></div>
            <p class=if offer == Offer::Conflict { "refusal" } else { "" }>{sentence}</p>
            <p class="field__error" role="alert">{move || failure.get()}</p>
            <p class="page__actions">
                <button type="button" class="button button--primary" hidden=nothing on:click=keep>{button}</button>
                <a class="button button--quiet" href=see hidden=offer == Offer::New>"Xem kế hoạch đang có trên máy"</a>
            </p>
        </section>
    }
}

/// What the pack is, and what it asks.
fn contents(plan: &PlanListing) -> Markup {
    let row = |form: &FormListing| {
        let due = form.due.as_ref().map(|due| format!(" · {}", due.words)).unwrap_or_default();
        let facts = format!("{} · {}{due}", form.actor, words::origin(form.origin));
        markup::group("li", "", vec![markup::line("strong", "", &form.title), markup::line("p", "", &facts)])
    };
    let title = [("id", "opened-title")];
    markup::all(vec![
        markup::element("h2", &title, vec![markup::text(&plan.short_title)]),
        markup::line("p", "", &plan.title),
        markup::line("p", "", &format!("Bản {} · {}", plan.version, plan.issuer)),
        markup::folded(
            "source-quote",
            &format!("Gói này yêu cầu {} bài", plan.forms.len()),
            vec![markup::group("ul", "opened__forms", plan.forms.iter().map(row).collect())],
        ),
    ])
}

fn offer(session: SessionHandle, plan: &PlanListing, text: &str) -> Offer {
    let here = session.kept_text(&plan.id, plan.version);
    if here.as_ref().is_some_and(|here| !is_same(here, text)) {
        return Offer::Conflict;
    }
    session.peek(|session| match session.listing(&plan.id).map(|listing| listing.version) {
        None => Offer::New,
        Some(listed) if listed < plan.version => Offer::Higher(listed),
        Some(listed) if listed == plan.version => Offer::Same,
        Some(listed) if here.is_none() && session.needs(&plan.id, plan.version) => Offer::Wanted(listed),
        Some(listed) => Offer::Lower(listed),
    })
}

/// Whether two packs say the same, however they are laid out.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |text: &str| json::parse(text).ok().map(|value| json::compact(&value));
    plain(one) == plain(other)
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
        StorageError::ReadOnly
        | StorageError::Refused
        | StorageError::Unfaithful
        | StorageError::Interrupted => {
            "Trình duyệt không ghi được gói xuống máy. Không có gì bị thay đổi. Hãy bấm lại; nếu vẫn không được, hãy \
            đóng bớt trang khác hoặc mở bằng trình duyệt khác."
        }
        StorageError::Full => {
            "Không giữ được gói vì bộ nhớ của trình duyệt đã đầy. Không có gì bị thay đổi. Hãy xuất rồi xóa bớt \
            bản nháp cũ, sau đó bấm lại."
        }
    }
}
