//! What applies only where something else does, which itself may not apply.

use super::{Check, Form};
use crate::json::Value;
use crate::plan::problem::Fault;
use crate::plan::value::{items, text};

/// A condition is followed over so many steps, each of which may ask two others: that of the field and that of its
/// section.
const DEEPEST: usize = 8;

impl<'a> Check<'a, '_> {
    /// Conditions that depend on others over too many steps.
    pub(super) fn steps(&mut self, form: &Form<'a>) {
        let mut steps: Vec<usize> = Vec::new();
        for section in items(form.part.value, "sections") {
            let own = self.steps_of(form, section, &steps);
            let shared = self.pack.shared(section).map_or(0, |shared| self.steps_of(form, shared, &steps));
            for field in self.pack.fields(section) {
                let of_field = self.steps_of(form, field.value, &steps);
                steps.push(of_field.max(own).max(shared));
            }
        }
    }

    /// Over how many steps a part depends on others, of which these are known.
    fn steps_of(&mut self, form: &Form<'a>, part: &Value, known: &[usize]) -> usize {
        let Some(condition) = part.get("relevant") else { return 0 };
        let at = form.fields.iter().position(|field| field.id == text(condition, "field"));
        let steps = at.and_then(|at| known.get(at)).map_or(0, |steps| steps + 1);
        if steps > DEEPEST {
            self.problems.add(condition, "field", Fault::Circle);
        }
        steps
    }
}
