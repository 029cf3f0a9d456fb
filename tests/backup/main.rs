//! The backup file: what is written, what is read of it whatever happened to it, and that nothing is lost in between.

#![cfg(not(target_arch = "wasm32"))]

mod broken;
mod file;

use tham_luan::backup::{About, Backup, Item, Opened, Refusal, read};
use tham_luan::draft::{Answer, Answers, Draft, DraftId, Timestamp};
use tham_luan::json;
use tham_luan::session::store;
use unicode_normalization::UnicodeNormalization;

/// The first backup of version 1. Never edited: every later version reads it.
const GOLDEN: &str = include_str!("../fixtures/backups/version-1.json");

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

fn open(bytes: impl AsRef<[u8]>) -> Result<Opened, Refusal> {
    read(bytes.as_ref(), nfc)
}

/// The filled samples of every form, by their files' names.
fn samples() -> Vec<Draft> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/drafts");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("a sample").path()).collect();
    files.retain(|file| !file.ends_with("pages.json"));
    files.sort();
    let text = |file| std::fs::read_to_string(file).expect("UTF-8");
    files
        .iter()
        .map(|file| Draft::from_json(&json::parse(&text(file)).expect("JSON")).expect("a draft"))
        .collect()
}

/// So many drafts, made of the samples in turn.
fn drafts(count: u32) -> Vec<Draft> {
    let samples = samples();
    let numbered = (0..count).zip(samples.iter().cycle());
    numbered
        .map(|(number, sample)| Draft {
            id: DraftId::new(format!("2f1c9d3e-5a77-4b1e-9c0a-{number:012x}")),
            name: if number.is_multiple_of(3) { format!("Bài số {number}") } else { String::new() },
            revision: number % 5,
            ..sample.clone()
        })
        .collect()
}

/// The same with little in them.
fn short_drafts(count: u32) -> Vec<Draft> {
    let short = |draft: Draft| {
        let answers = draft
            .answers
            .iter()
            .filter(|(_, answer)| matches!(answer, Answer::Text(text) if text.len() > 20));
        let mut few = Answers::default();
        answers.take(2).for_each(|(field, answer)| few.set(field.clone(), answer.clone()));
        Draft { answers: few, ..draft }
    };
    drafts(count).into_iter().map(short).collect()
}

fn about(draft: &Draft) -> About {
    About { name: format!("Bài {}", draft.id), form: draft.form.to_string(), ..About::default() }
}

fn backup(drafts: &[Draft]) -> Backup {
    Backup {
        origin: "0c1d2e3f-0000-4000-8000-000000000001".to_owned(),
        made_at: Some(Timestamp::new("2020-09-05T16:50:00+07:00")),
        app_version: "0.1.0".to_owned(),
        drafts: drafts.iter().map(|draft| Item::of_draft(draft, &about(draft))).collect(),
        damaged: vec![Item::of_damaged(&format!("{}hỏng", store::KEY_PREFIX), "{\"stored\":1,\"dra\n…")],
        packs: vec![Item::of_pack(
            json::parse(r#"{"format": "tham-luan.plan-1", "id": "cua-huyen"}"#).expect("JSON"),
        )],
        remembered: None,
        unknown: json::Object::new(),
    }
}

/// Every draft that can be read, in the order of the file.
fn readable(opened: &Opened) -> Vec<Draft> {
    opened.backup.drafts.iter().filter_map(|item| item.draft().ok()).collect()
}
