//! What an office was sent: files taken in, judged, registered, and who is missing.
//!
//! [`intake`] opens whatever files came and gives the papers in them, or why not; [`judge`](fn@judge) holds each to its
//! plan; the [`Register`] says which of several papers of a unit counts; [`roster`](fn@roster) says what every unit still
//! owes; [`remark`] writes what goes back to an author, and [`asked`] keeps it with the draft there; [`wire`] carries
//! papers and tables from one thread to another.
//!
//! **Invariant:** every file that came has a row, and nothing that came is deleted or changed. What a file says of
//! itself is checked, not believed. No clock, no threads: equal files in equal order give an equal register.

pub mod asked;
mod choices;
mod code;
pub mod compile;
pub mod csv;
pub mod decisions;
pub mod intake;
mod judge;
mod kept;
mod lean;
mod register;
pub mod remark;
mod roster;
mod sheaf;
pub mod wire;

pub use choices::choices_ndjson;
pub use decisions::Decisions;
pub use judge::{Judged, Key, Lateness, Pages, Warning, Who, Whose, judge};
pub use kept::Kept;
pub use register::{
    Decided, Decision, Entry, Notice, Register, Spot, Standing, Told, differences, paper_json, register_csv,
    register_table, write_register_json,
};
pub use roster::{Due, Line, Quota, Roster, State, roster, roster_csv, roster_json};
pub use sheaf::Sheaf;

use crate::draft::Draft;
use crate::plan::UnitId;

/// Which of the received papers: its place in the intake, in the order of taking in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub u32);

/// A paper that counts, as the compiling sees it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Which paper.
    pub id: PaperId,
    /// The unit's name as shown.
    pub unit: &'a str,
    /// The unit in the plan's roster, if it is there.
    pub unit_id: Option<&'a UnitId>,
    /// What was written.
    pub draft: &'a Draft,
}
