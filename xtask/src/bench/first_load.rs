//! What a browser fetches before one can write, and what comes later: the parts of the program and the plan packs, after
//! brotli as servers do it.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use super::Figure;
use crate::html::tags;

/// In kB of 1000 bytes.
const LIMIT: f64 = 140.0;

/// One figure for each file that `index.html` loads, and their sum; then one for each part of the program that comes
/// later, their sum with the first, and one for each plan pack. Fonts are not counted: the page writes without.
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

    let mut figures = Vec::new();
    let mut sum = 0.0;
    for file in files {
        let size = size(site, &file)?;
        sum += size;
        figures.push(figure(format!("first load, {file}"), size));
    }
    figures.push(Figure {
        what: "first load, all".to_owned(),
        value: sum,
        unit: "kB brotli",
        limit: Some(LIMIT),
    });
    for part in parts(site)? {
        let size = size(site, &part)?;
        sum += size;
        figures.push(figure(format!("soon after, {part}"), size));
    }
    figures.push(figure("the whole program".to_owned(), sum));
    for pack in packs(site)? {
        let size = size(site, &pack)?;
        figures.push(figure(format!("when a plan is first opened, {pack}"), size));
    }
    Ok(figures)
}

fn figure(what: String, value: f64) -> Figure {
    Figure { what, value, unit: "kB brotli", limit: None }
}

fn size(site: &Path, file: &str) -> Result<f64> {
    kilobytes(&fs::read(site.join(file)).with_context(|| format!("no file {file}"))?)
}

fn own(address: &str) -> String {
    address.trim_start_matches("./").to_owned()
}

/// The parts of the program that come later.
fn parts(site: &Path) -> Result<Vec<String>> {
    let mut parts = Vec::new();
    for entry in fs::read_dir(site)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") && !name.starts_with("tham-luan") {
            parts.push(name);
        }
    }
    parts.sort();
    Ok(parts)
}

/// The plan packs: each is fetched when somebody first opens its plan, and kept.
fn packs(site: &Path) -> Result<Vec<String>> {
    let Ok(folder) = fs::read_dir(site.join("plans")) else { return Ok(Vec::new()) };
    let mut packs = Vec::new();
    for entry in folder {
        packs.push(format!("plans/{}", entry?.file_name().to_string_lossy()));
    }
    packs.sort();
    Ok(packs)
}

fn kilobytes(bytes: &[u8]) -> Result<f64> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 11, 22).write_all(bytes)?;
    Ok(f64::from(u32::try_from(packed.len())?) / 1000.0)
}
