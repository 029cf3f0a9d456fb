//! What a browser fetches before somebody can write, after brotli as servers do it.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::Figure;
use crate::html::tags;

/// In kB of 1000 bytes.
const LIMIT: f64 = 130.0;

/// One figure for each file that `index.html` loads, and their sum. Fonts are not counted: the page writes without.
pub(crate) fn measure(site: &Path) -> Result<Vec<Figure>> {
    let page = fs::read_to_string(site.join("index.html"))?;
    let mut files = vec!["index.html".to_owned()];
    for script in tags(&page, "script") {
        files.extend(
            ["src", "data-js", "data-wasm"].into_iter().filter_map(|name| script.attribute(name)).map(own),
        );
    }
    for link in tags(&page, "link") {
        let address = link.attribute("href").unwrap_or_default();
        if link.attribute("rel") == Some("stylesheet") && !address.starts_with("data:") {
            files.push(own(address));
        }
    }
    files.extend(plans_to_fetch(site, &files)?);

    let mut figures = Vec::new();
    let mut sum = 0.0;
    for file in files {
        let size = kilobytes(&fs::read(site.join(&file)).with_context(|| format!("no file {file}"))?)?;
        sum += size;
        figures.push(Figure {
            what: format!("first load, {file}"),
            value: size,
            unit: "kB brotli",
            limit: None,
        });
    }
    figures.push(Figure {
        what: "first load, all".to_owned(),
        value: sum,
        unit: "kB brotli",
        limit: Some(LIMIT),
    });
    Ok(figures)
}

fn own(address: &str) -> String {
    address.trim_start_matches("./").to_owned()
}

/// The plan packs that are not in the compiled page already.
fn plans_to_fetch(site: &Path, files: &[String]) -> Result<Vec<String>> {
    let wasm = files.iter().find(|file| file.ends_with(".wasm")).context("index.html names no .wasm")?;
    let wasm = fs::read(site.join(wasm))?;
    let mut plans = Vec::new();
    let Ok(folder) = fs::read_dir(site.join("plans")) else { return Ok(plans) };
    for entry in folder {
        let entry = entry?;
        let plan = fs::read(entry.path())?;
        if !plan.is_empty() && !wasm.windows(plan.len()).any(|part| part == plan) {
            plans.push(format!("plans/{}", entry.file_name().to_string_lossy()));
        }
    }
    plans.sort();
    Ok(plans)
}

fn kilobytes(bytes: &[u8]) -> Result<f64> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 11, 22).write_all(bytes)?;
    Ok(f64::from(u32::try_from(packed.len())?) / 1000.0)
}
