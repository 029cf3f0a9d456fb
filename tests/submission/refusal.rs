//! What is refused, and what is opened with a warning.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tham_luan::submission::{Integrity, MAX_BYTES, Refusal};

use super::{GOLDEN, changed, open};

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, expected: &Expect) {
    let answer = match open(bytes) {
        Ok(opened) => format!("{:?} {:?}", opened.integrity, opened.problems),
        Err(refusal) => format!("{refusal:?}"),
    };
    expected.assert_eq(&answer);
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn golden_file_is_opened() {
    check(GOLDEN, &expect!["Verified []"]);
    check(format!("\u{feff}{GOLDEN}"), &expect!["Verified []"]);
    check(format!("\r\n {}\t\n", GOLDEN.replace("\n  ", "\r\n\t")), &expect!["Verified []"]);
}

#[test]
fn empty_file() {
    check("", &expect!["Empty"]);
    check("\u{feff} \r\n", &expect!["Empty"]);
    check([0; 4096], &expect!["Empty"]);
}

#[test]
fn too_large() {
    check(vec![b' '; 50_000_000], &expect!["TooLarge { bytes: 50000000 }"]);
    let mut most = GOLDEN.as_bytes().to_vec();
    most.resize(MAX_BYTES, b' ');
    check(most, &expect!["Verified []"]);
}

#[test]
fn other_encodings() {
    check(utf16(GOLDEN), &expect!["Utf16"]);
    check([vec![0xff, 0xfe], utf16(GOLDEN)].concat(), &expect!["Utf16"]);
    check(GOLDEN.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(), &expect!["Utf16"]);
    check(b"{\"format\": \"\xd0\xe0\"}", &expect!["NotUtf8 { at: 12 }"]);
}

#[test]
fn every_beginning_of_a_file_is_truncated() {
    for end in 1..GOLDEN.trim_end().len() {
        assert_eq!(open(&GOLDEN.as_bytes()[..end]), Err(Refusal::Truncated), "{end}");
    }
    check([&GOLDEN.as_bytes()[..700], &[0; 512]].concat(), &expect!["Truncated"]);
}

#[test]
fn other_formats() {
    check("%PDF-1.7\n%\u{e2}", &expect!["OtherFormat(Pdf)"]);
    check(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0word/document.xml", &expect!["OtherFormat(Word)"]);
    check(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0xl/workbook.xml", &expect!["OtherFormat(Excel)"]);
    check(b"PK\x03\x04\x14\0\x06\0", &expect!["OtherFormat(Zip)"]);
    check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &expect!["OtherFormat(OldOffice)"]);
    check("{\\rtf1\\ansi", &expect!["OtherFormat(Rtf)"]);
    check("<!DOCTYPE html>", &expect!["OtherFormat(Markup)"]);
    check(b"\x89PNG\r\n\x1a\n", &expect!["OtherFormat(Picture)"]);
    check("[]", &expect!["OtherFormat(Json(None))"]);
    check("\"tham-luan.submission\"", &expect!["OtherFormat(Json(None))"]);
    check(r#"{"format": 1}"#, &expect!["OtherFormat(Json(None))"]);
    check(
        r#"{"format": "tham-luan.register", "version": 1}"#,
        &expect![[r#"OtherFormat(Json(Some("tham-luan.register")))"#]],
    );
}

#[test]
fn not_json() {
    check("Kính gửi Sở Nội vụ", &expect!["NotJson { line: 1, column: 1 }"]);
    check("{\n  \"a\": 'b'\n}", &expect!["NotJson { line: 2, column: 8 }"]);
    check(format!("{GOLDEN}x"), &expect!["NotJson { line: 81, column: 1 }"]);
    check(GOLDEN.replacen("UBND", "UB\0ND", 1), &expect!["NotJson { line: 18, column: 16 }"]);
    check(r#"{"a": "\ud800"}"#, &expect!["NotJson { line: 1, column: 14 }"]);
    check(r#"{"a": 1e999}"#, &expect!["NotJson { line: 1, column: 11 }"]);
}

#[test]
fn deep_nesting() {
    check("[".repeat(100_000), &expect!["TooDeep"]);
    check("{\"a\":".repeat(100_000), &expect!["TooDeep"]);
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    check(nested(127), &expect!["OtherFormat(Json(None))"]);
    check(nested(128), &expect!["TooDeep"]);
    check(
        format!("{{\"format\": \"{}\"}}", "[".repeat(200)),
        &expect![[
            r#"OtherFormat(Json(Some("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")))"#
        ]],
    );
    check(
        changed(|file| file["x"] = (0..100).fold(json!(1), |inner, _| json!([inner]))),
        &expect!["Mismatch []"],
    );
}

#[test]
fn newer_version() {
    check(changed(|file| file["version"] = json!(2)), &expect!["NewerVersion { version: 2 }"]);
    check(changed(|file| file["version"] = json!("1")), &expect![[r#"Parts(["version"])"#]]);
    check(changed(|file| file["version"] = json!(0)), &expect![[r#"Parts(["version"])"#]]);
}

#[test]
fn unknown_plan_or_form() {
    check(changed(|file| file["plan"]["id"] = json!("902")), &expect![[r#"UnknownPlan { plan: "902" }"#]]);
    check(
        changed(|file| file["form"]["id"] = json!("901-BC")),
        &expect![[r#"UnknownForm { plan: "901", form: "901-BC" }"#]],
    );
    check(
        changed(|file| file["plan"]["version"] = json!(1)),
        &expect!["Mismatch [PlanVersion { file: 1, known: 2 }]"],
    );
    check(
        changed(|file| file["form"]["version"] = json!(9)),
        &expect!["Mismatch [FormVersion { file: 9, known: 3 }]"],
    );
}

#[test]
fn wrong_checksum() {
    check(GOLDEN.replace("Hoà Bình", "Hoà Bắc"), &expect!["Mismatch []"]);
    check(changed(|file| file["checksum"] = json!(null)), &expect!["Mismatch []"]);
    check(
        changed(|file| drop(file.as_object_mut().map(|file| file.remove("checksum")))),
        &expect!["Missing []"],
    );
    check(changed(|file| file["x-note"] = json!("thêm")), &expect!["Mismatch []"]);
}

#[test]
fn essential_parts_of_wrong_types() {
    check(
        r#"{"format": "tham-luan.submission", "version": 1}"#,
        &expect![[
            r#"Parts(["id", "revision", "plan.id", "plan.version", "form.id", "form.version", "createdAt", "updatedAt", "answers"])"#
        ]],
    );
    check(changed(|file| file["id"] = json!("../../etc/passwd")), &expect![[r#"Parts(["id"])"#]]);
    check(changed(|file| file["revision"] = json!(-1)), &expect![[r#"Parts(["revision"])"#]]);
    check(changed(|file| file["revision"] = json!(4_294_967_296_u64)), &expect![[r#"Parts(["revision"])"#]]);
    check(changed(|file| file["plan"] = json!("901")), &expect![[r#"Parts(["plan.id", "plan.version"])"#]]);
    check(changed(|file| file["answers"] = json!([])), &expect![[r#"Parts(["answers"])"#]]);
    for moment in ["2020-09-05", "2020-09-05T16:45", "2020-02-30T16:45:00Z", "2020-09-05T16:45:00", "đêm"] {
        check(changed(|file| file["createdAt"] = json!(moment)), &expect![[r#"Parts(["createdAt"])"#]]);
    }
}

#[test]
fn other_parts_of_wrong_types() {
    check(
        changed(|file| {
            file["unit"] = json!("UBND xã");
            file["author"] = json!({});
            file["status"] = json!("done");
            file["paper"]["layout"]["size"] = json!(10_000);
            file["paper"]["pages"] = json!("3");
            file["exportedAt"] = json!(null);
        }),
        &expect![[
            r#"Mismatch [Part("exportedAt"), Part("status"), Part("unit.name"), Part("unit.level"), Part("author.name"), Part("paper.pages"), Part("paper.layout")]"#
        ]],
    );
    check(changed(|file| file["paper"] = json!([])), &expect![[r#"Mismatch [Part("paper")]"#]]);
    check(
        changed(|file| drop(file.as_object_mut().map(|file| file.remove("paper")))),
        &expect!["Mismatch []"],
    );
}

#[test]
fn answers_of_wrong_types_are_kept() {
    let file = changed(|file| {
        let answers = &mut file["answers"];
        answers["text"] = json!(["a", "b"]);
        answers["count"] = json!(12_345_678_901_234_567_890_u64);
        answers["signed-on"] = json!(20200905);
        answers["authority"] = json!(null);
        answers["pledge"] = json!("yes");
        answers["proposals"][0]["content"] = json!({ "deep": [1] });
        answers["x-new"] = json!({ "any": 1 });
    });
    check(
        &file,
        &expect![[
            r#"Mismatch [WrongType { field: FieldId("authority") }, WrongType { field: FieldId("count") }, WrongType { field: FieldId("pledge") }, WrongCell { field: FieldId("proposals"), row: 0, column: ColumnId("content") }, WrongType { field: FieldId("signed-on") }, WrongType { field: FieldId("text") }, UnknownAnswer { id: "x-new" }]"#
        ]],
    );
    let opened = open(&file).expect("opened");
    let again = super::export(&opened.draft, 2, opened.status, 3);
    let answers = |text: &str| {
        let file: Value = serde_json::from_str(text).expect("JSON");
        file["answers"].clone()
    };
    assert_eq!(answers(again.text()), answers(&file));
    check(
        changed(|file| file["answers"]["proposals"][1] = json!("row")),
        &expect![[r#"Mismatch [WrongType { field: FieldId("proposals") }]"#]],
    );
}

#[test]
fn key_named_twice_is_never_verified() {
    let file = GOLDEN.replacen("\"count\"", "\"count\": 7, \"count\"", 1);
    check(&file, &expect!["Mismatch [DuplicateKeys]"]);
    // The last one counts, so that the sum alone would not notice.
    let integrity = open(&file).map(|opened| opened.integrity);
    assert_eq!(integrity, Ok(Integrity::Mismatch));
}
