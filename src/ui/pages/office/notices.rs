//! What several papers have in common: pointed out, and left to people.

use leptos::prelude::*;

use crate::office::{Notice, PaperId, Register, Spot};
use crate::plan::Plan;
use crate::platform::dom;
use crate::ui::components::LiveMarkup;
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;
use crate::ui::{OfficePage, Route};

/// So many papers are named with each; more are counted.
const NAMED: usize = 10;

/// So many are listed.
const LISTED: usize = 200;

/// Lists everything that is pointed out, when somebody unfolds it.
#[component]
pub fn NoticesCard() -> impl IntoView {
    let is_open = RwSignal::new(false);
    let found = receiving().at_rest(move |plan, register, _| {
        String::from(if is_open.get() { all(plan, register) } else { Markup::default() })
    });
    let is_taking = receiving().is_taking_now();
    let list = Memo::new(move |_| {
        if found.with(String::is_empty) && is_open.get() && is_taking.get() {
            String::from(markup::line("p", "", "Đang nhận tệp. Danh sách hiện ra khi nhận xong."))
        } else {
            found.get()
        }
    });
    let none = move || receiving().with(|_, register, _| register.entries().next().is_none()).unwrap_or(true);
    view! {
        <details class="register" hidden=none on:toggle=move |event| is_open.set(dom::is_open(&event))>
            <summary>"Trùng người, trùng nội dung giữa các bài"</summary>
            <p class="field__hint">"Chỉ để biết; chương trình không tự gộp hay bỏ gì."</p>
            <LiveMarkup class="" markup=list />
        </details>
    }
}

fn all(plan: &Plan, register: &Register) -> Markup {
    let notices = register.notices(plan);
    if notices.is_empty() {
        return markup::line("p", "", "Không thấy người nào, nội dung nào xuất hiện ở nhiều bài.");
    }
    let items = notices.iter().take(LISTED).map(|notice| item(plan, register, notice, None)).collect();
    let more = match notices.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!("Và {more} điều khác nữa."),
    };
    markup::all(vec![markup::group("ul", "judged__list", items), markup::line("p", "", &more)])
}

/// What one paper has in common with others.
pub(super) fn pointed(plan: &Plan, register: &Register, id: PaperId) -> Markup {
    let notices = register.notices(plan);
    let own = notices.iter().filter(|notice| said(notice).1.contains(&id));
    let items: Vec<Markup> = own.map(|notice| item(plan, register, notice, Some(id))).collect();
    if items.is_empty() {
        return Markup::default();
    }
    markup::group(
        "section",
        "judged",
        vec![
            markup::line("h3", "", "Giống với bài khác"),
            markup::line("p", "field__hint", "Chỉ để biết; chương trình không tự gộp hay bỏ gì."),
            markup::group("ul", "judged__list", items),
        ],
    )
}

/// What is said, and of which papers.
fn said(notice: &Notice) -> (String, Vec<PaperId>) {
    let spots = |at: &[Spot]| at.iter().map(|spot| spot.paper).collect::<Vec<_>>();
    match notice {
        Notice::SameRow { says, at } => (format!("Cùng nêu «{}»", says.join(", ")), spots(at)),
        Notice::SamePerson { name, papers } => (format!("Cùng là bài của «{name}»"), papers.clone()),
        Notice::SameText { says, at } => (format!("Cùng câu chữ «{says}»"), spots(at)),
        Notice::SameDraft { papers, .. } => {
            ("Cùng một bản nháp nhưng ghi tên khác nhau".to_owned(), papers.clone())
        }
        Notice::OtherDraft { papers } => (
            "Nhiều bản nháp khác nhau của một đơn vị; đang tính bản có số lần xuất cao nhất, hãy xem bản nào mới hơn"
                .to_owned(),
            papers.clone(),
        ),
        Notice::AlikeNames { papers } => (
            "Tên chỉ khác nhau ở dấu, mỗi bài đều được tính; nếu là một đơn vị hay một người, hãy để riêng bản cũ"
                .to_owned(),
            papers.clone(),
        ),
        Notice::OverQuota { quota, papers, .. } => {
            (format!("Nhiều hơn {quota} đơn vị mà kế hoạch nêu"), papers.clone())
        }
    }
}

fn item(plan: &Plan, register: &Register, notice: &Notice, of: Option<PaperId>) -> Markup {
    let (what, mut papers) = said(notice);
    papers.dedup();
    papers.retain(|paper| Some(*paper) != of);
    let mut parts = vec![markup::text(&format!("{what}: "))];
    for (at, paper) in papers.iter().take(NAMED).enumerate() {
        if at > 0 {
            parts.push(markup::text(", "));
        }
        let href = Route::Office(plan.id.clone(), OfficePage::Paper(paper.0)).href();
        let name = register.paper(*paper).map_or("", |paper| paper.who.name());
        parts.push(markup::link("", &href, if name.is_empty() { "(chưa ghi tên)" } else { name }));
    }
    if papers.len() > NAMED {
        parts.push(markup::text(&format!(" và {} bài khác", papers.len() - NAMED)));
    }
    markup::group("li", "", parts)
}
