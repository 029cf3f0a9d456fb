//! Reads plan packs.

use super::check::check;
use super::inspect::inspect;
use super::problem::{Fault, Problem, Problems};
use super::{Plan, read};
use crate::json::{self, Parsed, Value};

/// What a pack says it is; raised with the schema.
pub const FORMAT: &str = "tham-luan.plan-1";

/// Why a text is no plan pack.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// Not JSON.
    #[error("not JSON")]
    Json(json::Error),
    /// JSON that does not say that it is a plan pack of this version.
    #[error("its format is not {FORMAT}")]
    Format {
        /// What it says that it is.
        found: Option<String>,
    },
    /// A pack with faults: every one of them.
    #[error("{} faults", .0.len())]
    Problems(Vec<Problem>),
}

/// Reads a pack and puts its shared sections into its forms. The text is expected in Unicode NFC.
///
/// # Errors
/// If the text is not of the shape of `plan-1.json`, or its parts do not fit together.
pub fn parse(text: &str) -> Result<Plan, PackError> {
    let Parsed { value: pack, names_twice } = json::read(text).map_err(PackError::Json)?;
    let format = pack.get("format").and_then(Value::as_str);
    if format != Some(FORMAT) {
        return Err(PackError::Format { found: format.map(str::to_owned) });
    }
    let mut problems = Problems::of(&pack);
    if names_twice {
        problems.add(&pack, "", Fault::NamedTwice);
    }
    inspect(&mut problems);
    // Lists beyond their bounds could keep the rest busy for minutes.
    if !problems.has_too_many() {
        check(&mut problems);
    }
    let problems = problems.into_list();
    if problems.is_empty() { Ok(read::plan(&pack)) } else { Err(PackError::Problems(problems)) }
}

/// The plans of `public/plans`, in the order of their files' names: for tests and tools. The page fetches a pack when
/// it needs it. Tests hold that each is read and has no problem.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn built_in() -> Vec<Plan> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/plans");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    texts.filter_map(|text| json::parse(&text).ok()).map(|pack| read::plan(&pack)).collect()
}
