//! Whether the plan asks for something.

use leptos::prelude::*;

use crate::form::Origin;
use crate::ui::words;

/// Says whether the plan asks for something, and on request what that means.
#[component]
pub fn OriginTag(
    /// Whether it does.
    origin: Origin,
) -> impl IntoView {
    let meaning = match origin {
        Origin::Required => "Kế hoạch nêu rõ yêu cầu này; lời của Kế hoạch có ở “Xem nguyên văn”.",
        Origin::Suggested => {
            "Kế hoạch không in sẵn đề cương hay mẫu, nên bố cục ở đây là gợi ý; nếu cơ quan nhận có đề cương riêng \
            thì theo đề cương đó."
        }
        Origin::Extra => "Kế hoạch không yêu cầu; có thể bỏ qua mà vẫn nộp đủ những gì Kế hoạch cần.",
    };
    view! {
        <details class="origin-tag">
            <summary class="origin-tag__name tag">{words::origin(origin)}</summary>
            <p class="origin-tag__meaning">{meaning}</p>
        </details>
    }
}
