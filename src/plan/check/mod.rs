//! What the schema cannot say of a pack: whether its parts fit together.

mod field;
mod part;
mod refer;

use super::inspect::Problems;
use super::problem::Fault;
use super::value::{flag, items, members, text};
use crate::form::FormId;
use crate::json::Value;
use part::{Pack, Part};

/// Kinds of fields or columns. None stands for all.
type Kinds = &'static [&'static str];

const CHOICE: Kinds = &["choice"];
const DATE: Kinds = &["date"];
const NUMBER: Kinds = &["number"];
const NUMBERS: Kinds = &["number", "computed"];
const TABLE: Kinds = &["table"];
const TICK: Kinds = &["tick"];

/// Columns of which something is chosen.
const CHOSEN: Kinds = &["choice", "tick"];

const TEXTS: Kinds = &["short-text", "long-text"];

/// Whose answer is one text.
const TYPED: Kinds = &["short-text", "long-text", "number", "date", "choice", "unit"];

/// What another paper's answer can be put into.
const FILLED: Kinds = &["short-text", "long-text", "number", "date", "choice", "choices", "tick"];

/// What can be taken out of another paper.
const TAKEN: Kinds =
    &["short-text", "long-text", "number", "date", "choice", "choices", "tick", "unit", "computed"];

/// Notes the parts of a pack that do not fit together.
pub(super) fn check(pack: &Value, problems: &mut Problems) {
    Check { pack: Pack::new(pack), problems }.pack();
}

/// A walk through one pack.
struct Check<'a, 'p> {
    pack: Pack<'a>,
    problems: &'p mut Problems,
}

/// A form and its fields, also those that are left out.
struct Form<'a> {
    part: Part<'a>,
    fields: Vec<Part<'a>>,
}

impl<'a> Check<'a, '_> {
    fn pack(&mut self) {
        for list in ["deadlines", "roster", "forms"] {
            self.duplicates(&self.pack.ids(list));
        }
        self.parents();
        for part in self.pack.ids("forms") {
            self.problems.form = Some(FormId::new(part.id));
            let form = Form { fields: self.pack.all_fields(&part), part };
            self.form(&form);
        }
        self.problems.form = None;
    }

    /// Goes to a part of the pack.
    fn at(&mut self, path: &str) {
        path.clone_into(&mut self.problems.path);
    }

    fn duplicates(&mut self, parts: &[Part<'_>]) {
        for (index, part) in parts.iter().enumerate() {
            let is_same = |before: &Part<'_>| !part.id.is_empty() && before.id == part.id;
            if parts.iter().take(index).any(is_same) {
                self.at(&part.path);
                self.problems.add_at(part.name, part.value.get(part.name), Fault::Duplicate);
            }
        }
    }

    /// Units belong to other units, and none to itself.
    fn parents(&mut self) {
        let units = self.pack.ids("roster");
        for unit in &units {
            self.at(&unit.path);
            let mut above = self.refer(unit.value, "parent", &units, &[]);
            for _ in 0..units.len() {
                let Some(unit) = above else { break };
                above = units.iter().find(|other| other.id == text(unit.value, "parent"));
            }
            if above.is_some() {
                self.problems.add_at("parent", unit.value.get("parent"), Fault::Circle);
            }
        }
    }

    fn form(&mut self, form: &Form<'a>) {
        let value = form.part.value;
        self.at(&form.part.path);
        self.refer(value, "deadline", &self.pack.ids("deadlines"), &[]);
        let group = value.get("unitGroup");
        let has_units = items(self.pack.value, "roster").iter().any(|unit| unit.get("group") == group);
        if group.is_some() && !has_units {
            self.problems.add_at("unitGroup", group, Fault::NoUnits);
        }
        let roles = items(value, "roles");
        for (index, role) in roles.iter().enumerate() {
            if roles.iter().take(index).any(|before| before == role) {
                self.at(&form.part.path);
                self.problems.enter("roles");
                self.problems.enter_item(index);
                self.problems.add(Some(role), Fault::Duplicate);
            }
        }
        self.initial(form);
        self.carry_over(form);
        self.sections(form);
        self.duplicates(&form.fields);
        for (index, field) in form.fields.iter().enumerate() {
            if !field.is_left_out {
                self.field(form, index, field);
            }
        }
        self.circles(&form.fields);
    }

    fn initial(&mut self, form: &Form<'a>) {
        self.at(&form.part.path);
        self.problems.enter("initial");
        for (name, text) in members(form.part.value, "initial").iter() {
            let here = self.problems.enter(name);
            if let Some(field) = self.resolve(name, &form.fields, TYPED) {
                self.choosable(text, field);
            }
            self.problems.back(here);
        }
    }

    fn carry_over(&mut self, form: &Form<'a>) {
        for (index, rule) in items(form.part.value, "carryOver").iter().enumerate() {
            self.at(&form.part.path);
            self.problems.enter("carryOver");
            self.problems.enter_item(index);
            let forms = self.pack.ids("forms");
            let from = self.refer(rule, "from", &forms, &[]);
            let there = from.and_then(|from| self.within(rule, "table", self.pack.all_fields(from)));
            let here = self.within(rule, "into", self.pack.all_fields(&form.part));
            self.problems.enter("take");
            for (own, other) in members(rule, "take").iter() {
                let back = self.problems.enter(own);
                if let Some(here) = &here {
                    self.resolve(own, here, FILLED);
                }
                if let (Some(there), Some(other)) = (&there, other.as_str()) {
                    self.resolve(other, there, TAKEN);
                }
                self.problems.back(back);
            }
        }
    }

    /// The columns of the table that a member names, or the fields where it names none.
    fn within(&mut self, rule: &Value, member: &str, fields: Vec<Part<'a>>) -> Option<Vec<Part<'a>>> {
        if rule.get(member).is_none() {
            return Some(fields);
        }
        self.refer(rule, member, &fields, TABLE).map(|table| self.pack.columns(table))
    }

    fn sections(&mut self, form: &Form<'a>) {
        let sections = self.pack.sections(&form.part);
        self.duplicates(&sections);
        let mut first = 0;
        for section in &sections {
            self.at(&section.path);
            let shared = self.pack.shared(section);
            if section.name == "use" && !section.id.is_empty() && shared.is_none() {
                self.problems.add_at("use", section.value.get("use"), Fault::Unresolved);
            }
            let fields = self.pack.fields(section);
            let of = |member| section.value.get(member).or_else(|| shared.as_ref()?.value.get(member));
            let origin = of("origin").or_else(|| form.part.value.get("origin")).and_then(Value::as_str);
            let is_asked = of("heading").is_some() && origin == Some("required");
            if is_asked && !fields.iter().any(|field| flag(field.value, "required") && !field.is_left_out) {
                self.problems.add(None, Fault::NothingRequired);
            }
            self.condition(form, section.value, "relevant", first);
            if let Some(shared) = &shared {
                self.at(&shared.path);
                self.condition(form, shared.value, "relevant", first);
            }
            first += fields.len();
        }
    }
}
