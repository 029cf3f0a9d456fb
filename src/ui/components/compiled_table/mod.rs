//! A compiled table: rows that are drawn when they come near the screen, a head and a first column that stay, and the way
//! from every cell to its papers.
//!
//! It is a grid: one cell takes Tab, the arrows lead to the others, and Enter or a press opens a cell's papers.

mod keys;
mod rows;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent};

use self::keys::{Spot, moved};
use self::rows::{cell, frame, line};
use super::VirtualGroups;
use crate::office::compile::Role;
use crate::platform::dom;
use crate::ui::compiling::Tables;

pub(in crate::ui) use self::rows::printed as printed_table;

/// A cell of a table: the place of its row among all rows, and of its column.
pub type CellPlace = (usize, usize);

/// What is drawn, with the cell that takes Tab.
struct Drawn {
    groups: VirtualGroups,
    /// The rows as shown, and where each stands among all.
    shown: Vec<usize>,
    spot: Spot,
}

/// Shows a table's rows, those of these places.
#[component]
pub fn CompiledTable(
    /// All tables.
    tables: Tables,
    /// Which of them.
    at: usize,
    /// The entries that are shown.
    shown: Signal<Vec<usize>>,
    /// Somebody wants to know where a cell is from.
    opened: Callback<CellPlace>,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let drawn = StoredValue::new_local(None::<Drawn>);
    let title = tables.get(at).map(|table| table.title.clone()).unwrap_or_default();
    let total = tables.get(at).and_then(|table| table.rows.iter().position(|row| row.role == Role::Total));
    let columns = tables.get(at).map_or(0, |table| table.columns.len());
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let shown = shown.get();
        let Some(table) = tables.get(at) else { return };
        place.set_inner_html(&frame(table, shown.len()));
        let (Ok(Some(grid)), Ok(foot)) = (place.query_selector("table"), place.query_selector("tfoot"))
        else {
            return;
        };
        let (own, places) = (tables.clone(), shown.clone());
        let fill = move |range: std::ops::Range<usize>| {
            let Some(table) = own.get(at) else { return String::new() };
            let lines = range.filter_map(|position| line(table, position, *places.get(position)?));
            lines.map(String::from).collect()
        };
        let foot = foot.map(Element::unchecked_into);
        let groups = VirtualGroups::new(&grid, foot.as_ref(), "tbody", shown.len(), fill);
        drawn.set_value(Some(Drawn { groups, shown, spot: Spot::default() }));
        focusable(&place, Spot::default(), true);
    });
    let open = move |spot: Spot| {
        let row =
            drawn.with_value(|drawn| drawn.as_ref().and_then(|drawn| drawn.shown.get(spot.row).copied()));
        if let Some(row) = row.or(total) {
            opened.run((row, spot.column));
        }
    };
    let go = move |spot: Spot| {
        let Some(place) = place.get_untracked() else { return };
        drawn.update_value(|drawn| {
            let Some(drawn) = drawn else { return };
            focusable(&place, drawn.spot, false);
            drawn.groups.keep(spot.row);
            drawn.spot = spot;
        });
        if let Some(cell) = focusable(&place, spot, true) {
            // A cell that cannot take the focus leaves it where it is.
            let _ = cell.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    let on_click = move |event: MouseEvent| {
        if let Some(spot) = event.target().and_then(|target| target.dyn_into().ok()).and_then(spot_of) {
            go(spot);
            open(spot);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let Some(spot) = target.and_then(spot_of) else { return };
        if event.key() == "Enter" || event.key() == " " {
            event.prevent_default();
            open(spot);
            return;
        }
        let rows = drawn.with_value(|drawn| drawn.as_ref().map_or(0, |drawn| drawn.shown.len()));
        let rows = rows + usize::from(total.is_some());
        let ctrl = event.ctrl_key() || event.meta_key();
        if let Some(next) = moved(spot, &event.key(), ctrl, (rows, columns)).filter(|_| !event.alt_key()) {
            event.prevent_default();
            go(next);
        }
    };
    view! {
        <div class="compiled-table" tabindex="0" role="region" aria-label=format!("Bảng: {title}") node_ref=place
            on:click=on_click on:keydown=on_key></div>
    }
}

/// Which cell an element is in.
fn spot_of(element: Element) -> Option<Spot> {
    let cell = element.closest("[role=gridcell]").ok()??;
    let row = cell.closest("tr").ok()??;
    let number = |element: &Element, name: &str| element.get_attribute(name)?.parse::<usize>().ok();
    Some(Spot { row: number(&row, "aria-rowindex")?.checked_sub(2)?, column: number(&cell, "data-column")? })
}

/// Lets Tab reach a cell, or no longer; gives the cell.
fn focusable(place: &Element, spot: Spot, is: bool) -> Option<Element> {
    let selector = format!("tr[aria-rowindex=\"{}\"] > [data-column=\"{}\"]", spot.row + 2, spot.column);
    let cell = place.query_selector(&selector).ok()??;
    dom::set(&cell, "tabindex", if is { "0" } else { "-1" });
    Some(cell)
}

/// What a cell says, under its head.
pub(in crate::ui) fn cell_words(
    tables: &Tables,
    at: usize,
    (row, column): CellPlace,
) -> Option<(String, String)> {
    let table = tables.get(at)?;
    let head = table.columns.get(column)?;
    Some((head.title.clone(), cell(head, table.rows.get(row)?.cells.get(column)?)))
}
