//! Papers of one unit and form for several periods: which take each other's place, and which fulfil what is owed.

use tham_luan::draft::Draft;
use tham_luan::form::{FieldKind, Slot};
use tham_luan::json::{Value, compact};
use tham_luan::office::compile::compile;
use tham_luan::office::{Lateness, Line, Notice, PaperId, Standing, State, roster, roster_csv, roster_json};

use super::register::{Desk, renamed, sample, with};

const YEAR: &str = "nam-2014";
const BETWEEN: &str = "thuong-xuyen";

/// A report of Bảo Lạc for a period, as a draft of its own.
fn report(number: u32, period: &str) -> Draft {
    let draft = with(renamed(sample("002-BC"), number), &[("don-vi", "bao-lac"), ("ky-bao-cao", period)]);
    with(draft, &[("tinh-hinh", &format!("Lần {number}"))])
}

/// The line of Bảo Lạc for its reports.
#[track_caller]
fn check(desk: &Desk, state: State, papers: &[u32], of_other_periods: usize) {
    let roster = roster(&desk.plan, &desk.register);
    let is_own =
        |line: &&Line<'_>| (line.unit.id.as_str(), line.due.form.id.as_str()) == ("bao-lac", "002-BC");
    let line = roster.lines.iter().find(is_own).expect("a line");
    let papers: Vec<_> = papers.iter().map(|id| PaperId(*id)).collect();
    assert_eq!((line.state, &line.papers, line.of_other_periods), (state, &papers, of_other_periods));
    assert_eq!((line.late, line.superseded), (0, 0));
    assert_eq!(roster.missing().any(|line| is_own(&line)), state == State::Missing);
}

#[test]
fn another_period_that_is_named_in_words_is_a_period_of_its_own() {
    for form in ["001-TC-A1A2", "001-TC-A3", "001-TC-B"] {
        let of = |number, period, named| {
            with(renamed(sample(form), number), &[("ky-bao-cao", period), ("ky-khac", named)])
        };
        let mut desk = Desk::new("001");
        let one = desk.take(&of(1, "khac", "năm 2023"), 2, "2024-01-10");
        let two = desk.take(&of(2, "khac", "năm 2024"), 1, "2025-01-10");
        let three = desk.take(&of(3, "khac", "năm 2025"), 1, "2026-01-10");
        assert_eq!(desk.counting(), [one, two, three], "{form}");
        // However it is spelled, and in whichever draft.
        let later = desk.take(&of(4, "khac", " Năm  2024 "), 2, "2025-02-10");
        assert_eq!(desk.standing(two), &Standing::Superseded { by: later }, "{form}");
        // What was typed before another period was chosen does not apply.
        let of_plan = desk.take(&of(5, "so-ket", "năm 2023"), 1, "2025-06-10");
        let corrected = desk.take(&of(5, "so-ket", ""), 2, "2025-06-10");
        assert_eq!(desk.standing(of_plan), &Standing::Superseded { by: corrected }, "{form}");
        // Which period it is nobody can tell: none takes another's place, but its own.
        let unnamed = desk.take(&of(6, "khac", ""), 1, "2025-06-10");
        let other = desk.take(&of(7, "khac", ""), 2, "2025-06-10");
        assert_eq!(desk.counting(), [one, three, later, corrected, unnamed, other], "{form}");
        let again = desk.take(&of(6, "khac", ""), 2, "2025-06-11");
        assert_eq!(desk.standing(unnamed), &Standing::Superseded { by: again }, "{form}");
    }
}

