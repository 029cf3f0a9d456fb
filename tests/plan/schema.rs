//! Holds what is refused to `public/schema/plan-1.json`: a pack with a mistake is refused for its shape exactly where
//! the schema refuses it, and the mistake is named by its place.
//!
//! The mistakes are made by rule: at every place of a pack that has every part, and at places here and there of the
//! packs that come with the program. Of the many that could be made at a place each place gets its share in turn, so
//! that a minute is not spent on making all of them everywhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tham_luan::plan::{Fault, PackError, Pattern, Problem, parse};

use super::{every_part, here, packs, problems, read, schema, walk};

#[test]
fn every_pack_is_of_the_schema() {
    let schema = schema();
    let written = ["example", "every-part"].map(|name| {
        let path = here(&format!("tests/fixtures/packs/{name}.json"));
        (name.to_owned(), serde_json::from_str(&read(&path)).expect("JSON"))
    });
    for (name, pack) in packs().into_iter().chain(written) {
        let errors: Vec<_> =
            schema.iter_errors(&pack).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        assert_eq!(problems(&pack), [], "{name}");
    }
}

/// Whether a problem is one that the schema can tell.
fn is_of_the_schema(problem: &Problem) -> bool {
    match &problem.fault {
        // The schema knows no calendar.
        Fault::NotWritten(Pattern::Day) => {
            !is_shaped_like_a_day(problem.found.as_deref().unwrap_or_default())
        }
        // Elsewhere it is about ids.
        Fault::Duplicate => problem.path.contains(".roles["),
        Fault::Missing
        | Fault::Unknown
        | Fault::NotOfType(_)
        | Fault::NotWritten(_)
        | Fault::NotOneOf(_)
        | Fault::OutOfBounds { .. }
        | Fault::TooFew { .. }
        | Fault::TooMany { .. } => true,
        _ => false,
    }
}

fn is_shaped_like_a_day(text: &str) -> bool {
    let numbers: Vec<_> = text.split('-').map(|part| (part.len(), part.parse::<u16>().ok())).collect();
    matches!(numbers[..], [(4, Some(_)), (2, Some(1..=12)), (2, Some(1..=31))])
}

/// A place as problems name it: `/forms/1/id` is `forms[1].id`.
fn path_of(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        match step.parse::<usize>() {
            Ok(index) => path.push_str(&format!("[{index}]")),
            Err(_) if path.is_empty() => path.push_str(step),
            Err(_) => path.push_str(&format!(".{step}")),
        }
    }
    path
}

/// Holds the program to the schema about packs.
struct Judges {
    schema: jsonschema::Validator,
    refused: usize,
    accepted: usize,
}

impl Judges {
    fn new() -> Self {
        Self { schema: schema(), refused: 0, accepted: 0 }
    }

    /// Both say the same of a pack in which something was changed in the object or list at that place.
    #[track_caller]
    fn agree(&mut self, pack: &Value, changed: &str, what: impl FnOnce() -> String) {
        let is_valid = self.schema.is_valid(pack);
        *(if is_valid { &mut self.accepted } else { &mut self.refused }) += 1;
        let problems = match parse(&pack.to_string()) {
            Ok(_) => Vec::new(),
            Err(PackError::Problems(problems)) => problems,
            Err(PackError::Format { .. }) if !is_valid => return,
            Err(other) => panic!("{changed}: {}: {other:?}", what()),
        };
        let mut of_shape = problems.iter().filter(|problem| is_of_the_schema(problem)).peekable();
        assert_eq!(of_shape.peek().is_none(), is_valid, "{changed}: {}: {problems:#?}", what());
        let changed = path_of(changed);
        for problem in of_shape {
            assert!(problem.path.starts_with(&changed), "{changed}: {}: {problem:?}", what());
        }
    }
}

