//! One row of a table.

use leptos::prelude::*;

use super::TableCell;
use super::answer_field::FieldContext;
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
    /// Its place in the table, from 0.
    #[prop(into)]
    position: Signal<Option<usize>>,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let session = use_session();
    let number = move || position.get().map_or(0, |position| position + 1);
    let title = {
        let row_name = row_name.clone();
        move || format!("{} {}", capitalised(&row_name), number())
    };
    let step = |up: bool| {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        move |_| session.edit(&draft, Edit::MoveRow { field: field.clone(), row, up })
    };
    let (move_up, move_down) = (step(true), step(false));
    let remove = {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        move |_| {
            session.edit(&draft, Edit::RemoveRow { field: field.clone(), row });
            page::focus(&field_element(&field));
        }
    };
    let cells = columns
        .into_iter()
        .map(|column| view! { <TableCell context=context.clone() column=column row=row /> })
        .collect_view();
    let shown_title = title.clone();
    let name = move |action: &str| format!("{action} {row_name} {}", number());
    let (name_up, name_down, name_remove) = (name.clone(), name.clone(), name);
    view! {
        <div class="table-row" role="group" aria-label=title>
            <div class="table-row__head">
                <span class="table-row__title" aria-hidden="true">{shown_title}</span>
                <button type="button" class="button button--icon" aria-label=move || name_up("Chuyển lên")
                    aria-disabled=move || (number() <= 1).then_some("true") on:click=move_up>"↑"</button>
                <button type="button" class="button button--icon" aria-label=move || name_down("Chuyển xuống")
                    aria-disabled=move || (number() >= count.get()).then_some("true") on:click=move_down>"↓"</button>
                <button type="button" class="button button--quiet" aria-label=move || name_remove("Xóa")
                    on:click=remove>"Xóa"</button>
            </div>
            <div class="table-row__cells">{cells}</div>
        </div>
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
