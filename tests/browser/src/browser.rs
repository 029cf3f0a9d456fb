//! One browser with a profile of its own: one person at one machine.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{By, Key, WebDriver, WebElement};

use crate::accessibility;
use crate::command::{name, one_line};
use crate::engine::{DOWNLOADS, Engine, PROFILE};
use crate::finding::Scope;
use crate::geckodriver::Geckodriver;
use crate::process::{kill_trees, most_memory};
use crate::settings::setting;
use crate::viewport::Viewport;
use crate::waiting::until;

/// A browser that shows the page. Finds what [`Scope`] finds, in the whole page.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    page: Scope,
    engine: Engine,
    /// Of Firefox: the driver is its own.
    geckodriver: Option<Geckodriver>,
    profile: Profile,
    /// The downloads that were asked for already.
    taken: RefCell<BTreeSet<PathBuf>>,
    /// Where the page is, if not where all walks find it.
    base: RefCell<Option<String>>,
    /// What was in Firefox's console before the page was left, and not taken yet.
    said: RefCell<Vec<String>>,
}

/// What a browser has on the disk, and a killed one leaves there: its profile and the downloads.
#[derive(Debug)]
pub struct Profile {
    engine: Engine,
    folder: TempDir,
    /// How much the browser gives the page, in kB. None is as it likes.
    room: Option<u32>,
}

impl Profile {
    /// That of a browser that nobody has used.
    pub fn new(engine: Engine) -> Result<Self> {
        let folder = TempDir::with_prefix("tham-luan-browser-")?;
        fs::create_dir(folder.path().join(DOWNLOADS))?;
        fs::create_dir(folder.path().join(PROFILE))?;
        Ok(Self { engine, folder, room: None })
    }

    /// The same on a small disk: the browser gives the page so many kB.
    #[must_use]
    pub fn with_room(self, kilobytes: u32) -> Self {
        Self { room: Some(kilobytes), ..self }
    }
}

impl Deref for Browser {
    type Target = Scope;

    fn deref(&self) -> &Scope {
        &self.page
    }
}

impl Browser {
    /// Starts a browser that nobody has used. [`run`](crate::run) does it; a walk starts one for a second person,
    /// and ends that with [`close`](Self::close).
    pub async fn start(viewport: Viewport) -> Result<Self> {
        Self::start_on(Profile::new(Engine::Chromium)?, viewport).await
    }

    /// Starts a browser on a profile, perhaps of one that was killed.
    pub async fn start_on(profile: Profile, viewport: Viewport) -> Result<Self> {
        let Profile { engine, ref folder, room } = profile;
        let (geckodriver, url) = match engine {
            Engine::Chromium => (None, setting("THAM_LUAN_WEBDRIVER")?),
            Engine::Firefox => {
                // What a killed one left here would be taken for where this one listens.
                let _ = fs::remove_file(folder.path().join(PROFILE).join("MarionetteActivePort"));
                let driver = Geckodriver::start(folder.path()).await?;
                let url = driver.url();
                (Some(driver), url)
            }
        };
        let driver = WebDriver::new(url, engine.capabilities(folder.path(), viewport, room)?).await?;
        let page = Scope::page(driver.clone(), engine);
        let browser = Self {
            driver,
            page,
            engine,
            geckodriver,
            profile,
            taken: RefCell::default(),
            base: RefCell::default(),
            said: RefCell::default(),
        };
        browser.resize(viewport).await?;
        if engine == Engine::Chromium {
            let folder = json!({ "behavior": "allow", "downloadPath": browser.downloads() });
            browser.devtools("Browser.setDownloadBehavior", folder).await?;
            if let Some(room) = room {
                let origin = setting("THAM_LUAN_URL")?;
                let room = json!({ "origin": origin.trim_end_matches('/'), "quotaSize": room * 1000 });
                browser.devtools("Storage.overrideQuotaForOrigin", room).await?;
            }
        }
        Ok(browser)
    }

