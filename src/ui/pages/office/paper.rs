//! One paper that was received: what was found out about it, and what is decided.

use leptos::prelude::*;

use crate::plan::PlanId;
use crate::ui::OfficePage;
use crate::ui::components::OfficeFrame;

/// Shows one row of the register with everything that is known of it.
#[component]
pub fn PaperPage(
    /// Which plan.
    plan: PlanId,
    /// Which row.
    number: u32,
) -> impl IntoView {
    view! { <OfficeFrame plan=plan title="Bài đã nhận" page=OfficePage::Paper(number)><p></p></OfficeFrame> }
}
