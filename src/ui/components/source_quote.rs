//! The plan's own words.

use leptos::prelude::*;

use crate::form::{Note, Source};

/// What unfolds the plan's words.
pub(super) fn quote_summary(source: &Source) -> String {
    format!("Xem nguyên văn Kế hoạch (mục {})", source.clause)
}

/// "Xem nguyên văn": the plan's words as printed, errors included, under the clause they stand in.
#[component]
pub fn SourceQuoteView(
    /// Clause and words.
    source: Source,
) -> impl IntoView {
    view! {
        <details class="source-quote">
            <summary class="source-quote__summary">
                {quote_summary(&source)}
            </summary>
            <blockquote class="source-quote__words">{source.quote}</blockquote>
        </details>
    }
}

/// Something a writer should know about the plan's text, with the words it speaks of.
#[component]
pub fn NoteView(
    /// The note.
    note: Note,
) -> impl IntoView {
    view! {
        <div class="note">
            <p class="note__text"><strong>"Lưu ý: "</strong>{note.text}</p>
            {note.source.map(|source| view! { <SourceQuoteView source=source /> }.into_any())}
        </div>
    }
}

/// What a writer should know before starting, folded away so that the first question stays in view.
#[component]
pub fn Notes(
    /// In order.
    notes: Vec<Note>,
) -> impl IntoView {
    let summary = format!("Điều cần biết trước khi viết ({})", notes.len());
    let none = notes.is_empty();
    let notes = notes.into_iter().map(|note| view! { <NoteView note=note /> }.into_any()).collect::<Vec<_>>();
    view! {
        <details class="notes" hidden=none>
            <summary class="notes__summary">{summary}</summary>
            <div class="notes__list">{notes}</div>
        </details>
    }
}
