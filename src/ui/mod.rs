//! The page: the only room that knows Leptos.
//!
//! [`session::SessionHandle`] holds the one session; pages and components read it through its accessors and change
//! it through `dispatch`. Effects reach outside only; state flows one way. Every sentence that a user reads stands
//! beside the component that shows it, or in [`words`] where several need it.

mod app;
pub mod components;
pub mod pages;
mod refusals;
mod route;
mod saver;
mod session;
mod undo;
mod words;

pub use app::*;
pub use route::{Place, Route};
pub use session::{SessionHandle, use_session};

use leptos::prelude::*;

use crate::plan::{self, Plan};
use crate::platform;

/// Shows the page, in the place of what `index.html` shows while it loads.
pub fn start() {
    start_with(plan::built_in());
}

/// Shows the page with these plans.
pub fn start_with(plans: Vec<Plan>) {
    platform::page::show_when_stopped();
    platform::page::remove_loading();
    mount_to_body(move || view! { <App plans=plans /> });
}
