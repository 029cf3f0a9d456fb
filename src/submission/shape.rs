//! The known parts of the file and their types.

use serde_json::{Map, Value};

use crate::draft::{LayoutChoices, Margins, Spacing};
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
pub(super) const PARTS: [Part; 29] = [
    part("id", is_uuid, Essential),
    part("revision", is_count, Essential),
    part("plan.id", Value::is_string, Essential),
    part("plan.version", is_count, Essential),
    part("form.id", Value::is_string, Essential),
    part("form.version", is_count, Essential),
    part("createdAt", is_moment, Essential),
    part("updatedAt", is_moment, Essential),
    part("answers", Value::is_object, Essential),
    part("exportedAt", is_moment, Expected),
    part("status", is_status, Expected),
    part("form.title", Value::is_string, Expected),
    part("unit.name", Value::is_string, Expected),
    part("unit.level", Value::is_string, Expected),
    part("unit.id", Value::is_string, Optional),
    part("unit.currentName", Value::is_string, Optional),
    part("author.name", Value::is_string, Expected),
    part("author.role", Value::is_string, Optional),
    part("author.phone", Value::is_string, Optional),
    part("period", Value::is_string, Optional),
    part("paper", Value::is_object, Optional),
    part("paper.profile", Value::is_string, Optional),
    part("paper.pages", is_count, Optional),
    part("paper.limit", is_count, Optional),
    part("paper.overLimit", Value::is_boolean, Optional),
    part("paper.engine", Value::is_string, Optional),
    part("paper.layout", |value| layout(value).is_some(), Optional),
    part("app.name", Value::is_string, Expected),
    part("app.version", Value::is_string, Expected),
];

/// The parts that have parts of their own.
pub(super) const WHOLES: [&str; 8] =
    ["plan", "form", "unit", "author", "answers", "paper", "paper.layout", "app"];

/// Whether a draft holds that part, or it follows from a draft. Nothing in a draft stands for the period yet.
pub(super) fn is_known(path: &str) -> bool {
    let layout = ["size", "spacing", "margins", "indent"];
    match path {
        "format" | "version" => true,
        "period" => false,
        _ => match path.strip_prefix("paper.layout.") {
            Some(choice) => layout.contains(&choice),
            None => PARTS.iter().any(|part| part.path == path),
        },
    }
}

const fn part(path: &'static str, is_sound: fn(&Value) -> bool, need: Need) -> Part {
    Part { path, is_sound, need }
}

impl Part {
    /// Whether the file has it as it should be.
    pub(super) fn is_sound_in(&self, root: &Value) -> bool {
        let found = self.path.split('.').try_fold(root, |value, key| value.get(key));
        found.map_or(self.need == Optional, self.is_sound)
    }
}

/// The choices of layout, if they are such as a paper can be printed by.
pub(super) fn layout(value: &Value) -> Option<LayoutChoices> {
    let within =
        |value: &Value, least: u32, most: u32| count(value).filter(|number| (least..=most).contains(number));
    let spacing = value.get("spacing")?;
    let spacing = match (spacing.get("exactly"), spacing.get("multiple")) {
        (Some(points), None) => Spacing::Exactly(within(points, 12, 30)?),
        (None, Some(hundredths)) => Spacing::Multiple(within(hundredths, 100, 150)?),
        _ => return None,
    };
    let margins = value.get("margins")?;
    let margin = |side: &str| within(margins.get(side)?, 10, 40);
    Some(LayoutChoices {
        size: within(value.get("size")?, 24, 30)?,
        spacing,
        margins: Margins {
            top: margin("top")?,
            right: margin("right")?,
            bottom: margin("bottom")?,
            left: margin("left")?,
        },
        indent: within(value.get("indent")?, 0, 200)?,
    })
}

/// The choices of layout as [`layout`] reads them.
pub(super) fn layout_to_json(layout: &LayoutChoices) -> Value {
    let (kind, distance) = match layout.spacing {
        Spacing::Exactly(points) => ("exactly", points),
        Spacing::Multiple(hundredths) => ("multiple", hundredths),
    };
    let Margins { top, right, bottom, left } = layout.margins;
    object(vec![
        ("size", layout.size.into()),
        ("spacing", object(vec![(kind, distance.into())])),
        (
            "margins",
            object(vec![
                ("top", top.into()),
                ("right", right.into()),
                ("bottom", bottom.into()),
                ("left", left.into()),
            ]),
        ),
        ("indent", layout.indent.into()),
    ])
}

/// An object of these members.
pub(super) fn object(members: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (key, value) in members {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

pub(super) fn count(value: &Value) -> Option<u32> {
    value.as_u64()?.try_into().ok()
}

fn is_count(value: &Value) -> bool {
    count(value).is_some()
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
    let time = &text[10..];
    let at = time.rfind(['Z', '+', '-']).unwrap_or_default();
    let (time, offset) = time.split_at(at);
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
