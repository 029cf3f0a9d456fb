//! The office's own papers, begun with what was compiled: whoever writes goes on from there.

use super::plan_004::{self, Decisions};
use super::report;
use crate::draft::{Draft, DraftId, Timestamp};
use crate::json::Value;
use crate::office::Source;
use crate::plan::Plan;
use crate::submission::checksum;
use crate::text::ascii_slug;

/// The most letters of an agency in the name of its paper.
const MOST_LETTERS: usize = 60;

/// A paper that is begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// Unique among those of a plan; also for file names: ASCII letters, digits and hyphens.
    pub id: String,
    /// Who is to answer in it. None where the office goes on with it itself.
    pub agency: Option<String>,
    /// What is in it.
    pub draft: Draft,
}

/// The papers that a plan lets the office begin. Each bears the same id whenever it is begun anew, so that a colleague who
/// has it already is told so.
#[must_use]
pub fn drafts(plan: &Plan, sources: &[Source<'_>], decisions: &Decisions, now: &Timestamp) -> Vec<Begun> {
    let id = |name: &str| id(plan, name);
    let mut begun = Vec::new();
    let mut add = |name: String, agency: Option<String>, draft: Option<Draft>| {
        begun.extend(draft.map(|draft| Begun { id: name, agency, draft }));
    };
    match plan.id.as_str() {
        "000" => {
            let name = "000-BCT";
            add(name.to_owned(), None, report::draft(plan, sources, id(name), now.clone()));
        }
        "004" => {
            let name = "004-KL";
            let draft = plan_004::conclusion_draft(plan, sources, decisions, id(name), now.clone());
            add(name.to_owned(), None, draft);
            let opinions = plan_004::opinions(plan, sources, decisions).list;
            let mut names: Vec<String> = Vec::new();
            for agency in plan_004::agencies(&opinions) {
                let mut name = ["004-TL-", &ascii_slug(&agency, MOST_LETTERS)].concat();
                if names.contains(&name) {
                    name = format!("{name}-{}", names.len() + 1);
                }
                names.push(name.clone());
                let draft = plan_004::reply_draft(plan, &opinions, &agency, id(&name), now.clone());
                add(name, Some(agency), draft);
            }
        }
        _ => {}
    }
    begun
}

/// A UUID (version 8) that is made of what the paper is called.
fn id(plan: &Plan, name: &str) -> DraftId {
    let sum = checksum(&Value::String(format!("tong-hop {} {name}", plan.id)));
    let hex: Vec<char> = sum.trim_start_matches("sha256:").chars().collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default().iter().collect::<String>();
    let parts = [part(0, 8), part(8, 12), ["8", &part(13, 16)].concat(), ["a", &part(17, 20)].concat()];
    DraftId::new([parts.join("-"), part(20, 32)].join("-"))
}
