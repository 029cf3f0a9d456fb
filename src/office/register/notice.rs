//! What is pointed out and left to people: the same person or the same text twice, one draft in several hands, several
//! drafts of one unit.

use std::collections::BTreeMap;

use super::{Entry, Register, Standing};
use crate::draft::{DraftId, Row, shown_cell};
use crate::form::{ColumnId, ColumnKind, FieldId, FieldKind, Form, FormId, Table, Test};
use crate::json::{Value, object};
use crate::office::PaperId;
use crate::office::judge::{Key, Whose, due_periods, same};
use crate::plan::{Plan, UnitId};
use crate::text::reading;

/// Something to look at. Nothing follows from it by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// Rows of several papers name the same person, collective or thing, by the columns that no two rows of one paper
    /// may have in common.
    SameRow {
        /// What they have in common, as the first of them says.
        says: Vec<String>,
        /// Where.
        at: Vec<Spot>,
    },
    /// Papers of the same person: of one name and, where it is asked, one year of birth.
    SamePerson {
        /// The name, as the first of them says.
        name: String,
        /// The papers.
        papers: Vec<PaperId>,
    },
    /// The same words, such as a proposal, in several papers.
    SameText {
        /// As the first of them says.
        says: String,
        /// Where.
        at: Vec<Spot>,
    },
    /// One draft under several names: a file that was handed on and filled in anew, or a name that was corrected.
    SameDraft {
        /// The draft.
        draft: DraftId,
        /// Papers of it, one a name.
        papers: Vec<PaperId>,
    },
    /// Papers of several drafts for one unit and form, of which the one of the highest revision counts. A revision counts
    /// the exports of one draft: the paper that does not count may be the newer one.
    OtherDraft {
        /// The paper that counts, and the last of each other draft.
        papers: Vec<PaperId>,
    },
    /// Papers that all count, of units or persons whose names differ in tones alone: two, or one that was once typed without
    /// them.
    AlikeNames {
        /// The papers, one a name.
        papers: Vec<PaperId>,
    },
    /// More units than the plan counts under one line of its roster, for one period.
    OverQuota {
        /// The line.
        unit: UnitId,
        /// The form.
        form: FormId,
        /// So many it counts.
        quota: u32,
        /// The papers.
        papers: Vec<PaperId>,
    },
}

impl Notice {
    /// Names its kind for other programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::SameRow { .. } => "same-row",
            Self::SamePerson { .. } => "same-person",
            Self::SameText { .. } => "same-text",
            Self::SameDraft { .. } => "same-draft",
            Self::OtherDraft { .. } => "other-draft",
            Self::AlikeNames { .. } => "alike-names",
            Self::OverQuota { .. } => "over-quota",
        }
    }

    /// For other programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let list = |papers: &[PaperId]| Value::Array(papers.iter().map(|id| id.0.into()).collect());
        let spot = |spot: &Spot| {
            object(vec![
                ("paper", spot.paper.0.into()),
                ("field", spot.field.as_str().into()),
                ("row", u32::try_from(spot.row).unwrap_or(u32::MAX).into()),
            ])
        };
        let mut members = vec![("kind", self.code().into())];
        members.extend(match self {
            Self::SameRow { says, at } => {
                let says = says.iter().map(|cell| cell.as_str().into()).collect();
                vec![("says", Value::Array(says)), ("at", Value::Array(at.iter().map(spot).collect()))]
            }
            Self::SameText { says, at } => {
                vec![("says", says.as_str().into()), ("at", Value::Array(at.iter().map(spot).collect()))]
            }
            Self::SamePerson { name, papers } => {
                vec![("name", name.as_str().into()), ("papers", list(papers))]
            }
            Self::SameDraft { draft, papers } => {
                vec![("id", draft.as_str().into()), ("papers", list(papers))]
            }
            Self::OtherDraft { papers } | Self::AlikeNames { papers } => vec![("papers", list(papers))],
            Self::OverQuota { unit, form, quota, papers } => vec![
                ("unitId", unit.as_str().into()),
                ("form", form.as_str().into()),
                ("quota", (*quota).into()),
                ("papers", list(papers)),
            ],
        });
        object(members)
    }
}

/// A row of a table in a paper.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The paper.
    pub paper: PaperId,
    /// The table.
    pub field: FieldId,
    /// The row, from 0.
    pub row: usize,
}

/// Shorter texts, such as "Không có", are the same by chance. In folded letters.
const LEAST_LETTERS: usize = 24;

