//! A field of a closed list.

use leptos::prelude::*;

use super::{FieldContext, FieldFrame};
use crate::form::Choice;
use crate::session::Edit;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Chooses one of a list by radio buttons. Nothing is chosen in advance; what is not required can be left open again.
#[component]
pub fn ChoiceField(
    /// The field.
    context: FieldContext,
    /// In the order shown.
    choices: Vec<Choice>,
) -> impl IntoView {
    let session = use_session();
    let name = field_element(&context.field.id);
    let chosen = session.text(context.draft.clone(), context.field.id.clone());
    let error = context.error(None);
    let mut choices = choices;
    if !context.field.required {
        choices.push(Choice { value: String::new(), label: "Để trống".to_owned(), source: None });
    }
    let options = choices.into_iter().enumerate().map(|(index, Choice { value, label, .. })| {
        // The first takes the field's own id, so that a link to the field leads to it.
        let id = if index == 0 { name.clone() } else { format!("{name}-{index}") };
        let (draft, field, text) = (context.draft.clone(), context.field.id.clone(), value.clone());
        let choose = move |_| session.edit(&draft, Edit::Text { field: field.clone(), text: text.clone() });
        view! {
            <div class="choice">
                <input type="radio" class="choice__input" id=id.clone() name=name.clone()
                    prop:checked=move || chosen.with(|chosen| *chosen == value) on:change=choose />
                <label class="choice__label" for=id>{label}</label>
            </div>
        }
        .into_any()
    });
    let options = options.collect::<Vec<_>>();
    view! { <FieldFrame context=context error=error group=true>{options}</FieldFrame> }
}
