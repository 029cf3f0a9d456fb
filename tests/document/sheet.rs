//! Pages as things to draw.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tham_luan::document::{CheckMark, Place, PlacedText, Sheet, sheet};
use tham_luan::pagination::{
    Block, Document, LineBox, LineCache, RuleBox, Twips, advance_width, layout, paragraph,
};
use tham_luan::paper::{Origin, PrintedPart};

use super::{sample, samples};

pub(super) const CHECKSUM: &str = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// Every part of every sample, and the recorded documents with their tabs, indents and sizes.
fn parts() -> Vec<(String, PrintedPart)> {
    let mut parts = Vec::new();
    for sample in samples() {
        for part in sample.printed.parts {
            parts.push((format!("{} {}", sample.form.id, part.number), part));
        }
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pagination/corpus");
    for file in fs::read_dir(corpus).expect("the corpus") {
        let path = file.expect("a file").path();
        let document: Document =
            serde_json::from_slice(&fs::read(&path).expect("a document")).expect("format 1");
        parts.push((path.display().to_string(), part(document)));
    }
    assert!(parts.len() > 110, "{}", parts.len());
    parts
}

fn part(document: Document) -> PrintedPart {
    let layout = layout(&document, &mut LineCache::default());
    let origins = vec![Origin::Frame(tham_luan::paper::Frame::Gap); document.blocks.len()];
    PrintedPart { section: None, number: String::new(), document, origins, layout }
}

fn each_sheet(mut each: impl FnMut(&str, &PrintedPart, u32, &Sheet<'_>)) {
    for (name, part) in parts() {
        for page in 0..part.layout.pages {
            each(&format!("{name}, page {}", page + 1), &part, page, &sheet(&part, page, None));
        }
    }
}

/// The text of a line, without its tabs.
fn text_of(part: &PrintedPart, line: &LineBox) -> String {
    let paragraph = paragraph(&part.document, line.path).expect("the paragraph");
    let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
    text[line.start_byte..line.end_byte].replace('\t', "")
}

#[test]
fn every_line_is_drawn_whole_and_where_it_stands() {
    let mut lines = 0;
    each_sheet(|name, part, page, sheet| {
        assert_eq!((sheet.width, sheet.height), (part.document.page.width, part.document.page.height));
        let mut texts = sheet.texts.iter().filter(|text| text.place != Place::Number).peekable();
        for (at, line) in part.layout.lines.iter().enumerate().filter(|(_, line)| line.page == page) {
            let mut drawn = String::new();
            let (mut left, mut right) = (None, line.x);
            while let Some(text) =
                texts.next_if(|text| matches!(text.place, Place::Line { line, .. } if line == at))
            {
                assert_eq!(text.baseline, line.baseline, "{name}");
                assert!(text.x >= right, "{name}: pieces overlap");
                drawn.push_str(&text.text);
                left.get_or_insert(text.x);
                right = text.x + text.width;
            }
            assert_eq!(drawn, text_of(part, line), "{name}");
            if !drawn.is_empty() {
                // A line of a single word is not stretched.
                if !line.justified || drawn.contains([' ', '\u{a0}']) {
                    assert_eq!(right, line.x + line.width, "{name}: {drawn}");
                }
                assert!(left >= Some(line.x), "{name}");
                lines += 1;
            }
        }
        assert_eq!(texts.next(), None, "{name}: drawn, but on no line");
    });
    assert!(lines > 10_000, "{lines}");
}

/// The right margin is where the page area, or the cell, ends.
#[test]
fn justified_lines_end_at_the_right_margin() {
    let mut justified = 0;
    each_sheet(|name, part, _, sheet| {
        let page = &part.document.page;
        for (at, line) in part.layout.lines.iter().enumerate().filter(|(_, line)| line.justified) {
            let of_line =
                |text: &&PlacedText<'_>| matches!(text.place, Place::Line { line, .. } if line == at);
            let pieces = sheet.texts.iter().filter(of_line);
            let has_space = pieces.clone().any(|text| text.text.contains([' ', '\u{a0}']));
            let Some(last) = pieces.clone().next_back().filter(|_| has_space) else { continue };
            let Some(Block::Para(paragraph)) = part.document.blocks.get(line.path.block) else { continue };
            assert_eq!(last.x + last.width, page.width - page.right - paragraph.ind.right, "{name}");
            justified += 1;
        }
    });
    assert!(justified > 5_000, "{justified}");
}

/// What a piece takes is what its letters take, and what its spaces are stretched by.
#[test]
fn stretched_spaces_are_all_that_justifying_adds() {
    each_sheet(|name, _, _, sheet| {
        for text in &sheet.texts {
            let units: i64 = text
                .text
                .chars()
                .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
                .map(|c| i64::from(advance_width(c, text.bold, text.italic).unwrap_or(2048)))
                .sum();
            let natural = units * i64::from(text.size) * 10 / 2048;
            let drawn = i64::from(text.width - text.stretch);
            assert!((natural - drawn).abs() <= 1, "{name}: {} is {drawn}, not {natural}", text.text);
            assert!(text.stretch == 0 || text.text.contains([' ', '\u{a0}']), "{name}: {}", text.text);
            assert!(text.stretch >= 0, "{name}");
        }
    });
}

#[test]
fn pages_are_numbered_in_the_middle_from_the_second_on() {
    each_sheet(|name, part, page, sheet| {
        let numbers: Vec<_> = sheet.texts.iter().filter(|text| text.place == Place::Number).collect();
        if page == 0 {
            assert_eq!(numbers.len(), 0, "{name}");
            return;
        }
        let [number] = numbers[..] else { panic!("{name}: {} numbers", numbers.len()) };
        assert_eq!(number.text, (page + 1).to_string());
        let area = &part.document.page;
        let (left, right) = (number.x - area.left, area.width - area.right - number.x - number.width);
        assert!((left - right).abs() <= 1, "{name}: {left} {right}");
        assert!(number.baseline > part.document.header.distance && number.baseline < area.top, "{name}");
    });
}

#[test]
fn a_paper_has_the_pages_that_the_meter_counts() {
    for sample in samples() {
        let mut press = tham_luan::paper::Press::default();
        let measure = press.measure(&sample.plan, &sample.form, &sample.draft);
        let annexes = measure.annexes.iter().map(|annex| annex.pages);
        let measured: u32 = annexes.sum::<u32>() + measure.pages;
        let drawn: usize = sample
            .printed
            .parts
            .iter()
            .flat_map(|part| (0..part.layout.pages).map(|page| sheet(part, page, None)))
            .filter(|sheet| !sheet.texts.is_empty())
            .count();
        assert_eq!(u32::try_from(drawn).expect("few"), measured, "{}", sample.form.id);
    }
}

fn right(rule: &RuleBox) -> Twips {
    rule.left + rule.width
}

fn bottom(rule: &RuleBox) -> Twips {
    rule.top + rule.height
}

/// Heads are drawn again, every row is closed by a rule, and no rule touches a line of text.
#[test]
fn tables_that_run_on_repeat_their_heads_and_are_ruled_on_every_page() {
    let mut run_on = 0;
    each_sheet(|name, part, page, sheet| {
        let mut tables = BTreeSet::new();
        for line in part.layout.lines.iter().filter(|line| line.page == page) {
            let block = &part.document.blocks[line.path.block];
            let Block::Table(table) = block else { continue };
            if !table.borders {
                continue;
            }
            tables.insert(line.path.block);
            let above = sheet.rules.iter().any(|rule| rule.width > rule.height && bottom(rule) <= line.top);
            let below = sheet.rules.iter().any(|rule| rule.width > rule.height && rule.top >= line.baseline);
            assert!(above && below, "{name}: a row without rules");
            let cell = line.path.cell.expect("a cell").cell;
            let columns = sheet.rules.iter().filter(|rule| rule.height > rule.width && rule.top < line.top);
            assert!(columns.clone().any(|rule| right(rule) <= line.x), "{name}: left of column {cell}");
            assert!(columns.clone().any(|rule| rule.left >= line.x + line.width), "{name}: right of it");
            run_on += usize::from(line.repeated);
        }
        for text in &sheet.texts {
            for rule in sheet.rules.iter().filter(|rule| rule.height < rule.width) {
                // Above the baseline stand letters of two thirds of an em at least.
                let height = i32::try_from(text.size).expect("a size") * 6;
                let crosses = rule.top < text.baseline && bottom(rule) > text.baseline - height;
                let beside = right(rule) <= text.x || rule.left >= text.x + text.width;
                assert!(!crosses || beside || text.place == Place::Number, "{name}: {}", text.text);
            }
        }
    });
    assert!(run_on > 20, "{run_on}");
}

/// The rules that the decree asks for: under the motto as long as it is, under the agency shorter than its name.
#[test]
fn the_header_has_its_rules() {
    let sample = sample("000-TLX");
    let part = &sample.printed.parts[0];
    let sheet = sheet(part, 0, None);
    let motto = sheet.texts.iter().find(|text| text.text.starts_with("Độc lập")).expect("the motto");
    let below: Vec<_> = sheet.rules.iter().filter(|rule| rule.top > motto.baseline).collect();
    let full = below.iter().find(|rule| (rule.width - motto.width).abs() <= 2).expect("its rule");
    assert!((full.left - motto.x).abs() <= 2, "{} {}", full.left, motto.x);
    assert!(full.top - motto.baseline < 150, "{}", full.top - motto.baseline);
    let agency = sheet.texts.iter().rfind(|text| text.bold && text.x < 4000 && text.baseline < 3000);
    let agency = agency.expect("the agency");
    let short = below.iter().find(|rule| rule.left < 5000).expect("its rule");
    assert!(short.width * 3 >= agency.width && short.width * 2 <= agency.width + 2, "{}", agency.text);
}

#[test]
fn a_character_that_no_font_has_is_a_piece_of_its_own() {
    let mut sample = sample("000-TLX");
    let block = sample.printed.parts[0].document.blocks.iter_mut().rev().find_map(|block| match block {
        Block::Para(paragraph) if paragraph.runs.len() == 1 => Some(paragraph),
        _ => None,
    });
    block.expect("a paragraph").runs[0].text = "Chữ 漢字 ở giữa".to_owned();
    let part = part(sample.printed.parts.remove(0).document);
    let page = part.layout.pages - 1;
    let sheet = sheet(&part, page, None);
    let at = sheet.texts.iter().position(|text| text.text == "Chữ ").expect("the words before");
    let pieces: Vec<_> = sheet.texts[at..at + 4].iter().map(|text| (&*text.text, text.missing)).collect();
    assert_eq!(pieces, [("Chữ ", false), ("漢", true), ("字", true), (" ở giữa", false)]);
    assert_eq!(sheet.texts[at + 1].width, i32::try_from(sheet.texts[at + 1].size).expect("a size") * 10);
}

/// It stands below everything, within the page, and moves nothing.
#[test]
fn a_check_mark_stands_in_the_bottom_margin_of_the_last_page() {
    let mark = CheckMark::new(CHECKSUM).expect("a mark");
    assert_eq!(mark.lines(), ["Mã đối chiếu:", "9F86 D081 884C 7D65"]);
    for sample in samples() {
        for part in &sample.printed.parts {
            for page in 0..part.layout.pages {
                let (plain, marked) = (sheet(part, page, None), sheet(part, page, Some(&mark)));
                let is_marked = part.section.is_none() && page + 1 == part.layout.pages;
                assert_eq!(plain != marked, is_marked, "{}", sample.form.id);
                assert_eq!(marked.texts[..plain.texts.len()], plain.texts);
                assert_eq!(marked.rules[..plain.rules.len()], plain.rules);
                let area = &part.document.page;
                for rule in &marked.rules[plain.rules.len()..] {
                    assert!(rule.top >= area.height - area.bottom + 80, "{}", sample.form.id);
                    assert!(bottom(rule) + 240 <= area.height && right(rule) <= area.width - area.right);
                }
                for text in &marked.texts[plain.texts.len()..] {
                    assert_eq!(text.place, Place::Mark);
                    assert!(text.x >= area.left && text.baseline > area.height - area.bottom);
                }
            }
        }
    }
}

#[test]
fn only_a_checksum_gives_a_check_mark() {
    for none in ["", "sha256:", "sha256:12", "sha256:không phải", &CHECKSUM[7..]] {
        assert_eq!(CheckMark::new(none), None, "{none}");
    }
}
