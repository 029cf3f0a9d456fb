//! One submission held to its plan: is it as it was written, complete, in time, within its pages.

use crate::draft::{Draft, Rule, Severity, Timestamp, Violation, is_relevant, validate};
use crate::form::{Choice, Field, FieldKind, Form, FormId, Section, Slot};
use crate::paper::Press;
use crate::plan::{Plan, PlanId, Unit, UnitId};
use crate::submission::{Integrity, Opened, Problem, Status};
use crate::text::{Date, fold, reading};

/// A submission with all that was found out about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What was written.
    pub draft: Draft,
    /// Whether its writer says that it is complete.
    pub status: Status,
    /// When it was exported, by the writer's clock.
    pub exported_at: Option<Timestamp>,
    /// Whether the file is as it was written.
    pub integrity: Integrity,
    /// The checksum of what the file holds.
    pub checksum: String,
    /// What in the file is not as it should be, other versions of plan and form among it.
    pub problems: Vec<Problem>,
    /// What the form's rules say to it. Whether each nominee has a report is not among it: that depends on what else
    /// was received.
    pub violations: Vec<Violation>,
    /// Its pages.
    pub pages: Pages,
    /// How it stands to its deadline. None where the form has none, or none for the paper's period.
    pub lateness: Option<Lateness>,
    /// Who wrote it.
    pub who: Who,
    /// Which papers take each other's place.
    pub key: Key,
}

/// The pages of a paper, phụ lục not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// As counted here. None where nothing was to be counted.
    pub counted: Option<u32>,
    /// As the file says.
    pub claimed: Option<u32>,
    /// The most that the form allows.
    pub limit: Option<u32>,
}

impl Pages {
    /// Whether the paper is longer than it may be, as counted here; where nothing was counted, as the file says.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let pages = self.counted.or(self.claimed);
        self.limit.is_some_and(|limit| pages.is_some_and(|pages| pages > limit))
    }
}

/// How a paper stands to its deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// The file does not say when it was made.
    Unknown,
    /// In time.
    InTime,
    /// After the last safe day.
    Late {
        /// So many days.
        days: u32,
    },
}

/// Who wrote a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The unit, as the roster names it, or as its writer does where the roster only counts it.
    pub unit: String,
    /// The unit in the roster.
    pub unit_id: Option<UnitId>,
    /// Its level.
    pub level: String,
    /// Who signs, else who wrote it.
    pub person: String,
}

impl Who {
    /// What to call the author in a list: the unit, else the person.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.unit.is_empty() { &self.person } else { &self.unit }
    }
}

/// Names the place that one paper takes: of those with equal keys one counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The form.
    pub form: FormId,
    /// Whose paper.
    pub whose: Whose,
}

/// Whose paper it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// That of a unit of the roster, for a period where the form has periods. Where the roster only counts units, the
    /// name that its writer gives, as it reads.
    Listed {
        /// The unit.
        unit: UnitId,
        /// Its own name and, in a person's form, the person's, as they read; empty where the roster names it.
        name: String,
        /// The choice, or folded; and after it, a part a line, what tells such periods apart.
        period: String,
    },
    /// That of a unit that stands in no roster.
    Named {
        /// As it reads.
        name: String,
        /// As packs have it.
        level: String,
        /// As above.
        period: String,
    },
    /// That of a person, or of nobody named: of whom there may be any number, so the draft says. One may go on with it for the
    /// next period.
    Draft {
        /// Its id.
        id: String,
        /// As above.
        period: String,
    },
}

/// One thing that a clerk should look at. It keeps nothing from being accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Changed since it was written.
    Changed,
    /// It has no checksum.
    NoChecksum,
    /// Made with another version of the plan pack than the one at hand.
    PlanVersion {
        /// The file's.
        file: u32,
        /// The one at hand.
        known: u32,
    },
    /// Likewise of the form.
    FormVersion {
        /// The file's.
        file: u32,
        /// The one at hand.
        known: u32,
    },
    /// Parts and answers that are not as they should be.
    Problems {
        /// How many.
        count: usize,
    },
    /// Something is missing or wrong by the form's rules.
    Violations {
        /// How many keep it from being complete.
        errors: usize,
        /// How many only inform.
        warnings: usize,
    },
    /// Its writer says that it is not complete.
    Draft,
    /// The file says another number of pages than it prints to.
    OtherPages {
        /// As the file says.
        claimed: u32,
        /// As counted here.
        counted: u32,
    },
    /// Longer than it may be.
    OverLimit {
        /// So many pages.
        pages: u32,
        /// So many may be.
        limit: u32,
    },
    /// After its deadline.
    Late {
        /// So many days.
        days: u32,
    },
}

