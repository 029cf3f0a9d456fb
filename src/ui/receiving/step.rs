//! One file in, its rows out: the same in the page and in the worker.

use super::Books;
use super::bundle;
use crate::document::pdf;
use crate::office::intake::{Papers, Place, Reader, Received, Refusal};
use crate::office::wire::{Wire, wire};
use crate::office::{Decisions, Judged, Kept, judge};
use crate::paper::Press;
use crate::platform;
use crate::submission;

/// A row of the register on its way there.
#[derive(Debug)]
pub(super) struct Row {
    /// Its number among those that a worker gave.
    pub(super) serial: u32,
    /// Where it comes from.
    pub(super) place: Place,
    /// The submission as it came; nothing where there is none.
    pub(super) text: String,
    /// The paper in it, or why there is none.
    pub(super) outcome: Result<Box<Judged>, Refusal>,
}

wire!(struct Row { serial, place, text, outcome });

impl Row {
    /// A file that gives no paper.
    pub(super) fn refused(place: Place, refusal: Refusal) -> Self {
        Self { serial: 0, place, text: String::new(), outcome: Err(refusal) }
    }

    /// As it is stored.
    pub(super) fn stored(&self) -> String {
        let content = match &self.outcome {
            Ok(_) => Ok(self.text.clone()),
            Err(refusal) => Err(refusal.clone()),
        };
        Kept { place: self.place.clone(), content }.encode()
    }

    /// A stored row, read and judged anew: a damaged one is a file that cannot be read.
    pub(super) fn of_stored(stored: &str, books: &Books, press: &mut Press) -> Self {
        match Kept::decode(stored) {
            None => Self::refused(Place::default(), Refusal::Unreadable),
            Some(Kept { place, content }) => Self::of_kept(place, content, books, press),
        }
    }

    fn of_kept(place: Place, content: Result<String, Refusal>, books: &Books, press: &mut Press) -> Self {
        let text = match content {
            Ok(text) => text,
            Err(refusal) => return Self::refused(place, refusal),
        };
        let received = reader(books).papers("", text.as_bytes()).next();
        let outcome =
            received.map_or(Err(Refusal::Unreadable), |received| judged(received.outcome, books, press));
        Self { serial: 0, place, text, outcome }
    }
}

/// What papers are read with.
pub(super) fn reader(books: &Books) -> Reader<'_> {
    Reader { plans: &books.plans, normalize: platform::nfc, attached: pdf::attachment, keeps_bytes: true }
}

/// The rows that a file gives, one after another.
#[derive(Debug)]
pub(super) enum Rows<'a> {
    /// Those of a file with papers in it.
    Sent(Papers<'a>),
    /// Those that a colleague handed on.
    HandedOn(std::vec::IntoIter<Kept>),
}

impl<'a> Rows<'a> {
    /// Those of a file, and what a colleague decided on them.
    pub(super) fn of_file(name: &str, bytes: &'a [u8], reader: &'a Reader<'a>) -> (Self, Option<Decisions>) {
        match bundle::read(bytes) {
            Some(bundle) => (Self::HandedOn(bundle.rows.into_iter()), Some(bundle.decisions)),
            None => (Self::Sent(reader.papers(name, bytes)), None),
        }
    }

    /// The next one.
    pub(super) fn next(&mut self, books: &Books, press: &mut Press) -> Option<Row> {
        match self {
            Self::HandedOn(rows) => {
                let Kept { place, content } = rows.next()?;
                Some(Row::of_kept(place, content, books, press))
            }
            Self::Sent(papers) => {
                let Received { place, outcome, bytes } = papers.next()?;
                let outcome = judged(outcome, books, press);
                Some(match String::from_utf8(bytes) {
                    Ok(text) => Row { serial: 0, place, text, outcome },
                    Err(_) => Row::refused(place, Refusal::Unreadable),
                })
            }
        }
    }
}

fn judged(
    outcome: Result<Box<submission::Opened>, Refusal>,
    books: &Books,
    press: &mut Press,
) -> Result<Box<Judged>, Refusal> {
    let unknown = |plan: String| {
        let is_known = books.others.iter().any(|other| other.as_str() == plan);
        if is_known { Refusal::OtherPlan { plan } } else { submission::Refusal::UnknownPlan { plan }.into() }
    };
    match outcome {
        Ok(opened) => {
            judge(&books.plans, *opened, Some(press)).map(Box::new).map_err(|plan| unknown(plan.to_string()))
        }
        Err(Refusal::Submission(submission::Refusal::UnknownPlan { plan })) => Err(unknown(plan)),
        Err(refusal) => Err(refusal),
    }
}
