//! What is said of a draft that is read with another version of its plan than it was begun with.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::session::Topic;
use crate::ui::use_session;

/// A lasting note above a draft whose own version of the plan cannot be had.
#[component]
pub fn OtherVersion(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let versions = move || {
        session.read(Topic::Plans, |session| {
            let open = session.open(&draft)?;
            let (begun, used) = (open.draft.plan_version, open.plan.version);
            (begun != used).then_some((begun, used))
        })
    };
    let note = move || {
        versions().map(|(begun, used)| {
            let sentence = format!(
                "Bài này được bắt đầu với bản {begun} của gói kế hoạch; bản đó không còn trên máy nên đang dùng \
                bản {used}. Những gì đã viết vẫn được giữ; hãy soát lại từng phần trước khi xuất."
            );
            view! { <aside class="banner" aria-label="Bản của gói kế hoạch"><p>{sentence}</p></aside> }.into_any()
        })
    };
    view! { <div>{note}</div> }
}
