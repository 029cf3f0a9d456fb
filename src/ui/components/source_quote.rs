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

/// The plan's words for the choices of a list: each quote once, under the choices that it is for.
#[component]
pub fn ChoiceSources(
    /// A choice's label, and the plan's words for it.
    sources: Vec<(String, Source)>,
) -> impl IntoView {
    let mut quotes: Vec<(String, Source)> = Vec::new();
    for (label, source) in sources {
        match quotes.iter_mut().find(|(_, known)| *known == source) {
            Some((labels, _)) => *labels += &["; ", &label].concat(),
            None => quotes.push((label, source)),
        }
    }
    let none = quotes.is_empty();
    let quotes = quotes.into_iter().map(|(labels, Source { clause, quote })| {
        view! {
            <p class="source-quote__of"><strong>{labels}</strong>{format!(" (mục {clause})")}</p>
            <blockquote class="source-quote__words">{quote}</blockquote>
        }
        .into_any()
    });
    let quotes = quotes.collect::<Vec<_>>();
    view! {
        <details class="source-quote" hidden=none>
            <summary class="source-quote__summary">"Xem nguyên văn Kế hoạch về các mục này"</summary>
            {quotes}
        </details>
    }
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
