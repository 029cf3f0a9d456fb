//! Programs that use the page in Chromium and report what they measured.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;

use crate::chromium::{self, Driver};
use crate::process::{cargo, root};
use crate::server::{Options, Server};

/// What a program of `tests/browser/src/bin` reports of a site, as JSON. The pages of `tests/bench` that it compares with are
/// served as the site is: a browser does less for a page that is a file.
///
/// # Errors
/// If it fails, or Chromium is not there.
pub(super) fn report<T: DeserializeOwned>(site: &Path, program: &str, argument: Option<&Path>) -> Result<T> {
    let server = Server::start(site, Options::default())?;
    let baselines = Server::start(&root(), Options { unguarded: true, ..Options::default() })?;
    let driver = Driver::start(&chromium::driver().context("there is no chromedriver")?)?;
    let output = cargo()
        .args(["run", "--quiet", "--release", "--package", "browser-tests", "--bin", program, "--"])
        .args(argument)
        .env("THAM_LUAN_URL", server.url())
        .env("THAM_LUAN_BASELINES", format!("{}tests/bench/", baselines.url()))
        .env("THAM_LUAN_WEBDRIVER", driver.url())
        .env("THAM_LUAN_CHROMIUM", chromium::browser().context("there is no Chromium")?)
        .env("THAM_LUAN_CHROMIUM_ARGUMENTS", chromium::ARGUMENTS.join(" "))
        .output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(serde_json::from_slice(&output.stdout)?)
}
