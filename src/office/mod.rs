//! The receiving office: what came in, and what it compiles from that.
//!
//! **Invariant:** nothing that was received is changed; what is compiled says of every cell which papers it is from.

pub mod compile;

use crate::draft::Draft;
use crate::plan::UnitId;

/// Which of the received papers: its place in the intake, in the order of taking in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperId(pub u32);

/// A paper that counts, as the compiling sees it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Which paper it is.
    pub id: PaperId,
    /// Whose it is, as shown.
    pub unit: &'a str,
    /// Which unit of the plan's roster that is, if it is one.
    pub unit_id: Option<&'a UnitId>,
    /// What it says.
    pub draft: &'a Draft,
}
