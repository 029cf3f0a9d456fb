//! Reads plan packs.

use serde_json::{Map, Value};

use super::{Plan, Problem, check, read};

/// What a pack says it is; raised with the schema.
const FORMAT: &str = "tham-luan.plan-1";

/// The packs that come with the program, in the order shown.
const BUILT_IN: [&str; 1] = [include_str!("../../public/plans/000.json")];

/// Why a text is no plan pack.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// Not JSON.
    #[error("not JSON")]
    Json(#[from] serde_json::Error),
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

/// The plans that come with the program. Tests hold that each is read and has no problem.
#[must_use]
pub fn built_in() -> Vec<Plan> {
    BUILT_IN.iter().filter_map(|text| plan(text).ok()).collect()
}

fn plan(text: &str) -> Result<Plan, PackError> {
    let mut pack: Value = serde_json::from_str(text)?;
    if pack.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(PackError::Format);
    }
    let shared = pack.get_mut("sections").map(Value::take).unwrap_or_default();
    for form in pack.get_mut("forms").and_then(Value::as_array_mut).into_iter().flatten() {
        resolve(form, &shared)?;
    }
    read::plan(&pack)
}

/// Replaces every `{"use": "ho-so"}` among a form's sections by that shared section.
fn resolve(form: &mut Value, shared: &Value) -> Result<(), PackError> {
    let id = form.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    for entry in form.get_mut("sections").and_then(Value::as_array_mut).into_iter().flatten() {
        let Some(name) = entry.get("use").and_then(Value::as_str).map(str::to_owned) else { continue };
        let Some(section) = shared.get(&name).and_then(Value::as_object) else {
            return Err(PackError::UnknownSection { form: id, section: name });
        };
        let section = merged(section, entry, name);
        *entry = section;
    }
    Ok(())
}

/// The shared section under its name, with what stands beside `use`: fields before its own, anything else instead.
fn merged(shared: &Map<String, Value>, entry: &mut Value, name: String) -> Value {
    let mut section = shared.clone();
    for (key, value) in entry.as_object_mut().into_iter().flatten() {
        let value = value.take();
        match (key.as_str(), section.get_mut(key), value) {
            ("use", ..) => {}
            ("fields", Some(Value::Array(own)), Value::Array(first)) => {
                own.splice(0..0, first);
            }
            (.., value) => {
                section.insert(key.clone(), value);
            }
        }
    }
    section.insert("id".to_owned(), Value::String(name));
    Value::Object(section)
}
