//! Plan packs: what is in those that come with the program, and what is refused in those made elsewhere.

#![cfg(not(target_arch = "wasm32"))]

mod forms;
mod guide;
mod hostile;
mod parts;
mod schema;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tham_luan::plan::{PackError, Problem, parse};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every pack of `public/plans`, by name.
fn packs() -> Vec<(String, Value)> {
    let mut packs: Vec<_> = fs::read_dir(here("public/plans"))
        .expect("the folder of packs")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), serde_json::from_str(&read(&path)).expect("JSON")))
        .collect();
    packs.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!packs.is_empty());
    packs
}

/// A pack that has every part that a pack may have.
fn every_part() -> Value {
    serde_json::from_str(&read(&here("tests/fixtures/packs/every-part.json"))).expect("JSON")
}

/// Every problem of a pack.
fn problems(pack: &Value) -> Vec<Problem> {
    match parse(&pack.to_string()) {
        Ok(_) => Vec::new(),
        Err(PackError::Problems(problems)) => problems,
        Err(other) => panic!("{other:?}"),
    }
}

fn schema() -> jsonschema::Validator {
    let schema = serde_json::from_str(&read(&here("public/schema/plan-1.json"))).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema of 2020-12");
    jsonschema::validator_for(&schema).expect("a schema")
}

/// Calls `found` with every value of a pack and where it stands.
fn walk(value: &Value, path: &str, found: &mut dyn FnMut(&str, &Value)) {
    found(path, value);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(item, &format!("{path}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                walk(member, &format!("{path}/{key}"), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
