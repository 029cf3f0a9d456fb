//! The tools that the commands need, at the versions that go together.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{cargo, command, find, output, root, succeed};
use crate::steps::Steps;
use crate::{apt, chromium, firefox};

/// The target that the page is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A program from the crate registry.
pub(crate) struct Tool {
    package: &'static str,
    version: &'static str,
    /// What the package installs and we use.
    programs: &'static [&'static str],
    why: &'static str,
    /// On two cores.
    takes: &'static str,
}

/// Builds the page.
pub(crate) const TRUNK: Tool = Tool {
    package: "trunk",
    version: "0.21.14",
    programs: &["trunk"],
    why: "puts the page together",
    takes: "about 3 minutes",
};

/// Must be the version of the wasm-bindgen crate.
pub(crate) const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    version: "0.2.129",
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    why: "connects WebAssembly with the browser",
    takes: "about 1 minute",
};

/// Drives Firefox. Debian has no package of it.
pub(crate) const GECKODRIVER: Tool = Tool {
    package: "geckodriver",
    version: "0.37.1",
    programs: &["geckodriver"],
    why: "drives Firefox in the tests",
    takes: "about 1 minute",
};

/// The project's own folder of tools.
fn tools() -> PathBuf {
    root().join(".tools")
}

/// `PATH` with the project's own tools first.
pub(crate) fn path() -> OsString {
    let mut folders = vec![tools().join("bin")];
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    std::env::join_paths(folders).unwrap_or_default()
}

impl Tool {
    /// Installs it unless the right version is there.
    pub(crate) fn ensure(&self, steps: &mut Steps) -> Result<()> {
        let Self { package, version, why, takes, .. } = self;
        if self.is_there() {
            steps.note(&format!("{package} {version} is there ({why})"));
            return Ok(());
        }
        let why = format!("{why}; {takes}, this once");
        steps.step(&format!("Installing {package} {version} into .tools"), &why, || self.install())
    }

    fn is_there(&self) -> bool {
        self.programs.iter().all(|program| {
            output(command(program).arg("--version").env("PATH", path()))
                .is_some_and(|said| said.split_whitespace().any(|word| word == self.version))
        })
    }

    /// Compiled without optimisation: it runs for seconds, and would take minutes more to compile.
    fn install(&self) -> Result<()> {
        let mut install = cargo();
        install.args(["install", "--locked", "--force", "--version", self.version, self.package]);
        install.arg("--root").arg(tools());
        for (setting, value) in [("OPT_LEVEL", "0"), ("LTO", "off"), ("CODEGEN_UNITS", "256"), ("DEBUG", "0")]
        {
            install.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
        }
        succeed(&mut install)
    }
}

/// How many steps [`ensure_all`] has.
pub(crate) const STEPS: usize = 3;

/// What the page is built with.
pub(crate) fn ensure_all(steps: &mut Steps) -> Result<()> {
    ensure_wasm_target(steps)?;
    TRUNK.ensure(steps)?;
    WASM_BINDGEN.ensure(steps)
}

/// The standard library for [`WASM`]. `rust-toolchain.toml` names it, so rustup mostly has brought it.
pub(crate) fn ensure_wasm_target(steps: &mut Steps) -> Result<()> {
    let sysroot = output(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        steps.note(&format!("Rust for {WASM} is there (what the page is compiled to)"));
        return Ok(());
    }
    steps.step(&format!("Adding {WASM} to Rust"), "what the page is compiled to", || {
        succeed(command("rustup").args(["target", "add", WASM]))
    })
}

/// Chromium and its driver, for the tests and benchmarks in a browser.
pub(crate) fn ensure_chromium(steps: &mut Steps) -> Result<()> {
    let why = "the browser that the tests run in";
    if chromium::browser().is_some() && chromium::driver().is_some() {
        steps.note(&format!("Chromium and its driver are there ({why})"));
        return Ok(());
    }
    steps.step("Installing chromium and chromium-driver", why, || {
        apt::install(&["chromium", "chromium-driver"], "tests and benchmarks run in Chromium")
    })
}

/// How many steps [`ensure_readers`] has.
pub(crate) const READERS: usize = 2;

/// The programs that open the files which leave the page, and the packages that they are of.
const PROGRAMS: [(&str, &str); 6] = [
    ("soffice", "libreoffice-writer"),
    ("localc", "libreoffice-calc"),
    ("pdffonts", "poppler-utils"),
    ("pdfinfo", "poppler-utils"),
    ("pdftotext", "poppler-utils"),
    ("qpdf", "qpdf"),
];

/// Readers of tables and of Word files, packages of Python's registry.
const READERS_OF_TABLES: [&str; 3] = ["duckdb==1.4.1", "openpyxl==3.1.5", "python-docx==1.2.0"];

/// The Python that has them.
pub(crate) fn python() -> PathBuf {
    tools().join("python/bin/python")
}

/// Office programs, and readers of PDF, tables and Word files.
pub(crate) fn ensure_readers(steps: &mut Steps) -> Result<()> {
    ensure_programs(steps)?;
    ensure_python(
        steps,
        &tools().join("python"),
        &READERS_OF_TABLES,
        "they read the tables that an office takes along",
    )
}

/// A Python of its own in that folder, with these packages of Python's registry at these versions.
pub(crate) fn ensure_python(steps: &mut Steps, folder: &Path, packages: &[&str], why: &str) -> Result<()> {
    let python = folder.join("bin/python");
    let names: Vec<&str> = packages.iter().filter_map(|package| package.split("==").next()).collect();
    let asked = "import sys, importlib.metadata as it; print(*[f'{name}=={it.version(name)}' for name in sys.argv[1:]])";
    let there = output(command(&python).args(["-c", asked]).args(&names)).unwrap_or_default();
    if there.split_whitespace().eq(packages.iter().copied()) {
        steps.note(&format!("{} are there ({why})", packages.join(", ")));
        return Ok(());
    }
    steps.step(&format!("Installing {}", packages.join(", ")), why, || {
        if output(command("python3").args(["-c", "import ensurepip, venv"])).is_none() {
            apt::install(&["python3-venv"], why)?;
        }
        succeed(command("python3").args(["-m", "venv"]).arg(folder))?;
        succeed(command(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))
    })
}

fn ensure_programs(steps: &mut Steps) -> Result<()> {
    let mut missing: Vec<&str> = Vec::new();
    for (program, package) in PROGRAMS {
        if find(&program.to_uppercase(), &[program], &path()).is_none() && !missing.contains(&package) {
            missing.push(package);
        }
    }
    let why = "they open the files that the page writes";
    if missing.is_empty() {
        steps.note(&format!("Office programs and readers of PDF are there ({why})"));
        return Ok(());
    }
    steps.step(&format!("Installing {}", missing.join(", ")), why, || {
        apt::install(&missing, "tests open the page's files in a word processor and in readers of PDF")
    })
}

/// How many steps [`ensure_browsers`] has.
pub(crate) const BROWSERS: usize = 3;

/// Both browsers that the page is tested in, and their drivers.
pub(crate) fn ensure_browsers(steps: &mut Steps) -> Result<()> {
    ensure_chromium(steps)?;
    let why = "the other browser that the tests run in";
    if firefox::browser().is_some() {
        steps.note(&format!("Firefox is there ({why})"));
    } else {
        steps.step("Installing firefox-esr", why, || {
            apt::install(&["firefox-esr"], "tests run in Firefox too")
        })?;
    }
    GECKODRIVER.ensure(steps)
}
