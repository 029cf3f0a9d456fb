//! What papers measure.

use expect_test::expect;
use proptest::prelude::*;
use tham_luan::draft::{Draft, LayoutChoices};
use tham_luan::form::{FieldId, Form};
use tham_luan::paper::{Measure, Press, Profile, Room, compose};
use tham_luan::plan::{Plan, built_in};

use crate::samples::{answer, empty, filled, plan, prose, sentences};

fn form_of<'a>(plan: &'a Plan, draft: &Draft) -> &'a Form {
    plan.form(&draft.form).expect("a form of the plan")
}

fn measured(draft: &Draft) -> Measure {
    let plan = plan();
    Press::default().measure(&plan, form_of(&plan, draft), draft)
}

fn lines(measure: &Measure, field: &str) -> u32 {
    measure.extent(&FieldId::new(field)).map_or(0, |extent| extent.lines)
}

/// A paper with so many paragraphs.
fn paper(form: &str, paragraphs: usize) -> Draft {
    let mut draft = filled(&plan(), form);
    answer(&mut draft, "tasks", &prose(paragraphs));
    draft
}

#[test]
fn an_empty_paper_is_one_page_with_room_for_the_rest() {
    let measure = measured(&empty(&plan(), "xa"));
    assert_eq!((measure.pages, measure.sheets.len()), (1, 1));
    assert!(measure.extents.is_empty());
    expect!["Spare { limit: 4, lines: 147 }"].assert_eq(&format!("{:?}", measure.room));
}

#[test]
fn a_form_without_a_limit_has_no_room_to_tell() {
    let mut plan = plan();
    plan.forms[0].page_limit = None;
    let draft = paper("xa", 90);
    let measure = Press::default().measure(&plan, &plan.forms[0], &draft);
    assert!(measure.pages > 4 && measure.room == Room::Unlimited && !measure.is_close());
}

