//! A field of a closed list, of which one is chosen.

use leptos::prelude::*;

use super::{ChoiceGroup, ChoiceList, FieldContext, FieldFrame};
use crate::form::Choice;
use crate::session::Edit;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Chooses one of a list. What is not required can be left open again.
#[component]
pub fn ChoiceField(
    /// The field.
    context: FieldContext,
    /// In the order shown.
    groups: Vec<ChoiceGroup>,
) -> impl IntoView {
    let session = use_session();
    let (draft, field) = (context.draft.clone(), context.field.id.clone());
    let id = field_element(&field);
    let text = session.text(draft.clone(), field.clone());
    let chosen = Memo::new(move |_| vec![text.get()]);
    let on_choose = Callback::new(move |(text, _)| {
        session.edit(&draft, Edit::Text { field: field.clone(), text });
    });
    let error = context.error(None);
    let mut groups = groups;
    if !context.field.required {
        let open = Choice { value: String::new(), label: "Để trống".to_owned(), source: None };
        groups.push(ChoiceGroup { title: String::new(), choices: vec![open] });
    }
    view! {
        <FieldFrame context=context error=error group=true>
            <ChoiceList id=id groups=groups chosen=chosen on_choose=on_choose />
        </FieldFrame>
    }
}
