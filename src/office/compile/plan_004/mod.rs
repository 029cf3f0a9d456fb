//! Kế hoạch 004, đối thoại với thanh niên: opinions from cards and tables in one list, and what is made of it.
//!
//! Opinions are merged only by hand: [`similar`] and [`suggested_groups`] propose, [`Decisions`] decide, one [`Change`] at a time. A row of a
//! table that was taken over from cards stands for them. **Invariant:** every source stays with its opinion.

mod answers;
mod change;
mod conclusion;
mod drafts;
mod lists;
mod opinions;
mod points;
mod similar;
mod suggest;
mod words;

pub use answers::agencies;
pub use change::Change;
pub use drafts::{conclusion_draft, reply_draft};
pub use opinions::{Decisions, Opinion, OpinionId, Opinions, opinions};
pub use similar::{NEAR_PERCENT, Similar, dismissed, similar};
pub use suggest::{SuggestedGroup, suggested_groups};

use super::Source;
use super::compiled::Compiled;
use super::papers::Papers;
use crate::plan::Plan;

const CARD: &str = "004-PYK";
const TABLE: &str = "004-THYK";
const OPINIONS: &str = "y-kien";
const ANSWERS: &str = "004-TL";

/// The groups of issues (nhóm vấn đề) that opinions are sorted into, by value and label.
#[must_use]
pub fn groups(plan: &Plan) -> Vec<(String, String)> {
    Papers::new(plan, &[]).choices(TABLE, OPINIONS, "nhom-van-de")
}

/// Whose competence (thẩm quyền) an opinion may be, by value and label.
#[must_use]
pub fn competences(plan: &Plan) -> Vec<(String, String)> {
    Papers::new(plan, &[]).choices(TABLE, OPINIONS, "tham-quyen")
}

/// Every table of the plan.
pub(super) fn tables(plan: &Plan, sources: &[Source<'_>], decisions: &Decisions) -> Vec<Compiled> {
    let papers = Papers::new(plan, sources);
    let opinions = opinions(plan, sources, decisions);
    let answers = answers::Answers::of(&papers, &opinions.list);
    let mut tables = lists::tables(&papers, &opinions);
    tables.push(similar::table(&opinions.list, decisions));
    tables.push(suggest::table(&papers, &opinions.list));
    tables.extend(answers::tables(&papers, &opinions.list, &answers));
    tables.extend(conclusion::tables(&papers, &opinions.list, &answers));
    tables.extend(points::tables(&papers));
    tables
}
