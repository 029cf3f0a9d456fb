//! Exact numbers: what papers say is added up without a float's rounding.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use crate::text::{parse_number, plain_number};

/// As many decimals as people can type.
const DECIMALS: usize = 15;

/// One, in the units that a [`Decimal`] counts.
const ONE: i128 = 10_i128.pow(15);

/// A decimal number of at most 15 decimals. A hundred million of the largest that can be typed are added up exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// One.
    pub const ONE: Self = Self(ONE);

    /// Reads what people type, as [`parse_number`] does.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_number(parse_number(text)?)
    }

    /// The number that a float was read from: of at most 15 digits, which it names exactly.
    #[must_use]
    pub fn from_number(number: f64) -> Option<Self> {
        let plain = plain_number(number)?;
        let (negative, size) = plain.strip_prefix('-').map_or((false, plain.as_str()), |size| (true, size));
        let (whole, part) = size.split_once(',').unwrap_or((size, ""));
        let mut units: i128 = 0;
        for digit in whole.bytes().chain(part.bytes()) {
            units = units * 10 + i128::from(digit.checked_sub(b'0')?);
        }
        for _ in part.len()..DECIMALS {
            units *= 10;
        }
        Some(Self(if negative { -units } else { units }))
    }

    /// How many of the units that it counts in.
    pub(in crate::office) fn units(self) -> i128 {
        self.0
    }

    /// So many of them.
    pub(in crate::office) fn of_units(units: i128) -> Self {
        Self(units)
    }

    /// So many.
    #[must_use]
    pub fn count(many: usize) -> Self {
        Self(i128::try_from(many).unwrap_or_default().saturating_mul(ONE))
    }

    /// What share this is of a whole, in percent with one decimal place. None of nothing.
    #[must_use]
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        if whole.0 <= 0 {
            return None;
        }
        let doubled = self.0.checked_mul(2000)?.checked_add(whole.0)?;
        let tenths = doubled.div_euclid(whole.0.checked_mul(2)?);
        Some(Self(tenths.checked_mul(ONE / 10)?))
    }

    /// Whether it has no decimals.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// In digits alone, with that mark before the decimals.
    #[must_use]
    pub fn plain(self, mark: char) -> String {
        let size = self.0.unsigned_abs();
        let one = ONE.unsigned_abs();
        let mut text = String::new();
        if self.0 < 0 {
            text.push('-');
        }
        text.push_str(&(size / one).to_string());
        let part = format!("{:0DECIMALS$}", size % one);
        let part = part.trim_end_matches('0');
        if !part.is_empty() {
            text.push(mark);
            text.push_str(part);
        }
        text
    }
}

/// As people read it: `1.234,5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = self.plain(',');
        let first = usize::from(text.starts_with('-'));
        let mut at = text.find(',').unwrap_or(text.len());
        while at > first + 3 {
            at -= 3;
            text.insert(at, '.');
        }
        f.write_str(&text)
    }
}

impl Add for Decimal {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Decimal {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Decimal {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Self::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(typed: &str) -> Decimal {
        Decimal::parse(typed).expect(typed)
    }

    #[test]
    fn numbers_are_written_as_they_were_typed() {
        for typed in ["0", "7", "-1.234,5", "0,000000000000001", "999.999.999.999.999", "12.345.678,25"] {
            assert_eq!(number(typed).to_string(), typed);
        }
        assert_eq!(number("1.234,50").plain('.'), "1234.5");
        assert_eq!(Decimal::parse("khoảng 5"), None);
    }

    #[test]
    fn tenths_add_up_exactly() {
        let total: Decimal = (0..1000).map(|_| number("0,1")).sum();
        assert_eq!(total, Decimal::count(100));
        let total: Decimal = (0..100_000).map(|_| number("999.999.999.999.999")).sum();
        assert_eq!(total.plain(','), "99999999999999900000");
    }

    #[test]
    fn shares_are_rounded_to_a_tenth() {
        let share = |part: &str, whole: &str| number(part).percent_of(number(whole)).map(|it| it.to_string());
        assert_eq!(share("1", "3").as_deref(), Some("33,3"));
        assert_eq!(share("2", "3").as_deref(), Some("66,7"));
        assert_eq!(share("1", "8").as_deref(), Some("12,5"));
        assert_eq!(share("150,5", "100").as_deref(), Some("150,5"));
        assert_eq!(share("1", "0"), None);
    }
}
