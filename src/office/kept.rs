//! A row of an intake as it is stored: where it comes from, and the submission as it came, or why there is none.

use super::intake::{ArchiveFault, Place, Refusal};
use crate::form::FieldId;
use crate::json::{Members, Value, compact, object, parse};
use crate::submission::{Found, Refusal as Of, part_named};

/// A row as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it comes from.
    pub place: Place,
    /// The submission, or why there is none.
    pub content: Result<String, Refusal>,
}

impl Kept {
    /// What stands before the submission: where it comes from, or also why there is none.
    #[must_use]
    pub fn head(place: &Place, refusal: Option<&Refusal>) -> String {
        compact(&place_json(place, refusal.map(refusal_json)))
    }

    /// As it is stored: where it comes from on a line, and the submission as it came behind it.
    #[must_use]
    pub fn encode(&self) -> String {
        match &self.content {
            Ok(text) => format!("{}\n{text}", Self::head(&self.place, None)),
            Err(refusal) => Self::head(&self.place, Some(refusal)),
        }
    }

    /// As [`Kept::encode`] gives it. None if it is not.
    #[must_use]
    pub fn decode(stored: &str) -> Option<Self> {
        let (head, text) = stored.split_once('\n').map_or((stored, None), |(head, text)| (head, Some(text)));
        let head = parse(head).ok()?;
        let mut members = Members::default();
        let place = Place {
            file: members.text(&head, "file"),
            inside: match head.get("inside").and_then(Value::as_array) {
                Some(names) => names.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                None => Vec::new(),
            },
            line: head.get("line").and_then(Value::as_u32),
        };
        let content = match (head.get("refused"), text) {
            (Some(refused), _) => Err(refusal_of(refused)),
            (None, text) => Ok(text?.to_owned()),
        };
        members.finish(Self { place, content }).ok()
    }
}

fn place_json(place: &Place, refused: Option<Value>) -> Value {
    let mut members = vec![("file", place.file.as_str().into())];
    if !place.inside.is_empty() {
        let names = place.inside.iter().map(|name| name.as_str().into()).collect();
        members.push(("inside", Value::Array(names)));
    }
    members.extend(place.line.map(|line| ("line", line.into())));
    members.extend(refused.map(|refused| ("refused", refused)));
    object(members)
}

/// A reason by its code, with the numbers and words that its sentence needs.
fn refusal_json(refusal: &Refusal) -> Value {
    let mut members = vec![("code", refusal.code().into())];
    let number = |number: usize| Value::from(u32::try_from(number).unwrap_or(u32::MAX));
    let words = |words: &[&str]| Value::Array(words.iter().map(|word| (*word).into()).collect());
    match refusal {
        Refusal::Submission(of) => match of {
            Of::NotJson { line, column } => {
                members.extend([("line", number(*line)), ("column", number(*column))]);
            }
            Of::OtherFormat(Found::Json(Some(format))) => members.push(("words", words(&[format]))),
            Of::Parts(parts) => members.push(("words", words(parts))),
            Of::UnknownPlan { plan } => members.push(("words", words(&[plan]))),
            Of::UnknownForm { plan, form } => members.push(("words", words(&[plan, form]))),
            _ => {}
        },
        Refusal::TooMuch { field } => members.push(("words", words(&[field.as_str()]))),
        Refusal::OtherPlan { plan } => members.push(("words", words(&[plan]))),
        _ => {}
    }
    object(members)
}

