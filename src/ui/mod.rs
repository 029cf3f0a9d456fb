//! The page.

use leptos::prelude::*;

/// Shows the page.
pub fn start() {
    mount_to_body(|| view! { <main><h1>"Tham Luận"</h1></main> });
}
