//! Holds every plan pack to its schema, to its plan's printed words, and to itself.
//!
//! A plan's text stands in `tests/fixtures/plans/<id>.txt` as it was received. To compare quotations with it, both
//! are *flattened*: put into NFC, freed of the marks of emphasis (`*`) and of footnotes (`¹`), and every run of
//! white space becomes one space. Nothing else is forgiven.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tham_luan::form::{Field, FieldKind, Slot};
use tham_luan::plan::{Fault, PackError, Plan, built_in, parse};
use unicode_normalization::{UnicodeNormalization, is_nfc};

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

fn pack_000() -> Value {
    serde_json::from_str(&read(&here("public/plans/000.json"))).expect("JSON")
}

fn schema() -> jsonschema::Validator {
    let schema = serde_json::from_str(&read(&here("public/schema/plan-1.json"))).expect("JSON");
    jsonschema::meta::validate(&schema).expect("a schema of 2020-12");
    jsonschema::validator_for(&schema).expect("a schema")
}

fn flatten(text: &str) -> String {
    let text: String = text.nfc().filter(|letter| !matches!(letter, '*' | '¹' | '²' | '³')).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

#[test]
fn every_pack_is_of_the_schema() {
    let schema = schema();
    for (name, pack) in packs() {
        let errors: Vec<_> =
            schema.iter_errors(&pack).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
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
        let deadlines = pack["deadlines"].as_array().into_iter().flatten().map(|deadline| &deadline["words"]);
        for text in words.chain(basis).chain(deadlines).filter_map(Value::as_str) {
            assert!(printed.contains(&flatten(text)), "{name}: {text}");
        }
    }
}

#[test]
fn printed_headings_are_the_plans_words() {
    for plan in built_in() {
        for (section, field) in plan.forms.iter().flat_map(|form| form.fields()) {
            let Some(heading) = &section.heading else {
                assert_eq!(field.heading, None, "a field's heading is numbered below its section's");
                continue;
            };
            let quote = section.source.as_ref().expect("a source for a heading").quote.to_lowercase();
            assert!(quote.contains(&heading.to_lowercase()), "{heading}");
            if let Some(heading) = &field.heading {
                assert!(quote.contains(&heading.to_lowercase()) || words_of(heading, &quote), "{heading}");
            }
        }
    }
}

/// Whether a text has every word, so that a sub-heading may leave words of the plan out but adds none.
fn words_of(heading: &str, text: &str) -> bool {
    let split = |letter: char| !letter.is_alphanumeric();
    heading.to_lowercase().split(split).all(|word| text.split(split).any(|other| other == word))
}

#[test]
fn every_pack_is_built_in_and_sound() {
    let names: Vec<_> = packs().iter().map(|(_, pack)| pack["id"].as_str().map(str::to_owned)).collect();
    let built_in: Vec<_> = built_in().iter().map(|plan| Some(plan.id.as_str().to_owned())).collect();
    assert_eq!(names, built_in);
    for (name, pack) in packs() {
        parse(&pack.to_string()).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}

fn plan_000() -> Plan {
    built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000")
}

#[test]
fn plan_000_asks_for_six_papers_of_four_pages() {
    let plan = plan_000();
    let forms: Vec<_> = plan.forms.iter().map(|form| (form.id.as_str(), plan.units(form).count())).collect();
    assert_eq!(forms, [("000-TLH", 2), ("000-TLX", 2), ("000-TLD", 2)]);
    for form in &plan.forms {
        assert_eq!(form.page_limit.as_ref().map(|limit| limit.pages), Some(4));
        let deadline = plan.deadline(form).expect("a deadline");
        assert_eq!(deadline.last_safe_day().to_string(), "09/09/2020");
        assert!(deadline.is_late(deadline.before) && !deadline.is_late(deadline.last_safe_day()));
    }
}

#[test]
fn the_sections_of_a_form_are_its_own_and_shared_ones_in_order() {
    let plan = plan_000();
    let ids = |form: usize| -> Vec<_> {
        plan.forms[form].sections.iter().map(|section| section.id.as_str().to_owned()).collect()
    };
    assert_eq!(
        ids(0),
        [
            "ho-so",
            "the-thuc",
            "mo-dau",
            "ket-qua",
            "che-do",
            "dao-tao",
            "dang-vien",
            "bo-tri",
            "kien-nghi",
            "chu-ky"
        ]
    );
    assert_eq!(ids(1), ["ho-so", "the-thuc", "mo-dau", "phan-cong", "ket-qua", "kien-nghi", "chu-ky"]);
    assert_eq!(ids(2), ["ca-nhan", "mo-dau", "ket-qua", "kho-khan", "kien-nghi", "chu-ky"]);
    let commune = &plan.forms[1];
    let first: Vec<_> = commune.sections[0].fields.iter().map(|field| field.id.as_str()).take(3).collect();
    assert_eq!(first, ["don-vi", "ten-don-vi", "nguoi-lap"], "a form's own fields stand first");
    assert_eq!(commune.sections[5].source.as_ref().map(|source| source.clause.as_str()), Some("II.2.b"));
}

#[test]
fn a_paper_of_a_person_has_no_number_authority_or_recipients() {
    let plan = plan_000();
    let person = plan.forms.iter().find(|form| form.profile == "ca-nhan").expect("a personal form");
    for slot in
        [Slot::Number, Slot::Symbol, Slot::Authority, Slot::Issuer, Slot::ParentAgency, Slot::Recipients]
    {
        assert_eq!(person.slot(slot), None, "{slot:?}");
    }
    for form in &plan.forms {
        for slot in [Slot::Unit, Slot::Signer, Slot::Place, Slot::Subject] {
            let required = form.slot(slot).is_some_and(|field: &Field| field.required);
            assert!(required, "{} {slot:?}", form.id);
        }
        let unnamed = plan.units(form).any(|unit| unit.unnamed);
        assert_eq!(form.slot(Slot::UnitName).is_some(), unnamed, "{}", form.id);
    }
}

#[test]
fn what_one_form_calls_a_field_no_other_uses_for_another_kind() {
    let plan = plan_000();
    let mut kinds = std::collections::BTreeMap::new();
    for (_, field) in plan.forms.iter().flat_map(|form| form.fields()) {
        let kind = std::mem::discriminant::<FieldKind>(&field.kind);
        assert_eq!(*kinds.entry(field.id.clone()).or_insert(kind), kind, "{}", field.id);
    }
}

/// A change to a pack: the object or list to change, the member, and what it becomes (None: it goes).
type Mutation = (&'static str, &'static str, Option<Value>);

fn mutated((parent, member, value): &Mutation) -> Value {
    let mut pack = pack_000();
    match pack.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
        Value::Object(members) => {
            match value {
                Some(value) => members.insert((*member).to_owned(), value.clone()),
                None => Some(members.remove(*member).unwrap_or_else(|| panic!("no {member} in {parent}"))),
            };
        }
        Value::Array(items) => {
            items[member.parse::<usize>().expect("an index")] = value.clone().expect("a value")
        }
        other => panic!("{parent} is {other}"),
    }
    pack
}

#[test]
fn the_schema_refuses_broken_packs() {
    let schema = schema();
    let long_text = "/sections/chu-ky/fields/0";
    let choice = "/sections/chu-ky/fields/1";
    let number = "/sections/ca-nhan/fields/3";
    let table = "/sections/kien-nghi/fields/0";
    let form = "/forms/1";
    let mutations: [Mutation; 48] = [
        ("", "format", Some(json!("tham-luan.plan-2"))),
        ("", "format", None),
        ("", "roster", None),
        ("", "roster", Some(json!([]))),
        ("", "forms", Some(json!([]))),
        ("", "comment", Some(json!("x"))),
        ("", "id", Some(json!("Kế hoạch"))),
        ("", "version", Some(json!(0))),
        ("", "version", Some(json!("1"))),
        ("/identity", "purpose", None),
        ("/identity", "title", Some(json!(" "))),
        ("/identity", "signer", Some(json!("Dương Xuân Huyền"))),
        ("/identity/purpose", "quote", None),
        ("/identity/purpose", "page", Some(json!(1))),
        ("/notes/0", "text", None),
        ("/notes/0", "note", Some(json!("x"))),
        ("/deadlines/0", "before", Some(json!("10/9/2020"))),
        ("/deadlines/0", "before", Some(json!("2020-13-10"))),
        ("/deadlines/0", "source", None),
        ("/roster/0", "group", None),
        ("/roster/0", "id", Some(json!("bình-gia"))),
        ("/roster/2", "unnamed", Some(json!("yes"))),
        (form, "id", Some(json!("tlx"))),
        (form, "profile", Some(json!("nghi-dinh-78"))),
        (form, "level", Some(json!("thon"))),
        (form, "origin", None),
        (form, "documentName", None),
        (form, "pageLimit", Some(json!(4))),
        (form, "unit_group", Some(json!("ubnd-xa"))),
        ("/forms/1/initial", "mo-dau", Some(json!(["Kính thưa"]))),
        ("/forms/1/sections", "1", Some(json!({ "use": "the-thuc", "title": "Thể thức" }))),
        ("/forms/1/sections", "1", Some(json!({ "use": "Thể thức" }))),
        ("/forms/1/sections", "1", Some(json!({ "id": "x", "title": "X" }))),
        ("/forms/1/sections", "1", Some(json!("the-thuc"))),
        ("/sections/chu-ky", "id", Some(json!("chu-ky"))),
        ("/sections/chu-ky", "fields", Some(json!([]))),
        (long_text, "kind", Some(json!("paragraphs"))),
        (long_text, "slot", Some(json!("closing"))),
        (long_text, "choices", Some(json!([{ "value": "a", "label": "A" }]))),
        (long_text, "constraints", Some(json!([{ "rule": "range", "min": 0 }]))),
        (choice, "choices", None),
        (choice, "choices", Some(json!(["TM."]))),
        (number, "constraints", Some(json!([{ "rule": "at-least-rows", "rows": 1 }]))),
        (number, "constraints", Some(json!([{ "rule": "range" }]))),
        (table, "rowName", None),
        (table, "row_name", Some(json!("kiến nghị"))),
        ("/sections/kien-nghi/fields/0/columns/0", "kind", Some(json!("date"))),
        ("/forms/1/sections/0/fields/0", "slot", Some(json!("unit-name"))),
    ];
    for mutation in &mutations {
        assert!(!schema.is_valid(&mutated(mutation)), "{mutation:?} passes");
    }
}

#[test]
fn parts_that_do_not_fit_together_are_named() {
    let twice = pack_000()["roster"][0].clone();
    let loose = json!({ "id": "ket-qua", "title": "Kết quả", "heading": "Kết quả", "fields": [
        { "id": "ket-qua", "label": "Kết quả", "kind": "long-text" }
    ] });
    let cases: [(Mutation, Fault, &str); 7] = [
        (("/roster", "1", Some(twice)), Fault::Duplicate, "binh-gia"),
        (("/forms/1", "id", Some(json!("000-TLH"))), Fault::Duplicate, "000-TLH"),
        (("/sections/the-thuc/fields/0", "id", Some(json!("so"))), Fault::Duplicate, "so"),
        (("/forms/1", "deadline", Some(json!("mai"))), Fault::UnknownDeadline, "mai"),
        (("/forms/1", "unitGroup", Some(json!("ubnd-tinh"))), Fault::NoUnits, "ubnd-tinh"),
        (("/forms/1/initial", "trich-dan", Some(json!("x"))), Fault::UnknownInitial, "trich-dan"),
        (("/forms/1/sections", "4", Some(loose)), Fault::NothingRequired, "ket-qua"),
    ];
    for (mutation, fault, id) in cases {
        match parse(&mutated(&mutation).to_string()) {
            Err(PackError::Problems(problems)) => {
                assert!(
                    problems.iter().any(|p| p.fault == fault && p.id == id),
                    "{mutation:?}: {problems:?}"
                );
            }
            other => panic!("{mutation:?}: {:?}", other.map(|plan| plan.id)),
        }
    }
}

#[test]
fn a_text_that_is_no_pack_is_refused_with_its_cause() {
    assert!(matches!(parse("KẾ HOẠCH"), Err(PackError::Json(_))));
    assert!(matches!(parse("[]"), Err(PackError::Format)));
    assert!(matches!(parse(r#"{"format":"tham-luan.submission"}"#), Err(PackError::Format)));
    assert!(matches!(parse(r#"{"format":"tham-luan.plan-1"}"#), Err(PackError::Member { .. })));
    assert!(matches!(parse(r#"{"format":"tham-luan.plan-1","forms":3}"#), Err(PackError::Member { .. })));
    let unknown = mutated(&("/forms/1/sections", "1", Some(json!({ "use": "the-thuc-2" }))));
    match parse(&unknown.to_string()) {
        Err(PackError::UnknownSection { form, section }) => {
            assert_eq!((form.as_str(), section.as_str()), ("000-TLX", "the-thuc-2"));
        }
        other => panic!("{:?}", other.map(|plan| plan.id)),
    }
}

#[test]
fn a_member_of_another_type_is_named() {
    let cases: [(Mutation, &str); 14] = [
        (("", "identity", None), "identity"),
        (("", "version", Some(json!(-1))), "version"),
        (("", "notes", Some(json!("x"))), "notes"),
        (("/identity", "legalBasis", Some(json!([1]))), "legalBasis"),
        (("/deadlines/0", "before", Some(json!("2020-09-31"))), "before"),
        (("/roster/0", "unnamed", Some(json!(1))), "unnamed"),
        (("/forms/0", "origin", None), "origin"),
        (("/forms/0", "pageLimit", Some(json!({ "pages": 4 }))), "source"),
        (("/forms/0/initial", "mo-dau", Some(json!(1))), "initial"),
        (("/sections/chu-ky/fields/0", "kind", Some(json!("paragraphs"))), "kind"),
        (("/sections/chu-ky/fields/0", "slot", Some(json!("closing"))), "slot"),
        (("/sections/chu-ky/fields/1/choices/0", "label", None), "label"),
        (("/sections/kien-nghi/fields/0", "rowName", None), "rowName"),
        (("/sections/ca-nhan/fields/3/constraints/0", "min", Some(json!("2013"))), "constraints"),
    ];
    for (mutation, expected) in cases {
        match parse(&mutated(&mutation).to_string()) {
            Err(PackError::Member { name }) => assert_eq!(name, expected, "{mutation:?}"),
            other => panic!("{mutation:?}: {:?}", other.map(|plan| plan.id)),
        }
    }
}

/// Every word of the schema's closed lists is one that the reader knows, and the other way round.
#[test]
fn the_schema_and_the_reader_know_the_same_slots() {
    let schema: Value = serde_json::from_str(&read(&here("public/schema/plan-1.json"))).expect("JSON");
    let slots = schema.pointer("/$defs/field/properties/slot/enum").and_then(Value::as_array).expect("slots");
    assert_eq!(slots.len(), 21);
    for slot in slots {
        let pack = mutated(&("/sections/chu-ky/fields/0", "slot", Some(slot.clone())));
        parse(&pack.to_string()).unwrap_or_else(|error| panic!("{slot}: {error:?}"));
    }
}
