//! Finds the submission inside a PDF, whoever wrote or rewrote the PDF.
//!
//! An attached file is a stream, and streams always stand openly in a PDF, however its other objects are packed. So the
//! file is looked through for streams from its beginning to its end, and neither its tables nor its tree are needed:
//! a PDF that a program has repaired, or cut at its end, still gives what is in it.
//!
//! **Invariant:** every byte is looked at a fixed number of times, nothing recurses, and no more than [`MOST_INFLATED`]
//! bytes come out of all streams together, so that no file, however made, takes long or much memory.

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use thiserror::Error;

use super::token::{Token, Tokens, is_white};
use crate::office::intake::Attachment;
use crate::submission::{self, FORMAT};

/// Larger PDFs are refused. Ask for a file's size before reading it.
pub const MAX_BYTES: usize = 40_000_000;

/// What all streams together may hold.
const MOST_INFLATED: usize = 3 * submission::MAX_BYTES;

/// How far from its beginning a file says that it is a PDF.
const HEADER_WITHIN: usize = 1024;

/// Why a PDF could not be searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It is something else.
    #[error("not a PDF")]
    NotPdf,
    /// It has more than [`MAX_BYTES`].
    #[error("too large")]
    TooLarge,
    /// It needs a password or a key, and nothing could be read without.
    #[error("encrypted")]
    Encrypted,
}

/// Whether a file says that it is a PDF.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    find(bytes.get(..HEADER_WITHIN).unwrap_or(bytes), b"%PDF-").is_some()
}

/// The submission in a PDF, as its bytes; the last where there are several.
///
/// # Errors
/// If the PDF cannot be searched. One without a submission is no error.
pub fn attached(bytes: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
    if !is_pdf(bytes) {
        return Err(ReadError::NotPdf);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let Found { streams, encrypted } = search(bytes);
    let mut room = MOST_INFLATED;
    for stream in streams.iter().rev() {
        let Some(content) = content(stream, &mut room) else { continue };
        if is_submission(&content) {
            return Ok(Some(content));
        }
    }
    if encrypted { Err(ReadError::Encrypted) } else { Ok(None) }
}

/// What the receiving office finds in a file: [`attached`] as its intake takes it.
#[must_use]
pub fn attachment(bytes: &[u8]) -> Attachment {
    match attached(bytes) {
        Ok(Some(submission)) => Attachment::Found(submission),
        Ok(None) => Attachment::Nothing,
        Err(ReadError::NotPdf) => Attachment::NotPdf,
        Err(ReadError::TooLarge) => Attachment::TooLarge,
        Err(ReadError::Encrypted) => Attachment::Encrypted,
    }
}

/// What a PDF has in it.
#[derive(Debug, Default)]
struct Found<'a> {
    /// The files in it.
    streams: Vec<Stream<'a>>,
    encrypted: bool,
}

/// A stream that may be a file.
#[derive(Debug)]
struct Stream<'a> {
    data: &'a [u8],
    filter: Filter,
}

/// How a stream is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Filter {
    /// As it is.
    #[default]
    None,
    /// Compressed as in a ZIP.
    Flate,
    /// In a way that nobody uses for files.
    Other,
}

/// What the dictionary of an object says, as far as it matters here.
#[derive(Debug, Default)]
struct Entries {
    is_file: bool,
    length: Option<usize>,
    filter: Filter,
    has_key: bool,
}

fn search(bytes: &[u8]) -> Found<'_> {
    let mut found = Found::default();
    let mut at = 0;
    while let Some(start) = next_dictionary(bytes, at) {
        let mut tokens = Tokens::new(bytes, start);
        let entries = entries(&mut tokens);
        at = tokens.at;
        found.encrypted |= entries.has_key;
        let Some(data) = stream_start(bytes, at) else { continue };
        let Some((end, next)) = stream_end(bytes, data, entries.length) else { break };
        at = next;
        if let Some(data) = bytes.get(data..end).filter(|_| entries.is_file) {
            found.streams.push(Stream { data, filter: entries.filter });
        }
    }
    found
}

/// After the `<<` that follows the next `obj` or `trailer`.
fn next_dictionary(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let rest = bytes.get(at..)?;
        let word = rest.windows(3).position(|three| three == b"obj" || three == b"ler")?;
        at = after_white(bytes, at + word + 3, usize::MAX);
        if bytes.get(at..)?.starts_with(b"<<") {
            return Some(at + 2);
        }
    }
}