#[test]
fn a_person_who_sends_a_draft_before_saying_for_which_period_has_one_paper() {
    for (plan, form, period) in [("001", "001-TC-C", "so-ket"), ("001", "001-TC-D", "tong-ket")] {
        let of =
            |period, named| with(renamed(sample(form), 1), &[("ky-bao-cao", period), ("ky-khac", named)]);
        let mut desk = Desk::new(plan);
        let early = desk.take(&of("", ""), 1, "2024-11-10");
        assert_eq!(desk.counting(), [early], "{form}: it counts while nothing else came");
        let said = desk.take(&of(period, ""), 2, "2024-11-11");
        assert_eq!(desk.counting(), [said], "{form}");
        assert_eq!(desk.standing(early), &Standing::Superseded { by: said }, "{form}");
        // Of another year, first without saying of which.
        let unnamed = desk.take(&of("khac", ""), 3, "2025-11-11");
        assert_eq!(desk.counting(), [said, unnamed], "{form}");
        let named = desk.take(&of("khac", "năm 2025"), 4, "2025-11-12");
        assert_eq!(desk.counting(), [said, named], "{form}");
        // What a clerk decides holds.
        assert!(desk.register.choose(unnamed));
        assert_eq!(desk.counting(), [said, unnamed, named], "{form}");
        assert!(desk.register.unchoose(unnamed) && desk.register.set_aside(named, true));
        assert_eq!(desk.counting(), [said, unnamed], "{form}: the one that took its place does not count");

        // What is exported later without saying may be for yet another year.
        let mut desk = Desk::new(plan);
        let named = desk.take(&of("khac", "năm 2024"), 1, "2024-11-12");
        let unnamed = desk.take(&of("khac", ""), 2, "2025-11-11");
        let unsaid = desk.take(&of("", ""), 3, "2026-11-11");
        assert_eq!(desk.counting(), [named, unnamed, unsaid], "{form}");
        let later = desk.take(&of("khac", ""), 4, "2026-11-12");
        assert_eq!(desk.counting(), [named, later], "{form}");
        assert_eq!(desk.standing(unsaid), &Standing::Superseded { by: later }, "{form}");
        let another = desk.take(&of("khac", "năm 2026"), 5, "2026-11-13");
        assert_eq!(desk.counting(), [named, another], "{form}");

        // In another order.
        let mut desk = Desk::new(plan);
        let said = desk.take(&of(period, ""), 2, "2024-11-11");
        let early = desk.take(&of("", ""), 1, "2024-11-10");
        assert_eq!(
            (desk.counting(), desk.standing(early)),
            (vec![said], &Standing::Superseded { by: said }),
            "{form}"
        );
        // Another person's draft takes nobody's place.
        let other = desk.take(&with(renamed(sample(form), 2), &[("ky-bao-cao", "")]), 1, "2024-11-12");
        assert_eq!(desk.counting(), [said, other], "{form}");
    }
}

#[test]
fn a_person_who_goes_on_with_a_draft_for_the_next_period_has_a_paper_for_each() {
    for (plan, form) in [("001", "001-TC-C"), ("001", "001-TC-D"), ("003", "003-TDG")] {
        let of = |period, said| with(renamed(sample(form), 1), &[("ky-bao-cao", period), ("ghi-chu", said)]);
        let mut desk = Desk::new(plan);
        let FieldKind::Choice { choices } = desk
            .plan
            .form(&sample(form).form)
            .and_then(|form| form.slot(Slot::Period))
            .expect("a period")
            .kind
            .clone()
        else {
            panic!("{form} chooses its period");
        };
        let [first, next, ..] = choices.as_slice() else { panic!("{form} has several periods") };
        let one = desk.take(&of(&first.value, ""), 1, "2021-11-10");
        let two = desk.take(&of(&next.value, ""), 2, "2025-11-10");
        assert_eq!(desk.counting(), [one, two], "{form}");
        let corrected = desk.take(&of(&next.value, "đã sửa"), 3, "2025-11-12");
        assert_eq!(desk.counting(), [one, corrected], "{form}");
    }
}

