//! JSON as a tree of values, its reader and its writers.
//!
//! Own code because `serde_json` with its numbers costs more than twice as much in everyone's first download; held to it,
//! to the RFCs and to `ryu-js` by the tests of this room.
//!
//! **Invariant:** a number is kept as it is written, so that none loses a digit between reading and writing.

mod float;
mod members;
mod number;
mod read;
mod write;

pub use members::Members;
pub use number::Number;
pub use read::{Error, Fault, Parsed, parse, read};
pub use write::{Member, Order, Pieces, canonical, compact, ordered, pretty};

use crate::sorted::Sorted;

/// The members of an object, by their names.
pub type Object = Sorted<String, Value>;

/// Any JSON value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the kinds of JSON value say themselves")]
pub enum Value {
    #[default]
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Self>),
    Object(Object),
}

impl Value {
    /// The member of that name, of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The member of that name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        match self {
            Self::Object(object) => object.get_mut(name),
            _ => None,
        }
    }

    /// What the path leads to, through objects: `paper.layout`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Self> {
        let (mut value, mut start) = (self, 0);
        for (at, _) in path.bytes().enumerate().filter(|(_, byte)| *byte == b'.') {
            value = value.get(path.get(start..at)?)?;
            start = at + 1;
        }
        value.get(path.get(start..)?)
    }

    /// The object that it is.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The list that it is.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text that it is.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth that it is.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The whole number that it is.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.as_str().parse().ok(),
            _ => None,
        }
    }

    /// The count that it is.
    #[must_use]
    pub fn as_u32(&self) -> Option<u32> {
        self.as_u64()?.try_into().ok()
    }
}

/// How many bytes of a string, up to the first that is not written as it is. Those of letters beyond ASCII are.
fn unescaped(string: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // Eight at a time: which of them are below another is told by their highest bits.
    let below = |eight: u64, bound: u64| eight.wrapping_sub(ONES * bound) & !eight;
    let is_any = |eight: u64| {
        let is = |byte: u8| below(eight ^ (ONES * u64::from(byte)), 1);
        (below(eight, u64::from(b' ')) | is(b'"') | is(b'\\')) & (ONES << 7) != 0
    };
    let (eights, _) = string.as_chunks::<8>();
    let plain = eights.iter().take_while(|eight| !is_any(u64::from_ne_bytes(**eight))).count() * 8;
    let is_escaped = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
    let rest = string.get(plain..).unwrap_or_default();
    plain + rest.iter().position(is_escaped).unwrap_or(rest.len())
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Number(count.into())
    }
}

/// An object of these members.
#[must_use]
pub fn object(members: Vec<(&str, Value)>) -> Value {
    let mut object = Object::default();
    for (name, value) in members {
        object.insert(name.to_owned(), value);
    }
    Value::Object(object)
}
