//! Remembers the lines of paragraphs between one layout and the next.
//!
//! While somebody types, one paragraph changes and the others do not; breaking is most of the work of a layout.
//!
//! **Invariant:** a layout with a cache equals one without. An entry is taken only if everything that breaking looks at
//! is equal.

use std::sync::Arc;

use super::break_lines::{BrokenLine, Measure, break_lines};
use super::document::{Mark, Paragraph, Run};
use super::row_cache::RowCache;

/// How far from the last paragraph the next is looked for, either way. More that were taken away, added or moved at once
/// are broken again.
const REACH: usize = 64;

/// Lines of paragraphs that did not change since the last layouts.
///
/// It holds what the last two layouts used, so it is never larger than two papers. Who lays out several variants of a
/// paper in turn gives each its own.
#[derive(Clone, Debug, Default)]
pub struct LineCache {
    /// In the order in which they are asked for, so that each is found beside the one before.
    entries: Vec<Entry>,
    /// After the entry of the last paragraph.
    next: usize,
    /// The number of the current layout.
    generation: u64,
    /// What is known of whole rows.
    pub(super) rows: RowCache,
}

#[derive(Clone, Debug)]
struct Entry {
    /// The bytes of its text, which tell most paragraphs apart at once.
    length: usize,
    runs: Vec<Run>,
    mark: Mark,
    measure: Measure,
    lines: Arc<Vec<BrokenLine>>,
    /// The last layout that used it.
    generation: u64,
}

impl LineCache {
    /// Begins a layout: forgets what the last two did not use.
    pub(super) fn begin_layout(&mut self) {
        let last = self.generation;
        self.generation += 1;
        self.next = 0;
        self.entries.retain(|entry| entry.generation + 1 >= last);
        self.rows.begin_layout();
    }

    /// The lines of a paragraph, broken only if they are not known.
    pub(super) fn lines(&mut self, paragraph: &Paragraph, measure: Measure) -> Arc<Vec<BrokenLine>> {
        let at = self.find(paragraph, measure).unwrap_or_else(|| {
            let entry = Entry {
                length: length(&paragraph.runs),
                runs: paragraph.runs.clone(),
                mark: paragraph.mark,
                measure,
                lines: Arc::new(break_lines(paragraph, measure)),
                generation: 0,
            };
            self.entries.insert(self.next, entry);
            self.next
        });
        let entry = &mut self.entries[at];
        entry.generation = self.generation;
        self.next = at + 1;
        Arc::clone(&entry.lines)
    }

    fn find(&self, paragraph: &Paragraph, measure: Measure) -> Option<usize> {
        let first = self.next.saturating_sub(REACH);
        let end = self.entries.len().min(self.next + REACH);
        let length = length(&paragraph.runs);
        (self.next..end).chain(first..self.next).find(|&at| {
            let entry = &self.entries[at];
            entry.length == length
                && entry.measure == measure
                && entry.mark == paragraph.mark
                && entry.runs == paragraph.runs
        })
    }
}

/// The bytes of the text of runs.
fn length(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pagination::document::{Align, Indent, LineHeight, LineRule};

    fn paragraph(text: &str) -> Paragraph {
        let run = Run { text: text.to_owned(), size: 28, bold: false, italic: false, underline: false };
        Paragraph {
            align: Align::Both,
            ind: Indent::default(),
            before: 0,
            after: 0,
            line: LineHeight { rule: LineRule::Auto, value: 240 },
            keep_next: false,
            keep_lines: false,
            widow: true,
            page_break_before: false,
            border_top: None,
            runs: vec![run],
            mark: Mark { size: 28 },
        }
    }

    #[test]
    fn only_what_the_last_two_layouts_used_is_kept() {
        let measure = Measure { width: 9000, first: 0, left: 0 };
        let mut cache = LineCache::default();
        for text in ["một", "hai", "ba", "bốn", "năm"] {
            cache.begin_layout();
            cache.lines(&paragraph("luôn còn"), measure);
            cache.lines(&paragraph(text), measure);
        }
        assert_eq!(cache.entries.len(), 4, "two layouts before and this one, with one paragraph in common");
        cache.begin_layout();
        assert_eq!(cache.entries.len(), 3);
    }
}
