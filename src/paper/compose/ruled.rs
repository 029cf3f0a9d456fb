//! Ruled tables: a head that repeats on every page, running numbers, a last row of sums.
//!
//! **Invariant:** the widths of columns and the size of their text come from the form alone, so that nothing jumps while
//! somebody types, and a cell that did not change is not broken into lines again.

use std::sync::Arc;

use crate::draft::{column_total, shown_number};
use crate::form::{Column, ColumnKind, Field, Table};
use crate::pagination::{Align, Cell, TableRow, Twips};

use super::body::Place;
use super::known::KnownTable;
use super::tables::shown;
use super::{Composer, Frame, Row, SLACK, line_of, printed_lines, printed_width, spacer, table};

/// The head of the column of running numbers.
const NUMBERS: &str = "STT";

/// Sizes of a table's text in half-points with the space left and right of it, from large to small: the first is taken
/// in which the columns need no more than [`COMFORT`] of the width, so that cells do not grow into towers of words.
const SIZES: [(u32, Twips); 3] = [(24, 108), (22, 57), (20, 57)];

/// In percent.
const COMFORT: Twips = 80;

/// No Vietnamese syllable is wider.
const WIDEST_WORD: &str = "nghiêng";

/// A4 that lies.
const WIDEST_PAGE: Twips = 16_838;

/// A head of a few words stands on so many lines at most.
const HEAD_LINES: Twips = 5;

impl Composer<'_> {
    /// "STT", then the form's columns.
    pub(super) fn ruled(&mut self, place: Place, field: &Field, definition: &Table) {
        let known = self.known.borrow_mut().take(&field.id, self.width, definition);
        let mut known = known.unwrap_or_else(|| KnownTable::new(&field.id, self.width, definition));
        let mut rows = vec![Arc::clone(&known.head)];
        let answered = self.rows(&field.id, definition);
        for (at, (_, row)) in answered.iter().enumerate() {
            rows.push(known.row(at, row));
        }
        known.end(answered.len());
        let style = &known.style;
        rows.extend(style.totals(definition, self.draft.answers.rows(&field.id)).map(Arc::new));
        let table = table(true, style.widths.clone(), style.side, rows);
        self.known.borrow_mut().keep(known);
        self.push(table, place.answer(None, 0, 0));
        // Keeps the table off what follows; two tables that touch would become one in a file.
        self.frame(Frame::Gap, spacer(120, 4));
    }
}

/// How a table is set.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// Of its text, in half-points.
    size: u32,
    /// Space left and right of a cell's text.
    side: Twips,
    /// Of "STT" and the columns; together the width between the margins.
    widths: Vec<Twips>,
}

impl Style {
    /// Every column gets its share by weight, but at least what its words need.
    pub(super) fn of(width: Twips, columns: &[Column]) -> Self {
        let mut style = Self { size: 0, side: 0, widths: Vec::new() };
        let mut needs = Vec::new();
        for (size, side) in SIZES {
            (style.size, style.side) = (size, side);
            style.widths = vec![style.around(printed_width(NUMBERS, size, true))];
            needs.clear();
            for column in columns {
                needs.push(style.need(column));
            }
            if style.widths[0] + needs.iter().sum::<Twips>() <= width * COMFORT / 100 {
                break;
            }
        }
        let room = width - style.widths[0];
        style.widths.extend(shares(room, columns, &needs));
        style
    }

    /// A cell's width around a text; one that is wider than any page is broken all the same.
    fn around(&self, text: Twips) -> Twips {
        text.min(WIDEST_PAGE) + 2 * self.side + SLACK
    }

    /// The least width that cuts no word, piles up no head and leaves a long text more than a word a line.
    fn need(&self, column: &Column) -> Twips {
        let width = |text: &str, bold| printed_width(text, self.size, bold);
        let widest = |text: &str, bold| text.split_whitespace().map(|word| width(word, bold)).max();
        let head = widest(&column.label, true).max(Some(width(&column.label, true) / HEAD_LINES));
        let cells = match &column.kind {
            ColumnKind::ShortText => Some(width(WIDEST_WORD, false)),
            ColumnKind::LongText => Some(width(WIDEST_WORD, false) * 3 / 2),
            ColumnKind::Number => Some(width("00.000", false)),
            ColumnKind::Computed { .. } => Some(width("00.000,0", true)),
            ColumnKind::Date => Some(width("00/00/0000", false)),
            ColumnKind::Choice { choices } => {
                choices.iter().filter_map(|choice| widest(&choice.label, false)).max()
            }
            ColumnKind::Tick => None,
        };
        self.around(head.max(cells).unwrap_or_default())
    }

    /// The row of heads, which repeats on every page.
    pub(super) fn head(&self, columns: &[Column]) -> TableRow {
        let mut cells = vec![self.cell(NUMBERS, true, Align::Center)];
        for column in columns {
            cells.push(self.cell(&column.label, true, Align::Center));
        }
        TableRow { header: true, cells }
    }

