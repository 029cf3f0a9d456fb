//! `cargo xtask dist`: the site, and the same page as one file.

mod one_file;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::steps::Steps;
use crate::{parts, seal, site, tools};

/// How many steps [`build`] has.
pub(crate) const STEPS: usize = site::STEPS + 1;

/// Builds both. Returns the folder with the site, and the one file in it.
pub(crate) fn build(steps: &mut Steps) -> Result<(PathBuf, PathBuf)> {
    let site = site::build(steps)?;
    let file = site.join(seal::ONE_FILE);
    steps.step("Writing the one file", "opened by double click, from a USB stick too", || {
        let page = fs::read_to_string(site.join("index.html"))?;
        let written = one_file::write(&page, &site, &parts::program()?)?;
        fs::write(&file, written).context("cannot write the one file")
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
