//! A row that is too tall for any page, split between pages.
//!
//! Each cell goes on by itself: as many of its lines stand on a page as fit. What was measured: the space above a
//! paragraph stands at the top of every part of its cell; the rule below the row must fit on each page, and with the
//! last line of a paragraph the space below it, unless that line is all that the page has of the cell.
//!
//! **Invariant:** every part but one without lines holds at least a line, so splitting ends.

use super::collect::{Row, RowLine};
use super::document::Twips;

/// A row that is being split.
#[derive(Debug)]
pub(super) struct Split<'a> {
    row: &'a Row,
    /// What the rule below each part takes.
    rule: Twips,
    /// For each cell with lines what is left of it: indices into the row's lines.
    rest: Vec<std::ops::Range<usize>>,
}

impl<'a> Split<'a> {
    /// Nothing of the row stands on a page yet.
    pub(super) fn new(row: &'a Row, rule: Twips) -> Self {
        let mut rest = Vec::new();
        let mut start = 0;
        for cell in row.lines.chunk_by(|one, other| cell_of(row, one) == cell_of(row, other)) {
            rest.push(start..start + cell.len());
            start += cell.len();
        }
        Self { row, rule, rest }
    }

    /// What the first line of every cell needs of a page.
    pub(super) fn least(&self) -> Twips {
        let needs = self.rest.iter().filter_map(|cell| self.need(cell.start));
        needs.max().unwrap_or(0).saturating_add(self.rule)
    }

    /// What a line needs at the top of a part.
    fn need(&self, line: usize) -> Option<Twips> {
        let line = self.row.lines.get(line)?;
        Some(self.row.frames.get(line.frame)?.above + line.extent.needed)
    }

    /// What stands below a line that is the last of its paragraph.
    fn below(&self, line: usize) -> Twips {
        let frame = |line: usize| self.row.lines.get(line).map(|line| line.frame);
        let own = frame(line).filter(|own| frame(line + 1) != Some(*own));
        own.and_then(|own| self.row.frames.get(own)).map_or(0, |frame| frame.below)
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.iter().all(|cell| cell.is_empty())
    }

    /// The next part, in so much room, as a row of its own. Where no line fits, one of each cell is taken all the same.
    pub(super) fn part(&mut self, room: Twips) -> Row {
        let room = room.saturating_sub(self.rule);
        let mut part = Row { frames: self.row.frames.clone(), ..Row::default() };
        for at in 0..self.rest.len() {
            self.fill(at, room, &mut part);
        }
        if part.lines.is_empty() {
            for at in 0..self.rest.len() {
                let room = self.rest.get(at).and_then(|cell| self.need(cell.start)).unwrap_or(room);
                self.fill(at, room, &mut part);
            }
        }
        part.height = part.height.saturating_add(self.rule);
        part
    }

    /// Takes the lines of a cell that fit.
    fn fill(&mut self, at: usize, room: Twips, part: &mut Row) {
        let Some(cell) = self.rest.get(at).cloned() else { return };
        let mut bottom = None;
        let mut taken = cell.start;
        for (index, line) in cell.clone().zip(self.row.lines.get(cell.clone()).unwrap_or_default()) {
            let above = self.row.frames.get(line.frame).map_or(0, |frame| frame.above);
            let top = bottom.map_or(above, |bottom: Twips| bottom + self.gap_above(index));
            let below = self.below(index);
            let counted = if bottom.is_some() { below } else { 0 };
            if top.saturating_add(line.extent.needed + counted) > room {
                break;
            }
            part.lines.push(RowLine { top, ..*line });
            bottom = Some(top + line.extent.advance);
            part.height = part.height.max(top + line.extent.advance + below);
            taken = index + 1;
        }
        if let Some(rest) = self.rest.get_mut(at) {
            rest.start = taken;
        }
    }

    /// The space between a line and the one above it in the whole row.
    fn gap_above(&self, index: usize) -> Twips {
        let above = index.checked_sub(1).and_then(|above| self.row.lines.get(above));
        let (Some(above), Some(line)) = (above, self.row.lines.get(index)) else { return 0 };
        line.top - above.top - above.extent.advance
    }
}

fn cell_of(row: &Row, line: &RowLine) -> Option<usize> {
    row.frames.get(line.frame).map(|frame| frame.cell)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::collect::Frame;
    use super::super::metrics::LineExtent;
    use super::*;

    /// A row of cells of paragraphs of so many lines ten high, with three above and two below each paragraph.
    fn row(cells: &[&[usize]]) -> Row {
        let mut row = Row::default();
        for (cell, paragraphs) in cells.iter().enumerate() {
            let mut top = 0;
            for (paragraph, lines) in paragraphs.iter().enumerate() {
                top += 3;
                for line in 0..*lines {
                    let extent = LineExtent { advance: 10, needed: 10, baseline: 8 };
                    row.lines.push(RowLine { frame: row.frames.len(), line, top, extent });
                    top += 10;
                }
                row.frames.push(Frame { cell, paragraph, above: 3, below: 2, ..Frame::default() });
            }
        }
        row
    }

    /// The parts in so much room each: the tops of the lines of every cell, then the height.
    #[track_caller]
    fn check(cells: &[&[usize]], room: Twips, expect: Expect) {
        let row = row(cells);
        let mut split = Split::new(&row, 1);
        let mut shown = Vec::new();
        while !split.is_done() {
            let part = split.part(room);
            let tops = |cell| -> Vec<String> {
                let lines = part.lines.iter().filter(|line| row.frames[line.frame].cell == cell);
                lines.map(|line| line.top.to_string()).collect()
            };
            let tops: Vec<String> = (0..cells.len()).map(|cell| tops(cell).join(" ")).collect();
            shown.push(format!("{} = {}", tops.join(", "), part.height));
        }
        expect.assert_eq(&shown.join(" | "));
    }

    #[test]
    fn every_cell_goes_on_by_itself() {
        check(&[&[4], &[1]], 30, expect!["3 13, 3 = 24 | 3 13,  = 26"]);
        check(&[&[1, 1, 1], &[3]], 30, expect!["3 16, 3 13 = 29 | 3, 3 = 16"]);
    }

    #[test]
    fn the_last_line_needs_what_stands_below_it() {
        check(&[&[2]], 26, expect!["3 13 = 26"]);
        check(&[&[2]], 25, expect!["3 = 14 | 3 = 16"]);
    }

    #[test]
    fn a_line_taller_than_the_page_stands_on_it_all_the_same() {
        check(&[&[2], &[1]], 5, expect!["3, 3 = 16 | 3,  = 16"]);
    }
}