#[test]
fn reports_that_come_whenever_there_is_something_replace_only_their_own_earlier_revisions() {
    let mut desk = Desk::new("002");
    let spring = desk.take(&report(1, BETWEEN), 2, "2014-05-20");
    let summer = desk.take(&report(2, BETWEEN), 1, "2014-08-20");
    let autumn = desk.take(&report(3, BETWEEN), 1, "2014-10-20");
    assert_eq!(desk.counting(), [spring, summer, autumn]);
    let corrected = desk.take(&with(report(2, BETWEEN), &[("tinh-hinh", "đã sửa")]), 2, "2014-08-22");
    assert_eq!(desk.standing(summer), &Standing::Superseded { by: corrected });
    // Of the year there is one, whichever draft it is typed in.
    let year = desk.take(&report(4, YEAR), 1, "2014-11-20");
    let anew = desk.take(&report(5, YEAR), 2, "2014-11-21");
    assert_eq!(desk.standing(year), &Standing::Superseded { by: anew });
    assert_eq!(desk.counting(), [spring, autumn, corrected, anew]);
    // No day is set for those in between.
    let after = desk.take(&report(6, BETWEEN), 1, "2014-12-20");
    let lateness = |id| desk.register.paper(id).and_then(|paper| paper.lateness);
    assert_eq!((lateness(after), lateness(anew)), (None, Some(Lateness::InTime)));
}

#[test]
fn only_the_period_that_the_deadline_is_about_fulfils_what_is_owed() {
    let mut desk = Desk::new("002");
    check(&desk, State::Missing, &[], 0);
    desk.take(&report(1, BETWEEN), 1, "2014-05-20");
    desk.take(&report(2, BETWEEN), 1, "2014-12-20");
    check(&desk, State::Missing, &[0, 1], 2);
    let note = |desk: &Desk| {
        let tables = compile(&desk.plan, &desk.register.sources());
        let table = tables.into_iter().find(|table| table.id == "ke-hoach-ket-qua").expect("a table");
        table.note.expect("a note")
    };
    assert!(note(&desk).contains("Chưa có Báo cáo: Huyện đoàn Bảo Lạc;"), "{}", note(&desk));

    let twice = "Huyện đoàn Bảo Lạc chưa có báo cáo năm 2014: đã cộng 02 báo cáo thường xuyên";
    assert!(note(&desk).contains(twice), "{}", note(&desk));

    // One that names no period may be of any.
    desk.take(&report(3, ""), 1, "2014-11-20");
    check(&desk, State::Missing, &[0, 1, 2], 3);
    desk.take(&report(4, YEAR), 1, "2014-11-20");
    check(&desk, State::Complete, &[3, 0, 1, 2], 3);
    assert!(note(&desk).contains("Chưa có Báo cáo: Huyện đoàn Bảo Lâm;"), "{}", note(&desk));
    assert!(note(&desk).ends_with("Không cộng 03 báo cáo thường xuyên của đơn vị đã có báo cáo năm 2014."));
    // What is told of it afterwards does not hang on the answers.
    desk.register.forget_answers();
    check(&desk, State::Complete, &[3, 0, 1, 2], 3);
}

#[test]
fn reports_in_between_that_contradict_each_other_are_no_matter_of_what_is_owed() {
    let mut desk = Desk::new("002");
    desk.take(&report(1, BETWEEN), 1, "2014-05-20");
    desk.take(&with(report(1, BETWEEN), &[("tinh-hinh", "khác")]), 1, "2014-05-20");
    assert!(desk.counting().is_empty());
    check(&desk, State::Missing, &[0, 1], 2);
    desk.take(&report(2, YEAR), 1, "2014-11-20");
    check(&desk, State::Complete, &[2, 0, 1], 2);
    desk.take(&report(3, YEAR), 1, "2014-11-20");
    check(&desk, State::Contradiction, &[2, 3, 0, 1], 2);
}

