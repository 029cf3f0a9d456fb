//! A field of rows.

use leptos::prelude::*;

use super::FieldContext;
use super::{FieldFrame, TableRow};
use crate::form::Column;
use crate::platform::page;
use crate::session::Edit;
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
    let (draft, field) = (context.draft.clone(), context.field.id.clone());
    let rows = session.rows(draft.clone(), field.clone());
    let error = context.error(None);
    let id = field_element(&field);
    let label = format!("Thêm {row_name}");
    let first = columns.first().map(|column| column.id.clone());
    let add = move |_| {
        session.edit(&draft, Edit::AddRow { field: field.clone() });
        if let (Some(row), Some(column)) = (rows.with(|rows| rows.last().copied()), &first) {
            let cell = cell_element(&field, row, column);
            request_animation_frame(move || {
                page::focus(&cell);
            });
        }
    };
    let table = context.clone();
    let row_view = move |row| {
        view! {
            <li><TableRow context=table.clone() columns=columns.clone() row_name=row_name.clone() row=row rows=rows /></li>
        }
        .into_any()
    };
    view! {
        <FieldFrame context=context error=error group=true>
            <ol class="table-field__rows">
                <For each=move || rows.get() key=|row| *row children=row_view />
            </ol>
            <button type="button" class="button table-field__add" id=id on:click=add>{label}</button>
        </FieldFrame>
    }
}
