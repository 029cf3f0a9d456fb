//! Holds every word of a pack that is the plan's to the plan as it was printed.
//!
//! A plan's text stands in `tests/fixtures/plans/<id>.txt` as it was received. To compare quotations with it, both
//! are *flattened*: put into NFC, freed of the marks of emphasis (`*`) and of footnotes (`¹`), and every run of
//! white space becomes one space. Nothing else is forgiven.

use serde_json::Value;
use tham_luan::form::Origin;
use tham_luan::plan::built_in;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{here, packs, read, walk};

fn flatten(text: &str) -> String {
    let text: String = text.nfc().filter(|letter| !matches!(letter, '*' | '¹' | '²' | '³')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_string_is_in_nfc_without_odd_spaces() {
    for (name, pack) in packs() {
        walk(&pack, "", &mut |path, value| {
            let Some(text) = value.as_str() else { return };
            assert!(is_nfc(text), "{name}{path}: {text}");
            assert_eq!(text, text.trim(), "{name}{path}");
            assert!(!text.contains(['\u{a0}', '\u{200b}', '\u{feff}', '\t']), "{name}{path}: {text}");
        });
    }
}

#[test]
fn every_quotation_is_printed_in_the_plan() {
    for (name, pack) in packs() {
        let id = pack["id"].as_str().expect("an id");
        let printed = flatten(&read(&here(&format!("tests/fixtures/plans/{id}.txt"))));
        let mut quotes = 0;
        walk(&pack, "", &mut |path, value| {
            if let Some(quote) = value.get("quote").and_then(Value::as_str) {
                assert!(printed.contains(&flatten(quote)), "{name}{path}: {quote}");
                quotes += 1;
            }
        });
        assert!(quotes > 0, "{name}");
        let identity = &pack["identity"];
        let words = ["title", "number", "signed"].into_iter().map(|key| &identity[key]);
        let basis = identity["legalBasis"].as_array().into_iter().flatten();
        let deadlines = pack["deadlines"].as_array().into_iter().flatten();
        let deadlines = deadlines.flat_map(|deadline| [&deadline["words"], &deadline["recipient"]]);
        for text in words.chain(basis).chain(deadlines).filter_map(Value::as_str) {
            assert!(printed.contains(&flatten(text)), "{name}: {text}");
        }
    }
}

/// Of a section that the plan itself asks for; one that is our suggestion is named so, and headed by us.
#[test]
fn printed_headings_are_the_plans_words() {
    for plan in built_in() {
        for (section, field) in plan.forms.iter().flat_map(|form| form.fields()) {
            let Some(heading) = &section.heading else {
                assert_eq!(field.heading, None, "a field's heading is numbered below its section's");
                continue;
            };
            if section.origin != Origin::Required {
                continue;
            }
            let place = format!("{} {}: {heading}", plan.id, section.id);
            let source = section.source.as_ref().unwrap_or_else(|| panic!("{place} has no source"));
            let quote = source.quote.to_lowercase();
            assert!(quote.contains(&heading.to_lowercase()), "{place}");
            if let Some(heading) = &field.heading {
                let is_quoted = quote.contains(&heading.to_lowercase()) || words_of(heading, &quote);
                assert!(is_quoted, "{place}: {heading}");
            }
        }
    }
}

/// Whether a text has every word, so that a sub-heading may leave words of the plan out but adds none.
fn words_of(heading: &str, text: &str) -> bool {
    let split = |letter: char| !letter.is_alphanumeric();
    heading.to_lowercase().split(split).all(|word| text.split(split).any(|other| other == word))
}
