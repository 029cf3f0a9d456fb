//! What stands in the place of a part of the program that is on its way, or did not come.

use leptos::prelude::*;

use crate::ui::{Part, PartState, use_session};

/// Says that a part is on its way; or that it did not come, that nothing is lost, and what to do.
#[component]
pub fn AwaitedPart(
    /// What is awaited.
    parts: &'static [Part],
    /// How it stands.
    state: PartState,
) -> impl IntoView {
    let session = use_session();
    let again = move |_| parts.iter().for_each(|part| session.parts().need(*part));
    let failed = state == PartState::Failed;
    let sentence = if failed {
        "Chưa tải được phần này của chương trình: máy đang không có mạng hoặc đường truyền bị ngắt. Bài viết trên \
        máy này vẫn nguyên. Khi có mạng trở lại, hãy bấm “Thử lại”."
    } else {
        "Đang tải phần này của chương trình…"
    };
    view! {
        <div class="awaited-part">
            <p role="status">{sentence}</p>
            <button type="button" class="button" hidden=!failed on:click=again>"Thử lại"</button>
        </div>
    }
}

/// A view of a part, or what stands in its place until it comes.
pub fn late(part: Part, view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let parts = use_session().parts();
    parts.need(part);
    let shown = move || match parts.state(part) {
        PartState::Here => view(),
        state => Some(view! { <AwaitedPart parts=part.alone() state=state /> }.into_any()),
    };
    shown.into_any()
}
