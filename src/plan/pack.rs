//! Reads plan packs.

use super::check::check;
use super::inspect::{Problems, inspect};
use super::problem::{Fault, Problem};
use super::{Plan, read};
use crate::json::{self, Parsed, Value};

/// What a pack says that it is; raised with the schema.
const FORMAT: &str = "tham-luan.plan-1";

/// The packs that come with the program, in the order shown.
const BUILT_IN: [&str; 5] = [
    include_str!("../../public/plans/000.json"),
    include_str!("../../public/plans/001.json"),
    include_str!("../../public/plans/002.json"),
    include_str!("../../public/plans/003.json"),
    include_str!("../../public/plans/004.json"),
];

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
    let mut problems = Problems::default();
    if names_twice {
        problems.add(None, Fault::NamedTwice);
    }
    inspect(&pack, &mut problems);
    check(&pack, &mut problems);
    if problems.list.is_empty() { Ok(read::plan(&pack)) } else { Err(PackError::Problems(problems.list)) }
}

/// The plans that come with the program. Tests hold that each is read and has no problem.
#[must_use]
pub fn built_in() -> Vec<Plan> {
    BUILT_IN.iter().filter_map(|text| json::parse(text).ok()).map(|pack| read::plan(&pack)).collect()
}
