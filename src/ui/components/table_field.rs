//! A field of rows.

use leptos::prelude::*;

use super::TableRow;
use super::answer_field::FieldContext;
use crate::draft::RowId;
use crate::form::Column;
use crate::platform::page;
use crate::session::{Edit, Topic};
use crate::ui::route::{cell_element, field_element};
use crate::ui::use_session;

/// Edits a table row by row: add, remove (with undo), move.
#[component]
pub fn TableField(
    /// The field.
    context: FieldContext,
    /// In the order shown.
    columns: Vec<Column>,
    /// What one row is called.
    row_name: String,
) -> impl IntoView {
    let session = use_session();
    let rows = {
        let (draft, id) = (context.draft.clone(), context.field.id.clone());
        Memo::new(move |_| {
            session.read(Topic::Rows(draft.clone(), id.clone()), |session| {
                session
                    .open(&draft)
                    .map(|open| open.draft.answers.rows(&id).iter().map(|row| row.id).collect::<Vec<RowId>>())
                    .unwrap_or_default()
            })
        })
    };
    let error = context.error;
    let id = field_element(&context.field.id);
    let add = {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        let first = columns.first().map(|column| column.id.clone());
        move |_| {
            session.edit(&draft, Edit::AddRow { field: field.clone() });
            if let (Some(row), Some(column)) = (rows.with(|rows| rows.last().copied()), &first) {
                let cell = cell_element(&field, row, column);
                request_animation_frame(move || {
                    page::focus(&cell);
                });
            }
        }
    };
    let row_view = {
        let (context, columns, row_name) = (context.clone(), columns, row_name.clone());
        move |row| {
            let position = Memo::new(move |_| rows.with(|rows| rows.iter().position(|other| *other == row)));
            view! {
                <li>
                    <TableRow
                        context=context.clone()
                        columns=columns.clone()
                        row_name=row_name.clone()
                        row=row
                        position=position
                        count=Signal::derive(move || rows.with(Vec::len))
                    />
                </li>
            }
        }
    };
    view! {
        <fieldset class="field table-field" class=("field--wrong", move || error.with(|text| !text.is_empty()))>
            <legend class="field__label">
                {context.field.label.clone()}
                {(!context.field.required).then(|| view! { <span class="field__optional">" (không bắt buộc)"</span> })}
            </legend>
            {context.field.hint.clone().map(|hint| view! { <p class="field__hint">{hint}</p> })}
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
            <ol class="table-field__rows">
                <For each=move || rows.get() key=|row| *row children=row_view />
            </ol>
            <button type="button" class="button" id=id.clone() aria-describedby=format!("{id}-error") on:click=add>
                {format!("Thêm {row_name}")}
            </button>
        </fieldset>
    }
}
