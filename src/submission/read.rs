//! Reads the file back into a draft.

use super::checksum::checksum;
use super::refusal::{Found, Refusal, parse};
use super::shape::{Need, PARTS, is_known, layout, whole};
use super::typed::{from_json, retype};
use super::{FORMAT, Status, VERSION};
use crate::draft::{Answer, Answers, Draft, DraftId, Timestamp, carried_from_json};
use crate::form::{ColumnId, FieldId, FieldKind, Form, FormId, Slot};
use crate::json::{Object, Parsed, Value};
use crate::plan::{Plan, PlanId};
use crate::text::Normalize;

/// What a file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// With the file's id and revision, and no name.
    pub draft: Draft,
    /// What the file says of itself.
    pub status: Status,
    /// When the file was made.
    pub exported_at: Option<Timestamp>,
    /// Whether the file is as it was written.
    pub integrity: Integrity,
    /// The checksum of what the file holds, whatever it says itself: equal for files of equal content.
    pub checksum: String,
    /// The pages that the file says that the paper prints to.
    pub pages: Option<u32>,
    /// What is not as it should be.
    pub problems: Vec<Problem>,
}

/// Whether a file is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// It is.
    Verified,
    /// It was changed since.
    Mismatch,
    /// It does not say.
    Missing,
}

/// One thing in a file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A part that is missing or of another type, and that can be done without: its path, such as `paper.layout`.
    Part(&'static str),
    /// Made with another version of the plan pack.
    PlanVersion {
        /// The file's.
        file: u32,
        /// This program's.
        known: u32,
    },
    /// Made with another version of the form.
    FormVersion {
        /// The file's.
        file: u32,
        /// This program's.
        known: u32,
    },
    /// An answer to a question that the form does not ask. Kept for the next export.
    UnknownAnswer {
        /// The question's id.
        id: String,
    },
    /// An answer of another type than its field. Kept for the next export until the field is answered anew.
    WrongType {
        /// The field.
        field: FieldId,
    },
    /// A cell of another type than its column. Kept likewise.
    WrongCell {
        /// The table.
        field: FieldId,
        /// The row, from 0.
        row: usize,
        /// The column.
        column: ColumnId,
    },
    /// An object names a key twice, as no program of ours writes it; only the last one was read.
    DuplicateKeys,
}

/// Reads a file.
///
/// # Errors
/// If no paper of a known plan can be had from it.
pub fn read(bytes: &[u8], plans: &[Plan], normalize: Normalize) -> Result<Opened, Refusal> {
    let Parsed { value: mut root, names_twice } = parse(bytes)?;
    check_format(&root)?;
    let (integrity, checksum) = match integrity(&mut root) {
        (Integrity::Verified, sum) if names_twice => (Integrity::Mismatch, sum),
        other => other,
    };
    let mut problems = check_parts(&root)?;
    if names_twice {
        problems.push(Problem::DuplicateKeys);
    }
    let (plan, form) = find_form(&root, plans)?;

    let status = match root.get("status").and_then(Value::as_str) {
        Some("complete") => Status::Complete,
        _ => Status::Draft,
    };
    let exported_at = root.get("exportedAt").and_then(Value::as_str).map(Timestamp::new);
    // Without a paper nothing was chosen; what cannot be printed is among the problems.
    let layout = root.at("paper.layout").and_then(layout).unwrap_or_default();
    let count = |path: &str| root.at(path).and_then(Value::as_u32).unwrap_or_default();
    let (plan_version, form_version) = (count("plan.version"), count("form.version"));
    let pages = root.at("paper.pages").and_then(Value::as_u32);
    if plan_version != plan.version {
        problems.push(Problem::PlanVersion { file: plan_version, known: plan.version });
    }
    if form_version != form.version {
        problems.push(Problem::FormVersion { file: form_version, known: form.version });
    }
    let string = |key: &str| root.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut draft = Draft {
        id: DraftId::new(string("id")),
        name: String::new(),
        plan: plan.id.clone(),
        plan_version,
        form: form.id.clone(),
        form_version,
        revision: count("revision"),
        created_at: Timestamp::new(string("createdAt")),
        updated_at: Timestamp::new(string("updatedAt")),
        answers: Answers::default(),
        layout,
        carried: root.get("carried").map(carried_from_json).unwrap_or_default(),
        unknown: Object::new(),
        asked: Value::Null,
    };
    if let Some(Value::Object(values)) = root.get_mut("answers") {
        read_answers(values, form, &mut draft.answers, &mut problems, normalize);
    }
    if let Some(Value::Object(typed)) = root.get("typed") {
        retype(typed, &mut draft.answers, normalize);
    }
    forget_known(&mut root, "");
    if let Value::Object(root) = root {
        for (key, value) in root {
            // What a field of the form stands for is in the answers.
            if key != "period" || form.slot(Slot::Period).is_none() {
                draft.unknown.insert(key, value);
            }
        }
    }
    Ok(Opened { draft, status, exported_at, integrity, checksum, pages, problems })
}

