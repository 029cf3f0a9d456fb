//! The register as a list for other programs (JSON) and for spreadsheets (CSV). Words are codes in JSON and columns in
//! CSV; sentences are for whoever shows them.

use std::io::{self, Write};

use super::{Entry, Register, Standing, differences};
use crate::json::{Value, compact, object};
use crate::office::PaperId;
use crate::office::csv::{BYTE_ORDER_MARK, write_row};
use crate::office::judge::{Judged, Lateness};
use crate::plan::Plan;
use crate::submission::Integrity;

/// Writes the register as JSON: a row a file, on a line of its own, with codes for every reason.
///
/// # Errors
/// If it cannot be written.
pub fn write_register_json(out: &mut impl Write, register: &Register, plan: &Plan) -> io::Result<()> {
    let plan_id = compact(&register.plan().as_str().into());
    writeln!(out, "{{\"format\":\"tham-luan.register\",\"version\":1,\"plan\":{plan_id},\"rows\":[")?;
    for (id, entry) in register.entries() {
        let comma = if id.0 == 0 { "" } else { "," };
        writeln!(out, "{comma}{}", compact(&row(register, plan, id, entry)))?;
    }
    writeln!(out, "]}}")
}

fn row(register: &Register, plan: &Plan, id: PaperId, entry: &Entry) -> Value {
    let mut members = vec![("paper", id.0.into()), ("file", entry.place.to_string().as_str().into())];
    match &entry.outcome {
        Ok(judged) => {
            members.push(("outcome", outcome(judged).into()));
            members.extend(paper_json(judged));
            members.extend(standing(register, plan, id, entry));
        }
        Err(refusal) => {
            members.push(("outcome", "refused".into()));
            members.push(("reason", refusal.code().into()));
        }
    }
    object(members)
}

fn outcome(judged: &Judged) -> &'static str {
    if judged.warnings().is_empty() { "accepted" } else { "warned" }
}

/// What is known of a paper, as members of an object.
#[must_use]
pub fn paper_json(judged: &Judged) -> Vec<(&'static str, Value)> {
    let Judged { draft, who, pages, .. } = judged;
    let mut members: Vec<(&'static str, Value)> = vec![
        ("plan", draft.plan.as_str().into()),
        ("form", draft.form.as_str().into()),
        ("id", draft.id.as_str().into()),
        ("revision", draft.revision.into()),
        ("status", judged.status.as_str().into()),
        ("unit", who.unit.as_str().into()),
        ("level", who.level.as_str().into()),
        ("person", who.person.as_str().into()),
        ("checksum", judged.checksum.as_str().into()),
        ("integrity", integrity(judged.integrity).into()),
        ("warnings", Value::Array(judged.warnings().iter().map(|warning| warning.code().into()).collect())),
    ];
    members.extend(who.unit_id.as_ref().map(|id| ("unitId", id.as_str().into())));
    members.extend(judged.exported_at.as_ref().map(|moment| ("exportedAt", moment.as_str().into())));
    members.extend(pages.counted.map(|pages| ("pages", pages.into())));
    members.extend(pages.claimed.map(|pages| ("claimedPages", pages.into())));
    members.extend(pages.limit.map(|pages| ("pageLimit", pages.into())));
    match judged.lateness {
        Some(Lateness::Late { days }) => members.push(("daysLate", days.into())),
        Some(Lateness::InTime) => members.push(("daysLate", 0.into())),
        Some(Lateness::Unknown) | None => {}
    }
    members
}

/// How a paper stands to others, and in which fields it differs from one that it contradicts.
fn standing(register: &Register, plan: &Plan, id: PaperId, entry: &Entry) -> Vec<(&'static str, Value)> {
    let Some(standing) = &entry.standing else { return Vec::new() };
    let mut members = vec![("standing", standing.code().into())];
    match standing {
        Standing::Superseded { by: other }
        | Standing::Repeated { of: other }
        | Standing::Contradicts { with: other } => members.push(("other", other.0.into())),
        Standing::Counts | Standing::SetAside => {}
    }
    if let Some(before) = register.in_time_before(id) {
        members.push(("inTimeBefore", before.0.into()));
    }
    if let Standing::Contradicts { with } = standing
        && let (Some(one), Some(other)) = (register.paper(id), register.paper(*with))
        && let Some(form) = plan.form(&one.draft.form)
    {
        let fields = differences(form, &one.draft, &other.draft);
        members.push(("differs", Value::Array(fields.iter().map(|field| field.as_str().into()).collect())));
    }
    members
}

/// The heads of the columns of [`register_csv`].
const HEADS: [&str; 15] = [
    "STT",
    "Tệp",
    "Kết quả",
    "Lý do, lưu ý",
    "Hiệu lực",
    "Biểu mẫu",
    "Tên biểu mẫu",
    "Đơn vị",
    "Người lập",
    "Lần xuất",
    "Trạng thái",
    "Ngày xuất",
    "Số trang",
    "Giới hạn trang",
    "Số ngày chậm",
];

/// The register as CSV. `words` says in words what a code
/// of a reason or warning means.
#[must_use]
pub fn register_csv(register: &Register, plan: &Plan, words: impl Fn(&str) -> String) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    write_row(&mut out, &HEADS.map(str::to_owned));
    for (id, entry) in register.entries() {
        let mut cells: [String; 15] = Default::default();
        cells[0] = (u64::from(id.0) + 1).to_string();
        cells[1] = entry.place.to_string();
        match &entry.outcome {
            Err(refusal) => {
                cells[2] = words("refused");
                cells[3] = words(refusal.code());
            }
            Ok(judged) => {
                let Judged { draft, who, pages, .. } = judged.as_ref();
                let number =
                    |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
                let warnings: Vec<_> =
                    judged.warnings().iter().map(|warning| words(warning.code())).collect();
                cells[2] = words(outcome(judged));
                cells[3] = warnings.join("; ");
                cells[4] = entry.standing.as_ref().map(|standing| words(standing.code())).unwrap_or_default();
                cells[5] = draft.form.to_string();
                cells[6] = plan.form(&draft.form).map(|form| form.title.clone()).unwrap_or_default();
                cells[7].clone_from(&who.unit);
                cells[8].clone_from(&who.person);
                cells[9] = draft.revision.to_string();
                cells[10] = words(judged.status.as_str());
                cells[11] = judged.exported_at.as_ref().map(ToString::to_string).unwrap_or_default();
                cells[12] = number(pages.counted.or(pages.claimed));
                cells[13] = number(pages.limit);
                cells[14] = match judged.lateness {
                    Some(Lateness::Late { days }) => days.to_string(),
                    _ => String::new(),
                };
            }
        }
        write_row(&mut out, &cells);
    }
    out
}

/// Names whether a file is as it was written, for other programs.
fn integrity(integrity: Integrity) -> &'static str {
    match integrity {
        Integrity::Verified => "verified",
        Integrity::Mismatch => "mismatch",
        Integrity::Missing => "missing",
    }
}
