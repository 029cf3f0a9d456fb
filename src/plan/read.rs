//! Reads a plan out of JSON, member by member. Unknown members are passed over: the schema refuses them where packs
//! are written.

use super::{Deadline, Identity, PackError, Plan, PlanId, Unit, UnitId};
use crate::form::{
    Annex, CarryOver, Choice, Column, ColumnId, ColumnKind, Constraint, Field, FieldId, FieldKind, Form,
    FormId, Formula, Note, Origin, PageLimit, Relevance, RelevanceTest, Role, Section, SectionId, Slot,
    Source, Table, TablePrint, Test,
};
use crate::json::{Members, Value};
use crate::text::{Date, parse_number};

pub(super) const ORIGINS: [(&str, Origin); 3] =
    [("required", Origin::Required), ("suggested", Origin::Suggested), ("extra", Origin::Extra)];

const PRINTS: [(&str, TablePrint); 2] = [("table", TablePrint::Table), ("list", TablePrint::List)];

const SEVERITIES: [(&str, bool); 2] = [("error", false), ("warning", true)];

/// Names the column of points, which no plan of ours asks for.
const POINTS_LABEL: &str = "Điểm (thang điểm của đơn vị tiếp nhận, không có trong Kế hoạch)";

pub(super) const ROLES: [(&str, Role); 9] = [
    ("ubnd-huyen", Role::District),
    ("ubnd-xa", Role::Commune),
    ("huyen-doan", Role::DistrictUnion),
    ("so-nganh", Role::Department),
    ("phong", Role::Division),
    ("can-bo", Role::Official),
    ("doi-vien", Role::Volunteer),
    ("thanh-nien", Role::Youth),
    ("tong-hop", Role::Compiler),
];

