//! Which papers count, and who is missing.

use tham_luan::document::pdf::attachment;
use tham_luan::draft::{Answer, Draft, DraftId, Timestamp};
use tham_luan::form::{FieldId, Form};
use tham_luan::json;
use tham_luan::office::intake::{Place, Reader};
use tham_luan::office::{
    Decision, Lateness, Notice, PaperId, Quota, Register, Standing, State, Told, Warning, differences, judge,
    register_csv, register_table, roster, write_register_json,
};
use tham_luan::pagination::ENGINE;
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, PlanId, built_in};
use tham_luan::submission::{Export, Status, compose};

use super::{drafts, nfc};

pub(super) fn plan(id: &str) -> Plan {
    built_in().into_iter().find(|plan| plan.id.as_str() == id).expect("a plan")
}

pub(super) fn sample(form: &str) -> Draft {
    let text = std::fs::read_to_string(drafts().join(format!("{form}.json"))).expect("a sample");
    Draft::from_json(&json::parse(&text).expect("JSON")).expect("a draft")
}

/// A desk that takes papers in.
pub(super) struct Desk {
    pub(super) plan: Plan,
    pub(super) register: Register,
    press: Press,
}

impl Desk {
    pub(super) fn new(id: &str) -> Self {
        Self { plan: plan(id), register: Register::new(PlanId::new(id)), press: Press::default() }
    }

    pub(super) fn form(&self, draft: &Draft) -> &Form {
        self.plan.form(&draft.form).expect("its form")
    }

    /// Takes a paper in as it would be exported with that revision on that day.
    pub(super) fn take(&mut self, draft: &Draft, revision: u32, day: &str) -> PaperId {
        let form = self.form(draft).clone();
        let pages = self.press.pages(&self.plan, &form, draft);
        let submission = compose(&Export {
            draft,
            plan: &self.plan,
            form: &form,
            revision,
            status: Status::Complete,
            pages,
            engine: ENGINE,
            exported_at: &Timestamp::new(format!("{day}T23:30:00+07:00")),
            app_version: "0.1.0",
        });
        let plans = std::slice::from_ref(&self.plan);
        let reader = Reader { plans, normalize: nfc, attached: attachment, keeps_bytes: false };
        let received =
            reader.papers(submission.file_name(), submission.text().as_bytes()).next().expect("a paper");
        let judged = received
            .outcome
            .map(|opened| Box::new(judge(plans, *opened, Some(&mut self.press)).expect("a known plan")));
        self.register.take(received.place, judged)
    }

    pub(super) fn standing(&self, id: PaperId) -> &Standing {
        self.register.entry(id).and_then(|entry| entry.standing.as_ref()).expect("a paper")
    }

    /// The register as other programs read it.
    fn listed(&self) -> json::Value {
        let mut list = Vec::new();
        write_register_json(&mut list, &self.register, &self.plan).expect("into memory");
        json::parse(&String::from_utf8(list).expect("UTF-8")).expect("JSON")
    }

    pub(super) fn counting(&self) -> Vec<PaperId> {
        self.register.counting().map(|(id, _)| id).collect()
    }
}

pub(super) fn with(mut draft: Draft, changes: &[(&str, &str)]) -> Draft {
    for (field, text) in changes {
        draft.answers.set(FieldId::new(*field), Answer::Text((*text).to_owned()));
    }
    draft
}

pub(super) fn renamed(mut draft: Draft, id: u32) -> Draft {
    draft.id = DraftId::new(format!("{id:08x}-0000-4000-8000-000000000000"));
    draft
}

#[test]
fn the_highest_revision_counts_however_the_papers_come() {
    let draft = sample("002-KH");
    for revisions in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
        let mut desk = Desk::new("002");
        let ids = revisions.map(|revision| desk.take(&draft, revision, "2014-04-20"));
        let highest = ids[revisions.iter().position(|revision| *revision == 3).expect("there")];
        assert_eq!(desk.counting(), [highest]);
        for id in ids.into_iter().filter(|id| *id != highest) {
            assert_eq!(desk.standing(id), &Standing::Superseded { by: highest });
        }
    }
}

#[test]
fn papers_of_another_unit_form_or_period_take_nobodys_place() {
    let draft = sample("002-KH");
    let mut desk = Desk::new("002");
    desk.take(&draft, 1, "2014-04-20");
    desk.take(&with(draft.clone(), &[("don-vi", "ha-quang")]), 5, "2014-04-20");
    desk.take(&sample("002-BC"), 3, "2014-04-20");
    assert_eq!(desk.counting().len(), 3);
}

