//! Reads ZIP archives (APPNOTE.TXT 6.3), however they were made.
//!
//! By hand over `miniz_oxide`, which is there anyway: a crate for archives would bring writing, encryption and six other
//! ways of packing, and would believe the directory in more places than the few that are checked here.
//!
//! **Invariant:** sizes are believed only as upper bounds; what comes out is bounded for each file and for all together,
//! and a file is given only if its checksum is right.

use std::borrow::Cow;

use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::{ArchiveFault, Refusal};
use crate::submission::{self, Found};

/// No file in an archive may be larger: a PDF with the longest submission, or a list of many.
const LARGEST: u64 = 64 << 20;

/// What may come out of an archive of any size: a few such files.
const LEAST_ROOM: u64 = 256 << 20;

/// And out of a large one: text is packed to a tenth, seldom to a fiftieth.
const ROOM_A_BYTE: u64 = 60;

/// More files are not listed.
const MOST_FILES: usize = 200_000;

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const LONG_END: &[u8] = b"PK\x06\x06";
const LONG_END_LENGTH: usize = 56;
const LOCATOR_LENGTH: usize = 20;
const DIRECTORY: &[u8] = b"PK\x01\x02";
const DIRECTORY_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;

/// The longest comment at an archive's end.
const LONGEST_COMMENT: usize = 0xffff;

/// So many bytes may come out of an archive of that size, and of those within it.
pub(super) fn room(bytes: usize) -> u64 {
    (u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(ROOM_A_BYTE)).max(LEAST_ROOM)
}

/// Whether a file says that it is an archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL) || bytes.starts_with(END)
}

/// An archive.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    bytes: Cow<'a, [u8]>,
    /// How many bytes stand before what it counts as its first.
    before: u64,
}

/// One file in it, as its directory has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) name: String,
    flags: u16,
    method: u16,
    checksum: u32,
    packed: u64,
    size: u64,
    start: u64,
}

impl<'a> Archive<'a> {
    /// An archive and the files in it, folders left out.
    pub(super) fn open(bytes: Cow<'a, [u8]>) -> Result<(Self, Vec<Entry>), Refusal> {
        let Directory { end, length, start } = directory(&bytes).ok_or(ArchiveFault::Damaged)?;
        let at = usize64(end).checked_sub(length).ok_or(ArchiveFault::Damaged)?;
        let before = at.checked_sub(start).ok_or(ArchiveFault::Damaged)?;
        let entries = entries(&bytes, index(at), end)?;
        let holds = |name: &str| entries.iter().any(|entry| entry.name == name);
        if holds("word/document.xml") {
            return Err(submission::Refusal::OtherFormat(Found::Word).into());
        }
        if holds("xl/workbook.xml") {
            return Err(submission::Refusal::OtherFormat(Found::Excel).into());
        }
        if holds("ppt/presentation.xml") || holds("META-INF/manifest.xml") {
            return Err(Refusal::OfficeDocument);
        }
        let files: Vec<_> = entries.into_iter().filter(|entry| !entry.name.ends_with('/')).collect();
        if files.is_empty() {
            return Err(ArchiveFault::Empty.into());
        }
        Ok((Self { bytes, before }, files))
    }

    /// What a file holds.
    pub(super) fn content(&self, entry: &Entry, room: &mut u64) -> Result<Vec<u8>, Refusal> {
        if is_of_system(&entry.name) {
            return Err(Refusal::SystemFile);
        }
        if entry.flags & 0x2041 != 0 {
            return Err(ArchiveFault::Encrypted.into());
        }
        if entry.size > LARGEST || entry.packed > LARGEST {
            return Err(ArchiveFault::TooLarge { bytes: entry.size.max(entry.packed) }.into());
        }
        if entry.size > *room {
            return Err(ArchiveFault::TooMuch.into());
        }
        let packed = self.packed(entry).ok_or(ArchiveFault::Damaged)?;
        *room -= entry.size;
        let content = match entry.method {
            0 => packed.to_vec(),
            8 => {
                decompress_to_vec_with_limit(packed, index(entry.size)).map_err(|_| ArchiveFault::Damaged)?
            }
            method => return Err(ArchiveFault::Method { method }.into()),
        };
        let is_sound = usize64(content.len()) == entry.size && crc32fast::hash(&content) == entry.checksum;
        if is_sound { Ok(content) } else { Err(ArchiveFault::Damaged.into()) }
    }

    /// The packed bytes of a file.
    fn packed(&self, entry: &Entry) -> Option<&[u8]> {
        let start = index(entry.start.checked_add(self.before)?);
        if self.bytes.get(start..)?.get(..LOCAL.len())? != LOCAL {
            return None;
        }
        let names =
            usize::from(u16_at(&self.bytes, start + 26)?) + usize::from(u16_at(&self.bytes, start + 28)?);
        self.bytes.get(start + LOCAL_LENGTH + names..)?.get(..index(entry.packed))
    }
}

/// Where the record stands that every archive ends with.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(LONGEST_COMMENT);
    (first..=last).rev().find(|at| bytes.get(*at..*at + END.len()) == Some(END))
}

/// Where the directory is, as an archive says.
struct Directory {
    end: usize,
    length: u64,
    start: u64,
}

/// Found by the record at the end, or, where there are more files or bytes than its numbers can say, by the longer one
/// that stands before it then.
fn directory(bytes: &[u8]) -> Option<Directory> {
    let end = find_end(bytes)?;
    let long = end.checked_sub(LONG_END_LENGTH + LOCATOR_LENGTH);
    if let Some(long) = long.filter(|long| bytes.get(*long..*long + LONG_END.len()) == Some(LONG_END)) {
        return Some(Directory {
            end: long,
            length: u64_at(bytes, long + 40)?,
            start: u64_at(bytes, long + 48)?,
        });
    }
    let number = |offset| u32_at(bytes, end + offset).map(u64::from);
    Some(Directory { end, length: number(12)?, start: number(16)? })
}

/// The files of the directory. How many it has is not asked: in most archives that number has two bytes.
fn entries(bytes: &[u8], mut at: usize, end: usize) -> Result<Vec<Entry>, ArchiveFault> {
    let mut entries = Vec::new();
    while at < end && bytes.get(at..at + DIRECTORY.len()) == Some(DIRECTORY) {
        if entries.len() == MOST_FILES {
            return Err(ArchiveFault::TooMany);
        }
        let (entry, length) = entry(bytes, at).ok_or(ArchiveFault::Damaged)?;
        entries.push(entry);
        at += length;
    }
    Ok(entries)
}

/// One file of the directory, and how long what is said of it is.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    let half = |offset| u16_at(bytes, at + offset);
    let whole = |offset| u32_at(bytes, at + offset);
    let length = |offset| half(offset).map(usize::from);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let start = at + DIRECTORY_LENGTH;
    let name_bytes = bytes.get(start..start + name)?;
    let entry = Entry {
        name: String::from_utf8_lossy(name_bytes).into_owned(),
        flags: half(8)?,
        method: half(10)?,
        checksum: whole(16)?,
        packed: whole(20)?.into(),
        size: whole(24)?.into(),
        start: whole(42)?.into(),
    };
    Some((entry, DIRECTORY_LENGTH + name + extra + comment))
}

/// Whether a file is what systems put beside others.
fn is_of_system(name: &str) -> bool {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/")
        || last.starts_with("._")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn usize64(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A place that is too far is past the end of every file.
fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX / 2)
}
