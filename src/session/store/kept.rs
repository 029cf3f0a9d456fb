//! What is set aside before something else is written in its place: as it was, for thirty days.

use super::{Mark, check};
use crate::json::{Value, compact, object, parse};
use crate::text::Date;

/// The shape that this version writes.
const VERSION: u32 = 1;
/// So long it stays at least, by the device's clock.
const DAYS: i32 = 30;

/// Why something was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It could not be read, and another copy could.
    Damaged,
    /// It was written anew in the shape of this version.
    Migrated,
    /// An older text, of which it is not certain that the newer one goes on from it.
    Outdone,
}

impl Why {
    const fn word(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Migrated => "migrated",
            Self::Outdone => "outdone",
        }
    }
}

/// Something that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it was stored.
    pub key: String,
    /// Why it is not there any more.
    pub why: Why,
    /// The day, `yyyy-mm-dd`.
    pub on: String,
    /// As it was stored.
    pub raw: String,
}

impl Kept {
    /// Where it is kept: the same thing always at the same place, so that it is not kept twice.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}.{}.{}", self.key, self.why.word(), check(&self.raw))
    }

    /// The text that is stored.
    #[must_use]
    pub fn encode(&self) -> String {
        compact(&object(vec![
            ("kept", VERSION.into()),
            ("key", self.key.as_str().into()),
            ("why", self.why.word().into()),
            ("on", self.on.as_str().into()),
            ("raw", self.raw.as_str().into()),
        ]))
    }

    /// Reads what was stored. None where it is not of this version.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let value = parse(text).ok()?;
        let member = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
        let word = member("why")?;
        let why = [Why::Damaged, Why::Migrated, Why::Outdone].into_iter().find(|why| why.word() == word)?;
        (value.get("kept").and_then(Value::as_u32) == Some(VERSION)).then_some(())?;
        Some(Self { key: member("key")?, why, on: member("on")?, raw: member("raw")? })
    }

    /// Whether it has been kept long enough. Never by a clock that shows an earlier day than the one it was set aside.
    #[must_use]
    pub fn is_over(&self, today: &str) -> bool {
        match (Date::parse_iso(&self.on), today.get(..10).and_then(Date::parse_iso)) {
            (Some(on), Some(today)) => today.days_since(on) > DAYS,
            _ => false,
        }
    }

    /// Which text it is.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark::of(&self.raw)
    }
}
