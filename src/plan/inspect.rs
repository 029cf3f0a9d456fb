//! Holds a pack to its shape, and notes every place where it differs.

use super::problem::{Fault, Pattern, Problem, Type};
use super::shape::{Kind, Member, Members, Need, PACK, Shape, Sizes};
use super::value::{day, whole};
use crate::form::FormId;
use crate::json::{Object, Value};

/// A pack of more problems is no pack, and nobody reads on.
const MOST: usize = 1000;

/// The most letters of an id, and of a form's.
const LONGEST_ID: usize = 40;
const LONGEST_FORM_ID: usize = 20;

/// Notes every place where a pack is not of its shape.
pub(super) fn inspect(pack: &Value, problems: &mut Problems) {
    problems.value(pack, &PACK);
}

/// The problems found so far, and the place that is being looked at.
#[derive(Default)]
pub(super) struct Problems {
    pub(super) list: Vec<Problem>,
    pub(super) path: String,
    /// The form that is being looked at.
    pub(super) form: Option<FormId>,
}

impl Problems {
    /// Notes what is wrong here, once: what several forms share is looked at in each.
    pub(super) fn add(&mut self, found: Option<&Value>, fault: Fault) {
        if self.list.len() == MOST
            || self.list.iter().any(|known| known.path == self.path && known.fault == fault)
        {
            return;
        }
        let found = match found {
            Some(Value::String(text)) => Some(text.as_str()),
            Some(Value::Number(number)) => Some(number.as_str()),
            Some(Value::Bool(truth)) => Some(if *truth { "true" } else { "false" }),
            _ => None,
        };
        let found = found.map(str::to_owned);
        self.list.push(Problem { path: self.path.clone(), form: self.form.clone(), found, fault });
    }

    /// Goes to a member of what is here. Gives the way back, for [`Problems::back`].
    pub(super) fn enter(&mut self, name: &str) -> usize {
        let here = self.path.len();
        if here > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        here
    }

    /// Goes to an item of what is here.
    pub(super) fn enter_item(&mut self, index: usize) -> usize {
        let here = self.path.len();
        self.path.push('[');
        self.path.push_str(&index.to_string());
        self.path.push(']');
        here
    }

    pub(super) fn back(&mut self, here: usize) {
        self.path.truncate(here);
    }

    /// Notes what is wrong with a member of what is here.
    pub(super) fn add_at(&mut self, name: &str, found: Option<&Value>, fault: Fault) {
        let here = self.enter(name);
        self.add(found, fault);
        self.back(here);
    }

    fn value(&mut self, value: &Value, shape: &Shape) {
        let fault = match (shape, value) {
            (Shape::Text(pattern), Value::String(text)) => {
                (!is_written(text, *pattern)).then_some(Fault::NotWritten(*pattern))
            }
            (Shape::OneOf(words), Value::String(text)) => {
                (!words.contains(&text.as_str())).then(|| Fault::NotOneOf(words.to_vec()))
            }
            (Shape::Truth, Value::Bool(_)) | (Shape::Number, Value::Number(_)) => None,
            (Shape::Whole(least, most), Value::Number(number)) => match whole(number) {
                Some(number) => (!(*least..=*most).contains(&number))
                    .then_some(Fault::OutOfBounds { least: *least, most: *most }),
                None => Some(Fault::NotOfType(Type::Whole)),
            },
            (Shape::List(sizes, of), Value::Array(items)) => {
                self.size(items.len(), *sizes);
                for (index, item) in items.iter().enumerate() {
                    let here = self.enter_item(index);
                    self.value(item, of);
                    self.back(here);
                }
                None
            }
            (Shape::Map(names, sizes, of), Value::Object(members)) => {
                self.size(members.len(), *sizes);
                for (name, member) in members.iter() {
                    let here = self.enter(name);
                    if !is_written(name, *names) {
                        self.add(None, Fault::NotWritten(*names));
                    }
                    self.value(member, of);
                    self.back(here);
                }
                None
            }
            (Shape::Object(sizes, members), Value::Object(object)) => {
                self.size(object.len(), *sizes);
                self.members(object, "", members, &[]);
                None
            }
            (Shape::Kinds(by, members, kinds), Value::Object(object)) => {
                self.kinds(object, by, members, kinds);
                None
            }
            (Shape::If(member, with, without), _) => {
                let shape = if value.get(member).is_some() { with } else { without };
                return self.value(value, shape);
            }
            (shape, _) => Some(Fault::NotOfType(type_of(shape))),
        };
        if let Some(fault) = fault {
            self.add(Some(value), fault);
        }
    }

