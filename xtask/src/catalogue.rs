//! `cargo xtask catalogue`: what the page knows of every plan before it fetches the plan's pack.

use std::fs;

use anyhow::{Result, ensure};
use tham_luan::plan::catalogue::encode;
use tham_luan::plan::{PlanListing, built_in};

use crate::process::root;

/// Writes `src/plan/catalogue.json` from the packs of `public/plans`.
pub(crate) fn run() -> Result<()> {
    let packs = fs::read_dir(root().join("public/plans"))?.count();
    let plans: Vec<_> = built_in().iter().map(PlanListing::of).collect();
    ensure!(plans.len() == packs, "of {packs} packs only {} can be read: see tests/plan.rs", plans.len());
    let file = root().join("src/plan/catalogue.json");
    fs::write(&file, encode(&plans))?;
    println!("{} holds {} plans", file.display(), plans.len());
    Ok(())
}
