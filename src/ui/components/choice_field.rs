//! A field of a closed list.

use leptos::prelude::*;

use super::answer_field::FieldContext;
use super::field_frame::described_by;
use crate::form::Choice;
use crate::session::{Edit, Topic};
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Chooses one of a list by radio buttons. Nothing is chosen in advance.
#[component]
pub fn ChoiceField(
    /// The field.
    context: FieldContext,
    /// In the order shown.
    choices: Vec<Choice>,
) -> impl IntoView {
    let session = use_session();
    let describe = described_by(&context);
    let FieldContext { draft, field, error, .. } = context;
    let name = field_element(&field.id);
    let chosen = {
        let (draft, id) = (draft.clone(), field.id.clone());
        Memo::new(move |_| {
            session.read(Topic::Answer(draft.clone(), id.clone()), |session| {
                session.open(&draft).map(|open| open.draft.answers.text(&id).to_owned()).unwrap_or_default()
            })
        })
    };
    let mut choices = choices;
    if !field.required {
        choices.push(Choice { value: String::new(), label: "Để trống".to_owned() });
    }
    let options = choices.into_iter().enumerate().map(|(index, Choice { value, label })| {
        // The first takes the field's own id, so that a link to the field leads to it.
        let id = if index == 0 { name.clone() } else { format!("{name}-{index}") };
        let choose = {
            let (draft, field, text) = (draft.clone(), field.id.clone(), value.clone());
            move |_| session.edit(&draft, Edit::Text { field: field.clone(), text: text.clone() })
        };
        view! {
            <div class="choice">
                <input
                    type="radio"
                    class="choice__input"
                    id=id.clone()
                    name=name.clone()
                    prop:checked=move || chosen.with(|chosen| *chosen == value)
                    on:change=choose
                />
                <label class="choice__label" for=id>{label}</label>
            </div>
        }
    });
    let options = options.collect_view();
    let id = field_element(&field.id);
    view! {
        <fieldset
            class="field field--choices"
            class=("field--wrong", move || error.with(|text| !text.is_empty()))
            aria-describedby=describe
        >
            <legend class="field__label">
                {field.label}
                {(!field.required).then(|| view! { <span class="field__optional">" (không bắt buộc)"</span> })}
            </legend>
            {field.hint.map(|hint| view! { <p class="field__hint" id=format!("{id}-hint")>{hint}</p> })}
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
            <div class="field__choices">{options}</div>
        </fieldset>
    }
}