fn check_format(root: &Value) -> Result<(), Refusal> {
    let format = root.get("format").and_then(Value::as_str);
    if format != Some(FORMAT) {
        return Err(Refusal::OtherFormat(Found::Json(format.map(str::to_owned))));
    }
    match root.get("version").and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => Err(Refusal::NewerVersion { version }),
        None | Some(0) => Err(Refusal::Parts(vec!["version"])),
        Some(_) => Ok(()),
    }
}

/// Takes the checksum out and compares it with that of the rest, which it gives.
fn integrity(root: &mut Value) -> (Integrity, String) {
    let sum = match root {
        Value::Object(members) => members.remove("checksum"),
        _ => None,
    };
    let own = checksum(root);
    let integrity = match sum {
        None => Integrity::Missing,
        Some(sum) if sum.as_str() == Some(&own) => Integrity::Verified,
        Some(_) => Integrity::Mismatch,
    };
    (integrity, own)
}

fn check_parts(root: &Value) -> Result<Vec<Problem>, Refusal> {
    let (mut essential, mut problems) = (Vec::new(), Vec::new());
    for part in PARTS.iter().filter(|part| !part.is_sound_in(root)) {
        if part.need == Need::Essential {
            essential.push(part.path);
        } else {
            problems.push(Problem::Part(part.path));
        }
    }
    if essential.is_empty() { Ok(problems) } else { Err(Refusal::Parts(essential)) }
}

fn find_form<'a>(root: &Value, plans: &'a [Plan]) -> Result<(&'a Plan, &'a Form), Refusal> {
    let id = |path: &str| root.at(path)?.as_str();
    let plan_id = PlanId::new(id("plan.id").unwrap_or_default());
    let form_id = FormId::new(id("form.id").unwrap_or_default());
    // The version that the file was made with, else the highest.
    let version = root.at("plan.version").and_then(Value::as_u32);
    let of_id = plans.iter().filter(|plan| plan.id == plan_id);
    let plan = of_id.max_by_key(|plan| (Some(plan.version) == version, plan.version));
    let plan = plan.ok_or_else(|| Refusal::UnknownPlan { plan: plan_id.to_string() })?;
    let form = plan.form(&form_id);
    let unknown = || Refusal::UnknownForm { plan: plan_id.to_string(), form: form_id.to_string() };
    Ok((plan, form.ok_or_else(unknown)?))
}

/// Takes out the answers that the form asks for; the others stay where they are.
fn read_answers(
    values: &mut Object,
    form: &Form,
    answers: &mut Answers,
    problems: &mut Vec<Problem>,
    normalize: Normalize,
) {
    for (id, value) in std::mem::take(values) {
        let id = FieldId::new(id);
        let Some(field) = form.field(&id) else {
            problems.push(Problem::UnknownAnswer { id: id.to_string() });
            values.insert(id.to_string(), value);
            continue;
        };
        match from_json(value, &field.kind, normalize) {
            Ok(answer) => {
                wrong_cells(&id, &field.kind, &answer, problems);
                answers.set(id, answer);
            }
            Err(value) => {
                values.insert(id.to_string(), value);
                problems.push(Problem::WrongType { field: id });
            }
        }
    }
}

fn wrong_cells(field: &FieldId, kind: &FieldKind, answer: &Answer, problems: &mut Vec<Problem>) {
    let (FieldKind::Table(table), Answer::Rows(rows)) = (kind, answer) else { return };
    for (index, row) in rows.iter().enumerate().filter(|(_, row)| !row.unknown.is_empty()) {
        for column in table.columns.iter().filter(|column| row.unknown.get(column.id.as_str()).is_some()) {
            problems.push(Problem::WrongCell { field: field.clone(), row: index, column: column.id.clone() });
        }
    }
}

/// Leaves what this version does not know. What it knows is in the draft, or follows from it.
fn forget_known(value: &mut Value, outer: &str) {
    let Value::Object(members) = value else { return };
    for (key, mut value) in std::mem::take(members) {
        if key.bytes().all(|byte| byte != b'.') {
            if let Some(path) = whole(outer, &key) {
                forget_known(&mut value, path);
                if value.as_object().is_none_or(Object::is_empty) {
                    continue;
                }
            } else if is_known(outer, &key) {
                continue;
            }
        }
        members.insert(key, value);
    }
}
