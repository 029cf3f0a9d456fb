//! Makes a plan of a pack, and puts its shared sections into its forms. What is wrong with a pack is noted before;
//! here it reads as empty.

use super::value::{
    bound, count, day, flag, integer, items, members, optional, owned, source, text, texts, word,
};
use super::words::{ORIGINS, PRINTS, ROLES, SEVERITIES, SLOTS};
use super::{Deadline, Identity, Plan, Unit};
use crate::form::{
    Annex, CarryOver, Choice, Column, ColumnId, ColumnKind, Constraint, Field, FieldKind, Form, Formula,
    Invitations, Note, Origin, PageLimit, Relevance, RelevanceTest, RowsWith, Section, Table, TablePrint,
    Test,
};
use crate::json::Value;
use crate::text::Date;

/// Names the column of points, which no plan of ours asks for.
const POINTS_LABEL: &str = "Điểm (thang điểm của đơn vị tiếp nhận, không có trong Kế hoạch)";

/// Makes a plan of a pack.
pub(super) fn plan(pack: &Value) -> Plan {
    let identity = pack.get("identity").unwrap_or(&Value::Null);
    let reader = Reader { pack, asks_sensitive: flag(pack, "asksSensitive") };
    Plan {
        id: owned(pack, "id"),
        version: count(pack, "version").unwrap_or_default(),
        identity: Identity {
            title: owned(identity, "title"),
            short_title: owned(identity, "shortTitle"),
            number: optional(identity, "number"),
            signed: optional(identity, "signed"),
            issuer: owned(identity, "issuer"),
            legal_basis: texts(identity, "legalBasis"),
            purpose: source(identity.get("purpose").unwrap_or(&Value::Null)),
        },
        notes: list(pack, "notes", note),
        deadlines: list(pack, "deadlines", deadline),
        roster: list(pack, "roster", unit),
        forms: items(pack, "forms").iter().map(|form| reader.form(form)).collect(),
    }
}

/// What is looked up while a pack is read.
struct Reader<'a> {
    pack: &'a Value,
    /// Whether the pack asks for what is sensitive.
    asks_sensitive: bool,
}

impl<'a> Reader<'a> {
    fn form(&self, value: &'a Value) -> Form {
        let origin = word(value.get("origin"), &ORIGINS).unwrap_or_default();
        Form {
            id: owned(value, "id"),
            version: count(value, "version").unwrap_or_default(),
            title: owned(value, "title"),
            actor: owned(value, "actor"),
            roles: items(value, "roles").iter().filter_map(|role| word(Some(role), &ROLES)).collect(),
            level: owned(value, "level"),
            unit_group: optional(value, "unitGroup"),
            origin,
            source: value.get("source").map(source),
            deadline: optional(value, "deadline"),
            profile: owned(value, "profile"),
            page_limit: value.get("pageLimit").map(page_limit),
            notes: list(value, "notes", note),
            document_name: owned(value, "documentName"),
            initial: pairs(value, "initial"),
            carry_over: list(value, "carryOver", carry_over),
            invitations: value.get("invitations").map(invitations),
            sections: items(value, "sections").iter().map(|section| self.section(section, origin)).collect(),
        }
    }

    /// A section, or by `{"use": "ho-so"}` the shared section of that name, with what stands beside `use`: fields
    /// before its own, anything else instead. Its origin is the form's unless it says another.
    fn section(&self, own: &'a Value, origin: Origin) -> Section {
        let (id, shared) = match own.get("use").and_then(Value::as_str) {
            Some(name) => (name, members(self.pack, "sections").get(name)),
            None => (text(own, "id"), None),
        };
        let shared = shared.unwrap_or(&Value::Null);
        let of = |member| own.get(member).or_else(|| shared.get(member));
        let line = |member| of(member).and_then(Value::as_str).map(str::to_owned);
        let mut fields = self.fields(own);
        fields.extend(self.fields(shared));
        Section {
            id: id.to_owned().into(),
            title: line("title").unwrap_or_default(),
            heading: line("heading"),
            guidance: line("guidance"),
            source: of("source").map(source),
            origin: word(of("origin"), &ORIGINS).unwrap_or(origin),
            relevant: of("relevant").map(relevance),
            annex: of("annex")
                .map(|annex| Annex { title: owned(annex, "title"), landscape: flag(annex, "landscape") }),
            fields,
        }
    }

