//! Reads a plan out of JSON, member by member.
//!
//! By hand, because the code that serde derives for these types is three times as large and is in everyone's first
//! download. Unknown members are passed over: the schema refuses them where packs are written.

use serde::de::Error;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Deadline, Identity, PackError, Plan, PlanId, Unit, UnitId};
use crate::form::{
    Choice, Column, ColumnId, ColumnKind, Constraint, Field, FieldId, FieldKind, Form, FormId, Note, Origin,
    PageLimit, Section, SectionId, Slot, Source, TablePrint,
};
use crate::text::Date;

type Read<T> = Result<T, PackError>;

const ORIGINS: [(&str, Origin); 3] =
    [("required", Origin::Required), ("suggested", Origin::Suggested), ("extra", Origin::Extra)];

const PRINTS: [(&str, TablePrint); 2] = [("table", TablePrint::Table), ("list", TablePrint::List)];

const SLOTS: [(&str, Slot); 21] = [
    ("body", Slot::Body),
    ("unit", Slot::Unit),
    ("unit-name", Slot::UnitName),
    ("current-unit", Slot::CurrentUnit),
    ("author-name", Slot::AuthorName),
    ("author-role", Slot::AuthorRole),
    ("author-phone", Slot::AuthorPhone),
    ("note-to-office", Slot::NoteToOffice),
    ("record", Slot::Record),
    ("parent-agency", Slot::ParentAgency),
    ("issuer", Slot::Issuer),
    ("number", Slot::Number),
    ("symbol", Slot::Symbol),
    ("place", Slot::Place),
    ("signed-on", Slot::SignedOn),
    ("subject", Slot::Subject),
    ("addressee", Slot::Addressee),
    ("recipients", Slot::Recipients),
    ("authority", Slot::Authority),
    ("signer-title", Slot::SignerTitle),
    ("signer", Slot::Signer),
];

