//! Which page of the receiving office an address is of.

use leptos::prelude::*;

use super::{DoorPage, MissingPage, PaperPage, RegisterPage};
use crate::ui::pages::{CompiledPage, CompilingPage, OpinionsPage, UnknownPage};
use crate::ui::{OfficePage, Route};

/// The page of a route.
pub fn office_page(route: Route) -> AnyView {
    match route {
        Route::Receive => view! { <DoorPage /> }.into_any(),
        Route::Office(plan, OfficePage::Register) => view! { <RegisterPage plan=plan /> }.into_any(),
        Route::Office(plan, OfficePage::Paper(number)) => {
            view! { <PaperPage plan=plan number=number /> }.into_any()
        }
        Route::Office(plan, OfficePage::Missing) => view! { <MissingPage plan=plan /> }.into_any(),
        Route::Office(plan, OfficePage::Tables) => view! { <CompilingPage plan=plan /> }.into_any(),
        Route::Office(plan, OfficePage::Table(table)) => {
            view! { <CompiledPage plan=plan table=table /> }.into_any()
        }
        Route::Office(plan, OfficePage::Opinions) => view! { <OpinionsPage plan=plan /> }.into_any(),
        _ => view! { <UnknownPage /> }.into_any(),
    }
}
