//! What is kept in mind of who writes on this machine, where the writer wants it: names, offices and the head of papers,
//! never what a paper says.
//!
//! Kept apart for each level of papers (a form's `level`): one machine may serve a commune's office and a volunteer, and
//! the head of the one is wrong on the paper of the other.

use super::{Effect, OpenDraft, Outcome, Session, Topic};
use crate::draft::{Answer, Answers, DraftId};
use crate::form::{Field, FieldKind, Form, Section, Slot};
use crate::json::{Value, compact, object, parse};
use crate::plan::Plan;
use crate::sorted::Sorted;
use crate::text::fold;

/// The shape that this version writes.
const VERSION: u32 = 1;

/// Who writes, by the level of the papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered(Vec<(String, Sorted<String, String>)>);

/// Under which name an answer is kept in mind, if it is. Who signs a paper of their own is its author. What applies
/// only at times is never kept: whoever leaves it out of one paper would find it in the next.
fn name(form: &Form, section: &Section, field: &Field) -> Option<&'static str> {
    if section.relevant.is_some() || field.relevant.is_some() {
        return None;
    }
    let of_person = form.slot(Slot::AuthorName).is_none();
    Some(match field.slot {
        Slot::AuthorName => "author-name",
        Slot::Signer if of_person => "author-name",
        Slot::AuthorRole => "author-role",
        Slot::SignerTitle if of_person => "author-role",
        Slot::AuthorPhone => "author-phone",
        Slot::Unit => "unit",
        Slot::UnitName => "unit-name",
        Slot::CurrentUnit => "current-unit",
        Slot::Level => "level",
        Slot::ParentAgency => "parent-agency",
        Slot::Issuer => "issuer",
        Slot::Place => "place",
        Slot::Authority => "authority",
        Slot::SignerTitle => "signer-title",
        Slot::Signer => "signer",
        Slot::Body
        | Slot::NoteToOffice
        | Slot::Period
        | Slot::Record
        | Slot::Number
        | Slot::Symbol
        | Slot::SignedOn
        | Slot::Subject
        | Slot::Addressee
        | Slot::Recipients => return None,
    })
}

/// Whether the answer to a field can be kept in mind.
#[must_use]
pub fn is_remembered(form: &Form, section: &Section, field: &Field) -> bool {
    name(form, section, field).is_some()
}

impl Remembered {
    /// Whether papers of that level are kept in mind.
    #[must_use]
    pub fn holds(&self, level: &str) -> bool {
        self.0.iter().any(|(own, _)| own == level)
    }

    /// Whether nothing is kept in mind.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text that is stored.
    #[must_use]
    pub fn encode(&self) -> String {
        let answers = |answers: &Sorted<String, String>| {
            object(answers.iter().map(|(name, text)| (name.as_str(), text.as_str().into())).collect())
        };
        let levels = self.0.iter().map(|(level, own)| (level.as_str(), answers(own)));
        compact(&object(vec![("stored", VERSION.into()), ("levels", object(levels.collect()))]))
    }

    /// Reads what was stored. None where it is not of this version.
    #[must_use]
    pub fn decode(raw: &str) -> Option<Self> {
        let stored = parse(raw).ok()?;
        if stored.get("stored").and_then(Value::as_u32) != Some(VERSION) {
            return None;
        }
        let mut levels = Vec::new();
        for (level, answers) in stored.get("levels")?.as_object()?.iter() {
            let mut own = Sorted::new();
            for (name, text) in answers.as_object()?.iter() {
                own.insert(name.clone(), text.as_str()?.to_owned());
            }
            levels.push((level.clone(), own));
        }
        Some(Self(levels))
    }

