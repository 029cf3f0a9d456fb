//! Files of which no paper can be had: spoiled submissions, and what never was one.

use tham_luan::json::{self, Value};

use super::Kind;

/// A file of which no paper can be had any more.
pub(super) fn spoiled(kind: Kind, text: &str) -> Vec<u8> {
    match kind {
        Kind::Cut => {
            let mut end = text.len() * 2 / 3;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.as_bytes()[..end].to_vec()
        }
        Kind::Utf16 => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }
        Kind::Legacy => text.chars().map(|letter| u8::try_from(letter).unwrap_or(0xb5)).collect(),
        Kind::UnknownPlan => renamed(text, "plan", "id", "999".into()),
        Kind::UnknownForm => renamed(text, "form", "id", "XYZ".into()),
        _ => text.replacen("\"version\": 1", "\"version\": 2", 1).into_bytes(),
    }
}

fn renamed(text: &str, part: &str, member: &str, value: Value) -> Vec<u8> {
    let mut root = json::parse(text).unwrap_or_default();
    if let Some(Value::Object(members)) = root.get_mut(part) {
        members.insert(member.to_owned(), value);
    }
    json::compact(&root).into_bytes()
}

/// A file that never was a submission, and how its name ends.
pub(super) fn foreign(kind: Kind) -> (Vec<u8>, &'static str) {
    match kind {
        Kind::Empty => (Vec::new(), "json"),
        Kind::ForeignJson => (b"{\"name\": \"khac\", \"rows\": []}\n".to_vec(), "json"),
        Kind::Deep => ("[".repeat(5000).into_bytes(), "json"),
        Kind::Backup => {
            (b"{\"format\": \"tham-luan.backup\", \"version\": 1, \"drafts\": []}\n".to_vec(), "json")
        }
        Kind::Word => {
            (stored_zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]), "docx")
        }
        Kind::Scan => {
            (b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".to_vec(), "pdf")
        }
        Kind::Picture => (b"\x89PNG\r\n\x1a\n0000".to_vec(), "png"),
        _ => ("Kính gửi Sở Nội vụ: đơn vị xin gửi báo cáo sau.\n".as_bytes().to_vec(), "txt"),
    }
}

/// Files in an archive, not packed.
pub(crate) fn stored_zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    for (name, contents) in files {
        let start = length(&archive);
        // Version 2.0, no flags, stored, no date.
        let mut entry = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        entry.extend(crc(contents).to_le_bytes());
        entry.extend(length(contents));
        entry.extend(length(contents));
        entry.extend(length(name.as_bytes()));
        archive.extend(b"PK\x03\x04");
        archive.extend(&entry);
        archive.extend(name.as_bytes());
        archive.extend(*contents);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&entry);
        directory.extend([0; 10]);
        directory.extend(start);
        directory.extend(name.as_bytes());
    }
    let start = length(&archive);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    let entries = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    archive.extend([entries, entries].concat());
    archive.extend(length(&directory));
    archive.extend(start);
    archive.extend([0; 2]);
    archive
}

/// CRC-32 as archives have it, bit by bit: these files are small.
fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}
