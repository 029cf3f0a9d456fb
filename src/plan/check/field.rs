//! Fields: their tables, formulas and rules.

use super::{CHOICE, CHOSEN, Check, DATE, Form, Kinds, NUMBER, NUMBERS, Part, TABLE, TEXTS, TICK, TYPED};
use crate::form::Formula;
use crate::json::Value;
use crate::plan::problem::Fault;
use crate::plan::value::{integer, items, members, text};

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

static REFERENCES: [Reference; 18] = [
    to("range", "column", NUMBER),
    to("sum", "column", NUMBER),
    to("sum", "of", NUMBERS),
    to("days-after", "column", DATE),
    to("days-after", "after", DATE),
    to("words", "column", TEXTS),
    to("at-least-rows", "column", &[]),
    to("at-most-rows", "column", CHOSEN),
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
        self.at(&field.path);
        if field.kind == "unit" && form.part.value.get("unitGroup").is_none() {
            self.problems.add_at("kind", field.value.get("kind"), Fault::NoUnits);
        }
        self.condition(form, field.value, "relevant", index);
        self.choices(field);
        self.formula(form, field, &form.fields);
        let columns = self.pack.columns(field);
        if field.kind == "table" {
            self.table(form, field, &columns);
        }
        let rules = items(field.value, "constraints");
        for (index, rule) in rules.iter().enumerate() {
            self.at(&field.path);
            self.problems.enter("constraints");
            self.problems.enter_item(index);
            self.rule(form, if field.kind == "table" { &columns } else { &form.fields }, field, rule);
            if text(rule, "rule") == "at-most-rows"
                && let Some(most) = rows(rule)
                && rules
                    .iter()
                    .any(|other| text(other, "rule") == "at-least-rows" && rows(other) > Some(most))
            {
                self.problems.add_at("rows", rule.get("rows"), Fault::Reversed);
            }
        }
    }

    fn choices(&mut self, part: &Part<'a>) {
        self.duplicates(&self.pack.list(part.value, &part.path, "choices", "value"));
    }

    fn table(&mut self, form: &Form<'a>, table: &Part<'a>, columns: &[Part<'a>]) {
        self.duplicates(columns);
        for column in columns {
            if !column.is_left_out {
                self.choices(column);
                self.formula(form, column, columns);
            }
        }
        self.circles(columns);
        self.at(&table.path);
        if items(table.value, "columns").len() > 0 && columns.iter().all(|column| column.is_left_out) {
            self.problems.add_at("columns", None, Fault::NothingLeft);
        }
        if let Some(criteria) = self.refer(table.value, "fixedBy", columns, CHOICE) {
            self.problems.enter("weights");
            for (choice, _) in members(table.value, "weights").iter() {
                let here = self.problems.enter(choice);
                self.choosable(&choice.as_str().into(), criteria);
                self.problems.back(here);
            }
        }
    }

    /// What a computed number is made of, among the fields of the form or the columns of the table.
    fn formula(&mut self, form: &Form<'a>, part: &Part<'a>, among: &[Part<'a>]) {
        let Some(formula) = part.value.get("formula") else { return };
        self.at(&part.path);
        self.problems.enter("formula");
        self.refer(formula, "sum", among, NUMBERS);
        self.refer(formula, "ratio", among, NUMBERS);
        for (name, kinds) in [("count", CHOSEN), ("total", NUMBERS)] {
            let Some(of) = formula.get(name) else { continue };
            self.problems.enter(name);
            if let Some(table) = self.refer(of, "table", &form.fields, TABLE) {
                let columns = self.pack.columns(table);
                if let Some(column) = self.refer(of, "column", &columns, kinds) {
                    self.all_choosable(of, "is", column);
                }
            }
        }
    }

    /// A rule of a field, or of the columns of a table.
    fn rule(&mut self, form: &Form<'a>, among: &[Part<'a>], field: &Part<'a>, rule: &Value) {
        let own = rule.get("column").and_then(Value::as_str).unwrap_or(field.id);
        let name = text(rule, "rule");
        for Reference { member, kinds, to_field, .. } in REFERENCES.iter().filter(|known| known.rule == name)
        {
            let found = self.refer(rule, member, if *to_field { &form.fields } else { among }, kinds);
            if *member == "column"
                && let Some(column) = found
            {
                self.all_choosable(rule, "is", column);
            }
            let refers = rule.get(member);
            let is_own = |other: &Value| other.as_str() == Some(own);
            let is_circle = refers.is_some_and(is_own) || items(rule, member).iter().any(is_own);
            if matches!(*member, "of" | "after") && is_circle {
                self.problems.add_at(member, refers, Fault::Circle);
            }
        }
        if name == "needs-report" {
            let forms = self.pack.ids("forms");
            if let Some(other) = self.refer(rule, "form", &forms, &[]) {
                self.refer(rule, "field", &self.pack.all_fields(other), TEXTS);
            }
        }
        if rule.get("min").is_some() || rule.get("max").is_some() {
            self.bounds(rule);
        }
        self.condition(form, rule, "when", usize::MAX);
    }

    /// Computed numbers that are made of themselves, or of too many others in a row.
    pub(super) fn circles(&mut self, parts: &[Part<'a>]) {
        let is_computed = |part: &Part<'_>| part.kind == "computed" && !part.is_left_out;
        let mut open: Vec<&Part<'_>> = parts.iter().filter(|part| is_computed(part)).collect();
        for _ in 0..Formula::DEEPEST {
            let waits = |part: &Part<'_>| {
                let formula = part.value.get("formula").unwrap_or(&Value::Null);
                let mut of = items(formula, "sum").iter().chain(items(formula, "ratio"));
                of.any(|name| open.iter().any(|part| name.as_str() == Some(part.id)))
            };
            let waiting = open.iter().copied().filter(|part| waits(part)).collect();
            open = waiting;
        }
        for part in open {
            self.at(&part.path);
            self.problems.add_at("formula", None, Fault::Circle);
        }
    }
}

/// How many rows a rule of the whole table asks for.
fn rows(rule: &Value) -> Option<i64> {
    let is_of_all = rule.get("column").is_none() && rule.get("when").is_none();
    integer(rule, "rows").filter(|_| is_of_all)
}
