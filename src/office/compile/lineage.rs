//! Which rows of the received papers were taken over from which others.

use std::collections::{BTreeMap, BTreeSet};

use super::folded;
use super::papers::Entry;
use crate::draft::RowSource;
use crate::form::ColumnId;

/// A text of fewer bytes says too little to know a row by: a choice, a number.
const SHORTEST: usize = 12;

/// So many rows of one paper that say the same are looked at.
const MOST_ALIKE: usize = 64;

/// Which rows were taken over from which, by their places in a list.
pub(super) struct Lineage {
    /// The row that each was first taken over into.
    carriers: Vec<Option<usize>>,
    /// The rows that each was taken over from.
    originals: Vec<Vec<usize>>,
}

impl Lineage {
    pub(super) fn of(entries: &[Entry<'_>]) -> Self {
        let none = Self { carriers: vec![None; entries.len()], originals: vec![Vec::new(); entries.len()] };
        let mut lineage = none;
        let rows = Rows::of(entries);
        for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| !entry.row.sources.is_empty()) {
            let said = said(entry);
            for source in &entry.row.sources {
                let Some(original) = rows.original(&said, source) else { continue };
                if lineage.leads_to(at, original) {
                    continue;
                }
                lineage.originals[at].push(original);
                lineage.carriers[original].get_or_insert(at);
            }
        }
        lineage
    }

    /// Whether another row was made of this one.
    pub(super) fn is_carried(&self, at: usize) -> bool {
        self.carriers[at].is_some()
    }

    /// All rows that a row was made of, at any remove.
    pub(super) fn ancestors(&self, at: usize) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut next = self.originals[at].clone();
        while let Some(original) = next.pop() {
            if original != at && found.insert(original) {
                next.extend(&self.originals[original]);
            }
        }
        found
    }

    /// Whether a row was taken over, in the end, into another: papers that name each other would else both vanish.
    fn leads_to(&self, mut at: usize, other: usize) -> bool {
        loop {
            if at == other {
                return true;
            }
            match self.carriers[at] {
                Some(carrier) => at = carrier,
                None => return false,
            }
        }
    }
}

/// The rows of the papers that others name: by number, and by what they say.
struct Rows<'e> {
    by_number: BTreeMap<(&'e str, u32, u32), usize>,
    by_text: BTreeMap<(&'e str, &'e ColumnId), BTreeMap<String, Vec<usize>>>,
}

/// What a row says by which it can be known, by column.
fn said<'e>(entry: &'e Entry<'_>) -> Vec<(&'e ColumnId, String)> {
    let cells = entry.row.cells.iter().filter(|(_, text)| text.len() > SHORTEST);
    cells.map(|(column, text)| (column, folded(text))).collect()
}

impl<'e> Rows<'e> {
    fn of(entries: &'e [Entry<'_>]) -> Self {
        let sources = entries.iter().flat_map(|entry| &entry.row.sources);
        let named: BTreeSet<&str> = sources.map(|source| source.paper.as_str()).collect();
        let mut rows = Self { by_number: BTreeMap::new(), by_text: BTreeMap::new() };
        for (at, entry) in entries.iter().enumerate() {
            let draft = entry.paper.source.draft;
            let paper = draft.id.as_str();
            if !named.contains(paper) {
                continue;
            }
            rows.by_number.insert((paper, draft.revision, entry.row.id), at);
            for (column, text) in said(entry) {
                let alike = rows.by_text.entry((paper, column)).or_default().entry(text).or_default();
                if alike.len() < MOST_ALIKE {
                    alike.push(at);
                }
            }
        }
        rows
    }

    /// The row that another was taken over from: the one that says most of the same, else the one of that number. A
    /// number counts only in the export that it was read from: a file numbers its rows anew. Where neither is sure, both
    /// stay: what is shown twice is seen, what is hidden is not.
    fn original(&self, said: &[(&ColumnId, String)], source: &RowSource) -> Option<usize> {
        let paper = source.paper.as_str();
        let mut scores: BTreeMap<usize, usize> = BTreeMap::new();
        for (column, text) in said {
            let alike = self.by_text.get(&(paper, *column)).and_then(|texts| texts.get(text));
            let alike = alike.map_or(&[][..], Vec::as_slice);
            for at in alike {
                // What few rows say tells more; a number alone tells least.
                *scores.entry(*at).or_default() += 2 * MOST_ALIKE / alike.len();
            }
        }
        let number = source.row.and_then(|row| self.by_number.get(&(paper, source.revision, row)));
        if let Some(at) = number {
            *scores.entry(*at).or_default() += 1;
        }
        let best = scores.into_iter().max_by_key(|(at, score)| (*score, usize::MAX - at));
        best.map(|(at, _)| at)
    }
}
