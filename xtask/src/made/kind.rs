//! What is with a file that was made, and what a register must say of it.

use std::collections::BTreeMap;

use tham_luan::json::{Value, object};

use super::Made;

/// What is with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Nothing: complete, in time, within its pages.
    Sound,
    /// Of a writer who says that it is not complete.
    Draft,
    /// Exported on the day before which it was due.
    Late,
    /// Longer than it may be.
    OverLong,
    /// A later revision of a sound one.
    Later,
    /// Another text of the same revision as a sound one.
    Contradiction,
    /// A copy of a sound one.
    Again,
    /// A byte of its text is another.
    ChangedByte,
    /// Without its checksum.
    NoChecksum,
    /// Says a smaller number of pages than it has.
    OtherPages,
    /// Made with a newer plan pack.
    OtherPlanVersion,
    /// Cut in the middle.
    Cut,
    /// No bytes.
    Empty,
    /// Text.
    NotJson,
    /// JSON of another program.
    ForeignJson,
    /// Saved as UTF-16.
    Utf16,
    /// Saved in an encoding of one byte a letter.
    Legacy,
    /// Of a plan that is not known.
    UnknownPlan,
    /// Of a form that the plan does not have.
    UnknownForm,
    /// Of a newer version of the program.
    NewerVersion,
    /// Objects within objects.
    Deep,
    /// A backup of all drafts.
    Backup,
    /// A Word document.
    Word,
    /// A scanned paper.
    Scan,
    /// A picture.
    Picture,
}

/// Every fault, in turn.
pub(super) const FAULTS: [Kind; 24] = [
    Kind::Draft,
    Kind::Late,
    Kind::OverLong,
    Kind::Later,
    Kind::Contradiction,
    Kind::Again,
    Kind::ChangedByte,
    Kind::NoChecksum,
    Kind::OtherPages,
    Kind::OtherPlanVersion,
    Kind::Cut,
    Kind::Empty,
    Kind::NotJson,
    Kind::ForeignJson,
    Kind::Utf16,
    Kind::Legacy,
    Kind::UnknownPlan,
    Kind::UnknownForm,
    Kind::NewerVersion,
    Kind::Deep,
    Kind::Backup,
    Kind::Word,
    Kind::Scan,
    Kind::Picture,
];

/// What is expected of the files of one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    /// By outcome, reason, warning or standing: how many.
    pub(crate) counts: BTreeMap<&'static str, usize>,
}

impl Kind {
    /// The code of the reason for which no paper can be had of the file, whatever plan is received.
    pub(crate) fn refused(self) -> Option<&'static str> {
        Some(match self {
            Self::Cut => "truncated",
            Self::Empty => "empty",
            Self::NotJson => "not-json",
            Self::ForeignJson => "other-json",
            Self::Utf16 => "utf-16",
            Self::Legacy => "not-utf-8",
            Self::UnknownPlan => "unknown-plan",
            Self::UnknownForm => "unknown-form",
            Self::NewerVersion => "newer-version",
            Self::Deep => "too-deep",
            Self::Backup => "backup",
            Self::Word => "word",
            Self::Scan => "pdf-without-submission",
            Self::Picture => "picture",
            _ => return None,
        })
    }

    /// The code of what a clerk is warned of.
    pub(crate) fn warned(self) -> Option<&'static str> {
        Some(match self {
            Self::Draft => "draft",
            Self::Late => "late",
            Self::OverLong => "over-limit",
            Self::ChangedByte => "changed",
            Self::NoChecksum => "no-checksum",
            Self::OtherPages => "other-pages",
            Self::OtherPlanVersion => "plan-version",
            _ => return None,
        })
    }
}

/// What the register of a plan must say of these files.
pub(crate) fn expected(made: &[Made], plan: &str) -> Expected {
    let mut expected = Expected::default();
    let mut add = |code: &'static str| *expected.counts.entry(code).or_default() += 1;
    for file in made {
        if let Some(code) = file.kind.refused() {
            add("refused");
            add(code);
            continue;
        }
        if file.plan.as_deref() != Some(plan) {
            add("refused");
            add("other-plan");
            continue;
        }
        match file.kind.warned() {
            Some(code) => {
                add("warned");
                add(code);
            }
            None => add("accepted"),
        }
    }
    // What was made from a sound paper takes it out of the count, or adds nothing to it.
    let number = |kind: Kind| {
        made.iter().filter(|file| file.kind == kind && file.plan.as_deref() == Some(plan)).count()
    };
    let (later, contradictions, again) =
        (number(Kind::Later), number(Kind::Contradiction), number(Kind::Again));
    let papers = expected.counts.get("accepted").copied().unwrap_or_default()
        + expected.counts.get("warned").copied().unwrap_or_default();
    for (code, count) in [
        ("superseded", later),
        ("contradicts", 2 * contradictions),
        ("repeated", again),
        ("counts", papers - later - 2 * contradictions - again),
    ] {
        if count > 0 {
            expected.counts.insert(code, count);
        }
    }
    expected
}

/// The list of the files and of what is expected of them.
pub(crate) fn manifest(made: &[Made], plans: &[&str]) -> Value {
    let count = |count: usize| Value::from(u32::try_from(count).unwrap_or(u32::MAX));
    let files = made.iter().map(|file| {
        let mut members =
            vec![("name", file.name.as_str().into()), ("kind", format!("{:?}", file.kind).as_str().into())];
        members.extend(file.plan.as_deref().map(|plan| ("plan", plan.into())));
        object(members)
    });
    let plans = plans.iter().map(|plan| {
        let counts = expected(made, plan).counts;
        (*plan, object(counts.into_iter().map(|(code, number)| (code, count(number))).collect()))
    });
    object(vec![
        ("files", count(made.len())),
        ("plans", object(plans.collect())),
        ("list", Value::Array(files.collect())),
    ])
}
