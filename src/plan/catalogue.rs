//! The catalogue: what must be known of every plan before its pack is at hand, so that who owes what can be found at
//! once and a pack is fetched only when it is needed.
//!
//! `catalogue.json` is made from `public/plans` by `cargo xtask catalogue`; `tests/catalogue.rs` holds it to the packs.

use super::words::{ORIGINS, ROLES};
use super::{Plan, PlanId};
use crate::form::{Form, FormId, Origin, Role};
use crate::json::{self, Value, compact, object};
use crate::text::{Date, fold};

/// What comes with the program.
const BUILT_IN: &str = include_str!("catalogue.json");

/// What the catalogue says of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanListing {
    /// The plan.
    pub id: PlanId,
    /// The version of the pack that new drafts are begun with.
    pub version: u32,
    /// As people say it.
    pub short_title: String,
    /// The full title as printed.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// What it asks, in order.
    pub forms: Vec<FormListing>,
}

/// What the catalogue says of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormListing {
    /// The form.
    pub id: FormId,
    /// What people call it.
    pub title: String,
    /// Who writes it.
    pub actor: String,
    /// Whom "Tôi là …" leads here.
    pub roles: Vec<Role>,
    /// Whether the plan asks for it.
    pub origin: Origin,
    /// By when, if a day is set.
    pub due: Option<Due>,
}

/// By when a form is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// As printed.
    pub words: String,
    /// A paper of this day is late.
    pub before: Date,
}

/// What the catalogue has for somebody: a plan, and those of its forms that are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The plan.
    pub plan: &'a PlanListing,
    /// In the plan's order; never empty.
    pub forms: Vec<&'a FormListing>,
}

/// The plans that come with the program, in the order shown.
#[must_use]
pub fn built_in() -> Vec<PlanListing> {
    let text = json::parse(BUILT_IN).unwrap_or_default();
    text.as_array().unwrap_or_default().iter().map(PlanListing::from_json).collect()
}

/// The text of `catalogue.json` for these plans, one a line.
#[must_use]
pub fn encode(catalogue: &[PlanListing]) -> String {
    let plans: Vec<_> = catalogue.iter().map(|plan| compact(&plan.to_json())).collect();
    format!("[\n{}\n]\n", plans.join(",\n"))
}

/// Those forms that a role owes (of any role, without) and in whose words, or their plan's, every word of the query
/// begins one. Tones, đ and case do not count.
#[must_use]
pub fn find<'a>(catalogue: &'a [PlanListing], query: &str, role: Option<Role>) -> Vec<Found<'a>> {
    let query = words(query);
    let mut found = Vec::new();
    for plan in catalogue {
        let of_plan = words(&[plan.id.as_str(), &plan.short_title, &plan.title, &plan.issuer].join(" "));
        let is_meant = |form: &&FormListing| {
            let of_form = words(&[form.id.as_str(), &form.title, &form.actor].join(" "));
            let begins = |word: &String| of_plan.iter().chain(&of_form).any(|own| own.starts_with(word));
            role.is_none_or(|role| form.roles.contains(&role)) && query.iter().all(begins)
        };
        let forms: Vec<_> = plan.forms.iter().filter(is_meant).collect();
        if !forms.is_empty() {
            found.push(Found { plan, forms });
        }
    }
    found
}

/// The words of a text as they are searched: folded, Vietnamese has ASCII letters only.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl PlanListing {
    /// What the catalogue says of a plan whose pack is at hand.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self {
            id: plan.id.clone(),
            version: plan.version,
            short_title: plan.identity.short_title.clone(),
            title: plan.identity.title.clone(),
            issuer: plan.identity.issuer.clone(),
            forms: plan.forms.iter().map(|form| FormListing::of(plan, form)).collect(),
        }
    }

    /// The form of that id.
    #[must_use]
    pub fn form(&self, id: &FormId) -> Option<&FormListing> {
        self.forms.iter().find(|form| form.id == *id)
    }

    fn to_json(&self) -> Value {
        object(vec![
            ("id", self.id.as_str().into()),
            ("version", self.version.into()),
            ("shortTitle", self.short_title.as_str().into()),
            ("title", self.title.as_str().into()),
            ("issuer", self.issuer.as_str().into()),
            ("forms", Value::Array(self.forms.iter().map(FormListing::to_json).collect())),
        ])
    }

    /// The catalogue is the program's own: nothing in it is missing.
    fn from_json(value: &Value) -> Self {
        Self {
            id: PlanId::new(text(value, "id")),
            version: value.get("version").and_then(Value::as_u32).unwrap_or_default(),
            short_title: text(value, "shortTitle"),
            title: text(value, "title"),
            issuer: text(value, "issuer"),
            forms: items(value, "forms").iter().map(FormListing::from_json).collect(),
        }
    }
}

impl FormListing {
    fn of(plan: &Plan, form: &Form) -> Self {
        Self {
            id: form.id.clone(),
            title: form.title.clone(),
            actor: form.actor.clone(),
            roles: form.roles.clone(),
            origin: form.origin,
            due: plan
                .deadline(form)
                .map(|deadline| Due { words: deadline.words.clone(), before: deadline.before }),
        }
    }

    fn to_json(&self) -> Value {
        let roles = self.roles.iter().filter_map(|role| word_of(&ROLES, role)).map(Value::from).collect();
        let mut members = vec![
            ("id", self.id.as_str().into()),
            ("title", self.title.as_str().into()),
            ("actor", self.actor.as_str().into()),
            ("roles", Value::Array(roles)),
            ("origin", word_of(&ORIGINS, &self.origin).unwrap_or_default().into()),
        ];
        if let Some(due) = &self.due {
            members.push(("words", due.words.as_str().into()));
            members.push(("before", due.before.iso().as_str().into()));
        }
        object(members)
    }

    fn from_json(value: &Value) -> Self {
        let roles = items(value, "roles").iter().filter_map(|role| meaning_of(&ROLES, role.as_str()?));
        Self {
            id: FormId::new(text(value, "id")),
            title: text(value, "title"),
            actor: text(value, "actor"),
            roles: roles.collect(),
            origin: meaning_of(&ORIGINS, &text(value, "origin")).unwrap_or_default(),
            due: Date::parse_iso(&text(value, "before"))
                .map(|before| Due { words: text(value, "words"), before }),
        }
    }
}

impl Role {
    /// The word that packs have for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        word_of(&ROLES, &self).unwrap_or_default()
    }

    /// The role that packs have this word for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        meaning_of(&ROLES, word)
    }
}

fn word_of<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> Option<&'static str> {
    words.iter().find(|(_, other)| other == meaning).map(|(word, _)| *word)
}

fn meaning_of<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(other, _)| *other == word).map(|(_, meaning)| *meaning)
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).unwrap_or_default()
}
