//! The pages beside the form, and the files of a paper of four pages, in Chromium.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::Figure;
use super::in_chromium::report;

/// What `tests/browser/src/bin/preview.rs` reports, in milliseconds of the main thread.
#[derive(Deserialize)]
struct Report {
    pages: u32,
    without: f64,
    with: f64,
    word: f64,
    pdf: f64,
}

pub(crate) fn measure(site: &Path) -> Result<Vec<Figure>> {
    let Report { pages, without, with, word, pdf } = report(site, "preview", None)?;
    let figure = |what: String, value: f64, limit| Figure { what, value, unit: "ms", limit };
    Ok(vec![
        figure(format!("key press in a form of {pages} pages, main thread, median"), without, None),
        figure("the same with the pages beside it".to_owned(), with, None),
        figure("... so drawing the pages costs".to_owned(), with - without, Some(3.0)),
        figure(format!("a .docx of {pages} pages, main thread"), word, Some(1000.0)),
        figure(format!("a PDF of {pages} pages with its data, main thread"), pdf, Some(1000.0)),
    ])
}
