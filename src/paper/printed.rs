//! A whole paper on its pages: what it prints to, line by line.
//!
//! **Invariant:** these are the pages that the meter counts, so whoever draws them or writes them to a file shows the
//! count that was promised.

use crate::draft::Draft;
use crate::form::Form;
use crate::pagination::{Document, Layout, LineCache, layout};
use crate::plan::Plan;

use super::compose::{Origin, compose_blank_card, compose_invitations};
use super::press::Press;
use super::profile::{Bearer, Profile};

/// The most lines that a blank card gives to an answer.
const MOST_LINES: usize = 12;

/// A paper as it prints.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The paper itself, then each phụ lục in the order of the form. There is always the first.
    pub parts: Vec<PrintedPart>,
}

/// The paper itself or a phụ lục. Each begins on a new page, and its pages are numbered by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintedPart {
    /// Index of the section that is printed as this phụ lục; none for the paper itself.
    pub section: Option<usize>,
    /// "I", "II" where there are several phụ lục, else empty.
    pub number: String,
    /// What is laid out.
    pub document: Document,
    /// For each block of the document, in order, where it comes from.
    pub origins: Vec<Origin>,
    /// Its pages and lines.
    pub layout: Layout,
}

impl Printed {
    /// The pages of all parts.
    #[must_use]
    pub fn pages(&self) -> u32 {
        self.parts.iter().map(|part| part.layout.pages).sum()
    }
}

/// Prints a draft once. Who prints it again and again has a [`Press`].
#[must_use]
pub fn printed(plan: &Plan, form: &Form, draft: &Draft) -> Printed {
    Press::default().print(plan, form, draft)
}

/// A card to be filled in by hand: with as much room for each answer as its page limit leaves, else as its one page.
/// Nothing for a form that is no card.
#[must_use]
pub fn blank_card(plan: &Plan, form: &Form, draft: &Draft) -> Option<Printed> {
    if Profile::of(form).bearer != Bearer::Card {
        return None;
    }
    let most = form.page_limit.as_ref().map_or(1, |limit| limit.pages);
    let print = |lines| {
        let composition = compose_blank_card(plan, form, draft, lines);
        part(composition.document, composition.origins, &mut LineCache::default())
    };
    let fitting = (1..=MOST_LINES).rev().map(print).find(|part| part.layout.pages <= most);
    Some(Printed { parts: vec![fitting.unwrap_or_else(|| print(1))] })
}

/// The giấy mời of a paper, each a part, in the order of the guests. None where no guest is known yet, or the form has
/// none.
#[must_use]
pub fn invitations(plan: &Plan, form: &Form, draft: &Draft) -> Option<Printed> {
    let mut cache = LineCache::default();
    let letters = compose_invitations(plan, form, draft).into_iter();
    let parts: Vec<_> = letters.map(|(document, origins)| part(document, origins, &mut cache)).collect();
    (!parts.is_empty()).then_some(Printed { parts })
}

/// A document by itself.
fn part(document: Document, origins: Vec<Origin>, cache: &mut LineCache) -> PrintedPart {
    let layout = layout(&document, cache);
    PrintedPart { section: None, number: String::new(), document, origins, layout }
}
