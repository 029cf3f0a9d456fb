//! Lines to spare, against counting them by trying.

use proptest::prelude::*;
use tham_luan::pagination::{Block, Document, LineCache, SpareLines, layout, spare_lines};

use crate::sample::{document, paper, paragraph};

fn pages(document: &Document) -> u32 {
    layout(document, &mut LineCache::default()).pages
}

fn spare(document: &Document, block: usize, limit: u32) -> Option<SpareLines> {
    spare_lines(&layout(document, &mut LineCache::default()), block, limit)
}

/// A paragraph that is one line a word, so that a line more or less is a word more or less.
fn list(lines: usize) -> String {
    vec!["mục"; lines].join("\n")
}

/// Makes every paragraph a list of as many lines as it had.
fn as_lists(mut paper: Document) -> Document {
    for block in &mut paper.blocks {
        if let Block::Para(paragraph) = block {
            let lines = paragraph.runs[0].text.len() / 70;
            paragraph.runs[0].text = list(lines.max(1));
        }
    }
    paper
}

fn lines_of(document: &Document, block: usize) -> usize {
    match &document.blocks[block] {
        Block::Para(paragraph) => paragraph.runs[0].text.split('\n').count(),
        Block::Table(_) => 0,
    }
}

fn set_lines(document: &mut Document, block: usize, lines: usize) {
    match &mut document.blocks[block] {
        Block::Para(paragraph) if lines > 0 => paragraph.runs[0].text = list(lines),
        _ => drop(document.blocks.remove(block)),
    }
}

/// The largest number of lines more with which the document still fits.
fn most_more(document: &Document, block: usize, limit: u32) -> u32 {
    let lines = lines_of(document, block);
    let fits = |&more: &u32| {
        let mut document = document.clone();
        set_lines(&mut document, block, lines + usize::try_from(more).expect("few lines"));
        pages(&document) <= limit
    };
    (0..150).rfind(fits).expect("it fits as it is")
}

/// The least number of lines less with which the document fits.
fn fewest_less(document: &Document, block: usize, limit: u32) -> u32 {
    let mut document = document.clone();
    let mut less = 0;
    for block in (0..=block).rev() {
        for left in (0..lines_of(&document, block)).rev() {
            set_lines(&mut document, block, left);
            less += 1;
            if pages(&document) <= limit {
                return less;
            }
        }
    }
    less
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn lines_to_spare_are_those_found_by_trying(paper in paper(), at in any::<prop::sample::Index>()) {
        let document = as_lists(paper);
        let block = at.index(document.blocks.len());
        let now = pages(&document);
        let is_paragraph = matches!(document.blocks[block], Block::Para(_));
        for limit in [now + 1, now, now - 1] {
            let expected = match limit {
                _ if !is_paragraph => None,
                _ if limit >= now => Some(SpareLines::Fit(most_more(&document, block, limit))),
                _ => Some(SpareLines::Over(fewest_less(&document, block, limit))),
            };
            prop_assert_eq!(spare(&document, block, limit), expected);
        }
    }
}

#[test]
fn lines_to_spare_are_counted_before_what_follows() {
    // 40 lines of 360 twips fit 14 570; the signature takes two and the space above it.
    let signature = Block::Para(paragraph("NGƯỜI VIẾT\nNguyễn Văn A"));
    let paper = document(vec![Block::Para(paragraph(&list(30))), signature]);
    assert_eq!(spare(&paper, 0, 1), Some(SpareLines::Fit(8)));
    let signature = paper.blocks[1].clone();
    let long = document(vec![Block::Para(paragraph(&list(41))), signature]);
    assert_eq!(spare(&long, 0, 1), Some(SpareLines::Over(3)));
    assert_eq!(spare(&long, 7, 1), None);
}
