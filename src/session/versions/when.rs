//! How long ago something was, as people say it.

use crate::draft::Timestamp;
use crate::session::history::seconds;

/// How long ago something was, by the device's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Less than a minute ago.
    Now,
    /// Minutes ago, below an hour.
    Minutes(i64),
    /// Earlier today.
    Today,
    /// Yesterday.
    Yesterday,
    /// Days ago, up to a month.
    Days(i64),
    /// Longer ago, or still to come: then one of the two clocks was wrong.
    Far,
}

/// How long before `now` something was.
#[must_use]
pub fn when(at: &Timestamp, now: &Timestamp) -> When {
    const DAY: i64 = 24 * 3600;
    let (Some(at), Some(now)) = (seconds(at), seconds(now)) else { return When::Far };
    let days = now.div_euclid(DAY) - at.div_euclid(DAY);
    match now - at {
        ..0 => When::Far,
        0..60 => When::Now,
        past @ 60..3600 => When::Minutes(past / 60),
        _ => match days {
            0 => When::Today,
            1 => When::Yesterday,
            2..=30 => When::Days(days),
            _ => When::Far,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(at: &str, expected: When) {
        let now = Timestamp::new("2020-09-05T12:00:00+07:00");
        assert_eq!(when(&Timestamp::new(at), &now), expected, "{at}");
    }

    #[test]
    fn it_is_told_as_people_say_it() {
        check("2020-09-05T11:59:30+07:00", When::Now);
        check("2020-09-05T11:55:00+07:00", When::Minutes(5));
        check("2020-09-05T00:05:00+07:00", When::Today);
        check("2020-09-04T23:55:00+07:00", When::Yesterday);
        check("2020-09-02T12:00:00+07:00", When::Days(3));
        check("2019-09-05T12:00:00+07:00", When::Far);
        check("2021-09-05T12:00:00+07:00", When::Far);
        check("hôm nào", When::Far);
    }
}
