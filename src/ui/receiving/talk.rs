//! What the page and its worker say to each other.
//!
//! A turn is one piece of work of the page, such as one taking in: its requests are answered in their order, and those of
//! a turn that is over are passed over.

use super::step::Row;
use crate::office::compile::{Compiled, Decisions as OpinionDecisions};
use crate::office::wire::{Wire, wire};
use crate::office::{Decisions, PaperId};
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
    /// To judge the papers in the file that comes along.
    File {
        /// Its name.
        name: String,
    },
    /// To go on with the file, whose rows are more than one answer holds.
    More,
    /// To judge stored rows anew.
    Stored {
        /// The rows.
        rows: Vec<String>,
    },
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
        decisions: OpinionDecisions,
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
    /// Rows of a file, or those that were stored.
    Rows {
        /// The rows, in order.
        rows: Vec<Row>,
        /// Whether the file has more, for which is waited until they are asked for.
        more: bool,
        /// What a colleague decided, who handed the file on; with its last rows.
        decisions: Option<Decisions>,
    },
    /// Compiled tables. None if it was not given all of the papers.
    Tables {
        /// The tables.
        tables: Option<Vec<Compiled>>,
    },
}

wire!(struct Request { turn, what });
wire!(enum Asked {
    0: Open { packs, others },
    1: File { name },
    2: More,
    3: Stored { rows },
    4: Stop,
    5: Forget,
    6: Keep { papers },
    7: Compile { papers, decisions },
});
wire!(struct Answer { turn, what });
wire!(enum Answered { 0: Rows { rows, more, decisions }, 1: Tables { tables } });
