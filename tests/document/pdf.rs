//! The PDF, as far as it can be judged without other programs.

use std::sync::Arc;

use tham_luan::document::pdf::{Attachment, MAX_BYTES, Paper, ReadError, attached, write};
use tham_luan::document::{CheckMark, Properties};
use tham_luan::draft::{Answer, Answers, Timestamp};
use tham_luan::form::{Field, FieldKind, Slot};
use tham_luan::pagination::{Block, ENGINE, LineCache, layout};
use tham_luan::paper::{Printed, printed};
use tham_luan::submission::{Export, Integrity, Status, Submission, compose, read};
use unicode_normalization::UnicodeNormalization;

use super::{Sample, sample, samples};

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// The PDF of printed pages.
fn pdf(sample: &Sample, printed: &Printed, json: Option<&[u8]>, mark: Option<&CheckMark>) -> Vec<u8> {
    let properties = Properties::of(&sample.plan, &sample.form, &sample.draft);
    let paper = Paper {
        printed,
        properties: &properties,
        producer: "Tham Luận 0.1.0",
        made_at: &Timestamp::new("2026-01-05T08:00:00+07:00"),
        id: "5a1c-3",
        submission: json.map(|json| Attachment { name: "000-TLX.json", json }),
        mark,
    };
    write(&paper).unwrap_or_else(|error| panic!("{}: {error}", sample.form.id))
}

/// The exported file of a sample.
fn exported(sample: &Sample) -> Submission {
    let Sample { plan, form, draft, printed } = sample;
    compose(&Export {
        draft,
        plan,
        form,
        revision: 1,
        status: Status::Complete,
        pages: printed.pages(),
        engine: ENGINE,
        exported_at: &Timestamp::new("2026-01-05T08:00:00+07:00"),
        app_version: "0.1.0",
    })
}

#[test]
fn every_sample_is_written_with_its_submission_which_is_found_again() {
    for sample in &samples() {
        let submission = exported(sample);
        let json = submission.text().as_bytes();
        let file = pdf(sample, &sample.printed, Some(json), None);
        assert!(file.starts_with(b"%PDF-1.7"), "{}", sample.form.id);
        assert_eq!(attached(&file).expect("searched"), Some(json.to_vec()), "{}", sample.form.id);
        let opened = read(json, std::slice::from_ref(&sample.plan), nfc).expect("a submission");
        assert_eq!(opened.integrity, Integrity::Verified, "{}", sample.form.id);
        assert_eq!(pdf(sample, &sample.printed, Some(json), None), file, "{}: another time", sample.form.id);
        let alone = pdf(sample, &sample.printed, None, None);
        assert_eq!(attached(&alone), Ok(None), "{}", sample.form.id);
    }
}

/// Whether the printed pages can be written; gives the file.
fn changed(form: &str, change: impl FnOnce(&mut Sample)) -> Vec<u8> {
    let mut sample = sample(form);
    change(&mut sample);
    let Sample { plan, form, draft, .. } = &sample;
    let again = printed(plan, form, draft);
    pdf(&sample, &again, None, None)
}

/// Puts a text into the first long answer.
fn set_text(sample: &mut Sample, text: &str) {
    let is_body = |field: &Field| field.kind == FieldKind::LongText && field.slot == Slot::Body;
    let field = sample.form.fields().find(|(_, field)| is_body(field)).map(|(_, field)| field.id.clone());
    let field = field.expect("a long text");
    sample.draft.answers.set(field, Answer::Text(text.to_owned()));
}

#[test]
fn whatever_is_typed_can_be_written() {
    for text in [
        "漢字 và 😀 và \u{F0B7} và \u{FFFD} và \u{10FFFF}",
        "\u{FEFF}đầu\u{200B}giữa\u{2060}cuối\u{200D}",
        "a\u{301}\u{302}\u{323} \u{301} ệ\u{300}",
        "\u{FDD0}\u{FFFF}\u{1FFFE}\u{E000}\u{F0000}",
        "\u{202E}ngược\u{202C} \u{AD} \u{0} \u{85}",
        "\u{A0}\u{A0}\u{3000} \u{3000}",
        &"dài".repeat(5_000),
    ] {
        let file = changed("000-TLX", |sample| set_text(sample, text));
        assert_eq!(attached(&file), Ok(None), "{text}");
    }
}

#[test]
fn papers_of_any_size_are_written() {
    let empty = changed("000-TLX", |sample| sample.draft.answers = Answers::default());
    assert!(empty.len() < 100_000, "{}", empty.len());
    let paragraph = "Đoàn viên, thanh niên xã tích cực tham gia các phong trào thi đua yêu nước. ".repeat(12);
    let long = format!("{paragraph}\n").repeat(450);
    let mut pages = 0;
    let file = changed("000-TLX", |sample| {
        set_text(sample, &long);
        pages = printed(&sample.plan, &sample.form, &sample.draft).pages();
    });
    assert!(pages > 100, "{pages}");
    assert!(file.len() < 2_000_000, "{}", file.len());
}

