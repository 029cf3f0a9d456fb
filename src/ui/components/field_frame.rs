//! Label, hint and error around a field, tied together for whoever listens.

use leptos::prelude::*;

use super::FieldContext;
use crate::form::FieldKind;
use crate::ui::parts::{self, AskedAt};
use crate::ui::route::field_element;
use crate::ui::words;

/// Frames the control of one question, or the group of controls that answer it together.
#[component]
pub fn FieldFrame(
    /// The field.
    context: FieldContext,
    /// What is said of its answer.
    error: Memo<String>,
    /// Whether several controls answer it: then the frame is a group named by the question.
    group: bool,
    children: Children,
) -> impl IntoView {
    let id = field_element(&context.field.id);
    let label = format!("{id}-label");
    let aside = match context.field.kind {
        FieldKind::Computed { .. } => " (tự tính)",
        _ if context.field.required => "",
        _ => " (không bắt buộc)",
    };
    let question = view! {
        {context.field.label}
        <span class="field__optional">{aside}</span>
    };
    let question = if group {
        view! { <p class="field__label" id=label.clone()>{question}</p> }.into_any()
    } else {
        view! { <label class="field__label" for=id.clone()>{question}</label> }.into_any()
    };
    let asked = AskedAt::Field(context.draft, context.field.id);
    let hint = context.field.hint.unwrap_or_default();
    let class = move || class(&error.read());
    view! {
        <div
            class=class
            role=group.then_some("group")
            aria-labelledby=group.then_some(label)
            aria-describedby=group.then(|| describing(&id))
        >
            {question}
            <p class="field__hint" id=format!("{id}-hint")>{hint}</p>
            {said(&id, error)}
            <div class="field__asked" id=format!("{id}-asked")>{parts::asked(asked)}</div>
            {children()}
        </div>
    }
}

/// The style of a field of which this is said.
pub(super) fn class(said: &str) -> &'static str {
    match said {
        "" => "field",
        fault if words::is_fault(fault) => "field field--wrong",
        _ => "field field--advised",
    }
}

/// What is said of an answer.
pub(super) fn said(id: &str, said: Memo<String>) -> AnyView {
    let class = move || if words::is_fault(&said.read()) { "field__error" } else { "field__advice" };
    view! { <p class=class id=format!("{id}-error")>{move || said.get()}</p> }.into_any()
}

/// The ids of what describes a control: its hint, its error and what an office asked, any of which may be empty.
pub(super) fn describing(id: &str) -> String {
    format!("{id}-hint {id}-error {id}-asked")
}
