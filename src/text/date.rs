//! Calendar days as offices write them.

use std::fmt;

/// A day of the Gregorian calendar, years 1 to 9999. Stored as `yyyy-mm-dd`, shown as `dd/mm/yyyy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The first day of all.
    pub const FIRST: Self = Self { year: 1, month: 1, day: 1 };

    /// The day, if the calendar has it.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let date = Self { year, month, day };
        (1..=9999).contains(&year).then_some(())?;
        ((1..=12).contains(&month) && (1..=date.days_in_month()).contains(&day)).then_some(date)
    }

    /// Reads what people type: `5/9/2020`, `05/09/2020`, `5-9-2020`, `5.9.2020`.
    #[must_use]
    pub fn parse_typed(text: &str) -> Option<Self> {
        let is_between = |letter| matches!(letter, '/' | '-' | '.');
        let mut parts = text.trim().split(is_between).map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Self::new(number(year)?, number(month)?.try_into().ok()?, number(day)?.try_into().ok()?)
    }

    /// Reads the stored form `yyyy-mm-dd`, also from the front of an RFC 3339 moment.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let text = text.get(..10)?;
        let bytes = text.as_bytes();
        if bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let part = |range| number(text.get(range)?);
        Self::new(part(0..4)?, part(5..7)?.try_into().ok()?, part(8..10)?.try_into().ok()?)
    }

    /// The day before. The first day of all stays itself.
    #[must_use]
    pub fn previous_day(self) -> Self {
        if self.day > 1 {
            return Self { day: self.day - 1, ..self };
        }
        let (year, month) = if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        if year == 0 {
            return self;
        }
        let last = Self { year, month, day: 1 };
        Self { day: last.days_in_month(), ..last }
    }

    /// How many days it is after another; below 0 if it is before.
    #[must_use]
    pub fn days_since(self, other: Self) -> i32 {
        self.day_number() - other.day_number()
    }

    /// Days since the first of March of the year 0.
    fn day_number(self) -> i32 {
        let (year, month) = match self.month {
            1 | 2 => (i32::from(self.year) - 1, i32::from(self.month) + 9),
            month => (i32::from(self.year), i32::from(month) - 3),
        };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i32::from(self.day)
    }

    /// As a paper's head has it: zero before days under 10 and before months 1 and 2 only
    /// (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4).
    #[must_use]
    pub fn in_words(self) -> String {
        let month = if self.month <= 2 { format!("{:02}", self.month) } else { self.month.to_string() };
        format!("ngày {:02} tháng {month} năm {}", self.day, self.year)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// As stored: `yyyy-mm-dd`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn days_in_month(self) -> u8 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.year.is_multiple_of(4)
                && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            _ => 31,
        }
    }
}

fn number(digits: &str) -> Option<u16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// As shown: `dd/mm/yyyy`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{:04}", self.day, self.month, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        let days = |from: &str, to: &str| {
            Date::parse_typed(to).expect("a day").days_since(Date::parse_typed(from).expect("a day"))
        };
        assert_eq!(days("20/3/2021", "19/4/2021"), 30);
        assert_eq!(days("28/2/2020", "01/3/2020"), 2);
        assert_eq!(days("28/2/1900", "01/3/1900"), 1);
        assert_eq!(days("31/12/2020", "01/1/2021"), 1);
        assert_eq!(days("02/1/2021", "01/1/2021"), -1);
        assert_eq!(days("01/1/2000", "01/1/2400"), 146_097);
    }

    #[track_caller]
    fn check_typed(text: &str, iso: Option<&str>) {
        assert_eq!(Date::parse_typed(text).map(Date::iso).as_deref(), iso, "{text:?}");
    }

    #[track_caller]
    fn check_previous(iso: &str, previous: &str) {
        let day = Date::parse_iso(iso).expect(iso);
        assert_eq!(day.previous_day().iso(), previous);
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in ["5/9/2020", "05/09/2020", "5-9-2020", "5.9.2020", " 5 / 9 / 2020 "] {
            check_typed(text, Some("2020-09-05"));
        }
        check_typed("29/2/2020", Some("2020-02-29"));
        check_typed("29/2/2000", Some("2000-02-29"));
        check_typed("31/12/9999", Some("9999-12-31"));
    }

    #[test]
    fn days_that_no_calendar_has_are_refused() {
        for text in [
            "",
            "/",
            "//",
            "5/9",
            "5/9/20",
            "5/9/2020/1",
            "2020-09-05",
            "0/9/2020",
            "31/4/2020",
            "29/2/2021",
            "29/2/1900",
            "5/13/2020",
            "5/0/2020",
            "5/9/0000",
            "+5/9/2020",
            "5/9/+202",
            "300/9/2020",
            "năm/9/2020",
            "٥/9/2020",
        ] {
            check_typed(text, None);
        }
    }

    #[test]
    fn stored_days_are_read_from_the_front_of_a_moment() {
        let iso = |text: &str| Date::parse_iso(text).map(Date::iso);
        assert_eq!(iso("2020-09-05").as_deref(), Some("2020-09-05"));
        assert_eq!(iso("2020-09-05T16:45:00+07:00").as_deref(), Some("2020-09-05"));
        for text in ["", "2020-9-5", "2020-09-0é", "20é0-09-05", "2020/09/05", "2020-02-30", "-020-09-05"] {
            assert_eq!(iso(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_last_safe_day_is_the_day_before() {
        check_previous("2020-09-10", "2020-09-09");
        check_previous("2020-03-01", "2020-02-29");
        check_previous("2021-03-01", "2021-02-28");
        check_previous("2020-05-01", "2020-04-30");
        check_previous("2020-01-01", "2019-12-31");
        check_previous("0001-01-01", "0001-01-01");
    }

    #[test]
    fn papers_have_a_zero_before_small_days_and_the_first_two_months_only() {
        let words = |iso| Date::parse_iso(iso).map(Date::in_words);
        assert_eq!(words("2020-09-05").as_deref(), Some("ngày 05 tháng 9 năm 2020"));
        assert_eq!(words("2021-01-10").as_deref(), Some("ngày 10 tháng 01 năm 2021"));
        assert_eq!(words("2021-02-28").as_deref(), Some("ngày 28 tháng 02 năm 2021"));
        assert_eq!(words("2021-10-31").as_deref(), Some("ngày 31 tháng 10 năm 2021"));
    }

    #[test]
    fn days_are_shown_day_first_and_ordered_by_time() {
        let day = |iso| Date::parse_iso(iso).expect(iso);
        assert_eq!(day("2020-09-05").to_string(), "05/09/2020");
        assert!(day("2019-12-31") < day("2020-01-01") && day("2020-01-31") < day("2020-02-01"));
    }
}