/// A row that is taller than a page goes on on the next.
#[test]
fn a_table_with_an_enormous_cell_is_written() {
    let mut sample = sample("000-KT-DS");
    let part = sample.printed.parts.iter_mut().find(|part| {
        part.document.blocks.iter().any(|block| matches!(block, Block::Table(table) if table.borders))
    });
    let part = part.expect("a table");
    for block in &mut part.document.blocks {
        if let Block::Table(table) = block
            && table.borders
        {
            let row = Arc::make_mut(&mut table.rows[1]);
            row.cells[1].paras[0].runs[0].text = "từ ".repeat(4_000);
        }
    }
    part.layout = layout(&part.document, &mut LineCache::default());
    assert!(part.layout.pages > 3);
    let printed = sample.printed.clone();
    assert_eq!(attached(&pdf(&sample, &printed, None, None)), Ok(None));
}

/// The mark is drawn, and takes no page.
#[test]
fn a_check_mark_can_be_printed() {
    let sample = sample("000-TLX");
    let submission = exported(&sample);
    let mark = CheckMark::new(submission.checksum()).expect("a mark");
    let file = pdf(&sample, &sample.printed, Some(submission.text().as_bytes()), Some(&mark));
    assert!(file.len() > pdf(&sample, &sample.printed, Some(submission.text().as_bytes()), None).len());
}

#[test]
fn a_time_that_is_none_is_said() {
    let sample = sample("000-TLX");
    let paper = Paper {
        printed: &sample.printed,
        properties: &Properties::default(),
        producer: "",
        made_at: &Timestamp::new("hôm qua"),
        id: "",
        submission: None,
        mark: None,
    };
    assert_eq!(write(&paper).map_err(|error| error.to_string()), Err("not a time: hôm qua".to_owned()));
}

/// Bytes changed, cut out and put in at random: whatever comes of it, it ends soon and does not panic.
#[test]
fn a_broken_pdf_is_searched_as_far_as_it_goes() {
    let sample = sample("004-PYK");
    let submission = exported(&sample);
    let file = pdf(&sample, &sample.printed, Some(submission.text().as_bytes()), None);
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let mut found = 0;
    for round in 0..300 {
        let mut broken = file.clone();
        for _ in 0..=round % 20 {
            let at = random(broken.len());
            match random(3) {
                0 => broken[at] = u8::try_from(random(256)).expect("a byte"),
                1 => drop(broken.drain(at..(at + random(200)).min(file.len() - 4_000).max(at))),
                _ => broken.splice(at..at, *b"1 0 obj<</Length 9>>stream").for_each(drop),
            }
        }
        found += usize::from(matches!(attached(&broken), Ok(Some(_))));
    }
    assert!(found > 50, "{found}");
    for end in (0..file.len()).step_by(997) {
        let _ = attached(&file[..end]);
    }
}

/// Files that are made so that a careless reader takes very long.
#[test]
fn a_hostile_pdf_is_searched_in_time() {
    for part in [
        "1 0 obj(",
        "1 0 obj<<(",
        "1 0 obj<<>>%",
        "1 0 obj<<>>stream\n",
        "1 0 obj<<>>     ",
        "<<",
        "1 0 obj<<[<<",
        "obj",
    ] {
        let file = format!("%PDF-1.7\n{}", part.repeat(3_000_000 / part.len()));
        assert_eq!(attached(file.as_bytes()), Ok(None), "{part}");
    }
    let lengths = "1 0 obj<</Length 1>>stream\n(".repeat(100_000);
    assert_eq!(attached(format!("%PDF-1.7\n{lengths}").as_bytes()), Ok(None));
    assert_eq!(attached(&vec![b' '; MAX_BYTES + 1]), Err(ReadError::NotPdf));
}

/// What does not apply stays in the draft: no file says it, not even of itself.
#[test]
fn a_name_that_does_not_apply_is_not_in_the_properties() {
    let mut sample = sample("001-TC-A3");
    let name =
        sample.form.fields().find(|(_, field)| field.slot == Slot::UnitName).expect("a field").1.clone();
    sample.draft.answers.set(name.id.clone(), Answer::Text("Đơn vị khác".to_owned()));
    let organization =
        |sample: &Sample| Properties::of(&sample.plan, &sample.form, &sample.draft).organization;
    let level = name.relevant.expect("a condition").field;
    sample.draft.answers.set(level.clone(), Answer::Text("huyen".to_owned()));
    let issuer = sample.form.slot(Slot::Issuer).map(|field| field.id.clone());
    if let Some(issuer) = issuer {
        sample.draft.answers.set(issuer, Answer::Text(String::new()));
    }
    assert_eq!(organization(&sample), "Đơn vị khác");
    sample.draft.answers.set(level, Answer::Text("tinh".to_owned()));
    assert_eq!(organization(&sample), "");
}
