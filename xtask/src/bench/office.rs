//! What an office waits for: 10,000 submissions taken in, checked and compiled in Chromium, beside a page that only reads
//! them; and one after another from bytes to what is wrong with it, beside JavaScript that does the same by hand, its
//! checksum among it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use serde::Deserialize;
use tham_luan::draft::{Answer, Draft};
use tham_luan::json;

use super::in_chromium::report;
use super::{Figure, own_page};
use crate::made::Maker;
use crate::process::{self, target};

/// The plan with the most units.
const PLAN: &str = "001";

/// So many files are taken in, and so many read from bytes.
const FILES: usize = 10_000;
const READ: usize = 2_000;

/// A text of a sample is said so often: then a submission has about 12 kB.
const REPEATED: usize = 5;

/// Texts shorter than this are names and numbers.
const LONG: usize = 120;

/// What `tests/browser/src/bin/office.rs` reports, in milliseconds and MB.
#[derive(Deserialize)]
struct Taken {
    files: f64,
    bytes: f64,
    read: f64,
    taken: f64,
    busy: f64,
    compiled: f64,
    memory: f64,
}

/// What `tests/bench/office.js` reports: milliseconds for all of the files, and how many of them were changed.
#[derive(Deserialize)]
struct Judged {
    files: f64,
    bytes: f64,
    by_hand: f64,
    by_hand_summed: f64,
    changed_by_hand: usize,
    ours: f64,
    changed: usize,
    sums: f64,
    counted: f64,
}

impl Judged {
    /// One submission after another, by JavaScript and by ours: first all that ours finds, then what it takes without the
    /// checksum, then with the pages.
    fn figures(&self) -> Vec<Figure> {
        let Self { files, bytes, by_hand, by_hand_summed, ours, sums, counted, .. } = *self;
        let each = |what, milliseconds| figure(what, milliseconds / files, "ms", None);
        let rate = |milliseconds| figure("... MB a second", rate(bytes, milliseconds), "MB/s", None);
        let share = |what, ours: f64, by_hand, limit| figure(what, ours / by_hand, "times", limit);
        vec![
            each("a submission decoded, parsed, checked and summed by hand, JavaScript", by_hand_summed),
            rate(by_hand_summed),
            each("the same by ours, with every rule", ours),
            rate(ours),
            share("... as a share of JavaScript's time", ours, by_hand_summed, Some(1.0 / 1.3)),
            each("without the checksum, JavaScript", by_hand),
            rate(by_hand),
            each("... ours, of which making checksums alone is taken off", ours - sums),
            rate(ours - sums),
            share("... as a share of JavaScript's time", ours - sums, by_hand, None),
            each("ours with the checksum and the pages counted", counted),
        ]
    }
}

pub(crate) fn measure(site: &Path) -> Result<Vec<Figure>> {
    let folder = target().join("bench-office");
    let page = own_page::build("office")?;
    let files = make(&folder, &page)?;
    let judged: Judged = serde_json::from_str(&own_page::report(&page)?)?;
    let Judged { changed, changed_by_hand, .. } = judged;
    ensure!(changed == changed_by_hand, "{changed} files are changed, {changed_by_hand} by hand");
    ensure!(changed > 0, "no file is changed");
    let taken: Taken = report(site, "office", Some(&files))?;
    fs::remove_dir_all(&folder).context("cannot remove the submissions")?;

    // Pages are counted for each paper; what that costs is a figure of its own.
    let recount = (judged.counted - judged.ours) / judged.files * taken.files;
    let counted_apart = taken.taken - recount;
    let mut figures = vec![
        figure("submissions that an office takes in", taken.files, "files", None),
        figure("... of", taken.bytes / taken.files / 1000.0, "kB", None),
        figure("reading them, 16 at a time, and nothing else", taken.read, "ms", None),
        figure("taking them in: read, judged, pages counted, stored", taken.taken, "ms", None),
        figure("... so many MB a second", rate(taken.bytes, taken.taken), "MB/s", None),
        figure("... of which the pages of all of them take", recount, "ms", None),
        figure(
            "... without them, as a share of reading alone",
            counted_apart / taken.read,
            "times",
            Some(1.25),
        ),
        figure("... work of the page's own thread meanwhile", taken.busy, "ms", None),
        figure("compiling them, from the press to the tables", taken.compiled, "ms", None),
        figure("most memory of the page with its worker", taken.memory, "MB", None),
    ];
    figures.extend(judged.figures());
    Ok(figures)
}

fn figure(what: &str, value: f64, unit: &'static str, limit: Option<f64>) -> Figure {
    Figure { what: what.to_owned(), value, unit, limit }
}

fn rate(bytes: f64, milliseconds: f64) -> f64 {
    bytes / milliseconds / 1000.0
}

/// Writes the submissions, and the first of them for the page on which they are read one by one. Returns the folder with
/// nothing else in it.
fn make(folder: &Path, page: &Path) -> Result<PathBuf> {
    let samples = folder.join("samples");
    let files = folder.join("files");
    fs::create_dir_all(&samples)?;
    fs::create_dir_all(&files)?;
    for entry in fs::read_dir(process::root().join("tests/fixtures/drafts"))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).context("a name")?;
        if !name.starts_with(PLAN) || !name.ends_with(".json") {
            continue;
        }
        let value = json::parse(&fs::read_to_string(&path)?).map_err(|error| anyhow!("{error:?}"))?;
        let mut draft = Draft::from_json(&value).map_err(|part| anyhow!("{name}: {part}"))?;
        let long: Vec<_> = draft
            .answers
            .iter()
            .filter_map(|(id, answer)| match answer {
                Answer::Text(text) if text.len() > LONG => {
                    Some((id.clone(), [text.as_str(); REPEATED].join("\n")))
                }
                _ => None,
            })
            .collect();
        for (id, text) in long {
            draft.answers.set(id, Answer::Text(text));
        }
        fs::write(samples.join(name), draft.append_json(String::new()))?;
    }
    let mut maker = Maker::new(&samples, Some(PLAN)).map_err(|error| anyhow!(error))?;
    let mut list = Vec::new();
    for at in 0..FILES {
        let made = maker.make();
        fs::write(files.join(&made.name), &made.bytes)?;
        if at < READ && made.plan.is_some() {
            list.extend(made.bytes);
            list.push(0);
        }
    }
    fs::write(page.join("submissions.bin"), list)?;
    fs::copy(process::root().join(format!("public/plans/{PLAN}.json")), page.join("pack.json"))?;
    Ok(files)
}
