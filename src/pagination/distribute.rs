//! *Distribute*: the items of a flow to pages.
//!
//! One pass from top to bottom. Most items are placed as they come; a chain of paragraphs kept with the next is placed
//! together with the head of what follows it, on the next page if need be.
//!
//! **Invariant:** every page but the last holds at least a line, so distribution ends: what does not fit an empty page
//! is put there all the same, as much of it as fits and at least a line.

use std::sync::Arc;

use super::collect::{Flow, Item, Lines, Row, Rows};
use super::document::Twips;
use super::metrics::{LineExtent, TALLEST};
use super::split_row::Split;

/// Lines or rows that stand on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// Index of the item.
    pub(super) item: usize,
    /// From 0.
    pub(super) page: u32,
    /// Below the top of the page area.
    pub(super) top: Twips,
    pub(super) part: Part,
}

/// What of an item is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Lines of a paragraph, from the first up to the end.
    Lines { start: usize, end: usize },
    /// A row, or that part of a row that is split; so high, with the rule below it.
    Row { row: usize, part: Option<usize>, height: Twips, repeated: bool },
}

/// A place between two items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cursor {
    /// From 0.
    pub(super) page: u32,
    /// Below the top of the page area.
    y: Twips,
    /// The space after the item above.
    after: Twips,
    /// Whether something stands on the page.
    occupied: bool,
}

/// Puts items on pages.
#[derive(Debug)]
pub(super) struct Distributor<'a> {
    height: Twips,
    items: &'a [Item],
    pub(super) cursor: Cursor,
    pub(super) placements: Vec<Placement>,
    /// Parts of rows that are split.
    pub(super) parts: Vec<Row>,
}

