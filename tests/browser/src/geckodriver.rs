//! The driver of one Firefox: a geckodriver holds no second one.

use std::cell::Cell;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::kill_trees;
use crate::settings::setting;
use crate::waiting::until;

/// A running driver. Its end is the end of its browser.
#[derive(Debug)]
pub(crate) struct Geckodriver {
    process: Child,
    /// What it and its browser say.
    log: PathBuf,
    /// How much of that was taken.
    taken: Cell<u64>,
    port: u16,
}

impl Geckodriver {
    /// Starts a driver for the browser of this folder.
    pub(crate) async fn start(folder: &Path) -> Result<Self> {
        let program = setting("THAM_LUAN_GECKODRIVER")?;
        let log = folder.join("firefox.log");
        let said = File::create(&log)?;
        let process = Command::new(&program)
            .args(["--port", "0", "--websocket-port", "0", "--profile-root"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(said.try_clone()?)
            .stderr(said)
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        let mut driver = Self { process, log, taken: Cell::new(0), port: 0 };
        driver.port = until(async || {
            let said = std::fs::read_to_string(&driver.log)?;
            let port = said
                .split("Listening on 127.0.0.1:")
                .nth(1)
                .and_then(|rest| rest.split_once('\n')?.0.trim().parse().ok());
            Ok(port.ok_or(said))
        })
        .await
        .context("waiting until geckodriver listens")?;
        Ok(driver)
    }

    /// Where it takes commands.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What the page has said since the last call, as Chromium's console gives it: a fault begins with `SEVERE`.
    pub(crate) fn take_console(&self) -> Result<Vec<String>> {
        let mut log = File::open(&self.log)?;
        log.seek(SeekFrom::Start(self.taken.get()))?;
        let mut said = Vec::new();
        log.read_to_end(&mut said)?;
        self.taken.set(self.taken.get() + u64::try_from(said.len())?);
        let said = String::from_utf8_lossy(&said).into_owned();
        let of_page = |line: &str| {
            // Without the quotation mark it is a part of Firefox that speaks.
            if line.starts_with("console.error: \"") || is_fault_of_page(line) {
                Some(format!("SEVERE {line}"))
            } else {
                line.strip_prefix("console.")
                    .filter(|rest| rest.contains(": \""))
                    .map(|rest| format!("INFO {rest}"))
            }
        };
        Ok(said.lines().filter_map(of_page).collect())
    }
}

/// Whether a fault is told that nobody caught, of ours: Firefox tells those of its own pages too.
fn is_fault_of_page(line: &str) -> bool {
    line.strip_prefix("JavaScript error: ")
        .is_some_and(|place| place.starts_with("http") || place.starts_with("file"))
}

impl Drop for Geckodriver {
    fn drop(&mut self) {
        // Nothing is left of a browser that was closed; of another the processes carry the folder's name.
        if let Some(folder) = self.log.parent() {
            let _ = kill_trees(&folder.to_string_lossy());
        }
        for _ in 0..40 {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        // Fails only if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
