//! One file in, its rows out: the same in the page and in the worker.

use super::Books;
use super::bundle;
use crate::document::pdf;
use crate::office::intake::{Papers, Place, Reader, Received, Refusal};
use crate::office::wire::{Wire, wire};
use crate::office::{Decisions, Judged, Kept, Sheaf, judge};
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
    /// The paper in it, or why there is none.
    pub(super) outcome: Result<Box<Judged>, Refusal>,
}

wire!(struct Row { serial, place, outcome });

impl Row {
    /// A file that gives no paper.
    pub(super) fn refused(place: Place, refusal: Refusal) -> Self {
        Self { serial: 0, place, outcome: Err(refusal) }
    }

    /// A stored row, judged anew: of a damaged one only that it was there is known.
    pub(super) fn of_kept(kept: Option<&Kept>, books: &Books, press: &mut Press) -> Self {
        let Some(Kept { place, content }) = kept else {
            return Self::refused(Place::default(), Refusal::Unreadable);
        };
        let outcome = match content {
            Ok(text) => {
                let received = reader(books).papers("", text.as_bytes()).next();
                let outcome = received.map_or(Err(Refusal::Unreadable), |received| received.outcome);
                judged(outcome, books, press)
            }
            Err(refusal) => Err(refusal.clone()),
        };
        Self { serial: 0, place: place.clone(), outcome }
    }
}

/// So many rows, or so many bytes, are stored together.
const MOST_ROWS: usize = 64;
const MOST_BYTES: usize = 1_000_000;

/// Rows that are stored together, and the files that they come from.
#[derive(Debug, Default)]
pub(super) struct Lot {
    /// Those of each file, in order.
    pub(super) pieces: Vec<Piece>,
    /// The rows as they are stored.
    pub(super) sheaf: Sheaf,
}

/// Rows of one file.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The rows, in order.
    pub(super) rows: Vec<Row>,
    /// Whether that was all of the file.
    pub(super) ended: bool,
    /// What a colleague decided, who handed the file on; with its last rows.
    pub(super) decisions: Option<Decisions>,
}

wire!(struct Piece { rows, ended, decisions });

impl Lot {
    /// Adds a row of the file that has not ended, or else of the next one, and the submission as it came.
    pub(super) fn add(&mut self, row: Row, submission: &[u8]) {
        self.sheaf.add(&row.place, row.outcome.as_ref().map(|_| submission));
        let mut piece = self.open_piece();
        piece.rows.push(row);
        self.pieces.push(piece);
    }

    /// Says that the file has no more rows.
    pub(super) fn end_file(&mut self, decisions: Option<Decisions>) {
        let piece = self.open_piece();
        self.pieces.push(Piece { ended: true, decisions, ..piece });
    }

    fn open_piece(&mut self) -> Piece {
        self.pieces.pop_if(|piece| !piece.ended).unwrap_or_default()
    }

    /// Whether it should be stored before more is added.
    pub(super) fn is_full(&self) -> bool {
        self.sheaf.rows() >= MOST_ROWS || self.sheaf.as_bytes().len() >= MOST_BYTES
    }
}

/// What papers are read with.
pub(super) fn reader(books: &Books) -> Reader<'_> {
    Reader { plans: &books.plans, normalize: platform::nfc, attached: pdf::attachment, keeps_bytes: true }
}

/// Where the rows of a file come from that was not opened.
pub(super) fn place_of(name: &str) -> Place {
    Place { file: platform::nfc(name), ..Place::default() }
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

    /// The next one, and the submission in it as it came.
    pub(super) fn next(&mut self, books: &Books, press: &mut Press) -> Option<(Row, Vec<u8>)> {
        match self {
            Self::HandedOn(rows) => {
                let kept = rows.next()?;
                let row = Row::of_kept(Some(&kept), books, press);
                Some((row, kept.content.map(String::into_bytes).unwrap_or_default()))
            }
            Self::Sent(papers) => {
                let Received { place, outcome, bytes } = papers.next()?;
                Some((Row { serial: 0, place, outcome: judged(outcome, books, press) }, bytes))
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