/// The reason of a code. Of an unknown one only that there is no paper is known.
fn refusal_of(value: &Value) -> Refusal {
    let count = |name: &str| value.get(name).and_then(Value::as_u32).unwrap_or_default() as usize;
    let words = || value.get("words").and_then(Value::as_array).unwrap_or_default().iter();
    let word = |at: usize| words().filter_map(Value::as_str).nth(at).unwrap_or_default().to_owned();
    let code = value.get("code").and_then(Value::as_str).unwrap_or_default();
    let of = match code {
        "empty" => Of::Empty,
        "too-large" => Of::TooLarge { bytes: 0 },
        "utf-16" => Of::Utf16,
        "not-utf-8" => Of::NotUtf8 { at: 0 },
        "truncated" => Of::Truncated,
        "not-json" => Of::NotJson { line: count("line"), column: count("column") },
        "too-deep" => Of::TooDeep,
        "other-json" => Of::OtherFormat(Found::Json(Some(word(0)).filter(|format| !format.is_empty()))),
        "word" => Of::OtherFormat(Found::Word),
        "excel" => Of::OtherFormat(Found::Excel),
        "old-office" => Of::OtherFormat(Found::OldOffice),
        "picture" => Of::OtherFormat(Found::Picture),
        "other-file" => Of::OtherFormat(Found::Markup),
        "newer-version" => Of::NewerVersion { version: 0 },
        "parts" => Of::Parts(words().filter_map(Value::as_str).filter_map(part_named).collect()),
        "unknown-plan" => Of::UnknownPlan { plan: word(0) },
        "unknown-form" => Of::UnknownForm { plan: word(0), form: word(1) },
        _ => return other(code, word(0)),
    };
    Refusal::Submission(of)
}

fn other(code: &str, word: String) -> Refusal {
    match code {
        "backup" => Refusal::Backup,
        "plan-pack" => Refusal::PlanPack,
        "list" => Refusal::List,
        "too-much" => Refusal::TooMuch { field: FieldId::new(word) },
        "remarks" => Refusal::Remarks,
        "pdf-without-submission" => Refusal::PdfWithoutSubmission,
        "pdf-too-large" => Refusal::PdfTooLarge { bytes: 0 },
        "pdf-encrypted" => Refusal::PdfEncrypted,
        "office-document" => Refusal::OfficeDocument,
        "other-archive" => Refusal::OtherArchive,
        "system-file" => Refusal::SystemFile,
        "archive-damaged" => ArchiveFault::Damaged.into(),
        "archive-empty" => ArchiveFault::Empty.into(),
        "archive-encrypted" => ArchiveFault::Encrypted.into(),
        "archive-method" => ArchiveFault::Method { method: 0 }.into(),
        "archive-too-large" => ArchiveFault::TooLarge { bytes: 0 }.into(),
        "archive-too-much" => ArchiveFault::TooMuch.into(),
        "archive-too-many" => ArchiveFault::TooMany.into(),
        "archive-too-deep" => ArchiveFault::TooDeep.into(),
        "other-plan" => Refusal::OtherPlan { plan: word },
        _ => Refusal::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(content: Result<String, Refusal>) -> Kept {
        let inside = vec!["xã «A»/b.json".to_owned()];
        Kept { place: Place { file: "c.zip".to_owned(), inside, line: Some(3) }, content }
    }

    #[test]
    fn a_submission_comes_back_as_it_came() {
        let own = kept(Ok("\u{feff}{\r\n \"a\": \"\\u00e0\"\n}\n".to_owned()));
        assert_eq!(Kept::decode(&own.encode()), Some(own));
    }

    #[test]
    fn a_reason_keeps_what_its_sentence_needs() {
        let reasons = [
            Of::NotJson { line: 3, column: 14 }.into(),
            Of::OtherFormat(Found::Json(Some("other.format".to_owned()))).into(),
            Of::OtherFormat(Found::Json(None)).into(),
            Of::Parts(vec!["version"]).into(),
            Of::Parts(vec!["plan.id", "answers"]).into(),
            Of::UnknownForm { plan: "001".to_owned(), form: "001-X".to_owned() }.into(),
            Of::Truncated.into(),
            Refusal::OtherPlan { plan: "002".to_owned() },
            Refusal::TooMuch { field: FieldId::new("noi-dung") },
            Refusal::PdfWithoutSubmission,
            ArchiveFault::TooMuch.into(),
        ];
        for refusal in reasons {
            let own = kept(Err(refusal));
            assert_eq!(Kept::decode(&own.encode()), Some(own));
        }
    }

    #[test]
    fn what_is_no_row_is_none() {
        assert_eq!(Kept::decode(""), None);
        assert_eq!(Kept::decode("{\"file\":\"a.json\"}"), None, "neither a paper nor a reason");
        assert_eq!(Kept::decode("{}\n{}"), None, "of no file");
    }
}
