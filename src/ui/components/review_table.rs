//! The rows of a table, to be read.

use leptos::prelude::*;

use crate::draft::{Row, column_total, shown_cell, shown_number};
use crate::form::{Column, ColumnKind, Table};

/// A table of more rows than this is folded.
const UNFOLDED: usize = 8;

/// Shows the rows of a table, small; many are folded.
#[component]
pub fn ReviewTable(
    /// What the table is called.
    label: String,
    /// What it asks.
    table: Table,
    /// Those that are shown.
    rows: Vec<Row>,
) -> impl IntoView {
    let head = table
        .columns
        .iter()
        .map(|column| view! { <th scope="col" class=class(column)>{column.label.clone()}</th> }.into_any());
    let head = head.collect::<Vec<_>>();
    let lines = rows.iter().enumerate().map(|(index, row)| {
        let cells = table
            .columns
            .iter()
            .map(|column| view! { <td class=class(column)>{cell(&table, row, column)}</td> }.into_any());
        let cells = cells.collect::<Vec<_>>();
        view! { <tr><td class="review-table__number">{index + 1}</td>{cells}</tr> }.into_any()
    });
    let lines = lines.collect::<Vec<_>>();
    let (count, name) = (rows.len(), format!("Bảng: {label}"));
    let scrolled = view! {
        <div class="review-table__frame" role="region" aria-label=name tabindex="0">
            <table class="review-table">
                <thead><tr><th scope="col">"TT"</th>{head}</tr></thead>
                <tbody>{lines}{totals(&table, &rows)}</tbody>
            </table>
        </div>
    };
    if count > UNFOLDED {
        view! {
            <details>
                <summary>{format!("Xem {count} dòng")}</summary>
                {scrolled}
            </details>
        }
        .into_any()
    } else {
        scrolled.into_any()
    }
}

/// "Cộng", where a column is added up.
fn totals(table: &Table, rows: &[Row]) -> Option<AnyView> {
    let total = |column: &Column| column_total(table, column, rows).filter(|_| column.total);
    table.columns.iter().find_map(total)?;
    let cells = table.columns.iter().map(|column| {
        let sum = total(column).map(shown_number).unwrap_or_default();
        view! { <td class=class(column)>{sum}</td> }.into_any()
    });
    let cells = cells.collect::<Vec<_>>();
    Some(view! { <tr class="review-table__total"><th scope="row">"Cộng"</th>{cells}</tr> }.into_any())
}

fn cell(table: &Table, row: &Row, column: &Column) -> String {
    match column.kind {
        ColumnKind::Tick => if row.is_ticked(&column.id) { "có" } else { "" }.to_owned(),
        ColumnKind::ShortText
        | ColumnKind::LongText
        | ColumnKind::Number
        | ColumnKind::Date
        | ColumnKind::Choice { .. }
        | ColumnKind::Computed { .. } => shown_cell(table, row, column),
    }
}

fn class(column: &Column) -> &'static str {
    match column.kind {
        ColumnKind::Number | ColumnKind::Computed { .. } => "review-table__figure",
        ColumnKind::LongText => "review-table__text",
        ColumnKind::ShortText | ColumnKind::Date | ColumnKind::Choice { .. } | ColumnKind::Tick => "",
    }
}
