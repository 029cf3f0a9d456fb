//! Numbers as they are written, and as ECMAScript writes them.

use std::borrow::Cow;

use super::float;

/// A decimal of no more digits is the shortest that names its float, within [`SAFE_POINTS`].
const SAFE_DIGITS: usize = 15;

/// The powers of ten between which every float has its full precision.
const SAFE_POINTS: std::ops::RangeInclusive<i32> = -300..=300;

/// No float has its point elsewhere: those below are 0, those above too large.
const POINTS: std::ops::RangeInclusive<i32> = -330..=310;

/// Farther than any point is.
const FARTHEST: i32 = 100_000_000;

/// Beyond this no number is written without an exponent.
const PLAIN_POINTS: std::ops::RangeInclusive<i32> = -21..=21;

/// A number, as it is written. It is within the range of floats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl From<u32> for Number {
    fn from(count: u32) -> Self {
        Self(count.to_string())
    }
}

impl Number {
    /// Takes a number as JSON writes it. None for one beyond the range of floats.
    #[must_use]
    pub(super) fn read(text: &str) -> Option<Self> {
        if !is_whole(text) {
            Decimal::read(text).nearest()?;
        }
        Some(Self(text.to_owned()))
    }

    /// The number in digits alone, with a comma before the decimals, as [`Number::plain`] gives it.
    #[must_use]
    pub fn from_plain(text: &str) -> Option<Self> {
        let text: String = text.chars().map(|letter| if letter == ',' { '.' } else { letter }).collect();
        Some(Self(Decimal::read(&text).nearest()?.ecmascript()))
    }

    /// Whether it takes long to find the float that it names: it has more digits than a float can tell, or is near the ends
    /// of what one can hold. People write no such numbers.
    pub(super) fn is_slow(&self) -> bool {
        let is_short = self.0.len() <= SAFE_DIGITS && !self.0.contains(['e', 'E']);
        !is_short && {
            let Decimal { digits, point, .. } = Decimal::read(&self.0);
            digits.len() > SAFE_DIGITS || !digits.is_empty() && !SAFE_POINTS.contains(&point)
        }
    }

    /// As it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As ECMAScript writes the float that it names (`Number::toString`, radix 10).
    #[must_use]
    pub fn ecmascript(&self) -> Cow<'_, str> {
        if is_whole(&self.0) {
            return Cow::Borrowed(&self.0);
        }
        Cow::Owned(Decimal::read(&self.0).nearest().unwrap_or_default().ecmascript())
    }

    /// The float that it names in digits alone, with a comma before the decimals. None for very large and very
    /// small ones.
    #[must_use]
    pub fn plain(&self) -> Option<String> {
        let decimal = Decimal::read(&self.0).nearest()?;
        PLAIN_POINTS.contains(&decimal.point).then(|| decimal.plain(','))
    }
}

