//! What comes out of files: whole, packed, listed, and made to harm.

use std::fmt::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use proptest::prelude::*;
use tham_luan::document::Properties;
use tham_luan::document::pdf::{self, Attachment, Paper, write};
use tham_luan::draft::Timestamp;
use tham_luan::office::intake::{ArchiveFault, Received, Refusal, Wanted};
use tham_luan::paper::printed;
use tham_luan::plan::built_in;
use tham_luan::submission::{self, Found, MAX_BYTES};

use super::made::Kind;
use super::made::foreign::stored_zip;
use super::{made, reader, received};

/// A sound submission.
fn sound() -> Vec<u8> {
    made(1, Some("000")).remove(0).bytes
}

/// Where each paper comes from, and the code of why it was refused, or "ok".
fn outcomes(name: &str, bytes: &[u8]) -> Vec<(String, &'static str)> {
    let code = |received: &Received| received.outcome.as_ref().map_or_else(Refusal::code, |_| "ok");
    received(name, bytes).iter().map(|received| (received.place.to_string(), code(received))).collect()
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[(&str, &str)]) {
    let found = outcomes(name, bytes);
    let found: Vec<_> = found.iter().map(|(place, code)| (place.as_str(), *code)).collect();
    assert_eq!(found, expected);
}

/// An archive with one file that says of itself what it likes.
fn archive(name: &str, method: u16, flags: u16, size: u32, packed: &[u8]) -> Vec<u8> {
    let mut bytes = stored_zip(&[(name, packed)]);
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    bytes[directory + 8..directory + 10].copy_from_slice(&flags.to_le_bytes());
    bytes[directory + 10..directory + 12].copy_from_slice(&method.to_le_bytes());
    bytes[directory + 24..directory + 28].copy_from_slice(&size.to_le_bytes());
    bytes
}

#[test]
fn an_archive_gives_a_row_for_each_file_in_it() {
    let sound = sound();
    let inner = stored_zip(&[("x.json", &sound)]);
    let innermost = stored_zip(&[("y.zip", &stored_zip(&[("z.json", &sound)]))]);
    let bytes = stored_zip(&[
        ("Bình Gia/", b""),
        ("Bình Gia/a.json", &sound),
        ("../../etc/passwd", b"root"),
        ("C:\\b.json", &sound),
        ("trong.zip", &inner),
        ("sau.zip", &innermost),
        ("__MACOSX/._a.json", b"x"),
        ("Thumbs.db", b"x"),
        ("trong.json", b""),
    ]);
    check(
        "hồ sơ.zip",
        &bytes,
        &[
            ("hồ sơ.zip/Bình Gia/a.json", "ok"),
            ("hồ sơ.zip/../../etc/passwd", "not-json"),
            ("hồ sơ.zip/C:\\b.json", "ok"),
            ("hồ sơ.zip/trong.zip/x.json", "ok"),
            ("hồ sơ.zip/sau.zip/y.zip", "archive-too-deep"),
            ("hồ sơ.zip/__MACOSX/._a.json", "system-file"),
            ("hồ sơ.zip/Thumbs.db", "system-file"),
            ("hồ sơ.zip/trong.json", "empty"),
        ],
    );
}

#[test]
fn what_a_packer_makes_is_unpacked() {
    let sound = sound();
    let packed = compress_to_vec(&sound, 6);
    let mut bytes = archive("a.json", 8, 0x800, u32::try_from(sound.len()).expect("short"), &packed);
    // The checksum is of what was packed.
    let checksum = stored_zip(&[("a", &sound)]);
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    bytes[directory + 16..directory + 20].copy_from_slice(&checksum[14..18]);
    check("a.zip", &bytes, &[("a.zip/a.json", "ok")]);
    // One that unpacks itself is a program, and is opened by nobody.
    let after = [b"MZ program ".as_slice(), &bytes].concat();
    check("a.exe", &after, &[("a.exe", "not-utf-8")]);
    bytes[directory + 16] ^= 1;
    check("a.zip", &bytes, &[("a.zip/a.json", "archive-damaged")]);
}

