//! From files to papers: submissions, PDFs that carry one, archives of such files, lists with one a line, and tables with
//! a row an answer.
//!
//! [`Reader::papers`] gives one [`Received`] after another, so that whoever takes files in can rest, show how far it is,
//! or stop between any two.
//!
//! **Invariant:** every file gives at least one row, and so does every file in an archive and every line of a list. What
//! comes out of archives is bounded, one paper's bytes are held at a time, and a name is only shown, never a path.

mod answers;
mod archive;
mod refusal;
mod wanted;

use std::borrow::Cow;

pub use answers::{answers_csv, answers_csv_heads};
use archive::{Archive, Entry};
use refusal::too_much;
pub use refusal::{ArchiveFault, Refusal};
pub use wanted::Wanted;

use crate::plan::Plan;
use crate::submission::{self, Opened};
use crate::text::Normalize;

/// Larger files are refused. [`Reader::wanted`] says so before one is read.
pub const MAX_BYTES: u64 = 1 << 30;

/// An archive within an archive is opened; one within that is refused.
const DEEPEST: usize = 2;

/// What a list may be larger than: a line is a paper, and no paper is empty.
const SHORTEST_LINE: &[u8] = b"{}";

/// What reading files takes.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The plans whose papers are known.
    pub plans: &'a [Plan],
    /// Puts text into Unicode NFC.
    pub normalize: Normalize,
    /// Finds the submission in a PDF.
    pub attached: fn(&[u8]) -> Attachment,
    /// Whether each paper is given with its submission's bytes, for whoever stores it or hands it on.
    pub keeps_bytes: bool,
}

/// What was found in a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// It is no PDF.
    NotPdf,
    /// A submission, as its bytes.
    Found(Vec<u8>),
    /// A PDF without one, such as a scanned paper.
    Nothing,
    /// Larger than any paper.
    TooLarge,
    /// Locked with a password.
    Encrypted,
}

/// Where a paper comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The name of the file that was chosen.
    pub file: String,
    /// Its name in the archive that the file is, and in the archive in that.
    pub inside: Vec<String>,
    /// Its line in a list, or which paper of a table it is; from 1.
    pub line: Option<u32>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        for name in &self.inside {
            write!(f, "/{name}")?;
        }
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

/// One paper, or a file that is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// Where it comes from.
    pub place: Place,
    /// What it is.
    pub outcome: Result<Box<Opened>, Refusal>,
    /// The submission as it was in the file, the archive, the list or the PDF; nothing where it is not kept, or there is
    /// none.
    pub bytes: Vec<u8>,
}

impl Received {
    fn refused(place: Place, refusal: Refusal) -> Self {
        Self { place, outcome: Err(refusal), bytes: Vec::new() }
    }
}

impl<'a> Reader<'a> {
    /// The papers in a file, one after another.
    #[must_use]
    pub fn papers<'b>(&'b self, name: &str, bytes: &'b [u8]) -> Papers<'b> {
        let place = Place { file: (self.normalize)(&shown(name)), ..Place::default() };
        Papers {
            reader: self,
            first: Some((place, bytes)),
            layers: Vec::new(),
            room: archive::room(bytes.len()),
        }
    }

    /// What a file is that holds one paper.
    fn paper(&self, place: Place, bytes: &[u8]) -> Received {
        let attached = match bytes.trim_ascii_start().first() {
            // What somebody writes may speak of PDFs.
            Some(b'{' | b'[') | None => Attachment::NotPdf,
            Some(_) => (self.attached)(bytes),
        };
        let attached = match attached {
            Attachment::NotPdf => None,
            Attachment::Found(bytes) => Some(bytes),
            Attachment::Nothing => return Received::refused(place, Refusal::PdfWithoutSubmission),
            Attachment::TooLarge => {
                return Received::refused(place, Refusal::PdfTooLarge { bytes: bytes.len() });
            }
            Attachment::Encrypted => return Received::refused(place, Refusal::PdfEncrypted),
        };
        let bytes = attached.as_deref().unwrap_or(bytes);
        let opened = match submission::read(bytes, self.plans, self.normalize) {
            Ok(opened) => opened,
            Err(refusal) => return Received::refused(place, Refusal::of(refusal, bytes)),
        };
        if let Some(field) = too_much(&opened.draft) {
            return Received::refused(place, Refusal::TooMuch { field });
        }
        let kept = if self.keeps_bytes { bytes.to_vec() } else { Vec::new() };
        Received { place, outcome: Ok(Box::new(opened)), bytes: kept }
    }
}

/// A submission on one line, for lists; nothing if it is no text. Only the line ends and what indents the lines go, which
/// stand in no JSON string: what it holds, its checksum, and whether that is right, stay.
#[must_use]
pub fn on_a_line(submission: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(submission.strip_prefix(b"\xef\xbb\xbf").unwrap_or(submission)).ok()?;
    Some(text.split(['\n', '\r']).map(|line| line.trim_matches([' ', '\t'])).collect())
}

