//! The page: the only room that knows Leptos.
//!
//! [`session::SessionHandle`] holds the one session; pages and components read it through its accessors and change
//! it through `dispatch`. Effects reach outside only; state flows one way. Every sentence that a user reads stands
//! beside the component that shows it, or in [`words`] where several need it.

mod app;
mod backup;
mod chosen_file;
mod compiling;
pub mod components;
mod copying;
mod erase;
mod inventory;
mod keeping;
mod markup;
mod mirror;
pub mod pages;
mod parts;
mod printing;
mod receiving;
mod refusals;
mod restore;
mod route;
mod saver;
mod session;
mod shelf;
mod tab_talk;
mod tabs;
mod undo;
mod versions;
mod visit;
mod words;

pub use app::*;
pub use parts::{Part, PartState, Parts};
pub use route::{OfficePage, Place, Route};
pub use session::{SessionHandle, use_session};
pub use shelf::{PackFailure, PackState};

use leptos::prelude::*;

use crate::platform;

/// Shows the page, in the place of what `index.html` shows while it loads; in a worker, works for the page.
pub fn start() {
    if platform::worker::is_here() {
        platform::page::begin(parts::work());
        return;
    }
    platform::page::show_when_stopped();
    if visit::is_shared() {
        platform::page::begin(parts::begin_visit());
    } else {
        platform::page::remove_loading();
        mount_to_body(App);
    }
}
