//! The plan's own words.

use leptos::prelude::*;

use crate::form::{Note, Source};
use crate::ui::markup;

/// "Xem nguyên văn": the plan's words as printed, errors included, under the clause they stand in.
#[component]
pub fn SourceQuoteView(
    /// Clause and words.
    source: Source,
) -> impl IntoView {
    view! { <div inner_html=String::from(markup::quote(&source))></div> }
}

/// What a writer should know before starting, folded away so that the first question stays in view.
#[component]
pub fn Notes(
    /// In order.
    notes: Vec<Note>,
) -> impl IntoView {
    let summary = format!("Điều cần biết trước khi viết ({})", notes.len());
    let list = markup::group("div", "notes__list", notes.iter().map(markup::note).collect());
    let folded = markup::folded("notes", &summary, vec![list]);
    view! { <div hidden=notes.is_empty() inner_html=String::from(folded)></div> }
}