    fn size(&mut self, size: usize, Sizes(least, most): Sizes) {
        if size < least {
            self.add(None, Fault::TooFew { least });
        } else if size > most {
            self.add(None, Fault::TooMany { most });
        }
    }

    fn kinds(&mut self, object: &Object, by: &str, members: Members, kinds: &[Kind]) {
        let word = object.get(by);
        let kind = kinds.iter().find(|(kind, _)| word.and_then(Value::as_str) == Some(kind));
        let fault = match (kind, word) {
            (Some((_, of_kind)), _) => return self.members(object, by, members, of_kind),
            (None, None) => Fault::Missing,
            (None, Some(Value::String(_))) => Fault::NotOneOf(kinds.iter().map(|(kind, _)| *kind).collect()),
            (None, Some(_)) => Fault::NotOfType(Type::Text),
        };
        self.add_at(by, word, fault);
        // Which others belong here nobody can tell.
        for member in members.iter().copied().flatten() {
            self.member(object, member);
        }
    }

    fn members(&mut self, object: &Object, by: &str, members: Members, of_kind: Members) {
        let known = || members.iter().chain(of_kind).copied().flatten();
        for member in known() {
            self.member(object, member);
        }
        for (name, value) in object.iter() {
            if name != by && known().all(|member| member.name != name) {
                self.add_at(name, Some(value), Fault::Unknown);
            }
        }
    }

    fn member(&mut self, object: &Object, member: &Member) {
        let here = self.enter(member.name);
        match object.get(member.name) {
            Some(value) => self.value(value, member.shape),
            None => {
                let is_missing = match member.need {
                    Need::Must => true,
                    Need::May => false,
                    Need::With(other) => object.get(other).is_some(),
                    Need::Without(other) => object.get(other).is_none(),
                };
                if is_missing {
                    self.add(None, Fault::Missing);
                }
            }
        }
        self.back(here);
    }
}

fn type_of(shape: &Shape) -> Type {
    match shape {
        Shape::Text(_) | Shape::OneOf(_) => Type::Text,
        Shape::Truth => Type::Truth,
        Shape::Number => Type::Number,
        Shape::Whole(..) => Type::Whole,
        Shape::List(..) => Type::List,
        Shape::Map(..) | Shape::Object(..) | Shape::Kinds(..) | Shape::If(..) => Type::Object,
    }
}

fn is_written(text: &str, pattern: Pattern) -> bool {
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let large = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    match pattern {
        Pattern::Free => true,
        Pattern::Line => shows(text) && !text.contains(['\t', '\r', '\n']),
        Pattern::Lines => shows(text) && !text.contains(['\t', '\r']),
        Pattern::Id => text.len() <= LONGEST_ID && text.split('-').all(|part| is_all(part, small)),
        Pattern::FormId => {
            let is_head = |part| is_all(part, |byte| byte.is_ascii_alphanumeric());
            let parts = text.split_once('-');
            text.len() <= LONGEST_FORM_ID
                && parts.is_some_and(|(head, rest)| {
                    is_head(head) && rest.split('-').all(|part| is_all(part, large))
                })
        }
        Pattern::Value => is_all(text, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')),
        Pattern::Day => day(text).is_some(),
    }
}

/// Whether there is one character at least, and all are such.
fn is_all(text: &str, is_such: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(is_such)
}

/// Whether a character is no white space as the schema counts it, by ECMAScript.
fn shows(text: &str) -> bool {
    text.contains(|letter: char| letter == '\u{85}' || !letter.is_whitespace() && letter != '\u{feff}')
}