fn after_white(bytes: &[u8], at: usize, most: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().take(most).take_while(|byte| is_white(**byte)).count()
}

/// Reads a dictionary up to its end.
fn entries(tokens: &mut Tokens<'_>) -> Entries {
    let mut entries = Entries::default();
    // The name that was read last, and whether what follows is its value.
    let mut key: &[u8] = b"";
    let mut depth = 0_usize;
    // Whether the last number was the length, or the number of the object that says it.
    let mut is_length = false;
    for token in tokens.by_ref() {
        match token {
            Token::Close if depth == 0 => break,
            Token::Open | Token::ArrayOpen => {
                entries.has_key |= depth == 0 && key == b"Encrypt";
                entries.is_file |= depth == 0 && key == b"Params";
                depth += 1;
            }
            Token::Close | Token::ArrayClose => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    key = b"";
                }
            }
            Token::Name(name) => match (key, depth) {
                (b"", 0) => {
                    (key, is_length) = (name, false);
                    continue;
                }
                (b"Type", 0) => entries.is_file |= name == b"EmbeddedFile",
                (b"Subtype", 0) => entries.is_file |= name.ends_with(b"json"),
                (b"Filter", _) => {
                    let is_flate = matches!(name, b"FlateDecode" | b"Fl") && entries.filter == Filter::None;
                    entries.filter = if is_flate { Filter::Flate } else { Filter::Other };
                }
                _ => {}
            },
            Token::Number(number) => {
                if depth == 0 && key == b"Length" {
                    (entries.length, is_length) = (usize::try_from(number).ok(), true);
                }
                entries.has_key |= depth == 0 && key == b"Encrypt";
            }
            Token::Word(b"R") if is_length => entries.length = None,
            Token::Word(_) | Token::Text => {}
        }
        if depth == 0 {
            key = b"";
        }
    }
    entries
}

/// Where the data of a stream begin, if one follows.
fn stream_start(bytes: &[u8], at: usize) -> Option<usize> {
    const START: &[u8] = b"stream";
    let at = after_white(bytes, at, usize::MAX);
    let rest = bytes.get(at..)?.strip_prefix(START)?;
    let line_end = if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
    Some(at + START.len() + line_end)
}

/// Where the data of a stream end, and where to go on: as long as it says, if that is so; else up to the next word
/// that ends one.
fn stream_end(bytes: &[u8], start: usize, length: Option<usize>) -> Option<(usize, usize)> {
    const END: &[u8] = b"endstream";
    if let Some(end) = length.and_then(|length| start.checked_add(length)) {
        let after = after_white(bytes, end, 2);
        if bytes.get(after..).is_some_and(|rest| rest.starts_with(END)) {
            return Some((end, after + END.len()));
        }
    }
    let end = start + find(bytes.get(start..)?, END)?;
    let next = end + END.len();
    let end = if bytes.get(..end)?.ends_with(b"\r\n") { end - 2 } else { end };
    Some((end.max(start), next))
}

/// What a stream holds, if that is no more than there is room for.
fn content(stream: &Stream<'_>, room: &mut usize) -> Option<Vec<u8>> {
    let limit = (*room).min(submission::MAX_BYTES);
    let content = match stream.filter {
        Filter::None if stream.data.len() <= limit => stream.data.to_vec(),
        Filter::Flate => match decompress_to_vec_zlib_with_limit(stream.data, limit) {
            Ok(content) => content,
            Err(error) => {
                *room = room.saturating_sub(error.output.len());
                return None;
            }
        },
        Filter::None | Filter::Other => return None,
    };
    *room = room.saturating_sub(content.len());
    Some(content)
}

