//! `cargo xtask test`: everything that must hold, the quick checks first.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::chromium::{self, Driver};
use crate::dist;
use crate::firefox;
use crate::process::{Tally, cargo, count_tests, run_tests, succeed};
use crate::server::{Options, Server};
use crate::steps::{Steps, in_words};
use crate::tools::{self, TRUNK, WASM, WASM_BINDGEN};

/// Which tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All of them.
    All,
    /// Those that need no browser.
    Native,
    /// Those in `tests/browser` (whose name contains this).
    Browser(Option<String>),
}

/// Runs the tests, and says at the end what passed.
pub(crate) fn run(scope: &Scope) -> Result<()> {
    let start = Instant::now();
    let mut tally = Tally::default();
    let done = match scope {
        Scope::All => all(&mut tally),
        Scope::Native => native(&mut Steps::new(NATIVE_STEPS), &mut tally),
        Scope::Browser(name) => {
            let mut steps = Steps::new(tools::BROWSERS + tools::READERS + tools::STEPS + BROWSER_STEPS);
            tools::ensure_browsers(&mut steps)
                .and_then(|()| tools::ensure_readers(&mut steps))
                .and_then(|()| tools::ensure_all(&mut steps))
                .and_then(|()| in_browser(&mut steps, &mut tally, name.as_deref()))
        }
    };
    let Tally { passed, failed } = tally;
    let time = in_words(start.elapsed());
    match done {
        Ok(()) => {
            let checks = if matches!(scope, Scope::Browser(_)) { "" } else { "format, lints and " };
            println!("PASSED: {checks}{passed} tests, in {time}");
            Ok(())
        }
        Err(error) => {
            Err(error.context(format!("FAILED: {passed} tests passed, {failed} failed, in {time}")))
        }
    }
}

fn all(tally: &mut Tally) -> Result<()> {
    let mut steps = Steps::new(NATIVE_STEPS + FILE_STEPS + tools::BROWSERS + 3 + BROWSER_STEPS);
    native(&mut steps, tally)?;
    with_other_programs(&mut steps, tally)?;
    tools::ensure_browsers(&mut steps)?;
    TRUNK.ensure(&mut steps)?;
    WASM_BINDGEN.ensure(&mut steps)?;
    in_wasm(&mut steps, tally)?;
    in_browser(&mut steps, tally, None)
}

const NATIVE_STEPS: usize = 5;

/// Format, lints and the tests that need no browser.
fn native(steps: &mut Steps, tally: &mut Tally) -> Result<()> {
    tools::ensure_wasm_target(steps)?;
    steps.step("Format", "one way to lay code out", || succeed(cargo().args(["fmt", "--all", "--check"])))?;
    steps.step(
        "Lints, natively",
        "without the page, so no room of the domain can reach a browser",
        || lint(&["--workspace", "--no-default-features", "--all-targets"]),
    )?;
    steps.step("Lints, for the browser", "the page itself", || {
        lint(&["--package", "tham-luan", "--target", WASM, "--lib", "--bins", "--examples", "--test", "wasm"])
    })?;
    steps.step("Tests, natively", "the domain and these commands", || {
        let packages = ["--package", "tham-luan", "--package", "xtask"];
        count_tests(cargo().args(["test", "--no-default-features", "--no-fail-fast"]).args(packages), tally)
    })
}

fn lint(what: &[&str]) -> Result<()> {
    succeed(cargo().args(["clippy", "--quiet", "--keep-going"]).args(what).args(["--", "--deny", "warnings"]))
}

/// How many steps [`with_other_programs`] has.
const FILE_STEPS: usize = tools::READERS + 1;

/// The files that leave the page, opened by the programs that people open them with.
fn with_other_programs(steps: &mut Steps, tally: &mut Tally) -> Result<()> {
    tools::ensure_readers(steps)?;
    steps.step("Tests with other programs", "office programs and other readers find what we wrote", || {
        let mut test = cargo();
        test.args(["test", "--package", "word-processor-tests", "--no-fail-fast"])
            .env("PYTHON", tools::python());
        count_tests(&mut test, tally)
    })
}

/// The tests of what only a browser has, in a browser.
fn in_wasm(steps: &mut Steps, tally: &mut Tally) -> Result<()> {
    steps.step("Tests in WebAssembly", "what only a browser has, seen from Rust", || {
        let driver = chromium::driver().context("there is no chromedriver")?;
        let mut test = cargo();
        test.args(["test", "--package", "tham-luan", "--target", WASM, "--test", "wasm"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
            .env("CHROMEDRIVER", driver)
            .env("PATH", tools::path());
        count_tests(&mut test, tally)
    })
}

/// How many steps [`in_browser`] has.
const BROWSER_STEPS: usize = dist::STEPS + 1;

/// The page that is shipped, used as a person would.
fn in_browser(steps: &mut Steps, tally: &mut Tally, name: Option<&str>) -> Result<()> {
    let (site, file) = dist::build(steps)?;
    steps.step("Tests in Chromium and Firefox", "the page as it is shipped, used as a person would", || {
        let server = Server::start(&site, Options::default())?;
        let driver = Driver::start(&chromium::driver().context("there is no chromedriver")?)?;
        let walks = || walks(&server, &driver, &site, &file);
        let failed = run_tests(walks()?.args(name), tally)?;
        if failed.len() > CHANCE {
            bail!("{} walks failed", failed.len());
        }
        if !failed.is_empty() {
            println!("{} failed beside another browser. Once more, by themselves:", failed.join(", "));
            tally.failed -= failed.len();
            let mut alone = walks()?;
            alone.args(["--test", "walks", "--", "--exact", "--test-threads", "1"]).args(failed);
            count_tests(&mut alone, tally)?;
        }
        Ok(())
    })
}

/// So many walks at most are walked again. A browser, its driver and the devtools have limits of time of their own, and
/// two browsers on a busy machine pass them now and then; a walk that fails by itself too has found something.
const CHANCE: usize = 8;

/// The command that runs `tests/browser`, told where everything is.
fn walks(server: &Server, driver: &Driver, site: &Path, file: &Path) -> Result<Command> {
    let mut test = cargo();
    test.args(["test", "--package", "browser-tests", "--no-fail-fast"])
        .env("THAM_LUAN_URL", server.url())
        .env("THAM_LUAN_WEBDRIVER", driver.url())
        .env("THAM_LUAN_FILE", file)
        // Walks that stop and change what they are served have a copy, and a server, of their own.
        .env("THAM_LUAN_SITE", site)
        .env("THAM_LUAN_XTASK", std::env::current_exe()?)
        .env("THAM_LUAN_CHROMIUM", chromium::browser().context("there is no Chromium")?)
        .env("THAM_LUAN_CHROMIUM_ARGUMENTS", chromium::ARGUMENTS.join(" "))
        .env("THAM_LUAN_FIREFOX", firefox::browser().context("there is no Firefox")?)
        .env("THAM_LUAN_GECKODRIVER", firefox::driver().context("there is no geckodriver")?);
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        test.env("RUST_TEST_THREADS", "2");
    }
    Ok(test)
}
