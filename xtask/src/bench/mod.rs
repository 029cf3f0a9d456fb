//! `cargo xtask bench`: the figures that the project promises, each measured now.

mod first_load;
mod in_chromium;
mod key_press;
mod layout;
mod long_form;
mod office;
mod own_page;
mod preview;

use std::path::Path;

use anyhow::{Result, ensure};

use crate::steps::Steps;
use crate::{site, tools};

/// One figure and what it may be.
#[derive(Debug)]
pub(crate) struct Figure {
    what: String,
    value: f64,
    unit: &'static str,
    /// The most that it may be.
    limit: Option<f64>,
}

impl Figure {
    fn is_met(&self) -> bool {
        self.limit.is_none_or(|limit| self.value <= limit)
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { what, value, unit, limit } = self;
        write!(f, "{what}: {value:.3} {unit}")?;
        if let Some(limit) = limit {
            write!(f, " (limit {limit} {unit}{})", if self.is_met() { "" } else { ", EXCEEDED" })?;
        }
        Ok(())
    }
}

/// A group of figures: its name, what it is and why one would know it.
type Group = (&'static str, &'static str, &'static str, fn(&Path) -> Result<Vec<Figure>>);

const GROUPS: [Group; 6] = [
    ("first-load", "First load", "what a weak link must carry", first_load::measure),
    ("layout", "Layout, natively", "what the page count costs", |_| layout::measure()),
    ("key-press", "Key press, in Chromium", "what a writer waits for", |_| key_press::measure()),
    ("long-form", "Long form, in Chromium", "what a table of 200 rows costs", long_form::measure),
    ("preview", "Pages and files, in Chromium", "what one sees, and takes along", preview::measure),
    ("office", "Office, in Chromium", "what 10,000 submissions cost", office::measure),
];

/// Prints every figure, or those of the groups whose name contains this, and fails if one is above its limit.
pub(crate) fn run(only: Option<&str>) -> Result<()> {
    let groups = GROUPS.iter().filter(|(name, ..)| only.is_none_or(|only| name.contains(only)));
    let groups: Vec<_> = groups.collect();
    ensure!(!groups.is_empty(), "there is no such benchmark");
    let mut steps = Steps::new(tools::STEPS + site::STEPS + 1 + groups.len());
    tools::ensure_all(&mut steps)?;
    let site = site::build(&mut steps)?;
    tools::ensure_chromium(&mut steps)?;
    let mut figures = Vec::new();
    for (_, what, why, measure) in groups {
        figures.extend(steps.step(what, why, || measure(&site))?);
    }
    println!();
    for figure in &figures {
        println!("{figure}");
    }
    let exceeded = figures.iter().filter(|figure| !figure.is_met()).count();
    ensure!(exceeded == 0, "{exceeded} of {} figures are above their limit", figures.len());
    Ok(())
}
