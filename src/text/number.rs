//! Numbers as typed in Vietnamese: dots between thousands, a comma before decimals.

/// As many digits as a float holds exactly; more is a mistake of typing in any paper.
const MOST_DIGITS: usize = 15;

/// Reads what people type: `1234`, `1.234,5`, `05`, `-3`. Dots that do not stand between thousands are refused, so
/// that `1.5` or `0.125` typed in the English way is never taken for fifteen or a hundred and twenty-five.
#[must_use]
pub fn parse_number(text: &str) -> Option<f64> {
    let text = text.trim();
    // Most are a few digits, and long tables have many of them.
    if (1..MOST_DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(exact(text.bytes().fold(0, |number, byte| number * 10 + u64::from(byte - b'0'))));
    }
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = match text.split_once(',') {
        Some((_, "")) => return None,
        Some((whole, decimals)) => (whole, decimals),
        None => (text, ""),
    };
    if !is_grouped(whole) || whole.len() + decimals.len() > 2 * MOST_DIGITS {
        return None;
    }
    let mut digits = 0_u64;
    for byte in whole.bytes().chain(decimals.bytes()).filter(|byte| *byte != b'.') {
        if !byte.is_ascii_digit() || digits >= power_of_ten(MOST_DIGITS - 1) {
            return None;
        }
        digits = digits * 10 + u64::from(byte - b'0');
    }
    // Both are exact (below 2^53), so that one division rounds as reading the decimals would.
    let number = exact(digits) / exact(power_of_ten(decimals.len().min(MOST_DIGITS)));
    (decimals.len() <= MOST_DIGITS && !decimals.contains('.')).then_some(if negative {
        -number
    } else {
        number
    })
}

/// Writes a number as [`parse_number`] reads it. None for one of more digits than that takes.
#[must_use]
pub fn format_number(number: f64) -> Option<String> {
    let mut text = plain_number(number)?;
    let first = usize::from(text.starts_with('-'));
    let mut at = text.find(',').unwrap_or(text.len());
    while at > first + 3 {
        at -= 3;
        text.insert(at, '.');
    }
    Some(text)
}

/// Writes a number as [`format_number`] does, without dots between thousands: a year, or what another program reads.
#[must_use]
pub fn plain_number(number: f64) -> Option<String> {
    let size = number.abs();
    let (digits, decimals) = (0..=MOST_DIGITS).find_map(|decimals| {
        let scale = exact(power_of_ten(decimals));
        let digits = whole_number(size * scale)?;
        (exact(digits) / scale).to_bits().eq(&size.to_bits()).then_some((digits, decimals))
    })?;
    let scale = power_of_ten(decimals);
    let sign = if number < 0.0 { "-" } else { "" };
    let mut text = format!("{sign}{}", digits / scale);
    if decimals > 0 {
        text.push_str(&format!(",{:0decimals$}", digits % scale));
    }
    Some(text)
}

/// Digits alone, or one to three of them and then threes after dots, the first not a zero.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let mut later = groups.peekable();
    if later.peek().is_none() {
        return !first.is_empty();
    }
    (1..=3).contains(&first.len()) && !first.starts_with('0') && later.all(|group| group.len() == 3)
}

fn power_of_ten(exponent: usize) -> u64 {
    (0..exponent).fold(1, |power, _| power * 10)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "only for numbers of at most 15 digits, which floats hold exactly"
)]
fn exact(number: u64) -> f64 {
    number as f64
}

/// The nearest whole number, if it has no more digits than are read.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to lie within 0 and 10^15"
)]
fn whole_number(size: f64) -> Option<u64> {
    (size < exact(power_of_ten(MOST_DIGITS)) - 0.5).then_some((size + 0.5) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, number: Option<f64>) {
        assert_eq!(parse_number(typed), number, "{typed:?}");
    }

    #[test]
    fn vietnamese_numbers_are_read() {
        check("0", Some(0.0));
        check("05", Some(5.0));
        check("1234", Some(1234.0));
        check(" 1.234 ", Some(1234.0));
        check("1.234,5", Some(1234.5));
        check("1234,50", Some(1234.5));
        check("12.345.678", Some(12_345_678.0));
        check("0,1", Some(0.1));
        check("0,3", Some(0.3));
        check("-3", Some(-3.0));
        check("−3,25", Some(-3.25));
        check("999.999.999.999.999", Some(999_999_999_999_999.0));
        check("0,000000000000001", Some(0.000_000_000_000_001));
    }

    #[test]
    fn anything_else_is_refused() {
        for typed in [
            "",
            " ",
            "-",
            ",",
            ".",
            ",5",
            "5,",
            "1,2,3",
            "1.5",
            "0.125",
            "012.345",
            "1.23",
            "1.2345",
            "1234.567",
            ".123",
            "1.234.",
            "1..234",
            "1,234.5",
            "1,2.345",
            "1 234",
            "12%",
            "mười",
            "1e5",
            "٣",
            "+3",
            "--3",
            "1.000.000.000.000.000",
            "0,0000000000000001",
            "NaN",
            "inf",
        ] {
            check(typed, None);
        }
        check(&"9".repeat(100_000), None);
    }

    #[test]
    fn numbers_are_written_as_they_are_read() {
        for typed in [
            "0",
            "5",
            "999",
            "1.234",
            "1.234,5",
            "12.345.678",
            "0,1",
            "0,05",
            "-3,25",
            "-1.000",
            "999.999.999.999.999",
            "0,000000000000001",
            "123.456,789012345",
            "1.234.567.890.123,45",
        ] {
            let number = parse_number(typed).expect(typed);
            assert_eq!(format_number(number).as_deref(), Some(typed));
        }
    }

    #[test]
    fn numbers_of_too_many_digits_are_not_written() {
        for number in [1e15, f64::MAX, 1e-16, std::f64::consts::PI, f64::NAN, f64::INFINITY] {
            assert_eq!(format_number(number), None, "{number}");
        }
    }

    #[test]
    fn every_number_read_is_written_and_read_back_equal() {
        let mut state = 1_u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let digits = (state >> 14) % 1_000_000_000_000_000;
            let decimals = (state >> 4) % 16;
            let text = format!("{digits:016}");
            let (whole, part) = text.split_at(16 - usize::try_from(decimals).expect("below 16"));
            let typed = if part.is_empty() { whole.to_owned() } else { format!("{whole},{part}") };
            let Some(number) = parse_number(&typed) else { continue };
            let same: f64 = typed.replace(',', ".").parse().expect("a decimal");
            assert_eq!(number.to_bits(), same.to_bits(), "{typed}");
            let written = format_number(number).expect(&typed);
            assert_eq!(parse_number(&written), Some(number), "{typed} {written}");
        }
    }
}
