//! Reads a backup: whole, or what is left of it.

use super::{Backup, FORMAT, Item, MAX_BYTES, VERSION};
use crate::draft::Timestamp;
use crate::json::{self, Object, Parsed, Value};
use crate::submission::checksum;
use crate::text::Normalize;

/// What a file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// All that can be read of it.
    pub backup: Backup,
    /// Whether the file is as it was written.
    pub integrity: Integrity,
    /// The version of the format, if it is newer than this program.
    pub newer: Option<u64>,
    /// How many of its items cannot be found in it.
    pub lost: usize,
}

/// Whether a file is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// It is.
    Verified,
    /// It was changed since.
    Changed,
    /// Its end is missing.
    Truncated,
    /// It does not say.
    Missing,
}

/// Why nothing can be had of a file. It changed nothing, and the file is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Larger than [`MAX_BYTES`].
    #[error("too large: {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is no backup.
    #[error("another format")]
    OtherFormat,
    /// Made by a newer version of this program, and nothing in it is known to this one.
    #[error("newer version {version}")]
    NewerVersion {
        /// The file's version of the format.
        version: u64,
    },
    /// A backup of which no item is left.
    #[error("nothing is left")]
    NothingLeft,
    /// A backup that was made where there was nothing.
    #[error("nothing was in it")]
    Empty,
}

/// Whether a file is a backup, or what is left of one.
#[must_use]
pub fn is_backup(bytes: &[u8]) -> bool {
    is_named(bytes)
        || is_list(bytes)
        || items(bytes).any(|item| item.is_sound() && (item.holds("draft") || item.holds("raw")))
}

/// What a list of drafts begins with that the page hands out where nothing can be stored: each as it would be, on a line.
const STORED: &[u8] = b"[{\"stored\":";

fn is_list(bytes: &[u8]) -> bool {
    without_mark(bytes).trim_ascii_start().starts_with(STORED)
}

/// Whether a file says somewhere that it is a backup. What somebody wrote has other quotation marks in JSON.
fn is_named(bytes: &[u8]) -> bool {
    let (name, format) = (b"\"format\"", FORMAT.as_bytes());
    let mut rest = bytes;
    while let Some(at) = rest.windows(name.len()).position(|window| window == name) {
        rest = rest.get(at + name.len()..).unwrap_or_default();
        let value = rest.trim_ascii_start().strip_prefix(b":").unwrap_or_default().trim_ascii_start();
        if value.strip_prefix(b"\"").is_some_and(|value| value.starts_with(format)) {
            return true;
        }
    }
    false
}

/// Reads a file.
///
/// # Errors
/// If it is no backup, or nothing of it can be had.
pub fn read(bytes: &[u8], normalize: Normalize) -> Result<Opened, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len() });
    }
    if !is_backup(bytes) {
        return Err(Refusal::OtherFormat);
    }
    let mut opened = whole(bytes).unwrap_or_else(|| what_is_left(bytes));
    if opened.integrity == Integrity::Changed {
        // What stands under a name that was changed.
        opened.find(items(bytes));
    }
    let backup = &mut opened.backup;
    for items in [&mut backup.drafts, &mut backup.damaged, &mut backup.packs] {
        *items = std::mem::take(items).into_iter().map(|item| item.normalized(normalize)).collect();
    }
    let is_whole = opened.integrity == Integrity::Verified && opened.lost == 0;
    match opened.newer {
        _ if !backup.drafts.is_empty() || !backup.damaged.is_empty() => Ok(opened),
        Some(version) => Err(Refusal::NewerVersion { version }),
        None if backup.remembered.is_some() => Ok(opened),
        None => Err(if is_whole { Refusal::Empty } else { Refusal::NothingLeft }),
    }
}

/// The checksum that a file of this program ends with, by which it is known again. None where it does not.
#[must_use]
pub fn checksum_in(bytes: &[u8]) -> Option<String> {
    let last = lines(bytes).rev().find(|line| *line != b"}")?;
    let sum = last.strip_prefix(b"\"checksum\": \"")?.strip_suffix(b"\"")?;
    Some(String::from_utf8_lossy(sum).into_owned())
}

