//! The filled samples of every form, as the domain's own tests use them.

use std::path::Path;

use tham_luan::draft::{Answers, Draft};

/// The filled sample of a form, of whichever plan.
///
/// # Panics
///
/// If there is none.
#[must_use]
pub fn sample(form: &str) -> Draft {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../fixtures/drafts/{form}.json"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    Draft::from_json(&tham_luan::json::parse(&text).expect("JSON")).expect("a draft")
}

/// A draft of that form in which nothing is written yet.
///
/// # Panics
///
/// If the form has no sample.
#[must_use]
pub fn blank(form: &str) -> Draft {
    Draft { answers: Answers::default(), ..sample(form) }
}
