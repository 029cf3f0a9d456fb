//! What goes from one thread to another comes out as it went in.

use proptest::prelude::*;
use tham_luan::document::pdf::attachment;
use tham_luan::draft::{Rule, Severity, Violation};
use tham_luan::form::{ColumnId, FieldId, SectionId};
use tham_luan::json;
use tham_luan::office::compile::{Compiled, Decisions as OpinionDecisions, OpinionId, compile};
use tham_luan::office::intake::{ArchiveFault, Place, Reader, Refusal};
use tham_luan::office::wire::{of_bytes, to_bytes};
use tham_luan::office::{Decided, Decision, Decisions, Judged, judge};
use tham_luan::paper::Press;
use tham_luan::plan::built_in;
use tham_luan::submission::{Found, Refusal as Of};

use crate::made::Made;
use crate::{made, nfc, register};

/// Every paper and every refusal of a few hundred files with every fault.
fn outcomes() -> Vec<(Place, Result<Box<Judged>, Refusal>)> {
    let plans = built_in();
    let reader = Reader { plans: &plans, normalize: nfc, attached: attachment, keeps_bytes: false };
    let mut press = Press::default();
    let mut outcomes = Vec::new();
    let mut files = made(300, None);
    // One that answers nothing, and something that is not asked.
    let sound = files.first().expect("a file");
    let mut value = json::parse(std::str::from_utf8(&sound.bytes).expect("UTF-8")).expect("JSON");
    *value.get_mut("answers").expect("answers") = json::object(vec![("khong-hoi", "Có".into())]);
    files.push(Made { bytes: json::compact(&value).into_bytes(), ..sound.clone() });
    for file in files {
        for received in reader.papers(&file.name, &file.bytes) {
            let judged = received.outcome.map(|opened| {
                Box::new(judge(&plans, *opened, Some(&mut press)).expect("a plan that was read with"))
            });
            outcomes.push((received.place, judged));
        }
    }
    outcomes
}

#[test]
fn papers_and_refusals_come_out_as_they_went_in() {
    let outcomes = outcomes();
    assert!(
        outcomes
            .iter()
            .any(|(_, outcome)| outcome.as_ref().is_ok_and(|judged| !judged.violations.is_empty()))
    );
    assert!(
        outcomes.iter().any(|(_, outcome)| outcome.as_ref().is_ok_and(|judged| !judged.problems.is_empty()))
    );
    assert!(outcomes.iter().any(|(_, outcome)| outcome.is_err()));
    assert_eq!(of_bytes(&to_bytes(&outcomes)), Some(outcomes));
}

#[test]
fn every_rule_comes_out_as_it_went_in() {
    let rules = [
        Rule::OutOfRange { min: Some(-0.1), max: None },
        Rule::NotTheSum { sum: 1e300, of: vec!["Nam".to_owned(), "Nữ".to_owned()] },
        Rule::WrongInterval { after: "Ngày ký".to_owned(), days: -3, min: None, max: Some(i32::MAX) },
        Rule::TooManyWords { words: 501, max: 500 },
        Rule::TooManyRows { found: 4, rows: 3 },
        Rule::DroppedRows { rows: 2 },
        Rule::NoRowOf { label: String::new() },
        Rule::Unprintable { letters: vec!['\u{10ffff}', 'đ'] },
        Rule::NoReport,
        Rule::NotAChoiceHere,
    ];
    for rule in rules {
        let violation = Violation {
            severity: Severity::Warning,
            rule,
            message: Some("Ghi rõ".to_owned()),
            section: SectionId::new("ket-qua"),
            field: FieldId::new("bang"),
            cell: Some((7, ColumnId::new("so"))),
        };
        assert_eq!(of_bytes(&to_bytes(&violation)), Some(violation));
    }
}

#[test]
fn every_reason_keeps_its_numbers_and_words() {
    let reasons = [
        Refusal::PdfTooLarge { bytes: 70_000_000 },
        ArchiveFault::TooLarge { bytes: 900_000_000 }.into(),
        ArchiveFault::Method { method: 99 }.into(),
        Of::NewerVersion { version: 7 }.into(),
        Of::Parts(vec!["plan.id", "answers"]).into(),
        Of::OtherFormat(Found::Json(Some("khác".to_owned()))).into(),
        Of::OtherFormat(Found::Rtf).into(),
        Of::NotUtf8 { at: 12 }.into(),
        Refusal::OtherPlan { plan: "002".to_owned() },
    ];
    for reason in reasons {
        assert_eq!(of_bytes(&to_bytes(&reason)), Some(reason));
    }
}

#[test]
fn compiled_tables_come_out_as_they_went_in() {
    for plan in built_in() {
        let files = made(200, Some(plan.id.as_str()));
        let files = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
        let register = register(plan.id.as_str(), files);
        let tables: Vec<Compiled> = compile(&plan, &register.sources());
        assert!(tables.iter().any(|table| !table.rows.is_empty()), "{}", plan.id);
        assert_eq!(of_bytes(&to_bytes(&tables)), Some(tables));
    }
}

#[test]
fn decisions_come_out_as_they_went_in() {
    let mut opinions = OpinionDecisions::default();
    opinions.group.insert(OpinionId::new("p.1"), "hoc-tap".to_owned());
    opinions.merged_into.insert(OpinionId::new("p.2"), OpinionId::new("p.1"));
    let papers = vec![Decision { checksum: "a".to_owned(), what: Decided::SetAside }];
    let own = Decisions { papers, opinions, office: "Sở Nội vụ".to_owned() };
    assert_eq!(of_bytes(&to_bytes(&own)), Some(own));
}

#[test]
fn what_is_cut_off_or_goes_on_gives_nothing() {
    let (_, outcome) = outcomes().into_iter().find(|(_, outcome)| outcome.is_ok()).expect("a paper");
    let judged = outcome.expect("a paper");
    let bytes = to_bytes(&judged);
    for end in 0..bytes.len() {
        assert_eq!(of_bytes::<Box<Judged>>(&bytes[..end]), None, "cut at {end}");
    }
    assert_eq!(of_bytes::<Box<Judged>>(&[bytes.as_slice(), &[0]].concat()), None);
}

proptest! {
    /// Nothing panics, and nothing takes memory that is not there.
    #[test]
    fn bytes_of_anything_else_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = of_bytes::<Box<Judged>>(&bytes);
        let _ = of_bytes::<Vec<Compiled>>(&bytes);
    }
}
