//! A key press in a paper of four pages, in Chromium: ours, and what the browser needs to measure the same text.

use anyhow::Result;
use serde::Deserialize;

use super::{Figure, own_page};

/// What `tests/bench/key_press.js` reports, in milliseconds.
#[derive(Deserialize)]
struct Report {
    pages: u32,
    counted: f64,
    measured: f64,
}

pub(crate) fn measure() -> Result<Vec<Figure>> {
    let report = own_page::report(&own_page::build("key_press")?)?;
    let Report { pages, counted, measured } = serde_json::from_str(&report)?;
    Ok(vec![
        Figure {
            what: format!("key press in a paper of {pages} pages, Chromium, median"),
            value: counted,
            unit: "ms",
            limit: Some(0.2),
        },
        Figure {
            what: "the same text measured again in the DOM, Chromium, median".to_owned(),
            value: measured,
            unit: "ms",
            limit: None,
        },
    ])
}
