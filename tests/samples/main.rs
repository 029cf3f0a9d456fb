//! A filled sample of every form that comes with the program, in `tests/fixtures/drafts`: each is complete, and each
//! is broken by every rule of its form in turn. Their people and figures are invented; their sentences lean on the
//! plans' own.

#![cfg(not(target_arch = "wasm32"))]

mod broken;
mod changes;
mod complete;
mod plans;

use std::fs;
use std::path::{Path, PathBuf};

use tham_luan::draft::Draft;
use tham_luan::form::Form;
use tham_luan::plan::{Plan, built_in};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drafts").join(name)
}

/// A form with its plan and its sample.
struct Sample {
    plan: Plan,
    form: Form,
    draft: Draft,
}

/// The sample of every form of every plan.
fn samples() -> Vec<Sample> {
    let mut samples = Vec::new();
    for plan in built_in() {
        for form in &plan.forms {
            let name = format!("{}.json", form.id);
            let text = fs::read_to_string(fixture(&name))
                .unwrap_or_else(|error| panic!("every form has a sample; {name}: {error}"));
            let value = tham_luan::json::parse(&text).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            let draft = Draft::from_json(&value).unwrap_or_else(|member| panic!("{name}: {member}"));
            samples.push(Sample { plan: plan.clone(), form: form.clone(), draft });
        }
    }
    samples
}

/// The papers of all samples, in which reports are looked for.
fn papers(samples: &[Sample]) -> Vec<Draft> {
    samples.iter().map(|sample| sample.draft.clone()).collect()
}
