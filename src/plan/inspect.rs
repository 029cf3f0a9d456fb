//! Holds a pack to its shape, and notes every place where it differs.

use super::problem::{Fault, Pattern, Problems, Type};
use super::shape::{Kind, Member, Members, Need, PACK, Shape, Sizes};
use super::value::{day, whole};
use crate::json::{Object, Value};

/// The most letters of an id, and of a form's.
const LONGEST_ID: usize = 40;
const LONGEST_FORM_ID: usize = 20;

/// Notes every place where the pack is not of its shape.
pub(super) fn inspect(problems: &mut Problems<'_>) {
    problems.value(problems.pack, &PACK);
}

impl Problems<'_> {
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
                for item in items {
                    self.value(item, of);
                }
                wrong_size(items.len(), *sizes)
            }
            (Shape::Map(names, sizes, of), Value::Object(members)) => {
                for (name, member) in members.iter() {
                    if !is_written(name, *names) {
                        self.add(value, name, Fault::NotWritten(*names));
                    }
                    self.value(member, of);
                }
                wrong_size(members.len(), *sizes)
            }
            (Shape::Object(sizes, members), Value::Object(object)) => {
                self.members(value, object, "", members, &[]);
                wrong_size(object.len(), *sizes)
            }
            (Shape::Kinds(by, members, kinds), Value::Object(object)) => {
                self.kinds(value, object, by, members, kinds);
                None
            }
            (Shape::If(member, with, without), _) => {
                return self.value(value, if value.get(member).is_some() { with } else { without });
            }
            (shape, _) => Some(Fault::NotOfType(type_of(shape))),
        };
        if let Some(fault) = fault {
            self.add(value, "", fault);
        }
    }

    fn kinds(&mut self, value: &Value, object: &Object, by: &str, members: Members, kinds: &[Kind]) {
        let word = object.get(by);
        let kind = kinds.iter().find(|(kind, _)| word.and_then(Value::as_str) == Some(kind));
        let fault = match (kind, word) {
            (Some((_, of_kind)), _) => return self.members(value, object, by, members, of_kind),
            (None, None) => Fault::Missing,
            (None, Some(Value::String(_))) => Fault::NotOneOf(kinds.iter().map(|(kind, _)| *kind).collect()),
            (None, Some(_)) => Fault::NotOfType(Type::Text),
        };
        self.add(value, by, fault);
        // Which others belong here nobody can tell.
        for group in members {
            for member in *group {
                self.member(value, member);
            }
        }
    }

    fn members(&mut self, value: &Value, object: &Object, by: &str, members: Members, of_kind: Members) {
        let mut known = vec![by];
        for group in members.iter().chain(of_kind) {
            for member in *group {
                self.member(value, member);
                known.push(member.name);
            }
        }
        for (name, _) in object.iter() {
            if !known.contains(&name.as_str()) {
                self.add(value, name, Fault::Unknown);
            }
        }
    }

    fn member(&mut self, object: &Value, member: &Member) {
        let is_missing = match (object.get(member.name), member.need) {
            (Some(value), _) => return self.value(value, member.shape),
            (None, Need::Must) => true,
            (None, Need::May) => false,
            (None, Need::With(other)) => object.get(other).is_some(),
            (None, Need::Without(other)) => object.get(other).is_none(),
        };
        if is_missing {
            self.add(object, member.name, Fault::Missing);
        }
    }
}

fn wrong_size(size: usize, Sizes(least, most): Sizes) -> Option<Fault> {
    if size < least {
        Some(Fault::TooFew { least })
    } else {
        (size > most).then_some(Fault::TooMany { most })
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
    match pattern {
        Pattern::Free => true,
        Pattern::Line => shows(text) && !text.contains(['\t', '\r', '\n']),
        Pattern::Lines => shows(text) && !text.contains(['\t', '\r']),
        Pattern::Id => text.len() <= LONGEST_ID && text.split('-').all(|part| is_all(part, SMALL)),
        Pattern::FormId => {
            let (head, rest) = text.split_once('-').unwrap_or_default();
            text.len() <= LONGEST_FORM_ID
                && is_all(head, SMALL | LARGE)
                && rest.split('-').all(|part| is_all(part, LARGE))
        }
        Pattern::Value => is_all(text, SMALL | LARGE | MARK),
        Pattern::Day => day(text).is_some(),
    }
}

/// Which characters there may be beside digits: these bits.
const SMALL: u8 = 1;
const LARGE: u8 = 2;
const MARK: u8 = 4;

/// Whether there is one character at least, and all are digits or such.
fn is_all(text: &str, such: u8) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| match byte {
            b'0'..=b'9' => true,
            b'a'..=b'z' => such & SMALL != 0,
            b'A'..=b'Z' => such & LARGE != 0,
            b'-' | b'.' => such & MARK != 0,
            _ => false,
        })
}

/// Whether a character is no white space as the schema counts it, by ECMAScript.
fn shows(text: &str) -> bool {
    text.contains(|letter: char| letter == '\u{85}' || !letter.is_whitespace() && letter != '\u{feff}')
}
