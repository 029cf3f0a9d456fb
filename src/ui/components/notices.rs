//! What is to be known before one goes on: of the storage, of other tabs, of the plan's version.

use leptos::prelude::*;

use super::{OtherTab, OtherVersion, StorageNotices};
use crate::draft::DraftId;

/// All of it, above a page.
#[component]
pub fn Notices(
    /// The draft that the page is about, if any.
    draft: Option<DraftId>,
) -> impl IntoView {
    let noted = draft.map(|draft| {
        view! {
            <OtherTab draft=draft.clone() />
            <OtherVersion draft=draft />
        }
        .into_any()
    });
    view! {
        <StorageNotices />
        {noted}
    }
}
