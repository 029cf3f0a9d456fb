//! By when a form is due.

use leptos::prelude::*;

use crate::plan::Deadline;
use crate::platform::clock;
use crate::text::Date;

/// The deadline in the plan's words, with the last day that is still in time. A past one informs and blocks nothing.
#[component]
pub fn DeadlineCard(
    /// The deadline.
    deadline: Deadline,
) -> impl IntoView {
    let today = Date::parse_iso(&clock::now());
    let late = today.is_some_and(|today| deadline.is_late(today));
    let of_plan = deadline.source.is_some();
    view! {
        <div class="deadline-card">
            <p class="deadline-card__line">{deadline.recipient.clone().map_or_else(|| "Hạn".to_owned(), |recipient| format!("Gửi {recipient}"))}</p>
            <p class="deadline-card__day">{deadline.words.clone()}</p>
            <p class="deadline-card__line">{format!("Ngày cuối còn kịp: {}", deadline.last_safe_day())}</p>
            <p class="deadline-card__line" hidden=of_plan>"Kế hoạch không ghi ngày; hạn này do cơ quan nhận đặt."</p>
            <p class="deadline-card__late" hidden=!late>
                "Hạn này đã qua theo ngày của máy. Vẫn viết và xuất tệp được bình thường."
            </p>
        </div>
    }
}
