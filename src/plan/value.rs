//! Values of a pack as what they say. What is not there, or of another type, reads as empty: a pack is held to its
//! shape before anything is made of it.

use crate::form::Source;
use crate::json::{Number, Object, Value};
use crate::text::{Date, parse_number};

/// The years in which a day is taken for a deadline, and not for a slip.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2200;

/// A text.
pub(super) fn text<'a>(object: &'a Value, name: &str) -> &'a str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A text that may be absent.
pub(super) fn optional<T: From<String>>(object: &Value, name: &str) -> Option<T> {
    object.get(name)?.as_str().map(|text| T::from(text.to_owned()))
}

/// A text of one's own.
pub(super) fn owned<T: From<String>>(object: &Value, name: &str) -> T {
    T::from(text(object, name).to_owned())
}

/// A truth; absent is false.
pub(super) fn flag(object: &Value, name: &str) -> bool {
    object.get(name).and_then(Value::as_bool) == Some(true)
}

/// The items of a list.
pub(super) fn items<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    object.get(name).and_then(Value::as_array).unwrap_or_default()
}

/// The texts of a list.
pub(super) fn texts<T: From<String>>(object: &Value, name: &str) -> Vec<T> {
    items(object, name).iter().filter_map(Value::as_str).map(|text| T::from(text.to_owned())).collect()
}

/// The members of an object.
pub(super) fn members<'a>(object: &'a Value, name: &str) -> &'a Object {
    const NONE: &Object = &Object::new();
    object.get(name).and_then(Value::as_object).unwrap_or(NONE)
}

/// A whole number, if it is one; beyond any bound, where it has more digits than an `i64`.
pub(super) fn whole(number: &Number) -> Option<i64> {
    let text = number.ecmascript();
    let is_whole = if text.contains('e') { text.contains("e+") } else { !text.contains('.') };
    let beyond = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    is_whole.then(|| text.parse().unwrap_or(beyond))
}

/// The whole number of that name.
pub(super) fn integer(object: &Value, name: &str) -> Option<i64> {
    match object.get(name)? {
        Value::Number(number) => whole(number),
        _ => None,
    }
}

/// A count; one that is larger than any is the largest.
pub(super) fn count(object: &Value, name: &str) -> Option<u32> {
    integer(object, name).map(|count| u32::try_from(count.max(0)).unwrap_or(u32::MAX))
}

/// A number that people can type.
pub(super) fn bound(object: &Value, name: &str) -> Option<f64> {
    match object.get(name)? {
        Value::Number(number) => parse_number(&number.plain()?),
        _ => None,
    }
}

/// A day as the schema writes it.
pub(super) fn day(text: &str) -> Option<Date> {
    Date::parse_iso(text).filter(|day| text.len() == 10 && YEARS.contains(&day.year()))
}

/// Where a plan says something.
pub(super) fn source(value: &Value) -> Source {
    Source { clause: owned(value, "clause"), quote: owned(value, "quote") }
}

/// What a word of a closed list means.
pub(super) fn word<T: Copy>(word: Option<&Value>, words: &[(&str, T)]) -> Option<T> {
    let word = word?.as_str()?;
    words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}
