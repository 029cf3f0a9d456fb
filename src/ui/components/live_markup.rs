//! Markup that becomes another while somebody reads it.

use leptos::html::Div;
use leptos::prelude::*;

use crate::platform::dom;

/// Shows markup, and whatever it becomes: what the reader has unfolded stays so, and the focus stays where it is.
#[component]
pub fn LiveMarkup(
    /// The style of what holds it.
    class: &'static str,
    /// What is shown.
    markup: Memo<String>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            markup.with(|markup| dom::redraw(&place, markup));
        }
    });
    view! { <div class=class node_ref=place></div> }
}
