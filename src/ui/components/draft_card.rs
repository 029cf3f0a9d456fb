//! One draft in a list.

use leptos::prelude::*;

use crate::draft::{DraftId, Progress};
use crate::platform::{page, random};
use crate::session::{Command, OpenDraft, Session};
use crate::ui::{PackFailure, PackState, Route, use_session, words};

/// Names a draft and says how far it is, or that its plan is not at hand; goes on writing, looks back, copies or deletes it.
#[component]
pub fn DraftCard(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let named = |session: &Session| session.draft(&draft).map(|draft| words::name_of(session, draft));
    let name = session.peek(named).unwrap_or_default();
    let described = draft.clone();
    let facts = move || match session.draft_state(&described) {
        PackState::Ready => session.peek_draft(&described, facts).unwrap_or_default(),
        state => without_plan(state).to_owned(),
    };
    let href = Route::Draft(draft.clone()).href();
    let versions = Route::Versions(draft.clone(), None).href();
    let versions_name = format!("Các bản trước của {name}");
    let (copy_name, delete_name) = (format!("Tạo bản sao của {name}"), format!("Xóa {name}"));
    let copy = {
        let (draft, name) = (draft.clone(), format!("{name} (bản sao)"));
        move |_| {
            let id = DraftId::new(random::uuid());
            session.dispatch(Command::Duplicate { draft: draft.clone(), id, name: name.clone() });
            page::focus("drafts");
        }
    };
    let delete = move |_| {
        session.dispatch(Command::Delete { draft: draft.clone() });
        page::focus("drafts");
    };
    view! {
        <li class="draft-card">
            <div class="draft-card__body">
                <a class="draft-card__name" href=href>{name}</a>
                <p class="draft-card__facts">{facts}</p>
            </div>
            <div class="draft-card__actions">
                <a class="button button--quiet" href=versions aria-label=versions_name>"Các bản trước"</a>
                <button type="button" class="button button--quiet" on:click=copy aria-label=copy_name>
                    "Tạo bản sao"
                </button>
                <button type="button" class="button button--quiet" on:click=delete aria-label=delete_name>"Xóa"</button>
            </div>
        </li>
    }
}

/// What is said of a draft whose plan is not at hand.
fn without_plan(state: PackState) -> &'static str {
    match state {
        PackState::Ready | PackState::Awaited => "đang lấy nội dung kế hoạch…",
        PackState::Failed(PackFailure::Unreachable) => {
            "chưa mở được vì chưa tải được nội dung kế hoạch (không có mạng); bài vẫn nguyên trên máy"
        }
        PackState::Failed(PackFailure::Refused) => {
            "chưa mở được vì chưa tải được nội dung kế hoạch; bài vẫn nguyên trên máy"
        }
        PackState::Absent => "chưa mở được vì gói kế hoạch không còn trên máy này; bài vẫn nguyên",
        PackState::NoForm => "chưa mở được vì gói kế hoạch trên máy không có mẫu này; bài vẫn nguyên",
    }
}

fn facts(open: OpenDraft<'_>) -> String {
    let states = words::progress(open);
    let missing =
        states.iter().filter(|state| matches!(state, Progress::Untouched | Progress::Begun)).count();
    let state = match missing {
        0 => "đã đủ các phần".to_owned(),
        missing => format!("còn {missing} phần chưa xong"),
    };
    let changed = words::moment(&open.draft.updated_at);
    format!("{} · {state} · sửa lúc {changed}", open.plan.identity.short_title)
}
