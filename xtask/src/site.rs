//! Builds the page.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{command, root, succeed};
use crate::steps::Steps;
use crate::tools;

/// How many steps [`build`] has.
pub(crate) const STEPS: usize = 1;

/// Builds the page with the tools that are there. Returns the folder with the site.
pub(crate) fn build(steps: &mut Steps) -> Result<PathBuf> {
    steps.step("Building the page", "the first time about 2 minutes, then what changed", || {
        trunk(&root().join("dist"))
    })
}

/// Trunk keeps to `PATH`: the versions it wants are there, so it downloads nothing.
fn trunk(site: &Path) -> Result<PathBuf> {
    succeed(
        command("trunk")
            .args(["build", "--release", "--skip-version-check", "--dist"])
            .arg(site)
            .env("PATH", tools::path())
            .env_remove("NO_COLOR"),
    )?;
    Ok(site.to_path_buf())
}
