//! The check mark in the .docx: at the place where the printed page has it, and the same QR code.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use miniz_oxide::inflate::decompress_to_vec_zlib;
use roxmltree::{Document as Xml, Node};
use tham_luan::document::{CheckMark, Place, Properties, Sheet, docx, sheet};
use tham_luan::pagination::{Block, Document, LineCache, RuleBox, layout};
use tham_luan::paper::{Printed, PrintedPart};
use zip::ZipArchive;

use super::docx::{
    R, W, check_package, check_parts, check_properties, composed, is, names, parts, words, xml,
};
use super::sheet::CHECKSUM;
use super::{sample, samples};

const ANCHOR: &str =
    "simplePos positionH positionV extent effectExtent wrapNone docPr cNvGraphicFramePr graphic";

/// In a twip.
const EMU: i32 = 635;

fn mark() -> CheckMark {
    CheckMark::new(CHECKSUM).expect("a mark")
}

fn written(printed: &Printed) -> Vec<u8> {
    docx::write(printed, &Properties::default(), Some(&mark()))
}

/// A mark as the printed page has it: where its lines end and stand, and the modules of its QR code.
struct Drawn {
    lines: Vec<(i32, i32)>,
    modules: Vec<RuleBox>,
}

fn drawn(part: &PrintedPart) -> Drawn {
    let mark = mark();
    let page = part.layout.pages - 1;
    let (Sheet { rules: plain, .. }, marked) = (sheet(part, page, None), sheet(part, page, Some(&mark)));
    let texts = marked.texts.iter().filter(|text| text.place == Place::Mark);
    let lines = texts.map(|text| (text.x + text.width, text.baseline)).collect();
    Drawn { lines, modules: marked.rules[plain.len()..].to_vec() }
}

fn number(node: Node<'_, '_>, name: &str) -> i32 {
    node.attribute((W, name)).or(node.attribute(name)).and_then(|value| value.parse().ok()).expect("a number")
}

fn named<'a>(document: &'a Xml<'a>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

/// The picture and the words of a file stand where the page has them.
fn check_place(parts: &BTreeMap<String, String>, printed: &Printed) {
    let own = printed.parts.iter().find(|part| part.section.is_none()).expect("the paper itself");
    let Drawn { lines, modules } = drawn(own);
    let document = xml(&parts["word/document.xml"]);

    let [anchor] = named(&document, "anchor")[..] else { panic!("one picture") };
    assert_eq!(names(anchor), ANCHOR.split(' ').collect::<Vec<_>>());
    let offsets: Vec<i32> = named(&document, "posOffset")
        .iter()
        .map(|offset| {
            assert_eq!(offset.parent().and_then(|node| node.attribute("relativeFrom")), Some("page"));
            offset.text().and_then(|text| text.parse().ok()).expect("a number")
        })
        .collect();
    let left = modules.iter().map(|module| module.left).min().expect("modules");
    let top = modules.iter().map(|module| module.top).min().expect("modules");
    let right = modules.iter().map(|module| module.left + module.width).max().expect("modules");
    assert_eq!(offsets, [left * EMU, top * EMU]);
    for name in ["extent", "ext"] {
        let [extent] = named(&document, name)[..] else { panic!("one size") };
        assert_eq!(
            (number(extent, "cx"), number(extent, "cy")),
            ((right - left) * EMU, (right - left) * EMU)
        );
    }
    let said = named(&document, "docPr")[0].attribute("descr").expect("what is said of it");
    assert!(said.starts_with("Mã QR") && said.ends_with(CHECKSUM), "{said}");

    let frames = named(&document, "framePr");
    assert_eq!(frames.len(), lines.len());
    for (index, (frame, (end, baseline))) in frames.iter().zip(&lines).enumerate() {
        for (name, value) in [("vAnchor", "page"), ("hAnchor", "page"), ("hRule", "exact")] {
            assert_eq!(frame.attribute((W, name)), Some(value));
        }
        let properties = frame.parent().expect("properties");
        let height = properties.children().find(|node| is(*node, "spacing"));
        let height = height.map(|spacing| number(spacing, "line")).expect("an exact height");
        assert_eq!(number(*frame, "x") + number(*frame, "w"), *end);
        let above = i32::try_from(index).expect("few") * height;
        assert_eq!(number(*frame, "y") + above + height * 4 / 5, *baseline);
        assert_eq!(number(*frame, "h"), height * 2);
    }
    // The frame and the picture belong to the same paragraph: the words stand right before it.
    let before = anchor.ancestors().find(|node| is(*node, "p")).and_then(|own| own.prev_sibling_element());
    let before = before.and_then(|words| words.descendants().find(|node| is(*node, "framePr")));
    assert_eq!(before, frames.last().copied());
}

#[test]
fn the_word_file_has_it_where_the_page_has_it() {
    for sample in samples() {
        let parts = parts(&written(&sample.printed));
        check_package(&parts);
        check_parts(&parts);
        check_properties(&parts);
        check_place(&parts, &sample.printed);
        let mut words = words(&parts);
        for line in mark().lines() {
            let at = words.iter().position(|words| words == line).expect("its words");
            words.remove(at);
        }
        assert_eq!(words, composed(&sample.printed), "{}", sample.form.id);
        let document = xml(&parts["word/document.xml"]);
        let picture = named(&document, "blip")[0].attribute((R, "embed")).expect("a picture");
        let relations = xml(&parts["word/_rels/document.xml.rels"]);
        let relation = relations.descendants().find(|node| node.attribute("Id") == Some(picture));
        assert_eq!(relation.and_then(|node| node.attribute("Target")), Some("media/image1.png"));
    }
}

