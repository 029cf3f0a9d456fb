//! The PDF of every sample, read by other programs: the same pages, lines and words as computed, its fonts, its
//! structure, and the submission in it, also after another program has rewritten it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use tempfile::TempDir;
use tham_luan::document::pdf::{Attachment, Paper, ReadError, attached, write};
use tham_luan::document::{CheckMark, Properties};
use tham_luan::draft::{Draft, Timestamp};
use tham_luan::pagination::{Block, ENGINE, Paragraph, paragraph};
use tham_luan::paper::{Printed, printed};
use tham_luan::plan::built_in;
use tham_luan::submission::{Export, Status, compose};
use word_processor_tests::{differences, pages};

/// A sample in its file.
struct Archived {
    name: String,
    printed: Printed,
    properties: Properties,
    json: Vec<u8>,
    file: PathBuf,
}

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

/// All samples.
static PAPERS: LazyLock<Vec<Archived>> = LazyLock::new(|| {
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let now = Timestamp::new("2026-01-05T08:00:00+07:00");
    let mut papers = Vec::new();
    for plan in built_in() {
        for form in &plan.forms {
            let name = form.id.to_string();
            let text = fs::read_to_string(drafts.join(&name).with_added_extension("json")).expect("a sample");
            let draft = Draft::from_json(&tham_luan::json::parse(&text).expect("JSON")).expect("a draft");
            let printed = printed(&plan, form, &draft);
            let properties = Properties::of(&plan, form, &draft);
            let submission = compose(&Export {
                draft: &draft,
                plan: &plan,
                form,
                revision: 1,
                status: Status::Complete,
                pages: printed.pages(),
                engine: ENGINE,
                exported_at: &now,
                app_version: "0.1.0",
            });
            let json = submission.text().as_bytes().to_vec();
            let paper = Paper {
                printed: &printed,
                properties: &properties,
                producer: "Tham Luận 0.1.0",
                made_at: &now,
                id: draft.id.as_str(),
                submission: Some(Attachment { name: submission.file_name(), json: &json }),
                mark: None,
            };
            let file = FOLDER.path().join(&name).with_added_extension("pdf");
            fs::write(&file, write(&paper).expect("a PDF")).expect("written");
            papers.push(Archived { name, printed, properties, json, file });
        }
    }
    assert!(papers.len() >= 34);
    papers
});

/// What a program says of a file.
#[track_caller]
fn said(program: &str, before: &[&str], file: &Path, after: &[&str]) -> String {
    let mut command = Command::new(program);
    let output = command.args(before).arg(file).args(after).output();
    let output =
        output.unwrap_or_else(|error| panic!("{program} is missing (cargo xtask test installs it): {error}"));
    assert!(output.status.success(), "{program} {before:?} {}: {output:?}", file.display());
    // A heading's title is shown as its bytes.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Pages, first and last words, every line at its place, page numbers.
#[test]
fn every_sample_is_drawn_as_computed() {
    for Archived { name, printed, file, .. } in PAPERS.iter() {
        let pages = pages(file).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        let found = differences(printed, &pages);
        let all = [found.wrong, found.rounded].concat();
        assert!(all.is_empty(), "{name}:\n  {}", all.join("\n  "));
    }
}

/// Words, parted by single spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of(paragraph: &Paragraph) -> String {
    paragraph.runs.iter().map(|run| run.text.as_str()).collect()
}

/// Whoever copies a line has its words, with their tones and the spaces between them.
#[test]
fn text_is_taken_out_as_it_was_typed() {
    let mut lines = 0;
    for Archived { name, printed, file, .. } in PAPERS.iter() {
        let said = said("pdftotext", &["-raw", "-nopgbrk"], file, &["-"]);
        let read: BTreeSet<String> = said.lines().map(words).collect();
        for part in &printed.parts {
            for line in &part.layout.lines {
                let own = paragraph(&part.document, line.path).map(text_of).unwrap_or_default();
                let wanted = words(&own[line.start_byte..line.end_byte]);
                // Lines of cells that stand side by side are read as one.
                if line.path.cell.is_none() && !wanted.is_empty() {
                    assert!(read.contains(&wanted), "{name}: {wanted}");
                    lines += 1;
                }
            }
        }
    }
    assert!(lines > 1_000, "{lines}");
}

