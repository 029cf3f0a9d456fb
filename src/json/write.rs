//! Writes JSON: canonically (RFC 8785) for checksums, compactly for the storage, and readably for files.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fmt::Write;

use super::{Object, Value, unescaped};

/// The place of a key among its siblings, by the depth of the object that holds it; equal places go by key.
pub type Order<'a> = &'a dyn Fn(usize, &str) -> usize;

/// RFC 8785: keys in the order of their UTF-16 code units, numbers as ECMAScript writes them, no white space.
#[must_use]
pub fn canonical(value: &Value) -> String {
    write(String::with_capacity(USUAL), value, None, true)
}

/// Without white space, numbers as they were read.
#[must_use]
pub fn compact(value: &Value) -> String {
    append(String::new(), value)
}

/// The same behind another text.
#[must_use]
pub fn append(text: String, value: &Value) -> String {
    write(text, value, None, false)
}

/// Indented, in the given order, with a line end at the end; numbers as they were read.
#[must_use]
pub fn pretty(value: &Value, order: Order<'_>) -> String {
    write(String::new(), value, Some(order), false) + "\n"
}

/// What is only read once, as canonical forms are, has room for the bytes of most papers at once.
const USUAL: usize = 1 << 14;

fn write(out: String, value: &Value, order: Option<Order<'_>>, canonical: bool) -> String {
    let mut writer = Writer { out, order, canonical };
    writer.value(value, 0);
    writer.out
}

/// Whether a key stands among others of this kind where its UTF-8 does: letters go by their numbers there, and UTF-16 differs
/// only from U+E000 on.
fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte < 0xEE)
}

/// One member of an object, placed among its siblings.
#[derive(Debug, PartialEq, Eq)]
pub struct Member<'a> {
    place: usize,
    /// Its name.
    pub key: &'a str,
    /// Its value.
    pub value: &'a Value,
}

impl Ord for Member<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_key = || {
            if is_plain(self.key) && is_plain(other.key) {
                return self.key.cmp(other.key);
            }
            self.key.encode_utf16().cmp(other.key.encode_utf16())
        };
        self.place.cmp(&other.place).then_with(by_key)
    }
}

impl PartialOrd for Member<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// An object's members in the order in which they are written.
pub fn ordered<'a>(members: &'a Object, depth: usize, order: Option<Order<'_>>) -> Vec<Member<'a>> {
    let place = |key: &str| order.map_or(0, |order| order(depth, key));
    let members = members.iter().map(|(key, value)| Member { place: place(key), key, value });
    let members: Vec<_> = members.collect();
    if members.is_sorted() {
        return members;
    }
    // A heap, because it sorts in a third of the code that a slice takes.
    BinaryHeap::from(members).into_sorted_vec()
}

struct Writer<'a> {
    out: String,
    /// It is written readably, in that order.
    order: Option<Order<'a>>,
    canonical: bool,
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Number(number) if self.canonical => self.out.push_str(&number.ecmascript()),
            Value::Number(number) => self.out.push_str(number.as_str()),
            Value::String(text) => self.string(text, "\""),
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
                if self.order.is_none() && members.iter().all(|(key, _)| is_plain(key)) {
                    // They are kept in that order.
                    for (index, (key, value)) in members.iter().enumerate() {
                        self.member(key, value, index, depth + 1);
                    }
                } else {
                    for (index, member) in ordered(members, depth, self.order).into_iter().enumerate() {
                        self.member(member.key, member.value, index, depth + 1);
                    }
                }
                self.close(members.is_empty(), depth, '}');
            }
        }
    }

    fn member(&mut self, key: &str, value: &Value, index: usize, depth: usize) {
        self.next(index, depth);
        self.string(key, if self.order.is_some() { "\": " } else { "\":" });
        self.value(value, depth);
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

    /// What needs no escape, which is most of any text, is written in one piece. At its end stands a quotation mark with what
    /// follows it.
    fn string(&mut self, text: &str, end: &str) {
        self.out.push('"');
        let mut rest = text;
        loop {
            let (plain, escaped) = rest.split_at_checked(unescaped(rest.as_bytes())).unwrap_or_default();
            self.out.push_str(plain);
            let Some(byte) = escaped.bytes().next() else { break };
            rest = escaped.get(1..).unwrap_or_default();
            match byte {
                b'"' => self.out.push_str("\\\""),
                b'\\' => self.out.push_str("\\\\"),
                b'\n' => self.out.push_str("\\n"),
                b'\r' => self.out.push_str("\\r"),
                b'\t' => self.out.push_str("\\t"),
                8 => self.out.push_str("\\b"),
                12 => self.out.push_str("\\f"),
                other => {
                    let _ = write!(self.out, "\\u{other:04x}");
                }
            }
        }
        self.out.push_str(end);
    }
}

// Not on wasm: a test kit of native crates.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use expect_test::{Expect, expect};

    use super::super::parse;
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &Expect) {
        expected.assert_eq(&canonical(&parse(json).expect("JSON")));
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
        let names: Vec<String> = canonical(&parse(json).expect("JSON"))
            .split('"')
            .filter(|part| part.contains(|letter: char| letter.is_ascii_lowercase()) && !part.contains('\\'))
            .map(str::to_owned)
            .collect();
        expect![[r#"Carriage Return | One | Control | Latin Small Letter O With Diaeresis | Euro Sign | Emoji: Grinning Face | Hebrew Letter Dalet With Dagesh"#]]
            .assert_eq(&names.join(" | "));
    }
}
