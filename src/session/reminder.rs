//! When to remind of a backup: after the first real work, and then after every week in which something was written.
//!
//! By the device's clock, which may be wrong: a clock that was set back reminds once more, and that is all.

use super::Session;
use crate::draft::{Answer, Draft};
use crate::form::FieldId;
use crate::text::Date;

/// Where it is stored when the last backup was made.
pub const REMINDER_KEY: &str = "tham-luan.reminder";

/// A draft with so many bytes of text in it was worked on.
const REAL_WORK: usize = 400;

/// So many days pass between two reminders.
const DAYS: i32 = 7;

/// What is known of the last backup and of the last reminder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminder {
    /// The day of the last backup.
    pub made_on: Option<Date>,
    /// The day on which a reminder was put off.
    pub put_off_on: Option<Date>,
    /// What the drafts were like when the last backup was made.
    mark: u32,
}

/// Why a backup is called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Something was written, and there was never a backup.
    First,
    /// Something was written since the backup of that day.
    Since(Date),
}

impl Reminder {
    /// Reads what was stored. What cannot be read is as if there never was a backup.
    #[must_use]
    pub fn decode(raw: &str) -> Self {
        let mut parts = raw.split(' ');
        let mut day = || parts.next().and_then(Date::parse_iso);
        let (made_on, put_off_on) = (day(), day());
        let mark = parts.next().and_then(|mark| mark.parse().ok()).unwrap_or_default();
        Self { made_on, put_off_on, mark }
    }

    /// The text that is stored.
    #[must_use]
    pub fn encode(&self) -> String {
        let day = |day: Option<Date>| day.map_or_else(|| "-".to_owned(), Date::iso);
        format!("{} {} {}", day(self.made_on), day(self.put_off_on), self.mark)
    }

    /// A backup of these drafts was made today.
    #[must_use]
    pub fn made(session: &Session, today: Option<Date>) -> Self {
        Self { made_on: today, put_off_on: None, mark: session.mark() }
    }

    /// The reminder was put off today.
    #[must_use]
    pub fn put_off(self, today: Option<Date>) -> Self {
        Self { put_off_on: today, ..self }
    }

    /// Whether the drafts are as they were when the last backup was made.
    #[must_use]
    pub fn is_current(&self, session: &Session) -> bool {
        self.made_on.is_some() && self.mark == session.mark()
    }

    /// Whether to remind of a backup today.
    #[must_use]
    pub fn due(&self, session: &Session, today: Date) -> Option<Due> {
        if !session.drafts().iter().any(|draft| is_real_work(session, draft)) || self.is_current(session) {
            return None;
        }
        let is_recent = |day: Option<Date>| day.is_some_and(|day| (0..DAYS).contains(&today.days_since(day)));
        let rests = is_recent(self.made_on) || is_recent(self.put_off_on);
        (!rests).then(|| self.made_on.map_or(Due::First, Due::Since))
    }
}

/// Whether somebody has written in a draft, more than what its form begins with.
fn is_real_work(session: &Session, draft: &Draft) -> bool {
    let begun = session.form_of(draft).map(|(_, form)| form.initial.as_slice()).unwrap_or_default();
    let is_written =
        |field: &FieldId, text: &str| !begun.iter().any(|(own, given)| own == field && given == text);
    let length = |(field, answer): (&FieldId, &Answer)| match answer {
        Answer::Text(text) if is_written(field, text) => text.len(),
        Answer::Text(_) | Answer::Choices(_) | Answer::Tick(_) => 0,
        Answer::Rows(rows) => rows.iter().map(|row| row.cells.values().map(String::len).sum::<usize>()).sum(),
    };
    draft.updated_at != draft.created_at && draft.answers.iter().map(length).sum::<usize>() >= REAL_WORK
}

impl Session {
    /// A number that changes with any draft, whatever their order.
    #[must_use]
    pub fn mark(&self) -> u32 {
        let of = |draft: &Draft| {
            let bytes = draft.id.as_str().bytes().chain(draft.updated_at.as_str().bytes());
            // FNV-1a.
            bytes.fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        };
        self.drafts().iter().fold(0, |sum, draft| sum.wrapping_add(of(draft)))
    }
}

#[cfg(test)]
mod tests;