    /// A row of answers after its running number.
    pub(super) fn row(&self, number: &str, definition: &Table, row: &Row) -> TableRow {
        let mut cells = vec![self.cell(number, false, Align::Center)];
        for column in &definition.columns {
            cells.push(self.cell(&shown(definition, row, column), false, alignment(column)));
        }
        TableRow { header: false, cells }
    }

    /// "Cộng": the sums of the columns that are added up, if any is.
    fn totals(&self, definition: &Table, rows: &[Row]) -> Option<TableRow> {
        let total = |column: &Column| column_total(definition, column, rows).filter(|_| column.total);
        definition.columns.iter().find_map(total)?;
        let mut cells = vec![self.cell("", true, Align::Center)];
        let mut label = "Cộng";
        for column in &definition.columns {
            let text = match total(column) {
                Some(sum) => shown_number(sum),
                None if column.total => String::new(),
                None => std::mem::take(&mut label).to_owned(),
            };
            cells.push(self.cell(&text, true, alignment(column)));
        }
        Some(TableRow { header: false, cells })
    }

    /// A cell of at least one line.
    fn cell(&self, text: &str, bold: bool, align: Align) -> Cell {
        let mut lines = printed_lines(text);
        if lines.is_empty() {
            lines.push((0, ""));
        }
        let mut paras = Vec::new();
        for (_, line) in lines {
            let mut paragraph = line_of(line, self.size, bold, false);
            paragraph.align = align;
            paragraph.before = 40;
            paragraph.after = 40;
            // A row that no page holds is split between any two lines.
            paragraph.widow = false;
            paras.push(paragraph);
        }
        Cell { paras }
    }
}

fn alignment(column: &Column) -> Align {
    match column.kind {
        ColumnKind::Number | ColumnKind::Computed { .. } => Align::Right,
        ColumnKind::Tick | ColumnKind::Date => Align::Center,
        ColumnKind::ShortText | ColumnKind::LongText | ColumnKind::Choice { .. } => Align::Left,
    }
}

/// The width of each column: its share of the room by weight, but what it needs where the share is less. Where the
/// needs themselves are more than the room, they are the weights.
fn shares(room: Twips, columns: &[Column], needs: &[Twips]) -> Vec<Twips> {
    let is_tight = needs.iter().sum::<Twips>() > room;
    let mut weights = Vec::new();
    for (column, need) in columns.iter().zip(needs) {
        weights.push(if is_tight { i64::from(*need) } else { i64::from(column.weight) }.max(1));
    }
    let mut is_fixed = vec![false; columns.len()];
    loop {
        let (mut left, mut total) = (i64::from(room), 0);
        for (at, weight) in weights.iter().enumerate() {
            if is_fixed[at] {
                left -= i64::from(needs[at]);
            } else {
                total += weight;
            }
        }
        let share = |weights: i64| Twips::try_from(left * weights / total).unwrap_or(room);
        let is_short = |at: &usize| !is_tight && !is_fixed[*at] && share(weights[*at]) < needs[*at];
        if let Some(short) = (0..columns.len()).find(is_short) {
            is_fixed[short] = true;
            continue;
        }
        let (mut widths, mut used) = (Vec::new(), 0);
        for (at, weight) in weights.iter().enumerate() {
            if is_fixed[at] {
                widths.push(needs[at]);
            } else {
                widths.push(share(used + weight) - share(used));
                used += weight;
            }
        }
        return widths;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::ColumnId;

    #[track_caller]
    fn check(room: Twips, weights: &[u32], needs: &[Twips], widths: &[Twips]) {
        let column = |weight: &u32| Column {
            id: ColumnId::new("a"),
            label: String::new(),
            kind: ColumnKind::Tick,
            required: false,
            weight: *weight,
            total: false,
        };
        let columns: Vec<Column> = weights.iter().map(column).collect();
        assert_eq!(shares(room, &columns, needs), widths);
        assert_eq!(widths.iter().sum::<Twips>(), room);
    }

    #[test]
    fn a_column_gets_its_share_or_what_it_needs() {
        check(100, &[1, 1, 2], &[10, 10, 10], &[25, 25, 50]);
        check(100, &[1, 1, 2], &[10, 40, 10], &[20, 40, 40]);
        check(100, &[1, 1, 8], &[15, 10, 60], &[15, 10, 75]);
        check(100, &[1, 1, 1], &[10, 10, 10], &[33, 33, 34]);
        check(100, &[0], &[10], &[100]);
    }

    #[test]
    fn what_one_column_needs_may_leave_another_short() {
        check(100, &[4, 3, 3], &[10, 60, 20], &[20, 60, 20]);
        check(100, &[5, 1, 4], &[10, 50, 25], &[25, 50, 25]);
    }

    #[test]
    fn columns_that_need_more_than_there_is_all_give_way() {
        check(100, &[9, 1], &[100, 100], &[50, 50]);
        check(100, &[1, 1], &[60, 40], &[60, 40]);
    }
}
