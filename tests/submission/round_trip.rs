//! Nothing is lost between writing and reading, and nothing changes unnoticed.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft, LayoutChoices, Margins, Row, Spacing, Timestamp};
use tham_luan::form::{ColumnId, ColumnKind, FieldId, FieldKind};
use tham_luan::json::{self, Object};
use tham_luan::plan::Plan;
use tham_luan::submission::{Integrity, Opened, Problem, Status, read};
use tham_luan::text::{Date, format_number, parse_number};

use super::{GOLDEN, blank_draft, export, form, full_draft, nfc, open, own, plan, row, set};

/// Answers by what they mean: numbers and days by value, text in NFC, nothing for what is empty.
fn meaning(draft: &Draft) -> BTreeMap<String, String> {
    let plan = plan();
    let mut meaning = BTreeMap::new();
    for (id, answer) in draft.answers.iter() {
        let kind = &form(&plan).field(id).expect("a field").kind;
        match answer {
            Answer::Text(text) => drop(meaning.insert(id.to_string(), text_meaning(text, kind))),
            Answer::Choices(chosen) => drop(meaning.insert(id.to_string(), chosen.join(" "))),
            Answer::Tick(ticked) => drop(meaning.insert(id.to_string(), ticked.to_string())),
            Answer::Rows(rows) => {
                let full = rows.iter().filter(|row| row.cells.values().any(|cell| !cell.is_empty()));
                for (index, row) in full.enumerate() {
                    for (column, cell) in row.cells.iter() {
                        let cell = text_meaning(cell, &cell_kind(kind, column));
                        meaning.insert(format!("{id}.{index}.{column}"), cell);
                    }
                }
            }
        }
    }
    meaning.retain(|_, text| !text.is_empty());
    meaning
}

fn cell_kind(kind: &FieldKind, id: &ColumnId) -> FieldKind {
    match kind {
        FieldKind::Table(table)
            if table.columns.iter().any(|column| column.id == *id && column.kind == ColumnKind::Number) =>
        {
            FieldKind::Number
        }
        _ => FieldKind::ShortText,
    }
}

fn text_meaning(text: &str, kind: &FieldKind) -> String {
    let typed = match kind {
        FieldKind::Number => parse_number(text).and_then(|number| format_number(number + 0.0)),
        // A day typed as it is stored is understood.
        FieldKind::Date => Date::parse_typed(text)
            .or_else(|| Date::parse_iso(text).filter(|_| text.len() == 10))
            .map(Date::iso),
        _ => None,
    };
    typed.unwrap_or_else(|| nfc(text))
}

/// Text as people type it, and as nobody does.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => any::<String>(),
        2 => "[\\x00-\\x1f\\x7f\"\\\\/\u{2028}\u{feff}\u{fffe}a]{0,12}",
        2 => "[o\u{302}\u{301}\u{31b}\u{323}đĐế -]{0,12}",
        2 => "-?[0-9]{1,16}(,[0-9]{1,16})?",
        1 => "-?[0-9]{1,3}([.][0-9]{3}){0,5}(,[0-9]{1,3})?",
        2 => "[0-3]?[0-9][/.-][01]?[0-9][/.-][0-9]{4}",
        1 => "[0-9]{4}-[01][0-9]-[0-3][0-9].?",
        1 => Just(String::new()),
    ]
}

fn unknown() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn unknown_members() -> impl Strategy<Value = Object> {
    prop::collection::btree_map("x-.*", unknown().prop_map(|value| own(&value)), 0..3)
        .prop_map(|members| members.into_iter().collect())
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let column = prop::sample::select(vec!["content", "level", "cost"]);
    let cells = prop::collection::btree_map(column, text(), 0..4);
    prop::collection::vec((cells, unknown_members()), 0..4).prop_map(|rows| {
        let row = |(id, (cells, unknown)): (u32, (BTreeMap<&str, String>, _))| Row {
            id,
            cells: cells.into_iter().map(|(column, text)| (ColumnId::new(column), text)).collect(),
            sources: Vec::new(),
            unknown,
        };
        (0..).zip(rows).map(row).collect()
    })
}

