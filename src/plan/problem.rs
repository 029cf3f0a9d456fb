//! What is wrong with a pack, and where.

use crate::form::FormId;
use crate::json::Value;
use crate::sorted::Sorted;

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
    /// The sections of a form have more fields together than it may have.
    TooManyFields {
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
    /// The form that is being looked at.
    pub(super) form: Option<FormId>,
    /// In the order in which they were found, each with its value; the path is only the member yet.
    list: Vec<(*const Value, Problem)>,
    /// What is wrong with each member of each value: what several forms share is looked at in each.
    known: Sorted<(*const Value, String), Vec<Fault>>,
}

impl<'a> Problems<'a> {
    /// None of a pack.
    pub(super) fn of(pack: &'a Value) -> Self {
        Self { pack, form: None, list: Vec::new(), known: Sorted::new() }
    }

    /// Notes what is wrong with a member of an object of the pack, or with a value itself where no member is named.
    /// Once, for the first form in which it is.
    pub(super) fn add(&mut self, value: &Value, member: &str, fault: Fault) {
        if self.list.len() == MOST {
            return;
        }
        let at = std::ptr::from_ref(value);
        let key = (at, member.to_owned());
        match self.known.get_mut(&key) {
            Some(faults) if faults.contains(&fault) => return,
            Some(faults) => faults.push(fault.clone()),
            None => self.known.insert(key, vec![fault.clone()]),
        }
        let found = match if member.is_empty() { Some(value) } else { value.get(member) } {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Number(number)) => Some(number.as_str()),
            Some(Value::Bool(truth)) => Some(if *truth { "true" } else { "false" }),
            _ => None,
        };
        let found = found.map(str::to_owned);
        self.list.push((at, Problem { path: member.to_owned(), form: self.form.clone(), found, fault }));
    }

    /// Whether a list has more items than it may have.
    pub(super) fn has_too_many(&self) -> bool {
        self.list.iter().any(|(_, problem)| matches!(problem.fault, Fault::TooMany { .. }))
    }

    /// All of them, each with its place.
    pub(super) fn into_list(self) -> Vec<Problem> {
        if self.list.is_empty() {
            return Vec::new();
        }
        let mut places: Sorted<*const Value, String> = Sorted::new();
        for (value, _) in &self.list {
            places.insert(*value, String::new());
        }
        place(self.pack, &mut String::new(), &mut places);
        let mut list: Vec<Problem> = Vec::new();
        for (value, mut problem) in self.list {
            let mut path = places.get(&value).cloned().unwrap_or_default();
            enter(&mut path, &problem.path);
            problem.path = path;
            // A member and the value that it is have one place.
            if list.iter().all(|known| known.path != problem.path || known.fault != problem.fault) {
                list.push(problem);
            }
        }
        list
    }
}

/// Tells of some values where they stand: when all is found, in one walk, so that nothing else has to know it.
fn place(value: &Value, path: &mut String, places: &mut Sorted<*const Value, String>) {
    if let Some(place) = places.get_mut(&std::ptr::from_ref(value)) {
        place.clone_from(path);
    }
    let here = path.len();
    let mut below = |step: &str, value| {
        enter(path, step);
        place(value, path, places);
        path.truncate(here);
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| below(&format!("[{index}]"), item));
        }
        Value::Object(members) => members.iter().for_each(|(name, member)| below(name, member)),
        _ => {}
    }
}

fn enter(path: &mut String, step: &str) {
    if !path.is_empty() && !step.is_empty() && !step.starts_with('[') {
        path.push('.');
    }
    path.push_str(step);
}
