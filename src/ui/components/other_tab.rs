//! What is said while another tab writes the draft that this one shows.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::page;
use crate::session::tabs::{Event, Role};
use crate::ui::{SessionHandle, parts, use_session};

/// Says that the draft is to be read only while another tab writes it, and lets the writer take over.
#[component]
pub fn OtherTab(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let watched = draft.clone();
    let role = Memo::new(move |_| session.role(&watched));
    let notice = move || notice(session, &draft, role.get()?);
    view! { <div role="status">{notice}</div> }
}

/// Nothing where one may write.
fn notice(session: SessionHandle, draft: &DraftId, role: Role) -> Option<AnyView> {
    let what = match role {
        Role::Reading { taken: true } => {
            "Bài này đang được viết tiếp ở một thẻ khác. Những gì đã viết ở đây đã được lưu và có ở thẻ kia; \
            thẻ này giờ chỉ để xem."
        }
        Role::Reading { taken: false } => {
            "Bài này đang mở để viết ở một thẻ khác, nên ở đây chỉ xem được. Chữ viết ở thẻ kia sẽ hiện dần ở đây."
        }
        Role::Taking => "Đang chờ thẻ kia lưu xong…",
        Role::Asking | Role::Writing => return None,
    };
    on_cleanup(|| page::focus_should_it_vanish("page-title"));
    let draft = draft.clone();
    let take = move |_| parts::tell_tabs(session, Event::TakenOver(draft.clone()));
    let view = view! {
        <aside class="banner" aria-label="Bài đang mở ở thẻ khác">
            <p>{what}</p>
            <p>
                <button type="button" class="button" disabled=role == Role::Taking on:click=take>
                    "Viết tiếp ở đây"
                </button>
            </p>
        </aside>
    };
    Some(view.into_any())
}
