//! The known parts of the file and their types.

use crate::draft::{LayoutChoices, Margins, Spacing};
use crate::json::Value;
use crate::text::Date;

/// A known part: its path, its type, and whether a paper can do without it.
pub(super) struct Part {
    pub(super) path: &'static str,
    is_sound: fn(&Value) -> bool,
    pub(super) need: Need,
}

/// Whether a part may be missing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// There is no paper without it.
    Essential,
    /// Every file has it, but the paper can do without.
    Expected,
    /// It may be missing.
    Optional,
}

use Need::{Essential, Expected, Optional};

/// Every part but `format`, `version` and `checksum`, which are read before.
pub(super) const PARTS: [Part; 31] = [
    part("id", is_uuid, Essential),
    part("revision", is_count, Essential),
    part("plan.id", is_string, Essential),
    part("plan.version", is_count, Essential),
    part("form.id", is_string, Essential),
    part("form.version", is_count, Essential),
    part("createdAt", is_moment, Essential),
    part("updatedAt", is_moment, Essential),
    part("answers", is_object, Essential),
    part("exportedAt", is_moment, Expected),
    part("status", is_status, Expected),
    part("form.title", is_string, Expected),
    part("unit.name", is_string, Expected),
    part("unit.level", is_string, Expected),
    part("unit.id", is_string, Optional),
    part("unit.currentName", is_string, Optional),
    part("author.name", is_string, Expected),
    part("author.role", is_string, Optional),
    part("author.phone", is_string, Optional),
    part("period", is_string, Optional),
    part("paper", is_object, Optional),
    part("paper.profile", is_string, Optional),
    part("paper.pages", is_count, Optional),
    part("paper.limit", is_count, Optional),
    part("paper.overLimit", is_truth, Optional),
    part("paper.engine", is_string, Optional),
    part("paper.layout", |value| layout(value).is_some(), Optional),
    part("typed", is_object, Optional),
    part("carried", is_object, Optional),
    part("app.name", is_string, Expected),
    part("app.version", is_string, Expected),
];

/// The parts that have parts of their own.
const WHOLES: [&str; 8] =
    ["plan.", "form.", "unit.", "author.", "answers.", "paper.", "paper.layout.", "app."];

/// Where in the file a part has parts of its own: its path, with a dot. Found by the path around it and its name.
pub(super) fn whole(outer: &str, name: &str) -> Option<&'static str> {
    WHOLES.into_iter().find(|path| is_path(path, outer, name, "."))
}

/// Whether a draft holds that part, or it follows from a draft. Nothing in a draft stands for the period yet.
pub(super) fn is_known(outer: &str, name: &str) -> bool {
    match (outer, name) {
        ("", "format" | "version") => true,
        ("", "period") => false,
        ("paper.layout.", _) => matches!(name, "size" | "spacing" | "margins" | "indent"),
        _ => PARTS.iter().any(|part| is_path(part.path, outer, name, "")),
    }
}

/// Whether a path consists of these. Most differ in length.
#[inline(always)]
fn is_path(path: &str, outer: &str, name: &str, end: &str) -> bool {
    path.len() == outer.len() + name.len() + end.len()
        && path.strip_prefix(outer).and_then(|rest| rest.strip_prefix(name)) == Some(end)
}

/// The path of a part, for what was read of it elsewhere. None where there is no such part.
#[must_use]
pub fn part_named(path: &str) -> Option<&'static str> {
    let others = ["format", "version", "checksum"];
    PARTS.iter().map(|part| part.path).chain(others).find(|own| *own == path)
}

const fn part(path: &'static str, is_sound: fn(&Value) -> bool, need: Need) -> Part {
    Part { path, is_sound, need }
}

impl Part {
    /// Whether the file has it as it should be.
    pub(super) fn is_sound_in(&self, root: &Value) -> bool {
        root.at(self.path).map_or(self.need == Optional, self.is_sound)
    }
}

/// The choices of layout, if they are such as a paper can be printed by.
pub(super) fn layout(value: &Value) -> Option<LayoutChoices> {
    let layout = LayoutChoices::from_json(value)?;
    let Margins { top, right, bottom, left } = layout.margins;
    let is_printable = (24..=30).contains(&layout.size)
        && matches!(layout.spacing, Spacing::Exactly(12..=30) | Spacing::Multiple(100..=150))
        && [top, right, bottom, left].iter().all(|margin| (10..=40).contains(margin))
        && layout.indent <= 200;
    is_printable.then_some(layout)
}

fn is_string(value: &Value) -> bool {
    value.as_str().is_some()
}

fn is_object(value: &Value) -> bool {
    value.as_object().is_some()
}

fn is_truth(value: &Value) -> bool {
    value.as_bool().is_some()
}

fn is_count(value: &Value) -> bool {
    value.as_u32().is_some()
}

fn is_status(value: &Value) -> bool {
    matches!(value.as_str(), Some("draft" | "complete"))
}

fn is_uuid(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        text.len() == 36
            && text.bytes().enumerate().all(|(at, byte)| match at {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
    })
}

/// Whether a text is a moment as RFC 3339 writes it.
fn is_moment(value: &Value) -> bool {
    let Some(text) = value.as_str().filter(|text| text.is_ascii() && Date::parse_iso(text).is_some()) else {
        return false;
    };
    let time = text.get(10..).unwrap_or_default();
    let at = time.rfind(['Z', '+', '-']).unwrap_or_default();
    let (time, offset) = time.split_at_checked(at).unwrap_or_default();
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let is_shaped = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, as_in)| match as_in {
                b'0' => byte.is_ascii_digit(),
                b'+' => matches!(byte, b'+' | b'-'),
                other => byte == other,
            })
    };
    is_shaped(time, "T00:00:00")
        && (offset == "Z" || is_shaped(offset, "+00:00"))
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
}