/// Reads a file that is JSON, whether it was changed or not. None where it is not, or does not say what it is.
fn whole(bytes: &[u8]) -> Option<Opened> {
    let text = std::str::from_utf8(without_mark(bytes)).ok()?;
    let Parsed { value, names_twice } = json::read(text).ok()?;
    let Value::Object(all) = value else { return None };
    let (mut members, mut sum) = (Object::new(), None);
    for (name, value) in all {
        if name == "checksum" {
            sum = Some(value);
        } else {
            members.insert(name, value);
        }
    }
    if members.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return None;
    }
    let root = Value::Object(members);
    let integrity = match sum {
        _ if names_twice => Integrity::Changed,
        None => Integrity::Missing,
        Some(sum) if sum.as_str() == Some(&checksum(&root)) => Integrity::Verified,
        Some(_) => Integrity::Changed,
    };
    let Value::Object(members) = root else { return None };
    Some(take_apart(members, integrity))
}

/// Reads line by line what is no JSON as a whole any more.
fn what_is_left(bytes: &[u8]) -> Opened {
    let mut head = Object::new();
    for line in lines(bytes) {
        let member = String::from_utf8_lossy(line);
        if let Ok(Value::Object(members)) = json::parse(&format!("{{{member}}}")) {
            for (name, value) in members {
                if name != "checksum" {
                    head.insert(name, value);
                }
            }
        }
    }
    let mut opened = take_apart(head, Integrity::Changed);
    opened.find(items(bytes));
    if is_list(bytes) {
        opened.integrity = Integrity::Missing;
        return opened;
    }
    if opened.lost > 0 && lines(bytes).next_back() != Some(b"}") {
        opened.integrity = Integrity::Truncated;
    }
    opened
}

/// Takes the members of a file apart.
fn take_apart(members: Object, integrity: Integrity) -> Opened {
    let mut opened = Opened { backup: Backup::default(), integrity, newer: None, lost: 0 };
    let backup = &mut opened.backup;
    let mut announced = 0;
    for (name, value) in members {
        let text = || value.as_str().unwrap_or_default().to_owned();
        match name.as_str() {
            "format" => {}
            "version" => opened.newer = value.as_u64().filter(|version| *version > u64::from(VERSION)),
            "madeAt" => backup.made_at = Some(Timestamp::new(text())),
            "origin" => backup.origin = text(),
            "app" => {
                let version = value.get("version").and_then(Value::as_str);
                backup.app_version = version.unwrap_or_default().to_owned();
            }
            "contains" => {
                let count = |name: &str| value.get(name).and_then(Value::as_u32).unwrap_or_default();
                announced = count("drafts") + count("damaged") + count("plans");
            }
            "remembered" => backup.remembered = Some(value),
            "drafts" => backup.drafts = list(value),
            "damaged" => backup.damaged = list(value),
            "plans" => backup.packs = list(value),
            _ => backup.unknown.insert(name, value),
        }
    }
    let there = backup.drafts.len() + backup.damaged.len() + backup.packs.len();
    opened.lost = usize::try_from(announced).unwrap_or_default().saturating_sub(there);
    opened
}

impl Opened {
    /// Adds what was found in the file beside what is known of it.
    fn find(&mut self, found: impl Iterator<Item = Item>) {
        let mut count = 0;
        for item in found {
            let items = if item.holds("draft") {
                &mut self.backup.drafts
            } else if item.holds("raw") {
                &mut self.backup.damaged
            } else if item.holds("pack") {
                &mut self.backup.packs
            } else {
                continue;
            };
            if !items.contains(&item) {
                items.push(item);
                count += 1;
            }
        }
        self.lost = self.lost.saturating_sub(count);
    }
}

fn list(value: Value) -> Vec<Item> {
    match value {
        Value::Array(items) => items.into_iter().filter_map(Item::from_json).collect(),
        _ => Vec::new(),
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The lines of a file, without what joins them.
fn lines(bytes: &[u8]) -> impl DoubleEndedIterator<Item = &[u8]> {
    // A failing disk leaves zeros.
    let lines = without_mark(bytes).split(|byte| matches!(byte, b'\n' | 0)).map(<[u8]>::trim_ascii);
    lines.map(|line| line.strip_suffix(b",").unwrap_or(line)).filter(|line| !line.is_empty())
}

/// The items that are found line by line.
fn items(bytes: &[u8]) -> impl Iterator<Item = Item> {
    let is_list = is_list(bytes);
    lines(bytes).filter_map(move |line| {
        let bare = line.strip_prefix(b"[").unwrap_or(line);
        let line = if is_list { bare.strip_suffix(b"]").unwrap_or(bare) } else { line };
        if !line.starts_with(b"{\"") {
            return None;
        }
        let text = String::from_utf8_lossy(line);
        if is_list { Item::of_stored(&text) } else { Item::from_json(json::parse(&text).ok()?) }
    })
}
