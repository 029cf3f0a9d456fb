//! A document as the engine takes it: blocks of explicit properties, nothing left to a default.
//!
//! Lengths are twips (1/20 pt); sizes are half-points. This is "format 1" of the recorded documents under
//! `tests/fixtures/pagination/`.

use std::sync::Arc;

use serde::Deserialize;

/// A length in twentieths of a point.
pub type Twips = i32;

/// What is laid out.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Document {
    /// Size and margins of every page.
    pub page: PageBox,
    /// The page number in the top margin from page 2 on; never moves the body.
    pub header: Header,
    /// In order.
    pub blocks: Vec<Block>,
}

/// Size and margins of a page, in twips.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the sides of a page say themselves")]
pub struct PageBox {
    pub width: Twips,
    pub height: Twips,
    pub top: Twips,
    pub bottom: Twips,
    pub left: Twips,
    pub right: Twips,
}

/// The centred page number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Header {
    /// From the top edge of the page.
    pub distance: Twips,
    /// In half-points.
    pub size: u32,
    /// So many pages of a book come before this document: its own are counted on.
    #[serde(default)]
    pub before: u32,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A paragraph.
    Para(Paragraph),
    /// A table.
    Table(Table),
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Paragraph {
    /// Where its lines stand.
    pub align: Align,
    /// Distances from the page area's or cell's edges.
    pub ind: Indent,
    /// Space above; the larger of this and the paragraph above's `after` counts.
    pub before: Twips,
    /// Space below.
    pub after: Twips,
    /// Distance of its lines.
    pub line: LineHeight,
    /// Stays on the page of the next block.
    pub keep_next: bool,
    /// Is not split.
    pub keep_lines: bool,
    /// At least two lines on either side of a page break.
    pub widow: bool,
    /// Begins a page.
    #[serde(default)]
    pub page_break_before: bool,
    /// A rule above it.
    #[serde(default)]
    pub border_top: Option<Border>,
    /// Its text, in pieces of one style.
    pub runs: Vec<Run>,
    /// The paragraph mark: gives an empty paragraph its height.
    pub mark: Mark,
}

/// Where the lines of a paragraph stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Justified.
    Both,
    /// Flush left.
    Left,
    /// Centred.
    Center,
    /// Flush right.
    Right,
}

/// Indents of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub struct Indent {
    /// Of every line.
    pub left: Twips,
    /// Of every line.
    pub right: Twips,
    /// Added to `left` on the first line; negative hangs.
    pub first: Twips,
}

/// The rule that gives the distance of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct LineHeight {
    /// How `value` is read.
    pub rule: LineRule,
    /// 240ths of a single line for `Auto`, else twips.
    pub value: Twips,
}

/// How a line height is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LineRule {
    /// Times the single height.
    Auto,
    /// Whatever the text needs.
    Exact,
    /// Or more where the text needs it.
    AtLeast,
}

/// A rule above a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Border {
    /// Thickness in eighths of a point.
    pub sz: Twips,
    /// Distance to the text in points.
    pub space: Twips,
}

/// A piece of text of one style. `\n` breaks the line, `\t` is a tab.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Run {
    /// In NFC.
    pub text: String,
    /// In half-points.
    pub size: u32,
    /// Bold.
    #[serde(rename = "b")]
    pub bold: bool,
    /// Italic.
    #[serde(rename = "i")]
    pub italic: bool,
    /// Underlined.
    #[serde(rename = "u", default)]
    pub underline: bool,
}

/// The paragraph mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Mark {
    /// In half-points.
    pub size: u32,
}

/// A table of fixed column widths whose rows are not split.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Table {
    /// Whether its cells are ruled.
    pub borders: bool,
    /// Thickness of the rules in eighths of a point.
    pub border_sz: Twips,
    /// Widths of the columns.
    pub cols: Vec<Twips>,
    /// Where it stands between the margins.
    pub align: Align,
    /// Space between a cell's edge and its text.
    pub cell_margin: CellMargin,
    /// In order. Shared, so that who lays the table out again knows a row that did not change.
    pub rows: Vec<Arc<TableRow>>,
}

/// Space between a cell's edge and its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[allow(missing_docs, reason = "the four sides of a cell say themselves")]
pub struct CellMargin {
    pub top: Twips,
    pub left: Twips,
    pub bottom: Twips,
    pub right: Twips,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct TableRow {
    /// Repeats at the top of every page that the table runs on to.
    #[serde(default)]
    pub header: bool,
    /// In the order of the columns.
    pub cells: Vec<Cell>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Cell {
    /// In order.
    pub paras: Vec<Paragraph>,
}