    /// Which it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The driver itself, for what has no word here.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Sends a command of the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        Ok(self.driver.cdp().send_raw(method, parameters).await?)
    }

    /// Another size of screen.
    pub async fn resize(&self, viewport: Viewport) -> Result<()> {
        let Viewport { width, height, mobile, scale } = viewport;
        if self.engine == Engine::Firefox {
            ensure!(!mobile && scale == 1, "Firefox has no phone's screen");
            let frame = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
            let (beside, above): (u32, u32) = self.driver.execute(frame, vec![]).await?.convert()?;
            return Ok(self.driver.set_window_rect(0, 0, width + beside, height + above).await?);
        }
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": mobile });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await?;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": mobile })).await?;
        Ok(())
    }

    /// Opens the page at an address below its own, such as `"#/soan"`, from anew, as a link from outside would.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.leave().await?;
        let own = self.base.borrow().clone();
        let base = own.map_or_else(|| setting("THAM_LUAN_URL"), Ok)?;
        Ok(self.driver.goto(format!("{base}{address}")).await?)
    }

    /// Leaves the page for an empty one: from one hash to another a browser stays on the page.
    ///
    /// A busy Firefox breaks a page off in the midst of a closure while it is left, which then says that it was called again;
    /// `beforeunload` has saved all before. Only what is said between leaving and having left is passed over.
    async fn leave(&self) -> Result<()> {
        let Some(driver) = &self.geckodriver else { return Ok(self.driver.goto("about:blank").await?) };
        let mut said = driver.take_console()?;
        self.driver.goto("about:blank").await?;
        let is_broken_off =
            |line: &String| line.contains("closure invoked recursively or after being dropped");
        said.extend(driver.take_console()?.into_iter().filter(|line| !is_broken_off(line)));
        self.said.borrow_mut().extend(said);
        Ok(())
    }

    pub(crate) fn set_base(&self, url: String) {
        self.base.replace(Some(url));
    }

    /// Goes to an address below the page's own without leaving the page, as a link on it does.
    pub async fn go(&self, address: &str) -> Result<()> {
        self.driver.execute("location.hash = arguments[0]", vec![address.into()]).await?;
        Ok(())
    }

    /// Waits for the very moment at which the page says that all is saved.
    pub async fn wait_for_saved(&self) -> Result<()> {
        let wait = "
            const done = arguments[arguments.length - 1];
            const look = () => /Đã lưu lúc/.test(document.querySelector('header').textContent);
            if (look()) return done(true);
            const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); done(true); } });
            watch.observe(document.body, { childList: true, subtree: true, characterData: true });
            setTimeout(() => done(false), 25000);";
        let saved: bool = self.driver.execute_async(wait, vec![]).await?.convert()?;
        ensure!(saved, "it is not saved");
        Ok(())
    }

    /// Opens the one file, as a double click does.
    pub async fn open_file(&self, address: &str) -> Result<()> {
        self.leave().await?;
        Ok(self.driver.goto(format!("file://{}{address}", setting("THAM_LUAN_FILE")?)).await?)
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver.refresh().await?)
    }

    /// What follows the page's own address: `"#/soan"`, or nothing.
    pub async fn hash(&self) -> Result<String> {
        Ok(self.driver.execute("return location.hash", vec![]).await?.convert()?)
    }

    /// Goes back, as the browser's own button does.
    pub async fn back(&self) -> Result<()> {
        Ok(self.driver.back().await?)
    }

    /// Presses a key where the focus is.
    pub async fn press_key(&self, key: Key) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(key).perform().await?)
    }

    /// Presses a letter while Ctrl is held.
    pub async fn press_control(&self, letter: &str) -> Result<()> {
        let keys = self.driver.action_chain().key_down(Key::Control).send_keys(letter).key_up(Key::Control);
        Ok(keys.perform().await?)
    }

    /// Types where the focus is.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(text).perform().await?)
    }

    /// What the focus is on, as a screen reader says it.
    pub async fn focused_name(&self) -> Result<String> {
        name(&self.focused().await?).await
    }

    /// Waits until the focus is on what has this name.
    pub async fn wait_for_focus(&self, wanted: &str) -> Result<()> {
        let wanted = one_line(wanted);
        until(async || {
            let found = self.focused_name().await?;
            Ok(if found == wanted { Ok(()) } else { Err(format!("it is on “{found}”")) })
        })
        .await
        .with_context(|| format!("waiting for the focus on “{wanted}”"))
    }

    /// The part of the page below its head.
    pub async fn main(&self) -> Result<Scope> {
        Ok(self.within(self.driver.find(By::Tag("main")).await?))
    }

    /// The head of the page.
    pub async fn masthead(&self) -> Result<Scope> {
        Ok(self.within(self.driver.find(By::Tag("header")).await?))
    }

    /// The element that has the focus.
    pub async fn focused(&self) -> Result<WebElement> {
        Ok(self.driver.execute("return document.activeElement", vec![]).await?.element()?)
    }

    /// Gives a file to a file input.
    pub async fn upload(&self, input: &WebElement, file: &Path) -> Result<()> {
        let file = file.canonicalize().with_context(|| format!("no file {}", file.display()))?;
        Ok(input.send_keys(file.to_string_lossy().as_ref()).await?)
    }

    /// A folder of this browser's own, for files that a walk makes.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.profile.folder.path()
    }

    fn downloads(&self) -> PathBuf {
        self.folder().join(DOWNLOADS)
    }

    /// Waits for the next file that the page lets fall, until it is whole. A walk that removed the last one may be given
    /// another of the same name.
    pub async fn wait_for_download(&self) -> Result<PathBuf> {
        self.taken.borrow_mut().retain(|file| file.exists());
        let file = until(async || {
            let mut names = Vec::new();
            for entry in fs::read_dir(self.downloads())? {
                names.push(entry?.path());
            }
            let next = names.iter().find(|file| {
                let partial = file.extension().is_some_and(|extension| {
                    extension == "crdownload" || extension == "part" || extension == "tmp"
                });
                // A browser may hold the name with an empty file, until the whole one takes its place.
                let empty = file.metadata().is_ok_and(|file| file.len() == 0);
                !partial && !empty && !self.taken.borrow().contains(*file)
            });
            Ok(next.cloned().ok_or_else(|| format!("there are only {names:?}")))
        })
        .await
        .context("waiting for a download")?;
        self.taken.borrow_mut().insert(file.clone());
        Ok(file)
    }

    /// Fails if axe finds anything that keeps somebody from using what the page shows now.
    pub async fn check_accessible(&self) -> Result<()> {
        accessibility::check(&self.driver).await
    }

    /// Fails if the page must be scrolled sideways.
    pub async fn check_fits(&self) -> Result<()> {
        let measure = "const { scrollWidth, clientWidth } = document.documentElement; return [scrollWidth, clientWidth]";
        let (needed, there): (u32, u32) = self.driver.execute(measure, vec![]).await?.convert()?;
        ensure!(needed <= there, "the page is {needed} px wide on a screen of {there} px");
        Ok(())
    }

    /// Saves what the screen shows as `target/screenshots/<name>.png`.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
        fs::create_dir_all(&folder)?;
        let file = folder.canonicalize()?.join(format!("{name}.png"));
        self.driver.screenshot(&file).await?;
        Ok(file)
    }

    /// Takes what is in the console: `LEVEL message`, a line each. The next call gives what came after it.
    pub async fn take_console(&self) -> Result<Vec<String>> {
        if let Some(driver) = &self.geckodriver {
            let mut said = self.said.take();
            said.extend(driver.take_console()?);
            return Ok(said);
        }
        let entries = self.driver.browser_log().await?;
        Ok(entries.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect())
    }

    /// Closes the browser. Fails if there is an error in the console.
    pub async fn close(self) -> Result<()> {
        let console = self.take_console().await;
        self.driver.quit().await?;
        // The page names its icon; a file that is looked at by itself cannot. And the browser asks for the manifest where
        // there is no server any more, though it is kept.
        let is_own = |line: &str| {
            let of_manifest = line.split_once("/manifest.webmanifest ").map(|(_, what)| what);
            let did_not_come = |what: &str| {
                what.starts_with("- Failed to load resource: net::ERR_")
                    // What came is empty.
                    || what == "0 Manifest: Line: 1, column: 1, Syntax error."
            };
            line.contains("/favicon.ico ") || of_manifest.is_some_and(did_not_come)
        };
        let is_error = |line: &String| line.starts_with("SEVERE") && !is_own(line);
        let errors: Vec<String> = console?.into_iter().filter(is_error).collect();
        ensure!(errors.is_empty(), "in the console:\n{}", errors.join("\n"));
        Ok(())
    }

    /// Kills the browser with all its processes, as a crash or a task manager does. Gives what it leaves on the disk,
    /// and when it was dead.
    pub async fn kill(self) -> Result<(Profile, Instant)> {
        let dead = kill_trees(&self.folder().to_string_lossy())?;
        // The driver may know already that its browser is gone.
        let _ = self.driver.quit().await;
        Ok((self.profile, dead))
    }

    /// The most memory that one of its processes took that show pages, in MB.
    pub fn most_memory(&self) -> Result<f64> {
        most_memory(&self.folder().to_string_lossy())
    }

    /// Says what the browser shows, after a walk that failed.
    pub(crate) async fn report(&self, name: &str) {
        match self.screenshot(name).await {
            Ok(file) => eprintln!("what the screen showed: {}", file.display()),
            Err(error) => eprintln!("no screenshot: {error:#}"),
        }
        if let Ok(url) = self.driver.current_url().await {
            eprintln!("the address: {url}");
        }
        for line in self.take_console().await.unwrap_or_default() {
            eprintln!("the console: {line}");
        }
    }
}