#[test]
fn an_archive_with_more_files_than_two_bytes_count_is_opened() {
    let mut bytes = stored_zip(&[("a.json", &sound()), ("b.json", b"")]);
    let end = bytes.len() - 22;
    let number = |at: usize| u64::from(u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")));
    let (length, start) = (number(end + 12), number(end + 16));
    // APPNOTE.TXT 4.3.14 and 4.3.15: the longer record, what says where it is, and the usual one with no numbers.
    let mut tail = b"PK\x06\x06\x2c\0\0\0\0\0\0\0\x2d\0\x2d\0\0\0\0\0\0\0\0\0".to_vec();
    for number in [2, 2, length, start] {
        tail.extend(u64::to_le_bytes(number));
    }
    tail.extend(b"PK\x06\x07\0\0\0\0");
    tail.extend(u64::to_le_bytes(u64::try_from(end).expect("small")));
    tail.extend(b"\x01\0\0\0PK\x05\x06\0\0\0\0");
    tail.extend([0xff; 12]);
    tail.extend([0; 2]);
    bytes.truncate(end);
    bytes.extend(tail);
    check("a.zip", &bytes, &[("a.zip/a.json", "ok"), ("a.zip/b.json", "empty")]);
}

#[test]
fn what_cannot_be_unpacked_is_refused_with_its_reason() {
    check("a.zip", &archive("a.json", 0, 1, 1, b"x"), &[("a.zip/a.json", "archive-encrypted")]);
    check("a.zip", &archive("a.json", 14, 0, 1, b"x"), &[("a.zip/a.json", "archive-method")]);
    check("a.zip", &archive("a.json", 0, 0, u32::MAX, b"x"), &[("a.zip/a.json", "archive-too-large")]);
    check("a.zip", &archive("a.json", 8, 0, 5, b"not deflated"), &[("a.zip/a.json", "archive-damaged")]);
    check("a.zip", &stored_zip(&[]), &[("a.zip", "archive-empty")]);
    check("a.zip", &stored_zip(&[("thu muc/", b"")]), &[("a.zip", "archive-empty")]);
    let whole = stored_zip(&[("a.json", &sound())]);
    check("a.zip", &whole[..whole.len() - 30], &[("a.zip", "archive-damaged")]);
    check("a.docx", &stored_zip(&[("word/document.xml", b"x")]), &[("a.docx", "word")]);
    check("a.xlsx", &stored_zip(&[("xl/workbook.xml", b"x")]), &[("a.xlsx", "excel")]);
    check("a.odt", &stored_zip(&[("META-INF/manifest.xml", b"x")]), &[("a.odt", "office-document")]);
    check("a.rar", b"Rar!\x1a\x07\x01\0 and so on", &[("a.rar", "other-archive")]);
    check("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04", &[("a.7z", "other-archive")]);
}

#[test]
fn a_bomb_fills_neither_the_memory_nor_the_day() {
    // 64 MB of nothing, in 64 kB, forty times over the same bytes: 2.5 GB in all.
    let size = 64 << 20;
    let packed = compress_to_vec(&vec![0; size], 9);
    let mut bytes = archive("0.json", 8, 0, u32::try_from(size).expect("small"), &packed);
    let start = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").expect("an end");
    let (entry, mut tail) = (bytes[start..end].to_vec(), bytes[end..].to_vec());
    bytes.truncate(start);
    for _ in 0..40 {
        bytes.extend(&entry);
    }
    tail[12..16].copy_from_slice(&u32::try_from(40 * entry.len()).expect("short").to_le_bytes());
    bytes.extend(tail);
    let codes: Vec<_> = outcomes("bom.zip", &bytes).into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes.len(), 40, "every file has a row");
    assert_eq!(codes.iter().filter(|code| **code == "archive-too-much").count(), 36);

    // One that says that it is small.
    let bytes = archive("a.json", 8, 0, 1000, &packed);
    check("a.zip", &bytes, &[("a.zip/a.json", "archive-damaged")]);
}

