//! One draft in a list.

use leptos::prelude::*;

use crate::draft::{DraftId, Progress};
use crate::platform::random;
use crate::session::Command;
use crate::ui::{Route, use_session, words};

/// Names a draft and says how far it is; goes on writing, copies or deletes it.
#[component]
pub fn DraftCard(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let shown = session.peek_draft(&draft, |open| {
        let states = words::progress(open);
        let missing =
            states.iter().filter(|state| matches!(state, Progress::Untouched | Progress::Begun)).count();
        let state = match missing {
            0 => "đã đủ các phần".to_owned(),
            missing => format!("còn {missing} phần chưa xong"),
        };
        let changed = words::moment(&open.draft.updated_at);
        (words::draft_name(open), open.plan.identity.short_title.clone(), state, changed)
    });
    shown.map(|(name, plan, state, changed)| {
        let copy = {
            let (draft, name) = (draft.clone(), name.clone());
            move |_| {
                session.dispatch(Command::Duplicate {
                    draft: draft.clone(),
                    id: DraftId::new(random::uuid()),
                    name: format!("{name} (bản sao)"),
                });
            }
        };
        let delete = {
            let draft = draft.clone();
            move |_| session.dispatch(Command::Delete { draft: draft.clone() })
        };
        view! {
            <li class="draft-card">
                <div class="draft-card__body">
                    <a class="draft-card__name" href=Route::Draft(draft).href()>{name.clone()}</a>
                    <p class="draft-card__facts">{plan}" · "{state}" · sửa lúc "{changed}</p>
                </div>
                <div class="draft-card__actions">
                    <button type="button" class="button button--quiet" on:click=copy
                        aria-label=format!("Tạo bản sao của {name}")>"Tạo bản sao"</button>
                    <button type="button" class="button button--quiet" on:click=delete
                        aria-label=format!("Xóa {name}")>"Xóa"</button>
                </div>
            </li>
        }
    })
}
