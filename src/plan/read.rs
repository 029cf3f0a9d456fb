//! Reads a plan out of JSON, member by member. Unknown members are passed over: the schema refuses them where packs
//! are written.

use super::{Deadline, Identity, PackError, Plan, PlanId, Unit, UnitId};
use crate::form::{
    Choice, Column, ColumnId, ColumnKind, Constraint, Field, FieldId, FieldKind, Form, FormId, Note, Origin,
    PageLimit, Section, SectionId, Slot, Source, TablePrint,
};
use crate::json::{Members, Value};
use crate::text::{Date, parse_number};

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

/// Reads a plan.
pub(super) fn plan(pack: &Value) -> Result<Plan, PackError> {
    let mut reader = Reader { members: Members::default(), pack, form: "", unknown_section: None };
    let plan = reader.plan();
    if let Some(unknown) = reader.unknown_section {
        return Err(unknown);
    }
    reader.members.finish(plan).map_err(|name| PackError::Member { name })
}

/// A walk through one pack.
struct Reader<'a> {
    members: Members,
    pack: &'a Value,
    /// The form that is being read.
    form: &'a str,
    /// The first section that the pack does not have.
    unknown_section: Option<PackError>,
}

type Read<'a, T> = fn(&mut Reader<'a>, &'a Value) -> T;

impl<'a> Reader<'a> {
    fn plan(&mut self) -> Plan {
        let pack = self.pack;
        let identity = self.member(pack, "identity");
        Plan {
            id: PlanId::new(self.members.text(pack, "id")),
            version: self.members.count(pack, "version"),
            identity: Identity {
                title: self.members.text(identity, "title"),
                short_title: self.members.text(identity, "shortTitle"),
                number: self.members.text(identity, "number"),
                signed: self.members.text(identity, "signed"),
                issuer: self.members.text(identity, "issuer"),
                legal_basis: self.list(identity, "legalBasis", |reader, basis| {
                    reader.members.string(Some(basis), "legalBasis")
                }),
                purpose: self.source_of(identity, "purpose"),
            },
            notes: self.list(pack, "notes", Self::note),
            deadlines: self.list(pack, "deadlines", Self::deadline),
            roster: self.list(pack, "roster", Self::unit),
            forms: self.list(pack, "forms", Self::form),
        }
    }

    fn deadline(&mut self, value: &'a Value) -> Deadline {
        Deadline {
            id: self.members.text(value, "id"),
            before: self.day(value, "before"),
            words: self.members.text(value, "words"),
            recipient: self.members.text(value, "recipient"),
            source: self.source_of(value, "source"),
        }
    }

    fn unit(&mut self, value: &'a Value) -> Unit {
        Unit {
            id: UnitId::new(self.members.text(value, "id")),
            name: self.members.text(value, "name"),
            group: self.members.text(value, "group"),
            unnamed: self.members.flag(value, "unnamed"),
        }
    }

    fn form(&mut self, value: &'a Value) -> Form {
        self.form = value.get("id").and_then(Value::as_str).unwrap_or_default();
        let mut initial = Vec::new();
        for (field, text) in self.members.object(value, "initial").iter() {
            initial.push((FieldId::new(field.as_str()), self.members.string(Some(text), "initial")));
        }
        Form {
            id: FormId::new(self.members.text(value, "id")),
            version: self.members.count(value, "version"),
            title: self.members.text(value, "title"),
            actor: self.members.text(value, "actor"),
            level: self.members.text(value, "level"),
            unit_group: self.members.text(value, "unitGroup"),
            origin: self.word(value, "origin", &ORIGINS, None),
            source: self.optional(value, "source", Self::source),
            deadline: self.members.optional_text(value, "deadline"),
            profile: self.members.text(value, "profile"),
            page_limit: self.optional(value, "pageLimit", |reader, limit| PageLimit {
                pages: reader.members.count(limit, "pages"),
                source: reader.source_of(limit, "source"),
            }),
            notes: self.list(value, "notes", Self::note),
            document_name: self.members.text(value, "documentName"),
            initial,
            sections: self.list(value, "sections", Self::section),
        }
    }

    fn note(&mut self, value: &'a Value) -> Note {
        Note { text: self.members.text(value, "text"), source: self.optional(value, "source", Self::source) }
    }

    fn source(&mut self, value: &'a Value) -> Source {
        Source { clause: self.members.text(value, "clause"), quote: self.members.text(value, "quote") }
    }

    fn source_of(&mut self, value: &'a Value, name: &'static str) -> Source {
        let source = self.member(value, name);
        self.source(source)
    }

    /// A section, or by `{"use": "ho-so"}` the shared section of that name, with what stands beside `use`: fields
    /// before its own, anything else instead.
    fn section(&mut self, own: &'a Value) -> Section {
        let name = own.get("use").and_then(Value::as_str);
        let shared = name.map_or(&Value::Null, |name| self.shared(name));
        let of = |member| if own.get(member).is_some() { own } else { shared };
        let mut fields = self.list(own, "fields", Self::field);
        fields.extend(self.list(shared, "fields", Self::field));
        Section {
            id: SectionId::new(name.map_or_else(|| self.members.text(own, "id"), str::to_owned)),
            title: self.members.text(of("title"), "title"),
            heading: self.members.optional_text(of("heading"), "heading"),
            guidance: self.members.optional_text(of("guidance"), "guidance"),
            source: self.optional(of("source"), "source", Self::source),
            origin: self.word(of("origin"), "origin", &ORIGINS, Some(Origin::Required)),
            fields,
        }
    }

