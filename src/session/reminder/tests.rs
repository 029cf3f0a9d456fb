//! Days on which a backup is asked for, and days on which it is not.

use super::*;
use crate::draft::{DraftId, Timestamp};
use crate::form::{FieldId, FormId};
use crate::plan::PlanId;
use crate::session::{Command, Edit};

fn day(iso: &str) -> Date {
    Date::parse_iso(iso).expect("a day")
}

fn write(session: &mut Session, moment: &str, text: &str) {
    let edit = Edit::Text { field: FieldId::new("ket-qua"), text: text.to_owned() };
    session.apply(Command::Edit { draft: DraftId::new("a"), edit }, &Timestamp::new(moment));
}

fn begun() -> Session {
    let mut session = Session::new(crate::plan::built_in(), Vec::new());
    let (plan, form) = (PlanId::new("000"), FormId::new("000-TLX"));
    let begin = Command::Begin { id: DraftId::new("a"), plan, form };
    session.apply(begin, &Timestamp::new("2020-09-01T08:00:00+07:00"));
    session
}

fn worked() -> Session {
    let mut session = begun();
    write(&mut session, "2020-09-01T09:00:00+07:00", &"Đội viên đã làm tốt. ".repeat(30));
    session
}

#[test]
fn nobody_is_reminded_before_something_was_written() {
    let today = day("2020-09-01");
    assert_eq!(Reminder::default().due(&Session::default(), today), None);
    let mut session = begun();
    assert_eq!(Reminder::default().due(&session, today), None);
    write(&mut session, "2020-09-01T09:00:00+07:00", "Kính thưa");
    assert_eq!(Reminder::default().due(&session, today), None);
    assert_eq!(Reminder::default().due(&worked(), today), Some(Due::First));
}

#[test]
fn a_week_after_a_backup_it_is_called_for_if_something_was_written() {
    let mut session = worked();
    let made = Reminder::made(&session, Some(day("2020-09-01")));
    assert!(made.is_current(&session));
    assert_eq!(made.due(&session, day("2021-09-01")), None, "nothing changed");
    write(&mut session, "2020-09-02T09:00:00+07:00", &"x".repeat(500));
    assert!(!made.is_current(&session));
    assert_eq!(made.due(&session, day("2020-09-07")), None);
    assert_eq!(made.due(&session, day("2020-09-08")), Some(Due::Since(day("2020-09-01"))));
}

#[test]
fn what_is_put_off_rests_for_a_week() {
    let session = worked();
    let put_off = Reminder::default().put_off(Some(day("2020-09-01")));
    assert_eq!(put_off.due(&session, day("2020-09-07")), None);
    assert_eq!(put_off.due(&session, day("2020-09-08")), Some(Due::First));
}

#[test]
fn a_clock_that_was_set_back_reminds_once_more() {
    let mut session = worked();
    let made = Reminder::made(&session, Some(day("2020-09-01")));
    write(&mut session, "2019-09-02T09:00:00+07:00", &"x".repeat(500));
    assert!(made.due(&session, day("2019-09-02")).is_some());
    let put_off = made.put_off(Some(day("2019-09-02")));
    assert_eq!(put_off.due(&session, day("2019-09-03")), None);
}

#[test]
fn what_is_stored_is_read_again() {
    let made = Reminder::made(&worked(), Some(day("2020-09-01")));
    for reminder in [Reminder::default(), made, made.put_off(Some(day("2020-09-30")))] {
        assert_eq!(Reminder::decode(&reminder.encode()), reminder);
    }
    assert_eq!(Reminder::decode("hỏng"), Reminder::default());
}

#[test]
fn the_order_of_drafts_is_no_change() {
    let mut session = worked();
    let other = Draft { id: DraftId::new("b"), ..session.drafts()[0].clone() };
    session.apply(Command::Adopt { draft: Box::new(other) }, &Timestamp::new("2020-09-01T10:00:00+07:00"));
    let made = Reminder::made(&session, Some(day("2020-09-01")));
    session.drafts.reverse();
    assert!(made.is_current(&session));
}
