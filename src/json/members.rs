//! Takes objects apart, member by member.
//!
//! By hand, because the code that serde derives is three times as large and is in everyone's first download. What is
//! missing is noted, not returned at once: a way out of every line would again double the code.

use super::{Object, Value};

/// Takes members out of objects, and notes the first that is missing or of another type. In its place goes an empty
/// value, which nothing must be made of once [`Members::missing`] names a member.
#[derive(Debug, Default)]
pub struct Members {
    /// The first member that was missing or of another type.
    pub missing: Option<&'static str>,
}

impl Members {
    /// Notes that a member is missing or of another type.
    pub fn note(&mut self, name: &'static str) {
        self.missing = self.missing.or(Some(name));
    }

    /// What was read, or the first member that was missing.
    ///
    /// # Errors
    /// If a member was missing or of another type.
    pub fn finish<T>(self, read: T) -> Result<T, &'static str> {
        self.missing.map_or(Ok(read), Err)
    }

    /// The text of a value that stands under that name.
    pub fn string(&mut self, value: Option<&Value>, name: &'static str) -> String {
        let text = value.and_then(Value::as_str);
        if text.is_none() {
            self.note(name);
        }
        text.unwrap_or_default().to_owned()
    }

    /// A text.
    pub fn text(&mut self, object: &Value, name: &'static str) -> String {
        self.string(object.get(name), name)
    }

    /// A text that may be absent.
    pub fn optional_text(&mut self, object: &Value, name: &'static str) -> Option<String> {
        object.get(name).map(|value| self.string(Some(value), name))
    }

    /// A count.
    pub fn count(&mut self, object: &Value, name: &'static str) -> u32 {
        let count = object.get(name).and_then(Value::as_u32);
        if count.is_none() {
            self.note(name);
        }
        count.unwrap_or_default()
    }

    /// A count that may be absent.
    pub fn count_or(&mut self, object: &Value, name: &'static str, otherwise: u32) -> u32 {
        if object.get(name).is_some() { self.count(object, name) } else { otherwise }
    }

    /// A truth; absent is false.
    pub fn flag(&mut self, object: &Value, name: &'static str) -> bool {
        let value = object.get(name);
        let flag = value.and_then(Value::as_bool);
        if value.is_some() && flag.is_none() {
            self.note(name);
        }
        flag.unwrap_or_default()
    }

    /// The items of a list; none where it is absent.
    pub fn items<'a>(&mut self, object: &'a Value, name: &'static str) -> &'a [Value] {
        let value = object.get(name);
        let items = value.and_then(Value::as_array);
        if value.is_some() && items.is_none() {
            self.note(name);
        }
        items.unwrap_or_default()
    }

    /// The members of an object; none where it is absent.
    pub fn object<'a>(&mut self, object: &'a Value, name: &'static str) -> &'a Object {
        const NONE: &Object = &Object::new();
        let value = object.get(name);
        let members = value.and_then(Value::as_object);
        if value.is_some() && members.is_none() {
            self.note(name);
        }
        members.unwrap_or(NONE)
    }
}
