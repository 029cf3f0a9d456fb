//! How many lines still fit within a page limit, or must go.
//!
//! Only [`super::distribute`] is repeated, from the paragraph in question on, so that counting costs less than one
//! layout. No text is broken again.

use super::Layout;
use super::collect::{Flow, Item, Lines};
use super::distribute::{Cursor, Distributor};

/// How a paper stands to a page limit, in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpareLines {
    /// Within the limit: so many more full lines fit.
    Fit(u32),
    /// Over the limit: so many lines must go.
    Over(u32),
}

/// Counts the lines that may be added to a paragraph, or must be taken from it, for the document to print to at most
/// `limit` pages.
///
/// *Fit* is the largest number of lines like the paragraph's first that it may have more (at most 1000). A number
/// below it may need a page more in one case: a paragraph of three lines is not split by a page break, one of four is.
///
/// *Over* is the least number of lines to take away from the end of the paragraph and, once nothing is left of it, from
/// the end of the paragraph before it outside tables, and so on. A paragraph without lines is gone, with its spacing. If
/// even that is not enough, because of what stands in tables or after the paragraph, it is the number of all those lines.
///
/// Nothing is returned if the block is not a paragraph.
pub fn spare_lines(layout: &Layout, block: usize, limit: u32) -> Option<SpareLines> {
    let Some(Item::Lines(lines)) = layout.flow.items.get(block) else { return None };
    let mut trial = Trial::new(&layout.flow, block);
    if layout.pages <= limit {
        Some(SpareLines::Fit(trial.most_more(lines, limit)))
    } else {
        Some(SpareLines::Over(trial.fewest_less(limit)))
    }
}

/// As many lines as are ever counted.
const MOST: u32 = 1_000;

/// Lines that a paragraph must have for page breaks in it to come in any place that its number of lines allows.
const FREELY_SPLIT: usize = 4;

/// A flow in which one paragraph after the other is changed.
struct Trial {
    flow: Flow,
    /// The changed paragraph.
    block: usize,
    /// Every place from which distribution can begin, in order.
    starts: Vec<(usize, Cursor)>,
}

impl Trial {
    fn new(flow: &Flow, block: usize) -> Self {
        let mut distributor = Distributor::new(flow, Cursor::default());
        let mut starts = Vec::new();
        let mut index = 0;
        while index <= block {
            starts.push((index, distributor.cursor));
            index = distributor.place_chain(index);
        }
        Self { flow: flow.clone(), block, starts }
    }

    /// Whether the changed flow prints to at most so many pages.
    fn fits(&mut self, limit: u32) -> bool {
        // The chain before may reach further now.
        while self.starts.len() > 1
            && self.starts.last().is_some_and(|&(start, _)| start > self.first_changed())
        {
            self.starts.pop();
        }
        let (mut index, cursor) = self.starts.last().copied().unwrap_or_default();
        let mut distributor = Distributor::new(&self.flow, cursor);
        while index < self.flow.items.len() && distributor.cursor.page < limit {
            index = distributor.place_chain(index);
        }
        distributor.cursor.page < limit
    }

    /// The beginning of the chain that the changed paragraph ends.
    fn first_changed(&self) -> usize {
        let before = self.flow.items.get(..self.block).unwrap_or_default();
        let kept =
            before.iter().rev().take_while(|item| matches!(item, Item::Lines(lines) if lines.keep_next));
        self.block - kept.count()
    }

    fn lines(&mut self) -> Option<&mut Lines> {
        match self.flow.items.get_mut(self.block) {
            Some(Item::Lines(lines)) => Some(lines),
            Some(Item::Rows(_)) | None => None,
        }
    }

    fn most_more(&mut self, lines: &Lines, limit: u32) -> u32 {
        let Some(&first) = lines.extents.first() else { return 0 };
        let mut most = 0;
        for more in 1..=MOST {
            let Some(lines) = self.lines() else { break };
            lines.extents.push(first);
            let count = lines.extents.len();
            if self.fits(limit) {
                most = more;
            } else if count >= FREELY_SPLIT {
                break;
            }
        }
        most
    }

    fn fewest_less(&mut self, limit: u32) -> u32 {
        let mut less = 0;
        for block in (0..=self.block).rev() {
            self.block = block;
            let count = self.lines().map_or(0, |lines| lines.extents.len());
            for left in (0..count).rev() {
                if let Some(lines) = self.lines() {
                    lines.extents.truncate(left);
                }
                if left == 0 {
                    self.flow.items.remove(block);
                }
                less += 1;
                if less >= MOST || self.fits(limit) {
                    return less;
                }
            }
        }
        less
    }
}
