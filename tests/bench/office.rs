//! Submissions read and checked from their bytes, compiled as the page is: `office.js` times it beside what JavaScript
//! would do.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "what wasm-bindgen exports for its own use has none")]

use tham_luan::office::intake::{Attachment, Reader};
use tham_luan::office::judge;
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, parse};
use wasm_bindgen::prelude::wasm_bindgen;

/// An office and its plan.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Office {
    plans: Vec<Plan>,
    press: Press,
}

#[wasm_bindgen]
impl Office {
    /// For the plan of a pack.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &str) -> Self {
        Self { plans: vec![parse(pack).expect("a plan")], press: Press::default() }
    }

    /// Reads a submission and checks it: whether it is as it was written, and all of its form's rules. Returns how much
    /// is to be said of it.
    pub fn check(&mut self, bytes: &[u8]) -> usize {
        self.judge(bytes, false)
    }

    /// Counts its pages too.
    pub fn check_and_count(&mut self, bytes: &[u8]) -> usize {
        self.judge(bytes, true)
    }

    fn judge(&mut self, bytes: &[u8], counts: bool) -> usize {
        let reader = Reader {
            plans: &self.plans,
            normalize: tham_luan::platform::nfc,
            attached: |_| Attachment::NotPdf,
            keeps_bytes: false,
        };
        let mut said = 0;
        for received in reader.papers("", bytes) {
            let judged = received
                .outcome
                .ok()
                .and_then(|opened| judge(&self.plans, *opened, counts.then_some(&mut self.press)).ok());
            said += judged.map_or(1, |judged| judged.warnings().len());
        }
        said
    }
}