/// The rows of a picture of a bit a pixel, whether each pixel is black.
fn pixels(png: &[u8]) -> Vec<Vec<bool>> {
    let mut chunks = BTreeMap::new();
    let mut rest = png.strip_prefix(b"\x89PNG\r\n\x1a\n").expect("a PNG");
    while let Some((length, after)) = rest.split_first_chunk() {
        let (body, after) = after.split_at(4 + u32::from_be_bytes(*length) as usize);
        let (sum, after) = after.split_first_chunk().expect("a sum");
        assert_eq!(crc32fast::hash(body), u32::from_be_bytes(*sum));
        let (name, contents) = body.split_at(4);
        assert!(chunks.insert(name, contents).is_none());
        rest = after;
    }
    assert_eq!(chunks.keys().copied().collect::<Vec<_>>(), [b"IDAT", b"IEND", b"IHDR"]);
    let header = chunks[b"IHDR".as_slice()];
    let (width, height) = (u32::from(header[3]) + 256 * u32::from(header[2]), header[6..8].to_vec());
    assert_eq!(width, u32::from(height[1]) + 256 * u32::from(height[0]), "a square");
    assert_eq!(header[8..], [1, 0, 0, 0, 0], "a bit a pixel, grey");
    let lines = decompress_to_vec_zlib(chunks[b"IDAT".as_slice()]).expect("deflated");
    let width = width as usize;
    let lines = lines.chunks_exact(1 + width.div_ceil(8));
    assert!(lines.remainder().is_empty() && lines.len() == width);
    lines
        .map(|line| {
            assert_eq!(line[0], 0, "no filter");
            (0..width).map(|column| line[1 + column / 8] & (0x80 >> (column % 8)) == 0).collect()
        })
        .collect()
}

#[test]
fn the_picture_is_the_qr_code_that_is_printed() {
    let sample = sample("000-TLX");
    let mut archive = ZipArchive::new(Cursor::new(written(&sample.printed))).expect("an archive");
    let mut png = Vec::new();
    archive.by_name("word/media/image1.png").expect("a picture").read_to_end(&mut png).expect("sound");
    let Drawn { modules, .. } = drawn(&sample.printed.parts[0]);
    let left = modules.iter().map(|module| module.left).min().expect("modules");
    let top = modules.iter().map(|module| module.top).min().expect("modules");
    let side = modules.iter().map(|module| module.left + module.width).max().expect("modules") - left;
    let pixels = pixels(&png);
    let count = i32::try_from(pixels.len()).expect("few");
    let module = modules[0].height;
    assert_eq!(count % (side / module), 0, "a module is whole pixels");
    let per_module = usize::try_from(count / (side / module)).expect("some");
    assert!(per_module > 1);
    for (row, line) in pixels.iter().enumerate() {
        for (column, black) in line.iter().enumerate() {
            let at = |pixel: usize| i32::try_from(pixel / per_module).expect("few") * module;
            let (x, y) = (left + at(column), top + at(row));
            let covers = |rule: &RuleBox| rule.top == y && rule.left <= x && x < rule.left + rule.width;
            assert_eq!(*black, modules.iter().any(covers), "{column} {row}");
        }
    }
}

/// Of the paragraph that the mark belongs to the page is that where it begins.
#[test]
fn a_paragraph_that_begins_on_an_earlier_page_does_not_hold_it() {
    let mut own = sample("000-TLX").printed.parts.remove(0);
    let body = own.document.blocks.iter().find_map(|block| match block {
        Block::Para(paragraph) if paragraph.runs.iter().any(|run| run.text.len() > 200) => Some(paragraph),
        _ => None,
    });
    let body = body.expect("a paragraph").clone();
    let paper = |own: &PrintedPart, times: usize| {
        let mut paragraph = body.clone();
        paragraph.runs[0].text = paragraph.runs[0].text.repeat(times);
        let blocks = vec![Block::Para(paragraph)];
        let document = Document { blocks, ..own.document.clone() };
        let layout = layout(&document, &mut LineCache::default());
        Printed { parts: vec![PrintedPart { document, layout, ..own.clone() }] }
    };
    own.origins = Vec::new();
    for (times, pages, paragraphs) in [(1, 1, 1), (40, 0, 2)] {
        let printed = paper(&own, times);
        let printed_pages = printed.parts[0].layout.pages;
        assert!(if pages == 0 { printed_pages > 2 } else { printed_pages == pages }, "{printed_pages}");
        let parts = parts(&written(&printed));
        check_parts(&parts);
        check_place(&parts, &printed);
        let document = xml(&parts["word/document.xml"]);
        let text = document.descendants().filter(|node| is(*node, "p"));
        let text = text.filter(|node| !node.descendants().any(|node| is(node, "framePr")));
        assert_eq!(text.count(), paragraphs);
    }
}

/// Whoever does not want it gets no trace of it.
#[test]
fn without_a_mark_nothing_of_it_is_written() {
    let sample = sample("000-TLX");
    let file = docx::write(&sample.printed, &Properties::default(), None);
    for (name, text) in parts(&file) {
        let is_of_it = |trace: &str| name.contains(trace) || text.contains(trace);
        assert!(!["media", "png", "drawing", "framePr", "CheckMark"].into_iter().any(is_of_it), "{name}");
    }
}