/// Holds a submission to its plan, which is among `plans` because it was read with them. The pages are counted where
/// there is a press.
///
/// # Errors
/// The plan's id, if the plan or the form is not there.
pub fn judge(plans: &[Plan], opened: Opened, press: Option<&mut Press>) -> Result<Judged, PlanId> {
    let Opened { draft, status, exported_at, integrity, checksum, pages: claimed, problems } = opened;
    // As the submission's reader chooses: the version that the draft was begun with, else the highest.
    let of_id = plans.iter().filter(|plan| plan.id == draft.plan);
    let plan = of_id.max_by_key(|plan| (plan.version == draft.plan_version, plan.version));
    let Some((plan, form)) = plan.and_then(|plan| Some((plan, plan.form(&draft.form)?))) else {
        return Err(draft.plan);
    };
    let mut violations = validate(plan, form, &draft, &[]);
    violations.retain(|violation| violation.rule != Rule::NoReport);
    let id = slot(form, &draft, Slot::Unit);
    let listed = plan.roster.iter().find(|unit| unit.id.as_str() == id);
    let who = who(form, &draft, listed);
    let key = key(plan, form, &draft, listed, &who);
    // Till when it is owed the office says, with the highest version that it has, whatever the paper was begun with.
    let newest = plans.iter().filter(|plan| plan.id == draft.plan).max_by_key(|plan| plan.version);
    let owed = newest.and_then(|plan| Some((plan, plan.form(&draft.form)?)));
    let (owing, owed) = owed.unwrap_or((plan, form));
    let has_no_day = is_undated(owing, owed, slot(form, &draft, Slot::Period));
    Ok(Judged {
        status,
        integrity,
        checksum,
        problems,
        violations,
        pages: Pages {
            counted: press.map(|press| press.pages(plan, form, &draft)),
            claimed,
            limit: form.page_limit.as_ref().map(|limit| limit.pages),
        },
        lateness: lateness(owing, owed, exported_at.as_ref()).filter(|_| !has_no_day),
        key,
        who,
        exported_at,
        draft,
    })
}

impl Judged {
    /// What a clerk should look at; nothing where all is well.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        match self.integrity {
            Integrity::Verified => {}
            Integrity::Mismatch => warnings.push(Warning::Changed),
            Integrity::Missing => warnings.push(Warning::NoChecksum),
        }
        let mut count = 0;
        for problem in &self.problems {
            match *problem {
                Problem::PlanVersion { file, known } => warnings.push(Warning::PlanVersion { file, known }),
                Problem::FormVersion { file, known } => warnings.push(Warning::FormVersion { file, known }),
                _ => count += 1,
            }
        }
        if count > 0 {
            warnings.push(Warning::Problems { count });
        }
        if !self.violations.is_empty() {
            let errors = self.errors().count();
            warnings.push(Warning::Violations { errors, warnings: self.violations.len() - errors });
        }
        if self.status == Status::Draft {
            warnings.push(Warning::Draft);
        }
        let Pages { counted, claimed, limit } = self.pages;
        if let (Some(claimed), Some(counted)) = (claimed, counted)
            && claimed != counted
        {
            warnings.push(Warning::OtherPages { claimed, counted });
        }
        if let (true, Some(pages), Some(limit)) = (self.pages.is_over(), counted.or(claimed), limit) {
            warnings.push(Warning::OverLimit { pages, limit });
        }
        if let Some(Lateness::Late { days }) = self.lateness {
            warnings.push(Warning::Late { days });
        }
        warnings
    }

    /// The violations that keep it from being complete.
    pub fn errors(&self) -> impl Iterator<Item = &Violation> {
        self.violations.iter().filter(|violation| violation.severity == Severity::Error)
    }

    /// Whether it is complete: its writer says so, and the form's rules.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.status == Status::Complete && self.errors().next().is_none()
    }

    /// Whether it was handed in after its deadline.
    #[must_use]
    pub fn is_late(&self) -> bool {
        matches!(self.lateness, Some(Lateness::Late { .. }))
    }

    /// Whether two papers say the same, though their files may have been made at other times.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let (one, two) = (&self.draft, &other.draft);
        self.checksum == other.checksum
            || (self.status == other.status
                && one.answers == two.answers
                && one.layout == two.layout
                && one.unknown == two.unknown)
    }
}

fn lateness(plan: &Plan, form: &Form, exported_at: Option<&Timestamp>) -> Option<Lateness> {
    let deadline = plan.deadline(form)?;
    // A moment with offset begins with the day where it was made.
    let Some(day) = exported_at.and_then(|moment| Date::parse_iso(moment.as_str())) else {
        return Some(Lateness::Unknown);
    };
    Some(match u32::try_from(day.days_since(deadline.last_safe_day())) {
        Ok(days) if days > 0 => Lateness::Late { days },
        _ => Lateness::InTime,
    })
}

/// The answer that fills a place of the record.
fn slot<'a>(form: &Form, draft: &'a Draft, slot: Slot) -> &'a str {
    form.slot(slot).map_or("", |field| draft.answers.text(&field.id).trim())
}

