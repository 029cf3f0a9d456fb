//! The main part of a page, under its title.

use leptos::prelude::*;

use crate::platform::page;
use crate::ui::use_session;

/// Titles a page, for the eye, for the window and for whoever listens: the title takes the focus on arrival. While
/// another tab writes the draft that the page is about, nothing on it can be changed.
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
    let session = use_session();
    Effect::new(move |_| page::set_title(&format!("{} – Tham Luận", title.get())));
    view! {
        <main id="main" class=format!("page {class}")>
            <h1 id="page-title" class="page__title" tabindex="-1">{move || title.get()}</h1>
            <fieldset class="page__body" role="presentation" disabled=move || session.is_read_only()>
                {children()}
            </fieldset>
        </main>
    }
}