/// A form by itself, its sections its own.
impl<'de> Deserialize<'de> for Form {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        form(&Value::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Reads a plan whose forms hold their shared sections already.
pub(super) fn plan(pack: &Value) -> Read<Plan> {
    let identity = member(pack, "identity")?;
    Ok(Plan {
        id: PlanId::new(text(pack, "id")?),
        version: count(pack, "version")?,
        identity: Identity {
            title: text(identity, "title")?,
            short_title: text(identity, "shortTitle")?,
            number: text(identity, "number")?,
            signed: text(identity, "signed")?,
            issuer: text(identity, "issuer")?,
            legal_basis: list(identity, "legalBasis", |basis| string(basis, "legalBasis"))?,
            purpose: source(member(identity, "purpose")?)?,
        },
        notes: list(pack, "notes", note)?,
        deadlines: list(pack, "deadlines", deadline)?,
        roster: list(pack, "roster", unit)?,
        forms: list(pack, "forms", form)?,
    })
}

fn deadline(value: &Value) -> Read<Deadline> {
    Ok(Deadline {
        id: text(value, "id")?,
        before: Date::parse_iso(&text(value, "before")?).ok_or(PackError::Member { name: "before" })?,
        words: text(value, "words")?,
        recipient: text(value, "recipient")?,
        source: source(member(value, "source")?)?,
    })
}

fn unit(value: &Value) -> Read<Unit> {
    Ok(Unit {
        id: UnitId::new(text(value, "id")?),
        name: text(value, "name")?,
        group: text(value, "group")?,
        unnamed: flag(value, "unnamed")?,
    })
}

fn form(value: &Value) -> Read<Form> {
    let mut initial = std::collections::BTreeMap::new();
    for (field, text) in value.get("initial").and_then(Value::as_object).into_iter().flatten() {
        initial.insert(FieldId::new(field.clone()), string(text, "initial")?);
    }
    let limit = |limit: &Value| {
        Ok(PageLimit { pages: count(limit, "pages")?, source: source(member(limit, "source")?)? })
    };
    Ok(Form {
        id: FormId::new(text(value, "id")?),
        version: count(value, "version")?,
        title: text(value, "title")?,
        actor: text(value, "actor")?,
        level: text(value, "level")?,
        unit_group: text(value, "unitGroup")?,
        origin: word(value, "origin", &ORIGINS, None)?,
        source: optional(value, "source", source)?,
        deadline: optional_text(value, "deadline")?,
        profile: text(value, "profile")?,
        page_limit: optional(value, "pageLimit", limit)?,
        notes: list(value, "notes", note)?,
        document_name: text(value, "documentName")?,
        initial,
        sections: list(value, "sections", section)?,
    })
}

fn note(value: &Value) -> Read<Note> {
    Ok(Note { text: text(value, "text")?, source: optional(value, "source", source)? })
}

fn source(value: &Value) -> Read<Source> {
    Ok(Source { clause: text(value, "clause")?, quote: text(value, "quote")? })
}

fn section(value: &Value) -> Read<Section> {
    Ok(Section {
        id: SectionId::new(text(value, "id")?),
        title: text(value, "title")?,
        heading: optional_text(value, "heading")?,
        guidance: optional_text(value, "guidance")?,
        source: optional(value, "source", source)?,
        origin: word(value, "origin", &ORIGINS, Some(Origin::Required))?,
        fields: list(value, "fields", field)?,
    })
}

fn field(value: &Value) -> Read<Field> {
    let kind = match text(value, "kind")?.as_str() {
        "short-text" => FieldKind::ShortText,
        "long-text" => FieldKind::LongText,
        "number" => FieldKind::Number,
        "date" => FieldKind::Date,
        "choice" => FieldKind::Choice { choices: list(value, "choices", choice)? },
        "unit" => FieldKind::Unit,
        "tick" => FieldKind::Tick,
        "table" => FieldKind::Table {
            columns: list(value, "columns", column)?,
            row_name: text(value, "rowName")?,
            print: word(value, "print", &PRINTS, None)?,
        },
        _ => return Err(PackError::Member { name: "kind" }),
    };
    Ok(Field {
        id: FieldId::new(text(value, "id")?),
        label: text(value, "label")?,
        hint: optional_text(value, "hint")?,
        kind,
        required: flag(value, "required")?,
        heading: optional_text(value, "heading")?,
        slot: word(value, "slot", &SLOTS, Some(Slot::Body))?,
        constraints: list(value, "constraints", constraint)?,
    })
}

fn column(value: &Value) -> Read<Column> {
    let kind = match text(value, "kind")?.as_str() {
        "short-text" => ColumnKind::ShortText,
        "long-text" => ColumnKind::LongText,
        "number" => ColumnKind::Number,
        "choice" => ColumnKind::Choice { choices: list(value, "choices", choice)? },
        _ => return Err(PackError::Member { name: "kind" }),
    };
    Ok(Column {
        id: ColumnId::new(text(value, "id")?),
        label: text(value, "label")?,
        kind,
        required: flag(value, "required")?,
        weight: if value.get("weight").is_some() { count(value, "weight")? } else { 1 },
    })
}

fn choice(value: &Value) -> Read<Choice> {
    Ok(Choice { value: text(value, "value")?, label: text(value, "label")? })
}

fn constraint(value: &Value) -> Read<Constraint> {
    let bound =
        |name| optional(value, name, |bound| bound.as_f64().ok_or(PackError::Member { name: "constraints" }));
    match text(value, "rule")?.as_str() {
        "range" => Ok(Constraint::Range { min: bound("min")?, max: bound("max")? }),
        "at-least-rows" => {
            let rows = usize::try_from(count(value, "rows")?);
            Ok(Constraint::AtLeastRows { rows: rows.map_err(|_| PackError::Member { name: "rows" })? })
        }
        _ => Err(PackError::Member { name: "rule" }),
    }
}

fn member<'a>(object: &'a Value, name: &'static str) -> Read<&'a Value> {
    object.get(name).ok_or(PackError::Member { name })
}

fn string(value: &Value, name: &'static str) -> Read<String> {
    value.as_str().map(str::to_owned).ok_or(PackError::Member { name })
}

fn text(object: &Value, name: &'static str) -> Read<String> {
    string(member(object, name)?, name)
}

fn count(object: &Value, name: &'static str) -> Read<u32> {
    let number = member(object, name)?.as_u64().and_then(|number| number.try_into().ok());
    number.ok_or(PackError::Member { name })
}

fn flag(object: &Value, name: &'static str) -> Read<bool> {
    object.get(name).map_or(Some(false), Value::as_bool).ok_or(PackError::Member { name })
}

fn optional_text(object: &Value, name: &'static str) -> Read<Option<String>> {
    object.get(name).map(|value| string(value, name)).transpose()
}

fn optional<T>(object: &Value, name: &str, read: impl FnOnce(&Value) -> Read<T>) -> Read<Option<T>> {
    object.get(name).map(read).transpose()
}

/// The items of a list; none where it is absent.
fn list<T>(object: &Value, name: &'static str, read: impl FnMut(&Value) -> Read<T>) -> Read<Vec<T>> {
    match object.get(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(items)) => items.iter().map(read).collect(),
        Some(_) => Err(PackError::Member { name }),
    }
}

/// One of a closed list of words; the default where it is absent.
fn word<T: Copy>(object: &Value, name: &'static str, words: &[(&str, T)], default: Option<T>) -> Read<T> {
    let found = match object.get(name) {
        None => default,
        Some(value) => {
            words.iter().find(|(word, _)| value.as_str() == Some(word)).map(|(_, meaning)| *meaning)
        }
    };
    found.ok_or(PackError::Member { name })
}
