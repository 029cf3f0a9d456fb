//! A page of its own for what is measured of the program alone, compiled as the page itself is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::{Background, command, succeed, target};
use crate::server::{Options, Server};
use crate::tools::{self, WASM};
use crate::{chromium, process};

const PAGE: &str = r#"<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<script type="module" src="./bench.js"></script><body></body>"#;

/// Builds the example of that name in `tests/bench`, and a page that runs its script.
pub(super) fn build(name: &str) -> Result<PathBuf> {
    succeed(process::cargo().args(["build", "--quiet", "--release", "--target", WASM, "--example", name]))?;
    let site = target().join("bench-site").join(name);
    succeed(
        command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&site)
            .arg(target().join(WASM).join(format!("release/examples/{name}.wasm")))
            .env("PATH", tools::path()),
    )?;
    fs::write(site.join("index.html"), PAGE)?;
    fs::copy(process::root().join(format!("tests/bench/{name}.js")), site.join("bench.js"))?;
    Ok(site)
}

/// Opens the page in Chromium. Returns what it reports.
pub(super) fn report(site: &Path) -> Result<String> {
    let (sender, receiver) = channel();
    let server =
        Server::start(site, Options { isolated: true, reports: Some(sender), ..Options::default() })?;
    let profile = target().join("bench-profile");
    let chromium = command(chromium::browser().context("there is no Chromium")?)
        .args(chromium::ARGUMENTS)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(server.url())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let _running = Background(chromium);
    receiver.recv_timeout(Duration::from_secs(120)).context("the page reported nothing")
}
