//! What is written.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft, Timestamp};
use tham_luan::form::FormId;
use tham_luan::submission::{Entry, Export, Shown, Status, compose};

use super::{GOLDEN, blank_draft, export, form, full_draft, own, plan, row, set};

#[track_caller]
fn check_schema(text: &str) {
    let schema: Value =
        serde_json::from_str(include_str!("../../public/schema/submission-1.json")).expect("JSON");
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let file: Value = serde_json::from_str(text).expect("JSON");
    let errors: Vec<String> =
        validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[track_caller]
fn check_part(draft: &Draft, pointer: &str, expected: &Expect) {
    let file: Value = serde_json::from_str(export(draft, 1, Status::Draft, 3).text()).expect("JSON");
    expected.assert_eq(&file.pointer(pointer).map_or_else(|| "absent".to_owned(), Value::to_string));
}

#[test]
fn export_is_the_golden_file() {
    let submission = export(&full_draft(), 1, Status::Complete, 3);
    assert_eq!(submission.text(), GOLDEN);
    expect!["901-TL_ubnd-xa-hoa-binh_2020-09-05_r1.json"].assert_eq(submission.file_name());
}

#[test]
fn exports_are_valid_by_the_schema() {
    check_schema(GOLDEN);
    check_schema(export(&blank_draft(), 1, Status::Draft, 1).text());
    let mut newer = full_draft();
    newer.unknown.insert("period".to_owned(), "năm 2020".into());
    newer.unknown.insert("unit".to_owned(), own(&json!({ "colour": ["red"] })));
    check_schema(export(&newer, 4_000_000_000, Status::Draft, 5).text());
}

#[test]
fn checksum_is_what_another_program_computes() {
    // Python: hashlib.sha256(json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    let file: Value = serde_json::from_str(GOLDEN).expect("JSON");
    expect!["sha256:1c8721ef9218c9e2e18152215653e1d173e00f553afb179c2062cb0e17a0bb64"]
        .assert_eq(file["checksum"].as_str().expect("a text"));
}

#[test]
fn answers_are_typed_where_they_can_be() {
    let mut draft = full_draft();
    check_part(&draft, "/answers/count", &expect!["1234.5"]);
    check_part(&draft, "/answers/signed-on", &expect![[r#""2020-09-05""#]]);
    check_part(&draft, "/answers/pledge", &expect!["true"]);
    check_part(&draft, "/answers/note", &expect!["absent"]);
    check_part(&draft, "/answers/proposals/0/cost", &expect!["2000"]);
    check_part(&draft, "/answers/proposals/1/cost", &expect![[r#""chưa rõ""#]]);
    check_part(&draft, "/answers/proposals/2", &expect!["absent"]);
    set(&mut draft, "count", Answer::Text("1.5 ha".to_owned()));
    set(&mut draft, "signed-on", Answer::Text("31/02/2020".to_owned()));
    check_part(&draft, "/answers/count", &expect![[r#""1.5 ha""#]]);
    check_part(&draft, "/answers/signed-on", &expect![[r#""31/02/2020""#]]);
}

#[test]
fn number_of_too_many_digits_stays_as_typed() {
    let mut draft = blank_draft();
    set(&mut draft, "count", Answer::Text("9.007.199.254.740.993".to_owned()));
    check_part(&draft, "/answers/count", &expect![[r#""9.007.199.254.740.993""#]]);
}

#[test]
fn unit_is_named_by_the_roster_or_by_the_writer_where_it_only_counts() {
    let mut draft = full_draft();
    check_part(
        &draft,
        "/unit",
        &expect![[
            r#"{"currentName":"UBND xã Thiện Hoà","id":"xa-1","level":"xa","name":"UBND xã Hoà Bình"}"#
        ]],
    );
    set(&mut draft, "unit-name", Answer::Text(" ".to_owned()));
    check_part(&draft, "/unit/name", &expect![[r#""01 UBND xã thuộc huyện Bình Gia""#]]);
    set(&mut draft, "unit", Answer::Text("binh-gia".to_owned()));
    check_part(&draft, "/unit/name", &expect![[r#""UBND huyện Bình Gia""#]]);
    check_part(&blank_draft(), "/unit", &expect![[r#"{"level":"xa","name":""}"#]]);
}

#[test]
fn author_is_who_wrote_it() {
    check_part(
        &full_draft(),
        "/author",
        &expect![[
            r#"{"name":"Nguyễn Thị Đào","phone":"0912 345 678","role":"Công chức Văn phòng - Thống kê"}"#
        ]],
    );
    check_part(&blank_draft(), "/author", &expect![[r#"{"name":""}"#]]);
}

#[test]
fn paper_over_its_limit_is_flagged() {
    let over = |pages| {
        let file: Value =
            serde_json::from_str(export(&full_draft(), 1, Status::Draft, pages).text()).expect("JSON");
        file["paper"]["overLimit"].clone()
    };
    assert_eq!((over(4), over(5)), (json!(false), json!(true)));
}

#[track_caller]
fn check_file_name(form_id: &str, unit: &str, moment: &str, revision: u32, expected: &Expect) {
    let plan = plan();
    let mut form = form(&plan).clone();
    form.id = FormId::new(form_id);
    let mut draft = blank_draft();
    draft.updated_at = Timestamp::new("?");
    set(&mut draft, "unit-name", Answer::Text(unit.to_owned()));
    let submission = compose(&Export {
        draft: &draft,
        plan: &plan,
        form: &form,
        revision,
        status: Status::Draft,
        pages: 1,
        engine: "pagination 1",
        exported_at: &Timestamp::new(moment),
        app_version: "0.1.0",
    });
    let name = submission.file_name();
    assert!(name.len() <= 100 && name.is_ascii(), "{name}");
    assert!(name.split(['_', '.']).all(|part| !part.is_empty()), "{name}");
    expected.assert_eq(name);
}

#[test]
fn file_names_are_ascii_and_short() {
    let moment = "2020-09-05T00:00:00Z";
    check_file_name(
        "000-TLX",
        "UBND xã Đồng Ý",
        moment,
        12,
        &expect!["000-TLX_ubnd-xa-dong-y_2020-09-05_r12.json"],
    );
    let long = "Ủy ban nhân dân xã ".repeat(50);
    check_file_name(
        &long,
        &long,
        moment,
        u32::MAX,
        &expect![
            "UY-BAN-NHAN-DAN-XA-UY-BAN-NHAN_uy-ban-nhan-dan-xa-uy-ban-nhan-dan-xa-uy_2020-09-05_r4294967295.json"
        ],
    );
    check_file_name(
        "../..\\",
        "：/\\*?\"<>|\0",
        "hôm nay",
        0,
        &expect!["BIEU-MAU_don-vi_khong-ro-ngay_r0.json"],
    );
    check_file_name("con", "nul", moment, 1, &expect!["CON_nul_2020-09-05_r1.json"]);
}

#[test]
fn contents_list_every_value_of_the_file_in_its_order() {
    let plan = plan();
    let mut draft = full_draft();
    draft.unknown.insert("answers".to_owned(), own(&json!({ "x-new": [true, { "a": null }] })));
    let mut rows = draft.answers.rows(&tham_luan::form::FieldId::new("proposals")).to_vec();
    rows[0].unknown.insert("x-cell".to_owned(), own(&json!(7)));
    rows.push(row(9, &[("level", "xã")]));
    set(&mut draft, "proposals", Answer::Rows(rows));
    let submission = export(&draft, 1, Status::Draft, 3);
    let entries = submission.contents(&plan, form(&plan));
    let line = |entry: &Entry<'_>| {
        let place: Vec<String> = [
            entry.question.map(str::to_owned),
            entry.row.map(|row| row.to_string()),
            entry.column.map(str::to_owned),
        ]
        .into_iter()
        .flatten()
        .collect();
        let value = match &entry.value {
            Shown::Text(text) => format!("{text:?}"),
            Shown::Tick(ticked) => ticked.to_string(),
        };
        format!("{} [{}] {value}\n", entry.path, place.join(", "))
    };
    expect![[r#"
        format [] "tham-luan.submission"
        version [] "1"
        id [] "2f1c9d3e-5a77-4b1e-9c0a-3d9f6f1f0a11"
        revision [] "1"
        status [] "draft"
        plan.id [] "901"
        plan.version [] "2"
        form.id [] "901-TL"
        form.version [] "3"
        form.title [] "Tham luận để thử"
        unit.id [] "xa-1"
        unit.name [] "UBND xã Hoà Bình"
        unit.level [] "xa"
        unit.currentName [] "UBND xã Thiện Hoà"
        author.name [] "Nguyễn Thị Đào"
        author.role [] "Công chức Văn phòng - Thống kê"
        author.phone [] "0912 345 678"
        createdAt [] "2020-09-01T08:00:00+07:00"
        updatedAt [] "2020-09-05T16:45:10.250+07:00"
        exportedAt [] "2020-09-05T16:50:00+07:00"
        answers.unit [Đơn vị] "01 UBND xã thuộc huyện Bình Gia"
        answers.unit-name [Tên đơn vị] "UBND xã Hoà Bình"
        answers.current-unit [Đơn vị hiện nay] "UBND xã Thiện Hoà"
        answers.author-name [Người lập] "Nguyễn Thị Đào"
        answers.author-role [Chức vụ] "Công chức Văn phòng - Thống kê"
        answers.author-phone [Điện thoại] "0912 345 678"
        answers.text [Kết quả thực hiện] "Xã đã phân công \"nhiệm vụ\" cho đội viên.\n- Hỗ trợ chỗ ở\n- Tạo điều kiện học tập"
        answers.count [Số đội viên] "1.234,5"
        answers.signed-on [Ngày ký] "05/09/2020"
        answers.authority [Quyền hạn] "TM."
        answers.pledge [Cam đoan] true
        answers.proposals.0.content [Kiến nghị, đề xuất, 1, Nội dung] "Bố trí, sử dụng đội viên sau Đề án"
        answers.proposals.0.level [Kiến nghị, đề xuất, 1, Gửi cấp nào] "Tỉnh"
        answers.proposals.0.cost [Kiến nghị, đề xuất, 1, Kinh phí (triệu đồng)] "2.000"
        answers.proposals.0.x-cell [Kiến nghị, đề xuất, 1] "7"
        answers.proposals.1.content [Kiến nghị, đề xuất, 2, Nội dung] "Cấp kinh phí tập huấn"
        answers.proposals.1.level [Kiến nghị, đề xuất, 2, Gửi cấp nào] "Huyện"
        answers.proposals.1.cost [Kiến nghị, đề xuất, 2, Kinh phí (triệu đồng)] "chưa rõ"
        answers.proposals.2.level [Kiến nghị, đề xuất, 3, Gửi cấp nào] "xã"
        answers.x-new.0 [] true
        answers.x-new.1.a [] "null"
        paper.profile [] "nd30"
        paper.pages [] "3"
        paper.limit [] "4"
        paper.overLimit [] false
        paper.engine [] "pagination 1"
        paper.layout.size [] "28"
        paper.layout.spacing.exactly [] "18"
        paper.layout.margins.top [] "20"
        paper.layout.margins.right [] "20"
        paper.layout.margins.bottom [] "20"
        paper.layout.margins.left [] "30"
        paper.layout.indent [] "127"
        app.name [] "tham-luan"
        app.version [] "0.1.0"
        checksum [] "sha256:22705f59ee9c4c3c330a45269d38ca07d14d90af358d0c0233cb0e7cef06bf2a"
    "#]].assert_eq(&entries.iter().map(line).collect::<String>());

    let leaves = |text: &str| {
        fn count(value: &Value) -> usize {
            match value {
                Value::Array(items) => items.iter().map(count).sum(),
                Value::Object(members) => members.values().map(count).sum(),
                _ => 1,
            }
        }
        count(&serde_json::from_str(text).expect("JSON"))
    };
    assert_eq!(entries.len(), leaves(submission.text()));
}
