//! "Nhớ những điều này trên máy này cho lần sau".

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::platform::page;
use crate::session::{Command, Topic};
use crate::ui::use_session;

/// A tick that lets this machine keep who writes and the head of the papers for the next ones, and forgets them again.
#[component]
pub fn RememberWriter(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let level = session.peek_draft(&draft, |open| open.form.level.clone()).unwrap_or_default();
    let kept = {
        let level = level.clone();
        move || session.read(Topic::Remembered, |session| session.remembered().holds(&level))
    };
    let (ticked, unkept) = (kept.clone(), kept.clone());
    let forget = move || session.dispatch(Command::Forget { level: level.clone() });
    let unticked = forget.clone();
    let forget = move |_| {
        page::focus_should_it_vanish("remember-writer");
        forget();
    };
    let choose = move |event| {
        if event_target_checked(&event) {
            session.dispatch(Command::Remember { draft: draft.clone() });
        } else {
            unticked();
        }
    };
    let state = move || match (session.is_forgetful(), kept()) {
        (true, _) => "Chưa nhớ được vì trình duyệt không ghi được xuống máy.",
        (false, true) => "Đang nhớ; những gì gõ sau cùng sẽ được điền vào bài mới.",
        (false, false) => "",
    };
    view! {
        <div class="card remember-writer">
            <div class="choice">
                <input type="checkbox" class="choice__input" id="remember-writer" prop:checked=ticked
                    aria-describedby="remember-writer-hint" on:change=choose />
                <label class="choice__label" for="remember-writer">
                    "Nhớ những điều này trên máy này cho lần sau"
                </label>
            </div>
            <p class="field__hint" id="remember-writer-hint">
                "Gồm đơn vị, người lập, phần đầu văn bản và người ký; không gồm số, ngày, trích yếu và nội dung bài. "
                "Chỉ nằm trong trình duyệt này. Máy dùng chung thì không nên chọn."
            </p>
            <p class="remember-writer__state">
                <span role="status">{state}</span>
                <button type="button" class="button button--quiet" hidden=move || !unkept()
                    on:click=forget>"Quên đi"</button>
            </p>
        </div>
    }
}
