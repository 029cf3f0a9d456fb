//! One row of a table.

use leptos::prelude::*;

use super::FieldContext;
use super::TableCell;
use crate::draft::RowId;
use crate::form::Column;
use crate::platform::page;
use crate::session::Edit;
use crate::ui::route::field_element;
use crate::ui::use_session;

/// Edits the cells of one row, moves it and takes it out.
#[component]
pub fn TableRow(
    /// The table.
    context: FieldContext,
    /// In the order shown.
    columns: Vec<Column>,
    /// What one row is called.
    row_name: String,
    /// Which row.
    row: RowId,
    /// All rows of the table, in order.
    rows: Memo<Vec<RowId>>,
) -> impl IntoView {
    let session = use_session();
    let name = Memo::new(move |_| {
        let number =
            rows.with(|rows| rows.iter().position(|other| *other == row)).map_or(0, |index| index + 1);
        format!("{row_name} {number}")
    });
    let named = move |action: &'static str| move || format!("{action} {}", name.get());
    let tools = [("↑", "Chuyển lên"), ("↓", "Chuyển xuống"), ("Xóa", "Xóa")].map(|(sign, action)| {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        let use_tool = move |_| {
            let field = field.clone();
            match sign {
                "Xóa" => {
                    page::focus(&field_element(&field));
                    session.edit(&draft, Edit::RemoveRow { field, row });
                }
                arrow => session.edit(&draft, Edit::MoveRow { field, row, up: arrow == "↑" }),
            }
        };
        // At the edges an arrow has nowhere to go: said, but it keeps the focus that it has.
        let idle = move || {
            let edge =
                rows.with(|rows| if sign == "↑" { rows.first().copied() } else { rows.last().copied() });
            if sign != "Xóa" && edge == Some(row) { "true" } else { "false" }
        };
        view! {
            <button type="button" class="button button--small" aria-label=named(action) aria-disabled=idle
                on:click=use_tool>{sign}</button>
        }
        .into_any()
    });
    let cells = columns
        .into_iter()
        .map(|column| view! { <TableCell context=context.clone() column=column row=row /> }.into_any());
    let cells = cells.collect::<Vec<_>>();
    view! {
        <div class="table-row" role="group" aria-label=move || name.get()>
            <div class="table-row__head">
                <span class="table-row__title" aria-hidden="true">{move || name.get()}</span>
                {tools.into_iter().collect::<Vec<_>>()}
            </div>
            <div class="table-row__cells">{cells}</div>
        </div>
    }
}
