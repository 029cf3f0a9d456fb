//! A section that does not apply.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::form::Section;
use crate::session::OpenDraft;
use crate::ui::{Place, Route, use_session};

/// Says why a section does not apply and that nothing in it is lost, and leads to the answer that decides it.
#[component]
pub fn IrrelevantSection(
    /// Which draft.
    draft: DraftId,
    /// The section.
    section: Section,
) -> impl IntoView {
    let decides = |open: OpenDraft<'_>| {
        let id = &section.relevant.as_ref()?.field;
        let mut fields = open.form.fields();
        let (section, field) = fields.find(|(_, field)| field.id == *id)?;
        let place = Some(Place { field: id.clone(), cell: None });
        Some((Route::Section(draft.clone(), section.id.clone(), place).href(), field.label.clone()))
    };
    let (href, label) = use_session().peek_draft(&draft, decides).flatten().unwrap_or_default();
    view! {
        <div class="card">
            <p>
                <strong>"Phần này không áp dụng với bài này"</strong>
                {format!(", theo câu trả lời ở «{label}». ")}
                "Những gì đã viết ở đây (nếu có) vẫn được giữ nhưng không in ra; khi câu trả lời kia thay đổi, phần này sẽ hiện lại."
            </p>
            <p class="page__actions"><a class="button" href=href>{format!("Xem «{label}»")}</a></p>
        </div>
    }
}
