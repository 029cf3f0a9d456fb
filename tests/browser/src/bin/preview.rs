//! Times typing with and without the pages beside the form, for `cargo xtask bench`.
//!
//! Everything is counted as main-thread time of Chromium. Prints one JSON object, in milliseconds.

use std::time::Duration;

use anyhow::{Context, Result};
use browser_tests::pages::{ExportPage, PreviewPage, Writing};
use browser_tests::{Browser, Viewport, native};
use serde_json::{Value, json};

/// Where somebody types: in the midst of the paper, so that what follows moves with it.
const FIELD: &str = "Kết quả thực hiện nhiệm vụ";

/// Keys that are pressed, so far apart that all that follows one is over before the next.
const KEYS: usize = 61;
const PAUSE: Duration = Duration::from_millis(150);

const PDF: &str = "Tải PDF (kèm dữ liệu)";

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(serde_json::to_writer(std::io::stdout(), &runtime.block_on(report())?)?)
}

async fn report() -> Result<Value> {
    let browser = Browser::start(Viewport::DESKTOP).await?;
    browser.count_work().await?;
    let paper = native::paper("000-TLX");
    browser.open_with(&[&paper], "").await?;
    Writing::open(&browser, &paper, "ket-qua").await?;
    let without = type_in(&browser).await?;
    let pages = PreviewPage::unfold(&browser).await?;
    let count = pages.names().await?.len();
    let with = type_in(&browser).await?;

    ExportPage::go(&browser).await?;
    // The first one fetches the part that writes.
    take(&browser, PDF).await?;
    let word = take(&browser, "Tải Word (.docx)").await?;
    let pdf = take(&browser, PDF).await?;
    browser.close().await?;
    Ok(json!({ "pages": count, "without": without, "with": with, "word": word, "pdf": pdf }))
}

/// The median of what a key costs.
async fn type_in(browser: &Browser) -> Result<f64> {
    browser.go_to_end(FIELD).await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let mut costs = Vec::new();
    for _ in 0..KEYS {
        let before = browser.busy().await?;
        browser.devtools("Input.dispatchKeyEvent", json!({ "type": "char", "text": "a" })).await?;
        tokio::time::sleep(PAUSE).await;
        costs.push(browser.busy().await? - before);
    }
    costs.sort_by(f64::total_cmp);
    costs.get(KEYS / 2).copied().context("keys were pressed")
}

/// What making a file costs.
async fn take(browser: &Browser, button: &str) -> Result<f64> {
    let before = browser.busy().await?;
    let file = ExportPage(browser).take(button).await?;
    let cost = browser.busy().await? - before;
    std::fs::remove_file(file)?;
    Ok(cost)
}
