//! Calendar days as offices write them.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, years 1 to 9999. Stored as `yyyy-mm-dd`, shown as `dd/mm/yyyy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
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
        let mut parts = text.trim().split(['/', '-', '.']).map(str::trim);
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
        let part = |range| number(&text[range]);
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

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_iso(&text).ok_or_else(|| serde::de::Error::custom("not a day: yyyy-mm-dd"))
    }
}