#[test]
fn extents_are_the_answer_s_own_lines() {
    let measure = measured(&filled(&plan(), "xa"));
    let mut extents: Vec<String> = measure
        .extents
        .iter()
        .map(|(field, extent)| format!("{field} {} {}-{}", extent.lines, extent.first_page, extent.last_page))
        .collect();
    extents.sort_unstable();
    expect![[r#"
        closing 1 1-1
        done 1 1-1
        kind 1 1-1
        members 1 1-1
        models 3 1-1
        opening 2 1-1
        proposals 5 1-1
        tasks 4 1-1"#]]
    .assert_eq(&extents.join("\n"));
}

#[test]
fn over_names_what_begins_the_first_page_too_many() {
    let measure = measured(&paper("xa", 60));
    expect![[r#"6 Over { limit: 4, lines: 62, section: Some(SectionId("results")), field: Some(FieldId("tasks")), words: "c) Biểu dương, khen thưởng các" }"#]].assert_eq(&format!("{} {:?}", measure.pages, measure.room));
    assert_eq!(measure.sheets.len(), measure.pages as usize);
}

#[test]
fn sheets_have_a_stroke_a_line_inside_the_margins() {
    let measure = measured(&paper("xa", 20));
    for sheet in &measure.sheets {
        assert!(!sheet.strokes.is_empty() && sheet.strokes.len() <= 60);
        for stroke in &sheet.strokes {
            assert!((67..=933).contains(&stroke.top), "{stroke:?}");
            assert!(stroke.left >= 142 && stroke.left + stroke.width <= 906, "{stroke:?}");
        }
    }
}

#[test]
fn closeness_begins_at_two_lines_a_page() {
    let base = measured(&paper("xa", 20));
    let close = |limit, lines| Measure { room: Room::Spare { limit, lines }, ..base.clone() }.is_close();
    assert!(close(4, 0) && close(4, 8) && !close(4, 9));
    assert!(close(1, 2) && !close(1, 3));
}

#[test]
fn every_choice_on_offer_composes_and_measures() {
    let plan = plan();
    for form in ["xa", "doi-vien", "doan", "phieu"] {
        let mut draft = paper(form, 30);
        let form = form_of(&plan, &draft).clone();
        let profile = Profile::of(&form);
        let mut press = Press::default();
        for &size in profile.sizes {
            for spacing in profile.lawful_spacings(size) {
                for &margins in profile.margins {
                    for &indent in profile.indents {
                        draft.layout = LayoutChoices { size, spacing, margins, indent };
                        let document = compose(&plan, &form, &draft).document;
                        assert_eq!(document.page.width, 11906);
                        assert!((2..=5).contains(&press.measure(&plan, &form, &draft).pages));
                    }
                }
            }
        }
    }
}

#[test]
fn unlawful_choices_print_as_the_nearest_lawful_ones() {
    let mut draft = paper("xa", 20);
    let lawful = measured(&draft);
    draft.layout.size = 40;
    assert_eq!(measured(&draft), lawful);
}

/// Appends half lines to the closing words until they print to so many lines, and measures that.
fn grow(press: &mut Press, plan: &Plan, draft: &mut Draft, wanted: u32) -> Measure {
    let form = form_of(plan, draft).clone();
    let mut text = draft.answers.text(&FieldId::new("closing")).to_owned();
    loop {
        let measure = press.measure(plan, &form, draft);
        if lines(&measure, "closing") >= wanted {
            return measure;
        }
        text.push_str(" triển khai thực hiện nhiệm vụ");
        answer(draft, "closing", &text);
    }
}

/// The room of a paper is exact: it can grow by that at its end, and not by more.
#[track_caller]
fn check_spare(mut draft: Draft) {
    let (plan, mut press) = (plan(), Press::default());
    let before = grow(&mut press, &plan, &mut draft, 0);
    let Room::Spare { limit, lines: spare } = before.room else { return };
    let own = lines(&before, "closing");
    let full = grow(&mut press, &plan, &mut draft, own + spare);
    assert!(full.pages <= limit, "{spare} lines do not fit");
    if own + spare >= 4 {
        assert_eq!(full.room, Room::Spare { limit, lines: 0 });
    }
    let over = grow(&mut press, &plan, &mut draft, own + spare + 1);
    assert!(over.pages > limit, "more than {spare} lines fit");
}

#[test]
fn exactly_the_spare_lines_fit() {
    for paragraphs in [0, 10, 16, 18, 19, 20, 21, 22, 23] {
        for form in ["xa", "doi-vien"] {
            check_spare(paper(form, paragraphs));
        }
    }
}

#[test]
fn a_paper_without_text_before_its_signature_has_room_for_text() {
    let mut draft = paper("xa", 10);
    let Room::Spare { lines: with_text, .. } = measured(&draft).room else { panic!("it fits") };
    answer(&mut draft, "closing", "");
    draft.answers.rows_mut(&FieldId::new("proposals")).clear();
    let Room::Spare { lines: without_text, .. } = measured(&draft).room else { panic!("it fits") };
    assert!(without_text > with_text);
    check_spare(draft);
}

#[test]
fn taking_away_the_lines_over_is_enough() {
    for extra in 0..12 {
        let mut draft = paper("xa", 30);
        answer(&mut draft, "closing", &"Xin cảm ơn. ".repeat(60 + 20 * extra));
        let Room::Over { lines: over, limit, .. } = measured(&draft).room else { continue };
        let own = lines(&measured(&draft), "closing");
        assert!(over < own);
        let mut text = draft.answers.text(&FieldId::new("closing")).trim_end().to_owned();
        let mut pages = limit + 1;
        while lines(&measured(&draft), "closing") > own - over {
            assert!(pages > limit, "fewer than {over} lines are enough");
            text.truncate(text.rfind(' ').expect("words"));
            answer(&mut draft, "closing", &text);
            pages = measured(&draft).pages;
        }
        assert_eq!(pages, limit);
    }
}

#[test]
fn advice_is_lawful_and_gains_something() {
    let plan = plan();
    for paragraphs in [5, 25, 38, 45, 70] {
        let draft = paper("xa", paragraphs);
        let form = form_of(&plan, &draft);
        let mut press = Press::default();
        let now = press.measure(&plan, form, &draft);
        let advice = press.advise(&plan, form, &draft);
        assert!((1..=3).contains(&advice.len()));
        for found in &advice {
            assert!(Profile::of(form).is_lawful(&found.layout));
            assert!(found.pages <= now.pages && found.room != now.room);
            let tried = Draft { layout: found.layout, ..draft.clone() };
            let measure = press.measure(&plan, form, &tried);
            assert_eq!((measure.pages, measure.room), (found.pages, found.room.clone()));
        }
        assert_eq!(press.advise(&plan, form, &draft), advice, "asking twice changes nothing");
    }
}

#[test]
fn over_the_limit_the_mildest_change_that_is_enough_comes_first() {
    let plan = plan();
    let draft = paper("xa", 40);
    let form = form_of(&plan, &draft);
    let advice: Vec<String> = Press::default()
        .advise(&plan, form, &draft)
        .into_iter()
        .map(|found| format!("{:?} {} {:?}", found.layout, found.pages, found.room))
        .collect();
    expect![[r#"
        LayoutChoices { size: 28, spacing: Exactly(17), margins: Margins { top: 20, right: 20, bottom: 20, left: 30 }, indent: 127 } 4 Spare { limit: 4, lines: 0 }
        LayoutChoices { size: 28, spacing: Exactly(18), margins: Margins { top: 20, right: 15, bottom: 20, left: 30 }, indent: 127 } 5 Over { limit: 4, lines: 3, section: None, field: None, words: "Nơi nhận:" }
        LayoutChoices { size: 27, spacing: Exactly(18), margins: Margins { top: 20, right: 20, bottom: 20, left: 30 }, indent: 127 } 5 Over { limit: 4, lines: 3, section: None, field: None, words: "Nơi nhận:" }"#]].assert_eq(&advice.join("\n"));
}

/// Somebody pastes a book.
#[test]
fn huge_answers_are_measured() {
    let plan = plan();
    let mut draft = paper("xa", 10);
    let form = form_of(&plan, &draft).clone();
    let mut press = Press::default();
    for text in [prose(1000), "x".repeat(100_000), "Một hai ".repeat(20_000)] {
        answer(&mut draft, "extra", &text);
        let measure = press.measure(&plan, &form, &draft);
        assert!(measure.pages > 10);
        let Room::Over { words, .. } = measure.room else { panic!("over the limit") };
        assert!(!words.is_empty() && words.len() < 200, "{words}");
    }
}

/// The filled discussion papers of plan 000, which have a limit; the pages of all samples are in `tests/samples`.
#[test]
fn discussion_papers_of_plan_000() {
    let plan = built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000");
    let mut press = Press::default();
    let limited = plan.forms.iter().filter(|form| form.page_limit.is_some());
    let measures = limited.map(|form| {
        let path = format!("{}/tests/fixtures/drafts/{}.json", env!("CARGO_MANIFEST_DIR"), form.id);
        let text = std::fs::read_to_string(path).expect("a filled paper");
        let draft = Draft::from_json(&tham_luan::json::parse(&text).expect("JSON")).expect("a draft");
        let measure = press.measure(&plan, form, &draft);
        format!("{} {} {:?}", form.id, measure.pages, measure.room)
    });
    expect![[r#"
        000-TLH 4 Spare { limit: 4, lines: 25 }
        000-TLX 4 Spare { limit: 4, lines: 27 }
        000-TLD 3 Spare { limit: 4, lines: 60 }"#]]
    .assert_eq(&measures.collect::<Vec<_>>().join("\n"));
}

/// Sentences as people write them, and what they should not.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(sentences().collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => ".{0,20}",
        1 => "[\\n\\t \\r-]{1,5}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn appending_text_never_makes_a_paper_shorter(start in any_text(), more in prop::collection::vec(any_text(), 1..4)) {
        let mut draft = filled(&plan(), "xa");
        let mut text = start;
        let mut pages = 0;
        for piece in more {
            answer(&mut draft, "tasks", &text);
            let now = measured(&draft).pages;
            prop_assert!(now >= pages);
            pages = now;
            text.push('\n');
            text.push_str(&piece);
        }
    }

    #[test]
    fn no_answer_panics(texts in prop::collection::vec(any_text(), 20), rows in prop::collection::vec(any_text(), 6)) {
        let plan = plan();
        for form in &plan.forms {
            let mut draft = empty(&plan, form.id.as_str());
            for ((_, field), text) in form.fields().zip(&texts) {
                answer(&mut draft, field.id.as_str(), text);
            }
            for field in ["models", "proposals"] {
                let cells = [("name", 0), ("what", 1), ("whom", 2), ("households", 3), ("when", 4)];
                let cells: Vec<(&str, &str)> = cells.iter().map(|&(column, at)| (column, rows[at].as_str())).collect();
                *draft.answers.rows_mut(&FieldId::new(field)) = vec![crate::samples::row(1, &cells); 3];
            }
            let mut press = Press::default();
            let measure = press.measure(&plan, form, &draft);
            prop_assert_eq!(&measure, &press.measure(&plan, form, &draft), "a warm cache changes nothing");
            prop_assert_eq!(measure.pages as usize, measure.sheets.len());
            press.advise(&plan, form, &draft);
        }
    }

    #[test]
    fn room_is_exact_whatever_stands_above(text in any_text(), paragraphs in 12_usize..24) {
        let mut draft = paper("xa", paragraphs);
        answer(&mut draft, "extra", &text);
        check_spare(draft);
    }
}
