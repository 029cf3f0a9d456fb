//! What an office was sent: taken in, judged, registered, and who is missing.

#![cfg(not(target_arch = "wasm32"))]

mod asked;
mod bounds;
mod cli;
mod decided;
mod intake;
#[path = "../../xtask/src/made/mod.rs"]
mod made;
mod notices;
mod periods;
mod register;
mod remark;
mod scale;
mod wire;

use std::path::{Path, PathBuf};

use made::{Made, Maker};
use tham_luan::document::pdf::attachment;
use tham_luan::office::intake::{Reader, Received};
use tham_luan::office::{Register, judge};
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, PlanId, built_in};
use unicode_normalization::UnicodeNormalization;

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

fn drafts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drafts")
}

/// The first files that the generator makes.
fn made(count: usize, plan: Option<&str>) -> Vec<Made> {
    let mut maker = Maker::new(&drafts(), plan).expect("samples");
    (0..count).map(|_| maker.make()).collect()
}

fn reader(plans: &[Plan]) -> Reader<'_> {
    Reader { plans, normalize: nfc, attached: attachment, keeps_bytes: false }
}

/// What is in a file.
fn received(name: &str, bytes: &[u8]) -> Vec<Received> {
    reader(&built_in()).papers(name, bytes).collect()
}

/// The register of a plan after files were taken in.
fn register<'a>(plan: &str, files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Register {
    let plans = built_in();
    let reader = reader(&plans);
    let mut press = Press::default();
    let mut register = Register::new(PlanId::new(plan));
    for (name, bytes) in files {
        for Received { place, outcome, .. } in reader.papers(name, bytes) {
            let judged = outcome.map(|opened| {
                Box::new(judge(&plans, *opened, Some(&mut press)).expect("a plan that was read with"))
            });
            register.take(place, judged);
        }
    }
    register
}
