//! `cargo xtask submissions`: a folder of submissions as an office is sent them, with a known number of every fault.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use tham_luan::json;
use tham_luan::plan::built_in;

use crate::made::Maker;
use crate::made::kind::manifest;

/// What is to be made.
#[derive(Debug)]
pub(crate) struct Wish {
    /// How many files.
    pub(crate) count: usize,
    /// Where; made if it is not there.
    pub(crate) out: PathBuf,
    /// For which plan; for all, without.
    pub(crate) plan: Option<String>,
}

/// So many files in a folder: more make some systems slow.
const IN_A_FOLDER: usize = 1000;

/// Writes the files, and beside them what is expected of them.
pub(crate) fn run(wish: &Wish) -> Result<()> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/drafts");
    let mut maker = Maker::new(&samples, wish.plan.as_deref()).map_err(|error| anyhow!(error))?;
    let mut list = Vec::new();
    for at in 0..wish.count {
        let mut made = maker.make();
        let folder = wish.out.join(format!("files/{:03}", at / IN_A_FOLDER));
        if at % IN_A_FOLDER == 0 {
            fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
        let file = folder.join(&made.name);
        fs::write(&file, &made.bytes).with_context(|| file.display().to_string())?;
        made.bytes = Vec::new();
        list.push(made);
    }
    let plans = built_in();
    let plans: Vec<_> = plans.iter().map(|plan| plan.id.as_str()).collect();
    let file = wish.out.join("manifest.json");
    let text = json::pretty(&manifest(&list, &plans), &|_, _| 0);
    // Beside the files, so that it is not taken in with them.
    fs::create_dir_all(&wish.out).with_context(|| wish.out.display().to_string())?;
    fs::write(&file, text).with_context(|| file.display().to_string())?;
    println!(
        "{} files in {}, and what is expected of them in {}",
        list.len(),
        wish.out.display(),
        file.display()
    );
    Ok(())
}
