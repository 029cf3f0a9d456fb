//! Reads JSON (RFC 8259).

use super::{Number, Object, Value, unescaped};

/// Objects and lists within each other beyond this are refused.
const DEEPEST: usize = 127;

/// So many members of an object are put in their place one by one; more would be moved too often.
const FEW: usize = 32;

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub fault: Fault,
    /// The byte where it is, from 0.
    pub at: usize,
}

/// What is wrong with a text that is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text ends too early.
    End,
    /// Something stands where it may not, a number is larger than any float, or there are more numbers than any paper has
    /// that take long to read.
    Syntax,
    /// Nested beyond any use.
    TooDeep,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The value.
    pub value: Value,
    /// Whether an object names a member twice. The last one is in the value.
    pub names_twice: bool,
}

/// Reads a text that holds one value.
///
/// # Errors
/// If it is no JSON, or too deeply nested.
pub fn read(text: &str) -> Result<Parsed, Error> {
    let mut reader = Reader { text, at: 0, depth: 0, names_twice: false, slow: 0 };
    let value = reader.value()?;
    match reader.peek() {
        None => Ok(Parsed { value, names_twice: reader.names_twice }),
        Some(_) => Err(reader.unexpected()),
    }
}

/// Reads a text that holds one value; of members that are named twice the last.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str) -> Result<Value, Error> {
    Ok(read(text)?.value)
}

/// So many numbers may take long to read: with millions of them a file would hold up the page for minutes.
const MOST_SLOW: usize = 10_000;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    names_twice: bool,
    /// Numbers so far that take long to read.
    slow: usize,
}

impl Reader<'_> {
    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// What was taken from there on.
    #[inline(always)]
    fn since(&self, start: usize) -> &str {
        // Without the message of a failed slice, which brings the tables of what is printable.
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next byte that is no white space. It is not taken.
    #[inline(always)]
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn fault(&self, fault: Fault) -> Error {
        Error { fault, at: self.at }
    }

    #[cold]
    fn unexpected(&self) -> Error {
        self.fault(if self.at < self.text.len() { Fault::Syntax } else { Fault::End })
    }

    /// Takes one byte, if it is the next.
    #[inline(always)]
    fn take(&mut self, byte: u8) -> bool {
        let found = self.byte() == Some(byte);
        self.at += usize::from(found);
        found
    }

    #[inline(always)]
    fn expect(&mut self, byte: u8) -> Result<(), Error> {
        if self.take(byte) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Value, Error> {
        word.bytes().try_for_each(|byte| self.expect(byte))?;
        Ok(value)
    }

    fn value(&mut self) -> Result<Value, Error> {
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => self.string().map(Value::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected()),
        }
    }

    fn object(&mut self) -> Result<Value, Error> {
        let (mut object, mut more) = (Object::new(), Vec::new());
        let mut named = 0;
        self.open()?;
        while self.has_next(b'}', named == 0)? {
            self.peek();
            let name = self.string()?;
            self.peek();
            self.expect(b':')?;
            let value = self.value()?;
            if named < FEW {
                object.insert(name, value);
            } else {
                more.push((name, value));
            }
            named += 1;
        }
        if !more.is_empty() {
            object = object.into_iter().chain(more).collect();
        }
        self.names_twice |= object.len() < named;
        Ok(Value::Object(object))
    }

    fn array(&mut self) -> Result<Value, Error> {
        let mut items = Vec::new();
        self.open()?;
        while self.has_next(b']', items.is_empty())? {
            items.push(self.value()?);
        }
        Ok(Value::Array(items))
    }

    /// Takes the bracket that begins an object or a list.
    fn open(&mut self) -> Result<(), Error> {
        if self.depth == DEEPEST {
            return Err(self.fault(Fault::TooDeep));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Takes the comma before the next item, or the bracket after the last one.
    fn has_next(&mut self, bracket: u8, first: bool) -> Result<bool, Error> {
        self.peek();
        if self.take(bracket) {
            self.depth -= 1;
            return Ok(false);
        }
        if !first {
            self.expect(b',')?;
        }
        Ok(true)
    }

    fn string(&mut self) -> Result<String, Error> {
        self.expect(b'"')?;
        let mut string = self.unescaped().to_owned();
        while !self.take(b'"') {
            self.expect(b'\\')?;
            string.push(self.escape()?);
            string.push_str(self.unescaped());
        }
        Ok(string)
    }

    /// What stands in a string up to the next escape, or its end.
    #[inline(always)]
    fn unescaped(&mut self) -> &str {
        let start = self.at;
        self.at += unescaped(self.text.as_bytes().get(start..).unwrap_or_default());
        self.since(start)
    }

    /// What stands for a letter after a backslash.
    fn escape(&mut self) -> Result<char, Error> {
        let letter = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.unit()?;
                if !(0xd800..0xdc00).contains(&first) {
                    return char::from_u32(first).ok_or_else(|| self.unexpected());
                }
                // The first half of a letter beyond 16 bits: the other must follow.
                self.expect(b'\\')?;
                let second = self.unit()?.wrapping_sub(0xdc00);
                let letter = (second < 0x400).then(|| 0x1_0000 + ((first - 0xd800) << 10) + second);
                return letter.and_then(char::from_u32).ok_or_else(|| self.unexpected());
            }
            _ => return Err(self.unexpected()),
        };
        self.at += 1;
        Ok(letter)
    }

    /// A `u` with four hexadecimal digits.
    fn unit(&mut self) -> Result<u32, Error> {
        self.expect(b'u')?;
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit * 16 + digit.ok_or_else(|| self.unexpected())?;
            self.at += 1;
        }
        Ok(unit)
    }

    fn number(&mut self) -> Result<Value, Error> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        let number = Number::read(self.since(start));
        let number = number.ok_or(Error { fault: Fault::Syntax, at: self.at - 1 })?;
        self.slow += usize::from(number.is_slow());
        if self.slow > MOST_SLOW {
            return Err(Error { fault: Fault::Syntax, at: self.at - 1 });
        }
        Ok(Value::Number(number))
    }

    fn digits(&mut self) -> Result<(), Error> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(self.unexpected()) }
    }
}

