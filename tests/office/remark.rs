//! What goes back to an author is read there as it was written.

use std::sync::LazyLock;

use proptest::prelude::*;
use tham_luan::draft::{Answer, Draft, Row, Timestamp};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::json;
use tham_luan::office::remark::{Origin, Remark, Remarks, read};
use tham_luan::office::{Judged, judge};
use tham_luan::plan::built_in;
use tham_luan::submission::{self, Found, Integrity, Refusal};
use tham_luan::text::Date;

use super::{drafts, made, nfc};

/// A paper of which a text and a cell are missing.
fn judged() -> Judged {
    let plans = built_in();
    let mut opened = submission::read(&made(1, Some("000"))[0].bytes, &plans, nfc).expect("sound");
    let table = FieldId::new("kien-nghi");
    let rows = opened.draft.answers.rows_mut(&table);
    rows[1].cells.insert(ColumnId::new("gui-cap"), "x".to_owned());
    opened.draft.answers.set(FieldId::new("nguoi-ky"), Answer::Text(String::new()));
    judge(&plans, opened, None).expect("a known plan")
}

fn remarks() -> Remarks {
    let made_at = Timestamp::new("2020-09-12T08:00:00+07:00");
    let words = |violation: &tham_luan::draft::Violation| format!("Sai: {:?}", violation.rule);
    let mut remarks = Remarks::of(&judged(), "Sở Nội vụ tỉnh Lạng Sơn", made_at, words);
    remarks.answer_by = Date::new(2020, 9, 20);
    for (field, text) in
        [(None, "Đề nghị gửi lại trước 20/9."), (Some("mo-dau"), "Nêu rõ \"số liệu\".\nCó nguồn.")]
    {
        remarks.remarks.push(Remark {
            field: field.map(FieldId::new),
            row: None,
            column: None,
            origin: Origin::Office,
            text: text.to_owned(),
        });
    }
    remarks
}

#[test]
fn what_was_written_is_read_back_and_stands_where_it_belongs() {
    let remarks = remarks();
    assert_eq!(remarks.remarks.len(), 4, "two of rules, two of a clerk: {remarks:?}");
    let opened = read(remarks.text().as_bytes(), nfc).expect("remarks");
    assert_eq!((opened.integrity, &opened.remarks), (Integrity::Verified, &remarks));
    assert_eq!(remarks.file_name(), "bo-sung_000-TLH_ubnd-huyen-binh-gia_r1.json");

    // The author's own draft has a row that was never exported, and ids of its own.
    let text = std::fs::read_to_string(drafts().join("000-TLH.json")).expect("a sample");
    let mut draft = Draft::from_json(&json::parse(&text).expect("JSON")).expect("a draft");
    assert!(!remarks.is_about(&draft));
    draft.id = remarks.paper.clone();
    assert!(remarks.is_about(&draft));
    let rows = draft.answers.rows_mut(&FieldId::new("kien-nghi"));
    rows.insert(0, Row { id: 77, ..Row::default() });
    let second = rows[2].id;
    let of_cell = remarks.remarks.iter().find(|remark| remark.column.is_some()).expect("one of a cell");
    assert_eq!((of_cell.row, of_cell.row_in(&draft)), (Some(1), Some(second)));
    assert_eq!(Remark { row: Some(99), ..of_cell.clone() }.row_in(&draft), None);
}

#[test]
fn the_file_is_of_its_schema() {
    let schema = serde_json::from_str(include_str!("../../public/schema/remarks-1.json")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let value: serde_json::Value = serde_json::from_str(&remarks().text()).expect("JSON");
    assert!(schema.is_valid(&value), "{:?}", schema.validate(&value));
    for member in value.as_object().expect("an object").keys().filter(|key| *key != "answerBy") {
        let mut without = value.clone();
        without.as_object_mut().expect("an object").remove(member);
        assert!(!schema.is_valid(&without), "{member}");
    }
}

#[test]
fn what_is_no_such_file_is_refused_and_a_changed_one_told() {
    let text = remarks().text();
    let changed = text.replace("số liệu", "số liêu");
    assert_eq!(read(changed.as_bytes(), nfc).expect("remarks").integrity, Integrity::Mismatch);
    let newer = text.replace("\"version\": 1", "\"version\": 9");
    assert_eq!(read(newer.as_bytes(), nfc), Err(Refusal::NewerVersion { version: 9 }));
    assert_eq!(read(&text.as_bytes()[..text.len() / 2], nfc), Err(Refusal::Truncated));
    let submission = &made(1, None)[0].bytes;
    let other = Refusal::OtherFormat(Found::Json(Some(submission::FORMAT.to_owned())));
    assert_eq!(read(submission, nfc), Err(other));
    for (of, with, part) in [
        ("\"remarks\": [", "\"remarks\": 7, \"x\": [", "remarks"),
        ("\"origin\": \"rule\"", "\"origin\": 3", "origin"),
        ("\"row\": 1", "\"row\": -1", "row"),
        ("\"paper\":", "\"papers\":", "paper"),
    ] {
        assert_eq!(
            read(text.replacen(of, with, 1).as_bytes(), nfc),
            Err(Refusal::Parts(vec![part])),
            "{part}"
        );
    }
    assert_eq!(read(&vec![b' '; 2_000_001], nfc), Err(Refusal::TooLarge { bytes: 2_000_001 }));
    assert_eq!(read(&[b'['; 1000], nfc), Err(Refusal::TooDeep));
}

proptest! {
    #[test]
    fn no_changed_byte_is_verified(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        static REMARKS: LazyLock<Remarks> = LazyLock::new(remarks);
        let remarks = REMARKS.clone();
        let mut bytes = remarks.text().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(opened) = read(&bytes, nfc) {
            prop_assert!(opened.integrity != Integrity::Verified || opened.remarks == remarks);
        }
    }
}
