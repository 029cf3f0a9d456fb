//! "Nhận tệp": files are taken in, and each has a row.

use leptos::prelude::*;

use crate::plan::PlanId;
use crate::ui::OfficePage;
use crate::ui::components::OfficeFrame;

/// Takes files in and lists what came.
#[component]
pub fn RegisterPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    view! { <OfficeFrame plan=plan title="Nhận tệp" page=OfficePage::Register><p></p></OfficeFrame> }
}
