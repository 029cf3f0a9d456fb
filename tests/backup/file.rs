//! What is written, and what comes back of it.

use expect_test::expect;
use serde_json::Value;
use tham_luan::backup::{Backup, Integrity, Refusal, is_backup};
use tham_luan::draft::Timestamp;
use tham_luan::json::{self, Object};
use tham_luan::session::store::{self, Cause};

use super::{GOLDEN, backup, drafts, open, readable, samples};

#[test]
fn two_hundred_drafts_come_back_equal() {
    let drafts = drafts(200);
    let written = backup(&drafts).write();
    let opened = open(&written.text).expect("a backup");
    assert_eq!((opened.integrity, opened.lost, opened.newer), (Integrity::Verified, 0, None));
    assert_eq!(readable(&opened), drafts);
    assert!(opened.backup.drafts.iter().all(|item| item.is_sound()));
    assert_eq!(opened.backup, backup(&drafts));
    assert_eq!(opened.backup.write(), written);
}

#[test]
fn what_is_damaged_and_packs_come_back_as_they_were() {
    let opened = open(backup(&[]).write().text).expect("a backup");
    let damaged: Vec<_> = opened.backup.damaged.iter().map(|item| item.damaged()).collect();
    assert_eq!(damaged, [Some(("tham-luan.draft.hỏng", "{\"stored\":1,\"dra\n…"))]);
    let packs: Vec<_> = opened.backup.packs.iter().map(|item| item.pack()).collect();
    assert_eq!(packs, [Some(r#"{"format":"tham-luan.plan-1","id":"cua-huyen"}"#.to_owned())]);
}

#[test]
fn who_writes_goes_with_the_file_only_where_that_is_wanted() {
    let text = backup(&drafts(1)).write().text;
    assert!(!text.contains("remembered"));
    let kept =
        json::parse(r#"{"stored": 1, "levels": {"xa": {"author-name": "Nguyễn Thị Đào"}}}"#).expect("JSON");
    let with = Backup { remembered: Some(kept.clone()), ..backup(&drafts(1)) };
    assert_eq!(open(with.write().text).expect("a backup").backup.remembered, Some(kept));
}

#[test]
fn the_name_of_the_file_is_plain_and_names_the_day() {
    let name = |made_at: &str| {
        let backup = Backup { made_at: Some(Timestamp::new(made_at)), ..Backup::default() };
        backup.write().file_name
    };
    assert_eq!(name("2020-09-05T16:50:00+07:00"), "tham-luan_sao-luu_2020-09-05.json");
    assert_eq!(name("giờ máy hỏng"), "tham-luan_sao-luu_khong-ro-ngay.json");
}

#[test]
fn every_draft_stands_on_a_line_of_its_own() {
    let text = backup(&drafts(9)).write().text;
    let items = text.lines().filter(|line| line.trim_start().starts_with("{\"about\"")).count();
    assert_eq!(items, 9);
    expect![[r#"
        {
          "format": "tham-luan.backup",
          "version": 1,
          "madeAt": "2020-09-05T16:50:00+07:00",
          "app": {"name":"tham-luan","version":"0.1.0"},
          "origin": "0c1d2e3f-0000-4000-8000-000000000001",
          "contains": {"damaged":1,"drafts":9,"plans":1},
          "drafts": ["#]]
    .assert_eq(&text.lines().take(8).collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_is_not_known_survives() {
    let mut file: Value = serde_json::from_str(&backup(&drafts(3)).write().text).expect("JSON");
    file["office"] = serde_json::json!({ "room": [1, 2.50, null] });
    file["drafts"][1]["pinned"] = serde_json::json!(true);
    file["drafts"][1]["about"]["colour"] = serde_json::json!("đỏ");
    file["drafts"][1]["draft"]["tags"] = serde_json::json!(["gấp"]);
    let opened = open(file.to_string()).expect("a backup");
    assert_eq!(opened.integrity, Integrity::Changed);
    assert_eq!(readable(&opened).len(), 3);
    let again: Value = serde_json::from_str(&opened.backup.write().text).expect("JSON");
    assert_eq!(again["office"], file["office"]);
    for path in ["/drafts/1/pinned", "/drafts/1/about/colour", "/drafts/1/draft/tags"] {
        assert_eq!(again.pointer(path), file.pointer(path), "{path}");
    }
}

#[test]
fn a_file_is_known_as_a_backup() {
    assert!(is_backup(backup(&[]).write().text.as_bytes()));
    assert!(is_backup(GOLDEN.as_bytes()));
    for other in ["", "{}", "[]", "Kính gửi Sở Nội vụ", r#"{"format": "tham-luan.submission"}"#] {
        assert!(!is_backup(other.as_bytes()), "{other}");
        assert_eq!(open(other), Err(Refusal::OtherFormat));
    }
    assert!(!is_backup(include_bytes!("../fixtures/submissions/version-1.json")));
    assert!(!is_backup(include_bytes!("../../public/plans/000.json")));
}

#[test]
fn what_the_page_hands_out_where_nothing_can_be_stored_is_read_too() {
    let drafts = drafts(12);
    let texts: Vec<String> = drafts.iter().map(store::encode).collect();
    let text = format!("[{}]\n", texts.join(",\n"));
    let opened = open(&text).expect("drafts");
    assert_eq!((readable(&opened), opened.integrity), (drafts.clone(), Integrity::Missing));
    assert!(opened.backup.drafts.iter().all(|item| item.is_sound()));
    let opened = open(text.replacen("đội viên", "Đội viên", 1)).expect("drafts");
    assert_eq!(readable(&opened).len(), 12);
    assert_eq!(opened.backup.drafts.iter().filter(|item| item.is_sound()).count(), 11);
    let opened = open(&text[..text.len() / 2]).expect("drafts");
    assert!(!readable(&opened).is_empty());
    assert!(readable(&opened).iter().all(|draft| drafts.contains(draft)));
}

#[test]
fn a_backup_of_nothing_says_so() {
    assert_eq!(open(Backup::default().write().text), Err(Refusal::Empty));
}

#[test]
fn the_golden_file_is_read_and_written_again() {
    let opened = open(GOLDEN).expect("a backup");
    assert_eq!((opened.integrity, opened.lost), (Integrity::Verified, 0));
    let mut expected = samples();
    expected.retain(|sample| ["000-BCH", "000-KT-CN"].contains(&sample.form.as_str()));
    assert_eq!(readable(&opened), expected);
    let causes: Vec<_> = opened.backup.drafts.iter().map(|item| item.draft().err()).collect();
    assert_eq!(causes, [None, None, Some(Cause::Newer), Some(Cause::Damaged)]);
    assert_eq!(opened.backup.damaged.len(), 1);
    assert!(opened.backup.packs[0].pack().is_some_and(|pack| pack.contains("cua-huyen")));
    assert!(opened.backup.remembered.is_some());
    assert_eq!(opened.backup.drafts[0].about().unit, "UBND huyện Bình Gia");
    assert_ne!(opened.backup.unknown, Object::new());
    assert_eq!(opened.backup.write().text, GOLDEN);
}

#[test]
fn files_are_as_the_schema_says() {
    let schema = serde_json::from_str(include_str!("../../public/schema/backup-1.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for text in [GOLDEN, &backup(&drafts(30)).write().text] {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let wrong: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    let bare: Value = serde_json::from_str(r#"{"format": "tham-luan.backup", "version": 1}"#).expect("JSON");
    assert!(!validator.is_valid(&bare));
}
