//! The exported file: what is written, what is refused, and that nothing is lost in between.

#![cfg(not(target_arch = "wasm32"))]

mod export;
mod refusal;
mod round_trip;
mod typed;

use serde_json::Value;
use tham_luan::draft::{Answer, Answers, Draft, DraftId, LayoutChoices, Row, Timestamp};
use tham_luan::form::{ColumnId, FieldId, Form, FormId};
use tham_luan::json;
use tham_luan::plan::{Plan, PlanId};
use tham_luan::submission::{Export, Opened, Refusal, Status, Submission, compose, read};
use unicode_normalization::UnicodeNormalization;

/// The first export of version 1. Never edited: every later version reads it.
const GOLDEN: &str = include_str!("../fixtures/submissions/version-1.json");

fn plan() -> Plan {
    let mut plan = tham_luan::plan::parse(include_str!("../fixtures/submissions/plan.json")).expect("a plan");
    // What the profile was called when the golden file was made.
    plan.forms[0].profile = "nd30".to_owned();
    plan
}

fn form(plan: &Plan) -> &Form {
    plan.form(&FormId::new("901-TL")).expect("its form")
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

fn open(bytes: impl AsRef<[u8]>) -> Result<Opened, Refusal> {
    read(bytes.as_ref(), &[plan()], nfc)
}

/// The golden file after a change, with its checksum as it was.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(GOLDEN).expect("JSON");
    change(&mut value);
    value.to_string()
}

/// A value of this program.
fn own(value: &Value) -> json::Value {
    json::parse(&value.to_string()).expect("JSON")
}

fn blank_draft() -> Draft {
    Draft {
        id: DraftId::new("2f1c9d3e-5a77-4b1e-9c0a-3d9f6f1f0a11"),
        name: "Bản của tôi".to_owned(),
        plan: PlanId::new("901"),
        plan_version: 2,
        form: FormId::new("901-TL"),
        form_version: 3,
        revision: 0,
        created_at: Timestamp::new("2020-09-01T08:00:00+07:00"),
        updated_at: Timestamp::new("2020-09-05T16:45:10.250+07:00"),
        answers: Answers::default(),
        layout: LayoutChoices::default(),
        carried: Vec::new(),
        unknown: json::Object::new(),
        asked: json::Value::Null,
    }
}

fn full_draft() -> Draft {
    let mut draft = blank_draft();
    for (id, text) in [
        ("unit", "xa-1"),
        ("unit-name", "UBND xã Hoà Bình"),
        ("current-unit", "UBND xã Thiện Hoà"),
        ("author-name", "Nguyễn Thị Đào"),
        ("author-role", "Công chức Văn phòng - Thống kê"),
        ("author-phone", "0912 345 678"),
        ("note", ""),
        ("text", "Xã đã phân công \"nhiệm vụ\" cho đội viên.\n- Hỗ trợ chỗ ở\n- Tạo điều kiện học tập"),
        ("count", "1.234,5"),
        ("signed-on", "5/9/2020"),
        ("authority", "tm"),
    ] {
        set(&mut draft, id, Answer::Text(text.to_owned()));
    }
    set(&mut draft, "pledge", Answer::Tick(true));
    let rows = [
        row(0, &[("content", "Bố trí, sử dụng đội viên sau Đề án"), ("level", "tinh"), ("cost", "2.000")]),
        row(1, &[("content", "Cấp kinh phí tập huấn"), ("level", "huyen"), ("cost", "chưa rõ")]),
        row(2, &[("content", "")]),
    ];
    set(&mut draft, "proposals", Answer::Rows(rows.to_vec()));
    draft
}

fn set(draft: &mut Draft, id: &str, answer: Answer) {
    draft.answers.set(FieldId::new(id), answer);
}

fn row(id: u32, cells: &[(&str, &str)]) -> Row {
    let cells = cells.iter().map(|(column, text)| (ColumnId::new(*column), (*text).to_owned()));
    Row { id, cells: cells.collect(), ..Row::default() }
}

fn export(draft: &Draft, revision: u32, status: Status, pages: u32) -> Submission {
    let plan = plan();
    compose(&Export {
        draft,
        plan: &plan,
        form: form(&plan),
        revision,
        status,
        pages,
        engine: "pagination 1",
        exported_at: &Timestamp::new("2020-09-05T16:50:00+07:00"),
        app_version: "0.1.0",
    })
}
