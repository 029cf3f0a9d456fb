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
use super::metrics::LineExtent;

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
    /// The lines of a row whose tops are within a band of it; all of it unless it is taller than a page.
    Row { row: usize, start: Twips, end: Twips, repeated: bool },
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
}

impl<'a> Distributor<'a> {
    /// Begins at some place.
    pub(super) fn new(flow: &'a Flow, cursor: Cursor) -> Self {
        Self { height: flow.page_height, items: &flow.items, cursor, placements: Vec::new() }
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
        let headers = table.rows.get(..table.headers).unwrap_or_default();
        let below_heads = self.height.saturating_sub(table.rule).saturating_sub(rows_height(headers));
        let mut index = 0;
        while index < table.rows.len() {
            let end = kept_rows_end(table, index);
            let together = rows_height(table.rows.get(index..end).unwrap_or_default());
            for (row, content) in table.rows.iter().enumerate().take(end).skip(index) {
                let needed = if row == index { together.max(content.height) } else { content.height };
                if row > 0 && self.cursor.occupied && self.cursor.y.saturating_add(needed) > self.height {
                    self.break_page();
                    self.cursor.y = table.rule;
                    if row >= table.headers && content.height <= below_heads {
                        for (header, content) in headers.iter().enumerate() {
                            self.place_row(item, header, content, true);
                        }
                    }
                }
                self.place_row(item, row, content, false);
            }
            index = end;
        }
    }

    /// Places a row, in bands if it is taller than what is left of the page.
    fn place_row(&mut self, item: usize, index: usize, row: &Row, repeated: bool) {
        let mut start = 0;
        loop {
            let room = self.height - self.cursor.y;
            let end = if row.height - start <= room { row.height } else { band_end(row, start, room) };
            let top = self.cursor.y - start;
            let part = Part::Row { row: index, start, end, repeated };
            self.placements.push(Placement { item, page: self.cursor.page, top, part });
            self.cursor.y = self.cursor.y.saturating_add(end - start);
            self.cursor.occupied = true;
            if end >= row.height {
                return;
            }
            self.break_page();
            start = end;
        }
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

/// The height of the least of a table that may stand above a page break: its heads and a row, or just the first row if
/// no page has room for them.
fn head_height(table: &Rows, page_height: Twips) -> Twips {
    let height = |end: usize| {
        let rows = table.rows.get(..end).unwrap_or(&table.rows);
        table.rule.saturating_add(rows_height(rows))
    };
    let head = height(kept_rows_end(table, table.headers));
    if head <= page_height { head } else { height(1) }
}

/// The end of the rows that are kept together with one: after the first that is not kept with the next.
fn kept_rows_end(table: &Rows, index: usize) -> usize {
    let rest = table.rows.get(index..).unwrap_or_default();
    let kept = rest.iter().take_while(|row| row.keep_next).count();
    index + (kept + 1).min(rest.len())
}

fn rows_height(rows: &[Arc<Row>]) -> Twips {
    rows.iter().fold(0, |sum: Twips, row| sum.saturating_add(row.height))
}

/// Where a band of a row ends that begins at `start` and may be so high: where the first line begins that crosses it.
fn band_end(row: &Row, start: Twips, room: Twips) -> Twips {
    let limit = start.saturating_add(room.max(0));
    let below = row.lines.iter().filter(|line| line.top >= start);
    let crossing = below.clone().filter(|line| line.top.saturating_add(line.extent.needed) > limit);
    let end = crossing.map(|line| line.top).min().unwrap_or(row.height);
    if end > start {
        return end;
    }
    // A line taller than the page stands on it all the same.
    below.map(|line| line.top).filter(|&top| top > start).min().unwrap_or(row.height)
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
