//! The units that a plan names.

use leptos::prelude::*;

use crate::plan::{Plan, Unit};
use crate::ui::words;

/// So many units of a group are shown at once; more are folded away, by the unit that they belong to.
const SHOWN: usize = 12;

/// Every unit of the roster, by the groups that owe forms, with who acts for it today.
pub fn roster(plan: &Plan) -> Vec<AnyView> {
    let mut groups: Vec<&str> = Vec::new();
    for unit in &plan.roster {
        if !groups.contains(&unit.group.as_str()) {
            groups.push(&unit.group);
        }
    }
    groups.into_iter().map(|group| group_view(plan, group)).collect()
}

fn group_view(plan: &Plan, group: &str) -> AnyView {
    let units: Vec<&Unit> = plan.roster.iter().filter(|unit| unit.group == group).collect();
    let parts = if units.len() > SHOWN { by_parent(&units) } else { vec![list(&units)] };
    view! {
        <h3>{format!("{} ({} đơn vị)", name(plan, group), units.len())}</h3>
        {parts}
    }
    .into_any()
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

/// The units that belong to none of the others, each that others belong to folded above them.
fn by_parent(units: &[&Unit]) -> Vec<AnyView> {
    let belongs = |unit: &Unit| units.iter().any(|other| unit.parent.as_ref() == Some(&other.id));
    let mut parts = Vec::new();
    let mut alone: Vec<&Unit> = Vec::new();
    for unit in units.iter().copied().filter(|unit| !belongs(unit)) {
        let below: Vec<&Unit> =
            units.iter().copied().filter(|other| other.parent.as_ref() == Some(&unit.id)).collect();
        if below.is_empty() {
            alone.push(unit);
        } else {
            parts.push(folded(format!("{} và {} đơn vị trực thuộc", words::unit(unit), below.len()), &below));
        }
    }
    if !alone.is_empty() {
        let few = alone.len() <= SHOWN;
        let alone = if few { list(&alone) } else { folded(format!("{} đơn vị", alone.len()), &alone) };
        parts.insert(0, alone);
    }
    parts
}

fn folded(summary: String, units: &[&Unit]) -> AnyView {
    view! {
        <details class="roster__group">
            <summary class="roster__summary">{summary}</summary>
            {list(units)}
        </details>
    }
    .into_any()
}

fn list(units: &[&Unit]) -> AnyView {
    let units = units.iter().map(|unit| view! { <li>{words::unit(unit)}</li> }.into_any());
    view! { <ul class="roster__units">{units.collect::<Vec<_>>()}</ul> }.into_any()
}