    /// Answers what is not answered yet.
    pub(super) fn fill(&self, plan: &Plan, form: &Form, answers: &mut Answers) {
        let Some((_, own)) = self.0.iter().find(|(level, _)| *level == form.level) else { return };
        for (section, field) in form.fields() {
            let known = name(form, section, field).and_then(|name| own.get(name));
            let answer = known.and_then(|text| answer(plan, form, field, text));
            if let Some(answer) = answer.filter(|_| answers.text(&field.id).is_empty()) {
                answers.set(field.id.clone(), Answer::Text(answer));
            }
        }
    }

    /// Keeps one answer, where its level is kept.
    fn note(&mut self, open: OpenDraft<'_>, section: &Section, field: &Field) -> bool {
        let own = self.0.iter_mut().find(|(level, _)| *level == open.form.level);
        let (Some((_, own)), Some(name)) = (own, name(open.form, section, field)) else { return false };
        own.insert(name.to_owned(), known(open, field));
        true
    }
}

/// What is kept of an answer: of a unit its name, because another plan has another id for it.
fn known(open: OpenDraft<'_>, field: &Field) -> String {
    let text = open.draft.answers.text(&field.id);
    if field.kind != FieldKind::Unit {
        return text.to_owned();
    }
    let unit = open.plan.units(open.form).find(|unit| unit.id.as_str() == text);
    unit.map(|unit| unit.name.clone()).unwrap_or_default()
}

/// The answer that something known makes to a field. None where the field does not take it.
fn answer(plan: &Plan, form: &Form, field: &Field, known: &str) -> Option<String> {
    if known.trim().is_empty() {
        return None;
    }
    match &field.kind {
        FieldKind::ShortText | FieldKind::LongText => Some(known.to_owned()),
        FieldKind::Choice { choices } => {
            choices.iter().any(|choice| choice.value == known).then(|| known.to_owned())
        }
        FieldKind::Unit => {
            let named = fold(known);
            plan.units(form).find(|unit| fold(&unit.name) == named).map(|unit| unit.id.to_string())
        }
        FieldKind::Number
        | FieldKind::Date
        | FieldKind::Choices { .. }
        | FieldKind::Tick
        | FieldKind::Table(_)
        | FieldKind::Computed { .. } => None,
    }
}

impl Session {
    /// What is kept in mind of the writer.
    #[must_use]
    pub fn remembered(&self) -> &Remembered {
        &self.remembered
    }

    /// Begins with what was kept in mind in earlier visits.
    pub fn recall(&mut self, remembered: Remembered) {
        self.remembered = remembered;
    }

    pub(super) fn recall_anew(&mut self, remembered: Remembered) -> Outcome {
        self.remembered = remembered;
        changed()
    }

    pub(super) fn remember(&mut self, id: &DraftId) -> Option<Outcome> {
        let mut remembered = self.remembered.clone();
        let open = self.open(id)?;
        remembered.0.retain(|(level, _)| *level != open.form.level);
        remembered.0.push((open.form.level.clone(), Sorted::new()));
        for (section, field) in open.form.fields() {
            remembered.note(open, section, field);
        }
        self.remembered = remembered;
        Some(changed())
    }

    pub(super) fn forget(&mut self, level: &str) -> Outcome {
        self.remembered.0.retain(|(own, _)| own != level);
        changed()
    }

    /// Keeps in mind what an edit changed, where its draft's level is kept. Whether anything was kept.
    pub(super) fn remember_edit(&mut self, id: &DraftId, topics: &[Topic]) -> bool {
        if self.remembered.0.is_empty() {
            return false;
        }
        let mut remembered = std::mem::take(&mut self.remembered);
        let mut kept = false;
        if let Some(open) = self.open(id) {
            for (section, field) in open.form.fields() {
                let changed =
                    |topic: &Topic| matches!(topic, Topic::Answer(_, answer) if *answer == field.id);
                kept |= topics.iter().any(changed) && remembered.note(open, section, field);
            }
        }
        self.remembered = remembered;
        kept
    }
}

fn changed() -> Outcome {
    Outcome { effects: vec![Effect::SaveRemembered], topics: vec![Topic::Remembered] }
}

#[cfg(test)]
mod tests;