impl<'a> Distributor<'a> {
    /// Begins at some place.
    pub(super) fn new(flow: &'a Flow, cursor: Cursor) -> Self {
        Self {
            height: flow.page_height,
            items: &flow.items,
            cursor,
            placements: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Places everything from an item on.
    pub(super) fn distribute(&mut self, mut index: usize) {
        while index < self.items.len() {
            index = self.place_chain(index);
        }
    }

    /// Places an item, with the chain that it begins, and returns what comes after.
    ///
    /// A chain that fits no page begins one and is not kept together.
    pub(super) fn place_chain(&mut self, index: usize) -> usize {
        if matches!(self.items.get(index), Some(Item::Lines(lines)) if lines.page_break_before) {
            self.break_page();
        }
        let end = self.chain_end(index);
        if end > index + 1 && !self.chain_fits(index, end) {
            self.break_page();
        }
        for item in index..end {
            match self.items.get(item) {
                Some(Item::Lines(lines)) => self.place_lines(item, lines),
                Some(Item::Rows(rows)) => self.place_rows(item, rows),
                None => {}
            }
        }
        end
    }

    /// The end of the chain that begins here: after the first item that is not kept with the next.
    fn chain_end(&self, index: usize) -> usize {
        let rest = self.items.get(index..).unwrap_or_default();
        let starts_page =
            |item: Option<&Item>| matches!(item, Some(Item::Lines(lines)) if lines.page_break_before);
        let kept = rest
            .iter()
            .enumerate()
            .take_while(|&(i, item)| {
                matches!(item, Item::Lines(lines) if lines.keep_next) && !starts_page(rest.get(i + 1))
            })
            .count();
        index + (kept + 1).min(rest.len())
    }

    /// Whether a chain and the head of its last item fit the rest of the page.
    fn chain_fits(&self, index: usize, end: usize) -> bool {
        let mut cursor = self.cursor;
        let chain = self.items.get(index..end).unwrap_or_default();
        for (i, item) in chain.iter().enumerate() {
            match item {
                Item::Lines(lines) => {
                    let top = cursor.y + cursor.gap_above(lines) + lines.border;
                    let fitting = fitting_lines(&lines.extents, self.height - top);
                    let is_last = i + 1 == chain.len();
                    let enough = if is_last { head_lines(lines) } else { lines.extents.len() };
                    if is_last || fitting < enough {
                        return fitting >= enough;
                    }
                    cursor.pass(top, lines, &lines.extents);
                }
                Item::Rows(rows) => {
                    return (cursor.y + cursor.after).saturating_add(head_height(rows, self.height))
                        <= self.height;
                }
            }
        }
        true
    }

    fn place_lines(&mut self, item: usize, lines: &Lines) {
        let count = lines.extents.len();
        let mut start = 0;
        while start < count {
            let first = start == 0;
            let top = self.cursor.y + if first { self.cursor.gap_above(lines) + lines.border } else { 0 };
            let rest = lines.extents.get(start..).unwrap_or_default();
            let fitting = fitting_lines(rest, self.height - top);
            let mut taken = fitting;
            if fitting < rest.len() {
                if lines.widow {
                    taken = taken.min(rest.len().saturating_sub(2));
                }
                if first && (lines.keep_lines || lines.keep_next || lines.widow && taken < 2) {
                    taken = 0;
                }
                if taken == 0 {
                    if self.cursor.occupied {
                        self.break_page();
                        continue;
                    }
                    taken = forced(fitting, rest.len(), lines.widow);
                }
            }
            let end = start + taken;
            self.placements.push(Placement {
                item,
                page: self.cursor.page,
                top,
                part: Part::Lines { start, end },
            });
            self.cursor.pass(top, lines, rest.get(..taken).unwrap_or_default());
            if end < count {
                self.break_page();
            }
            start = end;
        }
    }

    fn place_rows(&mut self, item: usize, table: &Rows) {
        if self.cursor.y + self.cursor.after > self.height.saturating_sub(head_height(table, self.height)) {
            self.break_page();
        }
        self.cursor.y += self.cursor.after;
        self.cursor.after = 0;
        self.cursor.y += table.rule;
        let mut index = 0;
        while index < table.rows.len() {
            let end = kept_rows_end(table, index);
            let together = rows_height(table.rows.get(index..end).unwrap_or_default());
            for (row, content) in table.rows.iter().enumerate().take(end).skip(index) {
                let split = is_split(table, row, self.height).then(|| Split::new(content, table.rule));
                let needed = match &split {
                    Some(split) => split.least(),
                    None if row == index => together.max(content.height),
                    None => content.height,
                };
                if row > 0 && self.cursor.occupied && self.cursor.y.saturating_add(needed) > self.height {
                    self.continue_table(item, table, row);
                }
                match split {
                    Some(split) => self.place_split(item, table, row, split),
                    None => self.place_row(item, row, None, content.height, false),
                }
            }
            index = end;
        }
    }

    /// Begins the next page of a table with its heads, if there is room below them for the row.
    fn continue_table(&mut self, item: usize, table: &Rows, row: usize) {
        self.break_page();
        self.cursor.y = table.rule;
        let height = table.rows.get(row).map_or(0, |row| row.height);
        let fits = height <= self.height.saturating_sub(table.rule + heads_height(table));
        if row >= table.headers && (fits || has_room_below_heads(table, self.height)) {
            for (header, content) in table.rows.iter().take(table.headers).enumerate() {
                self.place_row(item, header, None, content.height, true);
            }
        }
    }

    /// Places a row that is too tall for any page: it begins where it stands.
    fn place_split(&mut self, item: usize, table: &Rows, row: usize, mut split: Split<'_>) {
        loop {
            let part = split.part(self.height - self.cursor.y);
            self.place_row(item, row, Some(self.parts.len()), part.height, false);
            self.parts.push(part);
            if split.is_done() {
                return;
            }
            self.continue_table(item, table, row);
        }
    }

    fn place_row(&mut self, item: usize, row: usize, part: Option<usize>, height: Twips, repeated: bool) {
        let (page, top) = (self.cursor.page, self.cursor.y);
        self.placements.push(Placement { item, page, top, part: Part::Row { row, part, height, repeated } });
        self.cursor.y = (top + height).min(TALLEST);
        self.cursor.occupied = true;
    }

    /// Goes to the top of the next page, unless nothing stands on this one.
    fn break_page(&mut self) {
        if self.cursor.occupied {
            self.cursor = Cursor { page: self.cursor.page.saturating_add(1), ..Cursor::default() };
        }
    }
}

impl Cursor {
    /// The space above a paragraph: none at the top of a page other than the first.
    fn gap_above(&self, lines: &Lines) -> Twips {
        match (self.occupied, self.page) {
            (true, _) => self.after.max(lines.before),
            (false, 0) => lines.before,
            (false, _) => 0,
        }
    }

    /// Moves below lines that begin at `top`.
    fn pass(&mut self, top: Twips, lines: &Lines, extents: &[LineExtent]) {
        let height: Twips = extents.iter().map(|extent| extent.advance).sum();
        *self = Self { y: top + height, after: lines.after, occupied: true, ..*self };
    }
}

/// How many lines fit a height.
fn fitting_lines(extents: &[LineExtent], room: Twips) -> usize {
    let mut used = 0;
    extents
        .iter()
        .take_while(|extent| {
            let fits = used + extent.needed <= room;
            used += extent.advance;
            fits
        })
        .count()
}

/// The fewest lines of a paragraph that may stand above a page break.
fn head_lines(lines: &Lines) -> usize {
    let count = lines.extents.len();
    match (lines.keep_lines || lines.keep_next, lines.widow) {
        (true, _) => count,
        (false, true) if count < 4 => count,
        (false, true) => 2,
        (false, false) => 1,
    }
}

/// Lines to put on an empty page against the rules, because they allow none.
fn forced(fitting: usize, rest: usize, widow: bool) -> usize {
    let most = if widow { rest.saturating_sub(2) } else { rest };
    fitting.min(most).max(fitting.min(1)).max(1)
}

/// The height of the least of a table that may stand above a page break: its heads and a row, or the first lines of a
/// row that is split, or just the first row if no page has room for them.
fn head_height(table: &Rows, page_height: Twips) -> Twips {
    let height = |end: usize| {
        let rows = table.rows.get(..end).unwrap_or(&table.rows);
        table.rule.saturating_add(rows_height(rows))
    };
    let head = match table.rows.get(table.headers) {
        Some(row) if is_split(table, table.headers, page_height) => {
            height(table.headers).saturating_add(Split::new(row, table.rule).least())
        }
        _ => height(kept_rows_end(table, table.headers)),
    };
    if head <= page_height { head } else { height(1) }
}

/// Whether a row is too tall for a page that holds nothing but it and the repeated heads.
pub(super) fn is_split(table: &Rows, row: usize, page_height: Twips) -> bool {
    let has_heads = row >= table.headers && has_room_below_heads(table, page_height);
    let above = table.rule + if has_heads { heads_height(table) } else { 0 };
    let is_taller = |row: &Arc<Row>| row.height > page_height.saturating_sub(above) && !row.lines.is_empty();
    table.rows.get(row).is_some_and(is_taller)
}

/// Whether the heads take less than half a page, so that they repeat whatever stands below them.
fn has_room_below_heads(table: &Rows, page_height: Twips) -> bool {
    heads_height(table) < page_height / 2
}

fn heads_height(table: &Rows) -> Twips {
    rows_height(table.rows.get(..table.headers).unwrap_or_default())
}

/// The end of the rows that are kept together with one: after the first that is not kept with the next.
fn kept_rows_end(table: &Rows, index: usize) -> usize {
    let rest = table.rows.get(index..).unwrap_or_default();
    let kept = rest.iter().take_while(|row| row.keep_next).count();
    index + (kept + 1).min(rest.len())
}

fn rows_height(rows: &[Arc<Row>]) -> Twips {
    rows.iter().fold(0, |sum: Twips, row| (sum + row.height).min(TALLEST))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use super::*;

    /// A paragraph of lines ten high, without spacing and widow control.
    fn lines(count: usize) -> Lines {
        let extent = LineExtent { advance: 10, needed: 10, baseline: 8 };
        Lines { extents: vec![extent; count], ..Lines::default() }
    }

    fn heading() -> Lines {
        Lines { keep_next: true, ..lines(1) }
    }

    fn with_widow_control(count: usize) -> Lines {
        Lines { widow: true, ..lines(count) }
    }

    /// A table whose rows are so high, with repeating heads.
    fn table(headers: usize, heights: &[Twips]) -> Item {
        let rows = heights.iter().map(|&height| Arc::new(Row { height, ..Row::default() })).collect();
        Item::Rows(Arc::new(Rows { rule: 0, headers, rows }))
    }

    /// Distributes to pages 100 high; shows the lines of each paragraph, `r` and the index of rows, `*` on repeated ones.
    #[track_caller]
    fn check(items: Vec<Item>, expect: Expect) {
        let flow = Flow { page_height: 100, items };
        let mut distributor = Distributor::new(&flow, Cursor::default());
        distributor.distribute(0);
        let mut shown = String::new();
        let mut page = 0;
        for placement in &distributor.placements {
            while page < placement.page {
                shown.push_str(" |");
                page += 1;
            }
            shown.push_str(&match placement.part {
                Part::Lines { start, end } => format!(" {}", end - start),
                Part::Row { row, repeated, .. } => format!(" r{row}{}", if repeated { "*" } else { "" }),
            });
        }
        expect.assert_eq(shown.trim());
    }

    fn check_lines(paragraphs: Vec<Lines>, expect: Expect) {
        check(paragraphs.into_iter().map(Item::Lines).collect(), expect);
    }

    #[test]
    fn lines_that_overflow_move_to_the_next_page() {
        check_lines(vec![lines(5), lines(5), lines(1)], expect!["5 5 | 1"]);
        check_lines(vec![lines(9), lines(3)], expect!["9 1 | 2"]);
        check_lines(vec![lines(25)], expect!["10 | 10 | 5"]);
    }

    #[test]
    fn no_widow_and_no_orphan_is_left() {
        check_lines(vec![lines(9), with_widow_control(4)], expect!["9 | 4"]);
        check_lines(vec![lines(8), with_widow_control(3)], expect!["8 | 3"]);
        check_lines(vec![lines(7), with_widow_control(4)], expect!["7 2 | 2"]);
        check_lines(vec![with_widow_control(11)], expect!["9 | 2"]);
        check_lines(vec![with_widow_control(21)], expect!["10 | 9 | 2"]);
    }

    #[test]
    fn kept_lines_move_together_unless_they_fill_a_page() {
        let kept = |count| Lines { keep_lines: true, ..lines(count) };
        check_lines(vec![lines(5), kept(6)], expect!["5 | 6"]);
        check_lines(vec![lines(5), kept(12)], expect!["5 | 10 | 2"]);
    }

    #[test]
    fn a_heading_moves_with_what_follows() {
        check_lines(vec![lines(9), heading(), lines(2)], expect!["9 | 1 2"]);
        check_lines(vec![lines(8), heading(), heading(), with_widow_control(4)], expect!["8 | 1 1 4"]);
        check_lines(vec![lines(7), heading(), with_widow_control(4)], expect!["7 1 2 | 2"]);
        let long_chain: Vec<Lines> = std::iter::repeat_with(heading).take(12).collect();
        check_lines([vec![lines(1)], long_chain].concat(), expect![[r#"1 | 1 1 1 1 1 1 1 1 1 1 | 1 1"#]]);
    }

    #[test]
    fn a_heading_moves_with_the_head_and_first_row_of_a_table() {
        let items = |count| vec![Item::Lines(lines(count)), Item::Lines(heading()), table(1, &[10, 20, 20])];
        check(items(6), expect!["6 1 r0 r1 | r0* r2"]);
        check(items(7), expect!["7 | 1 r0 r1 r2"]);
    }

    #[test]
    fn heads_of_a_table_repeat_if_a_row_fits_below_them() {
        check(vec![table(1, &[10, 60, 60])], expect!["r0 r1 | r0* r2"]);
        check(vec![table(1, &[50, 50, 60])], expect!["r0 r1 | r2"]);
        check(vec![table(0, &[60, 60])], expect!["r0 | r1"]);
    }

    #[test]
    fn rows_kept_with_the_next_stay_on_its_page() {
        let rows = |keep: &[bool]| {
            let row = |&keep_next| Arc::new(Row { height: 30, keep_next, ..Row::default() });
            Item::Rows(Arc::new(Rows { rows: keep.iter().map(row).collect(), ..Rows::default() }))
        };
        check(vec![rows(&[false, false, true, false])], expect!["r0 r1 | r2 r3"]);
        check(vec![Item::Lines(lines(5)), rows(&[true, false])], expect!["5 | r0 r1"]);
        check(vec![rows(&[true, true, true, false])], expect!["r0 r1 r2 | r3"]);
    }

    #[test]
    fn space_is_dropped_at_the_top_of_a_page_but_the_first() {
        let spaced = |count| Lines { before: 10, after: 20, ..lines(count) };
        check_lines(vec![spaced(9), spaced(1)], expect!["9 | 1"]);
        check_lines(vec![lines(10), spaced(10)], expect!["10 | 10"]);
        check_lines(vec![spaced(4), spaced(3)], expect!["4 3"]);
    }
}
