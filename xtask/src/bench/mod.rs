//! `cargo xtask bench`: the figures that the project promises, each measured now.

mod first_load;
mod key_press;
mod layout;
mod long_form;
mod office;
mod own_page;
mod preview;

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

/// Prints every figure, and fails if one is above its limit.
pub(crate) fn run() -> Result<()> {
    let mut steps = Steps::new(tools::STEPS + site::STEPS + 7);
    tools::ensure_all(&mut steps)?;
    let site = site::build(&mut steps)?;
    tools::ensure_chromium(&mut steps)?;
    let mut figures =
        steps.step("First load", "what a weak link must carry", || first_load::measure(&site))?;
    figures.extend(steps.step("Layout, natively", "what the page count costs", layout::measure)?);
    figures.extend(steps.step("Key press, in Chromium", "what a writer waits for", key_press::measure)?);
    figures
        .extend(steps.step("Long form, in Chromium", "what a table of 200 rows costs", || {
            long_form::measure(&site)
        })?);
    figures.extend(steps.step("Pages and files, in Chromium", "what one sees, and takes along", || {
        preview::measure(&site)
    })?);
    figures.extend(
        steps.step("Office, in Chromium", "what taking in 10,000 submissions costs", || {
            office::measure(&site)
        })?,
    );
    println!();
    for figure in &figures {
        println!("{figure}");
    }
    let exceeded = figures.iter().filter(|figure| !figure.is_met()).count();
    ensure!(exceeded == 0, "{exceeded} of {} figures are above their limit", figures.len());
    Ok(())
}
