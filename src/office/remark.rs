//! "Đề nghị bổ sung": what an office asks an author to add or to change, as a small file that goes back. Schema:
//! `public/schema/remarks-1.json`.
//!
//! The file names one paper and says something to it, field by field. It holds no answer, so opening it changes nothing
//! that was written.
//!
//! **Invariant:** what was written is read back the same; a file whose content was changed is never verified.

use super::judge::Judged;
use crate::draft::{Draft, DraftId, Row, RowId, Timestamp, Violation};
use crate::form::{ColumnId, FieldId, FormId};
use crate::json::{Members, Value, object, pretty};
use crate::plan::PlanId;
use crate::submission::{Found, Integrity, Refusal, checksum, parse};
use crate::text::{Date, Normalize, ascii_slug};

/// The `format` of the file.
pub const FORMAT: &str = "tham-luan.remarks";

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// Larger files are refused. Ask for a file's size before reading it.
pub const MAX_BYTES: usize = 2_000_000;

/// What an office says to a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarks {
    /// The paper's draft.
    pub paper: DraftId,
    /// Which of its exports was read.
    pub revision: u32,
    /// Its plan.
    pub plan: PlanId,
    /// Its form.
    pub form: FormId,
    /// Whose paper it is, as shown.
    pub unit: String,
    /// Who asks, such as "Sở Nội vụ".
    pub office: String,
    /// When it was written.
    pub made_at: Timestamp,
    /// By when an answer is asked for.
    pub answer_by: Option<Date>,
    /// What is said.
    pub remarks: Vec<Remark>,
}

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where; to the paper as a whole, without.
    pub field: Option<FieldId>,
    /// The row of the table: its place among the exported rows, from 0.
    pub row: Option<u32>,
    /// The column.
    pub column: Option<ColumnId>,
    /// Whether it follows from the form's rules, or was written by a clerk.
    pub origin: Origin,
    /// What is asked for, in a sentence.
    pub text: String,
}

/// Where a remark comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A rule of the form, or of the plan.
    Rule,
    /// A clerk.
    Office,
}

impl Origin {
    fn as_str(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Office => "office",
        }
    }
}

/// What a file of remarks gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What is said.
    pub remarks: Remarks,
    /// Whether the file is as it was written.
    pub integrity: Integrity,
}

impl Remark {
    /// What a rule says to a violation, in the words of whoever shows it.
    #[must_use]
    pub fn of(violation: &Violation, text: String) -> Self {
        let (row, column) = violation.cell.clone().unzip();
        Self { field: Some(violation.field.clone()), row, column, origin: Origin::Rule, text }
    }

    /// The row of a draft that is spoken of. Rows of which nothing was exported do not count.
    #[must_use]
    pub fn row_in(&self, draft: &Draft) -> Option<RowId> {
        let is_sent = |row: &&Row| {
            row.cells.values().any(|cell| !cell.is_empty())
                || !row.sources.is_empty()
                || !row.unknown.is_empty()
        };
        let rows = draft.answers.rows(self.field.as_ref()?).iter();
        rows.filter(is_sent).nth(usize::try_from(self.row?).ok()?).map(|row| row.id)
    }
}

impl Remarks {
    /// Those that the form's rules have to a paper, each in the words that `words` has for it. A clerk adds others.
    #[must_use]
    pub fn of(
        judged: &Judged,
        office: &str,
        made_at: Timestamp,
        words: impl Fn(&Violation) -> String,
    ) -> Self {
        let remark = |violation: &Violation| Remark::of(violation, words(violation));
        Self {
            paper: judged.draft.id.clone(),
            revision: judged.draft.revision,
            plan: judged.draft.plan.clone(),
            form: judged.draft.form.clone(),
            unit: judged.who.name().to_owned(),
            office: office.to_owned(),
            made_at,
            answer_by: None,
            remarks: judged.violations.iter().map(remark).collect(),
        }
    }

    /// Whether they are about that draft.
    #[must_use]
    pub fn is_about(&self, draft: &Draft) -> bool {
        self.paper == draft.id && self.plan == draft.plan && self.form == draft.form
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut root = self.to_json();
        let sum = checksum(&root);
        if let Value::Object(members) = &mut root {
            members.insert("checksum".to_owned(), Value::String(sum));
        }
        pretty(&root, &|_, key| ORDER.iter().position(|own| *own == key).unwrap_or(ORDER.len()))
    }

