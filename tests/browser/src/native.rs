//! What the program says without a browser: the same plans, drafts and engine, run natively.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use tham_luan::document::Properties;
use tham_luan::draft::{Answer, Draft, DraftId, Timestamp};
use tham_luan::form::{FieldId, Form};
use tham_luan::paper::{Measure, Press, Printed, Room};
use tham_luan::plan::{self, Plan};
use tham_luan::session::OpenDraft;
use tham_luan::submission::{Opened, Refusal, Submission};

/// Plan 000.
///
/// # Panics
///
/// If there is no such pack.
#[must_use]
pub fn plan() -> Plan {
    plan::built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000")
}

/// The plan that a draft answers.
///
/// # Panics
///
/// If there is no such pack.
#[must_use]
pub fn plan_of(draft: &Draft) -> Plan {
    plan::built_in().into_iter().find(|plan| plan.id == draft.plan).expect("the draft's plan")
}

/// The form of that id in plan 000.
///
/// # Panics
///
/// If the plan has no such form.
#[must_use]
pub fn form(id: &str) -> Form {
    plan().forms.into_iter().find(|form| form.id.as_str() == id).expect("a form of plan 000")
}

/// A filled paper: `"000-TLX"` of a commune, `"000-TLH"` of a district, `"000-TLD"` of a volunteer.
///
/// # Panics
///
/// If there is no such paper.
#[must_use]
pub fn paper(form: &str) -> Draft {
    let text = match form {
        "000-TLH" => include_str!("../../fixtures/drafts/000-TLH.json"),
        "000-TLX" => include_str!("../../fixtures/drafts/000-TLX.json"),
        "000-TLD" => include_str!("../../fixtures/drafts/000-TLD.json"),
        _ => panic!("no paper of the form {form}"),
    };
    Draft::from_json(&tham_luan::json::parse(text).expect("JSON")).expect("a draft")
}

/// The same paper as another draft.
#[must_use]
pub fn as_draft(id: &str, paper: Draft) -> Draft {
    Draft { id: DraftId::new(id), ..paper }
}

/// The same paper with another answer to one field.
#[must_use]
pub fn with_text(mut paper: Draft, field: &str, text: &str) -> Draft {
    paper.answers.set(FieldId::new(field), Answer::Text(text.to_owned()));
    paper
}

/// What was answered to a field.
#[must_use]
pub fn text<'a>(draft: &'a Draft, field: &str) -> &'a str {
    draft.answers.text(&FieldId::new(field))
}

/// The plan's own paragraphs: text as officials write it.
pub fn paragraphs() -> impl Iterator<Item = &'static str> + Clone {
    let lines = include_str!("../../fixtures/plans/000.txt").lines().map(str::trim);
    lines.filter(|line| line.chars().count() > 60).cycle()
}

/// What a draft prints to.
#[must_use]
pub fn measure(draft: &Draft) -> Measure {
    let plan = plan_of(draft);
    let form = plan.form(&draft.form).expect("a form of its plan");
    Press::default().measure(&plan, form, draft)
}

/// A draft on its pages.
#[must_use]
pub fn printed(draft: &Draft) -> Printed {
    let plan = plan_of(draft);
    let form = plan.form(&draft.form).expect("a form of its plan");
    tham_luan::paper::printed(&plan, form, draft)
}

/// What files say of a draft.
#[must_use]
pub fn properties(draft: &Draft) -> Properties {
    let plan = plan_of(draft);
    let form = plan.form(&draft.form).expect("a form of its plan");
    Properties::of(&plan, form, draft)
}

/// What the meter has to say beside the number of pages.
#[must_use]
pub fn room(measure: &Measure) -> String {
    match &measure.room {
        Room::Unlimited => String::new(),
        Room::Spare { lines: 0, .. } => "Vừa khít, không còn dòng nào".to_owned(),
        Room::Spare { lines, .. } => format!("Còn dư {lines} dòng"),
        Room::Over { lines, .. } => format!("Quá {lines} dòng"),
    }
}

/// The file that a draft is exported to.
#[must_use]
pub fn export(draft: &Draft) -> Submission {
    let plan = plan_of(draft);
    let form = plan.form(&draft.form).expect("a form of its plan");
    let open = OpenDraft { plan: &plan, form, draft, others: &[] };
    open.export(&measure(draft), true, &Timestamp::new("2020-09-05T16:50:00+07:00"))
}

/// Reads a file as the page does.
///
/// # Errors
///
/// If the page would refuse it.
pub fn read(bytes: &[u8]) -> Result<Opened, Refusal> {
    tham_luan::submission::read(bytes, &plan::built_in(), str::to_owned)
}

/// Reads an exported file, after it was held to the schema that the page publishes.
///
/// # Errors
///
/// If there is no such file, or it is not as the schema says.
pub fn validated(file: &Path) -> Result<Value> {
    let schema = serde_json::from_str(include_str!("../../../public/schema/submission-1.json"))?;
    let validator = jsonschema::validator_for(&schema).context("the schema")?;
    let value: Value = serde_json::from_slice(&std::fs::read(file)?)?;
    let wrong: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    anyhow::ensure!(wrong.is_empty(), "{} is not as its schema says:\n{}", file.display(), wrong.join("\n"));
    Ok(value)
}
