//! Blocks to lines to pages, exactly as a word processor prints them.
//!
//! Layout is a pure function from a [`Document`] to pages, in the passes of CSS paged media: [`collect`] finds widths
//! and heights, [`break_lines`] fills lines, [`distribute`] puts them on pages, [`line_box`] says where they ended up,
//! and, when they are drawn, [`text_box`] and [`rule_box`] what stands there. [`spare`] repeats only the third to count
//! the lines that still fit. [`split_row`] splits a row that is taller than a page. It never fails: a word wider than the
//! line is cut, whatever is taller than a page is split.
//!
//! The rules were measured in LibreOffice 7.4.7 and 25.2.3 (compatibility mode 14, no kerning, no hyphenation) and are
//! replayed against recorded layouts in `tests/pagination/`.
//!
//! Not modelled: a table right after a table, which word processors join (put a paragraph between them); table heads
//! taller than half a page; kerning, hyphenation and the squeezing of spaces, which the exported file switches off.
//!
//! **Invariant:** equal documents give equal pages everywhere, so nothing here reads a clock, a locale, a font file or
//! the DOM, and there is no floating-point number in it. Nothing recurses on the size of its input.

mod break_class;
mod break_lines;
mod collect;
mod distribute;
mod document;
mod line_box;
mod line_cache;
mod metrics;
mod row_cache;
mod rule_box;
mod spare;
mod split_row;
mod text_box;
mod widths;

pub use document::*;
pub use line_box::{BlockPath, CellPath, LineBox, PageStart};
pub use line_cache::LineCache;
pub use rule_box::RuleBox;
pub use spare::{SpareLines, spare_lines};
pub use text_box::{PageNumber, TextBox, is_space, page_number, paragraph, text_boxes};
pub use widths::{advance_width, is_covered};

/// Names these rules in exported files; raised when a count could come out otherwise.
pub const ENGINE: &str = "tham-luan-pagination-2";

use collect::{Flow, Item, collect};
use distribute::{Cursor, Distributor, Placement, is_split};
use line_box::line_boxes;
use metrics::gap;

/// A document on its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// How many pages it prints to; an empty document prints to one.
    pub pages: u32,
    /// Every printed line, page by page.
    pub lines: Vec<LineBox>,
    /// What [`spare_lines`] counts with.
    flow: Flow,
    /// Where its items stand, page by page.
    placements: Vec<Placement>,
}

/// Lays a document out.
///
/// The cache only saves time: give the same one to every layout of the same paper.
///
/// ```
/// use tham_luan::pagination::{Document, Header, LineCache, PageBox, layout};
///
/// let page = PageBox { width: 11906, height: 16838, top: 1134, bottom: 1134, left: 1701, right: 850 };
/// let document = Document { page, header: Header { distance: 708, size: 26, before: 0 }, blocks: Vec::new() };
/// let layout = layout(&document, &mut LineCache::default());
/// assert_eq!((layout.pages, layout.lines.len()), (1, 0));
/// ```
pub fn layout(document: &Document, cache: &mut LineCache) -> Layout {
    let flow = collect(document, cache);
    let mut distributor = Distributor::new(&flow, Cursor::default());
    distributor.distribute(0);
    let pages = distributor.cursor.page.saturating_add(1);
    let placements = distributor.placements;
    let lines = line_boxes(&flow, &placements, &distributor.parts, gap(document.page.top));
    Layout { pages, lines, flow, placements }
}

impl Layout {
    /// The lines of a page, from 0.
    #[must_use]
    pub fn lines_of(&self, page: u32) -> &[LineBox] {
        let from = self.lines.partition_point(|line| line.page < page);
        let to = self.lines.partition_point(|line| line.page <= page);
        self.lines.get(from..to).unwrap_or_default()
    }

    /// Whether a row is too tall for any page, so that it is split between pages; no other row is.
    #[must_use]
    pub fn is_split(&self, block: usize, row: usize) -> bool {
        let table = self.flow.items.get(block);
        matches!(table, Some(Item::Rows(table)) if is_split(table, row, self.flow.page_height))
    }

    /// Where each page begins: its first line in the order of the document. Empty paragraphs and repeated table heads
    /// do not count; a page that holds nothing else has no entry.
    ///
    /// With [`Document`] read from pagination format 1, this is what `cargo xtask pages` prints:
    ///
    /// ```
    /// use tham_luan::pagination::{Document, LineCache, layout};
    ///
    /// let file = r#"{ "id": "c1", "format": 1,
    ///   "page": {"width": 11906, "height": 16838, "top": 1134, "bottom": 1134, "left": 1701, "right": 850},
    ///   "header": {"distance": 708, "size": 26},
    ///   "blocks": [{"kind": "para", "role": "body", "align": "both", "ind": {"left": 0, "right": 0, "first": 720},
    ///     "before": 0, "after": 120, "line": {"rule": "exact", "value": 360}, "keep_next": false,
    ///     "keep_lines": false, "widow": true, "runs": [{"text": " Kính thưa", "size": 28, "b": false, "i": false}],
    ///     "mark": {"size": 28}}] }"#;
    /// let document: Document = serde_json::from_str(file)?;
    /// let layout = layout(&document, &mut LineCache::default());
    /// assert_eq!(layout.pages, 1);
    /// assert_eq!(serde_json::to_string(&layout.page_starts())?, "[[[0],1]]");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn page_starts(&self) -> Vec<PageStart> {
        let mut starts: Vec<(u32, PageStart)> = Vec::new();
        for line in self.lines.iter().filter(|line| !line.repeated) {
            let Some(ink) = line.first_ink else { continue };
            let start = PageStart(line.path, ink);
            match starts.last_mut() {
                Some((page, first)) if *page == line.page => {
                    if (start.0, start.1) < (first.0, first.1) {
                        *first = start;
                    }
                }
                _ => starts.push((line.page, start)),
            }
        }
        starts.into_iter().map(|(_, start)| start).collect()
    }
}
