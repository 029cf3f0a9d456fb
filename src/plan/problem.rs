//! What is wrong with a pack, and where.

use crate::form::FormId;
use crate::json::Value;

/// A pack of more problems is no pack, and nobody reads on.
const MOST: usize = 1000;

/// One thing in a pack that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, or would stand if it is missing: `forms[2].sections[0].fields[1].kind`. Empty for the pack
    /// as a whole.
    pub path: String,
    /// The form in which it is wrong; None where that does not depend on a form. A section that forms share may fit
    /// into one and not into another.
    pub form: Option<FormId>,
    /// The text, number or truth that stands there.
    pub found: Option<String>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a part of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It must be there and is not.
    Missing,
    /// Nothing is called so there, or not beside what stands there.
    Unknown,
    /// It is not of this type.
    NotOfType(Type),
    /// It is not written so.
    NotWritten(Pattern),
    /// It is none of these words.
    NotOneOf(Vec<&'static str>),
    /// The whole number is not within these bounds.
    OutOfBounds {
        /// Least.
        least: i64,
        /// Most; the largest of all where there is no such bound.
        most: i64,
    },
    /// It has fewer items, or members, than it must have.
    TooFew {
        /// How many it must have.
        least: usize,
    },
    /// It has more items, or members, than it may have.
    TooMany {
        /// How many it may have.
        most: usize,
    },
    /// An object of the pack names a member twice; only the last one counts.
    NamedTwice,
    /// Another one before it is called so, or says the same.
    Duplicate,
    /// It refers to something that is not there.
    Unresolved,
    /// It refers to something that is left out, because it is sensitive and the pack does not say `asksSensitive`.
    LeftOut,
    /// It refers to something that is none of these kinds.
    NotOfKind(Vec<&'static str>),
    /// It refers to something that does not stand before it.
    NotBefore,
    /// It refers to itself, if only by way of others, or over more steps than are followed.
    Circle,
    /// Of two bounds the least is above the most.
    Reversed,
    /// A number of more digits than anybody can type.
    Endless,
    /// A condition that tests more than one thing.
    Ambiguous,
    /// No unit of the roster is meant.
    NoUnits,
    /// A section that the plan asks for, of which nothing must be answered.
    NothingRequired,
    /// A table of whose columns none is left.
    NothingLeft,
}

/// The types of JSON value that a pack has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the types say themselves")]
pub enum Type {
    Text,
    Truth,
    Number,
    Whole,
    List,
    Object,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// In any way.
    Free,
    /// One line of at least one character that shows, without tabs.
    Line,
    /// Lines with at least one character that shows, without tabs.
    Lines,
    /// Small ASCII letters, digits and single hyphens between them, at most 40: `ket-qua`.
    Id,
    /// ASCII letters, digits and single hyphens between them, at most 20, small letters only before the first
    /// hyphen: `000-TLX`.
    FormId,
    /// ASCII letters, digits, hyphens and dots.
    Value,
    /// A day of the calendar from 1900 to 2200: `2020-09-10`.
    Day,
}

/// The problems of a pack that were found so far.
pub(super) struct Problems<'a> {
    pub(super) pack: &'a Value,
    pub(super) list: Vec<Problem>,
    /// The form that is being looked at.
    pub(super) form: Option<FormId>,
}

impl Problems<'_> {
    /// Notes what is wrong with a member of an object of the pack, or with a value itself where no member is named.
    /// Once: what several forms share is looked at in each.
    pub(super) fn add(&mut self, value: &Value, member: &str, fault: Fault) {
        // Before the place is looked for, which takes long in a large pack.
        if self.list.len() == MOST {
            return;
        }
        let mut path = String::new();
        find(self.pack, value, &mut path);
        enter(&mut path, member);
        if self.list.iter().any(|known| known.path == path && known.fault == fault) {
            return;
        }
        let found = match if member.is_empty() { Some(value) } else { value.get(member) } {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Number(number)) => Some(number.as_str()),
            Some(Value::Bool(truth)) => Some(if *truth { "true" } else { "false" }),
            _ => None,
        };
        let found = found.map(str::to_owned);
        self.list.push(Problem { path, form: self.form.clone(), found, fault });
    }
}

/// Where a value stands in another: looked for only when something is wrong with it, so that nothing else has to know.
fn find(within: &Value, value: &Value, path: &mut String) -> bool {
    if std::ptr::eq(within, value) {
        return true;
    }
    let here = path.len();
    let mut is_below = |step: &str, below| {
        path.truncate(here);
        enter(path, step);
        find(below, value, path)
    };
    let is_found = match within {
        Value::Array(items) => {
            items.iter().enumerate().any(|(index, item)| is_below(&format!("[{index}]"), item))
        }
        Value::Object(members) => members.iter().any(|(name, member)| is_below(name, member)),
        _ => false,
    };
    if !is_found {
        path.truncate(here);
    }
    is_found
}

fn enter(path: &mut String, step: &str) {
    if !path.is_empty() && !step.is_empty() && !step.starts_with('[') {
        path.push('.');
    }
    path.push_str(step);
}
