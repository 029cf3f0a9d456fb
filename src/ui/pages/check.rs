//! "Kiểm tra": what is still missing or wrong.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{DraftId, Severity};
use crate::paper::Room;
use crate::platform::page;
use crate::ui::components::{ErrorSummary, PageFrame};
use crate::ui::{Place, Route, use_session, words};

/// The id of the summary, which takes the focus.
pub(in crate::ui) const CHECK_SUMMARY: &str = "check-summary";

/// Lists every violation, each a link to its field. The list takes the focus.
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
    let measure = session.measure(draft.clone()).get_untracked();
    let (errors, warnings): (Vec<_>, Vec<_>) =
        violations.into_iter().partition(|violation| violation.severity == Severity::Error);
    let over = measure.and_then(|measure| match measure.room {
        Room::Over { limit, lines, section, field, words } => {
            let place = field.map(|field| Place { field, cell: None });
            let href = match section {
                Some(section) => Route::Section(draft.clone(), section, place).href(),
                None => Route::Draft(draft.clone()).href(),
            };
            Some((measure.pages, limit, lines, href, words))
        }
        Room::Unlimited | Room::Spare { .. } => None,
    });
    let wrong = errors.len() + usize::from(over.is_some());
    let heading = match wrong {
        0 => "Bài đã đủ theo Kế hoạch".to_owned(),
        wrong => format!("Còn {wrong} điều cần sửa trước khi hoàn thành"),
    };
    request_animation_frame(|| {
        page::focus(CHECK_SUMMARY);
    });
    view! {
        <PageFrame title=format!("Kiểm tra: {name}")>
            <div id=CHECK_SUMMARY class="check-summary" class=("check-summary--good", wrong == 0)
                tabindex="-1" role="group" aria-labelledby="check-heading">
                <h2 id="check-heading">{heading}</h2>
                {(wrong > 0).then(|| view! {
                    <p>"Chọn từng dòng để đến đúng chỗ cần sửa. Bài đang viết vẫn được giữ nguyên."</p>
                })}
                {over.map(|(pages, limit, lines, href, words)| view! {
                    <p class="check-summary__over">
                        <a href=href>
                            {format!("Bài in ra {pages} trang, Kế hoạch chỉ cho {limit} trang: cần bớt {lines} dòng. \
                                Trang {} bắt đầu từ “{words}…”.", limit + 1)}
                        </a>
                    </p>
                })}
                {(!errors.is_empty()).then(|| view! {
                    <ErrorSummary draft=draft.clone() violations=errors heading="Còn thiếu hoặc chưa đúng".to_owned() />
                })}
            </div>
            {(!warnings.is_empty()).then(|| view! {
                <ErrorSummary draft=draft.clone() violations=warnings heading="Nên xem lại (không bắt buộc sửa)".to_owned() />
            })}
            <p class="page__actions">
                <a class="button" class=("button--primary", wrong == 0) href=Route::Export(draft.clone()).href()>"Xuất tệp"</a>
                <a class="button" href=Route::Draft(draft.clone()).href()>"Trở lại bài viết"</a>
            </p>
        </PageFrame>
    }
    .into_any()
}
