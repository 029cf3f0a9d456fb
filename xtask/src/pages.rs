//! `cargo xtask pages FILE…`: a line of JSON for each paper, without a browser.

use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use tham_luan::pagination::{Document, LineCache, PageStart, layout};

/// The only version of the documents' format.
const FORMAT: u32 = 1;

/// What a document says of itself.
#[derive(Deserialize)]
struct Head {
    id: String,
    format: u32,
}

/// What is printed for a paper.
#[derive(Serialize)]
struct Pages {
    id: String,
    pages: u32,
    page_starts: Vec<PageStart>,
}

/// Prints how many pages each paper has; a file that cannot be read is named, and the others still printed.
pub(crate) fn run(files: &[PathBuf]) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    if files.is_empty() {
        eprintln!("error: name the papers' files: cargo xtask pages FILE...");
        code = ExitCode::from(2);
    }
    for file in files {
        match line(file) {
            Ok(line) => {
                if writeln!(stdout(), "{line}").is_err() {
                    // Whoever read the lines has gone.
                    return ExitCode::FAILURE;
                }
            }
            Err(error) => {
                eprintln!("error: {}: {error:#}", file.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

fn line(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file)?;
    let Head { id, format } =
        serde_json::from_str(&text).context("not a document of the pagination format")?;
    ensure!(format == FORMAT, "format {format} is not known, only {FORMAT}");
    let document: Document =
        serde_json::from_str(&text).context("not a document of the pagination format")?;
    let layout = layout(&document, &mut LineCache::default());
    Ok(serde_json::to_string(&Pages { id, pages: layout.pages, page_starts: layout.page_starts() })?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::root;

    #[test]
    fn a_paper_is_one_line_of_json() {
        let line = line(&root().join("tests/fixtures/pagination/corpus/c004.json"))
            .expect("a document of the corpus");
        assert_eq!(line, r#"{"id":"c004","pages":1,"page_starts":[[[0],0]]}"#);
    }

    #[test]
    fn a_file_that_is_no_paper_says_why() {
        let error = line(&root().join("tests/fixtures/pagination/breaks.json")).expect_err("no document");
        assert!(format!("{error:#}").contains("missing field `id`"), "{error:#}");
        assert!(line(Path::new("nowhere.json")).is_err());
    }
}
