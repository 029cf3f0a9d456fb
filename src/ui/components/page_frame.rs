//! The main part of a page, under its title.

use leptos::prelude::*;

use crate::platform::page;

/// Titles a page, for the eye, for the window and for whoever listens: the title takes the focus on arrival.
#[component]
pub fn PageFrame(
    /// The page's title.
    #[prop(into)]
    title: Signal<String>,
    /// Further style of the page.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| page::set_title(&format!("{} – Tham Luận", title.get())));
    view! {
        <main id="main" class=format!("page {class}")>
            <h1 id="page-title" class="page__title" tabindex="-1">{move || title.get()}</h1>
            {children()}
        </main>
    }
}
