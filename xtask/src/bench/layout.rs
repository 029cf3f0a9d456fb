//! A paper of four pages laid out from nothing, by a program compiled as the page is.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Figure;
use crate::process::{cargo, output};

/// What `tests/bench/layout.rs` prints, in milliseconds.
#[derive(Deserialize)]
struct Measured {
    document: String,
    pages: u32,
    layout: f64,
    reading: f64,
}

pub(crate) fn measure() -> Result<Vec<Figure>> {
    let printed = output(cargo().args([
        "bench",
        "--no-default-features",
        "--package",
        "tham-luan",
        "--bench",
        "layout",
    ]));
    let printed = printed
        .context("the benchmark does not compile or run: cargo bench --no-default-features --bench layout")?;
    let Measured { document, pages, layout, reading } = serde_json::from_str(&printed)?;
    Ok(vec![
        Figure {
            what: format!("full layout of {document}, {pages} pages, native"),
            value: layout,
            unit: "ms",
            limit: Some(1.0),
        },
        Figure {
            what: format!("reading {document} from JSON, to compare"),
            value: reading,
            unit: "ms",
            limit: None,
        },
    ])
}
