//! *Finalize*: the placed lines with their places on the page, for drawing and for saying where pages begin.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::collect::{Flow, Frame, Item, Row};
use super::distribute::{Part, Placement};
use super::document::{Align, Twips};
use super::metrics::LineExtent;

/// Names a paragraph of a document. Ordered as the document is.
///
/// Serialized as in the recorded layouts: `[block]`, or `[block, row, cell, paragraph]` in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockPath {
    /// Index of the block.
    pub block: usize,
    /// Where the paragraph is in a table.
    pub cell: Option<CellPath>,
}

/// Names a paragraph of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellPath {
    /// Index of the row.
    pub row: usize,
    /// Index of the cell in the row.
    pub cell: usize,
    /// Index of the paragraph in the cell.
    pub paragraph: usize,
}

impl Serialize for BlockPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.cell {
            None => [self.block].serialize(serializer),
            Some(CellPath { row, cell, paragraph }) => {
                [self.block, row, cell, paragraph].serialize(serializer)
            }
        }
    }
}

/// One printed line. Lengths are twips from the top left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineBox {
    /// The paragraph whose text it holds.
    pub path: BlockPath,
    /// Its page, from 0.
    pub page: u32,
    /// Index of the line in its paragraph.
    pub line: usize,
    /// Its first character, in code points of the paragraph's joined text.
    pub start: usize,
    /// After its last character but for trailing spaces, likewise.
    pub end: usize,
    /// `start` in bytes.
    pub start_byte: usize,
    /// `end` in bytes.
    pub end_byte: usize,
    /// Its first character that is not blank, in code points; nothing on a line without ink.
    pub first_ink: Option<usize>,
    /// The left edge of its text.
    pub x: Twips,
    /// Its top edge.
    pub top: Twips,
    /// Where its text stands.
    pub baseline: Twips,
    /// From `x` to the right edge of its text; of a justified line, to the right margin.
    pub width: Twips,
    /// From its top to the top of the line below.
    pub height: Twips,
    /// Whether its spaces are stretched to `width`.
    pub justified: bool,
    /// Whether it belongs to a table head that is printed again.
    pub repeated: bool,
}

/// Where a page begins in the text.
///
/// Serialized as `[path, offset]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PageStart(
    /// The paragraph.
    pub BlockPath,
    /// The first character on the page that is not blank, in code points of the paragraph's joined text.
    pub usize,
);

/// Gives every placed line its box; `(left, top)` is the corner of the page area.
pub(super) fn line_boxes(
    flow: &Flow,
    placements: &[Placement],
    parts: &[Row],
    page_top: Twips,
) -> Vec<LineBox> {
    let mut boxes = Vec::new();
    for placement in placements {
        let &Placement { item, page, top, part } = placement;
        let top = top.saturating_add(page_top);
        match (flow.items.get(item), part) {
            (Some(Item::Lines(lines)), Part::Lines { start, end }) => {
                let mut top = top;
                let extents = lines.extents.get(start..end).unwrap_or_default();
                for (line, &extent) in (start..end).zip(extents) {
                    let path = BlockPath { block: item, cell: None };
                    boxes.extend(line_box(path, &lines.frame, line, extent, page, top, false));
                    top += extent.advance;
                }
            }
            (Some(Item::Rows(table)), Part::Row { row, part, repeated, .. }) => {
                let whole = table.rows.get(row).map(Arc::as_ref);
                let Some(placed) = part.map_or(whole, |part| parts.get(part)) else { continue };
                for line in &placed.lines {
                    let Some(frame) = placed.frames.get(line.frame) else { continue };
                    let cell = CellPath { row, cell: frame.cell, paragraph: frame.paragraph };
                    let path = BlockPath { block: item, cell: Some(cell) };
                    let top = top.saturating_add(line.top);
                    boxes.extend(line_box(path, frame, line.line, line.extent, page, top, repeated));
                }
            }
            (_, Part::Lines { .. } | Part::Row { .. }) => {}
        }
    }
    boxes
}

fn line_box(
    path: BlockPath,
    frame: &Frame,
    line: usize,
    extent: LineExtent,
    page: u32,
    top: Twips,
    repeated: bool,
) -> Option<LineBox> {
    let broken = frame.lines.get(line)?;
    let first = if line == 0 { frame.measure.first } else { 0 };
    let available = frame.measure.width - first;
    let spare = available - broken.width;
    let justified = frame.align == Align::Both && !broken.ends_by_itself && spare > 0;
    let indent = match frame.align {
        Align::Left | Align::Both => 0,
        Align::Center => spare / 2,
        Align::Right => spare,
    };
    Some(LineBox {
        path,
        page,
        line,
        start: broken.start.chars,
        end: broken.end.chars,
        start_byte: broken.start.bytes,
        end_byte: broken.end.bytes,
        first_ink: broken.first_ink,
        x: frame.left.saturating_add(first + indent),
        top,
        baseline: top.saturating_add(extent.baseline),
        width: if justified { available } else { broken.width },
        height: extent.advance,
        justified,
        repeated,
    })
}
