//! Keeps headings with their text in LibreOffice, which else leaves some at the foot of a page.
//!
//! Before it lays a text out, LibreOffice (7.4 to 25.2, `SwLayHelper`) estimates its pages: a new one begins once so many
//! paragraphs and rows of tables are counted. Then it moves text back to where there is room. A heading that ends an
//! estimated page is moved back alone, though it must be kept with the next. Where this would happen, some of the space
//! after an earlier paragraph of the same page is written as empty paragraphs, each a twentieth of a line high, so that
//! the estimated page ends before the heading. Nothing moves by that, there or in Word.
//!
//! **Invariant:** what is taken from the space after a paragraph is what stands below it instead, on the same page.

use crate::pagination::{Block, Layout, Twips};
use crate::paper::{Printed, PrintedPart};

/// The height of what stands instead of space.
const LEAST: Twips = 20;

/// How many paragraphs an estimated page holds in a short text.
const FEW: usize = 25;

/// Empty paragraphs that stand after others.
#[derive(Debug, Default)]
pub(super) struct Fillers(Vec<(usize, usize)>);

impl Fillers {
    /// How many stand after a block; each takes [`LEAST`] of the space there.
    pub(super) fn after(&self, block: usize) -> usize {
        self.0.iter().find(|(at, _)| *at == block).map_or(0, |(_, count)| *count)
    }

    /// What they take.
    pub(super) fn height(count: usize) -> Twips {
        Twips::try_from(count).unwrap_or(0).saturating_mul(LEAST)
    }
}

/// Those of each part.
pub(super) fn fillers(printed: &Printed) -> Vec<Fillers> {
    let most = paragraphs_a_page(printed);
    let parts = printed.parts.iter().enumerate();
    parts.map(|(index, part)| Estimate::new(part, most, index > 0).fillers()).collect()
}

/// How many paragraphs and rows an estimated page holds: by the number of nodes, less twenty-five a table.
fn paragraphs_a_page(printed: &Printed) -> usize {
    let (mut nodes, mut tables) = (2, 0);
    for block in printed.parts.iter().flat_map(|part| &part.document.blocks) {
        match block {
            Block::Para(_) => nodes += 1,
            Block::Table(table) => {
                tables += 1;
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                nodes += 2 + cells.map(|cell| 2 + cell.paras.len()).sum::<usize>();
            }
        }
    }
    match nodes.saturating_sub(tables * 25) {
        0..=100 => FEW,
        nodes => (20 + nodes / 1000 * 3).min(53),
    }
}

/// The estimated pages of a part.
struct Estimate<'a> {
    part: &'a PrintedPart,
    most: usize,
    /// Whether the part begins a page, and is counted from there.
    begins_page: bool,
    /// The pages of the first and the last line of each block.
    pages: Vec<Option<(u32, u32)>>,
}

impl<'a> Estimate<'a> {
    fn new(part: &'a PrintedPart, most: usize, begins_page: bool) -> Self {
        Self { part, most, begins_page, pages: pages(&part.layout, part.document.blocks.len()) }
    }

    fn fillers(&self) -> Fillers {
        let mut fillers = Vec::new();
        // The block that begins the estimated page, and the count at every block of it.
        let mut start = 0;
        let mut counts: Vec<usize> = Vec::new();
        let mut index = 0;
        while let Some(block) = self.part.document.blocks.get(index) {
            let rows = match block {
                Block::Para(_) => 1,
                Block::Table(table) => table.rows.len(),
            };
            let count = counts.last().copied().unwrap_or(0) + rows;
            if count > self.most + 10 && rows > 1 {
                // Long tables are estimated in another way, which is not followed.
                break;
            }
            if index == 0 && self.begins_page {
                counts.push(0);
            } else if count > self.most {
                let chain = self.chain_before(index);
                let missing = (self.most + 1).saturating_sub(counts.get(chain - start).copied().unwrap_or(0));
                let places = if chain < index { self.places(start, chain, missing) } else { None };
                if let Some(places) = places {
                    fillers.extend(places);
                    index = chain;
                }
                start = index;
                counts = vec![0];
            } else {
                counts.push(count);
            }
            index += 1;
        }
        Fillers(fillers)
    }

    /// The first of the paragraphs before a block that are kept with it; the block itself if none is.
    fn chain_before(&self, index: usize) -> usize {
        let before = self.part.document.blocks.get(..index).unwrap_or_default().iter().rev();
        index - before.take_while(|block| matches!(block, Block::Para(para) if para.keep_next)).count()
    }

    /// Where so many can stand between two blocks, if the second begins a page.
    fn places(&self, start: usize, chain: usize, missing: usize) -> Option<Vec<(usize, usize)>> {
        let last = chain.checked_sub(1)?;
        if chain <= start || self.first_page(chain)? <= self.last_page(last)? {
            return None;
        }
        let mut places = Vec::new();
        let mut missing = missing;
        for index in (start..last).rev() {
            let taken = self.room_after(index).min(missing);
            if taken > 0 {
                places.push((index, taken));
                missing -= taken;
            }
        }
        (missing == 0).then_some(places)
    }

    /// How many can stand after a block: as many as its space holds, if what follows stands on the same page.
    fn room_after(&self, index: usize) -> usize {
        let blocks = &self.part.document.blocks;
        let Some(Block::Para(paragraph)) = blocks.get(index) else { return 0 };
        let has_space = matches!(blocks.get(index + 1), Some(Block::Para(next)) if next.before == 0);
        let is_inside =
            self.last_page(index).is_some() && self.last_page(index) == self.first_page(index + 1);
        if paragraph.keep_next || !has_space || !is_inside {
            return 0;
        }
        usize::try_from(paragraph.after / LEAST).unwrap_or(0)
    }

    fn first_page(&self, block: usize) -> Option<u32> {
        self.pages.get(block).copied().flatten().map(|(first, _)| first)
    }

    fn last_page(&self, block: usize) -> Option<u32> {
        self.pages.get(block).copied().flatten().map(|(_, last)| last)
    }
}

fn pages(layout: &Layout, blocks: usize) -> Vec<Option<(u32, u32)>> {
    let mut pages: Vec<Option<(u32, u32)>> = vec![None; blocks];
    for line in layout.lines.iter().filter(|line| !line.repeated) {
        if let Some(known) = pages.get_mut(line.path.block) {
            let (first, last) = known.unwrap_or((line.page, line.page));
            *known = Some((first.min(line.page), last.max(line.page)));
        }
    }
    pages
}
