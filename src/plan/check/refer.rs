//! References: what they mean must be there, and be of use.

use super::{Check, Form, Kinds, NUMBER, Part, TICK};
use crate::form::TICKED;
use crate::json::Value;
use crate::plan::problem::Fault;
use crate::plan::value::{bound, items, text};

/// Fields of which something is chosen.
const CHOSEN_FIELDS: Kinds = &["choice", "choices", "unit"];

impl<'a> Check<'a, '_> {
    /// What a name means. Notes it here if it means nothing, or nothing of these kinds.
    pub(super) fn resolve<'l>(
        &mut self,
        name: &str,
        among: &'l [Part<'a>],
        kinds: Kinds,
    ) -> Option<&'l Part<'a>> {
        let part = among.iter().find(|part| part.id == name);
        let fault = match part {
            None => Fault::Unresolved,
            Some(part) if part.is_left_out => Fault::LeftOut,
            Some(part) if kinds.is_empty() || kinds.contains(&part.kind) => return Some(part),
            Some(_) => Fault::NotOfKind(kinds.to_vec()),
        };
        self.problems.add(Some(&name.into()), fault);
        None
    }

    /// What a member refers to, if it is there: by a name, or by a list of names, of which the last is given.
    pub(super) fn refer<'l>(
        &mut self,
        object: &Value,
        member: &str,
        among: &'l [Part<'a>],
        kinds: Kinds,
    ) -> Option<&'l Part<'a>> {
        let here = self.problems.enter(member);
        let name = object.get(member).and_then(Value::as_str);
        let mut found = name.and_then(|name| self.resolve(name, among, kinds));
        for (index, name) in items(object, member).iter().enumerate() {
            let back = self.problems.enter_item(index);
            found = name.as_str().and_then(|name| self.resolve(name, among, kinds));
            self.problems.back(back);
        }
        self.problems.back(here);
        found
    }

    /// Notes a text here that cannot be chosen there.
    pub(super) fn choosable(&mut self, value: &Value, there: &Part<'_>) {
        let Some(chosen) = value.as_str() else { return };
        let among = |list: &[Value], name| list.iter().any(|item| text(item, name) == chosen);
        let is_choosable = match there.kind {
            "choice" | "choices" => among(items(there.value, "choices"), "value"),
            "unit" => among(items(self.pack.value, "roster"), "id"),
            "tick" => chosen == TICKED,
            _ => true,
        };
        if !is_choosable {
            self.problems.add(Some(value), Fault::Unresolved);
        }
    }

    /// Notes the texts of a list that cannot be chosen there.
    pub(super) fn all_choosable(&mut self, object: &Value, list: &str, there: &Part<'_>) {
        let here = self.problems.enter(list);
        for (index, value) in items(object, list).iter().enumerate() {
            let back = self.problems.enter_item(index);
            self.choosable(value, there);
            self.problems.back(back);
        }
        self.problems.back(here);
    }

    /// Bounds that nobody can keep.
    pub(super) fn bounds(&mut self, object: &Value) {
        let [least, most] = ["min", "max"].map(|name| {
            let found = bound(object, name);
            if let Some(value @ Value::Number(_)) = object.get(name)
                && found.is_none()
            {
                self.problems.add_at(name, Some(value), Fault::Endless);
            }
            found
        });
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            self.problems.add_at("min", object.get("min"), Fault::Reversed);
        }
    }

    /// A condition for a part of a form: on a field among the first so many.
    pub(super) fn condition(&mut self, form: &Form<'a>, object: &Value, member: &str, before: usize) {
        let Some(condition) = object.get(member) else { return };
        let here = self.problems.enter(member);
        let has = |name| condition.get(name).is_some();
        let tests = [has("is"), has("isNot"), has("ticked"), has("min") || has("max")];
        if tests.iter().filter(|has| **has).count() > 1 {
            self.problems.add(None, Fault::Ambiguous);
        }
        let kinds = match tests {
            [false, false, true, _] => TICK,
            [false, false, false, _] => NUMBER,
            _ => CHOSEN_FIELDS,
        };
        if let Some(field) = self.refer(condition, "field", &form.fields, kinds) {
            if form.fields.iter().take(before).all(|before| before.id != field.id) {
                self.problems.add_at("field", condition.get("field"), Fault::NotBefore);
            }
            self.all_choosable(condition, "is", field);
            self.all_choosable(condition, "isNot", field);
        }
        self.bounds(condition);
        self.problems.back(here);
    }
}