/// What may stand in the stead of any value.
fn instead(value: &Value) -> Vec<Value> {
    let mut others = vec![json!(null), json!(true), json!(2), json!("x"), json!([]), json!({})];
    match value {
        Value::String(text) => {
            let changed = [
                String::new(),
                " ".to_owned(),
                "\u{a0}\u{feff}\u{2003}".to_owned(),
                "\u{85}".to_owned(),
                format!("{text}\n"),
                format!("{text}\t{text}"),
                format!("{text}\r"),
                format!("{text}-"),
                format!("{text}--A"),
                format!("{text}.1"),
                format!("{text}_"),
                format!("Kế hoạch {text}"),
                format!("e\u{302}\u{301} {text}"),
                text.to_uppercase(),
                text.to_lowercase(),
                "a".repeat(40),
                "a".repeat(41),
                format!("{}-A", "a".repeat(18)),
                format!("{}-A", "a".repeat(19)),
                "2026-02-31".to_owned(),
                "2026-13-01".to_owned(),
                "0000-01-01".to_owned(),
                "2026-01-01T00:00:00Z".to_owned(),
            ];
            others.extend(changed.map(Value::String));
            if KINDS.contains(&text.as_str()) {
                others.extend(KINDS.map(Value::from));
            }
        }
        Value::Number(_) => {
            for number in [
                "0", "-1", "1.0", "10e-1", "1.5", "-0", "100", "101", "1000", "1001", "10000", "10001",
                "-1e3",
            ] {
                others.push(serde_json::from_str(number).expect("a number"));
            }
            for number in ["4294967295", "4294967296", "1e12", "1e21", "1e300", "-1e300", "1e-9", "0.1"] {
                others.push(serde_json::from_str(number).expect("a number"));
            }
        }
        Value::Bool(truth) => others.push(json!(!truth)),
        Value::Array(items) => {
            others.extend(items.iter().map(|item| json!([item])));
            others.push(json!([null]));
            others.push(Value::Array(items.iter().chain(items).cloned().collect()));
            others.push(Value::Array(items.iter().chain(items.first()).cloned().collect()));
        }
        Value::Object(members) => others.push(json!([members])),
        Value::Null => {}
    }
    others
}

/// Words that are of one closed list or another.
const KINDS: [&str; 25] = [
    "short-text",
    "long-text",
    "number",
    "date",
    "choice",
    "choices",
    "unit",
    "tick",
    "table",
    "computed",
    "range",
    "sum",
    "days-after",
    "words",
    "at-least-rows",
    "at-most-rows",
    "only-where",
    "needs-reason",
    "unique",
    "each-choice",
    "keeps-rows",
    "needs-report",
    "body",
    "list",
    "warning",
];

/// Every place of a pack, of places that are alike the first: of all hints of choices, the first one's.
fn places(pack: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut known = BTreeSet::new();
    walk(pack, "", &mut |place, _| {
        if known.insert(likeness(pack, place)) {
            places.push(place.to_owned());
        }
    });
    places
}

/// The last steps to a place without their numbers, but with the kinds of what they lead through.
fn likeness(pack: &Value, place: &str) -> String {
    let mut value = pack;
    let mut steps = Vec::new();
    for step in place.split('/').skip(1) {
        let kind = value.get("kind").or_else(|| value.get("rule")).and_then(Value::as_str);
        let index = step.parse::<usize>().ok();
        steps.push([kind.unwrap_or_default(), if index.is_some() { "*" } else { step }].concat());
        value = index.map_or_else(|| &value[step], |index| &value[index]);
    }
    let kind = value.get("kind").or_else(|| value.get("rule")).and_then(Value::as_str);
    steps[steps.len().saturating_sub(3)..].join("/") + kind.unwrap_or_default()
}

fn parent(place: &str) -> (&str, &str) {
    place.rsplit_once('/').unwrap_or_default()
}

fn at<'a>(pack: &'a mut Value, place: &str) -> &'a mut Value {
    pack.pointer_mut(place).unwrap_or_else(|| panic!("no {place}"))
}

/// How many places share what can be made wrong at each.
const SHARE: usize = 3;

