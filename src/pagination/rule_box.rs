//! The rules of a page, for drawing it: those of tables, and those above paragraphs.
//!
//! **Invariant:** a rule lies in the room that [`super::collect`] gave it, so it touches no text.

use super::collect::{Item, Rows, rule_width};
use super::distribute::{Part, Placement};
use super::document::{Align, Block, CellMargin, Document, Paragraph, Table, Twips};
use super::line_box::BlockPath;
use super::metrics::{gap, length};
use super::{Layout, paragraph};

/// A rule. Lengths are twips from the top left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the parts of a rectangle say themselves")]
pub struct RuleBox {
    pub left: Twips,
    pub top: Twips,
    pub width: Twips,
    pub height: Twips,
}

impl Layout {
    /// The rules of a page, from 0. The document is the one that was laid out.
    #[must_use]
    pub fn rules(&self, document: &Document, page: u32) -> Vec<RuleBox> {
        let mut rules = Vec::new();
        for line in self.lines_of(page).iter().filter(|line| line.line == 0) {
            if let Some(above) = paragraph(document, line.path) {
                rules.extend(rule_above(document, above, line.path, line.top));
            }
        }
        let from = self.placements.partition_point(|placement| placement.page < page);
        let to = self.placements.partition_point(|placement| placement.page <= page);
        let placed = self.placements.get(from..to).unwrap_or_default();
        for rows in placed.chunk_by(|one, other| one.item == other.item) {
            let block = rows.first().map(|row| row.item);
            let table = block.and_then(|block| document.blocks.get(block));
            let collected = block.and_then(|block| self.flow.items.get(block));
            if let (Some(Block::Table(table)), Some(Item::Rows(collected))) = (table, collected)
                && table.borders
            {
                Ruler { table, collected, columns: columns(document, table), rules: &mut rules }
                    .rule(rows, gap(document.page.top));
            }
        }
        rules
    }
}

/// The rule above a paragraph whose first line begins at `top`.
fn rule_above(document: &Document, above: &Paragraph, path: BlockPath, top: Twips) -> Option<RuleBox> {
    let border = above.border_top?;
    let (left, width) = text_area(document, path);
    let (indent, height) = (length(above.ind.left), rule_width(border.sz));
    Some(RuleBox {
        left: left.saturating_add(indent),
        top: top.saturating_sub(height + gap(border.space.clamp(0, 31) * 20)),
        width: (width - indent - length(above.ind.right)).max(0),
        height,
    })
}

/// The left edge and the width of what a paragraph stands in: the page area, or a cell.
fn text_area(document: &Document, path: BlockPath) -> (Twips, Twips) {
    let page = &document.page;
    let left = gap(page.left);
    let area = (left, gap(page.width) - left - gap(page.right));
    let Some(cell) = path.cell else { return area };
    let Some(Block::Table(table)) = document.blocks.get(path.block) else { return area };
    let columns = columns(document, table);
    let edge = |index: usize| columns.get(index).copied().unwrap_or_default();
    let CellMargin { left, right, .. } = table.cell_margin;
    let (left, right) = (gap(left), gap(right));
    let start = edge(cell.cell);
    (start.saturating_add(left), edge(cell.cell + 1).saturating_sub(start) - left - right)
}

/// The left edges of a table's columns, and the right edge of the last.
fn columns(document: &Document, table: &Table) -> Vec<Twips> {
    let page = &document.page;
    let left = gap(page.left);
    let width = gap(page.width) - left - gap(page.right);
    let total = table.cols.iter().fold(0, |sum: Twips, &column| sum.saturating_add(gap(column)));
    let mut edge = match table.align {
        Align::Left | Align::Both => left,
        Align::Center => left.saturating_add(width.saturating_sub(total) / 2),
        Align::Right => left.saturating_add(width.saturating_sub(total)),
    };
    let mut edges = vec![edge];
    for &column in &table.cols {
        edge = edge.saturating_add(gap(column));
        edges.push(edge);
    }
    edges
}

/// Rules what stands of a table on one page.
struct Ruler<'d> {
    table: &'d Table,
    collected: &'d Rows,
    columns: Vec<Twips>,
    rules: &'d mut Vec<RuleBox>,
}

impl Ruler<'_> {
    /// A rule above the first row and one below each; between the columns one as far down as rows have that column.
    fn rule(&mut self, rows: &[Placement], page_top: Twips) {
        let thick = self.collected.rule;
        let mut above = None;
        // The rows with as many columns as the last, from the rule above them to the one below.
        let mut open: Option<(usize, Twips, Twips)> = None;
        for placement in rows {
            let Part::Row { row, height, .. } = placement.part else { continue };
            let cells = self.table.rows.get(row).map_or(0, |row| row.cells.len());
            let cells = cells.min(self.columns.len().saturating_sub(1));
            let top = placement.top.saturating_add(page_top);
            let bottom = top.saturating_add(height);
            if above.is_none() {
                above = Some(top);
                self.across(cells, top.saturating_sub(thick));
            }
            self.across(cells, bottom.saturating_sub(thick));
            let from = top.saturating_sub(thick);
            open = match open {
                Some((count, begun, _)) if count == cells => Some((count, begun, bottom)),
                Some((count, begun, until)) => {
                    self.down(count, begun, until);
                    Some((cells, from, bottom))
                }
                None => Some((cells, from, bottom)),
            };
        }
        if let Some((count, begun, until)) = open {
            self.down(count, begun, until);
        }
    }

    fn across(&mut self, cells: usize, top: Twips) {
        let thick = self.collected.rule;
        let (Some(&left), Some(&right)) = (self.columns.first(), self.columns.get(cells)) else { return };
        let width = right.saturating_sub(left).saturating_add(thick);
        self.rules.push(RuleBox { left: left.saturating_sub(thick / 2), top, width, height: thick });
    }

    fn down(&mut self, cells: usize, top: Twips, bottom: Twips) {
        let thick = self.collected.rule;
        for edge in self.columns.iter().take(cells + 1) {
            let left = edge.saturating_sub(thick / 2);
            let height = bottom.saturating_sub(top);
            self.rules.push(RuleBox { left, top, width: thick, height });
        }
    }
}