#[test]
fn the_same_paper_again_counts_once_even_if_exported_anew() {
    let draft = sample("002-KH");
    let mut desk = Desk::new("002");
    let first = desk.take(&draft, 1, "2014-04-20");
    let again = desk.take(&draft, 1, "2014-04-20");
    let anew = desk.take(&draft, 1, "2014-04-21");
    assert_eq!(desk.counting(), [first]);
    for id in [again, anew] {
        assert_eq!(desk.standing(id), &Standing::Repeated { of: first });
    }
    // Setting the second aside sets the paper aside, not one of its copies.
    assert!(desk.register.set_aside(again, true));
    assert!(desk.counting().is_empty());
    assert!(desk.register.set_aside(first, false));
    assert_eq!(desk.counting(), [first]);
}

#[test]
fn of_two_that_contradict_each_other_neither_counts_until_one_is_chosen() {
    let draft = sample("002-KH");
    let other = with(draft.clone(), &[("dia-danh", "Cao Bằng"), ("nguoi-ky", "Nông Văn Khác")]);
    let mut desk = Desk::new("002");
    let old = desk.take(&draft, 1, "2014-04-19");
    let one = desk.take(&draft, 2, "2014-04-20");
    let two = desk.take(&other, 2, "2014-04-20");
    assert!(desk.counting().is_empty());
    assert_eq!(desk.standing(one), &Standing::Contradicts { with: two });
    assert_eq!(desk.standing(two), &Standing::Contradicts { with: one });
    assert_eq!((desk.register.rivals(one), desk.register.rivals(old)), (vec![two], vec![]));
    let listed = desk.listed();
    let row = &listed.get("rows").and_then(json::Value::as_array).expect("rows")[2];
    assert_eq!(json::compact(row.get("differs").expect("a contradiction")), r#"["dia-danh","nguoi-ky"]"#);
    let form = desk.form(&draft);
    let papers = [one, two].map(|id| &desk.register.paper(id).expect("a paper").draft);
    let fields = differences(form, papers[0], papers[1]);
    assert_eq!(fields.iter().map(FieldId::as_str).collect::<Vec<_>>(), ["dia-danh", "nguoi-ky"]);
    let lines = roster(&desk.plan, &desk.register).lines;
    let line = lines.iter().find(|line| !line.papers.is_empty()).expect("a line");
    assert_eq!((line.state, line.superseded), (State::Contradiction, 1));

    assert!(desk.register.choose(old));
    assert_eq!(desk.counting(), [old], "a clerk may choose any");
    assert!(desk.register.unchoose(old));
    assert!(desk.counting().is_empty());
    assert!(desk.register.set_aside(one, true));
    assert_eq!(desk.counting(), [two]);
    assert!(desk.register.choose(one), "what is chosen is no longer set aside");
    assert_eq!(desk.counting(), [one]);
    let newer = desk.take(&other, 3, "2014-04-22");
    assert_eq!(
        desk.standing(newer),
        &Standing::Superseded { by: one },
        "a choice stands until it is taken back"
    );
    assert_eq!(desk.register.entries().count(), 4, "nothing is deleted");
    assert!(!desk.register.choose(PaperId(99)));

    // What was decided is kept by what the papers say, and holds in another intake of the same files.
    desk.register.set_aside(two, true);
    let decisions = desk.register.decisions();
    let mut colleague = Desk::new("002");
    let again = [(&other, 3), (&draft, 2), (&other, 2), (&draft, 1)].map(|(draft, revision)| {
        colleague.take(draft, revision, if revision == 1 { "2014-04-19" } else { "2014-04-20" })
    });
    assert_eq!(colleague.counting(), [again[0]]);
    assert_eq!(decisions.iter().filter(|decision| colleague.register.decide(decision)).count(), 2);
    assert_eq!(colleague.counting(), [again[1]]);
    assert_eq!(colleague.standing(again[2]), &Standing::SetAside);
    let texts: Vec<_> = decisions.iter().map(|decision| json::compact(&decision.to_json())).collect();
    let read =
        texts.iter().map(|text| Decision::from_json(&json::parse(text).expect("JSON")).expect("a decision"));
    assert_eq!(read.collect::<Vec<_>>(), decisions);
}

#[test]
fn persons_are_many_and_counted_units_are_told_by_their_names() {
    let mut desk = Desk::new("000");
    let person = sample("000-TDG");
    desk.take(&person, 1, "2020-09-01");
    desk.take(&renamed(person.clone(), 1), 1, "2020-09-01");
    let commune = sample("000-TLX");
    let name = desk
        .plan
        .form(&commune.form)
        .and_then(|form| form.slot(tham_luan::form::Slot::UnitName))
        .expect("a name")
        .id
        .clone();
    desk.take(&with(commune.clone(), &[(name.as_str(), "UBND xã Hoà Bình")]), 1, "2020-09-01");
    desk.take(&with(commune.clone(), &[(name.as_str(), "UBND  xã Hòa Bình")]), 2, "2020-09-01");
    desk.take(&with(renamed(commune, 2), &[(name.as_str(), "UBND xã Mông Ân")]), 1, "2020-09-01");
    assert_eq!(desk.counting(), [0, 1, 3, 4].map(PaperId));
    let notices = desk.register.notices(&desk.plan);
    let is_person = |notice: &Notice| matches!(notice, Notice::SamePerson { papers, .. } if *papers == [PaperId(0), PaperId(1)]);
    assert!(notices.iter().any(is_person), "{notices:?}");
    let is_over = |notice: &Notice| matches!(notice, Notice::OverQuota { quota: 1, papers, .. } if *papers == [PaperId(3), PaperId(4)]);
    assert!(notices.iter().any(is_over), "{notices:?}");
    let is_text = |notice: &Notice| matches!(notice, Notice::SameText { at, .. } if at.iter().any(|spot| spot.paper == PaperId(4)));
    assert!(notices.iter().any(is_text), "the proposals of both communes are the same: {notices:?}");
}

#[test]
fn a_paper_is_judged_and_not_believed() {
    let mut desk = Desk::new("002");
    let draft = sample("002-KH");
    // The plan says "trước 30/4/2014".
    for (day, expected) in [
        ("2014-04-29", Lateness::InTime),
        ("2014-04-30", Lateness::Late { days: 1 }),
        ("2014-05-02", Lateness::Late { days: 3 }),
    ] {
        let id = desk.take(&draft, 1, day);
        assert_eq!(desk.register.paper(id).and_then(|judged| judged.lateness), Some(expected), "{day}");
        // One that repeats another was late all the same.
    }
    let id = desk.take(&with(draft.clone(), &[("don-vi", "ha-lang"), ("nguoi-ky", "")]), 1, "2014-04-01");
    let judged = desk.register.paper(id).expect("a paper");
    assert!(!judged.is_complete(), "its writer says so, the form does not");
    assert_eq!(judged.warnings(), [Warning::Violations { errors: 1, warnings: 0 }]);
    let mut other = Desk::new("004");
    let id = other.take(&sample("004-PYK"), 1, "2021-04-01");
    assert_eq!(other.register.paper(id).expect("a paper").lateness, None, "the plan sets no day");
    let of_other = desk.register.paper(PaperId(0)).cloned().expect("a paper");
    let id = other.register.take(Place::default(), Ok(Box::new(of_other)));
    assert_eq!(
        other.register.entry(id).and_then(|entry| entry.outcome.as_ref().err()).map(|refusal| refusal.code()),
        Some("other-plan")
    );
}

#[test]
fn the_roster_says_who_is_missing_by_district_and_name() {
    let mut desk = Desk::new("002");
    let draft = sample("002-KH");
    desk.take(&draft, 1, "2014-04-20");
    desk.take(&with(draft.clone(), &[("don-vi", "ha-quang"), ("nguoi-ky", "")]), 1, "2014-05-20");
    let roster = roster(&desk.plan, &desk.register);
    let states: Vec<_> = roster
        .lines
        .iter()
        .filter(|line| line.due.form.id.as_str() == "002-KH")
        .map(|line| line.state)
        .collect();
    assert_eq!(states, [State::Complete, State::Missing, State::Draft, State::Missing, State::Missing]);
    assert_eq!(roster.missing().count(), 8);
    assert_eq!(roster.lines.iter().map(|line| line.late).sum::<usize>(), 1);
    let sorted: Vec<_> = roster.sorted().iter().map(|line| line.unit.id.as_str()).collect();
    assert_eq!(
        sorted,
        [
            "bao-lac",
            "bao-lac",
            "bao-lam",
            "bao-lam",
            "ha-lang",
            "ha-lang",
            "ha-quang",
            "ha-quang",
            "thong-nong",
            "thong-nong"
        ]
    );
    assert_eq!(roster.search("HA quảng kế hoạch").len(), 1);
    assert_eq!(roster.search("ha").len(), 4);
    assert!(roster.search("quảng").iter().all(|line| line.unit.id.as_str() == "ha-quang"));
    let deadline =
        roster.lines.first().and_then(|line| line.due.deadline).map(|deadline| deadline.words.as_str());
    assert_eq!(deadline, Some("trước 30/4/2014"));
}

#[test]
fn districts_stand_over_their_communes_and_counted_units_may_be_many() {
    let desk = Desk::new("004");
    let empty = roster(&desk.plan, &desk.register);
    let points = empty.lines.iter().filter(|line| line.due.form.id.as_str() == "004-TP").count();
    assert_eq!(points, 212, "1 + 11 + 200");
    let districts = empty.by_district();
    let (district, lines) =
        districts.iter().find(|(unit, _)| unit.id.as_str() == "binh-gia").expect("a district");
    assert!(lines.len() > 10 && lines.iter().all(|line| line.district.id == district.id));
    let groups: Vec<_> = empty.by_group().into_iter().map(|(group, lines)| (group, lines.len())).collect();
    assert_eq!(groups, [("tiep-nhan", 13), ("diem-cau", 212), ("so-noi-vu", 1)]);

    let of_001 = Desk::new("001");
    let lines = roster(&of_001.plan, &of_001.register);
    assert_eq!(lines.lines.len(), 3, "what the plan does not ask for is listed");
    assert_eq!(lines.missing().count(), 0, "and never missing");

    let plan = plan("003");
    let mut desk = Desk::new("003");
    desk.take(&sample("003-TDG"), 1, "2023-01-01");
    let roster = roster(&plan, &desk.register);
    let quotas: Vec<_> = roster.lines.iter().map(|line| (line.unit.id.as_str(), line.quota)).collect();
    assert!(quotas.contains(&("phong", Quota::Some)) && quotas.contains(&("van-phong", Quota::Exactly(1))));
    assert_eq!(roster.others, [PaperId(0)], "a person's paper that no unit owes");
}

#[test]
fn the_register_is_listed_for_programs_and_for_spreadsheets() {
    let mut desk = Desk::new("002");
    let draft = sample("002-KH");
    desk.take(&with(draft, &[("nguoi-lap", "x"), ("nguoi-ky", "=HYPERLINK(\"x\")")]), 1, "2014-05-20");
    let place = Place { file: "@a,\"b\".txt".to_owned(), ..Place::default() };
    desk.register.take(place, Err(tham_luan::office::intake::Refusal::OtherArchive));
    let value = desk.listed();
    let rows = value.get("rows").and_then(json::Value::as_array).expect("rows");
    assert_eq!(rows[0].get("daysLate").and_then(json::Value::as_u32), Some(21));
    assert_eq!(rows[0].get("standing").and_then(json::Value::as_str), Some("counts"));
    assert_eq!(rows[1].get("reason").and_then(json::Value::as_str), Some("other-archive"));
    let table = register_csv(&desk.register, &desk.plan, str::to_owned);
    let lines: Vec<_> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("\u{feff}STT,Tệp,"));
    assert!(lines[1].contains(",\"'=HYPERLINK(\"\"x\"\")\","), "{}", lines[1]);
    assert!(lines[2].contains(",\"'@a,\"\"b\"\".txt\","), "{}", lines[2]);

    // The same as a table, of the rows that somebody looks at, in their order.
    let words = |told: Told<'_>| match told {
        Told::Reason(refusal) => refusal.code().to_owned(),
        Told::Standing(standing) => standing.code().to_owned(),
        _ => String::new(),
    };
    let table = register_table(&desk.register, &desk.plan, &[PaperId(1), PaperId(0), PaperId(7)], &words);
    let shown = |row: usize, id: &str| {
        let column = table.column(id).expect("a column");
        table.rows[row].cells[column].value.shown()
    };
    assert_eq!(table.rows.len(), 2);
    assert_eq!((shown(0, "stt"), shown(0, "luu-y")), ("2".to_owned(), "other-archive".to_owned()));
    assert_eq!((shown(1, "hieu-luc"), shown(1, "so-ngay-cham")), ("counts".to_owned(), "21".to_owned()));
    assert_eq!(shown(1, "ngay-xuat"), "20/05/2014");
}