#[test]
fn a_list_gives_a_row_for_each_line() {
    let mut list = String::from("\u{feff}");
    for file in made(5, Some("004")).iter().filter(|file| file.kind == Kind::Sound) {
        let value = tham_luan::json::parse(std::str::from_utf8(&file.bytes).expect("UTF-8")).expect("JSON");
        let _ = writeln!(list, "{}\r", tham_luan::json::compact(&value));
    }
    list.push_str("\n{\"format\": \"khac\"}\nkhông phải JSON\n");
    check(
        "tat-ca.ndjson",
        list.as_bytes(),
        &[
            ("tat-ca.ndjson:1", "ok"),
            ("tat-ca.ndjson:2", "ok"),
            ("tat-ca.ndjson:3", "ok"),
            ("tat-ca.ndjson:4", "ok"),
            ("tat-ca.ndjson:6", "other-json"),
            ("tat-ca.ndjson:7", "not-json"),
        ],
    );
    let bytes = stored_zip(&[("a.ndjson", list.as_bytes())]);
    assert_eq!(outcomes("a.zip", &bytes).len(), 6);
}

#[test]
fn the_submission_in_a_pdf_is_found_and_a_scan_is_told() {
    let sound = sound();
    let plan = built_in().remove(0);
    let opened = submission::read(&sound, std::slice::from_ref(&plan), super::nfc).expect("sound");
    let form = plan.form(&opened.draft.form).expect("its form");
    let pdf = write(&Paper {
        printed: &printed(&plan, form, &opened.draft),
        properties: &Properties::of(&plan, form, &opened.draft),
        producer: "Tham Luận",
        made_at: &Timestamp::new("2020-09-01T08:00:00+07:00"),
        id: "x",
        submission: Some(Attachment { name: "a.json", json: &sound }),
        mark: None,
    })
    .expect("a PDF");
    check("a.pdf", &pdf, &[("a.pdf", "ok")]);
    check("a.zip", &stored_zip(&[("a.pdf", &pdf)]), &[("a.zip/a.pdf", "ok")]);
    let from_pdf = received("a.pdf", &pdf).remove(0).outcome.expect("a paper");
    assert_eq!(*from_pdf, opened);
    check("a.pdf", b"%PDF-1.4\nscan\n%%EOF", &[("a.pdf", "pdf-without-submission")]);
}

