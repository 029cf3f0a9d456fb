//! A number that nobody types.

use leptos::prelude::*;

use super::{FieldContext, FieldFrame};
use crate::draft::{computed, shown_number};
use crate::form::Formula;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Shows what other answers make, as they change.
#[component]
pub fn ComputedField(
    /// The field.
    context: FieldContext,
    /// What it is made of.
    formula: Formula,
) -> impl IntoView {
    let session = use_session();
    let (draft, field) = (context.draft.clone(), context.field.clone());
    let id = field_element(&field.id);
    let number = Memo::new(move |_| {
        let number = session.read_draft(&draft, |open| computed(open.form, &field, &open.draft.answers));
        number.flatten().map(shown_number).unwrap_or_default()
    });
    let text = move || match number.get() {
        none if none.is_empty() => "chưa đủ số liệu".to_owned(),
        number => number,
    };
    let class = move || {
        if number.with(String::is_empty) { "field__output field__output--none" } else { "field__output" }
    };
    let error = Memo::new(|_| String::new());
    let of = made_of(&formula).join(" ");
    view! {
        <FieldFrame context=context error=error group=false>
            <output class=class id=id for=of>{text}</output>
        </FieldFrame>
    }
}

/// The ids of the elements whose answers it is made of.
fn made_of(formula: &Formula) -> Vec<String> {
    let element = |id: &String| field_element(&crate::form::FieldId::new(id.as_str()));
    match formula {
        Formula::Sum(of) => of.iter().map(element).collect(),
        Formula::Ratio(part, whole) => vec![element(part), element(whole)],
        Formula::Count { table, .. } | Formula::Total { table, .. } => vec![field_element(table)],
    }
}
