//! What the schema cannot say of a pack: whether its parts fit together.

mod field;
mod part;
mod refer;
mod steps;

use super::problem::{Fault, Problems};
use super::value::{flag, items, members, text};
use crate::form::FormId;
use crate::json::Value;
use crate::sorted::Sorted;
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

/// A unit belongs to others over so many levels at most. The country has three.
const MOST_LEVELS: usize = 8;

/// A form has so many fields at most, those of its shared sections included: many times what anybody answers.
const MOST_FIELDS: usize = 1000;

/// Notes the parts of the pack that do not fit together.
pub(super) fn check(problems: &mut Problems<'_>) {
    Check { pack: Pack::new(problems.pack), problems }.pack();
}

/// A walk through one pack.
struct Check<'a, 'p> {
    pack: Pack<'a>,
    problems: &'p mut Problems<'a>,
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
            let form = Form { fields: self.pack.all_fields(part.value), part };
            if form.fields.len() > MOST_FIELDS {
                self.problems.add(form.part.value, "sections", Fault::TooManyFields { most: MOST_FIELDS });
            } else {
                self.form(&form);
            }
        }
        self.problems.form = None;
    }

    #[inline(never)]
    fn duplicates(&mut self, parts: &[Part<'_>]) {
        let mut known = Sorted::new();
        for part in parts.iter().filter(|part| !part.id.is_empty()) {
            if known.get(&part.id).is_some() {
                self.problems.add(part.value, part.name, Fault::Duplicate);
            } else {
                known.insert(part.id, ());
            }
        }
    }

    /// Units belong to other units, and none to itself.
    fn parents(&mut self) {
        let units = self.pack.ids("roster");
        for unit in &units {
            let mut above = self.refer(unit.value, "parent", &units, &[]);
            for _ in 0..MOST_LEVELS {
                let Some(unit) = above else { break };
                above = units.iter().find(|other| other.id == text(unit.value, "parent"));
            }
            if above.is_some() {
                self.problems.add(unit.value, "parent", Fault::Circle);
            }
        }
    }

    fn form(&mut self, form: &Form<'a>) {
        let value = form.part.value;
        self.refer(value, "deadline", &self.pack.ids("deadlines"), &[]);
        let group = value.get("unitGroup");
        let has_units = items(self.pack.value, "roster").iter().any(|unit| unit.get("group") == group);
        if group.is_some() && !has_units {
            self.problems.add(value, "unitGroup", Fault::NoUnits);
        }
        let roles = items(value, "roles");
        for (index, role) in roles.iter().enumerate() {
            if roles.iter().take(index).any(|before| before.as_str() == role.as_str()) {
                self.problems.add(role, "", Fault::Duplicate);
            }
        }
        if let Some(initial) = value.get("initial") {
            for (name, text) in members(value, "initial").iter() {
                if let Some(field) = self.resolve((initial, name), name, &form.fields, TYPED) {
                    self.choosable((initial, name), text.as_str().unwrap_or_default(), field);
                }
            }
        }
        for rule in items(value, "carryOver") {
            self.carry_over(form, rule);
        }
        if let Some(invitations) = value.get("invitations") {
            self.invitations(form, invitations);
        }
        self.sections(form);
        self.duplicates(&form.fields);
        for (index, field) in form.fields.iter().enumerate() {
            if !field.is_left_out {
                self.field(form, index, field);
            }
        }
        self.circles(&form.fields);
        self.steps(form);
    }

    fn carry_over(&mut self, form: &Form<'a>, rule: &'a Value) {
        let from = self.refer(rule, "from", &self.pack.ids("forms"), &[]).map(|from| from.value);
        let there = from.and_then(|from| self.within(rule, "table", from));
        let here = self.within(rule, "into", form.part.value);
        let Some(take) = rule.get("take") else { return };
        for (own, other) in members(rule, "take").iter() {
            if let Some(here) = &here {
                self.resolve((take, own), own, here, FILLED);
            }
            if let (Some(there), Some(other)) = (&there, other.as_str()) {
                self.resolve((take, own), other, there, TAKEN);
            }
        }
        let Some(initial) = rule.get("initial") else { return };
        // Only rows begin with something.
        let columns = here.filter(|_| rule.get("into").is_some()).unwrap_or_default();
        for (name, text) in members(rule, "initial").iter() {
            if let Some(column) = self.resolve((initial, name), name, &columns, FILLED) {
                self.choosable((initial, name), text.as_str().unwrap_or_default(), column);
            }
        }
    }

    fn invitations(&mut self, form: &Form<'a>, value: &'a Value) {
        if let Some(columns) = self.within(value, "table", form.part.value) {
            for member in ["name", "office", "number"] {
                self.refer(value, member, &columns, TEXTS);
            }
        }
        for member in ["time", "place"] {
            self.refer(value, member, &form.fields, TYPED);
        }
    }

    /// The columns of the table that a member names, or the fields of the form where it names none.
    fn within(&mut self, rule: &Value, member: &str, form: &'a Value) -> Option<Vec<Part<'a>>> {
        let fields = self.pack.all_fields(form);
        if rule.get(member).is_none() {
            return Some(fields);
        }
        self.refer(rule, member, &fields, TABLE).map(|table| self.pack.columns(table.value))
    }

    fn sections(&mut self, form: &Form<'a>) {
        let sections = self.pack.sections(form.part.value);
        self.duplicates(&sections);
        let mut first = 0;
        for section in &sections {
            let shared = self.pack.shared(section.value);
            if section.name == "use" && !section.id.is_empty() && shared.is_none() {
                self.problems.add(section.value, "use", Fault::Unresolved);
            }
            let fields = self.pack.fields(section.value);
            let of = |member| section.value.get(member).or_else(|| shared?.get(member));
            let origin = of("origin").or_else(|| form.part.value.get("origin")).and_then(Value::as_str);
            let is_asked = of("heading").is_some() && origin == Some("required");
            if is_asked && !fields.iter().any(|field| flag(field.value, "required") && !field.is_left_out) {
                self.problems.add(section.value, "", Fault::NothingRequired);
            }
            for value in [Some(section.value), shared].into_iter().flatten() {
                self.condition(form, value, "relevant", first);
            }
            first += fields.len();
        }
    }
}
