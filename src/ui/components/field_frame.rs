//! Label, hint and error around a field, tied together for whoever listens.

use leptos::prelude::*;

use super::answer_field::FieldContext;
use crate::ui::route::field_element;

/// Frames one native control. The control takes the id, and `described_by` of the same context.
#[component]
pub fn FieldFrame(
    /// The field.
    context: FieldContext,
    /// Further style.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let id = field_element(&context.field.id);
    let hint = context.field.hint.clone();
    let error = context.error;
    view! {
        <div class=format!("field {class}") class=("field--wrong", move || error.with(|text| !text.is_empty()))>
            <label class="field__label" for=id.clone()>
                {context.field.label.clone()}
                {(!context.field.required).then(|| view! {
                    <span class="field__optional">" (không bắt buộc)"</span>
                })}
            </label>
            {hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
            {children()}
        </div>
    }
}

/// The ids of what describes a field's control: its hint and its error.
pub(super) fn described_by(context: &FieldContext) -> String {
    let id = field_element(&context.field.id);
    if context.field.hint.is_some() { format!("{id}-hint {id}-error") } else { format!("{id}-error") }
}
