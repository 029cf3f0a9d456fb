//! A plan of two small forms, and drafts that answer them.

use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft, DraftId, Row, Timestamp};
use tham_luan::form::{ColumnId, FieldId, FormId};
use tham_luan::paper::begin;
use tham_luan::plan::{Plan, parse};

/// Paragraphs as officials write them: those of plan 000.
pub(crate) fn sentences() -> impl Iterator<Item = &'static str> + Clone {
    let lines = include_str!("../fixtures/plans/000.txt").lines().map(str::trim);
    lines.filter(|line| line.chars().count() > 60)
}

/// An answer of so many paragraphs.
pub(crate) fn prose(paragraphs: usize) -> String {
    sentences().cycle().take(paragraphs).collect::<Vec<_>>().join("\n")
}

/// A pack of those forms.
pub(crate) fn pack(forms: &[Value]) -> Value {
    let source = json!({"clause": "II.2", "quote": "không quá 04 trang giấy A4"});
    json!({
        "format": "tham-luan.plan-1", "id": "test", "version": 1,
        "identity": {
            "title": "T", "shortTitle": "T", "number": "Số", "signed": "ngày", "issuer": "UBND", "legalBasis": [],
            "purpose": source,
        },
        "deadlines": [{
            "id": "papers", "before": "2020-09-10", "words": "trước ngày 10/9/2020", "recipient": "Sở Nội vụ",
            "source": source,
        }],
        "roster": [{"id": "xa", "name": "xa", "group": "xa"}],
        "forms": forms,
    })
}

pub(crate) fn plan() -> Plan {
    let mut plan = parse(&pack(&[agency(), person(), union(), card()]).to_string()).expect("a plan");
    for (form, name) in plan.forms.iter_mut().zip(["xa", "doi-vien", "doan", "phieu"]) {
        form.id = FormId::new(name);
    }
    plan
}

/// A plan with one form of those sections.
pub(crate) fn plan_of(profile: &str, name: &str, sections: &Value) -> Plan {
    let mut form = agency();
    form["profile"] = json!(profile);
    form["documentName"] = json!(name);
    form["sections"] = sections.clone();
    parse(&pack(&[form]).to_string()).expect("a plan")
}

/// A draft of a plan's first form with these texts.
pub(crate) fn draft_of(plan: &Plan, answers: &[(&str, &str)]) -> Draft {
    let mut draft = empty(plan, plan.forms[0].id.as_str());
    for (field, text) in answers {
        answer(&mut draft, field, text);
    }
    draft
}

/// Answers a table.
pub(crate) fn answer_rows(draft: &mut Draft, field: &str, rows: &[&[(&str, &str)]]) {
    let rows = (0..).zip(rows).map(|(id, cells)| row(id, cells));
    *draft.answers.rows_mut(&FieldId::new(field)) = rows.collect();
}

fn field(id: &str, kind: &str, slot: &str) -> Value {
    json!({"id": id, "label": id, "kind": kind, "slot": slot})
}

fn agency() -> Value {
    let levels = json!([
        {"value": "huyen", "label": "Đối với UBND huyện"},
        {"value": "tinh", "label": "Đối với UBND tỉnh:"},
    ]);
    json!({
        "id": "T-XA", "version": 1, "title": "Tham luận của UBND xã", "actor": "UBND xã", "roles": ["ubnd-xa"], "level": "xa",
        "unitGroup": "xa", "origin": "required", "deadline": "papers", "profile": "nghi-dinh-30",
        "pageLimit": {"pages": 4, "source": {"clause": "II.2", "quote": "không quá 04 trang giấy A4"}},
        "documentName": "BÁO CÁO THAM LUẬN",
        "sections": [
            {"id": "frame", "title": "Thể thức", "fields": [
                field("parent", "short-text", "parent-agency"),
                field("issuer", "short-text", "issuer"),
                field("number", "short-text", "number"),
                field("symbol", "short-text", "symbol"),
                field("place", "short-text", "place"),
                field("signed-on", "date", "signed-on"),
                field("subject", "short-text", "subject"),
                field("addressee", "long-text", "addressee"),
                field("author", "short-text", "author-name"),
            ]},
            {"id": "opening", "title": "Lời mở đầu", "fields": [field("opening", "long-text", "body")]},
            {"id": "results", "title": "Kết quả", "heading": "Kết quả thực hiện nhiệm vụ", "fields": [
                {"id": "members", "label": "Số đội viên:", "kind": "number"},
                {"id": "kind", "label": "Loại xã", "kind": "choice",
                 "choices": [{"value": "bg", "label": "xã biên giới"}]},
                {"id": "tasks", "label": "Nhiệm vụ", "kind": "long-text", "required": true,
                 "heading": "Phân công, giao nhiệm vụ"},
                {"id": "done", "label": "Đã nghiệm thu", "kind": "tick"},
                {"id": "models", "label": "Mô hình", "kind": "table", "rowName": "mô hình",
                 "heading": "Mô hình tiêu biểu", "print": "table", "columns": [
                    {"id": "name", "label": "Tên mô hình", "kind": "long-text", "weight": 3},
                    {"id": "households", "label": "Số hộ", "kind": "number"},
                 ]},
            ]},
            {"id": "extra", "title": "Khác", "heading": "Nội dung khác", "origin": "suggested", "fields": [
                {"id": "extra", "label": "Khác", "kind": "long-text"},
            ]},
            {"id": "proposals", "title": "Kiến nghị", "heading": "Kiến nghị, đề xuất", "fields": [
                {"id": "proposals", "label": "Kiến nghị", "kind": "table", "rowName": "kiến nghị", "required": true, "print": "list", "columns": [
                    {"id": "what", "label": "Nội dung", "kind": "long-text"},
                    {"id": "whom", "label": "Gửi cấp", "kind": "choice", "choices": levels},
                    {"id": "when", "label": "Thời hạn", "kind": "short-text"},
                 ]},
            ]},
            {"id": "closing", "title": "Lời kết", "fields": [
                field("closing", "long-text", "body"),
            ]},
            {"id": "signature", "title": "Chữ ký", "fields": [
                field("recipients", "long-text", "recipients"),
                {"id": "authority", "label": "Quyền hạn", "slot": "authority", "kind": "choice", "choices": [
                    {"value": "none", "label": "Không"}, {"value": "tm", "label": "TM."},
                    {"value": "kt", "label": "KT."},
                ]},
                field("title", "short-text", "signer-title"),
                field("signer", "short-text", "signer"),
            ]},
        ],
    })
}