/// Whether it looks like one; whoever reads it judges.
fn is_submission(content: &[u8]) -> bool {
    let first = content.iter().find(|byte| !byte.is_ascii_whitespace());
    first == Some(&b'{') && find(content, FORMAT.as_bytes()).is_some()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec_zlib;

    use super::*;

    const SUBMISSION: &[u8] = br#"{ "format": "tham-luan.submission", "version": 1 }"#;

    fn pdf(objects: &[&[u8]]) -> Vec<u8> {
        [b"%PDF-1.7\n", objects.concat().as_slice(), b"\n%%EOF"].concat()
    }

    fn file(entries: &str, data: &[u8]) -> Vec<u8> {
        let head = format!("1 0 obj\n<</Type/EmbeddedFile {entries}>>\nstream\r\n");
        [head.as_bytes(), data, b"\r\nendstream\nendobj\n"].concat()
    }

    #[track_caller]
    fn check(object: &[u8], expected: Option<&[u8]>) {
        assert_eq!(attached(&pdf(&[object])).expect("searched").as_deref(), expected);
    }

    #[test]
    fn a_file_is_found_however_it_is_written() {
        let packed = compress_to_vec_zlib(SUBMISSION, 6);
        let length = format!("/Length {}", packed.len());
        check(&file(&format!("{length} /Filter/FlateDecode"), &packed), Some(SUBMISSION));
        check(&file(&format!("/Filter [ /FlateDecode ] {length}"), &packed), Some(SUBMISSION));
        check(&file("/Length 9 0 R /Filter /Fl /DecodeParms null", &packed), Some(SUBMISSION));
        check(&file("/Length 3/Filter/FlateDecode", &packed), Some(SUBMISSION));
        check(&file("/Length 99999999999999999999999 /Filter/FlateDecode", &packed), Some(SUBMISSION));
        check(&file("/Params <</Size 3 /Type /X>> /Filter % ]>>\n /FlateDecode", &packed), Some(SUBMISSION));
        check(&file("", SUBMISSION), Some(SUBMISSION));
        check(&file("/Filter/ASCIIHexDecode", SUBMISSION), None);
        check(&file("/Filter [/FlateDecode /FlateDecode]", &packed), None);
        check(&file("", b"{}"), None);
    }

    #[test]
    fn a_stream_that_is_no_file_is_none() {
        let page = [b"1 0 obj <</Length 1>> stream\n".as_slice(), SUBMISSION, b"\nendstream endobj"].concat();
        check(&page, None);
        let subtype =
            [b"1 0 obj <</Subtype /application#2Fjson>> stream\n".as_slice(), SUBMISSION, b"endstream"];
        check(&subtype.concat(), Some(SUBMISSION));
        check(b"1 0 obj ((<<) \\) /Type) endobj", None);
        check(&file("/Length 4 /Parent 9 0 R", b"stop"), None);
    }

    #[test]
    fn the_last_of_several_is_taken() {
        let newer = br#"{"format":"tham-luan.submission","version":2}"#;
        check(&[file("", SUBMISSION), file("", newer), file("", b"{}")].concat(), Some(newer));
        let inside = [b"{\"tham-luan.submission\": \"".as_slice(), &file("", b"{}"), b"\"}"].concat();
        let length = format!("/Length {}", inside.len());
        check(&file(&length, &inside), Some(&inside));
    }

    #[test]
    fn what_cannot_be_searched_says_why() {
        assert_eq!(attached(b"{}"), Err(ReadError::NotPdf));
        assert_eq!(attached(&[]), Err(ReadError::NotPdf));
        let large = [pdf(&[]), vec![b' '; MAX_BYTES]].concat();
        assert_eq!(attached(&large), Err(ReadError::TooLarge));
        let packed = file("/Filter/FlateDecode", b"\x01\x02\x03");
        for key in ["/Encrypt 5 0 R", "/Encrypt <</V 5>>"] {
            let trailer = format!("trailer\n<</Size 3 {key}>>");
            assert_eq!(attached(&pdf(&[&packed, trailer.as_bytes()])), Err(ReadError::Encrypted));
        }
    }

    #[test]
    fn a_stream_that_swells_is_given_up() {
        let bomb = compress_to_vec_zlib(&vec![b' '; submission::MAX_BYTES + 1], 9);
        let bomb = file("/Filter/FlateDecode", &bomb);
        let real = file("", SUBMISSION);
        check(&[&real[..], &bomb].concat(), Some(SUBMISSION));
        let mut room = MOST_INFLATED;
        for stream in &search(&pdf(&[&bomb.repeat(9)])).streams {
            assert_eq!(content(stream, &mut room), None);
        }
        assert_eq!(room, 0);
    }
}
