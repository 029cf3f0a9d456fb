//! Names for other programs: of reasons, warnings and standings. They never change.

use super::intake::{ArchiveFault, Refusal};
use super::judge::Warning;
use super::register::Standing;
use super::roster::State;
use crate::submission::{Found, Refusal as Of};

impl Standing {
    /// Names it for other programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Superseded { .. } => "superseded",
            Self::Repeated { .. } => "repeated",
            Self::Contradicts { .. } => "contradicts",
            Self::SetAside => "set-aside",
        }
    }
}

impl Warning {
    /// Names it for other programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::NoChecksum => "no-checksum",
            Self::PlanVersion { .. } => "plan-version",
            Self::FormVersion { .. } => "form-version",
            Self::Problems { .. } => "problems",
            Self::Violations { .. } => "violations",
            Self::Draft => "draft",
            Self::OtherPages { .. } => "other-pages",
            Self::OverLimit { .. } => "over-limit",
            Self::Late { .. } => "late",
        }
    }
}

impl Refusal {
    /// Names it for other programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Submission(of) => match of {
                Of::Empty => "empty",
                Of::TooLarge { .. } => "too-large",
                Of::Utf16 => "utf-16",
                Of::NotUtf8 { .. } => "not-utf-8",
                Of::Truncated => "truncated",
                Of::NotJson { .. } => "not-json",
                Of::TooDeep => "too-deep",
                Of::OtherFormat(Found::Json(_)) => "other-json",
                Of::OtherFormat(Found::Word) => "word",
                Of::OtherFormat(Found::Excel) => "excel",
                Of::OtherFormat(Found::OldOffice | Found::Rtf) => "old-office",
                Of::OtherFormat(Found::Picture) => "picture",
                Of::OtherFormat(_) => "other-file",
                Of::NewerVersion { .. } => "newer-version",
                Of::Parts(_) => "parts",
                Of::UnknownPlan { .. } => "unknown-plan",
                Of::UnknownForm { .. } => "unknown-form",
            },
            Self::Unreadable => "unreadable",
            Self::Backup => "backup",
            Self::PlanPack => "plan-pack",
            Self::List => "list",
            Self::TooMuch { .. } => "too-much",
            Self::Remarks => "remarks",
            Self::PdfWithoutSubmission => "pdf-without-submission",
            Self::PdfTooLarge { .. } => "pdf-too-large",
            Self::PdfEncrypted => "pdf-encrypted",
            Self::OfficeDocument => "office-document",
            Self::OtherArchive => "other-archive",
            Self::SystemFile => "system-file",
            Self::Archive(fault) => match fault {
                ArchiveFault::Damaged => "archive-damaged",
                ArchiveFault::Empty => "archive-empty",
                ArchiveFault::Encrypted => "archive-encrypted",
                ArchiveFault::Method { .. } => "archive-method",
                ArchiveFault::TooLarge { .. } => "archive-too-large",
                ArchiveFault::TooMuch => "archive-too-much",
                ArchiveFault::TooMany => "archive-too-many",
                ArchiveFault::TooDeep => "archive-too-deep",
            },
            Self::OtherPlan { .. } => "other-plan",
        }
    }
}

impl State {
    /// Names it for other programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Partial => "partial",
            Self::Contradiction => "contradiction",
            Self::Draft => "incomplete",
            Self::Complete => "complete",
        }
    }
}