/// Whoever listens has a paragraph's words as they were typed, also across its lines and pages.
#[test]
fn a_paragraph_is_read_aloud_as_it_was_typed() {
    let mut paragraphs = 0;
    for Archived { name, printed, file, .. } in PAPERS.iter() {
        let structure = said("pdfinfo", &["-struct-text"], file, &[]);
        let said: String = structure.lines().map(|line| line.trim_start().replace('"', "")).collect();
        let said = words(&said);
        for part in &printed.parts {
            for block in &part.document.blocks {
                let Block::Para(own) = block else { continue };
                let wanted = words(&text_of(own).replace('"', ""));
                assert!(said.contains(&wanted), "{name}: {wanted}");
                paragraphs += usize::from(!wanted.is_empty());
            }
        }
    }
    assert!(paragraphs > 500, "{paragraphs}");
}

#[test]
fn fonts_are_embedded_and_only_what_is_used_of_them() {
    for Archived { name, file, .. } in PAPERS.iter() {
        let table = said("pdffonts", &[], file, &[]);
        let fonts: Vec<&str> = table.lines().skip(2).collect();
        assert!((1..=4).contains(&fonts.len()), "{name}: {table}");
        for font in fonts {
            // Embedded, a subset, and with a way back to letters.
            assert!(font.contains("+Tinos") && font.contains(" yes yes yes "), "{name}: {font}");
        }
        let size = fs::metadata(file).expect("a file").len();
        assert!(size < 200_000, "{name}: {size}");
    }
}

#[test]
fn a_file_says_what_it_is_and_every_page_is_a4() {
    for Archived { name, printed, properties, file, .. } in PAPERS.iter() {
        let count = printed.pages().to_string();
        let info = said("pdfinfo", &["-f", "1", "-l", &count], file, &[]);
        let has = |entry: &str, value: &str| {
            let is_so = |line: &str| line.strip_prefix(entry).is_some_and(|rest| rest.trim() == value);
            assert!(info.lines().any(is_so), "{name}: {entry} {value} in\n{info}");
        };
        has("Title:", &words(&properties.title));
        has("Pages:", &count);
        has("Tagged:", "yes");
        has("JavaScript:", "no");
        has("Encrypted:", "no");
        has("PDF version:", "1.7");
        has("Metadata Stream:", "yes");
        has("CreationDate:", "Mon Jan  5 01:00:00 2026 UTC");
        let mut number = 0;
        for part in &printed.parts {
            let lies = part.document.page.width > part.document.page.height;
            for _ in 0..part.layout.pages {
                number += 1;
                let size = if lies { "841.9 x 595.3 pts (A4)" } else { "595.3 x 841.9 pts (A4)" };
                has(&format!("Page {number:4} size:"), size);
            }
        }
        let metadata = said("pdfinfo", &["-meta"], file, &[]);
        for claim in [
            "<pdfaid:part>3</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "<rdf:li>vi</rdf:li>",
        ] {
            assert!(metadata.contains(claim), "{name}: no {claim}");
        }
    }
}

/// Headings begin with the first level and skip none; tables have all their cells; all words are in reading order.
#[test]
fn who_listens_to_a_paper_hears_its_structure() {
    let mut tables = 0;
    for Archived { name, printed, file, .. } in PAPERS.iter() {
        let structure = said("pdfinfo", &["-struct"], file, &[]);
        let elements: Vec<&str> = structure
            .lines()
            .filter_map(|line| line.split([' ', ':']).find(|word| !word.is_empty()))
            .collect();
        let count = |element: &str| elements.iter().filter(|own| **own == element).count();
        let mut above = 0;
        for level in elements.iter().filter_map(|element| element.strip_prefix('H')?.parse::<u32>().ok()) {
            assert!(level <= above + 1, "{name}: level {level} after {above}");
            above = level;
        }
        assert_eq!(count("H1"), printed.parts.len(), "{name}: a title for each part");
        let (mut ruled, mut rows, mut heads, mut cells) = (0, 0, 0, 0);
        for part in &printed.parts {
            for block in &part.document.blocks {
                let Block::Table(table) = block else { continue };
                if table.borders {
                    ruled += 1;
                    rows += table.rows.len();
                    for row in &table.rows {
                        *(if row.header { &mut heads } else { &mut cells }) += row.cells.len();
                    }
                }
            }
        }
        let counts = (count("Table"), count("TR"), count("TH"), count("TD"));
        assert_eq!(counts, (ruled, rows, heads, cells), "{name}");
        tables += ruled;
    }
    assert!(tables > 10, "{tables}");
}

