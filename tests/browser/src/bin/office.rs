//! Times an office that takes in the files of a folder and compiles them, beside a page that only reads them, for
//! `cargo xtask bench`.
//!
//! The folder is the only argument. Prints one JSON object: milliseconds by the page's own clock, and MB.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::pages::Receiving;
use browser_tests::{Browser, Role, Viewport};
use serde_json::{Value, json};

const PLAN: &str = "001";

/// A page that reads what is chosen, 16 files at a time, and does nothing else.
const READER: &str = "
    document.body.innerHTML = '<input type=file multiple>';
    window.read = 0;
    const read = async (files) => {
        const begun = performance.now();
        let bytes = 0;
        for (let at = 0; at < files.length; at += 16) {
            const some = [...files].slice(at, at + 16);
            for (const buffer of await Promise.all(some.map((file) => file.arrayBuffer()))) bytes += buffer.byteLength;
        }
        window.bytes = bytes;
        window.read = performance.now() - begun;
    };
    const input = document.querySelector('input');
    input.onchange = () => read(input.files);";

/// Notes when files are chosen, and when the page says that they are taken in, or the tables are there.
const CLOCK: &str = "
    document.addEventListener('change', ({ target }) => {
        if (target.type === 'file') window.begun = performance.now();
    }, true);
    const look = () => {
        if (!window.taken && document.body.textContent.includes('Đã nhận xong:')) {
            window.taken = performance.now() - window.begun;
        }
        if (window.asked && !window.compiled && document.body.textContent.includes('Tải tất cả (Excel)')) {
            window.compiled = performance.now() - window.asked;
        }
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });";

/// The longest that anything may take.
const LIMIT: Duration = Duration::from_secs(300);

fn main() -> Result<()> {
    let folder = std::env::args().nth(1).context("no folder is named")?;
    let mut files = Vec::new();
    list(Path::new(&folder), &mut files)?;
    files.sort();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(serde_json::to_writer(std::io::stdout(), &runtime.block_on(report(&files))?)?)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

async fn report(files: &[PathBuf]) -> Result<Value> {
    let paths: Vec<String> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let paths = paths.join("\n");
    let browser = Browser::start(Viewport::DESKTOP).await?;
    // The first time brings the files from the disk.
    let mut read = 0.0;
    for _ in 0..2 {
        browser.driver().goto("about:blank").await?;
        browser.driver().execute(READER, vec![]).await?;
        browser.driver().find(thirtyfour::By::Tag("input")).await?.send_keys(paths.as_str()).await?;
        read = noted(&browser, "read").await?;
    }
    let bytes = noted(&browser, "bytes").await?;

    browser.count_work().await?;
    let page = Receiving::open(&browser, PLAN).await?;
    browser.driver().execute(CLOCK, vec![]).await?;
    // What is not of the page's own: until it has come to rest.
    tokio::time::sleep(Duration::from_secs(4)).await;
    let before = browser.busy().await?;
    browser.find(Role::File, "Chọn tệp").await?.send_keys(paths.as_str()).await?;
    let taken = noted(&browser, "taken").await?;
    let busy = browser.busy().await? - before;
    ensure!(page.rows().await? >= files.len(), "a row for every file");
    let link = browser.link("Tổng hợp").await?;
    browser
        .driver()
        .execute("window.asked = performance.now(); arguments[0].click()", vec![link.to_json()?])
        .await?;
    let compiled = noted(&browser, "compiled").await?;
    let memory = browser.most_memory()?;
    browser.close().await?;
    Ok(json!({
        "files": files.len(), "bytes": bytes, "read": read, "taken": taken, "busy": busy, "compiled": compiled,
        "memory": memory,
    }))
}

/// What the page noted under a name, once it has.
async fn noted(browser: &Browser, name: &str) -> Result<f64> {
    let ask = format!("return window.{name} || 0");
    let begun = std::time::Instant::now();
    loop {
        let noted: f64 = browser.driver().execute(ask.as_str(), vec![]).await?.convert()?;
        if noted > 0.0 {
            return Ok(noted);
        }
        ensure!(begun.elapsed() < LIMIT, "{name} is not noted");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
