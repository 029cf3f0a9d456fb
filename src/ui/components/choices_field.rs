//! A field of a closed list, of which any number is chosen.

use leptos::prelude::*;

use super::{ChoiceGroup, ChoiceList, FieldContext, FieldFrame};
use crate::form::Choice;
use crate::session::Edit;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Chooses some of a list, by boxes.
#[component]
pub fn ChoicesField(
    /// The field.
    context: FieldContext,
    /// In the order shown.
    choices: Vec<Choice>,
) -> impl IntoView {
    let session = use_session();
    let (draft, field) = (context.draft.clone(), context.field.id.clone());
    let id = field_element(&field);
    let chosen = session.choices(draft.clone(), field.clone());
    let order: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
    let on_choose = Callback::new(move |(value, on): (String, bool)| {
        let mut chosen = chosen.get_untracked();
        chosen.retain(|other| *other != value);
        if on {
            let place = |value: &String| order.iter().position(|other| other == value);
            let at = chosen.iter().take_while(|other| place(other) < place(&value)).count();
            chosen.insert(at, value);
        }
        session.edit(&draft, Edit::Choices { field: field.clone(), chosen });
    });
    let error = context.error(None);
    let hint = if context.field.hint.is_none() { "Có thể chọn nhiều mục." } else { "" };
    let groups = vec![ChoiceGroup { title: String::new(), choices }];
    view! {
        <FieldFrame context=context error=error group=true>
            <p class="field__hint">{hint}</p>
            <ChoiceList id=id groups=groups chosen=chosen several=true on_choose=on_choose />
        </FieldFrame>
    }
}
