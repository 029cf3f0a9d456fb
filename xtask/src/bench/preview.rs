//! The pages beside the form, and the files of a paper of four pages, in Chromium.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Figure;
use crate::chromium::{self, Driver};
use crate::process::cargo;
use crate::server::{Options, Server};

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
    let server = Server::start(site, Options::default())?;
    let driver = Driver::start(&chromium::driver().context("there is no chromedriver")?)?;
    let output = cargo()
        .args(["run", "--quiet", "--release", "--package", "browser-tests", "--bin", "preview"])
        .env("THAM_LUAN_URL", server.url())
        .env("THAM_LUAN_WEBDRIVER", driver.url())
        .env("THAM_LUAN_CHROMIUM", chromium::browser().context("there is no Chromium")?)
        .env("THAM_LUAN_CHROMIUM_ARGUMENTS", chromium::ARGUMENTS.join(" "))
        .output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let Report { pages, without, with, word, pdf } = serde_json::from_slice(&output.stdout)?;
    let figure = |what: String, value: f64, limit| Figure { what, value, unit: "ms", limit };
    Ok(vec![
        figure(format!("key press in a form of {pages} pages, main thread, median"), without, None),
        figure("the same with the pages beside it".to_owned(), with, None),
        figure("... so drawing the pages costs".to_owned(), with - without, Some(3.0)),
        figure(format!("a .docx of {pages} pages, main thread"), word, Some(1000.0)),
        figure(format!("a PDF of {pages} pages with its data, main thread"), pdf, Some(1000.0)),
    ])
}
