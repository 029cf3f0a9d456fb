//! Replays what LibreOffice 7.4.7 and 25.2.3 printed for the documents in `tests/fixtures/pagination/corpus/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tham_luan::pagination::{BlockPath, Document, Layout, LineCache, advance_width, is_covered, layout};

/// A recording of every document.
#[derive(Deserialize)]
struct Truth {
    docs: BTreeMap<String, Recording>,
}

#[derive(Deserialize)]
struct Recording {
    pages: u32,
    paras: Vec<RecordedParagraph>,
}

#[derive(Deserialize)]
struct RecordedParagraph {
    path: Vec<usize>,
    /// Page from 1, and offset of the first character that is not blank.
    lines: Vec<(u32, usize)>,
}

/// Path, page from 0 and offset of every line, in the order of the document.
type LineStarts = BTreeSet<(Vec<usize>, u32, usize)>;

impl Recording {
    fn line_starts(&self) -> LineStarts {
        let lines = |p: &RecordedParagraph| {
            p.lines.iter().map(|&(page, at)| (p.path.clone(), page - 1, at)).collect()
        };
        self.paras.iter().flat_map(|paragraph| -> Vec<_> { lines(paragraph) }).collect()
    }
}

fn line_starts(layout: &Layout) -> LineStarts {
    let starts = layout.lines.iter().filter(|line| !line.repeated);
    starts.filter_map(|line| Some((path(line.path), line.page, line.first_ink?))).collect()
}

/// First line of each page.
fn page_starts(lines: &LineStarts) -> BTreeMap<u32, (Vec<usize>, usize)> {
    let mut starts = BTreeMap::new();
    for (path, page, offset) in lines {
        starts.entry(*page).or_insert((path.clone(), *offset));
    }
    starts
}

fn path(path: BlockPath) -> Vec<usize> {
    serde_json::from_value(serde_json::to_value(path).expect("a path")).expect("an array")
}

fn fixtures() -> PathBuf {
    // Documents recorded elsewhere can be replayed by the same test.
    let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pagination");
    std::env::var_os("PAGINATION_FIXTURES").map_or(recorded, PathBuf::from)
}

fn read<T: DeserializeOwned>(file: &Path) -> T {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn documents() -> BTreeMap<String, Document> {
    let files = fs::read_dir(fixtures().join("corpus")).expect("corpus");
    files
        .map(|file| file.expect("a file").path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "json"))
        .map(|file| (file.file_stem().expect("a name").to_string_lossy().into_owned(), read(&file)))
        .collect()
}

#[test]
fn every_page_begins_and_every_line_breaks_as_recorded() {
    let truths: Vec<Truth> = ["truth-lo74.json", "truth-lo252.json"]
        .map(|file| fixtures().join(file))
        .iter()
        .filter(|file| file.exists())
        .map(|file| read(file))
        .collect();
    let mut cache = LineCache::default();
    let mut wrong = Vec::new();
    let documents = documents();
    for (id, document) in &documents {
        let layout = layout(document, &mut cache);
        let lines = line_starts(&layout);
        let mut differing = Vec::new();
        for truth in &truths {
            let recording = &truth.docs[id];
            let recorded = recording.line_starts();
            if layout.pages != recording.pages {
                wrong.push(format!("{id}: {} pages, recorded {}", layout.pages, recording.pages));
            }
            if page_starts(&lines) != page_starts(&recorded) {
                wrong.push(format!(
                    "{id}: pages begin {:?}, recorded {:?}",
                    page_starts(&lines),
                    page_starts(&recorded)
                ));
            }
            differing.push(recorded.symmetric_difference(&lines).take(4).cloned().collect::<Vec<_>>());
        }
        if differing.iter().all(|lines| !lines.is_empty()) {
            wrong.push(format!("{id}: lines {differing:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} documents:\n{}", wrong.len(), documents.len(), wrong.join("\n"));
}

#[test]
fn page_starts_are_those_of_the_lines() {
    for (id, document) in documents() {
        let layout = layout(&document, &mut LineCache::default());
        let starts: Vec<_> = layout.page_starts().iter().map(|start| (path(start.0), start.1)).collect();
        let expected: Vec<_> = page_starts(&line_starts(&layout)).into_values().collect();
        assert_eq!(starts, expected, "{id}");
    }
}

#[test]
fn widths_are_those_of_the_font() {
    #[derive(Deserialize)]
    struct Widths {
        styles: BTreeMap<String, BTreeMap<String, u16>>,
    }
    let recorded: Widths =
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pagination/widths.json"));
    let styles = [
        ("Regular", false, false),
        ("Bold", true, false),
        ("Italic", false, true),
        ("BoldItalic", true, true),
    ];
    for (name, bold, italic) in styles {
        let ours: BTreeMap<String, u16> = ('\0'..=char::MAX)
            .filter_map(|c| Some((format!("{:04X}", u32::from(c)), advance_width(c, bold, italic)?)))
            .collect();
        assert_eq!(ours, recorded.styles[name], "{name}");
    }
    assert!(recorded.styles["Regular"].keys().all(|code| {
        let code = u32::from_str_radix(code, 16).expect("a code point");
        is_covered(char::from_u32(code).expect("a character"))
    }));
}
