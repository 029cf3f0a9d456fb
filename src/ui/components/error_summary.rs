//! Every violation, each a link to its field.

use leptos::prelude::*;

use crate::draft::{DraftId, Violation};
use crate::ui::{Place, Route, use_session, words};

/// Lists violations of one severity under a heading.
#[component]
pub fn ErrorSummary(
    /// Which draft.
    draft: DraftId,
    /// Of one severity.
    violations: Vec<Violation>,
    /// Says what the list is.
    heading: &'static str,
) -> impl IntoView {
    let session = use_session();
    let items = violations.into_iter().filter_map(|violation| {
        let (section, sentence) = session.peek_draft(&draft, |open| {
            (words::section_title(open.form, &violation.section), words::listed_violation(open, &violation))
        })?;
        let section = section.map(|title| format!("ở «{title}»")).unwrap_or_default();
        let place = Place { field: violation.field, cell: violation.cell };
        let href = Route::Section(draft.clone(), violation.section, Some(place)).href();
        let item = view! {
            <li class="error-summary__item">
                <a href=href>{sentence}</a>
                <span class="error-summary__section">{section}</span>
            </li>
        };
        Some(item.into_any())
    });
    let items = items.collect::<Vec<_>>();
    view! {
        <section class="error-summary">
            <h2 class="error-summary__heading">{heading}</h2>
            <ul class="error-summary__list">{items}</ul>
        </section>
    }
}
