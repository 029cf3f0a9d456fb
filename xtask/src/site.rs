//! Builds the page.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{command, root, succeed};
use crate::steps::Steps;
use crate::{parts, seal, styles, tools};

/// How many steps [`build`] has.
pub(crate) const STEPS: usize = 1;

/// Builds the page with the tools that are there. Returns the folder with the site.
pub(crate) fn build(steps: &mut Steps) -> Result<PathBuf> {
    steps.step("Building the page", "the first time about 2 minutes, then what changed", || {
        let site = root().join("dist");
        trunk(&site)?;
        parts::split(&site)?;
        styles::join(&site)?;
        // Last of all: what is there now is what browsers keep.
        seal::seal(&site)?;
        Ok(site)
    })
}

/// Trunk keeps to `PATH`: the versions it wants are there, so it downloads nothing.
fn trunk(site: &Path) -> Result<()> {
    succeed(
        command("trunk")
            .args(["build", "--release", "--skip-version-check", "--dist"])
            .arg(site)
            .env("PATH", tools::path())
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", rustflags())
            .env_remove("NO_COLOR"),
    )
}

/// The flags of `.cargo/config.toml`, those for splitting, and none of this machine's folders in what is published: a panic names the
/// file that it stands in.
fn rustflags() -> String {
    let mut flags = format!("--cfg erase_components {}", parts::FLAGS);
    let home = |name: &str, folder: &str| {
        std::env::var_os(name).map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(folder)))
    };
    for folder in
        [home("CARGO_HOME", ".cargo"), home("RUSTUP_HOME", ".rustup"), Some(root())].into_iter().flatten()
    {
        flags += &format!(" --remap-path-prefix={}=.", folder.display());
    }
    flags
}
