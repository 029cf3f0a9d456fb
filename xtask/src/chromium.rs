//! Chromium without a window, and its driver.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process::{Background, command, find};
use crate::tools::path;

/// What Chromium needs to run in a container, as root, without a window.
pub(crate) const ARGUMENTS: [&str; 4] =
    ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"];

/// The browser on this machine.
pub(crate) fn browser() -> Option<PathBuf> {
    find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"], &path())
}

/// The browser's driver on this machine.
pub(crate) fn driver() -> Option<PathBuf> {
    find("CHROMEDRIVER", &["chromedriver"], &path())
}

/// A running driver. Its end closes every browser that it opened.
#[derive(Debug)]
pub(crate) struct Driver {
    port: u16,
    process: Background,
}

impl Driver {
    /// Starts the driver on a port that it finds itself.
    pub(crate) fn start(program: &Path) -> Result<Self> {
        let mut child = command(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let stdout = child.stdout.take().context("the driver has no output")?;
        let process = Background(child);
        let mut lines = BufReader::new(stdout).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok())
            .context("the driver did not say on which port it listens")?;
        // Read on, so that the driver never waits for a full pipe.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Ok(Self { port, process })
    }

    /// Where it takes commands.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks it to close its browsers and end.
    fn shut_down(&mut self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // If it does not answer, it is killed (by `process`).
        if self.shut_down().is_ok() {
            for _ in 0..50 {
                if matches!(self.process.0.try_wait(), Ok(Some(_))) {
                    break;
                }
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    }
}
