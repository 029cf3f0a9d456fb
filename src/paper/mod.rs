//! A draft as it prints: composed into blocks by a layout profile, and measured.
//!
//! **Invariant:** equal drafts give equal papers. Only lawful choices can be made, and none is made for the writer.

mod compose;
mod profile;

use std::collections::BTreeMap;

pub use compose::{Composition, Origin, compose};
pub use profile::{Bearer, PROFILES, Profile};

use crate::draft::{Draft, LayoutChoices};
use crate::form::{FieldId, Form, SectionId};
use crate::plan::Plan;

/// Measures papers, and remembers the lines of paragraphs that did not change since the last time.
#[derive(Debug, Default)]
pub struct Press {}

/// What a paper prints to.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Pages used, header and signature included.
    pub pages: u32,
    /// How that stands to the page limit.
    pub room: Room,
    /// What each field's answer takes on the paper.
    pub extents: BTreeMap<FieldId, Extent>,
    /// The printed lines of each page, for drawing it small.
    pub sheets: Vec<Sheet>,
}

/// How a paper stands to its page limit.
#[derive(Clone, Debug, PartialEq)]
pub enum Room {
    /// The form has no limit.
    Unlimited,
    /// Within the limit.
    Spare {
        /// The limit in pages.
        limit: u32,
        /// So many more lines fit at the end of the last section.
        lines: u32,
    },
    /// Over the limit.
    Over {
        /// The limit in pages.
        limit: u32,
        /// At least so many lines must go.
        lines: u32,
        /// The section whose text begins the first page too many, if it is of a section.
        section: Option<SectionId>,
        /// The field, likewise.
        field: Option<FieldId>,
        /// The first words on that page.
        words: String,
    },
}

/// What a field's answer takes on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Printed lines.
    pub lines: u32,
    /// Page of the first line, from 1.
    pub first_page: u32,
    /// Page of the last line.
    pub last_page: u32,
}

/// One page, small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// From top to bottom.
    pub strokes: Vec<Stroke>,
}

/// One printed line, in thousandths of the page's width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "a rectangle's parts say themselves")]
pub struct Stroke {
    pub left: u16,
    pub top: u16,
    pub width: u16,
}

/// What another lawful choice would gain.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice {
    /// The choice.
    pub layout: LayoutChoices,
    /// Pages it would print to.
    pub pages: u32,
    /// How that stands to the limit.
    pub room: Room,
}

impl Press {
    /// Lays the draft out and measures it.
    pub fn measure(&mut self, plan: &Plan, form: &Form, draft: &Draft) -> Measure {
        let _ = (plan, form, draft);
        Measure { pages: 1, room: Room::Unlimited, extents: BTreeMap::new(), sheets: vec![Sheet::default()] }
    }
}