fn layout() -> impl Strategy<Value = LayoutChoices> {
    let spacing =
        prop_oneof![(12..=30_u32).prop_map(Spacing::Exactly), (100..=150_u32).prop_map(Spacing::Multiple)];
    let side = || 10..=40_u32;
    (24..=30_u32, spacing, (side(), side(), side(), side()), 0..=200_u32).prop_map(
        |(size, spacing, (top, right, bottom, left), indent)| LayoutChoices {
            size,
            spacing,
            margins: Margins { top, right, bottom, left },
            indent,
        },
    )
}

prop_compose! {
    fn draft()(
        texts in prop::collection::btree_map(
            prop::sample::select(vec![
                "unit", "unit-name", "current-unit", "author-name", "author-role", "author-phone", "note", "text",
                "count", "signed-on", "authority",
            ]),
            text(),
            0..11,
        ),
        pledge in any::<Option<bool>>(),
        rows in rows(),
        layout in layout(),
        unknown in unknown_members(),
        unknown_answers in unknown_members(),
        unknown_of_unit in unknown_members(),
    ) -> Draft {
        let mut draft = blank_draft();
        for (id, text) in texts {
            set(&mut draft, id, Answer::Text(text));
        }
        if let Some(ticked) = pledge {
            set(&mut draft, "pledge", Answer::Tick(ticked));
        }
        set(&mut draft, "proposals", Answer::Rows(rows));
        draft.layout = layout;
        draft.unknown = unknown;
        for (part, members) in [("answers", unknown_answers), ("unit", unknown_of_unit)] {
            if !members.is_empty() {
                draft.unknown.insert(part.to_owned(), json::Value::Object(members));
            }
        }
        draft
    }
}

fn unknown_cells(draft: &Draft) -> Vec<Object> {
    let rows = draft.answers.rows(&FieldId::new("proposals")).iter();
    rows.map(|row| row.unknown.clone()).filter(|unknown| !unknown.is_empty()).collect()
}

proptest! {
    #[test]
    fn every_answer_comes_back(draft in draft()) {
        let first = export(&draft, 1, Status::Draft, 3);
        let opened = open(first.text()).expect("opened");
        prop_assert_eq!(opened.integrity, Integrity::Verified);
        prop_assert_eq!(&opened.draft.id, &draft.id);
        prop_assert_eq!(meaning(&opened.draft), meaning(&draft));
        prop_assert_eq!(opened.draft.layout, draft.layout);
        prop_assert_eq!(&opened.draft.unknown, &draft.unknown);
        prop_assert_eq!(unknown_cells(&opened.draft), unknown_cells(&draft));

        let second = export(&opened.draft, opened.draft.revision + 1, Status::Draft, 3);
        let again = open(second.text()).expect("opened again");
        prop_assert_eq!(again.integrity, Integrity::Verified);
        prop_assert_eq!(again.draft.revision, 2);
        prop_assert_eq!(meaning(&again.draft), meaning(&draft));
        prop_assert_eq!(&again.draft.unknown, &draft.unknown);
        prop_assert!(second.file_name().len() <= 100);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in any::<Vec<u8>>()) {
        prop_assert!(open(bytes).is_err());
    }

    #[test]
    fn any_answer_is_read_without_panic(id in "unit|text|count|signed-on|pledge|proposals|x", value in unknown()) {
        let file = super::changed(|file| file["answers"][id] = value);
        prop_assert!(open(file).is_ok());
    }
}

#[test]
fn golden_file_gives_the_draft_back() {
    let opened = open(GOLDEN).expect("opened");
    let mut expected = full_draft();
    // Neither the writer's own name for the draft nor what is empty is in the file.
    expected.name = String::new();
    expected.revision = 1;
    set(&mut expected, "signed-on", Answer::Text("05/09/2020".to_owned()));
    let proposals = FieldId::new("proposals");
    expected.answers.rows_mut(&proposals).pop();
    let answers = expected.answers.iter().filter(|(_, answer)| **answer != Answer::Text(String::new()));
    assert!(opened.draft.answers.iter().eq(answers));
    expected.answers = opened.draft.answers.clone();
    assert_eq!(opened.draft, expected);
    assert_eq!(opened.status, Status::Complete);
    assert_eq!(opened.exported_at, Some(Timestamp::new("2020-09-05T16:50:00+07:00")));
}

