//! Submissions read and checked from their bytes, compiled as the page is: `office.js` times it beside what JavaScript
//! would do.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "what wasm-bindgen exports for its own use has none")]

use sha2::{Digest, Sha256};
use tham_luan::json::{self, Value, canonical};
use tham_luan::office::intake::{Attachment, Reader, Received};
use tham_luan::office::judge;
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, parse};
use tham_luan::submission::Integrity;
use wasm_bindgen::prelude::wasm_bindgen;

/// An office and its plan.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Office {
    plans: Vec<Plan>,
    press: Press,
    kept: Vec<Value>,
}

#[wasm_bindgen]
impl Office {
    /// For the plan of a pack.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &str) -> Self {
        Self { plans: vec![parse(pack).expect("a plan")], press: Press::default(), kept: Vec::new() }
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

    /// Whether a submission is not as it was written.
    pub fn is_changed(&self, bytes: &[u8]) -> bool {
        let is_changed =
            |received: Received| received.outcome.is_ok_and(|opened| opened.integrity == Integrity::Mismatch);
        reader(&self.plans).papers("", bytes).any(is_changed)
    }

    /// Reads a submission, and keeps it for [`Office::sums`].
    pub fn keep(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("a text");
        let mut file = json::parse(text).expect("JSON");
        if let Value::Object(members) = &mut file {
            members.remove("checksum");
        }
        self.kept.push(file);
    }

    /// Makes the checksums of all that is kept, and nothing else.
    pub fn sums(&self) -> u32 {
        let first = |file| Sha256::digest(canonical(file)).first().copied().map_or(0, u32::from);
        self.kept.iter().map(first).sum()
    }

    fn judge(&mut self, bytes: &[u8], counts: bool) -> usize {
        let mut said = 0;
        for received in reader(&self.plans).papers("", bytes) {
            let judged = received
                .outcome
                .ok()
                .and_then(|opened| judge(&self.plans, *opened, counts.then_some(&mut self.press)).ok());
            said += judged.map_or(1, |judged| judged.warnings().len());
        }
        said
    }
}

fn reader(plans: &[Plan]) -> Reader<'_> {
    Reader {
        plans,
        normalize: tham_luan::platform::nfc,
        attached: |_| Attachment::NotPdf,
        keeps_bytes: false,
    }
}
