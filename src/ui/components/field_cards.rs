//! The questions of a section, as far as they apply.

use leptos::prelude::*;

use super::AnswerField;
use crate::draft::{DraftId, Violation, is_relevant};
use crate::form::{Field, FieldKind, RelevanceTest, Section};
use crate::paper::Measure;
use crate::platform::page;
use crate::session::OpenDraft;
use crate::ui::use_session;

/// Shows the questions of a section, those that belong together on one card. What does not apply is hidden as soon as
/// another answer says so, and its own answer is kept.
#[component]
pub fn FieldCards(
    /// Which draft.
    draft: DraftId,
    /// The section.
    section: Section,
    /// Every violation of the draft.
    violations: Memo<Vec<Violation>>,
    /// What the draft prints to.
    measure: Memo<Option<Measure>>,
) -> impl IntoView {
    let session = use_session();
    let (fields, watched) = (section.fields.clone(), draft.clone());
    let relevant = Memo::new(move |_| {
        let each = |open: OpenDraft<'_>| {
            let answers = &open.draft.answers;
            section.fields.iter().map(|field| is_relevant(open.form, &section, field, answers)).collect()
        };
        session.read_relevance(&watched, each).unwrap_or_default()
    });
    let shown = RwSignal::new(relevant.get_untracked());
    Effect::new(move |_| {
        let now: Vec<bool> = relevant.get();
        if shown.with_untracked(|shown| *shown != now) {
            page::keep_height("main");
            shown.set(now);
        }
    });
    let is_shown = move |index: usize| shown.with(|shown| shown.get(index).copied().unwrap_or_default());
    let cards = cards(&fields).into_iter().map(|card| {
        let none = {
            let card = card.clone();
            move || !card.clone().any(is_shown)
        };
        let views = card.map(|index| {
            let field = fields[index].clone();
            view! {
                <div class="card__part" hidden=move || !is_shown(index)>
                    <AnswerField draft=draft.clone() field=field violations=violations measure=measure />
                </div>
            }
            .into_any()
        });
        let views = views.collect::<Vec<_>>();
        view! { <div class="card" hidden=none>{views}</div> }.into_any()
    });
    cards.collect::<Vec<_>>()
}

/// Which fields stand on one card: a box to tick and what applies only with or without it, and numbers that are
/// computed one after another.
fn cards(fields: &[Field]) -> Vec<std::ops::Range<usize>> {
    let mut cards: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, field) in fields.iter().enumerate() {
        match cards.last_mut() {
            Some(card) if belongs(&fields[card.clone()], field) => card.end = index + 1,
            _ => cards.push(index..index + 1),
        }
    }
    cards
}

fn belongs(card: &[Field], field: &Field) -> bool {
    let is_computed = |field: &Field| matches!(field.kind, FieldKind::Computed { .. });
    let governs = |first: &Field| {
        field.relevant.as_ref().is_some_and(|relevance| {
            relevance.field == first.id && matches!(relevance.test, RelevanceTest::Ticked(_))
        })
    };
    card.first().is_some_and(governs) || (is_computed(field) && card.iter().all(is_computed))
}
