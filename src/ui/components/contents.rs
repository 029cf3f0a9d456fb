//! What a file contains, line by line.

use leptos::prelude::*;

/// Lists what a file contains: each value under what it answers.
#[component]
pub fn Contents(
    /// Name and value, in the order of the file.
    rows: Vec<(String, String)>,
) -> impl IntoView {
    let rows = rows.into_iter().map(|(name, value)| {
        view! {
            <div class="contents__row">
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
        .into_any()
    });
    view! { <dl class="contents">{rows.collect::<Vec<_>>()}</dl> }
}
