//! A day, typed or picked.

use leptos::prelude::*;

use super::field_frame::describing;
use super::{FieldContext, FieldFrame, TextControl, TextShape};
use crate::platform::page;
use crate::session::Edit;
use crate::text::Date;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Takes a day as it is typed, dd/mm/yyyy. Beside it a button opens the browser's calendar, where it has one.
#[component]
pub fn DateField(
    /// The field.
    context: FieldContext,
) -> impl IntoView {
    let session = use_session();
    let FieldContext { draft, field, focused, .. } = context.clone();
    let text = session.text(draft.clone(), field.id.clone());
    let id = field_element(&field.id);
    let (described_by, calendar) = (describing(&id), format!("{id}-calendar"));
    let label = format!("Chọn ngày từ lịch: {}", field.label);
    let on_text =
        Callback::new(move |text| session.edit(&draft, Edit::Text { field: field.id.clone(), text }));
    let open = {
        let calendar = calendar.clone();
        move |_| {
            page::open_calendar(
                &calendar,
                &Date::parse_typed(&text.get_untracked()).map(Date::iso).unwrap_or_default(),
            )
        }
    };
    let pick = move |event| {
        if let Some(day) = Date::parse_iso(&event_target_value(&event)) {
            on_text.run(day.to_string());
        }
    };
    let error = context.error(None);
    view! {
        <FieldFrame context=context error=error group=false>
            <div class="date-field">
                <TextControl id=id shape=TextShape::Date text=text error=error described_by=described_by focused=focused
                    on_text=on_text />
                <span class="date-field__calendar" hidden=!page::has_calendar()>
                    <input type="date" class="date-field__native" id=calendar tabindex="-1" aria-hidden="true"
                        on:change=pick />
                    <button type="button" class="button" aria-label=label on:click=open>"Lịch"</button>
                </span>
            </div>
        </FieldFrame>
    }
}
