//! Holds `docs/plan-pack.md` to what is true: its example is a pack that opens, its snippets are of packs that open,
//! and it names every word that a pack can use.

use std::collections::BTreeSet;

use serde_json::Value;
use tham_luan::plan::parse;

use super::{every_part, here, problems, read, walk};

/// The JSON blocks of the guide, the example first.
fn blocks(guide: &str) -> Vec<&str> {
    let after = guide.split("```json\n").skip(1);
    after.map(|text| text.split_once("```").expect("an end").0).collect()
}

fn guide() -> String {
    read(&here("docs/plan-pack.md"))
}

#[test]
fn the_example_of_the_guide_is_a_pack_that_opens() {
    let guide = guide();
    let example = read(&here("tests/fixtures/packs/example.json"));
    assert_eq!(blocks(&guide)[0], example);
    let plan = parse(&example).expect("a plan");
    let form = &plan.forms[0];
    assert_eq!((plan.roster.len(), plan.units(form).count(), form.sections.len()), (2, 2, 4));
    assert_eq!(plan.deadline(form).expect("a deadline").last_safe_day().to_string(), "30/04/2026");
    assert!(guide.contains("`vidu-v1.json`") && guide.contains("*Mở gói kế hoạch*"));
    assert_eq!((plan.id.as_str(), plan.version), ("vidu", 1));
}

/// Whether every member and item of a snippet stands in a value: members may be left out of a snippet, and items of
/// a list whose others stand in the same order.
fn is_of(snippet: &Value, value: &Value) -> bool {
    match (snippet, value) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(name, part)| whole.get(name).is_some_and(|whole| is_of(part, whole)))
        }
        (Value::Array(part), Value::Array(whole)) => {
            let mut whole = whole.iter();
            part.iter().all(|part| whole.any(|whole| is_of(part, whole)))
        }
        _ => snippet == value,
    }
}

#[test]
fn every_snippet_of_the_guide_is_of_a_pack_that_opens() {
    let pack = every_part();
    assert_eq!(problems(&pack), []);
    let guide = guide();
    let snippets = &blocks(&guide)[1..];
    assert!(snippets.len() > 20);
    for text in snippets {
        // A member alone, without the object around it.
        let whole = if text.starts_with('"') { format!("{{{text}}}") } else { (*text).to_owned() };
        let snippet: Value = serde_json::from_str(&whole).unwrap_or_else(|error| panic!("{error}: {text}"));
        let mut found = false;
        walk(&pack, "", &mut |_, value| found |= is_of(&snippet, value));
        assert!(found, "in no pack: {text}");
    }
}

/// The names of all members, and the words of all closed lists.
#[test]
fn the_guide_names_every_word_of_the_schema() {
    let schema: Value = serde_json::from_str(&read(&here("public/schema/plan-1.json"))).expect("JSON");
    let mut words = BTreeSet::new();
    walk(&schema, "", &mut |place, value| {
        if place.ends_with("/properties") {
            words.extend(value.as_object().into_iter().flatten().map(|(name, _)| name.clone()));
        } else if place.ends_with("/enum") {
            let values = value.as_array().into_iter().flatten().filter_map(Value::as_str);
            words.extend(values.map(str::to_owned));
        }
    });
    let guide = guide();
    let unnamed: Vec<_> = words
        .iter()
        .filter(|word| !guide.contains(&format!("`{word}`")) && !guide.contains(&format!("\"{word}\"")))
        .collect();
    assert!(words.len() > 100 && unnamed.is_empty(), "{unnamed:?}");
}
