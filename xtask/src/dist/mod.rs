//! `cargo xtask dist`: the site, and the same page as one file.

mod one_file;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::process::{command, succeed, target};
use crate::steps::Steps;
use crate::tools::{self, WASM};
use crate::{seal, site};
use one_file::Parts;

/// How many steps [`build`] has.
pub(crate) const STEPS: usize = site::STEPS + 1;

/// Builds both. Returns the folder with the site, and the one file in it.
pub(crate) fn build(steps: &mut Steps) -> Result<(PathBuf, PathBuf)> {
    let site = site::build(steps)?;
    let file = site.join(seal::ONE_FILE);
    steps.step("Writing the one file", "opened by double click, from a USB stick too", || {
        let glue = glue()?;
        let page = fs::read_to_string(site.join("index.html"))?;
        let parts = Parts { site: &site, glue: &glue.script, wasm: &glue.wasm };
        fs::write(&file, one_file::write(&page, &parts)?).context("cannot write the one file")
    })?;
    Ok((site, file))
}

/// Builds both, and prints where they are and how large.
pub(crate) fn run() -> Result<()> {
    let mut steps = Steps::new(tools::STEPS + STEPS);
    tools::ensure_all(&mut steps)?;
    let (_, file) = build(&mut steps)?;
    let size = fs::metadata(&file)?.len().div_ceil(1000);
    println!("dist/                the site, for any web server");
    println!("dist/tham-luan.html  the one file, {size} kB, for a USB stick");
    Ok(())
}

/// The compiled page and the script that runs it.
struct Glue {
    script: String,
    wasm: Vec<u8>,
}

/// A file opened by double click may not load modules, so wasm-bindgen writes a plain script for what Trunk compiled.
fn glue() -> Result<Glue> {
    let folder = target().join("one-file");
    succeed(
        command("wasm-bindgen")
            .args(["--target", "no-modules", "--no-typescript", "--out-name", "page", "--out-dir"])
            .arg(&folder)
            .arg(target().join(WASM).join("release/tham-luan.wasm"))
            .env("PATH", tools::path()),
    )?;
    Ok(Glue {
        script: fs::read_to_string(folder.join("page.js"))?,
        wasm: fs::read(folder.join("page_bg.wasm"))?,
    })
}