/// Of whom a paper is, whose unit stands in the roster where it is listed.
fn who(form: &Form, draft: &Draft, listed: Option<&Unit>) -> Who {
    let own_name = slot(form, draft, Slot::UnitName);
    let unit = match listed {
        Some(unit) if !unit.unnamed || own_name.is_empty() => &unit.name,
        Some(_) | None => own_name,
    };
    let level = slot(form, draft, Slot::Level);
    let signer = slot(form, draft, Slot::Signer);
    Who {
        unit: unit.to_owned(),
        unit_id: listed.map(|unit| unit.id.clone()),
        level: if level.is_empty() { form.level.clone() } else { level.to_owned() },
        person: if signer.is_empty() { slot(form, draft, Slot::AuthorName) } else { signer }.to_owned(),
    }
}

/// The level of what a person hands in.
const PERSON: &str = "ca-nhan";

fn key(plan: &Plan, form: &Form, draft: &Draft, listed: Option<&Unit>, who: &Who) -> Key {
    let is_person = form.level == PERSON;
    let period = period(plan, form, draft);
    let whose = match listed {
        Some(unit) => {
            let mut name =
                if unit.unnamed { reading(slot(form, draft, Slot::UnitName)) } else { String::new() };
            if is_person {
                name = format!("{name}\n{}", reading(&who.person));
            }
            Whose::Listed { unit: unit.id.clone(), name, period }
        }
        None if is_person || who.unit.is_empty() => Whose::Draft { id: draft.id.to_string(), period },
        None => Whose::Named { name: reading(&who.unit), level: who.level.clone(), period },
    };
    Key { form: form.id.clone(), whose }
}

/// Which of the periods of a form its deadline is about: those whose words in the plan are among the words that set the
/// deadline, or these among those. None where that is all of them, or no words say.
pub(super) fn due_periods<'a>(plan: &Plan, form: &'a Form) -> Option<Vec<&'a Choice>> {
    let FieldKind::Choice { choices } = &form.slot(Slot::Period)?.kind else { return None };
    let day = plan.deadline(form)?.source.as_ref()?;
    let is_due = |choice: &&Choice| {
        choice.source.as_ref().is_some_and(|own| {
            own.clause == day.clause && (day.quote.contains(&own.quote) || own.quote.contains(&day.quote))
        })
    };
    let due: Vec<_> = choices.iter().filter(is_due).collect();
    (!due.is_empty() && due.len() < choices.len()).then_some(due)
}

/// Whether that period was chosen, and the form's deadline is about others: then no day is set for it, and it may come
/// any number of times.
fn is_undated(plan: &Plan, form: &Form, chosen: &str) -> bool {
    due_periods(plan, form)
        .is_some_and(|due| !chosen.is_empty() && due.iter().all(|choice| choice.value != chosen))
}

impl Key {
    /// The first key that the same draft of a person may have for any period. None where it is no person's.
    pub(super) fn of_draft(&self) -> Option<Self> {
        let Whose::Draft { id, .. } = &self.whose else { return None };
        let whose = Whose::Draft { id: id.clone(), period: String::new() };
        Some(Self { form: self.form.clone(), whose })
    }

    /// Whether it is for the same draft of a person, and says for which period, which the other does not: that one was
    /// exported before it was said.
    pub(super) fn says_more_than(&self, other: &Self) -> bool {
        let (Whose::Draft { id, period }, Whose::Draft { id: of, period: less }) =
            (&self.whose, &other.whose)
        else {
            return false;
        };
        let is_more = match less.strip_suffix(of.as_str()) {
            Some(chosen) => period.starts_with(chosen),
            None => less.is_empty(),
        };
        self.form == other.form && id == of && period != less && is_more
    }

    /// Whether it is for one of these periods; for anything, where there are none.
    pub(super) fn is_of(&self, periods: Option<&[&Choice]>) -> bool {
        let (Some(periods), Whose::Listed { period, .. } | Whose::Named { period, .. }) =
            (periods, &self.whose)
        else {
            return true;
        };
        periods.iter().any(|choice| period.lines().next() == Some(&choice.value))
    }
}

/// Which papers of a form are for the same period: by what was chosen, and where another question asks which period
/// that is, by its answer. Where that is not answered, or the period has no day, the draft says.
fn period(plan: &Plan, form: &Form, draft: &Draft) -> String {
    let chosen = slot(form, draft, Slot::Period);
    let Some(field) = form.slot(Slot::Period) else { return String::new() };
    let FieldKind::Choice { .. } = &field.kind else { return same(chosen) };
    let names_it = |(section, other): &(&Section, &Field)| {
        other.slot == Slot::Record
            && matches!(other.kind, FieldKind::ShortText | FieldKind::Number | FieldKind::Date)
            && other.relevant.as_ref().is_some_and(|relevance| relevance.field == field.id)
            && is_relevant(form, section, other, &draft.answers)
    };
    let naming: Vec<_> = form.fields().filter(names_it).collect();
    let names = naming.iter().map(|(_, other)| same(draft.answers.text(&other.id)));
    let names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    match names.as_slice() {
        [] if !naming.is_empty() || is_undated(plan, form, chosen) => format!("{chosen}\n{}", draft.id),
        [] => chosen.to_owned(),
        names => format!("{chosen}\n{}", names.join("\n")),
    }
}

/// Words as they are compared where tones tell nothing apart: without them, capitals and spaces too many.
pub(super) fn same(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
