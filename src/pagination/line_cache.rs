//! Remembers the lines of paragraphs between one layout and the next.
//!
//! While somebody types, one paragraph changes and the others do not; breaking is most of the work of a layout.
//!
//! **Invariant:** a layout with a cache equals one without. An entry is found by a hash but taken only if everything
//! that breaking looks at is equal.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::break_lines::{BrokenLine, Measure, break_lines};
use super::document::{Mark, Paragraph, Run};

/// Lines of paragraphs that did not change since the last layouts.
///
/// It holds what the last two layouts used, so it is never larger than two papers. Who lays out several variants of a
/// paper in turn gives each its own.
#[derive(Clone, Debug, Default)]
pub struct LineCache {
    entries: HashMap<u64, Entry>,
    /// The number of the current layout.
    generation: u64,
}

#[derive(Clone, Debug)]
struct Entry {
    runs: Vec<Run>,
    mark: Mark,
    measure: Measure,
    lines: Arc<[BrokenLine]>,
    /// The last layout that used it.
    generation: u64,
}

impl LineCache {
    /// Begins a layout: forgets what the last two did not use.
    pub(super) fn begin_layout(&mut self) {
        let last = self.generation;
        self.generation += 1;
        self.entries.retain(|_, entry| entry.generation + 1 >= last);
    }

    /// The lines of a paragraph, broken only if they are not known.
    pub(super) fn lines(&mut self, paragraph: &Paragraph, measure: Measure) -> Arc<[BrokenLine]> {
        let mut hasher = DefaultHasher::new();
        paragraph.runs.hash(&mut hasher);
        paragraph.mark.hash(&mut hasher);
        measure.hash(&mut hasher);
        let generation = self.generation;
        let key = hasher.finish();
        if let Some(entry) = self.entries.get_mut(&key)
            && entry.runs == paragraph.runs
            && entry.mark == paragraph.mark
            && entry.measure == measure
        {
            entry.generation = generation;
            return Arc::clone(&entry.lines);
        }
        let lines: Arc<[BrokenLine]> = break_lines(paragraph, measure).into();
        let entry = Entry {
            runs: paragraph.runs.clone(),
            mark: paragraph.mark,
            measure,
            lines: Arc::clone(&lines),
            generation,
        };
        self.entries.insert(key, entry);
        lines
    }
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
