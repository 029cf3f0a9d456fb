//! Every sample is valid, is exported complete, is read back, and prints to its recorded pages.

use std::collections::BTreeMap;
use std::{env, fs};

use serde_json::Value;
use tham_luan::draft::{Answer, Draft, Progress, Severity, Timestamp, is_relevant, progress, validate};
use tham_luan::form::{FieldId, FieldKind, RelevanceTest, Slot};
use tham_luan::paper::{Measure, Press, Room, printed};
use tham_luan::session::{OpenDraft, store};
use tham_luan::submission::{Integrity, Status, read};
use unicode_normalization::UnicodeNormalization;

use super::{Sample, fixture, papers, samples};

fn now() -> Timestamp {
    Timestamp::new("2026-01-05T08:00:00+07:00")
}

fn measure(sample: &Sample) -> Measure {
    Press::default().measure(&sample.plan, &sample.form, &sample.draft)
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

#[test]
fn every_sample_is_of_its_form_as_it_is() {
    for Sample { plan, form, draft } in samples() {
        let versions = (draft.plan_version, draft.form_version);
        assert_eq!((&draft.plan, &draft.form), (&plan.id, &form.id));
        assert_eq!(versions, (plan.version, form.version), "{}: the sample is of another version", form.id);
        for (id, answer) in draft.answers.iter() {
            let field = form.field(id).unwrap_or_else(|| panic!("{} has no {id}", form.id));
            let fits = match &field.kind {
                FieldKind::Table(_) => matches!(answer, Answer::Rows(_)),
                FieldKind::Tick => matches!(answer, Answer::Tick(_)),
                FieldKind::Choices { .. } => matches!(answer, Answer::Choices(_)),
                FieldKind::Computed { .. } => false,
                _ => matches!(answer, Answer::Text(_)),
            };
            assert!(fits, "{} {id}: {answer:?}", form.id);
            let (FieldKind::Table(table), Answer::Rows(rows)) = (&field.kind, answer) else { continue };
            for (index, row) in rows.iter().enumerate() {
                let ids = rows.iter().take(index).map(|row| row.id).collect::<Vec<_>>();
                assert!(!ids.contains(&row.id), "{} {id}: two rows are called {}", form.id, row.id);
                for (column, _) in row.cells.iter() {
                    assert!(table.column(column).is_some(), "{} {id} has no {column}", form.id);
                }
            }
        }
    }
}

#[test]
fn no_sample_breaks_a_rule() {
    let samples = samples();
    let papers = papers(&samples);
    for Sample { plan, form, draft } in &samples {
        let found = validate(plan, form, draft, &papers);
        let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", form.id);
        for (section, state) in progress(form, draft, &found) {
            assert!(
                !matches!(state, Progress::Untouched | Progress::Begun),
                "{} {section}: {state:?}",
                form.id
            );
        }
    }
}

/// A sample shows what a form is for: most of what can be answered is.
#[test]
fn samples_are_filled() {
    for Sample { form, draft, .. } in samples() {
        let asked = form.fields().filter(|(section, field)| {
            is_relevant(&form, section, field, &draft.answers)
                && !matches!(field.kind, FieldKind::Computed { .. } | FieldKind::Tick)
                && !matches!(field.slot, Slot::Number | Slot::NoteToOffice | Slot::CurrentUnit)
        });
        let asked: Vec<_> = asked.map(|(_, field)| draft.answers.get(&field.id).is_some()).collect();
        let answered = asked.iter().filter(|answered| **answered).count();
        assert!(answered * 4 >= asked.len() * 3, "{}: {answered} of {}", form.id, asked.len());
    }
}

/// Whoever has nothing to propose says so by a tick, and the paper is complete without a row.
#[test]
fn a_paper_with_nothing_to_propose_is_complete() {
    let samples = samples();
    let papers = papers(&samples);
    let mut forms = Vec::new();
    for Sample { plan, form, draft } in &samples {
        for id in ["kien-nghi", "de-xuat", "da-neu"].map(FieldId::new) {
            let Some(field) = form.field(&id).filter(|field| field.required) else { continue };
            let tick = field.relevant.as_ref().unwrap_or_else(|| panic!("{} {id} has no tick", form.id));
            assert_eq!(tick.test, RelevanceTest::Ticked(false), "{} {id}", form.id);
            let mut draft = draft.clone();
            draft.answers.set(id.clone(), Answer::Rows(Vec::new()));
            let errors = |draft: &Draft| {
                let found = validate(plan, form, draft, &papers);
                found.into_iter().filter(|found| found.severity == Severity::Error).count()
            };
            assert_eq!(errors(&draft), 1, "{} {id}", form.id);
            draft.answers.set(tick.field.clone(), Answer::Tick(true));
            assert_eq!(errors(&draft), 0, "{} {id}", form.id);
            forms.push(form.id.as_str());
        }
    }
    for form in ["000-TLH", "000-TLX", "000-TLD", "000-BCH", "000-BCT", "001-TK", "002-BC", "004-KL"] {
        assert!(forms.contains(&form), "{form}: {forms:?}");
    }
}

#[test]
fn every_sample_survives_storage() {
    for Sample { form, draft, .. } in samples() {
        assert_eq!(store::decode(&store::key(&draft.id), &store::encode(&draft)), Ok(draft), "{}", form.id);
    }
}

#[test]
fn every_sample_is_exported_complete_and_read_back() {
    let schema = include_str!("../../public/schema/submission-1.json");
    let schema: Value = serde_json::from_str(schema).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let samples = samples();
    let papers = papers(&samples);
    for sample in &samples {
        let Sample { plan, form, draft } = sample;
        let open = OpenDraft { plan, form, draft, others: &papers };
        let measure = measure(sample);
        assert!(open.may_complete(&measure), "{}: {:?}", form.id, measure.room);
        let file = open.export(&measure, true, &now());

        let value: Value = serde_json::from_str(file.text()).expect("JSON");
        let errors: Vec<_> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", form.id);
        assert_eq!(value["status"], "complete", "{}", form.id);
        assert_eq!(value["paper"]["pages"], measure.pages, "{}", form.id);

        let again = read(file.text().as_bytes(), std::slice::from_ref(plan), nfc).expect("a submission");
        assert_eq!((again.status, again.integrity), (Status::Complete, Integrity::Verified), "{}", form.id);
        assert_eq!(again.problems, [], "{}", form.id);
        assert!(open.says_the_same_as(&again.draft), "{}", form.id);
        let again = Draft { revision: draft.revision, ..again.draft };
        let reopened = OpenDraft { draft: &again, ..open };
        assert!(reopened.may_complete(&measure), "{}", form.id);
        assert_eq!(reopened.export(&measure, true, &now()).text(), file.text(), "{}", form.id);
    }
}

/// The paper's own pages, then those of each phụ lục.
#[test]
fn every_sample_prints_to_its_recorded_pages() {
    let mut lines = Vec::new();
    for sample in samples() {
        let measure = measure(&sample);
        let pages: Vec<u32> =
            [measure.pages].into_iter().chain(measure.annexes.iter().map(|annex| annex.pages)).collect();
        lines.push(format!("  \"{}\": {pages:?}", sample.form.id));
    }
    let text = format!("{{\n{}\n}}\n", lines.join(",\n"));
    let path = fixture("pages.json");
    if env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &text).expect("pages.json is written");
    }
    let recorded = fs::read_to_string(&path).expect("pages.json");
    let read =
        |text: &str| -> BTreeMap<String, Vec<u32>> { serde_json::from_str(text).expect("pages by form") };
    assert_eq!(
        read(&recorded),
        read(&text),
        "if the change is meant: UPDATE_PAGES=1 cargo test --no-default-features --test samples"
    );
}

