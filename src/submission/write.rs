//! Composes and writes the file.

use serde_json::{Map, Value, json};

use super::canonical::{checksum, pretty};
use super::typed::to_json;
use super::{FORMAT, Status, VERSION};
use crate::draft::{Draft, Timestamp};
use crate::form::{Field, FieldKind, Form, Slot};
use crate::plan::Plan;
use crate::text::{Date, ascii_slug};

/// The parts of the file in the order in which they are written.
const PARTS: [&str; 17] = [
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
    pub(super) root: Map<String, Value>,
    text: String,
    file_name: String,
}

impl Submission {
    /// What the file holds: readable JSON in UTF-8.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// `<form>_<unit>_<yyyy-mm-dd>_r<revision>.json` in ASCII, at most 100 characters, allowed on every file system.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.file_name
    }
}

/// Composes the file. Empty answers are left out; nothing else is.
#[must_use]
pub fn compose(export: &Export<'_>) -> Submission {
    let unit = unit(export);
    let file_name = file_name(export, &unit);
    // What an opened file held beside the known stays under it.
    let mut root = export.draft.unknown.clone();
    merge(&mut root, known(export, unit));
    let order = order(export.form);
    // The sum is over the text as it will be read, so that no rounding of an unknown number can make them differ.
    let unsigned = Value::Object(root);
    let sum =
        checksum(&serde_json::from_str(&pretty(&unsigned, &order)).unwrap_or_else(|_| unsigned.clone()));
    let mut root = unsigned;
    root["checksum"] = Value::String(sum);
    let text = pretty(&root, &order);
    let root = match root {
        Value::Object(root) => root,
        _ => Map::new(),
    };
    Submission { root, text, file_name }
}

/// The place of a key in the file: fields and columns in the form's order, then what else is known, then the rest.
pub(super) fn order(form: &Form) -> impl Fn(usize, &str) -> usize {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for (_, field) in form.fields() {
        fields.push(field.id.as_str());
        if let FieldKind::Table { columns: of_field, .. } = &field.kind {
            columns.extend(of_field.iter().map(|column| column.id.as_str()));
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

fn known(export: &Export<'_>, unit: Map<String, Value>) -> Map<String, Value> {
    let Export { draft, form, .. } = *export;
    let answers: Map<String, Value> = draft
        .answers
        .iter()
        .filter_map(|(id, answer)| {
            let value = to_json(answer, form.field(id).map(|field| &field.kind))?;
            Some((id.to_string(), value))
        })
        .collect();
    let limit = form.page_limit.as_ref().map(|limit| limit.pages);
    let mut paper = Map::new();
    paper.insert("profile".into(), form.profile.as_str().into());
    paper.insert("pages".into(), export.pages.into());
    if let Some(limit) = limit {
        paper.insert("limit".into(), limit.into());
    }
    paper.insert("overLimit".into(), limit.is_some_and(|limit| export.pages > limit).into());
    paper.insert("engine".into(), export.engine.into());
    paper.insert("layout".into(), serde_json::to_value(draft.layout).unwrap_or_default());

    let parts: [(&str, Value); 15] = [
        ("format", FORMAT.into()),
        ("version", VERSION.into()),
        ("id", draft.id.as_str().into()),
        ("revision", export.revision.into()),
        ("status", export.status.as_str().into()),
        ("plan", json!({ "id": draft.plan.as_str(), "version": draft.plan_version })),
        (
            "form",
            json!({ "id": draft.form.as_str(), "version": draft.form_version, "title": form.title.as_str() }),
        ),
        ("unit", unit.into()),
        ("author", author(export).into()),
        ("createdAt", draft.created_at.as_str().into()),
        ("updatedAt", draft.updated_at.as_str().into()),
        ("exportedAt", export.exported_at.as_str().into()),
        ("answers", answers.into()),
        ("paper", paper.into()),
        ("app", json!({ "name": "tham-luan", "version": export.app_version })),
    ];
    parts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn unit(export: &Export<'_>) -> Map<String, Value> {
    let id = slot(export, Slot::Unit).unwrap_or_default();
    let own_name = slot(export, Slot::UnitName);
    let name = match export.plan.roster.iter().find(|unit| unit.id.as_str() == id) {
        Some(unit) if unit.unnamed => own_name.unwrap_or(&unit.name),
        Some(unit) => &unit.name,
        None => own_name.unwrap_or_default(),
    };
    let mut unit = Map::new();
    put(&mut unit, "id", slot(export, Slot::Unit));
    put(&mut unit, "name", Some(name));
    put(&mut unit, "level", Some(&export.form.level));
    put(&mut unit, "currentName", slot(export, Slot::CurrentUnit));
    unit
}

fn author(export: &Export<'_>) -> Map<String, Value> {
    // Who signs is the author of a form that does not ask who wrote it.
    let named = if export.form.slot(Slot::AuthorName).is_some() { Slot::AuthorName } else { Slot::Signer };
    let mut author = Map::new();
    put(&mut author, "name", Some(slot(export, named).unwrap_or_default()));
    put(&mut author, "role", slot(export, Slot::AuthorRole));
    put(&mut author, "phone", slot(export, Slot::AuthorPhone));
    author
}

/// The answer that fills a place of the record, if any.
fn slot<'a>(export: &Export<'a>, slot: Slot) -> Option<&'a str> {
    let field: &Field = export.form.slot(slot)?;
    Some(export.draft.answers.text(&field.id).trim()).filter(|text| !text.is_empty())
}

fn put(part: &mut Map<String, Value>, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        part.insert(key.to_owned(), text.into());
    }
}

/// Lays one object over another, and their objects over each other's.
fn merge(under: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Object(under)), Value::Object(over)) => merge(under, over),
            (_, value) => drop(under.insert(key, value)),
        }
    }
}

fn file_name(export: &Export<'_>, unit: &Map<String, Value>) -> String {
    let named = |slug: String, otherwise: &str| if slug.is_empty() { otherwise.to_owned() } else { slug };
    let form = named(ascii_slug(export.form.id.as_str(), LONGEST_FORM_SLUG).to_ascii_uppercase(), "BIEU-MAU");
    let day = [export.exported_at, &export.draft.updated_at]
        .into_iter()
        .find_map(|moment| Date::parse_iso(moment.as_str()))
        .map_or_else(|| "khong-ro-ngay".to_owned(), Date::iso);
    let rest = format!("_{day}_r{}.json", export.revision);
    let room = LONGEST_FILE_NAME.saturating_sub(form.len() + 1 + rest.len());
    let unit = unit.get("name").and_then(Value::as_str).unwrap_or_default();
    format!("{form}_{}{rest}", named(ascii_slug(unit, room), "don-vi"))
}
