//! "In": the paper on paper.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::draft::DraftId;
use crate::paper::{Bearer, Printed, Profile, blank_card};
use crate::ui::{SessionHandle, printing, use_session};

/// Prints a draft; a card also blank, to be filled in by hand.
#[component]
pub fn PrintButton(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let said = RwSignal::new("");
    let is_card = |draft: &DraftId| {
        session.peek_draft(draft, |open| Profile::of(open.form).bearer == Bearer::Card) == Some(true)
    };
    let blank = is_card(&draft).then(|| {
        let draft = draft.clone();
        let print = move |_| {
            print(
                session.peek_draft(&draft, |open| blank_card(open.plan, open.form, open.draft)).flatten(),
                said,
            )
        };
        view! { <button type="button" class="button" on:click=print>"In phiếu trống"</button> }.into_any()
    });
    let print = move |_| print(printed(session, &draft), said);
    view! {
        <div class="print-button">
            {blank}
            <button type="button" class="button" on:click=print>"In"</button>
            <p class="print-button__said" role="status">{move || said.get()}</p>
        </div>
    }
}

/// A draft on its pages.
pub(in crate::ui) fn printed(session: SessionHandle, draft: &DraftId) -> Option<Printed> {
    session.with_press(draft, |press, open| press.print(open.plan, open.form, open.draft))
}

fn print(printed: Option<Printed>, said: RwSignal<&'static str>) {
    let Some(printed) = printed else { return };
    spawn_local(async move {
        said.try_set(printing::print(&printed, None).await.err().unwrap_or_default());
    });
}
