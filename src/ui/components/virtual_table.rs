//! A long table of which only what is in view is in the page.
//!
//! Every row is as tall as the others, so that its place is known without it. A row that stays in view keeps its
//! elements, and with them the focus.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::HtmlElement;

use wasm_bindgen::JsCast;

use crate::ui::markup::{self, Markup};

/// Rows above and below the view that are drawn too, so that a step of the keyboard finds the next.
const AROUND: usize = 8;

/// How tall a row is taken to be until one is there, in CSS pixels.
const FIRST_GUESS: u32 = 60;

/// So many rows are drawn before it is known how tall the view is.
const FIRST_VIEW: u32 = 700;

/// Draws the cells of a row, as [`row_cells`] does.
pub type DrawRow = Arc<dyn Fn(u64) -> String + Send + Sync>;

/// The cells of a row, what is in each in the order of the columns. Each says which column is its own: where empty ones
/// are hidden, those behind them are still heard under their heads.
pub(in crate::ui) fn row_cells(cells: Vec<Vec<Markup>>) -> String {
    let cell = |(index, inside): (usize, Vec<Markup>)| {
        let column = (index + 1).to_string();
        markup::element("div", &[("role", "cell"), ("aria-colindex", &column)], inside)
    };
    String::from(markup::all(cells.into_iter().enumerate().map(cell).collect()))
}

/// A table with any number of rows.
#[component]
pub fn VirtualTable(
    /// What the table is called.
    label: &'static str,
    /// Further style, which says how wide the columns are.
    class: &'static str,
    /// The heads of the columns.
    columns: Vec<&'static str>,
    /// Names each row, in order, no two alike. A row whose content changes gets another name.
    #[prop(into)]
    rows: Signal<Arc<Vec<u64>>>,
    /// Draws a row by its name.
    draw: DrawRow,
) -> impl IntoView {
    let scroller = NodeRef::<Div>::new();
    let height = RwSignal::new(FIRST_GUESS);
    let view = RwSignal::new((0, FIRST_VIEW));
    let look = move || {
        // Whoever waited for a frame may find the page left.
        let known =
            (scroller.try_get_untracked().flatten(), height.try_get_untracked(), view.try_get_untracked());
        let (Some(element), Some(last_height), Some(last_view)) = known else { return };
        let first = element.query_selector("[data-row]").ok().flatten();
        let tall = first.and_then(|row| row.dyn_into::<HtmlElement>().ok()).map(|row| row.offset_height());
        let tall = tall.and_then(|tall| u32::try_from(tall).ok()).filter(|tall| *tall > 0);
        if let Some(tall) = tall.filter(|tall| *tall != last_height) {
            height.set(tall);
        }
        let pixels = |pixels: i32| u32::try_from(pixels).unwrap_or_default();
        let now = (pixels(element.scroll_top()), pixels(element.client_height()).max(100));
        if now != last_view {
            view.set(now);
        }
    };
    Effect::new(move |_| {
        rows.with(|_| ());
        request_animation_frame(look);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    let shown = Memo::new(move |_| {
        let (top, tall) = view.get();
        let place = |pixels: u32| usize::try_from(pixels / height.get()).unwrap_or_default();
        let (first, count) = (place(top), place(tall) + 1);
        let end = (first + count + AROUND).next_multiple_of(4);
        rows.with(|rows| (first.saturating_sub(AROUND) / 4 * 4, end.min(rows.len())))
    });
    let drawn = move || {
        let (start, end) = shown.get();
        rows.with(|rows| rows.iter().copied().take(end).skip(start).collect::<Vec<u64>>())
    };
    // Where others come or go above it, it is moved and stays the same.
    let row = move |at: ReadSignal<usize>, name: u64| {
        let contents = draw(name);
        let index = Memo::new(move |_| shown.get().0 + at.get());
        view! {
            <div role="row" class="virtual-table__row" data-row aria-rowindex=move || (index.get() + 2).to_string()
                style:inset-block-start=move || px(index.get(), height.get()) inner_html=contents></div>
        }
    };
    let count = columns.len();
    let heads = columns.into_iter().enumerate().map(|(index, name)| {
        view! { <div role="columnheader" aria-colindex=(index + 1).to_string()>{name}</div> }.into_any()
    });
    let heads = heads.collect::<Vec<_>>();
    let all = move || rows.with(|rows| rows.len());
    view! {
        <div class=format!("virtual-table {class}") node_ref=scroller tabindex="0" role="region" aria-label=format!("Bảng: {label}")
            hidden=move || all() == 0 on:scroll=move |_| look()>
            <div role="table" aria-label=label aria-rowcount=move || (all() + 1).to_string() aria-colcount=count.to_string()>
                <div role="rowgroup" class="virtual-table__head">
                    <div role="row" class="virtual-table__heads" aria-rowindex="1">{heads}</div>
                </div>
                <div role="rowgroup" class="virtual-table__body" style:block-size=move || px(all(), height.get())>
                    <ForEnumerate each=drawn key=|name| *name children=row />
                </div>
            </div>
        </div>
    }
}

/// The height of so many rows. Set as a property, because the page's policy allows no style attributes.
fn px(rows: usize, height: u32) -> String {
    format!("{}px", u64::try_from(rows).unwrap_or_default() * u64::from(height))
}
