//! The tables that an office writes of the papers that it received.
//!
//! Each plan has a file of its own, a list of tables over a few builders: [`papers`] reads the papers, [`list`] merges
//! rows of a table field, [`tally`] counts and adds up, [`proposals`], [`awards`] and [`criteria`] are what several
//! plans have. Names of fields and columns are those of the packs.
//!
//! **Invariant:** what is shown adds up to what the papers say. A row that one paper took over from another is counted
//! once; numbers are added exactly; what cannot be added up is shown as typed, and warned of.

mod awards;
mod compiled;
mod criteria;
mod decimal;
mod drafts;
mod fill;
mod lineage;
mod list;
mod papers;
mod plan_000;
mod plan_001;
mod plan_002;
mod plan_003;
pub mod plan_004;
mod proposals;
mod report;
mod tables;
mod tally;

pub use compiled::{Cell, Column, Compiled, CompiledRow, Kind, Role, Value, Warning};
pub use decimal::Decimal;
pub use drafts::{Begun, drafts};
pub use fill::rows;
pub use plan_004::{Decisions, OpinionId};

use super::Source;
use crate::plan::Plan;
use crate::text::{fold, upper};
use papers::Papers;

/// The long texts of papers, beside those in tables, that a compiled table or a draft made of them reads.
pub(super) const READ_TEXTS: [&str; 19] = [
    "bai-hoc",
    "bo-tri",
    "che-do",
    "chi-dao",
    "dang-vien",
    "dao-tao",
    "han-che",
    "hieu-qua",
    "hinh-thuc-khen",
    "khai-quat",
    "khen-thuong",
    "kho-khan",
    "nguyen-nhan",
    "nguyen-vong-cu-the",
    "nhiem-vu",
    "noi-dung",
    "tam-tu",
    "tinh-hinh",
    "tuyen-chon",
];

/// Every table of a plan, of the papers that count.
#[must_use]
pub fn compile(plan: &Plan, sources: &[Source<'_>]) -> Vec<Compiled> {
    compile_decided(plan, sources, &Decisions::default())
}

/// Every table of a plan, with what was decided by hand on opinions.
#[must_use]
pub fn compile_decided(plan: &Plan, sources: &[Source<'_>], decisions: &Decisions) -> Vec<Compiled> {
    let papers = Papers::new(plan, sources);
    match plan.id.as_str() {
        "000" => plan_000::tables(&papers),
        "001" => plan_001::tables(&papers),
        "002" => plan_002::tables(&papers),
        "003" => plan_003::tables(&papers),
        "004" => plan_004::tables(plan, sources, decisions),
        _ => tables::tables(&papers),
    }
}

/// Whether two texts read the same: without tones, cases and spaces.
fn same(text: &str, other: &str) -> bool {
    text == other || folded(text) == folded(other)
}

/// A text as it is compared: folded, with single spaces.
fn folded(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text in capitals, as titles are.
fn capitals(text: &str) -> String {
    text.chars().map(upper).collect()
}
