//! Every violation, each a link to its field.

use leptos::prelude::*;

use crate::draft::{DraftId, Severity, Violation};
use crate::ui::{Place, Route, use_session, words};

/// Lists violations of one severity under a heading.
#[component]
pub fn ErrorSummary(
    /// Which draft.
    draft: DraftId,
    /// Of one severity.
    violations: Vec<Violation>,
    /// Says what the list is.
    heading: String,
) -> impl IntoView {
    let session = use_session();
    let alarming = violations.iter().any(|violation| violation.severity == Severity::Error);
    let items = violations.into_iter().filter_map(|violation| {
        let (section, sentence) = session.peek_draft(&draft, |open| {
            let section = open.form.sections.iter().find(|section| section.id == violation.section);
            (section.map(|section| section.title.clone()), words::violation(open.form, &violation))
        })?;
        let place = Place { field: violation.field.clone(), cell: violation.cell.clone() };
        let href = Route::Section(draft.clone(), violation.section, Some(place)).href();
        Some(view! {
            <li class="error-summary__item">
                <a href=href>{sentence}</a>
                <span class="error-summary__section">{section.map(|title| format!("Phần «{title}»"))}</span>
            </li>
        })
    });
    let items = items.collect_view();
    view! {
        <section class="error-summary" class=("error-summary--alarm", alarming)>
            <h2 class="error-summary__heading">{heading}</h2>
            <ul class="error-summary__list">{items}</ul>
        </section>
    }
}