#[test]
fn properties_of_a_newer_version_are_kept_wherever_they_stand() {
    let newer = super::changed(|file| {
        for part in ["", "/plan", "/form", "/unit", "/author", "/paper", "/paper/layout", "/app", "/answers"]
        {
            let part = file.pointer_mut(part).and_then(Value::as_object_mut).expect("an object");
            part.insert("x-new".to_owned(), json!([{ "id": 1 }]));
            part.insert("plan.id".to_owned(), json!("no path"));
        }
        file["period"] = json!("2014 - 2020");
    });
    let draft = open(&newer).expect("opened").draft;
    let again: Value = serde_json::from_str(export(&draft, 1, Status::Complete, 3).text()).expect("JSON");
    let mut expected: Value = serde_json::from_str(&newer).expect("JSON");
    expected["checksum"] = again["checksum"].clone();
    assert_eq!(again, expected);
}

#[test]
fn answers_to_questions_that_the_form_no_longer_asks_are_kept() {
    let mut draft = full_draft();
    set(&mut draft, "x-old", Answer::Text("cũ".to_owned()));
    set(&mut draft, "x-rows", Answer::Rows(vec![row(0, &[("a", "1")])]));
    let Opened { draft, .. } = open(export(&draft, 1, Status::Draft, 3).text()).expect("opened");
    let expected = json!({ "x-old": "cũ", "x-rows": [{ "a": "1" }] });
    assert_eq!(draft.unknown.get("answers"), Some(&own(&expected)));
}

#[test]
fn decomposed_text_is_composed() {
    let mut draft = blank_draft();
    set(&mut draft, "text", Answer::Text("Kế hoạch sô\u{301} 153".to_owned()));
    let opened = open(export(&draft, 1, Status::Draft, 1).text()).expect("opened");
    assert_eq!(opened.integrity, Integrity::Verified);
    assert_eq!(opened.draft.answers.text(&FieldId::new("text")), "Kế hoạch số 153");
}

/// Whether each byte stands between the quotes of a string.
fn within_strings(text: &str) -> Vec<bool> {
    let (mut within, mut escaped) = (false, false);
    let step = |byte: u8| {
        let was = within;
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => within = !within,
            _ => {}
        }
        was && within
    };
    text.bytes().map(step).collect()
}

#[test]
fn no_changed_bit_goes_unnoticed() {
    let original: Value = serde_json::from_str(GOLDEN).expect("JSON");
    let plans = [plan()];
    let within = within_strings(GOLDEN);
    let mut bytes = GOLDEN.as_bytes().to_vec();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            bytes[at] ^= 1 << bit;
            if let Ok(Opened { integrity: Integrity::Verified, .. }) = read(&bytes, &plans, nfc) {
                assert!(!within[at], "bit {bit} of byte {at}");
                let value: Value = serde_json::from_slice(&bytes).expect("JSON");
                assert_eq!(value, original, "bit {bit} of byte {at}");
            }
            bytes[at] ^= 1 << bit;
        }
    }
}

#[test]
fn a_file_is_read_with_the_version_of_the_plan_that_it_was_made_with() {
    let version = |version| Plan { version, ..plan() };
    let problems = |versions: &[u32]| {
        let plans: Vec<Plan> = versions.iter().map(|number| version(*number)).collect();
        read(GOLDEN.as_bytes(), &plans, nfc).expect("a paper").problems
    };
    assert_eq!(problems(&[1, 2, 3]), []);
    assert_eq!(problems(&[3, 2, 1]), []);
    // Else with the newest.
    assert_eq!(problems(&[1, 4, 3]), [Problem::PlanVersion { file: 2, known: 4 }]);
}
