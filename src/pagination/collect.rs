//! *Collect*: a document as a flow of items whose heights are known.
//!
//! Widths come from the page and the tables, lines from the cache, heights from the metrics. After this pass no text is
//! looked at again: [`super::distribute`] puts the items on pages.
//!
//! **Invariant:** an item says all that its place on a page depends on, so a flow with a line more or less is a paper
//! with a line more or less ([`super::spare`]).

use std::sync::Arc;

use super::break_lines::{BrokenLine, Measure};
use super::document::{Align, Block, Document, Paragraph, Table, TableRow, Twips};
use super::line_cache::LineCache;
use super::metrics::{LineExtent, TALLEST, gap, length};
use super::row_cache::Setting;

/// What stands between the top and bottom margins, one item a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flow {
    /// The height of a page area.
    pub(super) page_height: Twips,
    /// In order.
    pub(super) items: Vec<Item>,
}

/// A block of known heights.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Lines(Lines),
    /// Never changed, so that a trial shares it with the layout.
    Rows(Arc<Rows>),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lines {
    pub(super) before: Twips,
    pub(super) after: Twips,
    /// What the rule above it takes.
    pub(super) border: Twips,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    pub(super) widow: bool,
    pub(super) page_break_before: bool,
    pub(super) extents: Vec<LineExtent>,
    pub(super) frame: Frame,
}

/// A table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Rows {
    /// What the rule above its first row takes, there and on every page it runs on to.
    pub(super) rule: Twips,
    /// So many rows repeat at the top of every page it runs on to.
    pub(super) headers: usize,
    /// Shared with the cache.
    pub(super) rows: Vec<Arc<Row>>,
}

/// A row of a table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Row {
    /// With the rule below it.
    pub(super) height: Twips,
    /// Stays on the page of the next row, because its first paragraph is kept with the next.
    pub(super) keep_next: bool,
    /// In the order of cells and paragraphs.
    pub(super) lines: Vec<RowLine>,
    /// One a paragraph.
    pub(super) frames: Vec<Frame>,
}

/// A line in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowLine {
    /// Index into the row's frames.
    pub(super) frame: usize,
    /// Index into the frame's lines.
    pub(super) line: usize,
    /// From the top of the row.
    pub(super) top: Twips,
    pub(super) extent: LineExtent,
}

/// What is needed to draw a paragraph's lines once their place on the page is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// The cell, and the paragraph in it; zero outside tables.
    pub(super) cell: usize,
    pub(super) paragraph: usize,
    /// What stands above its first line at the top of a cell, and below its last line at the bottom of one; zero
    /// outside tables.
    pub(super) above: Twips,
    pub(super) below: Twips,
    /// Where its lines start, from the left edge of the page, and how wide they may be.
    pub(super) left: Twips,
    pub(super) measure: Measure,
    pub(super) align: Align,
    pub(super) lines: Arc<Vec<BrokenLine>>,
}

impl Default for Frame {
    fn default() -> Self {
        let measure = Measure { width: 0, first: 0, left: 0 };
        Self {
            cell: 0,
            paragraph: 0,
            above: 0,
            below: 0,
            left: 0,
            measure,
            align: Align::Left,
            lines: Arc::default(),
        }
    }
}

/// Collects a document.
pub(super) fn collect(document: &Document, cache: &mut LineCache) -> Flow {
    cache.begin_layout();
    let page = &document.page;
    let left = gap(page.left);
    let width = gap(page.width) - left - gap(page.right);
    let items = document.blocks.iter().map(|block| match block {
        Block::Para(paragraph) => Item::Lines(collect_paragraph(paragraph, left, width, cache)),
        Block::Table(table) => Item::Rows(Arc::new(collect_table(table, left, width, cache))),
    });
    Flow { items: items.collect(), page_height: gap(page.height) - gap(page.top) - gap(page.bottom) }
}