#[test]
fn what_a_clerk_may_choose_by_mistake_is_told_by_name() {
    check("a.json", b"[{\"stored\":{}}]", &[("a.json", "backup")]);
    check("a.json", b"{\"format\": \"tham-luan.plan-1\"}", &[("a.json", "plan-pack")]);
    check("a.json", b"{\"format\": \"tham-luan.remarks\"}", &[("a.json", "remarks")]);
    check("a.json", &[b' '; 9], &[("a.json", "empty")]);
    check("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &[("a.doc", "old-office")]);
    let too_large = vec![b'x'; MAX_BYTES + 1];
    check("a.json", &too_large, &[("a.json", "too-large")]);
    let word = received("a.docx", &stored_zip(&[("word/document.xml", b"x")])).remove(0);
    assert_eq!(word.outcome, Err(submission::Refusal::OtherFormat(Found::Word).into()));
    let method = received("a.zip", &archive("a", 99, 0, 1, b"x")).remove(0);
    assert_eq!(method.outcome, Err(ArchiveFault::Method { method: 99 }.into()));
}

#[test]
fn an_answer_beyond_any_paper_is_refused_before_anything_is_made_of_it() {
    let with = |answer: &str| {
        let text = String::from_utf8(sound()).expect("UTF-8");
        text.replacen("\"answers\": {", &format!("\"answers\": {{{answer},"), 1)
    };
    for answer in [
        format!("\"kien-nghi\": [{}1]", "{\"noi-dung\": \"a\"},".repeat(20_000)).replace(",1]", "]"),
        format!("\"mo-dau\": \"{}\"", "a\\n".repeat(30_000)),
        format!("\"mo-dau\": \"{}\"", "a".repeat(1_500_000)),
    ] {
        // The sample's own answer to the same question stands later, and the last one counts.
        let text =
            with(&answer).replace("\n    \"kien-nghi\":", "\"x\":").replace("\n    \"mo-dau\":", "\"y\":");
        check("a.json", text.as_bytes(), &[("a.json", "too-much")]);
    }
}

/// What is read of a file of that size that begins so and goes on with spaces, and why no more.
fn looked_at(beginning: &[u8], size: usize) -> (usize, Result<(), &'static str>) {
    let plans = built_in();
    let (reader, size) = (reader(&plans), u64::try_from(size).expect("a size"));
    let mut bytes = Vec::new();
    loop {
        match reader.wanted(&bytes, size) {
            Ok(Wanted::Beginning(most)) => {
                assert!(most > bytes.len(), "it asks for more, or it has no end");
                bytes = beginning.get(..most).unwrap_or(beginning).to_vec();
                bytes.resize(most, b' ');
            }
            Ok(Wanted::All) => return (bytes.len(), Ok(())),
            Err(refusal) => return (bytes.len(), Err(refusal.code())),
        }
    }
}

#[test]
fn of_a_large_file_that_holds_no_paper_only_the_beginning_is_read() {
    let head = 1 << 16;
    let large = pdf::MAX_BYTES + 1;
    for beginning in [
        b"%PDF-1.7 a scan".as_slice(),
        b"Rar!\x1a\x07\x01\0",
        b"\0\0\0\x20ftypisom, a film",
        b"{\n  \"format\": \"tham-luan.submission\"",
        b"{\"format\":\n\"tham-luan.submission\"",
        b"[{\"stored\":1}]\n",
        "\u{feff}STT,Tệp,Kết quả\n".as_bytes(),
        b"\n{}\n{}",
    ] {
        let mut whole = beginning.to_vec();
        whole.resize(large, b' ');
        let [(_, expected)] = outcomes("a", &whole)[..] else { panic!("one row") };
        assert_eq!(looked_at(beginning, large), (head, Err(expected)), "as if all of it had been read");
    }
    // Its first line might be a submission, and others follow.
    let line = "{\"format\":\"khac\",".as_bytes();
    assert_eq!(looked_at(line, large), (MAX_BYTES + 1, Err("too-large")));
    // What may hold a paper is read, whatever its size; nothing of it twice where it is small.
    assert_eq!(looked_at(b"%PDF-1.7 a scan", pdf::MAX_BYTES), (0, Ok(())));
    let long = [b"{\"a\":\"".as_slice(), &vec![b'x'; 3 * head], b"\"}\n{}"].concat();
    assert_eq!(looked_at(&long, large), (MAX_BYTES + 1, Ok(())));
    for beginning in
        [&stored_zip(&[("a", b"x")]), b"{}\n{}".as_slice(), "Bài;Đường dẫn;Kiểu;Giá trị\r\n".as_bytes()]
    {
        assert_eq!(looked_at(beginning, large), (head, Ok(())));
    }
    // Nothing at all is read of what is larger than anything.
    assert_eq!(looked_at(b"", (1 << 30) + 1), (0, Err("too-large")));
}

#[test]
fn a_list_of_our_own_is_told() {
    let register = tham_luan::office::Register::new(tham_luan::plan::PlanId::new("000"));
    let plan = built_in().remove(0);
    let list = tham_luan::office::register_csv(&register, &plan, str::to_owned);
    check("a.csv", list.as_bytes(), &[("a.csv", "list")]);
    let mut list = Vec::new();
    tham_luan::office::write_register_json(&mut list, &register, &plan).expect("into memory");
    let list = String::from_utf8(list).expect("UTF-8");
    check("a.json", list.as_bytes(), &[("a.json", "list")]);
}

#[test]
fn a_name_moves_no_text() {
    let found = received("a\u{202e}nosj.exe\n", b"").remove(0);
    assert_eq!(found.place.to_string(), "a\u{fffd}nosj.exe\u{fffd}");
    let composed = received("ho\u{302}\u{300}.json", b"").remove(0);
    assert_eq!(composed.place.file, "hồ.json");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_changed_archive_stops_the_intake(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let inner = stored_zip(&[("x.json", b"{}")]);
        let mut bytes = stored_zip(&[("a.json", b"{\"format\": 1}\n{}"), ("b.zip", &inner), ("c.pdf", b"%PDF-1.7 stream")]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        prop_assert!(!outcomes("a.zip", &bytes).is_empty());
    }
}
