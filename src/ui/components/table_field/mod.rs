//! A field of rows.
//!
//! A table may have 1,600 cells, so its rows are not views of the framework: [`sheet`] draws them by hand, and touches
//! only what changed. Cells are text; the one that has the focus holds a native control ([`editor`]). [`grid`],
//! [`keys`] and [`pasting`] say what is done in it. A wide place shows a ruled table, a narrow one a card a row; both
//! are the same elements, laid out by the style sheet.

mod editor;
mod grid;
mod keys;
mod parts;
mod pasting;
mod sheet;

use leptos::prelude::*;

use self::grid::HeardGrid;
pub use self::parts::is_wide_table;
use super::{FieldContext, FieldFrame, PastedCells, late};
use crate::form::Table;
use crate::session::Topic;
use crate::ui::{Part, parts as program, use_session};

/// Edits a table, once the part of the program for tables is here.
#[component]
pub fn TableField(
    /// The field.
    context: FieldContext,
    /// What it asks.
    table: Table,
) -> impl IntoView {
    late(Part::Tables, move || program::table_field(context.clone(), table.clone()))
}

/// Edits a table, as in a spreadsheet.
#[component]
pub fn TableFieldBody(
    /// The field.
    context: FieldContext,
    /// What it asks.
    table: Table,
) -> impl IntoView {
    let session = use_session();
    let error = context.error(None);
    let place = NodeRef::<leptos::html::Div>::new();
    let grid = StoredValue::new_local(None::<HeardGrid>);
    let cells = RwSignal::default();
    let pasted = PastedCells { table: (context.draft.clone(), context.field.id.clone()), cells };
    let shown = context.clone();
    Effect::new(move |_| {
        let (draft, field) = (&shown.draft, &shown.field.id);
        session.read(Topic::Rows(draft.clone(), field.clone()), |_| ());
        session.read(Topic::Answer(draft.clone(), field.clone()), |_| ());
        if grid.with_value(Option::is_none) {
            let Some(place) = place.get() else { return };
            grid.set_value(HeardGrid::new(&place, shown.clone(), table.clone(), cells));
        }
        grid.with_value(|grid| {
            if let Some(grid) = grid {
                grid.draw();
            }
        });
    });
    let asked = {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        Memo::new(move |_| program::asked_of_cells(session, &draft, &field))
    };
    let watched = context.clone();
    Effect::new(move |_| {
        // A row that comes back is drawn anew.
        session.read(Topic::Rows(watched.draft.clone(), watched.field.id.clone()), |_| ());
        let asked = asked.get();
        grid.with_value(|grid| {
            if let Some(grid) = grid {
                grid.ask(asked);
            }
        });
    });
    let violations = context.violations;
    Effect::new(move |_| {
        violations.with(|_| ());
        grid.with_value(|grid| {
            if let Some(grid) = grid {
                grid.mark();
            }
        });
    });
    view! {
        <FieldFrame context=context error=error group=true>
            <div>
                <div class="table-field" node_ref=place></div>
                {move || program::legacy_cells(session, &pasted)}
            </div>
        </FieldFrame>
    }
}