// Not on wasm: a test kit of native crates.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::super::compact;
    use super::*;

    /// Holds the reader to `serde_json`, and the compact writer to what was read.
    #[track_caller]
    fn check(text: &str) {
        let theirs = serde_json::from_str::<serde_json::Value>(text);
        let ours = parse(text);
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text:?} {ours:?}");
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&compact(&ours)).expect("JSON"),
                theirs,
                "{text:?}"
            );
            assert_eq!(parse(&compact(&ours)), Ok(ours));
        }
    }

    #[test]
    fn no_more_numbers_that_take_long_are_read_than_any_paper_has() {
        let many = |number: &str, count: usize| format!("[{}0]", format!("{number},").repeat(count));
        for slow in ["1e308", "1e-308", "0.12345678901234567", "-123456789012345678901"] {
            assert!(parse(&many(slow, MOST_SLOW)).is_ok(), "{slow}");
            assert!(parse(&many(slow, MOST_SLOW + 1)).is_err(), "{slow}");
        }
        for quick in ["0", "-12.5", "1e5", "0e308", "123456789.25"] {
            assert!(parse(&many(quick, MOST_SLOW + 1)).is_ok(), "{quick}");
        }
    }

    #[test]
    fn what_is_json_and_what_is_not() {
        for text in [
            "",
            " ",
            "null",
            " true ",
            "false",
            "nul",
            "nulll",
            "tru e",
            "True",
            "0",
            "-0",
            "00",
            "01",
            "-",
            "+1",
            "1.",
            ".5",
            "1.0",
            "1e5",
            "1E+5",
            "1e-05",
            "1e",
            "1e+",
            "1.5e3",
            "1e400",
            "-1e400",
            "1e-400",
            "0e999999999999",
            "1e-999999999999",
            "\"\"",
            "\"a",
            "\"\\\"",
            "\"\\u00e9\"",
            "\"\\u00E9\"",
            "\"\\u00g9\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\ud83d\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\uffff\\/\\b\\f\\n\\r\\t\"",
            "\"\\x\"",
            "\"\t\"",
            "\"\u{7f}\"",
            "[]",
            "[ ]",
            "[1,2]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1",
            "]",
            "{}",
            "{ }",
            "{\"a\":1}",
            "{\"a\" : 1 , \"b\":[{}]}",
            "{\"a\":1,}",
            "{\"a\"}",
            "{a:1}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":}",
            "{1:2}",
            "{} {}",
            "\u{feff}1",
            "\u{a0}1",
            "//x\n1",
        ] {
            check(text);
        }
        check(include_str!("../../public/plans/000.json"));
    }

    #[test]
    fn faults_are_told_apart_and_placed() {
        let fault = |text: &str| read(text).map(|_| ()).map_err(|error| (error.fault, error.at));
        assert_eq!(fault("[1, x]"), Err((Fault::Syntax, 4)));
        assert_eq!(fault("[1, tru"), Err((Fault::End, 7)));
        assert_eq!(fault(&"[".repeat(128)), Err((Fault::TooDeep, 127)));
        assert_eq!(fault(&"[".repeat(127)), Err((Fault::End, 127)));
    }

    #[test]
    fn a_member_named_twice_is_told_and_the_last_one_read() {
        let parsed = read(r#"{"b": {"a": 1, "a": 2}, "c": 3}"#).expect("JSON");
        assert!(parsed.names_twice);
        assert_eq!(parsed.value.at("b.a").and_then(Value::as_u32), Some(2));
        assert!(!read(r#"{"b": {"a": 1}, "a": {"b": 1}}"#).expect("JSON").names_twice);
    }

    #[test]
    fn of_many_members_the_last_of_each_name_is_read_too() {
        let members = |numbers: std::ops::Range<usize>| {
            numbers.map(|number| format!("\"{}\":{number}", number * 7 % 40)).collect::<Vec<_>>().join(",")
        };
        check(&format!("{{{}}}", members(0..40)));
        check(&format!("{{{}}}", members(0..100)));
        let is_twice = |numbers| read(&format!("{{{}}}", members(numbers))).expect("JSON").names_twice;
        assert!(!is_twice(0..40));
        assert!(is_twice(0..41));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_serde_json_reads_it(text in "[ \\[\\]{}:,\"\\\\0-9a-fnrtu.eE+-]{0,12}") {
            check(&text);
        }

        #[test]
        fn every_string_comes_back(text in any::<String>()) {
            check(&compact(&Value::from(text.as_str())));
            check(&serde_json::Value::from(text).to_string());
        }
    }
}
