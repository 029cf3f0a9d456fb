//! Writes JSON: canonically (RFC 8785) for the checksum, and readably for the file.
//!
//! Own code because the crates for RFC 8785 cost four times as much in the download; held to the RFC's test vectors
//! and to `ryu-js` by the tests below.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fmt::Write;

use serde_json::{Map, Number, Value};
use sha2::{Digest, Sha256};

/// The place of a key among its siblings, by the depth of the object that holds it; equal places go by key.
pub(super) type Order<'a> = &'a dyn Fn(usize, &str) -> usize;

/// RFC 8785: keys in the order of their UTF-16 code units, numbers as ECMAScript writes them, no white space.
pub(super) fn canonical(value: &Value) -> String {
    let mut writer = Writer { out: String::new(), order: None };
    writer.value(value, 0);
    writer.out
}

/// Indented, in the given order, with a line end at the end.
pub(super) fn pretty(value: &Value, order: Order<'_>) -> String {
    let mut writer = Writer { out: String::new(), order: Some(order) };
    writer.value(value, 0);
    writer.out.push('\n');
    writer.out
}

/// `sha256:` and the hexadecimal digest of the canonical form.
pub(super) fn checksum(value: &Value) -> String {
    let mut text = String::from("sha256:");
    for byte in Sha256::digest(canonical(value)) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// One member of an object, placed among its siblings.
#[derive(PartialEq, Eq)]
pub(super) struct Member<'a> {
    place: usize,
    pub(super) key: &'a str,
    pub(super) value: &'a Value,
}

impl Ord for Member<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_key = || self.key.encode_utf16().cmp(other.key.encode_utf16());
        self.place.cmp(&other.place).then_with(by_key)
    }
}

impl PartialOrd for Member<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An object's members in the order in which they are written.
pub(super) fn ordered<'a>(
    members: &'a Map<String, Value>,
    depth: usize,
    order: Option<Order<'_>>,
) -> Vec<Member<'a>> {
    // A heap, because it sorts in a third of the code that a slice takes.
    let mut heap = BinaryHeap::new();
    for (key, value) in members {
        heap.push(Member { place: order.map_or(0, |order| order(depth, key)), key, value });
    }
    heap.into_sorted_vec()
}

/// A number as ECMAScript writes it (`Number::toString`, radix 10).
pub(super) fn ecmascript(number: f64) -> String {
    let Some(plain) = Number::from_f64(number.abs()).map(|number| number.to_string()) else {
        return "null".to_owned();
    };
    // The shortest digits that give the number back are the same in both notations; only their layout differs.
    let (mantissa, exponent) = plain.split_once('e').unwrap_or((&plain, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    let zeros = digits.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return "0".to_owned();
    }
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let length = |text: &str| i32::try_from(text.len()).unwrap_or_default();
    // The decimal point stands after so many of the significant digits.
    let point = length(whole) + exponent - i32::try_from(zeros).unwrap_or_default();
    let count = length(significant);
    let zeros = |many: i32| "0".repeat(usize::try_from(many).unwrap_or_default());
    let (head, tail) = significant.split_at(usize::try_from(point.clamp(0, count)).unwrap_or_default());
    let sign = if number < 0.0 { "-" } else { "" };
    match point {
        _ if count <= point && point <= 21 => format!("{sign}{significant}{}", zeros(point - count)),
        1..=21 => format!("{sign}{head}.{tail}"),
        -5..=0 => format!("{sign}0.{}{significant}", zeros(-point)),
        _ => {
            let (first, rest) = significant.split_at(1);
            let dot = if rest.is_empty() { "" } else { "." };
            format!("{sign}{first}{dot}{rest}e{:+}", point - 1)
        }
    }
}

struct Writer<'a> {
    out: String,
    /// None writes canonically.
    order: Option<Order<'a>>,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Number(number) => match number.as_f64().filter(|_| self.order.is_none()) {
                Some(number) => self.out.push_str(&ecmascript(number)),
                // As it was read, so that whole numbers beyond 2^53 keep their digits.
                None => self.out.push_str(&number.to_string()),
            },
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.next(index, depth + 1);
                    self.value(item, depth + 1);
                }
                self.close(items.is_empty(), depth, ']');
            }
            Value::Object(members) => {
                self.out.push('{');
                for (index, member) in ordered(members, depth, self.order).into_iter().enumerate() {
                    self.next(index, depth + 1);
                    self.string(member.key);
                    self.out.push_str(if self.order.is_some() { ": " } else { ":" });
                    self.value(member.value, depth + 1);
                }
                self.close(members.is_empty(), depth, '}');
            }
        }
    }

    fn next(&mut self, index: usize, depth: usize) {
        if index > 0 {
            self.out.push(',');
        }
        self.line(depth);
    }

    fn close(&mut self, empty: bool, depth: usize, bracket: char) {
        if !empty {
            self.line(depth);
        }
        self.out.push(bracket);
    }

    fn line(&mut self, depth: usize) {
        if self.order.is_some() {
            self.out.push('\n');
            for _ in 0..depth {
                self.out.push_str("  ");
            }
        }
    }

    fn string(&mut self, text: &str) {
        self.out.push('"');
        for letter in text.chars() {
            match letter {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                '\u{8}' => self.out.push_str("\\b"),
                '\u{c}' => self.out.push_str("\\f"),
                '\0'..='\u{1f}' => {
                    let _ = write!(self.out, "\\u{:04x}", u32::from(letter));
                }
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }
}

// Not on wasm: a test kit of native crates.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &Expect) {
        expected.assert_eq(&canonical(&serde_json::from_str(json).expect("JSON")));
    }

    #[test]
    fn example_of_rfc_8785_section_3_2_2() {
        let json = r#"{
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }"#;
        check(
            json,
            &expect![[
                r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
            ]],
        );
    }

    #[test]
    fn keys_go_by_utf16_as_in_rfc_8785_section_3_2_3() {
        let json = r#"{
          "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
        }"#;
        let names: Vec<String> = canonical(&serde_json::from_str(json).expect("JSON"))
            .split('"')
            .filter(|part| part.contains(|letter: char| letter.is_ascii_lowercase()) && !part.contains('\\'))
            .map(str::to_owned)
            .collect();
        expect![[r#"Carriage Return | One | Control | Latin Small Letter O With Diaeresis | Euro Sign | Emoji: Grinning Face | Hebrew Letter Dalet With Dagesh"#]]
            .assert_eq(&names.join(" | "));
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
            assert_eq!(ecmascript(f64::from_bits(bits)), expected, "{bits:016x}");
        }
    }

    #[test]
    fn checksum_is_of_the_canonical_form() {
        expect!["sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"]
            .assert_eq(&checksum(&serde_json::from_str(" { } ").unwrap()));
    }

    proptest! {
        #[test]
        fn every_number_is_as_ecmascript_writes_it(number in any::<f64>()) {
            prop_assume!(number.is_finite());
            let mut buffer = ryu_js::Buffer::new();
            prop_assert_eq!(ecmascript(number), buffer.format_finite(number));
        }
    }
}
