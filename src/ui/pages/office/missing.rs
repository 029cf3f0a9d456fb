//! "Còn thiếu": who owes what, and what came of it.

use leptos::prelude::*;

use crate::plan::PlanId;
use crate::ui::OfficePage;
use crate::ui::components::OfficeFrame;

/// Lists every unit of the plan's roster with every form that it owes.
#[component]
pub fn MissingPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    view! { <OfficeFrame plan=plan title="Còn thiếu" page=OfficePage::Missing><p></p></OfficeFrame> }
}