fn person() -> Value {
    let mut form = agency();
    form["id"] = json!("T-DV");
    form["profile"] = json!("ca-nhan");
    form["sections"][0]["fields"][1]["slot"] = json!("unit-name");
    form
}

/// With its models in an annex.
fn union() -> Value {
    let mut form = agency();
    form["id"] = json!("T-DOAN");
    form["profile"] = json!("van-ban-doan");
    let models = form["sections"][2]["fields"].as_array_mut().expect("fields").pop();
    let sections = form["sections"].as_array_mut().expect("sections");
    sections.push(json!({
        "id": "annex", "title": "Phụ lục", "annex": {"title": "Mô hình tiêu biểu", "landscape": true},
        "fields": [models],
    }));
    form
}

fn card() -> Value {
    let mut form = agency();
    form["id"] = json!("T-PHIEU");
    form["profile"] = json!("phieu");
    form
}

/// A draft as the form of that id begins, which here is without answers.
pub(crate) fn empty(plan: &Plan, form: &str) -> Draft {
    let form = plan.form(&FormId::new(form)).expect("a form of the plan");
    begin(plan, form, DraftId::new("1"), Timestamp::new("2020-09-01T08:00:00+07:00"))
}

pub(crate) fn answer(draft: &mut Draft, field: &str, text: &str) {
    draft.answers.set(FieldId::new(field), Answer::Text(text.to_owned()));
}

pub(crate) fn row(id: u32, cells: &[(&str, &str)]) -> Row {
    let cells = cells.iter().map(|(column, text)| (ColumnId::new(*column), (*text).to_owned()));
    Row { id, cells: cells.collect(), ..Row::default() }
}

/// A draft with a little of everything.
pub(crate) fn filled(plan: &Plan, form: &str) -> Draft {
    let mut draft = empty(plan, form);
    for (field, text) in [
        ("parent", "Ủy ban nhân dân huyện Bình Gia"),
        ("issuer", "Ủy ban nhân dân xã Hưng Đạo"),
        ("number", "7"),
        ("symbol", "BC-UBND"),
        ("place", "Hưng Đạo"),
        ("signed-on", "5/9/2020"),
        ("subject", "Kết quả thực hiện Đề án 500 tại xã Hưng Đạo"),
        ("addressee", "Ban Tổ chức Hội nghị"),
        ("author", "Không in"),
        ("opening", "Kính thưa các quý vị đại biểu!\n\nKính thưa Hội nghị!"),
        ("members", "02"),
        ("kind", "bg"),
        ("tasks", "Nhiệm vụ được giao:\n - Theo dõi nông nghiệp;  \n+ Khuyến nông.\na) Giữ số."),
        ("closing", "Xin trân trọng cảm ơn!"),
        ("recipients", "- Sở Nội vụ;\nUBND huyện\nLưu: VT"),
        ("authority", "tm"),
        ("title", "Chủ tịch"),
        ("signer", "Hoàng Văn Thụ"),
    ] {
        answer(&mut draft, field, text);
    }
    draft.answers.set(FieldId::new("done"), Answer::Tick(true));
    *draft.answers.rows_mut(&FieldId::new("models")) =
        vec![row(1, &[("name", "Trồng hồi\ndưới tán rừng"), ("households", "46")]), row(2, &[("name", " ")])];
    *draft.answers.rows_mut(&FieldId::new("proposals")) = vec![
        row(1, &[("what", "Tăng mức hỗ trợ."), ("whom", "tinh"), ("when", "2021")]),
        row(2, &[("what", "Bố trí công việc.")]),
        row(3, &[("what", "- Mở lớp bồi dưỡng:\n+ tiếng dân tộc;\n+ tin học."), ("whom", "huyen")]),
    ];
    draft
}
