//! Two drafts that came of one, written in two places at once: what differs.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{Draft, DraftId};
use crate::session::Session;
use crate::session::versions::compare;
use crate::ui::components::{PageFrame, Sides, changes};
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, use_session, words};

/// Shows two drafts of one form beside each other. Nothing is decided here: both stay until the writer deletes one.
#[component]
pub fn ParallelPage(
    /// The one.
    draft: DraftId,
    /// The other.
    other: DraftId,
) -> impl IntoView {
    let session = use_session();
    let shown = session.peek(|session| Some(shown(session, session.draft(&draft)?, session.draft(&other)?)));
    let Some(contents) = shown else {
        return view! { <MissingDraft /> }.into_any();
    };
    view! {
        <PageFrame title="Hai bản viết song song">
            <div class="page__contents" inner_html=String::from(contents)></div>
            <p class="page__actions">
                <a class="button" href=Route::Draft(draft).href()>"Mở bản thứ nhất"</a>
                <a class="button" href=Route::Draft(other).href()>"Mở bản thứ hai"</a>
                <a class="button button--quiet" href=Route::Home.href()>"Về trang đầu"</a>
            </p>
        </PageFrame>
    }
    .into_any()
}

fn shown(session: &Session, one: &Draft, other: &Draft) -> Markup {
    let name = |which: &str, draft: &Draft| {
        let when = words::moment(&draft.updated_at);
        markup::line("li", "", &format!("{which}: {} (sửa lần cuối {when})", words::name_of(session, draft)))
    };
    let lead = "Bài này được viết ở hai nơi cùng lúc. Cả hai bản đều được giữ. Hãy xem chỗ khác nhau, chép phần còn thiếu \
        sang một bản, rồi xóa bản kia ở trang đầu khi không cần nữa.";
    let of_one_form =
        (&one.plan, one.plan_version, &one.form) == (&other.plan, other.plan_version, &other.form);
    let differences = match session.open(&one.id).filter(|_| of_one_form) {
        Some(open) => {
            let sides = Sides { before: "bản thứ nhất", after: "bản thứ hai" };
            changes(&compare(open.plan, open.form, one, other), sides)
        }
        None => {
            markup::line("p", "", "Hai bản này viết theo hai mẫu khác nhau nên không so sánh được ở đây.")
        }
    };
    markup::all(vec![
        markup::line("p", "page__lead", lead),
        markup::group("ul", "", vec![name("Bản thứ nhất", one), name("Bản thứ hai", other)]),
        markup::line("h2", "", "Chỗ khác nhau"),
        differences,
    ])
}