#[test]
fn communes_and_volunteers_of_plan_000_stand_under_the_district_that_chooses_them() {
    let desk = Desk::new("000");
    let roster = roster(&desk.plan, &desk.register);
    let groups: Vec<(&str, usize)> =
        roster.by_district().iter().map(|(district, lines)| (district.name.as_str(), lines.len())).collect();
    // Of each: its report, its tham luận and its list of commendations, and the tham luận of its commune and volunteer.
    assert_eq!(groups, [("UBND huyện Bình Gia", 5), ("UBND huyện Đình Lập", 5)]);
}

#[test]
fn a_paper_that_came_in_time_and_was_corrected_late_is_both() {
    let draft = sample("002-KH");
    let corrected = with(draft.clone(), &[("trich-yeu", "đã sửa")]);
    let mut desk = Desk::new("002");
    let first = desk.take(&draft, 1, "2014-04-20");
    let second = desk.take(&corrected, 2, "2014-05-02");
    let other = desk.take(&with(draft.clone(), &[("don-vi", "ha-quang")]), 1, "2014-05-02");
    assert_eq!(desk.counting(), [second, other]);
    assert_eq!(desk.register.in_time_before(second), Some(first));
    assert_eq!(desk.register.in_time_before(first), None);
    assert_eq!(desk.register.in_time_before(other), None);
    let roster = roster(&desk.plan, &desk.register);
    let lines: Vec<(usize, usize)> = roster
        .lines
        .iter()
        .filter(|line| !line.papers.is_empty())
        .map(|line| (line.late, line.corrected))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.contains(&(0, 1)) && lines.contains(&(1, 0)), "{lines:?}");
    let listed = desk.listed();
    let rows = listed.get("rows").and_then(json::Value::as_array).expect("rows");
    assert_eq!(rows[1].get("inTimeBefore").and_then(json::Value::as_u32), Some(first.0));
    assert_eq!(rows[1].get("daysLate").and_then(json::Value::as_u32), Some(3));
    assert!(desk.register.set_aside(first, true), "what does not count was not handed in");
    assert_eq!(desk.register.in_time_before(second), None);
}

