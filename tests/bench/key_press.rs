//! A paper of four pages in which somebody types, compiled as the page is: `key_press.js` times it.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "what wasm-bindgen exports for its own use has none")]

use tham_luan::pagination::{Block, Document, LineCache, layout};
use wasm_bindgen::prelude::wasm_bindgen;

const PAPER: &str = include_str!("../fixtures/pagination/corpus/c000.json");

/// Typed again and again. No two layouts in a row see a text that the one before the last saw: the cache would know it.
const TYPED: &str = " tiếp tục thực hiện tốt công tác tuyên truyền, vận động nhân dân";

/// A paper and the place where somebody types.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Typing {
    paper: Document,
    cache: LineCache,
    block: usize,
    /// How long the paragraph was before.
    length: usize,
    letters: std::iter::Cycle<std::str::Chars<'static>>,
    typed: usize,
}

#[wasm_bindgen]
impl Typing {
    /// In the longest paragraph.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "a default cannot fail")]
    pub fn new() -> Self {
        let paper: Document = serde_json::from_str(PAPER).expect("a document of the corpus");
        let lengths = paper.blocks.iter().map(|block| text(block).len());
        let block = lengths.enumerate().max_by_key(|&(_, length)| length).map_or(0, |(block, _)| block);
        let length = match &paper.blocks[block] {
            Block::Para(paragraph) => paragraph.runs.last().map_or(0, |run| run.text.len()),
            Block::Table(_) => 0,
        };
        Self { paper, cache: LineCache::default(), block, length, letters: TYPED.chars().cycle(), typed: 0 }
    }

    /// Types so many letters, and counts the pages after each. Returns the pages.
    pub fn press(&mut self, keys: u32) -> u32 {
        let mut pages = 0;
        for _ in 0..keys {
            if let Block::Para(paragraph) = &mut self.paper.blocks[self.block]
                && let Some(run) = paragraph.runs.last_mut()
            {
                if self.typed == TYPED.chars().count() {
                    run.text.truncate(self.length);
                    self.typed = 0;
                }
                run.text.extend(self.letters.next());
                self.typed += 1;
            }
            pages = layout(&self.paper, &mut self.cache).pages;
        }
        pages
    }

    /// The text of each paragraph, for the browser's own layout.
    pub fn paragraphs(&self) -> Vec<String> {
        self.paper.blocks.iter().map(text).collect()
    }

    /// Which of them is typed in.
    pub fn place(&self) -> usize {
        self.block
    }
}

fn text(block: &Block) -> String {
    match block {
        Block::Para(paragraph) => paragraph.runs.iter().map(|run| run.text.as_str()).collect(),
        Block::Table(_) => String::new(),
    }
}
