//! A key press in a paper of four pages, in Chromium: ours, and what the browser needs to measure the same text.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Figure;
use crate::process::{Background, command, succeed, target};
use crate::server::{Options, Server};
use crate::tools::{self, WASM};
use crate::{chromium, process};

const PAGE: &str = r#"<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="module" src="./bench.js"></script><body></body>"#;

/// What `tests/bench/key_press.js` reports, in milliseconds.
#[derive(Deserialize)]
struct Report {
    pages: u32,
    counted: f64,
    measured: f64,
}

pub(crate) fn measure() -> Result<Vec<Figure>> {
    let site = build()?;
    let (sender, receiver) = channel();
    let server = Server::start(&site, Options { port: 0, isolated: true, reports: Some(sender) })?;
    let profile = target().join("bench-profile");
    let chromium = command(chromium::browser().context("there is no Chromium")?)
        .args(chromium::ARGUMENTS)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(server.url())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let _running = Background(chromium);
    let report = receiver.recv_timeout(Duration::from_secs(120)).context("the page reported nothing")?;
    let Report { pages, counted, measured } = serde_json::from_str(&report)?;
    Ok(vec![
        Figure {
            what: format!("key press in a paper of {pages} pages, Chromium, median"),
            value: counted,
            unit: "ms",
            limit: Some(0.2),
        },
        Figure {
            what: "the same text measured again in the DOM, Chromium, median".to_owned(),
            value: measured,
            unit: "ms",
            limit: None,
        },
    ])
}

/// The page of the benchmark, compiled as the page itself is.
fn build() -> Result<PathBuf> {
    succeed(process::cargo().args([
        "build",
        "--quiet",
        "--release",
        "--target",
        WASM,
        "--example",
        "key_press",
    ]))?;
    let site = target().join("bench-site");
    succeed(
        command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&site)
            .arg(target().join(WASM).join("release/examples/key_press.wasm"))
            .env("PATH", tools::path()),
    )?;
    fs::write(site.join("index.html"), PAGE)?;
    fs::copy(process::root().join("tests/bench/key_press.js"), site.join("bench.js"))?;
    Ok(site)
}