/// How papers of one unit and form stand, by definition: looking at all of them at once.
fn standings(papers: &[(u32, &str)]) -> Vec<Standing> {
    let id = |at: usize| PaperId(u32::try_from(at).expect("few"));
    let first_alike = |at: usize| (0..=at).find(|other| papers[*other] == papers[at]).expect("itself");
    let highest = papers.iter().map(|(revision, _)| *revision).max();
    let in_play: Vec<usize> =
        (0..papers.len()).filter(|at| Some(papers[*at].0) == highest && first_alike(*at) == *at).collect();
    let stands = |at: usize| match in_play.as_slice() {
        _ if first_alike(at) != at => Standing::Repeated { of: id(first_alike(at)) },
        [one] if *one == at => Standing::Counts,
        [one, two, ..] if in_play.contains(&at) => {
            Standing::Contradicts { with: id(if *one == at { *two } else { *one }) }
        }
        [one, ..] => Standing::Superseded { by: id(*one) },
        [] => unreachable!("one has the highest revision"),
    };
    (0..papers.len()).map(stands).collect()
}

#[test]
fn many_papers_of_one_unit_stand_as_they_would_looked_at_all_at_once() {
    let texts = ["một", "hai", "ba", "bốn"];
    let draft = sample("002-KH");
    for most in [1, 3, 40] {
        let mut desk = Desk::new("002");
        let mut papers: Vec<(u32, &str)> = Vec::new();
        for number in 0..160_u32 {
            // Neither in order nor evenly, and always the same.
            let mixed = number.wrapping_mul(2_654_435_761) >> 7;
            let (revision, text) = (mixed % most + 1, texts[usize::try_from(mixed / 64 % 4).expect("small")]);
            desk.take(&with(draft.clone(), &[("trich-yeu", text)]), revision, "2014-04-20");
            papers.push((revision, text));
        }
        let found: Vec<Standing> =
            desk.register.entries().filter_map(|(_, entry)| entry.standing.clone()).collect();
        assert_eq!(found, standings(&papers), "revisions up to {most}");
    }
}

#[test]
fn what_was_chosen_before_more_came_stands_as_if_chosen_after() {
    let draft = sample("002-KH");
    let papers: Vec<(u32, String)> = (0..24).map(|at| (at * 7 % 5 + 1, format!("Bản {}", at % 9))).collect();
    let decided = |early: bool| {
        let mut desk = Desk::new("002");
        for (at, (revision, text)) in papers.iter().enumerate() {
            desk.take(&with(draft.clone(), &[("trich-yeu", text)]), *revision, "2014-04-20");
            if early && at == 8 {
                assert!(desk.register.set_aside(PaperId(2), true));
                assert!(desk.register.choose(PaperId(5)));
            }
        }
        if !early {
            assert!(desk.register.set_aside(PaperId(2), true));
            assert!(desk.register.choose(PaperId(5)));
        }
        let standings = |desk: &Desk| -> Vec<_> {
            desk.register.entries().map(|(_, entry)| entry.standing.clone()).collect()
        };
        let chosen = standings(&desk);
        assert!(desk.register.unchoose(PaperId(5)));
        (chosen, standings(&desk))
    };
    assert_eq!(decided(true), decided(false));
}
