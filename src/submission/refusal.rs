//! From bytes to JSON, or why not.

use super::MAX_BYTES;
use crate::json::{self, Fault, Parsed};

/// Why a file cannot be opened. It changed nothing, and the file is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Nothing in it but white space, or the zeros that a failing disk leaves.
    #[error("empty file")]
    Empty,
    /// Larger than [`MAX_BYTES`].
    #[error("too large: {bytes} bytes")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// UTF-16 or UTF-32, as some editors save "Unicode".
    #[error("UTF-16, not UTF-8")]
    Utf16,
    /// Some older encoding, or damaged.
    #[error("not UTF-8 from byte {at}")]
    NotUtf8 {
        /// The first byte that is wrong, from 0.
        at: usize,
    },
    /// The end is missing.
    #[error("truncated")]
    Truncated,
    /// Text, but not JSON.
    #[error("not JSON at line {line}, column {column}")]
    NotJson {
        /// From 1.
        line: usize,
        /// In bytes, from 1.
        column: usize,
    },
    /// Objects within objects beyond any paper.
    #[error("nested too deeply")]
    TooDeep,
    /// Something else altogether.
    #[error("another format: {0:?}")]
    OtherFormat(Found),
    /// Made by a newer version of this program.
    #[error("newer version {version}")]
    NewerVersion {
        /// The file's version of the format.
        version: u64,
    },
    /// Parts without which there is no paper are missing or of another type: their paths, such as `plan.id`.
    #[error("parts missing or ill-typed: {0:?}")]
    Parts(Vec<&'static str>),
    /// A plan that is not installed.
    #[error("unknown plan {plan}")]
    UnknownPlan {
        /// The plan's id.
        plan: String,
    },
    /// A form that the plan does not have.
    #[error("unknown form {form} of plan {plan}")]
    UnknownForm {
        /// The plan's id.
        plan: String,
        /// The form's id.
        form: String,
    },
}

/// What a file is instead.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found {
    /// A PDF document.
    Pdf,
    /// A Word document (.docx).
    Word,
    /// An Excel workbook (.xlsx).
    Excel,
    /// Another ZIP archive.
    Zip,
    /// A document of older Office programs (.doc, .xls), or an encrypted one.
    OldOffice,
    /// A rich text document (.rtf).
    Rtf,
    /// HTML or XML.
    Markup,
    /// A picture.
    Picture,
    /// JSON, with its `format` if it names one.
    Json(Option<String>),
}

/// Reads the bytes as JSON. A UTF-8 byte order mark is accepted.
pub(crate) fn parse(bytes: &[u8]) -> Result<Parsed, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len() });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Refusal::Empty);
    }
    if let Some(found) = sniff(bytes) {
        return Err(Refusal::OtherFormat(found));
    }
    if let [first, second, ..] = *bytes
        && (matches!([first, second], [0xff, 0xfe] | [0xfe, 0xff]) || (first == 0) != (second == 0))
    {
        return Err(Refusal::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        None if bytes.starts_with(b"{") => Refusal::Truncated,
        _ => Refusal::NotUtf8 { at: error.valid_up_to() },
    })?;
    json::read(text).map_err(|error| match error.fault {
        Fault::TooDeep => Refusal::TooDeep,
        Fault::Syntax if !text.ends_with('\0') => {
            let before = &text.as_bytes()[..error.at];
            let line = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            Refusal::NotJson {
                line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
                column: 1 + error.at - line,
            }
        }
        Fault::Syntax | Fault::End => Refusal::Truncated,
    })
}

/// Recognises what people are likely to choose by mistake.
fn sniff(bytes: &[u8]) -> Option<Found> {
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    let found = match bytes.trim_ascii_start() {
        [b'%', b'P', b'D', b'F', ..] => Found::Pdf,
        [b'P', b'K', 3, 4, ..] if holds(b"word/document.xml") => Found::Word,
        [b'P', b'K', 3, 4, ..] if holds(b"xl/workbook.xml") => Found::Excel,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Found::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Found::OldOffice,
        [b'{', b'\\', b'r', b't', b'f', ..] => Found::Rtf,
        [b'<', _, ..] if bytes.get(1) != Some(&0) => Found::Markup,
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] => Found::Picture,
        _ => return None,
    };
    Some(found)
}
