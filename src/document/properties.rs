//! What a file says of itself.

use crate::draft::{Draft, is_relevant};
use crate::form::{Field, FieldKind, Form, Slot};
use crate::plan::Plan;
use crate::text::Date;

/// What a file says of itself: programs show it in lists and windows, archives find by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// The document's name, and its subject where it has one.
    pub title: String,
    /// The plan that asks for it.
    pub subject: String,
    /// Who signs it; empty where nobody is named.
    pub author: String,
    /// The agency or unit that it is of; empty where none is named.
    pub organization: String,
    /// When it was begun, as RFC 3339.
    pub created: Option<String>,
    /// When it was last changed, as RFC 3339.
    pub modified: Option<String>,
}

impl Properties {
    /// Those of a draft.
    #[must_use]
    pub fn of(plan: &Plan, form: &Form, draft: &Draft) -> Self {
        let slot = |slot| asked(form, draft, slot).map_or("", |field| draft.answers.text(&field.id).trim());
        let subject = one_line(slot(Slot::Subject));
        let mut title = form.document_name.clone();
        if !subject.is_empty() {
            title = [&title, " ", &subject].concat();
        }
        let organization = match slot(Slot::Issuer) {
            "" => unit(plan, form, draft),
            issuer => issuer,
        };
        Self {
            title,
            subject: plan.identity.title.clone(),
            author: one_line(slot(Slot::Signer)),
            organization: one_line(organization),
            created: moment(draft.created_at.as_str()),
            modified: moment(draft.updated_at.as_str()),
        }
    }
}

/// The field of a slot, if it applies: what does not apply leaves with no file.
fn asked<'f>(form: &'f Form, draft: &Draft, slot: Slot) -> Option<&'f Field> {
    let is_asked = |section, field| is_relevant(form, section, field, &draft.answers);
    let mut fields = form.fields();
    fields.find(|(section, field)| field.slot == slot && is_asked(section, field)).map(|(_, field)| field)
}

/// The name of the unit that the paper is of.
fn unit<'a>(plan: &'a Plan, form: &Form, draft: &'a Draft) -> &'a str {
    let Some(field) = asked(form, draft, Slot::UnitName) else { return "" };
    let typed = draft.answers.text(&field.id).trim();
    match field.kind {
        FieldKind::Unit => {
            let unit = plan.roster.iter().find(|unit| unit.id.as_str() == typed);
            unit.map_or(typed, |unit| &unit.name)
        }
        _ => typed,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A moment of RFC 3339 as it is; anything else, as damaged data may hold, is none.
fn moment(text: &str) -> Option<String> {
    Date::parse_iso(text)?;
    let time = text.get(10..)?;
    let (clock, zone) = time.split_at(time.find(['Z', '+', '-'])?);
    let clock = clock.strip_prefix('T')?;
    let clock =
        clock.split_once('.').map_or(Some(clock), |(whole, part)| is_digits(part).then_some(whole))?;
    let zone_is_known = zone == "Z" || is_pairs(zone.get(1..)?, &[14, 59]);
    (is_pairs(clock, &[23, 59, 59]) && zone_is_known).then(|| text.to_owned())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether these are numbers of two digits between colons, none above its bound.
fn is_pairs(text: &str, most: &[u32]) -> bool {
    let mut pairs = text.split(':');
    let is_known = |most: &u32| {
        let pair = pairs.next().filter(|pair| pair.len() == 2 && is_digits(pair));
        pair.and_then(|pair| pair.parse().ok()).is_some_and(|number: u32| number <= *most)
    };
    most.iter().all(is_known) && pairs.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_moment_is_one() {
        for text in [
            "2026-01-05T08:00:00+07:00",
            "2026-01-05T08:00:00Z",
            "2026-01-05T08:00:00.123Z",
            "2026-01-05T23:59:59-11:30",
        ] {
            assert_eq!(moment(text).as_deref(), Some(text));
        }
        for text in [
            "",
            "2026-01-05",
            "2026-13-05T08:00:00Z",
            "2026-01-05T08:00:00",
            "2026-01-05T24:00:00Z",
            "2026-01-05T08:00Z",
            "2026-01-05T08:00:00+7",
            "2026-01-05T08:00:00.Z",
            "2026-01-05T08:00:00:00Z",
            "2026-01-05T08:00:00ệ+07:00",
            "hôm qua, lúc T08:00:00Z",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
