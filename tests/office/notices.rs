//! What several papers have in common: pointed out, and left to people.

use tham_luan::form::{FieldId, Slot};
use tham_luan::office::{Notice, PaperId, Standing};

use super::register::{Desk, renamed, sample, with};

#[test]
fn another_draft_of_the_unit_that_does_not_count_is_pointed_out() {
    let draft = sample("002-KH");
    let mut desk = Desk::new("002");
    desk.take(&draft, 2, "2014-04-18");
    let counts = desk.take(&draft, 3, "2014-04-19");
    assert_eq!(desk.register.notices(&desk.plan), []);
    let other = with(renamed(draft, 2), &[("dia-danh", "Cao Bằng")]);
    let last = desk.take(&other, 2, "2014-04-21");
    desk.take(&other, 1, "2014-04-20");
    assert_eq!(desk.counting(), [counts]);
    let pointed_out = Notice::OtherDraft { papers: vec![counts, last] };
    assert_eq!(desk.register.notices(&desk.plan), [pointed_out]);
}

#[test]
fn what_every_unit_has_is_not_pointed_out() {
    for (plan, form, id, units) in [
        ("001", "001-TK", "ten-don-vi", ["UBND huyện Chi Lăng", "UBND huyện Tràng Định"]),
        ("002", "002-BC", "don-vi", ["ha-quang", "ha-lang"]),
    ] {
        let mut desk = Desk::new(plan);
        for (number, unit) in (1..).zip(units) {
            desk.take(&with(renamed(sample(form), number), &[(id, unit)]), 1, "2020-09-01");
        }
        assert_eq!(desk.counting().len(), 2, "{form}");
        let same_rows = desk.register.notices(&desk.plan);
        let mut fields: Vec<_> = same_rows
            .iter()
            .filter_map(|notice| match notice {
                Notice::SameRow { at, .. } => at.first().map(|spot| spot.field.as_str()),
                _ => None,
            })
            .collect();
        fields.dedup();
        // Indicators, kinds of awards and days of meetings are not persons.
        let expected: &[&str] = if form == "002-BC" { &["guong"] } else { &[] };
        assert_eq!(fields, expected, "{form}");
    }
}

#[test]
fn units_whose_names_differ_in_tones_are_two_and_pointed_out() {
    let mut desk = Desk::new("001");
    let draft = sample("001-TK");
    let name = desk.form(&draft).slot(Slot::UnitName).expect("a name").id.clone();
    let of = |unit: &str, id| with(renamed(draft.clone(), id), &[(name.as_str(), unit)]);
    let first = desk.take(&of("UBND xã Tân Thanh", 1), 1, "2020-09-01");
    let other = desk.take(&of("UBND xã Tân Thành", 2), 2, "2020-09-01");
    assert_eq!(desk.counting(), [first, other]);
    let pointed_out = |papers: &[PaperId]| Notice::AlikeNames { papers: papers.to_vec() };
    let notices = desk.register.notices(&desk.plan);
    assert!(notices.contains(&pointed_out(&[first, other])), "{notices:?}");
    // What is corrected without changing how the name reads goes on in its place.
    let again = desk.take(&of("UBND  xã TÂN THÀNH", 2), 3, "2020-09-02");
    assert_eq!(desk.counting(), [first, again]);
    assert_eq!(desk.standing(other), &Standing::Superseded { by: again });
    // One draft whose name was corrected is pointed out as such too.
    let corrected = desk.take(&of("UBND xã Tân Thạnh", 1), 2, "2020-09-03");
    let notices = desk.register.notices(&desk.plan);
    assert!(notices.contains(&pointed_out(&[first, again, corrected])), "{notices:?}");
    let is_draft = |notice: &Notice| matches!(notice, Notice::SameDraft { papers, .. } if papers.contains(&first) && papers.contains(&corrected));
    assert!(notices.iter().any(is_draft), "{notices:?}");
}

#[test]
fn one_draft_under_several_names_and_one_person_in_several_lists_are_pointed_out() {
    let mut desk = Desk::new("000");
    let report = sample("000-BCH");
    let unit = desk.form(&report).slot(Slot::Unit).expect("a unit").id.clone();
    let units: Vec<_> = desk.plan.units(desk.form(&report)).map(|unit| unit.id.to_string()).collect();
    for id in &units {
        desk.take(&with(report.clone(), &[(unit.as_str(), id)]), 1, "2020-09-01");
    }
    let notices = desk.register.notices(&desk.plan);
    assert!(
        notices.iter().any(|notice| matches!(notice, Notice::SameDraft { papers, .. } if papers.len() == 2))
    );
    let people =
        notices.iter().filter(|notice| matches!(notice, Notice::SameRow { at, .. } if at.len() == 2)).count();
    assert_eq!(people, report.answers.rows(&FieldId::new("doi-vien")).len());
    assert_eq!(desk.counting().len(), 2, "nothing is merged");
}
