//! Typing and adding rows in a long form, beside the plainest pages that could do it, in Chromium, in one run.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::Figure;
use super::in_chromium::report;

/// What `tests/browser/src/bin/long_form.rs` reports, in milliseconds of the main thread.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    bare: f64,
    in_text: f64,
    in_cell: f64,
    rows: f64,
    plain_rows: f64,
    plain_in_form: f64,
}

pub(crate) fn measure(site: &Path) -> Result<Vec<Figure>> {
    let Report { bare, in_text, in_cell, rows, plain_rows, plain_in_form } = report(site, "long_form", None)?;
    let figure = |what: &str, value: f64, unit, limit| Figure { what: what.to_owned(), value, unit, limit };
    Ok(vec![
        figure("key press in a bare textarea, main thread", bare, "ms", None),
        figure("the same in a text of a long form with a table of 200 rows", in_text, "ms", None),
        figure("... as a share of the bare textarea's", in_text / bare, "times", Some(2.0)),
        figure("the same in a cell of that table", in_cell, "ms", None),
        figure("... as a share of the bare textarea's", in_cell / bare, "times", Some(2.0)),
        figure("99 rows added to a table of plain JavaScript, main thread", plain_rows, "ms", None),
        figure("99 rows added to a table of ours", rows, "ms", None),
        figure("... as a share of the plain table's", rows / plain_rows, "times", Some(1.0)),
        figure("the plain table in the form's page without the program", plain_in_form, "ms", None),
        figure("... ours as a share of that", rows / plain_in_form, "times", None),
    ])
}