/// The field that asks a person's year of birth, where a form has one.
const YEAR: &str = "nam-sinh";

/// What was said first, and everywhere that it was said.
type Said<W> = (Vec<String>, Vec<W>);

pub(super) fn notices(register: &Register, plan: &Plan) -> Vec<Notice> {
    let mut notices = other_drafts(register);
    notices.extend(alike_names(register));
    let mut rows: BTreeMap<(FormId, FieldId, Vec<String>), Said<Spot>> = BTreeMap::new();
    let mut texts: BTreeMap<(FormId, FieldId, Vec<String>), Said<Spot>> = BTreeMap::new();
    let mut people: BTreeMap<(FormId, Vec<String>), Said<PaperId>> = BTreeMap::new();
    for (id, judged) in register.counting() {
        let Some(form) = plan.form(&judged.draft.form) else { continue };
        for (_, field) in form.fields() {
            let FieldKind::Table(table) = &field.kind else { continue };
            let (columns, found) = match unique(field) {
                Some(columns) if names_one(table, &columns) => (columns, &mut rows),
                Some(_) => continue,
                None => match words(table) {
                    Some(column) => (vec![column], &mut texts),
                    None => continue,
                },
            };
            for (row, cells) in judged.draft.answers.rows(&field.id).iter().enumerate() {
                let Some((key, says)) = said(table, cells, &columns) else { continue };
                let is_short = key.iter().map(String::len).sum::<usize>() < LEAST_LETTERS;
                if unique(field).is_none() && is_short {
                    continue;
                }
                let spot = Spot { paper: id, field: field.id.clone(), row };
                found
                    .entry((form.id.clone(), field.id.clone(), key))
                    .or_insert_with(|| (says, Vec::new()))
                    .1
                    .push(spot);
            }
        }
        if let Some(name) = person(form, &judged.who.person) {
            let year = judged.draft.answers.text(&FieldId::new(YEAR)).trim().to_owned();
            let says = vec![judged.who.person.clone()];
            people
                .entry((form.id.clone(), vec![name, year]))
                .or_insert_with(|| (says, Vec::new()))
                .1
                .push(id);
        }
    }
    let several =
        |at: &[Spot]| at.iter().any(|spot| at.first().is_some_and(|first| first.paper != spot.paper));
    notices.extend(
        rows.into_values().filter(|(_, at)| several(at)).map(|(says, at)| Notice::SameRow { says, at }),
    );
    let people = people.into_values().filter(|(_, papers)| papers.len() > 1);
    notices.extend(people.map(|(says, papers)| Notice::SamePerson { name: says.join(" "), papers }));
    let texts = texts.into_values().filter(|(_, at)| several(at));
    notices.extend(texts.map(|(says, at)| Notice::SameText { says: says.join(" "), at }));
    notices.extend(same_drafts(register));
    notices.extend(over_quota(register, plan));
    notices
}

/// The columns in which no two rows may be the same, if the table has such a rule.
fn unique(field: &crate::form::Field) -> Option<Vec<ColumnId>> {
    field.constraints.iter().find_map(|constraint| match &constraint.test {
        Test::Unique { columns } => Some(columns.clone()),
        _ => None,
    })
}

/// Whether rows that are equal in these columns name one and the same person, collective or thing, or say the same. They do
/// not where figures stand beside: an indicator, or a kind of award, is named by every unit.
fn names_one(table: &Table, columns: &[ColumnId]) -> bool {
    let is_figure = |kind: &ColumnKind| matches!(kind, ColumnKind::Number | ColumnKind::Computed { .. });
    let mut beside = table.columns.iter().filter(|column| !columns.contains(&column.id));
    let first = columns.first().and_then(|id| table.columns.iter().find(|column| column.id == *id));
    let is_named =
        first.is_some_and(|column| matches!(column.kind, ColumnKind::ShortText | ColumnKind::LongText));
    is_named && !beside.any(|column| is_figure(&column.kind))
}

/// The first column of a table that takes words, unless its rows are given.
fn words(table: &Table) -> Option<ColumnId> {
    let is_text = |kind: &ColumnKind| matches!(kind, ColumnKind::ShortText | ColumnKind::LongText);
    let column = table.columns.iter().find(|column| is_text(&column.kind));
    column.filter(|_| table.fixed_by.is_none()).map(|column| column.id.clone())
}