fn collect_paragraph(paragraph: &Paragraph, left: Twips, width: Twips, cache: &mut LineCache) -> Lines {
    let frame = frame(paragraph, left, width, cache);
    let border =
        paragraph.border_top.map_or(0, |border| rule_width(border.sz) + gap(border.space.clamp(0, 31) * 20));
    Lines {
        before: gap(paragraph.before),
        after: gap(paragraph.after),
        border,
        keep_next: paragraph.keep_next,
        keep_lines: paragraph.keep_lines,
        widow: paragraph.widow,
        page_break_before: paragraph.page_break_before,
        extents: frame.lines.iter().map(|line| LineExtent::new(line.text, paragraph.line)).collect(),
        frame,
    }
}

fn frame(paragraph: &Paragraph, left: Twips, width: Twips, cache: &mut LineCache) -> Frame {
    let indent = length(paragraph.ind.left);
    let measure = Measure {
        width: width - indent - length(paragraph.ind.right),
        first: length(paragraph.ind.first),
        left: indent,
    };
    let lines = cache.lines(paragraph, measure);
    Frame { left: left + indent, measure, align: paragraph.align, lines, ..Frame::default() }
}

fn collect_table(table: &Table, left: Twips, width: Twips, cache: &mut LineCache) -> Rows {
    let total = table.cols.iter().fold(0, |sum: Twips, &column| sum.saturating_add(gap(column)));
    let left = match table.align {
        Align::Left | Align::Both => left,
        Align::Center => left.saturating_add(width.saturating_sub(total) / 2),
        Align::Right => left.saturating_add(width.saturating_sub(total)),
    };
    let rule = if table.borders { rule_width(table.border_sz) } else { 0 };
    let setting = Arc::new(Setting { cols: table.cols.clone(), margin: table.cell_margin, left, rule });
    Rows {
        rule,
        headers: table.rows.iter().take_while(|row| row.header).count(),
        rows: table.rows.iter().map(|row| known_row(row, &setting, cache)).collect(),
    }
}

/// A row, collected only if it is not known.
fn known_row(row: &Arc<TableRow>, setting: &Arc<Setting>, cache: &mut LineCache) -> Arc<Row> {
    if let Some(known) = cache.rows.find(row, setting) {
        return known;
    }
    let collected = Arc::new(collect_row(setting, row, cache));
    cache.rows.add(row, setting, &collected);
    collected
}

/// Cells beyond the columns are not laid out, for want of a width.
fn collect_row(setting: &Setting, row: &TableRow, cache: &mut LineCache) -> Row {
    let Setting { cols, margin, rule, .. } = setting;
    let mut left = setting.left;
    let (top, bottom) = (gap(margin.top), gap(margin.bottom));
    let (inner_left, inner_right) = (gap(margin.left), gap(margin.right));
    let first = row.cells.first().and_then(|cell| cell.paras.first());
    let mut collected =
        Row { keep_next: first.is_some_and(|paragraph| paragraph.keep_next), ..Row::default() };
    for (index, (cell, &column)) in row.cells.iter().zip(cols).enumerate() {
        let mut y = top;
        let mut after = None;
        for (number, paragraph) in cell.paras.iter().enumerate() {
            let text = left.saturating_add(inner_left);
            let lines = collect_paragraph(paragraph, text, gap(column) - inner_left - inner_right, cache);
            let space = after.map_or(lines.before, |after: Twips| after.max(lines.before));
            y = y.saturating_add(space + lines.border);
            for (line, &extent) in lines.extents.iter().enumerate() {
                collected.lines.push(RowLine { frame: collected.frames.len(), line, top: y, extent });
                y = y.saturating_add(extent.advance);
            }
            after = Some(lines.after);
            collected.frames.push(Frame {
                cell: index,
                paragraph: number,
                above: top + lines.before + lines.border,
                below: lines.after + bottom,
                ..lines.frame
            });
        }
        y = y.saturating_add(after.unwrap_or(0) + bottom);
        collected.height = collected.height.max(y);
        left = left.saturating_add(gap(column));
    }
    collected.height = collected.height.saturating_add(*rule).min(TALLEST);
    collected
}

/// The width of a rule in eighths of a point.
pub(super) fn rule_width(eighths: Twips) -> Twips {
    gap(eighths) * 20 / 8
}
