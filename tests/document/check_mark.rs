//! The check mark in the .docx: at the place where the printed page has it, and the same QR code.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use miniz_oxide::inflate::decompress_to_vec_zlib;
use roxmltree::{Document as Xml, Node};
use tham_luan::document::{CheckMark, Place, Properties, Sheet, docx, sheet};
use tham_luan::pagination::{Block, Document, LineCache, Paragraph, RuleBox, layout};
use tham_luan::paper::{Printed, PrintedPart};
use zip::ZipArchive;

use super::docx::{R, W, check_package, check_parts, check_properties, composed, is, parts, words, xml};
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

/// Where something is drawn apart from the text, in EMU: left, top, width, height. All children are in the order of the
/// schema, and its shape has the same size.
fn place(anchor: Node<'_, '_>) -> [i32; 4] {
    assert_eq!(names(anchor), ANCHOR.split(' ').collect::<Vec<_>>());
    let find =
        |name: &str| anchor.descendants().filter(|node| node.tag_name().name() == name).collect::<Vec<_>>();
    for position in ["positionH", "positionV"].into_iter().flat_map(find) {
        assert_eq!(position.attribute("relativeFrom"), Some("page"));
    }
    let offsets: Vec<i32> = find("posOffset").iter().filter_map(|node| node.text()?.parse().ok()).collect();
    let ([left, top], [extent], [shape]) = (&offsets[..], &find("extent")[..], &find("ext")[..]) else {
        panic!("one place, one size")
    };
    let size = |node: &Node<'_, '_>| [number(*node, "cx"), number(*node, "cy")];
    assert_eq!(size(extent), size(shape));
    let [width, height] = size(extent);
    [*left, *top, width, height]
}

fn names(node: Node<'_, '_>) -> Vec<String> {
    node.children().filter(Node::is_element).map(|child| child.tag_name().name().to_owned()).collect()
}

/// The picture and the words of a file stand where the page has them, at the end of the paper's own part.
fn check_place(parts: &BTreeMap<String, String>, printed: &Printed) {
    let own = printed.parts.iter().find(|part| part.section.is_none()).expect("the paper itself");
    let Drawn { lines, modules } = drawn(own);
    let document = xml(&parts["word/document.xml"]);
    let [picture, words] = named(&document, "anchor")[..] else { panic!("a picture and words") };

    let left = modules.iter().map(|module| module.left).min().expect("modules");
    let top = modules.iter().map(|module| module.top).min().expect("modules");
    let right = modules.iter().map(|module| module.left + module.width).max().expect("modules");
    let side = right - left;
    assert_eq!(place(picture), [left, top, side, side].map(|length| length * EMU));
    let said = named(&document, "docPr");
    let alternative = said[0].attribute("descr").expect("what is said of it");
    assert!(alternative.starts_with("Mã QR") && alternative.ends_with(CHECKSUM), "{alternative}");
    assert_ne!(said[0].attribute("id"), said[1].attribute("id"));

    let [x, y, width, height] = place(words);
    let heights: Vec<i32> = words
        .descendants()
        .filter(|node| is(*node, "spacing"))
        .filter_map(|node| node.attribute((W, "line"))?.parse().ok())
        .collect();
    assert_eq!(heights.len(), lines.len());
    assert_eq!(height, heights.iter().sum::<i32>() * EMU);
    let mut above = 0;
    for (line, (end, baseline)) in heights.iter().zip(&lines) {
        assert_eq!(x + width, end * EMU);
        // In a line of an exact height the text stands at four fifths of it.
        assert_eq!(y + (above + line * 4 / 5) * EMU, baseline * EMU);
        above += line;
    }
    let box_of_words = named(&document, "bodyPr")[0];
    assert!(["lIns", "tIns", "rIns", "bIns"].iter().all(|side| box_of_words.attribute(*side) == Some("0")));

    let body = document.root_element().first_element_child().expect("a body");
    let paragraph =
        |node: Node<'_, '_>| node.ancestors().find(|node| node.parent() == Some(body)).map(|node| node.id());
    assert_eq!(paragraph(picture), paragraph(words), "they belong to one paragraph");
    let holder = picture.ancestors().find(|node| node.parent() == Some(body)).expect("a paragraph");
    let ends = |node: Node<'_, '_>| is(node, "sectPr");
    assert!(
        holder.descendants().any(ends) || holder.next_sibling_element().is_some_and(ends),
        "the last of a part"
    );
}

#[test]
fn the_word_file_has_it_where_the_page_has_it() {
    for sample in samples() {
        let parts = parts(&written(&sample.printed));
        check_package(&parts);
        check_parts(&parts);
        check_properties(&parts);
        check_place(&parts, &sample.printed);
        assert_eq!(words(&parts), composed(&sample.printed), "{}", sample.form.id);
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
    let paper = |own: &PrintedPart, times: usize, after: i32| {
        let mut paragraph = Paragraph { after, ..body.clone() };
        paragraph.runs[0].text = paragraph.runs[0].text.repeat(times);
        let blocks = vec![Block::Para(paragraph)];
        let document = Document { blocks, ..own.document.clone() };
        let layout = layout(&document, &mut LineCache::default());
        Printed { parts: vec![PrintedPart { document, layout, ..own.clone() }] }
    };
    own.origins = Vec::new();
    // The last has no room for another paragraph on its last page.
    for (times, after, paragraphs) in [(1, 0, 1), (40, 0, 2), (40, 20_000, 1)] {
        let printed = paper(&own, times, after);
        assert_eq!(printed.parts[0].layout.pages > 2, times > 1);
        let parts = parts(&written(&printed));
        check_parts(&parts);
        check_place(&parts, &printed);
        let document = xml(&parts["word/document.xml"]);
        let body = document.root_element().first_element_child().expect("a body");
        assert_eq!(body.children().filter(|node| is(*node, "p")).count(), paragraphs);
    }
}

/// Whoever does not want it gets no trace of it.
#[test]
fn without_a_mark_nothing_of_it_is_written() {
    let sample = sample("000-TLX");
    let file = docx::write(&sample.printed, &Properties::default(), None);
    for (name, text) in parts(&file) {
        let is_of_it = |trace: &str| name.contains(trace) || text.contains(trace);
        assert!(!["media", "png", "drawing", "CheckMark"].into_iter().any(is_of_it), "{name}");
    }
}
