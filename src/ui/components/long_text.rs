//! A field of paragraphs.

use leptos::html;
use leptos::prelude::*;

use super::FieldFrame;
use super::answer_field::FieldContext;
use super::field_frame::described_by;
use crate::paper::Extent;
use crate::platform;
use crate::session::{Edit, Topic};
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Edits an answer of paragraphs, one a line. Grows with its text; says what the text takes on the paper.
#[component]
pub fn LongText(
    /// The field.
    context: FieldContext,
    /// What the answer takes on the paper.
    #[prop(into)]
    extent: Signal<Option<Extent>>,
) -> impl IntoView {
    let session = use_session();
    let FieldContext { draft, field, focused, error, .. } = context.clone();
    let area = NodeRef::<html::Textarea>::new();
    let answer = {
        let (draft, id) = (draft.clone(), field.id.clone());
        Memo::new(move |_| {
            session.read(Topic::Answer(draft.clone(), id.clone()), |session| {
                session.open(&draft).map(|open| open.draft.answers.text(&id).to_owned()).unwrap_or_default()
            })
        })
    };
    Effect::new(move |_| {
        focused.track();
        answer.with(|text| {
            if let Some(area) = area.get() {
                platform::page::show_in_textarea(&area, text);
                platform::page::grow(&area);
            }
        });
    });
    let on_input = {
        let id = field.id.clone();
        move |event| {
            let text = platform::nfc(&event_target_value(&event));
            session.edit(&draft, Edit::Text { field: id.clone(), text });
        }
    };
    let describe = described_by(&context);
    view! {
        <FieldFrame context=context class="field--long">
            <textarea
                id=field_element(&field.id)
                class="field__area"
                rows="4"
                autocomplete="off"
                spellcheck="false"
                aria-required=field.required.then_some("true")
                aria-invalid=move || error.with(|text| !text.is_empty()).then_some("true")
                aria-describedby=describe
                node_ref=area
                on:input=on_input
                on:focus=move |_| focused.set(true)
                on:blur=move |_| focused.set(false)
            ></textarea>
            <p class="field__extent">
                <span>{move || answer.with(|text| amount(text, extent.get()))}</span>
                <span>{move || extent.get().map(pages)}</span>
            </p>
        </FieldFrame>
    }
}

fn amount(text: &str, extent: Option<Extent>) -> String {
    match (text.split_whitespace().count(), extent) {
        (0, _) => "chưa có nội dung".to_owned(),
        (words, Some(extent)) => format!("{words} chữ · {} dòng in", extent.lines),
        (words, None) => format!("{words} chữ"),
    }
}

fn pages(extent: Extent) -> String {
    if extent.first_page == extent.last_page {
        format!("trang {}", extent.first_page)
    } else {
        format!("trang {} – {}", extent.first_page, extent.last_page)
    }
}
