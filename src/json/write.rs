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
    write(String::new(), value, None, false)
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

/// Writes piece by piece, compactly, what nobody has as a tree. The caller writes the members of an object in the order of
/// their names, and each once.
#[derive(Debug)]
pub struct Pieces(String);

impl Pieces {
    /// Begins behind another text.
    #[must_use]
    pub fn behind(text: String) -> Self {
        Self(text)
    }

    /// An object, whose members are written by `members`.
    pub fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.0.push('{');
        members(self);
        self.0.push('}');
    }

    /// A list.
    pub fn array<T>(&mut self, items: impl IntoIterator<Item = T>, mut item: impl FnMut(&mut Self, T)) {
        self.0.push('[');
        for value in items {
            self.next();
            item(self, value);
        }
        self.0.push(']');
    }

    /// The name of a member, which is written next.
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.next();
        string(&mut self.0, name, "\":");
        self
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        string(&mut self.0, text, "\"");
    }

    /// What is at hand as a tree.
    pub fn value(&mut self, value: &Value) {
        self.0 = write(std::mem::take(&mut self.0), value, None, false);
    }

    /// All that was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }

    /// Parts what comes from what stands before it in the same object or list.
    fn next(&mut self) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
    }
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
            Value::String(text) => string(&mut self.out, text, "\""),
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
        string(&mut self.out, key, if self.order.is_some() { "\": " } else { "\":" });
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
}

/// What needs no escape, which is most of any text, is written in one piece. At its end stands a quotation mark with what
/// follows it.
fn string(out: &mut String, text: &str, end: &str) {
    out.push('"');
    let mut rest = text;
    loop {
        let (plain, escaped) = rest.split_at_checked(unescaped(rest.as_bytes())).unwrap_or_default();
        out.push_str(plain);
        let Some(byte) = escaped.bytes().next() else { break };
        rest = escaped.get(1..).unwrap_or_default();
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            other => {
                let _ = write!(out, "\\u{other:04x}");
            }
        }
    }
    out.push_str(end);
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
