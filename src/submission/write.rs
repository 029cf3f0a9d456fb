//! Composes and writes the file.

use super::checksum::checksum;
use super::typed::{to_json, typed_otherwise};
use super::{FORMAT, Status, VERSION};
use crate::draft::{Draft, Timestamp, is_relevant};
use crate::form::{FieldId, FieldKind, Form, Slot};
use crate::json::{Object, Value, object, pretty};
use crate::plan::Plan;
use crate::text::{Date, ascii_slug};

/// The parts of the file in the order in which they are written.
const PARTS: [&str; 19] = [
    "format",
    "version",
    "id",
    "revision",
    "status",
    "plan",
    "form",
    "unit",
    "author",
    "period",
    "createdAt",
    "updatedAt",
    "exportedAt",
    "answers",
    "typed",
    "carried",
    "paper",
    "app",
    "checksum",
];

/// The parts of its parts, likewise, after a form's fields.
const INNER_PARTS: [&str; 22] = [
    "id",
    "name",
    "version",
    "title",
    "level",
    "currentName",
    "role",
    "phone",
    "profile",
    "pages",
    "limit",
    "overLimit",
    "engine",
    "layout",
    "size",
    "spacing",
    "margins",
    "indent",
    "top",
    "right",
    "bottom",
    "left",
];

/// The most characters that a file's name has.
const LONGEST_FILE_NAME: usize = 100;

/// The most characters of a form's id in a file's name.
const LONGEST_FORM_SLUG: usize = 30;

/// What an export is made of.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// What was typed.
    pub draft: &'a Draft,
    /// The plan that asks for it.
    pub plan: &'a Plan,
    /// The form that it answers.
    pub form: &'a Form,
    /// The number of this export: one more than the draft has had.
    pub revision: u32,
    /// Whether the writer says that it is complete.
    pub status: Status,
    /// The A4 pages that it prints to.
    pub pages: u32,
    /// What counted them, with its version.
    pub engine: &'a str,
    /// Now.
    pub exported_at: &'a Timestamp,
    /// The version of this program.
    pub app_version: &'a str,
}

/// A file as it will be written. What it says, what it lists and what it is called come from one value.
#[derive(Clone, Debug)]
pub struct Submission {
    pub(super) root: Value,
    text: String,
    file_name: String,
}

impl Submission {
    /// What the file holds: readable JSON in UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The checksum that the file has.
    #[must_use]
    pub fn checksum(&self) -> &str {
        self.root.get("checksum").and_then(Value::as_str).unwrap_or_default()
    }

    /// `<form>_<unit>_<yyyy-mm-dd>_r<revision>.json` in ASCII, at most 100 characters, allowed on every file system.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.file_name
    }
}

/// Composes the file. Empty answers are left out, and those to questions that do not apply; nothing else is.
#[must_use]
pub fn compose(export: &Export<'_>) -> Submission {
    // What an opened file held beside the known stays under it.
    let mut root = Value::Object(export.draft.unknown.clone());
    merge(&mut root, known(export));
    let order = order(export.form);
    let sum = checksum(&root);
    merge(&mut root, object(vec![("checksum", Value::String(sum))]));
    let text = pretty(&root, &order);
    Submission { root, text, file_name: file_name(export) }
}

/// The place of a key in the file: fields and columns in the form's order, then what else is known, then the rest.
pub(super) fn order(form: &Form) -> impl Fn(usize, &str) -> usize {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for (_, field) in form.fields() {
        fields.push(field.id.as_str());
        if let FieldKind::Table(table) = &field.kind {
            columns.extend(table.columns.iter().map(|column| column.id.as_str()));
        }
    }
    fields.extend(INNER_PARTS);
    columns.extend(INNER_PARTS);
    move |depth, key| {
        let parts: &[&str] = match depth {
            0 => &PARTS,
            1 => &fields,
            _ => &columns,
        };
        parts.iter().position(|part| *part == key).unwrap_or(usize::MAX)
    }
}

