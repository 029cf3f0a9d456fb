//! Judged papers as bytes, and why there are none.

use super::{Wire, wire};
use crate::office::intake::{ArchiveFault, Place, Refusal};
use crate::office::{Judged, Key, Lateness, Pages, PaperId, Who, Whose};
use crate::submission::{self, Found, Integrity, Problem, Status, part_named};

wire!(struct Judged {
    draft, status, exported_at, integrity, checksum, problems, violations, pages, lateness, who, key,
});
wire!(enum Status { 0: Draft, 1: Complete });
wire!(enum Integrity { 0: Verified, 1: Mismatch, 2: Missing });
wire!(struct Pages { counted, claimed, limit });
wire!(enum Lateness { 0: Unknown, 1: InTime, 2: Late { days } });
wire!(struct Who { unit, unit_id, level, person });
wire!(struct Key { form, whose });
wire!(enum Whose {
    0: Listed { unit, name, period },
    1: Named { name, level, period },
    2: Draft { id, period },
});
wire!(enum Problem {
    0: Part(path),
    1: PlanVersion { file, known },
    2: FormVersion { file, known },
    3: UnknownAnswer { id },
    4: WrongType { field },
    5: WrongCell { field, row, column },
    6: DuplicateKeys,
});
wire!(struct Place { file, inside, line });
wire!(enum Refusal {
    0: Submission(refusal),
    1: Unreadable,
    2: Backup,
    3: PlanPack,
    4: List,
    5: TooMuch { field },
    6: Remarks,
    7: PdfWithoutSubmission,
    8: PdfTooLarge { bytes },
    9: PdfEncrypted,
    10: OfficeDocument,
    11: OtherArchive,
    12: SystemFile,
    13: Archive(fault),
    14: OtherPlan { plan },
});
wire!(enum ArchiveFault {
    0: Damaged,
    1: Empty,
    2: Encrypted,
    3: Method { method },
    4: TooLarge { bytes },
    5: TooMuch,
    6: TooMany,
    7: TooDeep,
});
wire!(enum submission::Refusal {
    0: Empty,
    1: TooLarge { bytes },
    2: Utf16,
    3: NotUtf8 { at },
    4: Truncated,
    5: NotJson { line, column },
    6: TooDeep,
    7: OtherFormat(found),
    8: NewerVersion { version },
    9: Parts(parts),
    10: UnknownPlan { plan },
    11: UnknownForm { plan, form },
});
wire!(enum Found {
    0: Pdf,
    1: Word,
    2: Excel,
    3: Zip,
    4: OldOffice,
    5: Rtf,
    6: Markup,
    7: Picture,
    8: Json(format),
});

impl Wire for PaperId {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.0.put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        u32::take(bytes).map(Self)
    }
}

/// The path of a part of a submission.
impl Wire for &'static str {
    fn put(&self, bytes: &mut Vec<u8>) {
        super::put_text(self, bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        part_named(&String::take(bytes)?)
    }
}
