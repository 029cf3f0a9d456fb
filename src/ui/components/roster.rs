//! The units that a plan names.

use crate::plan::{Plan, Unit};
use crate::ui::markup::{self, Markup};
use crate::ui::words;

/// So many units of a group are shown at once; more are folded away, by the unit that they belong to.
const SHOWN: usize = 24;

/// Every unit of the roster, by the groups that owe forms, with who acts for it today.
pub(in crate::ui) fn roster(plan: &Plan) -> Markup {
    let mut groups: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for unit in &plan.roster {
        if !groups.contains(&unit.group.as_str()) {
            groups.push(&unit.group);
            parts.push(group(plan, &unit.group));
        }
    }
    markup::all(parts)
}

fn group(plan: &Plan, group: &str) -> Markup {
    let units: Vec<&Unit> = plan.roster.iter().filter(|unit| unit.group == group).collect();
    let heading = format!("{} ({} đơn vị)", name(plan, group), units.len());
    let units = if units.len() > SHOWN { by_parent(&units) } else { list(&units) };
    markup::all(vec![markup::line("h3", "", &heading), units])
}

/// What people call a group: who writes the forms that its units owe.
fn name(plan: &Plan, group: &str) -> String {
    let mut actors: Vec<&str> = Vec::new();
    for form in plan.forms.iter().filter(|form| form.unit_group.as_deref() == Some(group)) {
        if !actors.contains(&form.actor.as_str()) {
            actors.push(&form.actor);
        }
    }
    if actors.is_empty() { "Đơn vị khác".to_owned() } else { actors.join(", ") }
}

/// Those to which no other belongs, then each of the rest with what belongs to it, folded.
fn by_parent(units: &[&Unit]) -> Markup {
    let mut alone: Vec<&Unit> = Vec::new();
    let mut parts = Vec::new();
    for unit in units {
        let of = |other: &Unit| units.iter().any(|unit| other.parent.as_ref() == Some(&unit.id));
        let below = |other: &&&Unit| other.parent.as_ref() == Some(&unit.id);
        let below: Vec<&Unit> = units.iter().filter(below).copied().collect();
        if !below.is_empty() {
            let summary = format!("{} và {} đơn vị trực thuộc", words::unit(unit), below.len());
            parts.push(markup::folded("roster", &summary, vec![list(&below)]));
        } else if !of(unit) {
            alone.push(unit);
        }
    }
    let alone = match alone.len() {
        0..=SHOWN => list(&alone),
        count => markup::folded("roster", &format!("{count} đơn vị"), vec![list(&alone)]),
    };
    parts.insert(0, alone);
    markup::group("div", "", parts)
}

fn list(units: &[&Unit]) -> Markup {
    let units = units.iter().map(|unit| markup::line("li", "", &words::unit(unit)));
    markup::group("ul", "roster__units", units.collect())
}
