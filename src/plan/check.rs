//! What the schema cannot say of a pack: whether its parts fit together.

use super::Plan;
use crate::form::{FieldKind, Form, FormId, Origin};

/// Two parts of a pack that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// In which form; None for the plan itself.
    pub form: Option<FormId>,
    /// The identifier that does not fit, as the pack writes it.
    pub id: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an identifier of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Two parts of the same kind are called so.
    Duplicate,
    /// A form's deadline that the plan does not have.
    UnknownDeadline,
    /// A form's group that no unit of the roster is in.
    NoUnits,
    /// An initial text for a field that the form does not have.
    UnknownInitial,
    /// A section that the plan asks for, of which nothing must be answered.
    NothingRequired,
}

/// Every problem of a plan, in its order. None for a sound one.
#[must_use]
pub fn check(plan: &Plan) -> Vec<Problem> {
    let mut problems = Problems { form: None, list: Vec::new() };
    problems.duplicates(plan.deadlines.iter().map(|deadline| deadline.id.as_str()));
    problems.duplicates(plan.roster.iter().map(|unit| unit.id.as_str()));
    problems.duplicates(plan.forms.iter().map(|form| form.id.as_str()));
    for form in &plan.forms {
        problems.form = Some(form.id.clone());
        problems.in_form(plan, form);
    }
    problems.list
}

/// The problems found so far, and the form that is being checked.
struct Problems {
    form: Option<FormId>,
    list: Vec<Problem>,
}

impl Problems {
    fn add(&mut self, id: &str, fault: Fault) {
        self.list.push(Problem { form: self.form.clone(), id: id.to_owned(), fault });
    }

    fn duplicates<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let mut seen = Vec::new();
        for id in ids {
            if seen.contains(&id) {
                self.add(id, Fault::Duplicate);
            }
            seen.push(id);
        }
    }

    fn in_form(&mut self, plan: &Plan, form: &Form) {
        if let Some(deadline) = &form.deadline
            && plan.deadline(form).is_none()
        {
            self.add(deadline, Fault::UnknownDeadline);
        }
        if let Some(group) = &form.unit_group
            && plan.units(form).next().is_none()
        {
            self.add(group, Fault::NoUnits);
        }
        for (field, _) in &form.initial {
            if form.field(field).is_none() {
                self.add(field.as_str(), Fault::UnknownInitial);
            }
        }
        self.duplicates(form.sections.iter().map(|section| section.id.as_str()));
        self.duplicates(form.fields().map(|(_, field)| field.id.as_str()));
        for section in &form.sections {
            let asked = section.heading.is_some() && section.origin == Origin::Required;
            if asked && !section.fields.iter().any(|field| field.required) {
                self.add(section.id.as_str(), Fault::NothingRequired);
            }
        }
        for (_, field) in form.fields() {
            match &field.kind {
                FieldKind::Choice { choices } | FieldKind::Choices { choices } => {
                    self.duplicates(choices.iter().map(|choice| choice.value.as_str()));
                }
                FieldKind::Table(table) => {
                    self.duplicates(table.columns.iter().map(|column| column.id.as_str()));
                }
                FieldKind::ShortText
                | FieldKind::LongText
                | FieldKind::Number
                | FieldKind::Date
                | FieldKind::Unit
                | FieldKind::Tick
                | FieldKind::Computed { .. } => {}
            }
        }
    }
}
