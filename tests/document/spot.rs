//! From a place on a page to the answer that is printed there, and back.

use tham_luan::document::{Answered, Spot};
use tham_luan::draft::is_relevant;
use tham_luan::form::{FieldKind, Slot};
use tham_luan::pagination::paragraph;
use tham_luan::paper::{Frame, Origin};

use super::{Sample, sample, samples};

fn answered(sample: &Sample) -> Answered<'_> {
    Answered { form: &sample.form, draft: &sample.draft, printed: &sample.printed }
}

/// Every printed line leads to a field that applies; a line of an answer to its own field, and to the letter it begins
/// with.
#[test]
fn every_line_leads_to_its_answer_and_the_answer_back_to_the_line() {
    let (mut lines, mut letters) = (0, 0);
    for sample in samples() {
        let answered = answered(&sample);
        for (index, part) in sample.printed.parts.iter().enumerate() {
            for line in part.layout.lines.iter().filter(|line| line.first_ink.is_some()) {
                let spot = answered.spot(index, line.page, line.x + 1, line.top + line.height / 2);
                let origin = part.origins[line.path.block];
                if origin == Origin::Frame(Frame::Gap) {
                    continue;
                }
                let text = paragraph(&part.document, line.path).expect("a paragraph");
                let text: String = text.runs.iter().map(|run| run.text.as_str()).collect();
                let Some(spot) = spot else {
                    // A frame of a form that asks for nothing in it, such as a title that the plan gives.
                    assert!(matches!(origin, Origin::Frame(_)), "{}: {text}", sample.form.id);
                    continue;
                };
                let section = &sample.form.sections[spot.section];
                let field = &section.fields[spot.field];
                assert!(
                    is_relevant(&sample.form, section, field, &sample.draft.answers),
                    "{}: {text}",
                    sample.form.id
                );
                lines += 1;
                let Origin::Answer { section, field: own, start, lead, .. } = origin else { continue };
                assert_eq!((spot.section, spot.field), (section, own), "{}: {text}", sample.form.id);
                assert_eq!(
                    spot.cell.is_some(),
                    matches!(field.kind, FieldKind::Table(_)),
                    "{}",
                    sample.form.id
                );
                if matches!(field.kind, FieldKind::LongText) {
                    let wanted = (start + line.start).saturating_sub(lead).max(start);
                    assert_eq!(spot.offset, Some(wanted), "{}: {text}", sample.form.id);
                    let (part, page, area) = answered.traces(&spot).line.expect("a line");
                    assert_eq!(
                        (part, page, area.top),
                        (index, line.page, line.top),
                        "{}: {text}",
                        sample.form.id
                    );
                    letters += 1;
                }
            }
        }
    }
    assert!(lines > 1_500 && letters > 500, "{lines} lines, {letters} of long texts");
}

/// What frames a paper leads to what it was made of.
#[test]
fn the_frame_leads_to_the_answers_that_it_was_made_of() {
    let sample = sample("000-TLX");
    let answered = answered(&sample);
    let part = &sample.printed.parts[0];
    let mut found = Vec::new();
    for line in &part.layout.lines {
        let Origin::Frame(frame) = part.origins[line.path.block] else { continue };
        let Some(spot) = answered.spot(0, line.page, line.x + 1, line.top + line.height / 2) else {
            continue;
        };
        let slot = sample.form.sections[spot.section].fields[spot.field].slot;
        if frame != Frame::Gap && !found.contains(&slot) {
            found.push(slot);
        }
    }
    for slot in [Slot::Issuer, Slot::Number, Slot::Place, Slot::Subject, Slot::Recipients, Slot::Signer] {
        assert!(found.contains(&slot), "{slot:?} is not among {found:?}");
    }
}

/// Every answer that is printed has its place; one that is empty its heading.
#[test]
fn every_answer_is_found_on_the_pages() {
    let mut found = 0;
    for sample in samples() {
        let answered = answered(&sample);
        for (section, asked) in sample.form.sections.iter().enumerate() {
            for (field, own) in asked.fields.iter().enumerate() {
                let traces = answered.traces(&Spot { section, field, offset: Some(0), ..Spot::default() });
                let is_printed = sample.printed.parts.iter().any(|part| {
                    part.origins.iter().any(|origin| {
                        matches!(*origin, Origin::Answer { section: of, field: at, .. } if (of, at) == (section, field))
                    })
                });
                if is_printed {
                    assert!(!traces.answer.is_empty(), "{} {}", sample.form.id, own.id);
                    found += 1;
                }
                for (part, page, area) in &traces.answer {
                    let part = &sample.printed.parts[*part];
                    assert!(*page < part.layout.pages, "{} {}", sample.form.id, own.id);
                    assert!(area.top >= 0 && area.top + area.height <= part.document.page.height);
                }
            }
        }
    }
    assert!(found > 200, "{found}");
}

/// A press in a cell leads to that row, whatever rows are left out.
#[test]
fn cells_lead_to_their_rows() {
    let sample = sample("000-TLX");
    let answered = answered(&sample);
    let part = &sample.printed.parts[0];
    let mut rows = Vec::new();
    for line in part.layout.lines.iter().filter(|line| line.path.cell.is_some()) {
        if !matches!(part.origins[line.path.block], Origin::Answer { .. }) {
            continue;
        }
        let spot = answered.spot(0, line.page, line.x + 1, line.top + 1).expect("a place");
        let (row, column) = spot.cell.expect("a cell");
        let field = &sample.form.sections[spot.section].fields[spot.field];
        let FieldKind::Table(table) = &field.kind else { panic!("a table") };
        let held = sample.draft.answers.rows(&field.id)[row].cell(&table.columns[column].id);
        let text = paragraph(&part.document, line.path).expect("a paragraph");
        let text: String = text.runs.iter().map(|run| run.text.as_str()).collect();
        let path = line.path.cell.expect("a cell");
        if path.row > 0 && path.cell > 0 {
            assert!(held.contains(&text), "{held} does not have {text}");
            rows.push(row);
        }
    }
    rows.dedup();
    assert_eq!(rows, [0, 1, 2]);
}
