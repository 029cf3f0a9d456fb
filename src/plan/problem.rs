//! What is wrong with a pack, and where.

use crate::form::FormId;

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
    /// It refers to itself, if only by way of others, or over more steps than are computed.
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
