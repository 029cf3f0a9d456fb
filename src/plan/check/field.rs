//! Fields: their tables, formulas and rules.

use super::{CHOICE, CHOSEN, Check, DATE, Form, Kinds, NUMBER, NUMBERS, Part, TABLE, TEXTS, TICK, TYPED};
use crate::form::Formula;
use crate::json::Value;
use crate::plan::problem::Fault;
use crate::plan::value::{integer, items, members, text};

/// A computed number is made of no more that are typed, each counted as often as it goes in.
const MOST_NUMBERS: usize = 1000;

/// What a member of a rule refers to.
struct Reference {
    rule: &'static str,
    member: &'static str,
    kinds: Kinds,
    /// Whether to a field of the form, also in a rule for a column.
    to_field: bool,
}

const fn to(rule: &'static str, member: &'static str, kinds: Kinds) -> Reference {
    Reference { rule, member, kinds, to_field: false }
}

static REFERENCES: [Reference; 19] = [
    to("range", "column", NUMBER),
    to("sum", "column", NUMBER),
    to("sum", "of", NUMBERS),
    to("days-after", "column", DATE),
    to("days-after", "after", DATE),
    to("words", "column", TEXTS),
    to("at-least-rows", "column", &[]),
    to("at-most-rows", "column", CHOSEN),
    to("only-where", "column", CHOSEN),
    to("needs-reason", "column", CHOSEN),
    to("needs-reason", "reason", TEXTS),
    to("unique", "column", &[]),
    to("unique", "columns", TYPED),
    to("each-choice", "column", CHOICE),
    Reference { rule: "each-choice", member: "reason", kinds: TEXTS, to_field: true },
    to("keeps-rows", "column", &[]),
    Reference { rule: "keeps-rows", member: "reason", kinds: TEXTS, to_field: true },
    to("needs-report", "column", TEXTS),
    to("needs-report", "tick", TICK),
];

