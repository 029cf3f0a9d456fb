//! A draft of four pages in which somebody types, compiled as the page is: `key_press.js` times it.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "what wasm-bindgen exports for its own use has none")]

use tham_luan::draft::{Answer, Draft};
use tham_luan::form::{FieldId, Form};
use tham_luan::pagination::Block;
use tham_luan::paper::{Press, compose};
use tham_luan::plan::{Plan, parse};
use wasm_bindgen::prelude::wasm_bindgen;

const PLAN: &str = include_str!("../../public/plans/000.json");

const DRAFT: &str = include_str!("../fixtures/drafts/000-TLH.json");

/// Typed again and again. No two papers in a row have a text that the one before the last had: the cache would know it.
const TYPED: &str = " tiếp tục thực hiện tốt công tác tuyên truyền, vận động nhân dân";

/// A draft and the field that somebody types in.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Typing {
    plan: Plan,
    draft: Draft,
    field: FieldId,
    press: Press,
    /// What the field held before.
    begun: String,
    /// How many of the letters of [`TYPED`] were added.
    typed: usize,
}

#[wasm_bindgen]
impl Typing {
    /// In the field with the longest text.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "a default cannot fail")]
    pub fn new() -> Self {
        let plan = parse(PLAN).expect("a plan");
        let value = tham_luan::json::parse(DRAFT).expect("JSON");
        let draft = Draft::from_json(&value).expect("a draft");
        let texts = draft.answers.iter().filter_map(|(id, answer)| match answer {
            Answer::Text(text) => Some((id, text)),
            Answer::Choices(_) | Answer::Tick(_) | Answer::Rows(_) => None,
        });
        let (field, begun) = texts.max_by_key(|(_, text)| text.len()).expect("a text");
        let (field, begun) = (field.clone(), begun.clone());
        Self { plan, draft, field, press: Press::default(), begun, typed: 0 }
    }

    fn form(&self) -> &Form {
        self.plan.form(&self.draft.form).expect("the form")
    }

    /// Types so many letters, and measures the paper after each. Returns its pages.
    pub fn press(&mut self, keys: u32) -> u32 {
        let mut pages = 0;
        for _ in 0..keys {
            self.typed = self.typed % TYPED.chars().count() + 1;
            let text = self.begun.chars().chain(TYPED.chars().take(self.typed)).collect();
            self.draft.answers.set(self.field.clone(), Answer::Text(text));
            let form = self.plan.form(&self.draft.form).expect("the form");
            pages = self.press.measure(&self.plan, form, &self.draft).pages;
        }
        pages
    }

    /// The text of each paragraph, for the browser's own layout.
    pub fn paragraphs(&self) -> Vec<String> {
        compose(&self.plan, self.form(), &self.draft).document.blocks.iter().map(text).collect()
    }

    /// Which of them is typed in.
    pub fn place(&self) -> usize {
        let end = self.begun.lines().next_back().unwrap_or_default();
        self.paragraphs().iter().position(|text| text.starts_with(end)).expect("the field is printed")
    }
}

fn text(block: &Block) -> String {
    match block {
        Block::Para(paragraph) => paragraph.runs.iter().map(|run| run.text.as_str()).collect(),
        Block::Table(_) => String::new(),
    }
}
