//! The papers of all samples as pages to draw and as files. What other programs make of the files is in
//! `tests/word_processor`.

#![cfg(not(target_arch = "wasm32"))]

mod book;
mod check_mark;
mod docx;
mod fonts;
mod pdf;
mod sheet;
mod spot;
mod svg;

use std::fs;
use std::path::Path;

use tham_luan::draft::Draft;
use tham_luan::form::Form;
use tham_luan::paper::{Printed, printed};
use tham_luan::plan::{Plan, built_in};

/// A form with its plan, and its sample as it prints.
struct Sample {
    plan: Plan,
    form: Form,
    draft: Draft,
    printed: Printed,
}

/// The sample of every form of every plan.
fn samples() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drafts");
    let mut samples = Vec::new();
    for plan in built_in() {
        for form in &plan.forms {
            let text = fs::read_to_string(folder.join(format!("{}.json", form.id))).expect("a sample");
            let draft = tham_luan::json::parse(&text).ok().and_then(|value| Draft::from_json(&value).ok());
            let draft = draft.expect("a draft");
            let printed = printed(&plan, form, &draft);
            samples.push(Sample { plan: plan.clone(), form: form.clone(), draft, printed });
        }
    }
    samples
}

/// The sample of a form.
fn sample(form: &str) -> Sample {
    samples().into_iter().find(|sample| sample.form.id.as_str() == form).expect("a form")
}