/// Whoever draws a paper or writes it to a file has the pages that the meter counts, line by line.
#[test]
fn what_is_printed_is_what_is_measured() {
    let mut press = Press::default();
    for sample @ Sample { plan, form, draft } in &samples() {
        let measure = measure(sample);
        let printed = printed(plan, form, draft);
        assert_eq!(press.print(plan, form, draft), printed, "{}: printed again", form.id);
        let pages: Vec<u32> = printed.parts.iter().map(|part| part.layout.pages).collect();
        let measured = [measure.pages].into_iter().chain(measure.annexes.iter().map(|annex| annex.pages));
        assert_eq!(pages, measured.collect::<Vec<_>>(), "{}", form.id);
        assert_eq!(printed.pages(), pages.iter().sum::<u32>());
        for (index, part) in printed.parts.iter().enumerate() {
            assert_eq!(part.origins.len(), part.document.blocks.len(), "{}", form.id);
            assert_eq!(part.section.is_none(), index == 0, "{}", form.id);
        }
    }
}

/// A paper over its limit is kept and exported, but not as complete.
#[test]
fn a_paper_over_its_limit_is_exported_as_a_draft() {
    let samples = samples();
    let papers = papers(&samples);
    let limited = samples.into_iter().filter(|sample| sample.form.page_limit.is_some());
    let mut forms = 0;
    for mut sample in limited {
        let limit = sample.form.page_limit.as_ref().map_or(0, |limit| limit.pages);
        let printed = |field: &&tham_luan::form::Field| {
            matches!(field.kind, FieldKind::LongText)
                && field.slot == Slot::Body
                && !sample.draft.answers.text(&field.id).is_empty()
        };
        let field =
            sample.form.fields().map(|(_, field)| field).find(printed).expect("a printed text").id.clone();
        let line = "Một dòng chữ dài cho đủ một dòng in trên trang giấy khổ A4 của bài viết này.\n";
        let text = sample.draft.answers.text(&field).to_owned() + "\n" + &line.repeat(60 * limit as usize);
        sample.draft.answers.set(field, Answer::Text(text));
        let measure = measure(&sample);
        assert!(matches!(measure.room, Room::Over { .. }), "{}", sample.form.id);
        let open =
            OpenDraft { plan: &sample.plan, form: &sample.form, draft: &sample.draft, others: &papers };
        assert!(!open.may_complete(&measure));
        let file: Value = serde_json::from_str(open.export(&measure, true, &now()).text()).expect("JSON");
        assert_eq!((&file["status"], &file["paper"]["overLimit"]), (&"draft".into(), &true.into()));
        forms += 1;
    }
    assert!(forms > 3);
}
