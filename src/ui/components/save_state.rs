//! "Đã lưu lúc …", always in view and always true: said when it is in both copies, or in the one that can be had.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::ui::saver::SaveState;
use crate::ui::{use_session, words};

/// Says when the draft was last written to this machine, or that it waits, or that it could not be.
#[component]
pub fn SaveStateView(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let kind = {
        let draft = draft.clone();
        move || match session.save_state(&draft) {
            SaveState::Stored | SaveState::Saved(_) => "save-state save-state--saved",
            SaveState::Waiting => "save-state",
            SaveState::Failed => "save-state save-state--failed",
        }
    };
    let text = move || match session.save_state(&draft) {
        SaveState::Stored => {
            let changed = session.peek_draft(&draft, |open| words::moment(&open.draft.updated_at));
            format!("Đã lưu lúc {}", changed.unwrap_or_default())
        }
        SaveState::Saved(time) => format!("Đã lưu lúc {time}"),
        SaveState::Waiting => "Đang lưu…".to_owned(),
        SaveState::Failed => "Chưa lưu được".to_owned(),
    };
    view! { <p class=kind>{text}</p> }
}