    /// The fields of a section, without those that are sensitive unless the pack asks for them.
    fn fields(&self, section: &'a Value) -> Vec<Field> {
        self.asked(section, "fields").map(|value| self.field(value)).collect()
    }

    fn asked(&self, object: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
        items(object, name).iter().filter(|item| self.asks_sensitive || !flag(item, "sensitive"))
    }

    fn field(&self, value: &'a Value) -> Field {
        let kind = match text(value, "kind") {
            "long-text" => FieldKind::LongText,
            "number" => FieldKind::Number,
            "date" => FieldKind::Date,
            "choice" => FieldKind::Choice { choices: list(value, "choices", choice) },
            "choices" => FieldKind::Choices { choices: list(value, "choices", choice) },
            "unit" => FieldKind::Unit,
            "tick" => FieldKind::Tick,
            "table" => FieldKind::Table(self.table(value)),
            "computed" => FieldKind::Computed { formula: formula(value) },
            _ => FieldKind::ShortText,
        };
        Field {
            id: owned(value, "id"),
            label: owned(value, "label"),
            hint: optional(value, "hint"),
            kind,
            required: flag(value, "required"),
            heading: optional(value, "heading"),
            slot: word(value.get("slot"), &SLOTS).unwrap_or_default(),
            relevant: value.get("relevant").map(relevance),
            constraints: list(value, "constraints", constraint),
        }
    }

    fn table(&self, value: &'a Value) -> Table {
        let mut columns: Vec<Column> = self.asked(value, "columns").map(column).collect();
        let mut weights = Vec::new();
        for (choice, _) in members(value, "weights").iter() {
            let most = count(value.get("weights").unwrap_or(&Value::Null), choice);
            weights.push((choice.clone(), most.unwrap_or_default()));
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
            row_name: owned(value, "rowName"),
            print: word(value.get("print"), &PRINTS).unwrap_or(TablePrint::Table),
            fixed_by: optional(value, "fixedBy"),
            weights,
        }
    }
}

fn deadline(value: &Value) -> Deadline {
    Deadline {
        id: owned(value, "id"),
        before: day(text(value, "before")).unwrap_or(Date::FIRST),
        words: owned(value, "words"),
        recipient: optional(value, "recipient"),
        source: value.get("source").map(source),
    }
}

fn unit(value: &Value) -> Unit {
    Unit {
        id: owned(value, "id"),
        name: owned(value, "name"),
        group: owned(value, "group"),
        unnamed: flag(value, "unnamed"),
        parent: optional(value, "parent"),
        substitute: optional(value, "substitute"),
    }
}

fn page_limit(value: &Value) -> PageLimit {
    PageLimit { pages: count(value, "pages").unwrap_or_default(), source: value.get("source").map(source) }
}

fn carry_over(value: &Value) -> CarryOver {
    CarryOver {
        from: owned(value, "from"),
        table: optional(value, "table"),
        into: optional(value, "into"),
        take: pairs(value, "take"),
        initial: pairs(value, "initial"),
    }
}

fn invitations(value: &Value) -> Invitations {
    Invitations {
        table: owned(value, "table"),
        name: owned(value, "name"),
        office: optional(value, "office"),
        number: optional(value, "number"),
        event: owned(value, "event"),
        time: texts(value, "time"),
        place: optional(value, "place"),
    }
}

fn note(value: &Value) -> Note {
    Note { text: owned(value, "text"), source: value.get("source").map(source) }
}

fn relevance(value: &Value) -> Relevance {
    let test = if value.get("is").is_some() {
        RelevanceTest::Is(texts(value, "is"))
    } else if value.get("isNot").is_some() {
        RelevanceTest::IsNot(texts(value, "isNot"))
    } else if value.get("ticked").is_some() {
        RelevanceTest::Ticked(flag(value, "ticked"))
    } else {
        RelevanceTest::Within { min: bound(value, "min"), max: bound(value, "max") }
    };
    Relevance { field: owned(value, "field"), test }
}

