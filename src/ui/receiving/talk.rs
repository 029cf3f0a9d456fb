//! What the page and its worker say to each other.
//!
//! A turn is one piece of work of the page, such as one taking in: its requests are answered in their order, and those of
//! a turn that is over are passed over.

use super::step::Piece;
use crate::office::PaperId;
use crate::office::compile::{Compiled, Decisions};
use crate::office::intake::Refusal;
use crate::office::wire::{Wire, wire};
use crate::plan::PlanId;

/// What the page asks of its worker.
#[derive(Debug)]
pub(super) struct Request {
    /// For which piece of work.
    pub(super) turn: u32,
    /// What.
    pub(super) what: Asked,
}

/// What is asked.
#[derive(Debug)]
pub(super) enum Asked {
    /// To begin anew with these books: nothing is answered.
    Open {
        /// The packs as texts, that of the plan as it is shown first.
        packs: Vec<String>,
        /// The other plans that are known.
        others: Vec<PlanId>,
    },
    /// To judge the papers in files. The bytes of those that were not refused come along.
    Files {
        /// The files, in order.
        files: Vec<Chosen>,
    },
    /// To go on with the files, whose rows are more than one answer holds.
    More,
    /// To judge the stored rows anew that come along.
    Stored,
    /// To answer nothing of this turn any more.
    Stop,
    /// To forget every paper: nothing is answered.
    Forget,
    /// To remember papers that it judged, for compiling: nothing is answered.
    Keep {
        /// Their numbers among those that it gave, and in the register.
        papers: Vec<(u32, PaperId)>,
    },
    /// To compile the tables of these papers.
    Compile {
        /// Those that count.
        papers: Vec<PaperId>,
        /// What was decided on opinions.
        decisions: Decisions,
    },
}

/// What the worker answers.
#[derive(Debug)]
pub(super) struct Answer {
    /// To which piece of work.
    pub(super) turn: u32,
    /// What.
    pub(super) what: Answered,
}

/// What is answered.
#[derive(Debug)]
pub(super) enum Answered {
    /// Rows of files, with which comes what is to be stored of them; or those that were stored, which the page has.
    Rows {
        /// Those of each file, in order.
        pieces: Vec<Piece>,
        /// Whether there are more, for which is waited until they are asked for.
        more: bool,
    },
    /// Compiled tables. None if it was not given all of the papers.
    Tables {
        /// The tables.
        tables: Option<Vec<Compiled>>,
    },
}

/// A chosen file.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Its name.
    pub(super) name: String,
    /// Why the page does not hand it over.
    pub(super) refusal: Option<Refusal>,
}

wire!(struct Request { turn, what });
wire!(struct Chosen { name, refusal });
wire!(enum Asked {
    0: Open { packs, others },
    1: Files { files },
    2: More,
    3: Stored,
    4: Stop,
    5: Forget,
    6: Keep { papers },
    7: Compile { papers, decisions },
});
wire!(struct Answer { turn, what });
wire!(enum Answered { 0: Rows { pieces, more }, 1: Tables { tables } });
