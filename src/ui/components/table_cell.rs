//! One cell of a table.

use leptos::prelude::*;

use super::{FieldContext, TextControl, TextShape};
use crate::draft::RowId;
use crate::form::{Choice, Column, ColumnKind};
use crate::session::Edit;
use crate::ui::route::cell_element;
use crate::ui::use_session;

/// Edits what one cell holds, as typed or chosen.
#[component]
pub fn TableCell(
    /// The table.
    context: FieldContext,
    /// The cell's column.
    column: Column,
    /// The cell's row.
    row: RowId,
) -> impl IntoView {
    let session = use_session();
    let context = FieldContext { focused: RwSignal::new(false), ..context };
    let error = context.error(Some((row, column.id.clone())));
    let FieldContext { draft, field, focused, .. } = context;
    let id = cell_element(&field.id, row, &column.id);
    let text = session.cell(draft.clone(), field.id.clone(), row, column.id.clone());
    let written = column.id.clone();
    let on_text = Callback::new(move |text| {
        let (field, column) = (field.id.clone(), written.clone());
        session.edit(&draft, Edit::Cell { field, row, column, text });
    });
    let shape = match column.kind {
        ColumnKind::LongText => TextShape::Paragraphs,
        ColumnKind::Number => TextShape::Number,
        ColumnKind::Date => TextShape::Date,
        ColumnKind::ShortText
        | ColumnKind::Choice { .. }
        | ColumnKind::Tick
        | ColumnKind::Computed { .. } => TextShape::Line,
    };
    let described_by = format!("{id}-error");
    let control = match column.kind {
        ColumnKind::Choice { choices } => list(id.clone(), choices, text, error, on_text),
        _ => view! {
            <TextControl id=id.clone() shape=shape text=text error=error described_by=described_by focused=focused
                on_text=on_text />
        }
        .into_any(),
    };
    view! {
        <div class=format!("table-cell table-cell--{}", column.weight.min(6))>
            <label class="table-cell__label" for=id.clone()>{column.label}</label>
            {control}
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
        </div>
    }
}

/// A native list of choices, nothing chosen in advance.
fn list(
    id: String,
    choices: Vec<Choice>,
    text: Memo<String>,
    error: Memo<String>,
    on_text: Callback<String>,
) -> AnyView {
    let none = Choice { value: String::new(), label: "– chọn –".to_owned(), source: None };
    let options = [none].into_iter().chain(choices).map(|Choice { value, label, .. }| {
        let own = value.clone();
        let selected = move || text.with(|text| *text == own);
        view! { <option value=value prop:selected=selected>{label}</option> }.into_any()
    });
    let options = options.collect::<Vec<_>>();
    let wrong = move || if error.with(String::is_empty) { "false" } else { "true" };
    let describe = format!("{id}-error");
    view! {
        <select id=id class="field__input" aria-describedby=describe aria-invalid=wrong
            on:change=move |event| on_text.run(event_target_value(&event))>{options}</select>
    }
    .into_any()
}