    /// `bo-sung_<form>_<unit>_r<revision>.json` in ASCII, allowed on every file system.
    #[must_use]
    pub fn file_name(&self) -> String {
        let form = ascii_slug(self.form.as_str(), 30).to_ascii_uppercase();
        let unit = match ascii_slug(&self.unit, 50) {
            slug if slug.is_empty() => "don-vi".to_owned(),
            slug => slug,
        };
        format!("bo-sung_{form}_{unit}_r{}.json", self.revision)
    }

    fn to_json(&self) -> Value {
        let remarks = self.remarks.iter().map(Remark::to_json).collect();
        let mut members = vec![
            ("format", FORMAT.into()),
            ("version", VERSION.into()),
            ("paper", self.paper.as_str().into()),
            ("revision", self.revision.into()),
            ("plan", self.plan.as_str().into()),
            ("form", self.form.as_str().into()),
            ("unit", self.unit.as_str().into()),
            ("office", self.office.as_str().into()),
            ("madeAt", self.made_at.as_str().into()),
            ("remarks", Value::Array(remarks)),
        ];
        members.extend(self.answer_by.map(|day| ("answerBy", day.iso().as_str().into())));
        object(members)
    }
}

/// The members of the file in the order in which they are written.
const ORDER: [&str; 17] = [
    "format", "version", "paper", "revision", "plan", "form", "unit", "office", "madeAt", "answerBy",
    "remarks", "field", "row", "column", "origin", "text", "checksum",
];

impl Remark {
    fn to_json(&self) -> Value {
        let mut members = vec![("origin", self.origin.as_str().into()), ("text", self.text.as_str().into())];
        members.extend(self.field.as_ref().map(|field| ("field", field.as_str().into())));
        members.extend(self.row.map(|row| ("row", row.into())));
        members.extend(self.column.as_ref().map(|column| ("column", column.as_str().into())));
        object(members)
    }

    fn from_json(value: &Value, members: &mut Members, normalize: Normalize) -> Self {
        let row = value.get("row").map(|_| members.count(value, "row"));
        let origin = match members.text(value, "origin").as_str() {
            "rule" => Origin::Rule,
            _ => Origin::Office,
        };
        Self {
            field: members.optional_text(value, "field").map(FieldId::new),
            row,
            column: members.optional_text(value, "column").map(ColumnId::new),
            origin,
            text: normalize(&members.text(value, "text")),
        }
    }
}

/// Reads a file of remarks.
///
/// # Errors
/// If it is none.
pub fn read(bytes: &[u8], normalize: Normalize) -> Result<Opened, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len() });
    }
    let parsed = parse(bytes)?;
    let mut root = parsed.value;
    let format = root.get("format").and_then(Value::as_str);
    if format != Some(FORMAT) {
        return Err(Refusal::OtherFormat(Found::Json(format.map(str::to_owned))));
    }
    match root.get("version").and_then(Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(Refusal::NewerVersion { version }),
        None | Some(0) => return Err(Refusal::Parts(vec!["version"])),
        Some(_) => {}
    }
    let sum = match &mut root {
        Value::Object(members) => members.remove("checksum"),
        _ => None,
    };
    let integrity = match sum {
        None => Integrity::Missing,
        Some(sum) if !parsed.names_twice && sum.as_str() == Some(&checksum(&root)) => Integrity::Verified,
        Some(_) => Integrity::Mismatch,
    };
    let mut members = Members::default();
    let list = members.items(&root, "remarks").iter();
    let remarks = list.map(|item| Remark::from_json(item, &mut members, normalize)).collect();
    let answer_by = members.optional_text(&root, "answerBy");
    let remarks = Remarks {
        paper: DraftId::new(members.text(&root, "paper")),
        revision: members.count(&root, "revision"),
        plan: PlanId::new(members.text(&root, "plan")),
        form: FormId::new(members.text(&root, "form")),
        unit: normalize(&members.text(&root, "unit")),
        office: normalize(&members.text(&root, "office")),
        made_at: Timestamp::new(members.text(&root, "madeAt")),
        answer_by: answer_by.and_then(|day| Date::parse_iso(&day)),
        remarks,
    };
    let remarks = members.finish(remarks).map_err(|part| Refusal::Parts(vec![part]))?;
    Ok(Opened { remarks, integrity })
}
