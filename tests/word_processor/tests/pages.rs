//! Every paper that can be had, printed by LibreOffice from our .docx: the same pages, lines and page numbers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tham_luan::document::{Properties, docx};
use tham_luan::draft::Draft;
use tham_luan::pagination::{Document, LineCache, layout};
use tham_luan::paper::{Printed, PrintedPart, printed};
use tham_luan::plan::built_in;
use word_processor_tests::{Office, Page, differences, fonts, pages};

/// A paper, and what the word processor made of it.
struct Paper {
    printed: Printed,
    fonts: Vec<String>,
    pages: Vec<Page>,
}

/// All papers by their names, printed by few starts of the word processor.
static PAPERS: LazyLock<BTreeMap<String, Paper>> = LazyLock::new(|| {
    let mut papers: Vec<(String, Printed, Properties)> = samples();
    papers.extend(recorded());
    let mut files = Vec::new();
    for (name, printed, properties) in &papers {
        files.push((name.clone(), docx::write(printed, properties)));
    }
    let office = Office::new().expect("a profile");
    let printouts = office.print(&files).unwrap_or_else(|error| panic!("{error:#}"));
    let mut known = BTreeMap::new();
    for ((name, printed, _), file) in papers.into_iter().zip(printouts) {
        let fonts = fonts(&file).unwrap_or_else(|error| panic!("{error:#}"));
        let pages = pages(&file).unwrap_or_else(|error| panic!("{error:#}"));
        known.insert(name, Paper { printed, fonts, pages });
    }
    known
});

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The sample of every form.
fn samples() -> Vec<(String, Printed, Properties)> {
    let mut samples = Vec::new();
    for plan in built_in() {
        for form in &plan.forms {
            let text = read(&fixtures("drafts").join(form.id.as_str()).with_added_extension("json"));
            let value = tham_luan::json::parse(&text).expect("JSON");
            let draft = Draft::from_json(&value).expect("a draft");
            let properties = Properties::of(&plan, form, &draft);
            samples.push((format!("sample-{}", form.id), printed(&plan, form, &draft), properties));
        }
    }
    samples
}

/// The documents whose pages were recorded.
fn recorded() -> Vec<(String, Printed, Properties)> {
    let mut documents = Vec::new();
    for file in fs::read_dir(fixtures("pagination/corpus")).expect("a folder") {
        let file = file.expect("a file").path();
        let document: Document = serde_json::from_str(&read(&file)).expect("a document");
        let layout = layout(&document, &mut LineCache::default());
        let part =
            PrintedPart { section: None, number: String::new(), document, origins: Vec::new(), layout };
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        documents.push((format!("recorded-{name}"), Printed { parts: vec![part] }, Properties::default()));
    }
    documents
}

/// Compares the papers whose names begin so; there are at least so many.
#[track_caller]
fn check(prefix: &str, least: usize) {
    let mut wrong = Vec::new();
    let mut rounded = Vec::new();
    let (mut papers, mut paragraphs) = (0, 0);
    for (name, Paper { printed, fonts, pages }) in PAPERS.iter().filter(|(name, _)| name.starts_with(prefix))
    {
        papers += 1;
        let foreign: Vec<_> = fonts.iter().filter(|font| !font.starts_with("LiberationSerif")).collect();
        assert!(foreign.is_empty(), "{name}: printed in {foreign:?}");
        let found = differences(printed, pages);
        if !found.wrong.is_empty() {
            wrong.push(format!("{name}:\n  {}", found.wrong.join("\n  ")));
        }
        rounded.extend(found.rounded.into_iter().map(|what| format!("{name}: {what}")));
        paragraphs += found.paragraphs;
    }
    println!("{papers} papers, {paragraphs} paragraphs, of them {} rounded", rounded.len());
    assert!(papers >= least, "{papers} papers");
    assert!(wrong.is_empty(), "{} of {papers} papers:\n{}", wrong.len(), wrong.join("\n"));
    let share = 100 * rounded.len();
    assert!(share <= paragraphs, "{} of {paragraphs} paragraphs:\n{}", rounded.len(), rounded.join("\n"));
}

#[test]
fn every_sample_prints_as_computed() {
    check("sample-", 33);
}

#[test]
fn every_recorded_document_prints_as_computed() {
    check("recorded-", 80);
}
