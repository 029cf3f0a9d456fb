//! Uses the page in a real browser, as a person would: by roles and names, never by classes or ids.
//!
//! `cargo xtask test` runs these tests, and `cargo xtask test --browser NAME` those whose name contains NAME: it
//! builds and serves the page, starts the driver, and says where both are in the environment.
//!
//! A test is one walk in a browser of its own, with an empty profile:
//!
//! ```no_run
//! use browser_tests::{Viewport, run};
//!
//! #[test]
//! fn a_draft_survives_a_reload() {
//!     run(Viewport::PHONE, async |browser| {
//!         browser.open("").await?;
//!         browser.link("Soạn").await?.click().await?;
//!         browser.fill("Tên đơn vị", "Xã Ia Hrú").await?;
//!         browser.wait_for_text("Đã lưu").await?;
//!         browser.reload().await?;
//!         assert_eq!(browser.value("Tên đơn vị").await?, "Xã Ia Hrú");
//!         browser.check_accessible().await?;
//!         browser.check_fits().await
//!     });
//! }
//! ```
//!
//! Finding waits (up to [`PATIENCE`]) until exactly one visible element has the role and the name, and a failure
//! says which names there were instead. A walk runs in Chromium; [`run_in_both`] walks in Firefox too. At the end the console must hold no error: neither a panic nor anything
//! that the Content-Security-Policy stopped. A walk that expects one takes it out with [`Browser::take_console`].
//! When a walk fails, what the page looked like is in `target/screenshots/<test>.png`.

mod accessibility;
mod browser;
pub mod chance;
mod command;
mod engine;
mod faults;
mod finding;
mod geckodriver;
pub mod native;
mod network;
pub mod pages;
mod process;
pub mod samples;
mod settings;
mod site;
mod storage;
mod tabs;
mod viewport;
mod waiting;
mod wire;
mod work;

pub use browser::{Browser, Profile};
pub use engine::Engine;
pub use faults::Fault;
pub use finding::{Role, Scope};
pub use site::Site;
pub use tabs::Tab;
pub use thirtyfour::Key;
pub use viewport::Viewport;
pub use waiting::PATIENCE;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use anyhow::{Context, Result};

/// The longest that a walk may take.
const LIMIT: Duration = Duration::from_secs(400);

/// Opens Chromium, walks, and closes it, however the walk ends.
///
/// # Panics
///
/// When the walk fails, takes too long, or leaves an error in the console.
pub fn run(viewport: Viewport, walk: impl AsyncFnOnce(&Browser) -> Result<()>) {
    run_in(Engine::Chromium, viewport, walk);
}

/// Walks in one engine after the other, on a screen that both have.
///
/// # Panics
///
/// As [`run`].
pub fn run_in_both(walk: impl AsyncFn(&Browser) -> Result<()>) {
    for engine in Engine::ALL {
        eprintln!("in {engine:?}:");
        run_in(engine, Viewport::DESKTOP, &walk);
    }
}

/// Opens a browser of this engine, walks, and closes it, however the walk ends.
///
/// # Panics
///
/// As [`run`].
pub fn run_in(engine: Engine, viewport: Viewport, walk: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let profile = Profile::new(engine).unwrap_or_else(|error| panic!("no profile: {error:#}"));
    walk_on(profile, viewport, walk);
}

/// Opens a browser on a profile, walks, and closes it, however the walk ends.
///
/// # Panics
///
/// As [`run`].
pub fn run_on(profile: Profile, walk: impl AsyncFnOnce(&Browser) -> Result<()>) {
    walk_on(profile, Viewport::DESKTOP, walk);
}

fn walk_on(profile: Profile, viewport: Viewport, walk: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let runtime = runtime();
    let browser = match runtime.block_on(Browser::start_on(profile, viewport)) {
        Ok(browser) => browser,
        Err(error) => panic!("cannot start a browser: {error:#}"),
    };
    let walked = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(async {
            tokio::time::timeout(LIMIT, walk(&browser)).await.context("the walk took too long")?
        })
    }));
    let name = std::thread::current().name().unwrap_or("main").replace("::", "-");
    if !matches!(walked, Ok(Ok(()))) {
        runtime.block_on(browser.report(&name));
    }
    let closed = runtime.block_on(browser.close());
    match walked {
        Err(panic) => resume_unwind(panic),
        Ok(Err(error)) => panic!("{error:#}"),
        Ok(Ok(())) => closed.unwrap_or_else(|error| panic!("{error:#}")),
    }
}

/// A walk that starts, and kills, its own browsers.
///
/// # Panics
///
/// When the walk fails, or takes longer than this.
pub fn run_alone(limit: Duration, walk: impl AsyncFnOnce() -> Result<()>) {
    let walk = async { tokio::time::timeout(limit, walk()).await.context("the walk took too long")? };
    if let Err(error) = runtime().block_on(walk) {
        panic!("{error:#}");
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
