//! The rows of a compiled table, as elements in text.

use crate::office::compile::{Cell, Column, Compiled, CompiledRow, Kind, Role};
use crate::ui::markup::{self, Markup};

/// How wide a column is, in letters.
const NARROWEST: usize = 7;
const WIDEST: usize = 34;

/// How wide a column of long texts is, and from how many letters on a text is long.
const WIDEST_OF_LONG: usize = 56;
const LONG: usize = 160;

/// How wide a letter and what is around a cell are, in pixels.
const LETTER: usize = 9;
const AROUND: usize = 20;

/// How wide the column of numbers is.
const NUMBERS: usize = 56;

/// So many rows are looked at for the width of a column.
const LOOKED_AT: usize = 400;

/// A cell as people read it.
pub(super) fn cell(column: &Column, cell: &Cell) -> String {
    column.shown(cell)
}

/// The table without its entries: widths, heads, totals.
pub(super) fn frame(table: &Compiled, shown: usize) -> String {
    let total = table.rows.iter().find(|row| row.role == Role::Total);
    let rows = shown + 1 + usize::from(total.is_some());
    let widths: Vec<usize> =
        table.columns.iter().enumerate().map(|(at, own)| width(table, own, at)).collect();
    let whole = widths.iter().sum::<usize>() + if table.numbered { NUMBERS } else { 0 };
    let foot = total.map(|row| {
        markup::element(
            "tfoot",
            &[],
            vec![markup::element(
                "tr",
                &[("class", "compiled-table__total"), ("aria-rowindex", &(shown + 2).to_string())],
                cells(table, row, String::new()),
            )],
        )
    });
    let grid = markup::element(
        "table",
        &[
            ("class", "compiled-table__grid"),
            ("role", "grid"),
            ("aria-label", &table.title),
            ("aria-rowcount", &rows.to_string()),
            ("aria-colcount", &(table.columns.len() + usize::from(table.numbered)).to_string()),
            ("width", &whole.to_string()),
        ],
        vec![widths_of(table, &widths), heads(table), foot.unwrap_or_default()],
    );
    String::from(grid)
}

fn widths_of(table: &Compiled, widths: &[usize]) -> Markup {
    let numbers = table.numbered.then_some(NUMBERS);
    let columns = numbers.into_iter().chain(widths.iter().copied());
    let columns = columns.map(|width| markup::element("col", &[("width", &width.to_string())], Vec::new()));
    markup::element("colgroup", &[], columns.collect())
}

fn heads(table: &Compiled) -> Markup {
    let mut heads = Vec::new();
    if table.numbered {
        heads.push(markup::element(
            "th",
            &[("scope", "col"), ("class", "compiled-table__number"), ("aria-colindex", "1")],
            vec![markup::text("STT")],
        ));
    }
    let offset = 1 + usize::from(table.numbered);
    for (column, at) in table.columns.iter().zip(0..) {
        heads.push(markup::element(
            "th",
            &[
                ("scope", "col"),
                ("class", class("head", column, at)),
                ("aria-colindex", &(at + offset).to_string()),
            ],
            vec![markup::text(&column.title)],
        ));
    }
    let row = markup::element("tr", &[("aria-rowindex", "1")], heads);
    markup::element("thead", &[], vec![row])
}

/// An entry at a position.
pub(super) fn line(table: &Compiled, position: usize, at: usize) -> Option<Markup> {
    let row = table.rows.get(at)?;
    let number = (position + 2).to_string();
    Some(markup::element("tr", &[("aria-rowindex", &number)], cells(table, row, (at + 1).to_string())))
}

fn cells(table: &Compiled, row: &CompiledRow, number: String) -> Vec<Markup> {
    let mut cells = Vec::new();
    if table.numbered {
        cells.push(markup::element(
            "td",
            &[("class", "compiled-table__number")],
            vec![markup::text(&number)],
        ));
    }
    let offset = 1 + usize::from(table.numbered);
    for ((column, own), at) in table.columns.iter().zip(&row.cells).zip(0_usize..) {
        let class = class("cell", column, at);
        let (place, index) = (at.to_string(), (at + offset).to_string());
        let attributes = [
            ("role", "gridcell"),
            ("class", class),
            ("tabindex", "-1"),
            ("data-column", place.as_str()),
            ("aria-colindex", index.as_str()),
        ];
        cells.push(markup::element("td", &attributes, vec![markup::text(&cell(column, own))]));
    }
    cells
}

fn class(part: &str, column: &Column, at: usize) -> &'static str {
    let is_number = matches!(column.kind, Kind::Number | Kind::Count);
    match (part, is_number, at) {
        ("head", _, 0) => "compiled-table__head compiled-table__head--first",
        ("head", true, _) => "compiled-table__head compiled-table__head--number",
        ("head", ..) => "compiled-table__head",
        (_, _, 0) => "compiled-table__cell compiled-table__cell--first",
        (_, true, _) => "compiled-table__cell compiled-table__cell--number",
        _ => "compiled-table__cell",
    }
}

/// How wide a column is, in pixels: as the longest of its lines, within bounds.
fn width(table: &Compiled, column: &Column, at: usize) -> usize {
    let longest_line = |text: String| text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let rows = table.rows.iter().take(LOOKED_AT).chain(table.rows.last());
    let widest = rows.map(|row| longest_line(cell(column, &row.cells[at]))).max().unwrap_or_default();
    let most = if widest > LONG { WIDEST_OF_LONG } else { WIDEST };
    let head = column.title.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
    let half = column.title.chars().count() / 2;
    widest.max(head).max(half).clamp(NARROWEST, most) * LETTER + AROUND
}

/// The whole table as it is printed: every row, under its title.
pub(in crate::ui) fn printed(table: &Compiled) -> Markup {
    let head = {
        let mut heads: Vec<Markup> = Vec::new();
        if table.numbered {
            heads.push(markup::line("th", "", "STT"));
        }
        heads.extend(
            table
                .columns
                .iter()
                .map(|column| markup::element("th", &[("scope", "col")], vec![markup::text(&column.title)])),
        );
        markup::element("thead", &[], vec![markup::element("tr", &[], heads)])
    };
    let mut number = 0;
    let rows = table.rows.iter().map(|row| {
        let mut cells = Vec::new();
        if table.numbered {
            let is_entry = row.role == Role::Entry;
            number += u32::from(is_entry);
            let shown = if is_entry { number.to_string() } else { String::new() };
            cells.push(markup::element("td", &[], vec![markup::text(&shown)]));
        }
        for (column, own) in table.columns.iter().zip(&row.cells) {
            let is_number = matches!(column.kind, Kind::Number | Kind::Count);
            let class = if is_number { "print-table__number" } else { "" };
            cells.push(markup::element("td", &[("class", class)], vec![markup::text(&cell(column, own))]));
        }
        let class = if row.role == Role::Total { "print-table__total" } else { "" };
        markup::element("tr", &[("class", class)], cells)
    });
    let rows = rows.collect();
    markup::element(
        "section",
        &[("class", "print-table")],
        vec![
            markup::line("h1", "print-table__title", &table.title),
            markup::line("p", "print-table__note", table.note.as_deref().unwrap_or_default()),
            markup::element("table", &[], vec![head, markup::element("tbody", &[], rows)]),
        ],
    )
}
