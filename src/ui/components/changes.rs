//! What differs between two texts of a draft, to be read side by side.

use super::layout_choices::described;
use crate::draft::{Row, shown_cell};
use crate::form::{FieldKind, Table};
use crate::session::versions::{CellDifference, Comparison, Difference, Piece, RowDifference, What};
use crate::ui::markup::{self, Markup};

/// What is the same is shown with so many letters beside a change.
const AROUND: usize = 80;

/// More rows than these are counted, not shown.
const MOST_ROWS: usize = 60;

/// What the two texts are called, inside a sentence.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct Sides {
    /// The text before, such as "bản này".
    pub(in crate::ui) before: &'static str,
    /// The text after, such as "bài đang viết".
    pub(in crate::ui) after: &'static str,
}

/// What differs, section by section in the words of the form.
pub(in crate::ui) fn changes(comparison: &Comparison<'_>, sides: Sides) -> Markup {
    let Sides { before, after } = sides;
    if comparison.is_empty() {
        return markup::line("p", "changes__none", &format!("Không có gì khác giữa {before} và {after}."));
    }
    let key = markup::element(
        "p",
        &[("class", "changes__key")],
        vec![
            removed(&format!("Gạch ngang: chỉ có ở {before}")),
            markup::text(" "),
            added(&format!("Gạch chân: chỉ có ở {after}")),
        ],
    );
    let mut parts = vec![key];
    let mut section = None;
    for difference in &comparison.differences {
        if section.replace(&difference.section.id) != Some(&difference.section.id) {
            parts.push(markup::line("h3", "changes__section", &difference.section.title));
        }
        parts.push(field(difference, sides));
    }
    if let Some((old, new)) = comparison.layout {
        parts.push(markup::line("h3", "changes__section", "Thể thức"));
        let pieces = [Piece::Removed(described(old)), Piece::Added(described(new))];
        parts.push(markup::group("p", "changes__text", shown(&pieces)));
    }
    let others = match comparison.others {
        0 => String::new(),
        others => format!("Còn {others} câu trả lời khác nhau mà mẫu hiện nay không hỏi."),
    };
    parts.push(markup::line("p", "", &others));
    markup::group("div", "changes", parts)
}

fn field(difference: &Difference<'_>, sides: Sides) -> Markup {
    let contents = match &difference.what {
        What::Text(pieces) => markup::group("p", "changes__text", shown(pieces)),
        What::Tick(on) => {
            let (old, new) = if *on { ("không", "có") } else { ("có", "không") };
            let pieces = [Piece::Removed(old.to_owned()), Piece::Added(new.to_owned())];
            markup::group("p", "changes__text", shown(&pieces))
        }
        What::Rows(rows) => match &difference.field.kind {
            FieldKind::Table(table) => rows_of(table, rows, sides),
            _ => Markup::default(),
        },
    };
    let name = markup::line("h4", "changes__field", &difference.field.label);
    markup::group("div", "changes__difference", vec![name, contents])
}

fn rows_of(table: &Table, rows: &[RowDifference<'_>], sides: Sides) -> Markup {
    let mut items: Vec<Markup> = rows.iter().take(MOST_ROWS).map(|row| row_of(table, row, sides)).collect();
    if rows.len() > MOST_ROWS {
        items.push(markup::line("li", "", &format!("Và {} dòng khác nữa.", rows.len() - MOST_ROWS)));
    }
    markup::group("ul", "changes__rows", items)
}

fn row_of(table: &Table, row: &RowDifference<'_>, sides: Sides) -> Markup {
    let name = &table.row_name;
    let whole = |row: &Row, piece: fn(String) -> Piece| {
        let columns = table.columns.iter();
        let cells = columns.map(|column| (column, shown_cell(table, row, column)));
        let cells = cells.filter(|(_, text)| !text.is_empty());
        cells.map(|(column, text)| CellDifference { column, pieces: vec![piece(text)] }).collect::<Vec<_>>()
    };
    let (title, cells) = match row {
        RowDifference::Added { number, row } => {
            (format!("Chỉ có ở {}: {name} {number}", sides.after), whole(row, Piece::Added))
        }
        RowDifference::Removed { number, row } => {
            (format!("Chỉ có ở {}: {name} {number}", sides.before), whole(row, Piece::Removed))
        }
        RowDifference::Changed { number, moved_from: None, cells } => {
            (format!("Khác nhau: {name} {number}"), cells.clone())
        }
        RowDifference::Changed { number, moved_from: Some(from), cells } => {
            (format!("Chuyển chỗ: {name} {number} (ở {} là {from})", sides.before), cells.clone())
        }
    };
    let cell = |CellDifference { column, pieces }: &CellDifference<'_>| {
        let mut parts = vec![markup::line("span", "changes__column", &format!("{}: ", column.label))];
        parts.extend(shown(pieces));
        markup::group("p", "changes__text", parts)
    };
    let mut parts = vec![markup::line("p", "changes__row", &title)];
    parts.extend(cells.iter().map(cell));
    markup::group("li", "", parts)
}

/// Pieces of a text; long ones that are the same are cut short.
fn shown(pieces: &[Piece]) -> Vec<Markup> {
    let last = pieces.len().saturating_sub(1);
    let piece = |(index, piece): (usize, &Piece)| match piece {
        Piece::Same(text) => markup::text(&cut(text, index > 0, index < last)),
        Piece::Removed(text) => removed(text),
        Piece::Added(text) => added(text),
    };
    pieces.iter().enumerate().map(piece).collect()
}

fn removed(text: &str) -> Markup {
    let class = if is_long(text) { "changes__removed changes__removed--long" } else { "changes__removed" };
    marked("del", class, "[bỏ: ", text)
}

fn added(text: &str) -> Markup {
    let class = if is_long(text) { "changes__added changes__added--long" } else { "changes__added" };
    marked("ins", class, "[thêm: ", text)
}

/// Whether a change is read better as a paragraph of its own.
fn is_long(text: &str) -> bool {
    text.chars().count() > 2 * AROUND
}

/// A change that is seen without colour and heard as well.
fn marked(tag: &str, class: &str, said: &str, text: &str) -> Markup {
    markup::element(
        tag,
        &[("class", class)],
        vec![
            markup::line("span", "visually-hidden", said),
            markup::text(&visible(text)),
            markup::line("span", "visually-hidden", "]"),
        ],
    )
}

/// White space that stands alone, by signs.
fn visible(text: &str) -> String {
    if !text.trim().is_empty() {
        return text.to_owned();
    }
    text.chars().map(|letter| if letter == '\n' { "↵\n" } else { "␣" }).collect()
}

/// The beginning and the end of a text, where changes stand beside it.
fn cut(text: &str, before: bool, after: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let sides = usize::from(before) + usize::from(after);
    if letters.len() <= AROUND * sides.max(1) + 20 {
        return text.to_owned();
    }
    let mut cut = String::new();
    if before {
        let end = (AROUND / 2..AROUND).rev().find(|at| letters[*at].is_whitespace()).unwrap_or(AROUND);
        cut.extend(letters.iter().take(end));
    }
    cut.push_str(if before && after { " … " } else { "…" });
    if after {
        let from = letters.len() - AROUND;
        let start = (from..from + AROUND / 2).find(|at| letters[*at].is_whitespace()).unwrap_or(from);
        cut.extend(letters.iter().skip(start));
    }
    cut
}