impl<'a> Check<'a, '_> {
    /// A field of a form, which stands at that place among them.
    pub(super) fn field(&mut self, form: &Form<'a>, index: usize, field: &Part<'a>) {
        if field.kind == "unit" && form.part.value.get("unitGroup").is_none() {
            self.problems.add(field.value, "kind", Fault::NoUnits);
        }
        self.condition(form, field.value, "relevant", index);
        self.choices(field);
        self.formula(form, field, &form.fields);
        let columns = self.pack.columns(field.value);
        let mut among = &form.fields;
        if field.kind == "table" {
            self.table(form, field, &columns);
            among = &columns;
        }
        let rules = items(field.value, "constraints");
        for rule in rules {
            self.rule(form, among, field, rule);
            let is_above = |other: &Value| text(other, "rule") == "at-least-rows" && rows(other) > rows(rule);
            if text(rule, "rule") == "at-most-rows" && rows(rule).is_some() && rules.iter().any(is_above) {
                self.problems.add(rule, "rows", Fault::Reversed);
            }
        }
    }

    fn choices(&mut self, part: &Part<'a>) {
        self.duplicates(&self.pack.list(part.value, "choices", "value"));
    }

    fn table(&mut self, form: &Form<'a>, table: &Part<'a>, columns: &[Part<'a>]) {
        self.duplicates(columns);
        let mut is_left = false;
        for column in columns {
            if !column.is_left_out {
                is_left = true;
                self.choices(column);
                self.formula(form, column, columns);
            }
        }
        self.circles(columns);
        if !is_left && !columns.is_empty() {
            self.problems.add(table.value, "columns", Fault::NothingLeft);
        }
        if let Some(criteria) = self.refer(table.value, "fixedBy", columns, CHOICE)
            && let Some(weights) = table.value.get("weights")
        {
            for (choice, _) in members(table.value, "weights").iter() {
                self.choosable((weights, choice), choice, criteria);
            }
        }
    }

    /// What a computed number is made of, among the fields of the form or the columns of the table.
    fn formula(&mut self, form: &Form<'a>, part: &Part<'a>, among: &[Part<'a>]) {
        let Some(formula) = part.value.get("formula") else { return };
        self.refer(formula, "sum", among, NUMBERS);
        self.refer(formula, "ratio", among, NUMBERS);
        for (name, kinds) in [("count", CHOSEN), ("total", NUMBERS)] {
            if let Some(of) = formula.get(name)
                && let Some(table) = self.refer(of, "table", &form.fields, TABLE)
            {
                let columns = self.pack.columns(table.value);
                self.chosen(of, &columns, kinds);
                for other in items(of, "or") {
                    self.chosen(other, &columns, CHOSEN);
                }
            }
        }
    }

    /// A column that is named, and what is chosen there.
    fn chosen(&mut self, object: &Value, columns: &[Part<'a>], kinds: Kinds) {
        if let Some(column) = self.refer(object, "column", columns, kinds) {
            self.all_choosable(object, "is", column);
        }
    }

    /// A rule of a field, or of the columns of a table.
    fn rule(&mut self, form: &Form<'a>, among: &[Part<'a>], field: &Part<'a>, rule: &Value) {
        let own = rule.get("column").and_then(Value::as_str).unwrap_or(field.id);
        let name = text(rule, "rule");
        for Reference { member, kinds, to_field, .. } in REFERENCES.iter().filter(|known| known.rule == name)
        {
            let found = self.refer(rule, member, if *to_field { &form.fields } else { among }, kinds);
            match (*member, found) {
                ("column", Some(column)) => self.all_choosable(rule, "is", column),
                ("of" | "after", _) => {
                    let is_own = |other: &Value| other.as_str() == Some(own);
                    if rule.get(member).is_some_and(is_own) || items(rule, member).iter().any(is_own) {
                        self.problems.add(rule, member, Fault::Circle);
                    }
                }
                _ => {}
            }
        }
        for rows in items(rule, "or").iter().chain(rule.get("where")) {
            self.chosen(rows, among, CHOSEN);
        }
        if name == "needs-report"
            && let Some(other) = self.refer(rule, "form", &self.pack.ids("forms"), &[])
        {
            self.refer(rule, "field", &self.pack.all_fields(other.value), TEXTS);
        }
        self.bounds(rule);
        self.condition(form, rule, "when", usize::MAX);
    }

    /// Computed numbers that are made of themselves, or of too many others: in a row, or together.
    pub(super) fn circles(&mut self, parts: &[Part<'a>]) {
        let is_made = |part: &Part<'_>| part.kind == "computed" && !part.is_left_out;
        // Of how many numbers that are not made of others each is made; None as long as that is not known.
        let mut sizes: Vec<Option<usize>> = Vec::new();
        sizes.extend(parts.iter().map(|part| (!is_made(part)).then_some(1)));
        for _ in 0..Formula::DEEPEST {
            let known = sizes.clone();
            let size_of = |name: &Value| {
                let at = parts.iter().position(|part| name.as_str() == Some(part.id));
                at.map_or(Some(0), |at| known[at])
            };
            for (part, size) in parts.iter().zip(&mut sizes).filter(|(_, size)| size.is_none()) {
                let formula = part.value.get("formula").unwrap_or(&Value::Null);
                let mut names = items(formula, "sum").iter().chain(items(formula, "ratio"));
                let sum = names.try_fold(0_usize, |sum, name| Some(sum.saturating_add(size_of(name)?)));
                *size = sum.map(|sum| sum.max(1));
            }
        }
        for (part, size) in parts.iter().zip(sizes) {
            if size.is_none_or(|size| size > MOST_NUMBERS) {
                self.problems.add(part.value, "formula", Fault::Circle);
            }
        }
    }
}

/// How many rows a rule of the whole table asks for.
fn rows(rule: &Value) -> Option<i64> {
    let is_of_all = rule.get("column").is_none() && rule.get("when").is_none();
    integer(rule, "rows").filter(|_| is_of_all)
}