/// The papers in a file: see [`Reader::papers`].
#[derive(Debug)]
pub struct Papers<'a> {
    reader: &'a Reader<'a>,
    first: Option<(Place, &'a [u8])>,
    layers: Vec<Layer<'a>>,
    /// So many bytes may still come out of archives.
    room: u64,
}

/// A file with several papers in it.
#[derive(Debug)]
enum Layer<'a> {
    Archive { place: Place, archive: Archive<'a>, entries: std::vec::IntoIter<Entry> },
    List { place: Place, bytes: Cow<'a, [u8]>, at: usize, line: u32 },
    Answers { place: Place, bytes: Cow<'a, [u8]>, rows: answers::Rows, paper: u32 },
}

impl<'a> Papers<'a> {
    /// Opens a file: gives what it is, or remembers what is in it.
    fn open(&mut self, place: Place, bytes: Cow<'a, [u8]>) -> Option<Received> {
        if archive::is_archive(&bytes) {
            let depth = self.layers.iter().filter(|layer| matches!(layer, Layer::Archive { .. })).count();
            let opened =
                if depth < DEEPEST { Archive::open(bytes) } else { Err(ArchiveFault::TooDeep.into()) };
            return match opened {
                Ok((archive, entries)) => {
                    self.layers.push(Layer::Archive { place, archive, entries: entries.into_iter() });
                    None
                }
                Err(refusal) => Some(Received::refused(place, refusal)),
            };
        }
        if is_list(&bytes) {
            self.layers.push(Layer::List { place, bytes, at: 0, line: 0 });
            return None;
        }
        if let Some(delimiter) = answers::delimiter(&bytes) {
            let rows = answers::Rows::new(delimiter);
            self.layers.push(Layer::Answers { place, bytes, rows, paper: 0 });
            return None;
        }
        Some(self.reader.paper(place, &bytes))
    }
}

impl Iterator for Papers<'_> {
    type Item = Received;

    fn next(&mut self) -> Option<Received> {
        if let Some((place, bytes)) = self.first.take()
            && let Some(received) = self.open(place, Cow::Borrowed(bytes))
        {
            return Some(received);
        }
        loop {
            let (place, content) = match self.layers.last_mut()? {
                Layer::Archive { place, archive, entries } => {
                    let Some(entry) = entries.next() else {
                        self.layers.pop();
                        continue;
                    };
                    let mut place = place.clone();
                    place.inside.push((self.reader.normalize)(&shown(&entry.name)));
                    (place, archive.content(&entry, &mut self.room))
                }
                Layer::List { place, bytes, at, line } => {
                    let Some(text) = next_line(bytes, at, line) else {
                        self.layers.pop();
                        continue;
                    };
                    let place = Place { line: Some(*line), ..place.clone() };
                    return Some(self.reader.paper(place, text));
                }
                Layer::Answers { place, bytes, rows, paper } => {
                    let Some(submission) = rows.next(bytes) else {
                        self.layers.pop();
                        continue;
                    };
                    *paper += 1;
                    let place = Place { line: Some(*paper), ..place.clone() };
                    return Some(match submission {
                        Ok(submission) => self.reader.paper(place, &submission),
                        Err(refusal) => Received::refused(place, refusal.into()),
                    });
                }
            };
            let received = match content {
                Ok(content) => self.open(place, Cow::Owned(content)),
                Err(refusal) => Some(Received::refused(place, refusal)),
            };
            if received.is_some() {
                return received;
            }
        }
    }
}

/// The next line that is not blank, and its number.
fn next_line<'b>(bytes: &'b [u8], at: &mut usize, line: &mut u32) -> Option<&'b [u8]> {
    while let Some(rest) = bytes.get(*at..).filter(|rest| !rest.is_empty()) {
        let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        *at += end + 1;
        *line += 1;
        let text = rest.get(..end).unwrap_or_default();
        if !text.trim_ascii().is_empty() {
            return Some(text);
        }
    }
    None
}

/// Whether a file is a list: its first line is a whole object, and others follow.
fn is_list(bytes: &[u8]) -> bool {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    begins_list(bytes) == Some(true) && bytes.get(end..).is_some_and(|rest| !rest.trim_ascii().is_empty())
}

/// Whether the first line of a file is a whole object. None where so much of the file does not tell.
fn begins_list(beginning: &[u8]) -> Option<bool> {
    let bytes = beginning.strip_prefix(b"\xef\xbb\xbf").unwrap_or(beginning);
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
        let may_be = matches!(bytes.trim_ascii_start().first(), None | Some(b'{'));
        return if may_be { None } else { Some(false) };
    };
    let first = bytes.get(..end).unwrap_or_default().trim_ascii();
    Some(first.starts_with(b"{") && first.ends_with(b"}") && first.len() >= SHORTEST_LINE.len())
}

/// A name as it may be shown: without what moves the text around it.
fn shown(name: &str) -> String {
    let moves = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    name.chars().map(|letter| if moves(letter) { '\u{fffd}' } else { letter }).collect()
}