/// What a row says in some columns: as compared, and as people read it. Nothing where the first is empty.
fn said(table: &Table, row: &Row, columns: &[ColumnId]) -> Option<(Vec<String>, Vec<String>)> {
    let columns = columns.iter().filter_map(|id| table.columns.iter().find(|column| column.id == *id));
    let says: Vec<_> = columns.map(|column| shown_cell(table, row, column)).collect();
    let key: Vec<_> = says.iter().map(|cell| same(cell)).collect();
    key.first().is_some_and(|cell| !cell.is_empty()).then_some((key, says))
}

/// The name of who hands in a person's form.
fn person(form: &Form, name: &str) -> Option<String> {
    Some(same(name)).filter(|name| form.level == "ca-nhan" && !name.is_empty())
}

fn same_drafts(register: &Register) -> Vec<Notice> {
    let mut drafts: BTreeMap<&DraftId, Vec<(String, PaperId)>> = BTreeMap::new();
    for (_, papers) in register.cases() {
        for id in papers {
            let Some(judged) = register.paper(id) else { continue };
            let name = reading(&format!("{} {}", judged.who.unit, judged.who.person));
            let known = drafts.entry(&judged.draft.id).or_default();
            if known.iter().all(|(other, _)| *other != name) {
                known.push((name, id));
            }
        }
    }
    let several = drafts.into_iter().filter(|(_, papers)| papers.len() > 1);
    several
        .map(|(draft, papers)| Notice::SameDraft {
            draft: draft.clone(),
            papers: papers.into_iter().map(|(_, id)| id).collect(),
        })
        .collect()
}

fn other_drafts(register: &Register) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (_, papers) in register.cases() {
        let mut counts = None;
        let mut last: BTreeMap<&DraftId, (u32, PaperId)> = BTreeMap::new();
        for id in papers {
            let Some(Entry { outcome: Ok(judged), standing: Some(standing), .. }) = register.entry(id) else {
                continue;
            };
            match standing {
                Standing::Counts => counts = Some((&judged.draft.id, id)),
                Standing::Superseded { .. } => {
                    let revision = judged.draft.revision;
                    let known = last.entry(&judged.draft.id).or_insert((revision, id));
                    *known = (revision, id).max(*known);
                }
                Standing::Repeated { .. } | Standing::Contradicts { .. } | Standing::SetAside => {}
            }
        }
        let Some((draft, counts)) = counts else { continue };
        let others = last.into_iter().filter(|(other, _)| *other != draft).map(|(_, (_, id))| id);
        let papers: Vec<_> = [counts].into_iter().chain(others).collect();
        if papers.len() > 1 {
            notices.push(Notice::OtherDraft { papers });
        }
    }
    notices
}

fn alike_names(register: &Register) -> Vec<Notice> {
    let mut alike: BTreeMap<Key, Vec<PaperId>> = BTreeMap::new();
    for (id, judged) in register.counting() {
        let mut key = judged.key.clone();
        match &mut key.whose {
            Whose::Listed { name, .. } if name.is_empty() => continue,
            Whose::Listed { name, .. } | Whose::Named { name, .. } => *name = same(name),
            Whose::Draft { .. } => continue,
        }
        alike.entry(key).or_default().push(id);
    }
    let several = alike.into_values().filter(|papers| papers.len() > 1);
    several.map(|papers| Notice::AlikeNames { papers }).collect()
}

/// More units than are counted, in each period by itself: a unit that hands in for two is still one. Of a period that the
/// deadline is not about any number of papers may come.
fn over_quota(register: &Register, plan: &Plan) -> Vec<Notice> {
    let due: BTreeMap<_, _> = plan.forms.iter().map(|form| (&form.id, due_periods(plan, form))).collect();
    let mut found: BTreeMap<(&FormId, &UnitId, &str), Vec<PaperId>> = BTreeMap::new();
    for (id, judged) in register.counting() {
        let Key { form, whose: Whose::Listed { unit, period, .. } } = &judged.key else { continue };
        if judged.key.is_of(due.get(form).and_then(Option::as_deref)) {
            found.entry((form, unit, period)).or_default().push(id);
        }
    }
    let mut notices = Vec::new();
    for ((form, id, _), papers) in found {
        let quota =
            plan.roster.iter().find(|unit| unit.id == *id && unit.unnamed).and_then(|unit| unit.quota());
        if let Some(quota) =
            quota.filter(|quota| u32::try_from(papers.len()).is_ok_and(|found| found > *quota))
        {
            notices.push(Notice::OverQuota { unit: id.clone(), form: form.clone(), quota, papers });
        }
    }
    notices
}
