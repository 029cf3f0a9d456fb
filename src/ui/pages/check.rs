//! "Kiểm tra trước khi nộp": what is still missing or wrong, and every answer as it will be read.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{DraftId, Severity};
use crate::paper::{Measure, Room};
use crate::platform::page;
use crate::ui::components::{ErrorSummary, PageFrame, PrintButton, Review};
use crate::ui::{Place, Route, use_session, words};

/// Lists every violation, each a link to its field, then every answer. The list takes the focus.
#[component]
pub fn CheckPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let Some(name) = session.peek_draft(&draft, words::draft_name) else {
        return view! { <MissingDraft /> }.into_any();
    };
    session.check(&draft);
    let violations = session.violations(draft.clone()).get_untracked();
    let (errors, warnings): (Vec<_>, Vec<_>) =
        violations.into_iter().partition(|violation| violation.severity == Severity::Error);
    let over = session.measure(draft.clone()).get_untracked().and_then(|measure| overrun(&draft, measure));
    let wrong = errors.len() + usize::from(over.is_some());
    let (class, heading) = match wrong {
        0 => ("check-summary check-summary--good", "Bài đã đủ theo Kế hoạch".to_owned()),
        wrong => ("check-summary", format!("Còn {wrong} điều cần sửa trước khi hoàn thành")),
    };
    let export_class = if wrong == 0 { "button button--primary" } else { "button" };
    let lists = [("Còn thiếu hoặc chưa đúng", errors), ("Nên xem lại (không bắt buộc sửa)", warnings)];
    let lists =
        lists.into_iter().filter(|(_, violations)| !violations.is_empty()).map(|(heading, violations)| {
            view! { <ErrorSummary draft=draft.clone() violations=violations heading=heading /> }.into_any()
        });
    let lists = lists.collect::<Vec<_>>();
    request_animation_frame(|| {
        page::begin_at("check-summary");
    });
    view! {
        <PageFrame title=format!("Kiểm tra trước khi nộp: {name}")>
            <div id="check-summary" class=class tabindex="-1" role="group" aria-labelledby="check-heading">
                <h2 id="check-heading">{heading}</h2>
                <p hidden=wrong == 0>
                    "Chọn từng dòng để đến đúng chỗ cần sửa. Bài đang viết vẫn được giữ nguyên."
                </p>
                {over}
                {lists}
            </div>
            <div class="page__actions">
                <a class=export_class href=Route::Export(draft.clone()).href()>"Xuất tệp"</a>
                <a class="button" href=Route::Preview(draft.clone()).href()>"Xem trang in"</a>
                <a class="button" href=Route::Draft(draft.clone()).href()>"Trở lại bài viết"</a>
                <PrintButton draft=draft.clone() />
            </div>
            <h2>"Đọc lại từng câu trả lời"</h2>
            <Review draft=draft />
        </PageFrame>
    }
    .into_any()
}

/// The page limit, where it is passed: by how much, and where the first page too many begins.
fn overrun(draft: &DraftId, measure: Measure) -> Option<AnyView> {
    let Room::Over { limit, lines, section, field, words } = measure.room else { return None };
    let rule = use_session().peek_draft(draft, |open| words::limit(open.form, limit))?;
    let place = field.map(|field| Place { field, cell: None });
    let route = match section {
        Some(section) => Route::Section(draft.clone(), section, place),
        None => Route::Draft(draft.clone()),
    };
    let sentence = format!(
        "Bài in ra {} trang, {rule}: cần bớt {lines} dòng. Trang {} bắt đầu từ “{words}…”.",
        measure.pages,
        limit + 1
    );
    Some(view! { <p class="check-summary__over"><a href=route.href()>{sentence}</a></p> }.into_any())
}