const SLOTS: [(&str, Slot); 22] = [
    ("body", Slot::Body),
    ("unit", Slot::Unit),
    ("unit-name", Slot::UnitName),
    ("current-unit", Slot::CurrentUnit),
    ("author-name", Slot::AuthorName),
    ("author-role", Slot::AuthorRole),
    ("author-phone", Slot::AuthorPhone),
    ("note-to-office", Slot::NoteToOffice),
    ("period", Slot::Period),
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
    let mut reader = Reader {
        members: Members::default(),
        pack,
        form: "",
        asks_sensitive: pack.get("asksSensitive").and_then(Value::as_bool) == Some(true),
        unknown_section: None,
    };
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
    /// Whether the pack asks for what is sensitive.
    asks_sensitive: bool,
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
            recipient: self.members.optional_text(value, "recipient"),
            source: self.optional(value, "source", Self::source),
        }
    }

    fn unit(&mut self, value: &'a Value) -> Unit {
        Unit {
            id: UnitId::new(self.members.text(value, "id")),
            name: self.members.text(value, "name"),
            group: self.members.text(value, "group"),
            unnamed: self.members.flag(value, "unnamed"),
            parent: self.members.optional_text(value, "parent").map(UnitId::new),
            substitute: self.members.optional_text(value, "substitute"),
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
            roles: self.list(value, "roles", |reader, role| reader.one_of(role, "roles", &ROLES)),
            level: self.members.text(value, "level"),
            unit_group: self.members.optional_text(value, "unitGroup"),
            origin: self.word(value, "origin", &ORIGINS, None),
            source: self.optional(value, "source", Self::source),
            deadline: self.members.optional_text(value, "deadline"),
            profile: self.members.text(value, "profile"),
            page_limit: self.optional(value, "pageLimit", |reader, limit| PageLimit {
                pages: reader.members.count(limit, "pages"),
                source: reader.optional(limit, "source", Self::source),
            }),
            notes: self.list(value, "notes", Self::note),
            document_name: self.members.text(value, "documentName"),
            initial,
            carry_over: self.list(value, "carryOver", Self::carry_over),
            sections: self.list(value, "sections", Self::section),
        }
    }

    fn carry_over(&mut self, value: &'a Value) -> CarryOver {
        let mut take = Vec::new();
        for (here, there) in self.members.object(value, "take").iter() {
            take.push((here.clone(), self.members.string(Some(there), "take")));
        }
        CarryOver {
            from: FormId::new(self.members.text(value, "from")),
            table: self.members.optional_text(value, "table").map(FieldId::new),
            into: self.members.optional_text(value, "into").map(FieldId::new),
            take,
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
        let mut fields = self.fields(own);
        fields.extend(self.fields(shared));
        Section {
            id: SectionId::new(name.map_or_else(|| self.members.text(own, "id"), str::to_owned)),
            title: self.members.text(of("title"), "title"),
            heading: self.members.optional_text(of("heading"), "heading"),
            guidance: self.members.optional_text(of("guidance"), "guidance"),
            source: self.optional(of("source"), "source", Self::source),
            origin: self.word(of("origin"), "origin", &ORIGINS, Some(Origin::Required)),
            relevant: self.optional(of("relevant"), "relevant", Self::relevance),
            annex: self.optional(of("annex"), "annex", |reader, annex| Annex {
                title: reader.members.text(annex, "title"),
                landscape: reader.members.flag(annex, "landscape"),
            }),
            fields,
        }
    }

    fn relevance(&mut self, value: &'a Value) -> Relevance {
        let test = if value.get("is").is_some() {
            RelevanceTest::Is(self.strings(value, "is"))
        } else if value.get("isNot").is_some() {
            RelevanceTest::IsNot(self.strings(value, "isNot"))
        } else if value.get("ticked").is_some() {
            RelevanceTest::Ticked(self.members.flag(value, "ticked"))
        } else {
            RelevanceTest::Within { min: self.bound(value, "min"), max: self.bound(value, "max") }
        };
        Relevance { field: FieldId::new(self.members.text(value, "field")), test }
    }

    /// The fields of a section, without those that are sensitive unless the pack asks for them.
    fn fields(&mut self, section: &'a Value) -> Vec<Field> {
        let mut fields = Vec::new();
        for field in self.asked(section, "fields") {
            fields.push(self.field(field));
        }
        fields
    }

    fn asked(&mut self, object: &'a Value, name: &'static str) -> Vec<&'a Value> {
        let mut asked = Vec::new();
        for item in self.members.items(object, name) {
            if !self.members.flag(item, "sensitive") || self.asks_sensitive {
                asked.push(item);
            }
        }
        asked
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
            "choices" => FieldKind::Choices { choices: self.list(value, "choices", Self::choice) },
            "unit" => FieldKind::Unit,
            "tick" => FieldKind::Tick,
            "table" => FieldKind::Table(self.table(value)),
            "computed" => FieldKind::Computed { formula: self.formula(value) },
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
            relevant: self.optional(value, "relevant", Self::relevance),
            constraints: self.list(value, "constraints", Self::constraint),
        }
    }

    fn table(&mut self, value: &'a Value) -> Table {
        let mut columns = Vec::new();
        for column in self.asked(value, "columns") {
            columns.push(self.column(column));
        }
        let mut weights = Vec::new();
        for (choice, most) in self.members.object(value, "weights").iter() {
            weights.push((choice.clone(), most.as_u32().unwrap_or_default()));
        }
        if !weights.is_empty() {
            columns.push(Column {
                id: ColumnId::new(Table::POINTS),
                label: POINTS_LABEL.to_owned(),
                kind: ColumnKind::Number,
                required: false,
                weight: 1,
                total: true,
            });
        }
        Table {
            columns,
            row_name: self.members.text(value, "rowName"),
            print: self.word(value, "print", &PRINTS, None),
            fixed_by: self.members.optional_text(value, "fixedBy").map(ColumnId::new),
            weights,
        }
    }

    fn column(&mut self, value: &'a Value) -> Column {
        let kind = match Self::kind(value) {
            "short-text" => ColumnKind::ShortText,
            "long-text" => ColumnKind::LongText,
            "number" => ColumnKind::Number,
            "date" => ColumnKind::Date,
            "choice" => ColumnKind::Choice { choices: self.list(value, "choices", Self::choice) },
            "tick" => ColumnKind::Tick,
            "computed" => ColumnKind::Computed { formula: self.formula(value) },
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
            total: self.members.flag(value, "total"),
        }
    }

    fn choice(&mut self, value: &'a Value) -> Choice {
        Choice {
            value: self.members.text(value, "value"),
            label: self.members.text(value, "label"),
            source: self.optional(value, "source", Self::source),
        }
    }

    fn formula(&mut self, value: &'a Value) -> Formula {
        let formula = self.member(value, "formula");
        let part = |name| formula.get(name);
        if let Some(count) = part("count") {
            let table = FieldId::new(self.members.text(count, "table"));
            let column = self.members.optional_text(count, "column").map(ColumnId::new);
            let is = self.strings(count, "is");
            Formula::Count { table, only: column.map(|column| (column, is)) }
        } else if let Some(total) = part("total") {
            Formula::Total {
                table: FieldId::new(self.members.text(total, "table")),
                column: ColumnId::new(self.members.text(total, "column")),
            }
        } else if part("ratio").is_some() {
            let mut of = self.strings(formula, "ratio").into_iter();
            match (of.next(), of.next()) {
                (Some(part), Some(whole)) => Formula::Ratio(part, whole),
                _ => {
                    self.members.note("ratio");
                    Formula::Sum(Vec::new())
                }
            }
        } else {
            Formula::Sum(self.strings(formula, "sum"))
        }
    }

    fn constraint(&mut self, value: &'a Value) -> Constraint {
        let rows = |reader: &mut Self| count_of(reader.members.count(value, "rows"));
        let test = match value.get("rule").and_then(Value::as_str).unwrap_or_default() {
            "range" => Test::Range { min: self.bound(value, "min"), max: self.bound(value, "max") },
            "sum" => Test::Sum { of: self.strings(value, "of") },
            "days-after" => Test::DaysAfter {
                after: self.members.text(value, "after"),
                min: self.days(value, "min"),
                max: self.days(value, "max"),
            },
            "words" => Test::Words { max: count_of(self.members.count(value, "max")) },
            "at-least-rows" => Test::AtLeastRows { rows: rows(self) },
            "at-most-rows" => Test::AtMostRows { rows: rows(self), is: self.strings(value, "is") },
            "needs-reason" => Test::NeedsReason {
                is: self.strings(value, "is"),
                reason: ColumnId::new(self.members.text(value, "reason")),
            },
            "unique" => {
                let columns = self.strings(value, "columns");
                Test::Unique { columns: columns.into_iter().map(ColumnId::new).collect() }
            }
            "each-choice" => Test::EachChoice {
                is: self.strings(value, "is"),
                reason: FieldId::new(self.members.text(value, "reason")),
            },
            "needs-report" => Test::NeedsReport {
                tick: ColumnId::new(self.members.text(value, "tick")),
                form: FormId::new(self.members.text(value, "form")),
                field: FieldId::new(self.members.text(value, "field")),
            },
            _ => {
                self.members.note("rule");
                Test::AtLeastRows { rows: 0 }
            }
        };
        Constraint {
            test,
            column: self.members.optional_text(value, "column").map(ColumnId::new),
            is_warning: self.word(value, "severity", &SEVERITIES, Some(false)),
            message: self.members.optional_text(value, "message"),
            when: self.optional(value, "when", Self::relevance),
        }
    }

    fn strings(&mut self, value: &'a Value, name: &'static str) -> Vec<String> {
        let mut strings = Vec::new();
        for item in self.members.items(value, name) {
            strings.push(self.members.string(Some(item), name));
        }
        strings
    }

    /// A number of days, whole and perhaps below 0.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a bound beyond the calendar binds nothing either way"
    )]
    fn days(&mut self, value: &Value, name: &str) -> Option<i32> {
        self.bound(value, name).map(|days| days as i32)
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
        match (object.get(name), default) {
            (None, Some(default)) => default,
            (value, _) => self.one_of(value.unwrap_or(&Value::Null), name, words),
        }
    }

    fn one_of<T: Copy>(&mut self, value: &Value, name: &'static str, words: &[(&str, T)]) -> T {
        let found = words.iter().find(|(word, _)| value.as_str() == Some(word));
        found.map_or_else(
            || {
                self.members.note(name);
                words[0].1
            },
            |(_, meaning)| *meaning,
        )
    }
}

fn count_of(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