    fn shared(&mut self, name: &str) -> &'a Value {
        let section = self.pack.get("sections").and_then(|sections| sections.get(name));
        section.filter(|section| section.as_object().is_some()).unwrap_or_else(|| {
            let unknown = PackError::UnknownSection { form: self.form.to_owned(), section: name.to_owned() };
            self.unknown_section.get_or_insert(unknown);
            &Value::Null
        })
    }

    fn field(&mut self, value: &'a Value) -> Field {
        let kind = match Self::kind(value) {
            "short-text" => FieldKind::ShortText,
            "long-text" => FieldKind::LongText,
            "number" => FieldKind::Number,
            "date" => FieldKind::Date,
            "choice" => FieldKind::Choice { choices: self.list(value, "choices", Self::choice) },
            "unit" => FieldKind::Unit,
            "tick" => FieldKind::Tick,
            "table" => FieldKind::Table {
                columns: self.list(value, "columns", Self::column),
                row_name: self.members.text(value, "rowName"),
                print: self.word(value, "print", &PRINTS, None),
            },
            _ => {
                self.members.note("kind");
                FieldKind::ShortText
            }
        };
        Field {
            id: FieldId::new(self.members.text(value, "id")),
            label: self.members.text(value, "label"),
            hint: self.members.optional_text(value, "hint"),
            kind,
            required: self.members.flag(value, "required"),
            heading: self.members.optional_text(value, "heading"),
            slot: self.word(value, "slot", &SLOTS, Some(Slot::Body)),
            constraints: self.list(value, "constraints", Self::constraint),
        }
    }

    fn column(&mut self, value: &'a Value) -> Column {
        let kind = match Self::kind(value) {
            "short-text" => ColumnKind::ShortText,
            "long-text" => ColumnKind::LongText,
            "number" => ColumnKind::Number,
            "choice" => ColumnKind::Choice { choices: self.list(value, "choices", Self::choice) },
            _ => {
                self.members.note("kind");
                ColumnKind::ShortText
            }
        };
        Column {
            id: ColumnId::new(self.members.text(value, "id")),
            label: self.members.text(value, "label"),
            kind,
            required: self.members.flag(value, "required"),
            weight: self.members.count_or(value, "weight", 1),
        }
    }

    fn choice(&mut self, value: &'a Value) -> Choice {
        Choice { value: self.members.text(value, "value"), label: self.members.text(value, "label") }
    }

    fn constraint(&mut self, value: &'a Value) -> Constraint {
        match value.get("rule").and_then(Value::as_str) {
            Some("range") => {
                Constraint::Range { min: self.bound(value, "min"), max: self.bound(value, "max") }
            }
            Some("at-least-rows") => Constraint::AtLeastRows {
                rows: usize::try_from(self.members.count(value, "rows")).unwrap_or(usize::MAX),
            },
            _ => {
                self.members.note("rule");
                Constraint::Range { min: None, max: None }
            }
        }
    }

    fn bound(&mut self, value: &Value, name: &str) -> Option<f64> {
        let bound = match value.get(name)? {
            Value::Number(number) => number.plain().and_then(|plain| parse_number(&plain)),
            _ => None,
        };
        if bound.is_none() {
            self.members.note("constraints");
        }
        bound
    }

    fn day(&mut self, value: &Value, name: &'static str) -> Date {
        Date::parse_iso(&self.members.text(value, name)).unwrap_or_else(|| {
            self.members.note(name);
            Date::FIRST
        })
    }

    fn kind(value: &'a Value) -> &'a str {
        value.get("kind").and_then(Value::as_str).unwrap_or_default()
    }

    fn member(&mut self, object: &'a Value, name: &'static str) -> &'a Value {
        object.get(name).unwrap_or_else(|| {
            self.members.note(name);
            &Value::Null
        })
    }

    fn optional<T>(&mut self, object: &'a Value, name: &str, read: Read<'a, T>) -> Option<T> {
        object.get(name).map(|value| read(self, value))
    }

    fn list<T>(&mut self, object: &'a Value, name: &'static str, read: Read<'a, T>) -> Vec<T> {
        self.members.items(object, name).iter().map(|item| read(self, item)).collect()
    }

    /// One of a closed list of words; the default where it is absent.
    fn word<T: Copy>(
        &mut self,
        object: &Value,
        name: &'static str,
        words: &[(&str, T)],
        default: Option<T>,
    ) -> T {
        let found = match object.get(name) {
            None => default,
            Some(value) => {
                words.iter().find(|(word, _)| value.as_str() == Some(word)).map(|(_, meaning)| *meaning)
            }
        };
        found.unwrap_or_else(|| {
            self.members.note(name);
            words[0].1
        })
    }
}
