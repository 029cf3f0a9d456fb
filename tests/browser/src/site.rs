//! A site of a walk's own: it can be stopped, changed, broken, and served again at the same address.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tempfile::TempDir;

use crate::Browser;
use crate::settings::setting;
use crate::waiting::until_within;
use crate::wire::Wire;

/// Where on its server the site is: not everybody has a host of their own.
const FOLDER: &str = "xa/tham-luan";

/// How long downloading the whole site, or finding that it has changed, may take.
const BACKGROUND: Duration = Duration::from_secs(90);

/// A copy of the site that was built.
#[derive(Debug)]
pub struct Site {
    wire: Wire,
    server: Option<Server>,
    root: TempDir,
}

/// A running `cargo xtask serve --site`.
#[derive(Debug)]
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Site {
    /// Copies the site and serves it.
    pub fn serve() -> Result<Self> {
        let root = TempDir::with_prefix("tham-luan-site-")?;
        copy(Path::new(&setting("THAM_LUAN_SITE")?), &root.path().join(FOLDER))?;
        let mut site = Self { wire: Wire::new()?, server: None, root };
        site.start()?;
        Ok(site)
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{FOLDER}/", self.wire.port())
    }

    /// A file of it.
    #[must_use]
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.path().join(FOLDER).join(path)
    }

    /// Serves what is in its folder now.
    pub fn start(&mut self) -> Result<()> {
        self.stop();
        let mut server = Command::new(setting("THAM_LUAN_XTASK")?)
            .args(["serve", "--port", "0", "--site"])
            .arg(self.root.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start a server")?;
        let output = server.stdout.take().context("the server has no output")?;
        self.server = Some(Server(server));
        let port = BufReader::new(output)
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.split("127.0.0.1:").nth(1)?.split('/').next()?.parse().ok())
            .context("the server did not say where it is")?;
        self.wire.mend(port)
    }

    /// Stops it, in the midst of whatever it does.
    pub fn stop(&mut self) {
        self.wire.cut();
        self.server = None;
    }

    /// Changes a pack. The next [`start`](Self::start) publishes it as another version; until then it is a file that is
    /// not as its version says.
    pub fn change(&self, pack: &str) -> Result<()> {
        let file = self.file(pack);
        let text = fs::read_to_string(&file)?;
        // White space: every reader of the pack reads the same.
        Ok(fs::write(&file, format!("{text}\n"))?)
    }

    /// Lets the server be gone the moment that somebody asks for this.
    pub fn vanish_at(&self, path: &str) {
        self.wire.set_trap(path);
    }

    /// Takes what was asked for since the last call, below the site's address.
    #[must_use]
    pub fn take_asked(&self) -> Vec<String> {
        let asked = self.wire.take_asked();
        let prefix = format!("/{FOLDER}/");
        asked.iter().filter_map(|path| path.strip_prefix(&prefix)).map(str::to_owned).collect()
    }

    /// Whether it vanished, as it was to.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.wire.is_cut()
    }

    /// Whether somebody has asked for this since [`take_asked`](Self::take_asked).
    #[must_use]
    pub fn was_asked(&self, path: &str) -> bool {
        self.wire.was_asked(&format!("/{FOLDER}/{path}"))
    }

    /// Its version, as its page says.
    pub fn version(&self) -> Result<String> {
        let page = fs::read_to_string(self.file("index.html"))?;
        let version = page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next());
        Ok(version.context("the page says no version")?.to_owned())
    }

    /// Every file of it that a page may ask for.
    pub fn files(&self) -> Result<Vec<String>> {
        let mut files = Vec::new();
        list(&self.file(""), "", &mut files)?;
        files.retain(|path| path != "sw.js" && path != "tham-luan.html");
        Ok(files)
    }
}

/// Every file in a folder, by its path from there.
fn list(root: &Path, folder: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_dir() {
            list(root, &path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(from, "", &mut files).with_context(|| format!("no site in {}", from.display()))?;
    for path in files {
        let copied = to.join(&path);
        fs::create_dir_all(copied.parent().unwrap_or(to))?;
        fs::copy(from.join(&path), copied)?;
    }
    Ok(())
}

impl Browser {
    /// From now on the page is this site's.
    pub fn live_at(&self, site: &Site) {
        self.set_base(site.url());
    }

    /// Loads the page again, as its own button does: also without a network.
    pub async fn load_again(&self) -> Result<()> {
        let script =
            "const old = performance.timeOrigin; sessionStorage.setItem('old', old); location.reload();";
        self.driver().execute(script, vec![]).await?;
        let is_new = "return performance.timeOrigin !== Number(sessionStorage.getItem('old'))";
        self.wait_until("the page is loaded again", async || {
            Ok(self.driver().execute(is_new, vec![]).await?.convert()?)
        })
        .await
    }

    /// Which version of the site the page is from.
    pub async fn version(&self) -> Result<String> {
        let script = "return document.querySelector('script[data-version]').dataset.version";
        Ok(self.driver().execute(script, vec![]).await?.convert()?)
    }

    /// Waits until all of the page's version is on this machine, and the page lives from that.
    pub async fn wait_until_kept(&self) -> Result<()> {
        let state = "return navigator.serviceWorker.controller?.state";
        self.wait_in_background("the site is kept", async || Ok(self.ask(state).await? == "activated")).await
    }

    /// Waits for what comes while people go on writing.
    pub async fn wait_in_background(
        &self,
        what: &str,
        mut holds: impl AsyncFnMut() -> Result<bool>,
    ) -> Result<()> {
        until_within(BACKGROUND, async || {
            Ok(if holds().await? { Ok(()) } else { Err("it does not hold".to_owned()) })
        })
        .await
        .with_context(|| format!("waiting until {what}"))
    }

    /// What a script says that may wait.
    pub async fn ask(&self, script: &str) -> Result<serde_json::Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            (async () => {{ {script} }})().then((said) => done(said ?? null), (error) => done(String(error)));"
        );
        Ok(self.driver().execute_async(script, vec![]).await?.json().clone())
    }

    /// What the page gets when it asks for a file.
    pub async fn fetch(&self, path: &str) -> Result<String> {
        let said = self.ask(&format!("return (await fetch('{path}')).text()")).await?;
        Ok(said.as_str().context("no text")?.to_owned())
    }
}
