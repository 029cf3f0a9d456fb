//! Why a file gives no paper.

use crate::draft::{Answer, Draft};
use crate::form::FieldId;
use crate::submission::{self, Found};

/// Why a file gives no paper. The file is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It is no submission, or one that cannot be read.
    #[error(transparent)]
    Submission(#[from] submission::Refusal),
    /// The file could not be read at all: it is gone, or locked, or the medium is damaged.
    #[error("unreadable")]
    Unreadable,
    /// A backup of all drafts of a machine: its writer must export the paper.
    #[error("a backup of drafts")]
    Backup,
    /// A plan pack.
    #[error("a plan pack")]
    PlanPack,
    /// A list that an office wrote: a register, a roster.
    #[error("a list of an office")]
    List,
    /// An answer beyond any paper: so many rows, lines or letters that the file was made to harm.
    #[error("more than any paper has in {field}")]
    TooMuch {
        /// The field.
        field: FieldId,
    },
    /// Remarks of an office to an author.
    #[error("remarks to an author")]
    Remarks,
    /// A PDF that carries no submission, such as a scanned paper.
    #[error("a PDF without a submission")]
    PdfWithoutSubmission,
    /// A PDF larger than any paper.
    #[error("a PDF too large: {bytes} bytes")]
    PdfTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// A PDF that is locked with a password.
    #[error("an encrypted PDF")]
    PdfEncrypted,
    /// A document of another office program: a presentation, an `OpenDocument` text or sheet.
    #[error("an office document")]
    OfficeDocument,
    /// An archive of another kind, such as .rar or .7z.
    #[error("an archive of another kind")]
    OtherArchive,
    /// What systems put beside files, such as `Thumbs.db`.
    #[error("a file of the system")]
    SystemFile,
    /// It lies in an archive, or is one, and cannot be had.
    #[error("archive: {0}")]
    Archive(#[from] ArchiveFault),
    /// A paper of another plan than the one that is received.
    #[error("of plan {plan}")]
    OtherPlan {
        /// The paper's plan.
        plan: String,
    },
}

/// Why a file cannot be had from an archive, or the archive not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveFault {
    /// Cut, changed, or never an archive.
    #[error("damaged")]
    Damaged,
    /// There is nothing in it.
    #[error("empty")]
    Empty,
    /// Locked with a password.
    #[error("encrypted")]
    Encrypted,
    /// Packed in a way that only special programs know.
    #[error("packed by method {method}")]
    Method {
        /// Its number in APPNOTE.TXT.
        method: u16,
    },
    /// Larger than any paper.
    #[error("too large: {bytes} bytes")]
    TooLarge {
        /// Its size, as the archive has it.
        bytes: u64,
    },
    /// So much came out of the archive that no more is taken: it was made to fill the memory.
    #[error("too much came out")]
    TooMuch,
    /// More files than any office is sent.
    #[error("too many files")]
    TooMany,
    /// An archive in an archive in an archive.
    #[error("archives within archives")]
    TooDeep,
}

impl Refusal {
    /// What a file is that is no submission.
    pub(super) fn of(refusal: submission::Refusal, bytes: &[u8]) -> Self {
        if bytes.starts_with(b"[{\"stored\":") {
            return Self::Backup;
        }
        if is_other_archive(bytes) {
            return Self::OtherArchive;
        }
        let lists = ["\u{feff}STT,Tệp,", "\u{feff}\"Huyện, nhóm\","];
        if lists.iter().any(|heads| bytes.starts_with(heads.as_bytes())) {
            return Self::List;
        }
        let submission::Refusal::OtherFormat(Found::Json(Some(format))) = &refusal else {
            return Self::Submission(refusal);
        };
        let is_of = |own: &str| format.starts_with(own);
        match () {
            () if is_of("tham-luan.backup") => Self::Backup,
            () if is_of("tham-luan.plan") => Self::PlanPack,
            () if [
                "tham-luan.register",
                "tham-luan.roster",
                "tham-luan.notices",
                "tham-luan.decisions",
                "tham-luan.tables",
            ]
            .iter()
            .any(|own| is_of(own)) =>
            {
                Self::List
            }
            () if is_of("tham-luan.remarks") => Self::Remarks,
            () => Self::Submission(refusal),
        }
    }
}

fn is_other_archive(bytes: &[u8]) -> bool {
    let beginnings: [&[u8]; 5] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xfd7zXZ", b"BZh"];
    beginnings.iter().any(|beginning| bytes.starts_with(beginning))
}

/// No table of any paper has more rows. Some rules compare every row with every other.
const MOST_ROWS: usize = 10_000;

/// No text has more lines.
const MOST_LINES: usize = 20_000;

/// Or bytes: some hundred pages.
const MOST_BYTES: usize = 1_000_000;

/// No paper's rows together were taken over from more places: those of a province's conclusion name every card.
const MOST_SOURCES: usize = 100_000;

/// The first answer that is beyond any paper.
pub(super) fn too_much(draft: &Draft) -> Option<FieldId> {
    let mut sources = 0;
    let mut is_too_much = |answer: &Answer| match answer {
        Answer::Text(text) => is_too_long(text),
        Answer::Rows(rows) => {
            sources += rows.iter().map(|row| row.sources.len()).sum::<usize>();
            let mut cells = rows.iter().flat_map(|row| row.cells.iter());
            rows.len() > MOST_ROWS || sources > MOST_SOURCES || cells.any(|(_, cell)| is_too_long(cell))
        }
        Answer::Choices(choices) => {
            choices.len() > MOST_ROWS || choices.iter().any(|choice| is_too_long(choice))
        }
        Answer::Tick(_) => false,
    };
    let carried = draft.carried.get(MOST_ROWS).map(|(field, _)| field);
    let answered = draft.answers.iter().find(|(_, answer)| is_too_much(answer)).map(|(field, _)| field);
    answered.or(carried).cloned()
}

fn is_too_long(text: &str) -> bool {
    let lines = || text.bytes().filter(|byte| *byte == b'\n').count();
    text.len() > MOST_BYTES || text.len() > MOST_LINES && lines() > MOST_LINES
}
