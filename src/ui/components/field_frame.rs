//! Label, hint and error around a field, tied together for whoever listens.

use leptos::prelude::*;

use super::FieldContext;
use crate::ui::route::field_element;

/// Frames the control of one question, or the group of controls that answer it together.
#[component]
pub fn FieldFrame(
    /// The field.
    context: FieldContext,
    /// What is wrong with its answer.
    error: Memo<String>,
    /// Whether several controls answer it: then the frame is a group named by the question.
    group: bool,
    children: Children,
) -> impl IntoView {
    let id = field_element(&context.field.id);
    let label = format!("{id}-label");
    let optional = if context.field.required { "" } else { " (không bắt buộc)" };
    let question = view! {
        {context.field.label}
        <span class="field__optional">{optional}</span>
    };
    let question = if group {
        view! { <p class="field__label" id=label.clone()>{question}</p> }.into_any()
    } else {
        view! { <label class="field__label" for=id.clone()>{question}</label> }.into_any()
    };
    let hint = context.field.hint.unwrap_or_default();
    let class = move || if error.with(String::is_empty) { "field" } else { "field field--wrong" };
    view! {
        <div
            class=class
            role=group.then_some("group")
            aria-labelledby=group.then_some(label)
            aria-describedby=group.then(|| describing(&id))
        >
            {question}
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
            {children()}
        </div>
    }
}

/// The ids of what describes a control: its hint and its error, either of which may be empty.
pub(super) fn describing(id: &str) -> String {
    format!("{id}-hint {id}-error")
}
