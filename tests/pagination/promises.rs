//! What holds of every document.

use proptest::prelude::*;
use tham_luan::pagination::{
    Block, Document, Layout, LineCache, LineHeight, LineRule, PageStart, layout, spare_lines,
};

use crate::sample::{any_paragraph, anything, document, paper, paragraph, ruled_table};

fn fresh(document: &Document) -> Layout {
    layout(document, &mut LineCache::default())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_document_is_laid_out(document in anything(), limit in any::<u32>()) {
        let layout = fresh(&document);
        prop_assert!(layout.pages >= 1);
        prop_assert!(layout.lines.iter().all(|line| line.page < layout.pages && line.start <= line.end));
        spare_lines(&layout, document.blocks.len() / 2, limit % 8);
    }

    #[test]
    fn the_lines_of_a_paragraph_follow_one_another(paragraph in any_paragraph()) {
        let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        let layout = fresh(&document(vec![Block::Para(paragraph)]));
        let mut at = 0;
        for line in &layout.lines {
            let skipped = text.get(at..line.start_byte).expect("a later place");
            prop_assert!(skipped.trim().is_empty(), "{skipped:?} is on no line");
            prop_assert_eq!(text.get(..line.start_byte).map(|before| before.chars().count()), Some(line.start));
            prop_assert_eq!(text.get(..line.end_byte).map(|before| before.chars().count()), Some(line.end));
            at = line.end_byte;
        }
        prop_assert!(text.get(at..).expect("a place").trim().is_empty());
    }

    #[test]
    fn a_cached_layout_equals_a_fresh_one(documents in prop::collection::vec(anything(), 1..4)) {
        let mut cache = LineCache::default();
        for document in documents.iter().chain(&documents) {
            prop_assert_eq!(layout(document, &mut cache), fresh(document));
        }
    }

    #[test]
    fn another_paragraph_never_makes_a_paper_shorter(paper in paper(), more in any_paragraph()) {
        let before = fresh(&paper).pages;
        let mut paper = paper;
        paper.blocks.push(Block::Para(more));
        prop_assert!(fresh(&paper).pages >= before);
    }

    #[test]
    fn pages_begin_in_the_order_of_the_document(paper in paper()) {
        let layout = fresh(&paper);
        let starts: Vec<_> = layout.page_starts().iter().map(|&PageStart(path, offset)| (path, offset)).collect();
        prop_assert!(starts.is_sorted());
        prop_assert!(starts.len() <= usize::try_from(layout.pages).expect("few pages"));
    }
}

#[test]
fn a_paragraph_longer_than_a_page_is_split_even_if_its_lines_are_kept() {
    let mut long = paragraph(&"ngày ".repeat(1000));
    long.keep_lines = true;
    long.keep_next = true;
    assert_eq!(fresh(&document(vec![Block::Para(long)])).pages, 2);
}

#[test]
fn rows_taller_than_can_be_added_up_are_laid_out() {
    let mut tall = paragraph(&"ô\n".repeat(500));
    tall.line = LineHeight { rule: LineRule::Auto, value: 30_000 };
    tall.mark.size = 3_000;
    tall.runs[0].size = 3_000;
    for headers in 0..=2 {
        let rows = vec![tall.clone(), tall.clone()];
        let layout = fresh(&document(vec![ruled_table(rows, headers)]));
        assert_eq!(layout.lines.len(), 1002, "with {headers} head rows");
    }
}