#[test]
fn nothing_is_wrong_with_a_file() {
    for Archived { name, file, .. } in PAPERS.iter() {
        let told = said("qpdf", &["--check"], file, &[]);
        assert!(told.contains("No syntax or stream encoding errors found"), "{name}: {told}");
    }
}

/// Mail programs, archives and repair programs write a PDF anew.
#[test]
fn the_submission_is_found_however_a_file_is_rewritten() {
    for Archived { name, json, file, .. } in PAPERS.iter() {
        let there = attached(&fs::read(file).expect("a file"));
        assert_eq!(there.as_ref(), Ok(&Some(json.clone())), "{name}");
        let again = file.with_extension("again.pdf");
        let out = again.to_str().expect("a path");
        for options in [
            ["--object-streams=generate", "--recompress-flate", "--compression-level=9"],
            ["--object-streams=disable", "--stream-data=uncompress", "--normalize-content=y"],
            ["--linearize", "--object-streams=generate", "--compress-streams=y"],
            ["--qdf", "--object-streams=preserve", "--no-original-object-ids"],
        ] {
            said("qpdf", &options, file, &[out]);
            let found = attached(&fs::read(&again).expect("a file"));
            assert_eq!(found.as_ref(), Ok(&Some(json.clone())), "{name} {options:?}");
        }
        said("qpdf", &["--encrypt", "", "key", "256", "--"], file, &[out]);
        assert_eq!(attached(&fs::read(&again).expect("a file")), Err(ReadError::Encrypted), "{name}");
    }
}

/// And by whoever has no Tham Luận.
#[test]
fn any_reader_can_save_the_submission() {
    let Archived { json, file, .. } = &PAPERS[0];
    let saved = FOLDER.path().join("saved.json");
    said("pdfdetach", &["-save", "1", "-o", saved.to_str().expect("a path")], file, &[]);
    assert_eq!(&fs::read(saved).expect("a file"), json);
}

/// What Unicode has and the font has not is shown as missing, and still is what it is to whoever copies it.
#[test]
fn a_character_that_no_font_has_is_not_lost() {
    let mut printed =
        PAPERS.iter().find(|paper| paper.name == "000-TLX").expect("the sample").printed.clone();
    let part = &mut printed.parts[0];
    let block = part.document.blocks.iter_mut().rev().find_map(|block| match block {
        Block::Para(own) if own.runs.len() == 1 => Some(own),
        _ => None,
    });
    block.expect("a paragraph").runs[0].text = "Chữ 漢字 \u{F0B7} ở giữa".to_owned();
    part.layout =
        tham_luan::pagination::layout(&part.document, &mut tham_luan::pagination::LineCache::default());
    let mark = CheckMark::new("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    let paper = Paper {
        printed: &printed,
        properties: &Properties::default(),
        producer: "",
        made_at: &Timestamp::new("2026-01-05T08:00:00Z"),
        id: "",
        submission: None,
        mark: mark.as_ref(),
    };
    let file = FOLDER.path().join("missing.pdf");
    fs::write(&file, write(&paper).expect("a PDF")).expect("written");
    let text = words(&said("pdftotext", &["-raw"], &file, &["-"]));
    let letters: String = text.chars().filter(|letter| *letter != ' ').collect();
    assert!(letters.contains("Chữ漢字\u{FFFD}ởgiữa"), "{text}");
    assert!(text.contains("Mã đối chiếu: 9F86 D081 884C 7D65"), "{text}");
}
