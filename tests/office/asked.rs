//! What was asked is kept with the author's draft, at the places that it speaks of, and is no answer.

use tham_luan::draft::{Draft, Row, Timestamp};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::json;
use tham_luan::office::asked::{asked, ticked, with_remarks, without_done};
use tham_luan::office::remark::{Origin, Remark, Remarks};
use tham_luan::plan::built_in;
use tham_luan::session::{Command, Edit, OpenDraft, Session};
use tham_luan::text::Date;

use super::drafts;

fn sample() -> Draft {
    let text = std::fs::read_to_string(drafts().join("000-TLX.json")).expect("a sample");
    Draft::from_json(&json::parse(&text).expect("JSON")).expect("a draft")
}

fn remarks(draft: &Draft, made_at: &str) -> Remarks {
    let remark = |field: Option<&str>, row: Option<u32>, column: Option<&str>, text: &str| Remark {
        field: field.map(FieldId::new),
        row,
        column: column.map(ColumnId::new),
        origin: if field.is_some() { Origin::Rule } else { Origin::Office },
        text: text.to_owned(),
    };
    Remarks {
        paper: draft.id.clone(),
        revision: 1,
        plan: draft.plan.clone(),
        form: draft.form.clone(),
        unit: "UBND xã Hồng Phong".to_owned(),
        office: "Sở Nội vụ".to_owned(),
        made_at: Timestamp::new(made_at),
        answer_by: Date::new(2020, 9, 20),
        remarks: vec![
            remark(Some("nguoi-ky"), None, None, "Thiếu người ký."),
            remark(Some("kien-nghi"), Some(1), Some("gui-cap"), "Gửi cấp nào?"),
            remark(None, None, None, "Đề nghị gửi lại trước 20/9."),
        ],
    }
}

const FIRST: &str = "2020-09-12T08:00:00+07:00";

#[test]
fn a_new_row_does_not_come_by_the_remark_on_one_that_was_removed() {
    let (mut session, now) = (Session::new(built_in(), Vec::new()), Timestamp::new(FIRST));
    let mut draft = sample();
    let (id, field) = (draft.id.clone(), FieldId::new("kien-nghi"));
    // The remark is on the last row.
    draft.answers.rows_mut(&field).truncate(2);
    let asks = with_remarks(&draft, &remarks(&draft, FIRST));
    let last = draft.answers.rows(&field).last().expect("a row").id;
    assert_eq!(
        asked(&Draft { asked: asks.clone(), ..draft.clone() })[0].points[1].cell.clone().unwrap().0,
        last
    );
    session.apply(Command::Receive { draft: draft.into() }, &now);
    session.apply(Command::Ask { draft: id.clone(), asked: asks }, &now);
    let mut edit = |edit| drop(session.apply(Command::Edit { draft: id.clone(), edit }, &now));
    edit(Edit::RemoveRow { field: field.clone(), row: last });
    edit(Edit::AddRow { field: field.clone() });
    edit(Edit::Paste { field: field.clone(), at: None, block: vec![vec!["Kiến nghị khác".to_owned()]] });
    let rows = session.draft(&id).expect("the draft").answers.rows(&field).to_vec();
    assert!(rows.iter().all(|row| row.id != last), "{rows:?}");
}

#[test]
fn a_remark_stays_with_its_row() {
    let mut draft = sample();
    let field = FieldId::new("kien-nghi");
    // A row that was never exported does not count.
    draft.answers.rows_mut(&field).insert(0, Row { id: 77, ..Row::default() });
    let second = draft.answers.rows(&field)[2].id;
    draft.asked = with_remarks(&draft, &remarks(&draft, FIRST));
    let points = asked(&draft).remove(0).points;
    assert_eq!(points[1].cell, Some((second, ColumnId::new("gui-cap"))));
    draft.answers.rows_mut(&field).remove(1);
    assert_eq!(asked(&draft)[0].points[1].cell, Some((second, ColumnId::new("gui-cap"))));
    assert_eq!((points[0].field.clone(), points[0].cell.clone()), (Some(FieldId::new("nguoi-ky")), None));
    assert_eq!((points[2].field.clone(), points[2].origin), (None, Origin::Office));
}

#[test]
fn what_is_done_stays_done_when_the_file_is_opened_again() {
    let mut draft = sample();
    draft.asked = with_remarks(&draft, &remarks(&draft, FIRST));
    draft.asked = ticked(&draft, (0, 1), true);
    draft.asked = with_remarks(&draft, &remarks(&draft, FIRST));
    let done = |draft: &Draft| asked(draft)[0].points.iter().map(|point| point.done).collect::<Vec<_>>();
    assert_eq!((asked(&draft).len(), done(&draft)), (1, vec![false, true, false]));
    // Later remarks stand before the earlier ones, which stay.
    draft.asked = with_remarks(&draft, &remarks(&draft, "2020-09-15T08:00:00+07:00"));
    assert_eq!(asked(&draft).len(), 2);
    assert!(asked(&draft)[1].points[1].done);
    // Only what is done altogether is put away.
    for place in 0..3 {
        draft.asked = ticked(&draft, (1, place), true);
    }
    draft.asked = without_done(&draft);
    assert_eq!(asked(&draft).len(), 1);
    for place in 0..3 {
        draft.asked = ticked(&draft, (0, place), true);
    }
    assert_eq!(without_done(&draft), json::Value::Null);
    // A place that is not there ticks nothing.
    assert_eq!(ticked(&draft, (9, 9), true), draft.asked);
}

#[test]
fn it_is_stored_with_the_draft_and_leaves_with_no_file() {
    let plans = built_in();
    let draft = sample();
    let now = draft.updated_at.clone();
    let mut session = Session::new(plans, Vec::new());
    session.apply(Command::Adopt { draft: Box::new(draft.clone()) }, &now);
    let file = |session: &Session| {
        let open: OpenDraft<'_> = session.open(&draft.id).expect("the draft");
        let measure = tham_luan::paper::Press::default().measure(open.plan, open.form, open.draft);
        open.export(&measure, false, &now).text().to_owned()
    };
    let before = (file(&session), session.draft(&draft.id).expect("the draft").answers.clone());
    let asks = with_remarks(&draft, &remarks(&draft, FIRST));
    let outcome = session.apply(Command::Ask { draft: draft.id.clone(), asked: asks.clone() }, &now);
    assert_eq!(outcome.effects.len(), 1, "it is to be saved");
    let kept = session.draft(&draft.id).expect("the draft");
    assert_eq!((file(&session), kept.answers.clone()), before);
    assert_eq!(
        Draft::from_json(&json::parse(&kept.append_json(String::new())).expect("JSON")).as_ref(),
        Ok(kept)
    );
    assert_eq!(kept.asked, asks);
    assert_eq!(kept.updated_at, draft.updated_at, "the paper did not change");
}
