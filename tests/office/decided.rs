//! What people of the office decided, and whose word holds; and till when a paper was owed.

use tham_luan::document::pdf::attachment;
use tham_luan::draft::Timestamp;
use tham_luan::office::intake::Reader;
use tham_luan::office::{Decided, Decisions, Lateness, PaperId, judge};
use tham_luan::pagination::ENGINE;
use tham_luan::paper::Press;
use tham_luan::plan::Plan;
use tham_luan::submission::{Export, Status, compose};
use tham_luan::text::Date;

use super::nfc;
use super::register::{Desk, plan, sample, with};

/// A desk with two papers that contradict each other.
fn contradicting() -> (Desk, [PaperId; 2]) {
    let mut desk = Desk::new("002");
    let draft = sample("002-KH");
    let other = with(draft.clone(), &[("dia-danh", "Cao Bằng")]);
    let papers = [draft, other].map(|draft| desk.take(&draft, 1, "2014-04-19"));
    (desk, papers)
}

#[test]
fn the_last_word_on_a_paper_is_the_one_that_is_kept() {
    let (mut desk, [one, two]) = contradicting();
    assert!(desk.register.choose(one));
    assert!(desk.register.set_aside(one, true));
    let decided = desk.register.decisions();
    assert_eq!(decided.iter().map(|decision| decision.what).collect::<Vec<_>>(), [Decided::SetAside]);
    assert_eq!(desk.counting(), [two]);

    // What is taken back of one paper leaves what was decided of another.
    assert!(desk.register.choose(two));
    assert!(desk.register.set_aside(one, false));
    assert!(desk.register.unchoose(one));
    assert_eq!(desk.counting(), [two]);
    assert_eq!(desk.register.decisions().len(), 1);
}

#[test]
fn what_was_chosen_here_is_not_overruled_by_what_a_colleague_chose() {
    let (mut desk, [one, two]) = contradicting();
    let mut of = |id: PaperId| {
        desk.register.choose(id);
        Decisions { papers: desk.register.decisions(), ..Decisions::default() }
    };
    let (here, there) = (of(one), of(two));
    let counts = |decisions: &Decisions| {
        let (mut desk, papers) = contradicting();
        for decision in &decisions.papers {
            assert!(desk.register.decide(decision));
        }
        desk.counting().iter().map(|id| papers.iter().position(|paper| paper == id)).collect::<Vec<_>>()
    };
    for (here, there, first) in [(&here, &there, 0), (&there, &here, 1)] {
        let mut handed = here.clone();
        handed.add(there.clone());
        assert_eq!(counts(&handed), [Some(first)], "a file that a colleague hands over");
        let merged = here.clone().merged(&Decisions::default(), there.clone());
        assert_eq!(counts(&merged), [Some(first)], "another tab");
    }
}

/// The office set another day, in a higher version of the plan, than the paper was begun with.
#[test]
fn a_paper_is_late_by_the_day_that_the_office_has_set() {
    let draft = sample("002-KH");
    let first = plan("002");
    let mut second = Plan { version: first.version + 1, ..first.clone() };
    for deadline in &mut second.deadlines {
        deadline.before = Date::parse_iso("2014-04-21").expect("a day");
    }
    let form = first.form(&draft.form).expect("its form");
    let pages = Press::default().pages(&first, form, &draft);
    let submission = compose(&Export {
        draft: &draft,
        plan: &first,
        form,
        revision: 1,
        status: Status::Complete,
        pages,
        engine: ENGINE,
        exported_at: &Timestamp::new("2014-04-25T08:00:00+07:00"),
        app_version: "0.1.0",
    });
    let lateness = |plans: &[Plan]| {
        let reader = Reader { plans, normalize: nfc, attached: attachment, keeps_bytes: false };
        let received = reader.papers(submission.file_name(), submission.text().as_bytes()).next();
        let opened = received.expect("a paper").outcome.expect("it is read");
        judge(plans, *opened, None).expect("a known plan").lateness
    };
    assert_eq!(lateness(std::slice::from_ref(&first)), Some(Lateness::InTime));
    assert_eq!(lateness(&[first.clone(), second.clone()]), Some(Lateness::Late { days: 5 }));
    assert_eq!(lateness(&[second, first]), Some(Lateness::Late { days: 5 }));
}
