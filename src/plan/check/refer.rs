//! References: what they mean must be there, and be of use.

use super::{Check, Form, Kinds, NUMBER, Part, TICK};
use crate::form::TICKED;
use crate::json::Value;
use crate::plan::problem::Fault;
use crate::plan::value::{bound, items, text};

/// Fields of which something is chosen.
const CHOSEN_FIELDS: Kinds = &["choice", "choices", "unit"];

impl<'a> Check<'a, '_> {
    /// What a name means that stands in a member of a value, or is the value. Notes it there if it means nothing, or
    /// nothing of these kinds.
    #[inline(never)]
    pub(super) fn resolve<'l>(
        &mut self,
        (value, member): (&Value, &str),
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
        self.problems.add(value, member, fault);
        None
    }

    /// What a member refers to, if it is there: by a name, or by a list of names, of which the last is given.
    #[inline(never)]
    pub(super) fn refer<'l>(
        &mut self,
        object: &Value,
        member: &str,
        among: &'l [Part<'a>],
        kinds: Kinds,
    ) -> Option<&'l Part<'a>> {
        let mut found = None;
        match object.get(member)? {
            Value::String(name) => found = self.resolve((object, member), name, among, kinds),
            Value::Array(names) => {
                for name in names {
                    found = self.resolve((name, ""), name.as_str()?, among, kinds);
                }
            }
            _ => {}
        }
        found
    }

    /// Notes a text of a value, or of its member, that cannot be chosen there.
    #[inline(never)]
    pub(super) fn choosable(&mut self, (value, member): (&Value, &str), chosen: &str, there: &Part<'_>) {
        let (list, name) = match there.kind {
            "choice" | "choices" => (items(there.value, "choices"), "value"),
            "unit" => (items(self.problems.pack, "roster"), "id"),
            "tick" if chosen != TICKED => (&[][..], ""),
            _ => return,
        };
        if !list.iter().any(|item| text(item, name) == chosen) {
            self.problems.add(value, member, Fault::Unresolved);
        }
    }

    /// Notes the texts of a list that cannot be chosen there.
    pub(super) fn all_choosable(&mut self, object: &Value, list: &str, there: &Part<'_>) {
        for value in items(object, list) {
            self.choosable((value, ""), value.as_str().unwrap_or_default(), there);
        }
    }

    /// Bounds that nobody can keep.
    #[inline(never)]
    pub(super) fn bounds(&mut self, object: &Value) {
        let bounds = ["min", "max"].map(|name| {
            let found = bound(object, name);
            if found.is_none() && matches!(object.get(name), Some(Value::Number(_))) {
                self.problems.add(object, name, Fault::Endless);
            }
            found
        });
        if let [Some(least), Some(most)] = bounds
            && least > most
        {
            self.problems.add(object, "min", Fault::Reversed);
        }
    }

    /// A condition for a part of a form: on a field among the first so many.
    #[inline(never)]
    pub(super) fn condition(&mut self, form: &Form<'a>, object: &Value, member: &str, before: usize) {
        let Some(condition) = object.get(member) else { return };
        let has = |name| condition.get(name).is_some();
        let tests = [has("is"), has("isNot"), has("ticked"), has("min") || has("max")];
        if tests.iter().filter(|has| **has).count() > 1 {
            self.problems.add(condition, "", Fault::Ambiguous);
        }
        let kinds = match tests {
            [false, false, true, _] => TICK,
            [false, false, false, _] => NUMBER,
            _ => CHOSEN_FIELDS,
        };
        if let Some(field) = self.refer(condition, "field", &form.fields, kinds) {
            if form.fields.iter().take(before).all(|before| before.id != field.id) {
                self.problems.add(condition, "field", Fault::NotBefore);
            }
            self.all_choosable(condition, "is", field);
            self.all_choosable(condition, "isNot", field);
        }
        self.bounds(condition);
    }
}
