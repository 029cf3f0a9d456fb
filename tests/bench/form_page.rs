//! The page with long forms: 15 long texts and a table of 200 rows by 8 columns. `cargo xtask bench` types in it.
//!
//! It is the page itself, with a plan of its own and with drafts that were written before.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "what wasm-bindgen exports for its own use has none")]

use tham_luan::draft::{DraftId, RowId, Timestamp};
use tham_luan::form::{FieldId, FormId};
use tham_luan::plan::{self, Plan};
use tham_luan::platform::storage;
use tham_luan::session::{Command, Edit, Session, store};
use wasm_bindgen::prelude::wasm_bindgen;

const PLAN: &str = include_str!("../fixtures/plans/tables.json");

/// Text as officials write it.
const WORDS: &str = include_str!("../fixtures/plans/000.txt");

/// How long each text is at least, in bytes: about a third of a page.
const LENGTH: usize = 1500;

/// Stores the drafts anew, and starts the page.
#[wasm_bindgen(start)]
pub fn start() {
    let plan = plan::parse(PLAN).expect("a plan");
    for (id, form, rows) in [("day", "900-B", 200), ("trong", "900-B", 0), ("cham", "900-C", 0)] {
        let (key, text) = written(&plan, id, form, rows);
        storage::write(&key, &text).expect("room for a draft");
    }
    tham_luan::ui::start_with(vec![plan]);
}

/// A draft as it is stored.
fn written(plan: &Plan, id: &str, form: &str, rows: RowId) -> (String, String) {
    let mut session = Session::new(vec![plan.clone()], Vec::new());
    let draft = DraftId::new(id);
    let now = Timestamp::new("2020-09-05T12:00:00+07:00");
    let form = plan.form(&FormId::new(form)).expect("a form of the plan");
    session.apply(Command::Begin { id: draft.clone(), plan: plan.id.clone(), form: form.id.clone() }, &now);
    let mut edit = |edit| session.apply(Command::Edit { draft: draft.clone(), edit }, &now);
    let mut lines = WORDS.lines().filter(|line| line.len() > 100).cycle();
    for number in 1..=15 {
        let mut text = String::new();
        while text.len() < LENGTH {
            text += lines.next().unwrap_or_default();
            text += "\n";
        }
        let field = FieldId::new(format!("doan-{number}"));
        if form.field(&field).is_some() {
            edit(Edit::Text { field, text });
        }
    }
    let block = (1..=rows).map(row).collect();
    edit(Edit::Paste { field: FieldId::new("danh-sach"), at: None, block });
    let open = session.open(&draft).expect("the draft was begun");
    (store::key(&draft), store::encode(open.draft))
}

/// One row as a spreadsheet holds it.
fn row(number: RowId) -> Vec<String> {
    let (men, women) = (number * 7 % 90, number * 11 % 80);
    let level = ["Cấp tỉnh", "Cấp huyện", "Cấp xã"][number as usize % 3];
    vec![
        format!("UBND xã số {number}"),
        format!("{:02}/{:02}/2020", number % 28 + 1, number % 12 + 1),
        level.to_owned(),
        men.to_string(),
        women.to_string(),
        String::new(),
        if number.is_multiple_of(2) { "x" } else { "" }.to_owned(),
        "Đã họp, có biên bản.".to_owned(),
    ]
}
