//! "Đã lưu lúc …", always in view and always true.

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
    let state = {
        let draft = draft.clone();
        Memo::new(move |_| session.save_state(&draft))
    };
    move || {
        let (class, text) = match state.get() {
            SaveState::Stored => {
                let changed = session.peek_draft(&draft, |open| words::moment(&open.draft.updated_at));
                ("save-state save-state--saved", format!("Đã lưu lúc {}", changed.unwrap_or_default()))
            }
            SaveState::Saved(time) => ("save-state save-state--saved", format!("Đã lưu lúc {time}")),
            SaveState::Waiting => ("save-state", "Đang lưu…".to_owned()),
            SaveState::Failed(_) => ("save-state save-state--failed", "Chưa lưu được".to_owned()),
        };
        view! { <p class=class data-testid="save-state">{text}</p> }
    }
}
