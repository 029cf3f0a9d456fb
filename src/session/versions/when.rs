//! How long ago something was, as people say it.

use crate::draft::Timestamp;
use crate::session::history::seconds;

/// How long ago something was, by the device's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// On which day.
    pub day: Day,
    /// How many minutes ago, below an hour.
    pub minutes: Option<i64>,
}

/// A day, as seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The same.
    Today,
    /// The one before.
    Yesterday,
    /// So many days ago, up to a month.
    Ago(i64),
    /// Longer ago, or still to come: then one of the two clocks was wrong.
    Far,
}

/// How long before `now` something was.
#[must_use]
pub fn when(at: &Timestamp, now: &Timestamp) -> When {
    const DAY: i64 = 24 * 3600;
    let (Some(at), Some(now)) = (seconds(at), seconds(now)) else {
        return When { day: Day::Far, minutes: None };
    };
    let day = match now.div_euclid(DAY) - at.div_euclid(DAY) {
        0 => Day::Today,
        1 => Day::Yesterday,
        days @ 2..=30 => Day::Ago(days),
        _ => Day::Far,
    };
    let minutes = (0..3600).contains(&(now - at)).then_some((now - at) / 60);
    When { day, minutes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(at: &str, day: Day, minutes: Option<i64>) {
        let now = Timestamp::new("2020-09-05T00:30:00+07:00");
        assert_eq!(when(&Timestamp::new(at), &now), When { day, minutes }, "{at}");
    }

    #[test]
    fn it_is_told_as_people_say_it() {
        check("2020-09-05T00:29:30+07:00", Day::Today, Some(0));
        check("2020-09-05T00:05:00+07:00", Day::Today, Some(25));
        check("2020-09-04T23:55:00+07:00", Day::Yesterday, Some(35));
        check("2020-09-04T12:00:00+07:00", Day::Yesterday, None);
        check("2020-09-02T12:00:00+07:00", Day::Ago(3), None);
        check("2019-09-05T12:00:00+07:00", Day::Far, None);
        check("2020-09-05T00:31:00+07:00", Day::Today, None);
        check("2021-09-05T12:00:00+07:00", Day::Far, None);
        check("hôm nào", Day::Far, None);
    }
}
