//! "Đã lưu lúc …", always in view and always true: said when it is in both copies, or in the one that can be had.

use std::time::Duration;

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::ui::saver::SaveState;
use crate::ui::{use_session, words};

/// "Đã lưu" is said so long after it became true: the next key of somebody who types would only take it back.
const SETTLE: Duration = Duration::from_millis(300);

/// Says when the draft was last written to this machine, or that it waits, or that it could not be.
#[component]
pub fn SaveStateView(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let shown = RwSignal::new(untrack(|| session.save_state(&draft)));
    let settling = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(handle) = settling.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let watched = draft.clone();
    Effect::new(move |_| {
        let state = session.save_state(&watched);
        stop();
        if shown.with_untracked(|shown| *shown == state) {
            return;
        }
        let is_saved = matches!(state, SaveState::Saved(_));
        let show = move || drop(shown.try_set(state));
        if is_saved {
            settling.set_value(set_timeout_with_handle(show, SETTLE).ok());
        } else {
            show();
        }
    });
    on_cleanup(stop);
    let kind = move || {
        shown.with(|shown| match shown {
            SaveState::Stored | SaveState::Saved(_) => "save-state save-state--saved",
            SaveState::Waiting => "save-state",
            SaveState::Failed => "save-state save-state--failed",
        })
    };
    let text = move || match shown.get() {
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