fn known(export: &Export<'_>) -> Value {
    let Export { draft, form, .. } = *export;
    let (mut answers, mut typed) = (Object::new(), Object::new());
    for (id, answer) in draft.answers.iter().filter(|(id, _)| is_sent(export, id)) {
        let kind = form.field(id).map(|field| &field.kind);
        if let Some(value) = to_json(answer, kind) {
            answers.insert(id.to_string(), value);
        }
        typed_otherwise(id.as_str(), answer, kind, &mut typed);
    }
    let limit = form.page_limit.as_ref().map(|limit| limit.pages);
    let mut paper: Vec<(&str, Value)> = vec![
        ("profile", form.profile.as_str().into()),
        ("pages", export.pages.into()),
        ("overLimit", Value::Bool(limit.is_some_and(|limit| export.pages > limit))),
        ("engine", export.engine.into()),
        ("layout", draft.layout.to_json()),
    ];
    if let Some(limit) = limit {
        paper.push(("limit", limit.into()));
    }
    let period = period(export).map(|period| ("period", period.into()));
    let named = |id: &str, version: u32| vec![("id", id.into()), ("version", version.into())];
    let mut of_form = named(draft.form.as_str(), draft.form_version);
    of_form.push(("title", form.title.as_str().into()));
    let mut known = vec![
        ("format", FORMAT.into()),
        ("version", VERSION.into()),
        ("id", draft.id.as_str().into()),
        ("revision", export.revision.into()),
        ("status", export.status.as_str().into()),
        ("plan", object(named(draft.plan.as_str(), draft.plan_version))),
        ("form", object(of_form)),
        ("unit", unit(export)),
        ("author", author(export)),
        ("createdAt", draft.created_at.as_str().into()),
        ("updatedAt", draft.updated_at.as_str().into()),
        ("exportedAt", export.exported_at.as_str().into()),
        ("answers", Value::Object(answers)),
        ("paper", object(paper)),
        ("app", object(vec![("name", "tham-luan".into()), ("version", export.app_version.into())])),
    ];
    known.extend(period);
    if !typed.is_empty() {
        known.push(("typed", Value::Object(typed)));
    }
    if !draft.carried.is_empty() {
        known.push(("carried", draft.carried_json()));
    }
    object(known)
}

/// As people write it, also where it was chosen from a list.
fn period<'a>(export: &Export<'a>) -> Option<&'a str> {
    let period = slot(export, Slot::Period)?;
    match &export.form.slot(Slot::Period)?.kind {
        FieldKind::Choice { choices } => {
            choices.iter().find(|choice| choice.value == period).map(|choice| choice.label.as_str())
        }
        _ => Some(period),
    }
}

fn unit(export: &Export<'_>) -> Value {
    let id = slot(export, Slot::Unit);
    let level = slot(export, Slot::Level).unwrap_or(&export.form.level);
    let mut unit: Vec<(&str, Value)> = vec![("name", unit_name(export).into()), ("level", level.into())];
    unit.extend(id.map(|id| ("id", id.into())));
    unit.extend(slot(export, Slot::CurrentUnit).map(|name| ("currentName", name.into())));
    object(unit)
}

/// As the roster names it; where the roster only counts it, as the writer does.
fn unit_name<'a>(export: &Export<'a>) -> &'a str {
    let id = slot(export, Slot::Unit).unwrap_or_default();
    let own_name = slot(export, Slot::UnitName);
    match export.plan.roster.iter().find(|unit| unit.id.as_str() == id) {
        Some(unit) if unit.unnamed => own_name.unwrap_or(&unit.name),
        Some(unit) => &unit.name,
        None => own_name.unwrap_or_default(),
    }
}

fn author(export: &Export<'_>) -> Value {
    // Who signs is the author of a form that does not ask who wrote it.
    let named = if export.form.slot(Slot::AuthorName).is_some() { Slot::AuthorName } else { Slot::Signer };
    let mut author: Vec<(&str, Value)> = vec![("name", slot(export, named).unwrap_or_default().into())];
    author.extend(slot(export, Slot::AuthorRole).map(|role| ("role", role.into())));
    author.extend(slot(export, Slot::AuthorPhone).map(|phone| ("phone", phone.into())));
    object(author)
}

/// Whether an answer is sent. One to a question that does not apply stays on the machine: a name that was typed before
/// a card was made anonymous leaves with no file.
fn is_sent(export: &Export<'_>, id: &FieldId) -> bool {
    let mut fields = export.form.fields();
    fields
        .find(|(_, field)| field.id == *id)
        .is_none_or(|(section, field)| is_relevant(export.form, section, field, &export.draft.answers))
}

/// The answer that fills a place of the record, if any.
fn slot<'a>(export: &Export<'a>, slot: Slot) -> Option<&'a str> {
    let field = export.form.slot(slot).filter(|field| is_sent(export, &field.id))?;
    Some(export.draft.answers.text(&field.id).trim()).filter(|text| !text.is_empty())
}

/// Lays one value over another, and the members of an object over those of the other.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                match under.get_mut(&key) {
                    Some(under) => merge(under, value),
                    None => under.insert(key, value),
                }
            }
        }
        (under, over) => *under = over,
    }
}

fn file_name(export: &Export<'_>) -> String {
    let named = |slug: String, otherwise: &str| if slug.is_empty() { otherwise.to_owned() } else { slug };
    let form = named(ascii_slug(export.form.id.as_str(), LONGEST_FORM_SLUG).to_ascii_uppercase(), "BIEU-MAU");
    let day = [export.exported_at, &export.draft.updated_at]
        .into_iter()
        .find_map(|moment| Date::parse_iso(moment.as_str()))
        .map_or_else(|| "khong-ro-ngay".to_owned(), Date::iso);
    let rest = format!("_{day}_r{}.json", export.revision);
    let room = LONGEST_FILE_NAME.saturating_sub(form.len() + 1 + rest.len());
    format!("{form}_{}{rest}", named(ascii_slug(unit_name(export), room), "don-vi"))
}
