//! Files in one archive, as APPNOTE.TXT 6.3 describes it: deflated, without dates.
//!
//! **Invariant:** equal files give equal bytes.

/// What each entry is read with: version 2.0, which deflates.
const VERSION: u16 = 20;

/// The method "deflate".
const DEFLATED: u16 = 8;

/// 1 January 1980, the first day that an archive can name: the day says nothing here.
const DATE: u16 = 1 << 5 | 1;

/// Between speed and size, as most programs choose.
const LEVEL: u8 = 6;

/// Packs the files under their names, which are ASCII, in that order.
pub(super) fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, contents) in files {
        let start = length(&archive);
        let deflated = miniz_oxide::deflate::compress_to_vec(contents, LEVEL);
        let mut entry = Vec::new();
        // No flags, then the time of day.
        for number in [VERSION, 0, DEFLATED, 0, DATE] {
            entry.extend(number.to_le_bytes());
        }
        for number in
            [crc32fast::hash(contents), length(&deflated), length(contents), length(name.as_bytes())]
        {
            entry.extend(number.to_le_bytes());
        }

        archive.extend(b"PK\x03\x04");
        archive.extend(&entry);
        archive.extend(name.as_bytes());
        archive.extend(deflated);

        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(entry);
        // No comment, the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = length(&archive);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    let entries = u16::try_from(files.len()).unwrap_or(u16::MAX).to_le_bytes();
    archive.extend([entries, entries].concat());
    archive.extend(length(&directory).to_le_bytes());
    archive.extend(start.to_le_bytes());
    // No comment.
    archive.extend([0; 2]);
    archive
}

/// A page's memory is not larger than what these numbers can say. Of a name's length the upper half is that of the
/// extra field, which is empty.
fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}