/// Whether a number as JSON writes it is of few digits and nothing else, which most are: then it is written so everywhere.
fn is_whole(text: &str) -> bool {
    text.len() <= SAFE_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number by its digits: `0.digits × 10^point`.
#[derive(Default)]
struct Decimal {
    negative: bool,
    /// Without zeros at either end; none for 0.
    digits: String,
    point: i32,
}

impl Decimal {
    /// Reads a number as JSON writes it.
    fn read(text: &str) -> Self {
        let size = text.trim_start_matches('-');
        let (mantissa, exponent) = size.split_once(['e', 'E']).unwrap_or((size, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole, fraction].concat();
        let significant = digits.trim_start_matches('0');
        let zeros = digits.len() - significant.len();
        let beyond = if exponent.starts_with('-') { -FARTHEST } else { FARTHEST };
        let exponent = exponent.parse().unwrap_or(beyond).clamp(-FARTHEST, FARTHEST);
        Self {
            negative: size.len() < text.len(),
            point: length(whole) - i32::try_from(zeros).unwrap_or_default() + exponent,
            digits: significant.trim_end_matches('0').to_owned(),
        }
    }

    /// The shortest decimal that names the same float. None where the float would be infinite.
    fn nearest(self) -> Option<Self> {
        let Self { negative, digits, point } = self;
        if digits.is_empty() || point < *POINTS.start() {
            return Some(Self::default());
        }
        if digits.len() <= SAFE_DIGITS && SAFE_POINTS.contains(&point) {
            return Some(Self { negative, digits, point });
        }
        let (digits, point) = float::shortest(&digits, point.min(*POINTS.end()))?;
        Some(Self { negative: negative && !digits.is_empty(), digits, point })
    }

    fn ecmascript(&self) -> String {
        if (-5..=21).contains(&self.point) {
            return self.plain('.');
        }
        let (first, rest) = self.digits.split_at_checked(1).unwrap_or_default();
        let dot = if rest.is_empty() { "" } else { "." };
        format!("{}{first}{dot}{rest}e{:+}", self.sign(), self.point - 1)
    }

    fn plain(&self, mark: char) -> String {
        let zeros = |many: i32| "0".repeat(usize::try_from(many).unwrap_or_default());
        let Self { digits, point, .. } = self;
        let whole = usize::try_from(*point).unwrap_or_default();
        let (head, tail) = digits.split_at_checked(whole).unwrap_or((digits, ""));
        let mut text = [self.sign(), head, &zeros(point - length(head))].concat();
        if head.is_empty() {
            text.push('0');
        }
        if !tail.is_empty() {
            text.push(mark);
            text.push_str(&zeros(-point));
            text.push_str(tail);
        }
        text
    }

    fn sign(&self) -> &'static str {
        if self.negative { "-" } else { "" }
    }
}

fn length(text: &str) -> i32 {
    i32::try_from(text.len()).unwrap_or(FARTHEST)
}

// Not on wasm: a test kit of native crates.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ecmascript(text: &str) -> Option<String> {
        Number::read(text).map(|number| number.ecmascript().into_owned())
    }

    /// The float that a text names, as `ryu-js` writes it.
    #[track_caller]
    fn check(text: &str) {
        let float: f64 = text.parse().expect("a number");
        let mut buffer = ryu_js::Buffer::new();
        let expected = float.is_finite().then(|| buffer.format_finite(float).to_owned());
        assert_eq!(ecmascript(text), expected, "{text}");
    }

    /// The exact middle between a float and the next one away from 0, and its neighbours of one more digit.
    fn middle(float: f64) -> [String; 3] {
        let next = f64::from_bits(float.to_bits() + 1);
        // A float has at most 767 digits, the middle one more; both are written exactly.
        let (low, high) = (format!("{float:.1080}"), format!("{next:.1080}"));
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        let (low, high): (Vec<u8>, Vec<u8>) = (digits(&low), digits(&high));
        let width = low.len().max(high.len());
        let mut sum = vec![0; width + 1];
        for (at, digit) in sum.iter_mut().rev().enumerate() {
            let of = |digits: &[u8]| digits.len().checked_sub(at + 1).map_or(0, |at| digits[at]);
            *digit = of(&low) + of(&high);
        }
        for at in (1..sum.len()).rev() {
            sum[at - 1] += sum[at] / 10;
            sum[at] %= 10;
        }
        let mut rest = 0;
        let half = sum.iter().map(|digit| {
            let whole = rest * 10 + digit;
            rest = whole % 2;
            char::from(b'0' + whole / 2)
        });
        let half: String = half.collect::<String>() + if sum[width] % 2 == 1 { "5" } else { "0" };
        let point = half.len() - 1081;
        let half = format!("{}.{}", &half[..point], &half[point..]);
        [half.clone() + "1", half.trim_end_matches(['0', '5']).to_owned() + "4", half]
    }

    #[test]
    fn numbers_of_rfc_8785_appendix_b() {
        let samples: [(u64, &str); 24] = [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ];
        for (bits, expected) in samples {
            let float = f64::from_bits(bits);
            assert_eq!(ecmascript(&format!("{float:e}")).as_deref(), Some(expected), "{bits:016x}");
            assert_eq!(ecmascript(&format!("{float:.1080}")).as_deref(), Some(expected), "{bits:016x}");
        }
    }

    #[test]
    fn numbers_at_the_ends_of_the_range() {
        for text in [
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.797693134862315807e308",
            "1.797693134862315808e308",
            "1.7976931348623159e308",
            "1e309",
            "1e310",
            "1e311",
            "2e999",
            "-1e400",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.5e-324",
            "1e-323",
            "1e-331",
            "-1e-400",
            "0e999",
            "-0.0",
            "0.00e-5",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "9007199254740993",
            "9007199254740992.9999999",
            "18446744073709551615",
            "0.1000000000000000055511151231257827",
            "100000000000000000000000000000",
        ] {
            check(text);
        }
    }

    #[test]
    fn numbers_in_digits_alone() {
        let plain = |text| Number::read(text).expect("a number").plain();
        for (text, expected) in [
            ("0", "0"),
            ("-0.0", "0"),
            ("1e3", "1000"),
            ("1.50", "1,5"),
            ("-12.25e1", "-122,5"),
            ("1e-7", "0,0000001"),
            ("12e-3", "0,012"),
            ("100000000000000000000", "100000000000000000000"),
        ] {
            assert_eq!(plain(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!((plain("1e300"), plain("1e-300")), (None, None));
        for (text, expected) in [("1234,5", "1234.5"), ("-0,0000001", "-1e-7"), ("0", "0")] {
            assert_eq!(Number::from_plain(text).expect("a number").as_str(), expected);
        }
    }

    proptest! {
        #[test]
        fn every_number_is_as_ecmascript_writes_it(number in any::<f64>(), more in 0..40_usize) {
            prop_assume!(number.is_finite());
            check(&format!("{number:e}"));
            check(&format!("{number:.*e}", 14 + more));
        }

        #[test]
        fn every_decimal_is_as_ecmascript_writes_it(digits in "[1-9][0-9]{0,24}", exponent in -345..310_i32) {
            check(&format!("{digits}e{exponent}"));
            check(&format!("-0.000{digits}E{exponent}"));
        }

        #[test]
        fn powers_of_two_and_their_neighbours(exponent in 0..0x7fe_u64, step in -3..3_i64) {
            check(&format!("{:.20e}", f64::from_bits((exponent << 52).saturating_add_signed(step))));
        }

        #[test]
        fn the_middle_between_two_floats_goes_to_the_even_one(bits in 0..0x7fe0_0000_0000_0000_u64) {
            for text in middle(f64::from_bits(bits)) {
                check(&text);
            }
        }
    }
}