fn column(value: &Value) -> Column {
    let kind = match text(value, "kind") {
        "long-text" => ColumnKind::LongText,
        "number" => ColumnKind::Number,
        "date" => ColumnKind::Date,
        "choice" => ColumnKind::Choice { choices: list(value, "choices", choice) },
        "tick" => ColumnKind::Tick,
        "computed" => ColumnKind::Computed { formula: formula(value) },
        _ => ColumnKind::ShortText,
    };
    Column {
        id: owned(value, "id"),
        label: owned(value, "label"),
        kind,
        required: flag(value, "required"),
        weight: count(value, "weight").unwrap_or(1),
        total: flag(value, "total"),
    }
}

fn choice(value: &Value) -> Choice {
    Choice {
        value: owned(value, "value"),
        label: owned(value, "label"),
        source: value.get("source").map(source),
    }
}

fn formula(value: &Value) -> Formula {
    let formula = value.get("formula").unwrap_or(&Value::Null);
    if let Some(count) = formula.get("count") {
        Formula::Count { table: owned(count, "table"), only: kinds_of_rows(count) }
    } else if let Some(total) = formula.get("total") {
        Formula::Total { table: owned(total, "table"), column: owned(total, "column") }
    } else if let [part, whole] = &texts::<String>(formula, "ratio")[..] {
        Formula::Ratio(part.clone(), whole.clone())
    } else {
        Formula::Sum(texts(formula, "sum"))
    }
}

fn constraint(value: &Value) -> Constraint {
    let rows = || size(value, "rows");
    let test = match text(value, "rule") {
        "range" => Test::Range { min: bound(value, "min"), max: bound(value, "max") },
        "sum" => Test::Sum { of: texts(value, "of") },
        "days-after" => {
            Test::DaysAfter { after: owned(value, "after"), min: days(value, "min"), max: days(value, "max") }
        }
        "words" => Test::Words { max: size(value, "max") },
        "at-most-rows" => Test::AtMostRows { rows: rows(), only: kinds_of_rows(value) },
        "only-where" => Test::OnlyWhere {
            is: texts(value, "is"),
            rows: rows_with(value.get("where").unwrap_or(&Value::Null)),
        },
        "needs-reason" => Test::NeedsReason { is: texts(value, "is"), reason: owned(value, "reason") },
        "unique" => Test::Unique { columns: texts(value, "columns") },
        "each-choice" => Test::EachChoice { is: texts(value, "is"), reason: owned(value, "reason") },
        "keeps-rows" => Test::KeepsRows { reason: owned(value, "reason") },
        "needs-report" => Test::NeedsReport {
            tick: owned(value, "tick"),
            form: owned(value, "form"),
            field: owned(value, "field"),
        },
        _ => Test::AtLeastRows { rows: rows() },
    };
    Constraint {
        test,
        column: optional(value, "column"),
        is_warning: word(value.get("severity"), &SEVERITIES).unwrap_or_default(),
        message: optional(value, "message"),
        when: value.get("when").map(relevance),
    }
}

/// The kind of row that a column and its choices name, and those that `or` names beside it.
fn kinds_of_rows(value: &Value) -> Vec<RowsWith> {
    let own = Some(value).filter(|value| value.get("column").is_some());
    own.into_iter().chain(items(value, "or")).map(rows_with).collect()
}

fn rows_with(value: &Value) -> RowsWith {
    RowsWith { column: owned(value, "column"), is: texts(value, "is") }
}

fn list<T>(object: &Value, name: &str, read: fn(&Value) -> T) -> Vec<T> {
    items(object, name).iter().map(read).collect()
}

/// The members of an object whose members are texts.
fn pairs<T: From<String>>(object: &Value, name: &str) -> Vec<(T, String)> {
    let mut pairs = Vec::new();
    for (name, text) in members(object, name).iter() {
        pairs.push((T::from(name.clone()), text.as_str().unwrap_or_default().to_owned()));
    }
    pairs
}

fn size(object: &Value, name: &str) -> usize {
    usize::try_from(count(object, name).unwrap_or_default()).unwrap_or(usize::MAX)
}

/// A number of days; a bound beyond the calendar binds nothing either way.
fn days(object: &Value, name: &str) -> Option<i32> {
    integer(object, name).map(|days| days.try_into().unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
}
