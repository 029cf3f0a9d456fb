//! Reads plan packs.

use super::{Plan, Problem, check, read};
use crate::json::{self, Value};

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
    Format,
    /// Something is missing, or not of the type that `plan-1.json` gives it.
    #[error("member {name} is missing or of another type")]
    Member {
        /// What it is called.
        name: &'static str,
    },
    /// A form refers to a shared section that the pack does not have.
    #[error("form {form} uses the unknown section {section}")]
    UnknownSection {
        /// The form.
        form: String,
        /// What it refers to.
        section: String,
    },
    /// Of the right shape, but its parts do not fit together.
    #[error("the parts of the pack do not fit together")]
    Problems(Vec<Problem>),
}

/// Reads a pack, puts its shared sections into its forms, and checks that its parts fit together.
///
/// # Errors
/// If the text is not of the shape of `plan-1.json`, or its parts do not fit together.
pub fn parse(text: &str) -> Result<Plan, PackError> {
    let plan = plan(text)?;
    let problems = check(&plan);
    if problems.is_empty() { Ok(plan) } else { Err(PackError::Problems(problems)) }
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
    texts.filter_map(|text| plan(&text).ok()).collect()
}

fn plan(text: &str) -> Result<Plan, PackError> {
    let pack = json::parse(text).map_err(PackError::Json)?;
    if pack.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(PackError::Format);
    }
    read::plan(&pack)
}