/// Puts other values into the stead of the one there: its share of them.
fn replace(judges: &mut Judges, pack: &mut Value, place: &str, turn: usize) {
    let value = at(pack, place).clone();
    for other in instead(&value).into_iter().skip(turn % SHARE).step_by(SHARE) {
        *at(pack, place) = other.clone();
        // A word of another kind makes what stands beside it wrong.
        judges.agree(pack, parent(place).0, || format!("{place} is {other}"));
    }
    *at(pack, place) = value;
}

/// Takes each member out, and puts in others, its share of them: what they hold elsewhere.
fn members(
    judges: &mut Judges,
    pack: &mut Value,
    place: &str,
    turn: usize,
    samples: &BTreeMap<String, Value>,
) {
    let Value::Object(own) = at(pack, place).clone() else { return };
    for name in own.keys() {
        at(pack, place).as_object_mut().expect("an object").remove(name);
        judges.agree(pack, place, || format!("{place} without {name}"));
        *at(pack, place) = Value::Object(own.clone());
    }
    // Which members belong together is a matter of kinds: there all are tried.
    let share = if own.contains_key("rule") { 1 } else { SHARE };
    let others = samples.iter().skip(turn % share).step_by(share);
    for (name, value) in others.filter(|(name, _)| !own.contains_key(*name)) {
        at(pack, place)[name] = value.clone();
        judges.agree(pack, place, || format!("{place} with {name}: {value}"));
        *at(pack, place) = Value::Object(own.clone());
    }
}

/// What the members of a pack hold, by their names: the first of each.
fn samples(pack: &Value) -> BTreeMap<String, Value> {
    let mut samples = BTreeMap::from([("$ghi-chu".to_owned(), json!("x"))]);
    walk(pack, "", &mut |_, value| {
        for (name, value) in value.as_object().into_iter().flatten() {
            samples.entry(name.clone()).or_insert_with(|| value.clone());
        }
    });
    samples
}

#[test]
fn a_value_in_the_stead_of_another_is_refused_where_the_schema_refuses_it() {
    let (mut judges, mut pack) = (Judges::new(), every_part());
    for (turn, place) in places(&pack).iter().enumerate() {
        replace(&mut judges, &mut pack, place, turn);
    }
    assert!(judges.refused > 1000 && judges.accepted > 500, "{} {}", judges.refused, judges.accepted);
}

#[test]
fn a_member_too_few_or_too_many_is_refused_where_the_schema_refuses_it() {
    let (mut judges, mut pack) = (Judges::new(), every_part());
    let samples = samples(&pack);
    for (turn, place) in places(&pack).iter().enumerate() {
        members(&mut judges, &mut pack, place, turn, &samples);
    }
    assert!(judges.refused > 1000 && judges.accepted > 100, "{} {}", judges.refused, judges.accepted);
}

/// More items than a list within a form may have; a whole pack's lists may have more (`hostile`).
const MANY: usize = 201;

#[test]
fn a_list_of_too_many_is_refused_where_the_schema_refuses_it() {
    let (mut judges, mut pack) = (Judges::new(), every_part());
    for place in places(&pack) {
        let value = at(&mut pack, &place).clone();
        let Value::Array(items) = &value else { continue };
        let many = items.iter().cycle().take(MANY).cloned().collect();
        *at(&mut pack, &place) = Value::Array(many);
        judges.agree(&pack, &place, || format!("{place} of {MANY}"));
        *at(&mut pack, &place) = value;
    }
    assert!(judges.refused > 5 && judges.accepted > 5, "{} {}", judges.refused, judges.accepted);
}

/// The packs that come with the program are large: of each every so many places.
#[test]
fn members_that_are_missing_in_the_packs_of_the_program_are_missed() {
    let mut judges = Judges::new();
    for (_, mut pack) in packs() {
        let places = places(&pack);
        for place in places.iter().step_by(places.len() / 60 + 1) {
            members(&mut judges, &mut pack, place, 0, &BTreeMap::new());
        }
    }
    assert!(judges.refused > 20, "{}", judges.refused);
}
