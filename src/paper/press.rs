//! Lays papers out again and again while they are written.

use crate::draft::{Draft, LayoutChoices};
use crate::form::{FieldId, Form};
use crate::pagination::{Block, Layout, LineCache, SpareLines, layout, spare_lines};
use crate::plan::Plan;

use super::compose::{AnnexComposition, Composition, KnownTables, compose_again};
use super::measure::{self, AnnexMeasure, Beginning, Extent, Measure, Room, beginning, sheets};
use super::printed::{Printed, PrintedPart};

/// Measures papers, and remembers what did not change since the last time: rows of tables, lines of paragraphs.
#[derive(Debug, Default)]
pub struct Press {
    known: Known,
    /// For each phụ lục its own, because a cache forgets what other documents do not use.
    annexes: Vec<LineCache>,
    /// For each choice that advice tries out, its own: another size breaks every line anew.
    variants: Vec<(LayoutChoices, Known)>,
}

/// What is known of a paper.
#[derive(Debug, Default)]
struct Known {
    tables: KnownTables,
    cache: LineCache,
}

impl Press {
    /// Lays the draft out and measures it.
    pub fn measure(&mut self, plan: &Plan, form: &Form, draft: &Draft) -> Measure {
        let mut print = print(plan, form, draft, &mut self.known);
        let mut extents = measure::extents(form, &print.composition.origins, &print.layout, None);
        let annexes = self.annexes(form, &print.composition.annexes, &mut extents);
        Measure {
            pages: print.layout.pages,
            room: print.room(form, &mut self.known.cache),
            extents,
            sheets: sheets(&print.composition.document, &print.layout),
            annexes,
        }
    }

    /// The pages that the draft prints to, phụ lục not counted, and nothing else.
    pub fn pages(&mut self, plan: &Plan, form: &Form, draft: &Draft) -> u32 {
        print(plan, form, draft, &mut self.known).layout.pages
    }

    /// Lays the draft out, each phụ lục after it.
    pub fn print(&mut self, plan: &Plan, form: &Form, draft: &Draft) -> Printed {
        let Print { composition, layout: pages } = print(plan, form, draft, &mut self.known);
        let Composition { document, origins, annexes, .. } = composition;
        let mut parts =
            vec![PrintedPart { section: None, number: String::new(), document, origins, layout: pages }];
        self.annexes.resize_with(annexes.len(), LineCache::default);
        for (annex, cache) in annexes.into_iter().zip(&mut self.annexes) {
            let AnnexComposition { section, number, document, origins } = annex;
            let layout = layout(&document, cache);
            parts.push(PrintedPart { section: Some(section), number, document, origins, layout });
        }
        Printed { parts }
    }

    fn annexes(
        &mut self,
        form: &Form,
        annexes: &[AnnexComposition],
        extents: &mut Vec<(FieldId, Extent)>,
    ) -> Vec<AnnexMeasure> {
        self.annexes.resize_with(annexes.len(), LineCache::default);
        let mut measures = Vec::new();
        for (at, (annex, cache)) in annexes.iter().zip(&mut self.annexes).enumerate() {
            let AnnexComposition { section, number, document, origins } = annex;
            let layout = layout(document, cache);
            extents.extend(measure::extents(form, origins, &layout, Some(at)));
            measures.push(AnnexMeasure {
                section: form.sections[*section].id.clone(),
                number: number.clone(),
                landscape: document.page.width > document.page.height,
                pages: layout.pages,
                sheets: sheets(document, &layout),
            });
        }
        measures
    }

    /// What a draft prints to with some choices: pages, and how that stands to the limit.
    pub(super) fn try_out(&mut self, plan: &Plan, form: &Form, draft: &Draft) -> (u32, Room) {
        let known = self.variants.iter().position(|(layout, _)| *layout == draft.layout);
        let at = known.unwrap_or_else(|| {
            self.variants.push((draft.layout, Known::default()));
            self.variants.len() - 1
        });
        let known = &mut self.variants[at].1;
        let mut print = print(plan, form, draft, known);
        (print.layout.pages, print.room(form, &mut known.cache))
    }

    /// Forgets the choices that are no longer tried out.
    pub(super) fn keep_variants(&mut self, is_kept: impl Fn(&LayoutChoices) -> bool) {
        self.variants.retain(|(layout, _)| is_kept(layout));
    }
}

/// A draft on its pages.
struct Print {
    composition: Composition,
    layout: Layout,
}

fn print(plan: &Plan, form: &Form, draft: &Draft, known: &mut Known) -> Print {
    let composition = compose_again(plan, form, draft, &mut known.tables);
    let layout = layout(&composition.document, &mut known.cache);
    Print { composition, layout }
}

impl Print {
    fn room(&mut self, form: &Form, cache: &mut LineCache) -> Room {
        let Some(limit) = form.page_limit.as_ref().map(|limit| limit.pages) else { return Room::Unlimited };
        match self.spare(limit, cache) {
            SpareLines::Fit(lines) => Room::Spare { limit, lines },
            SpareLines::Over(lines) => {
                let Beginning { section, field, words } =
                    beginning(form, &self.composition, &self.layout, limit);
                Room::Over { limit, lines, section, field, words }
            }
        }
    }

    /// Counted at the last line of text before the signature.
    fn spare(&mut self, limit: u32, cache: &mut LineCache) -> SpareLines {
        let known = self.composition.tail.and_then(|tail| spare_lines(&self.layout, tail, limit));
        known.unwrap_or_else(|| self.spare_without_tail(limit, cache))
    }

    /// Where no text stands before the signature, one line of it is put there: a paper that fits with it has room for
    /// that line and more; of one over its limit that line is not counted.
    fn spare_without_tail(&mut self, limit: u32, cache: &mut LineCache) -> SpareLines {
        let Composition { document, end, sample, .. } = &mut self.composition;
        document.blocks.insert(*end, Block::Para(sample.clone()));
        let with_line = layout(document, cache);
        document.blocks.remove(*end);
        match spare_lines(&with_line, *end, limit) {
            Some(SpareLines::Fit(more)) => SpareLines::Fit(more + 1),
            _ if self.layout.pages <= limit => SpareLines::Fit(0),
            Some(SpareLines::Over(less)) => SpareLines::Over(less.saturating_sub(1).max(1)),
            None => SpareLines::Over(1),
        }
    }
}