#[test]
fn the_lists_say_which_period_is_owed_and_what_came_for_others() {
    let mut desk = Desk::new("002");
    desk.take(&report(1, BETWEEN), 1, "2014-05-20");
    let of_002 = roster(&desk.plan, &desk.register);
    let list = roster_json(&of_002);
    let rows = list.get("rows").and_then(Value::as_array).expect("rows");
    for row in rows {
        let form = row.get("form").and_then(Value::as_str).expect("a form");
        let periods = (form == "002-BC").then(|| r#"["Năm 2014 (gửi trước 30/11/2014)"]"#.to_owned());
        assert_eq!(row.get("periods").map(compact), periods, "{form}");
    }
    let other = |row: &Value| row.get("ofOtherPeriods").and_then(Value::as_u32);
    assert_eq!(rows.iter().filter_map(other).sum::<u32>(), 1);
    let table = roster_csv(&of_002, str::to_owned);
    let line = table.split("\r\n").find(|line| line.contains("bao-lac") || line.contains(",missing,1,1,1,"));
    assert!(line.is_some_and(|line| line.contains("Huyện đoàn Bảo Lạc")), "{table}");

    // Where all periods of a form are the deadline's, or it has no deadline, nothing is left out.
    for id in ["000", "001", "003", "004"] {
        let desk = Desk::new(id);
        let list = roster_json(&roster(&desk.plan, &desk.register));
        let rows = list.get("rows").and_then(Value::as_array).expect("rows");
        assert!(rows.iter().all(|row| row.get("periods").is_none()), "{id}");
    }
}

/// Plan 003 as if it counted two divisions, with a second period of their reports. The deadline is about both, or about
/// the first alone.
fn of_two_divisions(is_second_due: bool) -> Desk {
    let mut desk = Desk::new("003");
    let division = desk.plan.roster.iter_mut().find(|unit| unit.id.as_str() == "phong").expect("a division");
    division.name = "02 phòng thuộc Ban".to_owned();
    let form = desk.plan.forms.iter_mut().find(|form| form.id.as_str() == "003-SK").expect("a report");
    let mut fields = form.sections.iter_mut().flat_map(|section| &mut section.fields);
    let period = fields.find(|field| field.slot == Slot::Period).expect("its period");
    let FieldKind::Choice { choices } = &mut period.kind else { panic!("{:?}", period.kind) };
    let mut second = choices[0].clone();
    second.value = "ky-hai".to_owned();
    second.source = second.source.filter(|_| is_second_due);
    choices.push(second);
    desk
}

#[test]
fn more_units_than_the_plan_counts_are_so_many_in_one_period() {
    const DUE: &str = "so-ket-2023";
    const SECOND: &str = "ky-hai";
    let mut number = 0;
    let mut take = |desk: &mut Desk, name: &str, period: &str| {
        number += 1;
        let draft = renamed(sample("003-SK"), number);
        desk.take(&with(draft, &[("ten-don-vi", name), ("ky-bao-cao", period)]), 1, "2023-11-20")
    };
    let over_quota = |desk: &Desk| {
        let mut over = Vec::new();
        for notice in desk.register.notices(&desk.plan) {
            if let Notice::OverQuota { quota, papers, .. } = notice {
                assert_eq!(quota, 2);
                over.push(papers);
            }
        }
        over
    };
    let mut desk = of_two_divisions(true);
    for period in [DUE, SECOND] {
        take(&mut desk, "Phòng Chính sách", period);
        take(&mut desk, "Phòng Tuyên truyền", period);
    }
    assert_eq!(desk.counting().len(), 4);
    assert_eq!(over_quota(&desk), Vec::<Vec<PaperId>>::new(), "two divisions, each for two periods");
    let third = take(&mut desk, "Phòng Kế hoạch", SECOND);
    assert_eq!(over_quota(&desk), [[PaperId(2), PaperId(3), third]]);

    // Of a period that the deadline is not about there may be any number of papers.
    let mut desk = of_two_divisions(false);
    let mut due = vec![take(&mut desk, "Phòng Chính sách", DUE), take(&mut desk, "Phòng Tuyên truyền", DUE)];
    for name in ["Phòng Chính sách", "Phòng Chính sách", "Phòng Tuyên truyền", "Phòng Kế hoạch"]
    {
        take(&mut desk, name, SECOND);
    }
    // Of which period these are nobody can tell.
    for name in ["Phòng Chính sách", "Phòng Tuyên truyền", "Phòng Kế hoạch"] {
        take(&mut desk, name, "");
    }
    assert_eq!(desk.counting().len(), 9);
    assert_eq!(over_quota(&desk), Vec::<Vec<PaperId>>::new());
    due.push(take(&mut desk, "Phòng Kế hoạch", DUE));
    assert_eq!(over_quota(&desk), [due]);
}
