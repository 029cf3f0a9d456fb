//! Makes submissions as an office is sent them: most sound, and every fault as often as is known beforehand.
//!
//! **Invariant:** the same count and plan give the same files. What is expected of each is known from how it was made, not
//! from asking the program.

pub(crate) mod foreign;
pub(crate) mod kind;

use std::collections::BTreeMap;
use std::path::Path;

use tham_luan::draft::{Answer, Draft, DraftId, Timestamp};
use tham_luan::form::{Field, FieldKind, Form, Slot};
use tham_luan::json;
use tham_luan::pagination::ENGINE;
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, built_in};
use tham_luan::submission::{Export, Status, Submission, compose};

use foreign::{foreign, spoiled};
use kind::FAULTS;
pub(crate) use kind::Kind;

/// One file in so many has a fault.
const FAULT_EVERY: usize = 3;

/// A file, and what is expected of it.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    /// Its name.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
    /// What is with it.
    pub(crate) kind: Kind,
    /// The plan of the paper in it; none where no paper can be had.
    pub(crate) plan: Option<String>,
}

/// A paper that others can be made from.
#[derive(Clone)]
struct Base {
    plan: usize,
    form: usize,
    draft: Draft,
    pages: u32,
}

/// Makes files one after another.
pub(crate) struct Maker {
    plans: Vec<Plan>,
    samples: BTreeMap<String, (Draft, u32)>,
    long: BTreeMap<String, (Draft, u32)>,
    /// The forms that papers are made for, by plan and form.
    forms: Vec<(usize, usize)>,
    /// How many units of its roster each form has used up.
    used: BTreeMap<String, usize>,
    /// Sound papers that nothing was made from yet.
    bases: Vec<Base>,
    made: usize,
    turn: usize,
}

impl Maker {
    /// With the samples in a folder, for one plan or for all.
    pub(crate) fn new(folder: &Path, only: Option<&str>) -> Result<Self, String> {
        let plans = built_in();
        let (mut samples, mut forms) = (BTreeMap::new(), Vec::new());
        for (at, plan) in plans.iter().enumerate() {
            if only.is_some_and(|only| only != plan.id.as_str()) {
                continue;
            }
            for (form_at, form) in plan.forms.iter().enumerate() {
                let file = folder.join(format!("{}.json", form.id));
                let text =
                    std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                let value = json::parse(&text).map_err(|error| format!("{}: {error:?}", file.display()))?;
                let draft = Draft::from_json(&value).map_err(|part| format!("{}: {part}", file.display()))?;
                samples.insert(form.id.to_string(), (draft, 0));
                forms.push((at, form_at));
            }
        }
        if forms.is_empty() {
            return Err(format!("there is no plan {}", only.unwrap_or_default()));
        }
        let (long, used) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { plans, samples, long, forms, used, bases: Vec::new(), made: 0, turn: 0 })
    }

    /// The next file.
    pub(crate) fn make(&mut self) -> Made {
        let at = self.made;
        self.made += 1;
        let wanted = match at % FAULT_EVERY {
            rest if rest + 1 == FAULT_EVERY => FAULTS[at / FAULT_EVERY % FAULTS.len()],
            _ => Kind::Sound,
        };
        let made = self.paper(wanted, at).or_else(|| self.paper(Kind::Sound, at));
        made.or_else(|| self.paper(Kind::Later, at)).unwrap_or_else(|| self.foreign(at))
    }

    fn paper(&mut self, kind: Kind, at: usize) -> Option<Made> {
        match kind {
            Kind::Later | Kind::Contradiction | Kind::Again => {
                let base = if self.bases.is_empty() { None } else { Some(self.bases.remove(0)) }?;
                Some(self.of_base(kind, base, at))
            }
            Kind::Cut
            | Kind::Utf16
            | Kind::Legacy
            | Kind::UnknownPlan
            | Kind::UnknownForm
            | Kind::NewerVersion => {
                let base = self.template(at);
                let text = self.export(&base, Status::Complete, None).text().to_owned();
                Some(Made { name: name(at, "json"), bytes: spoiled(kind, &text), kind, plan: None })
            }
            Kind::Empty
            | Kind::NotJson
            | Kind::ForeignJson
            | Kind::Deep
            | Kind::Backup
            | Kind::Word
            | Kind::Scan
            | Kind::Picture => {
                let (bytes, ending) = foreign(kind);
                Some(Made { name: name(at, ending), bytes, kind, plan: None })
            }
            _ => self.fresh(kind, at),
        }
    }

    /// What takes the place of a paper where every unit has handed in and nothing is left to revise.
    fn foreign(&self, at: usize) -> Made {
        let (bytes, ending) = foreign(Kind::NotJson);
        Made { name: name(at, ending), bytes, kind: Kind::NotJson, plan: None }
    }

    /// A paper of a unit that has not handed it in.
    fn fresh(&mut self, kind: Kind, at: usize) -> Option<Made> {
        for _ in 0..self.forms.len() {
            let (plan, form_at) = self.forms[self.turn % self.forms.len()];
            self.turn += 1;
            let form = self.plans[plan].forms[form_at].clone();
            let has_deadline = self.plans[plan].deadline(&form).is_some();
            let fits = match kind {
                Kind::Late => has_deadline,
                Kind::OverLong => form.page_limit.is_some() && long_field(&form).is_some(),
                _ => true,
            };
            if !fits {
                continue;
            }
            let (draft, pages) = self.sample(plan, &form, kind == Kind::OverLong);
            let Some(draft) = self.of_unit(plan, &form, draft, at) else { continue };
            let base = Base { plan, form: form_at, draft, pages };
            let status = if kind == Kind::Draft { Status::Draft } else { Status::Complete };
            let late = if kind == Kind::Late {
                self.plans[plan].deadline(&form).map(|due| due.before)
            } else {
                None
            };
            let submission = self.export(&base, status, late.map(|day| day.iso()));
            let text = match kind {
                Kind::ChangedByte => submission.text().replacen("\"app\": {", "\"app\":  {", 1).replacen(
                    "\"updatedAt\": \"2",
                    "\"updatedAt\": \"1",
                    1,
                ),
                Kind::NoChecksum => without_checksum(submission.text()),
                Kind::OtherPages => {
                    submission_of(&Base { pages: base.pages + 1, ..base.clone() }, self, status)
                }
                Kind::OtherPlanVersion => {
                    let mut base = base.clone();
                    base.draft.plan_version += 1;
                    submission_of(&base, self, status)
                }
                _ => submission.text().to_owned(),
            };
            let made = Made {
                name: format!("{at:06}_{}", submission.file_name()),
                bytes: text.into_bytes(),
                kind,
                plan: Some(self.plans[plan].id.to_string()),
            };
            if kind == Kind::Sound {
                self.bases.push(base);
            }
            return Some(made);
        }
        None
    }

    fn of_base(&mut self, kind: Kind, mut base: Base, at: usize) -> Made {
        if kind == Kind::Later {
            base.draft.revision += 1;
        }
        if kind != Kind::Again {
            let form = &self.plans[base.plan].forms[base.form];
            if let Some(field) = form.slot(Slot::AuthorPhone).or_else(|| long_fields(form).next()) {
                let text = base.draft.answers.text(&field.id).to_owned();
                // A number of the same length, or a word more or less that changes no line.
                let other = match (text.strip_suffix('.'), text.strip_suffix(';')) {
                    _ if field.slot != Slot::Body => format!("0205 000 {at:04}"),
                    (Some(rest), _) => format!("{rest};"),
                    (None, Some(rest)) => format!("{rest}."),
                    (None, None) => format!("{text}."),
                };
                base.draft.answers.set(field.id.clone(), Answer::Text(other));
            }
        }
        let submission = self.export(&base, Status::Complete, None);
        let name = format!("{at:06}_{}", submission.file_name());
        let plan = Some(self.plans[base.plan].id.to_string());
        let bytes = submission.text().as_bytes().to_vec();
        if kind == Kind::Later {
            self.bases.push(base);
        }
        Made { name, bytes, kind, plan }
    }

    /// The sample of a form as it is, for files of which no paper can be had.
    fn template(&mut self, at: usize) -> Base {
        let (plan, form_at) = self.forms[at % self.forms.len()];
        let form = self.plans[plan].forms[form_at].clone();
        let (draft, pages) = self.sample(plan, &form, false);
        Base { plan, form: form_at, draft, pages }
    }

    /// The sample of a form and its pages, or one that is too long.
    fn sample(&mut self, plan: usize, form: &Form, long: bool) -> (Draft, u32) {
        let id = form.id.to_string();
        if long && let Some(known) = self.long.get(&id) {
            return known.clone();
        }
        let (mut draft, mut pages) = self.samples[&id].clone();
        let mut press = Press::default();
        if pages == 0 {
            pages = press.pages(&self.plans[plan], form, &draft);
            self.samples.insert(id.clone(), (draft.clone(), pages));
        }
        if long {
            let limit = form.page_limit.as_ref().map_or(0, |limit| limit.pages);
            while let Some(field) = long_field(form).filter(|_| pages <= limit) {
                let text = draft.answers.text(&field.id).to_owned();
                draft.answers.set(field.id.clone(), Answer::Text(format!("{text}\n{PARAGRAPH}")));
                pages = press.pages(&self.plans[plan], form, &draft);
            }
            self.long.insert(id, (draft.clone(), pages));
        }
        (draft, pages)
    }

    /// The draft as that of a unit, or a person, whose paper is not there yet. None where all have handed in.
    fn of_unit(&mut self, plan: usize, form: &Form, mut draft: Draft, at: usize) -> Option<Draft> {
        draft.id = DraftId::new(format!("{:08x}-0000-4000-8000-{:012x}", at + 1, at + 1));
        draft.revision = 0;
        let used = self.used.entry(form.id.to_string()).or_default();
        if let Some(field) = form.slot(Slot::Unit).filter(|_| form.unit_group.is_some()) {
            let units: Vec<_> = self.plans[plan].units(form).collect();
            let unit = match units.get(*used) {
                Some(unit) => unit,
                // Units that are only counted: one more of the last of them.
                None => units.iter().rev().find(|unit| unit.unnamed)?,
            };
            draft.answers.set(field.id.clone(), Answer::Text(unit.id.to_string()));
        }
        *used += 1;
        // As long as one another, so that no line breaks otherwise.
        if let Some(field) =
            form.slot(Slot::UnitName).filter(|field| !draft.answers.text(&field.id).is_empty())
        {
            draft.answers.set(field.id.clone(), Answer::Text(format!("Đơn vị mẫu số {at:06}")));
        }
        if form.level == "ca-nhan"
            && let Some(field) = form.slot(Slot::Signer)
        {
            draft.answers.set(field.id.clone(), Answer::Text(format!("Nguyễn Văn {}", spelled(at))));
        }
        Some(draft)
    }

    fn export(&self, base: &Base, status: Status, day: Option<String>) -> Submission {
        let plan = &self.plans[base.plan];
        let form = &plan.forms[base.form];
        let in_time = || plan.deadline(form).map_or("2021-04-01".to_owned(), |due| due.last_safe_day().iso());
        let day = day.unwrap_or_else(in_time);
        compose(&Export {
            draft: &base.draft,
            plan,
            form,
            revision: base.draft.revision + 1,
            status,
            pages: base.pages,
            engine: ENGINE,
            exported_at: &Timestamp::new(format!("{day}T09:00:00+07:00")),
            app_version: env!("CARGO_PKG_VERSION"),
        })
    }
}

const PARAGRAPH: &str = "Trong thời gian tới, đơn vị tiếp tục quán triệt, triển khai đầy đủ các nội dung của Kế hoạch; \
phân công rõ người, rõ việc, rõ thời gian hoàn thành; kiểm tra, đôn đốc thường xuyên và báo cáo kết quả đúng thời hạn.";

fn name(at: usize, ending: &str) -> String {
    format!("{at:06}_tep.{ending}")
}

fn submission_of(base: &Base, maker: &Maker, status: Status) -> String {
    maker.export(base, status, None).text().to_owned()
}

/// The fields that texts are written into.
fn long_fields(form: &Form) -> impl Iterator<Item = &Field> {
    let is_long = |field: &&Field| {
        matches!(field.kind, FieldKind::LongText) && field.slot == Slot::Body && field.required
    };
    form.fields().map(|(_, field)| field).filter(is_long)
}

/// One whose text may go on as long as it likes.
fn long_field(form: &Form) -> Option<&Field> {
    long_fields(form).find(|field| field.constraints.is_empty())
}

/// A number in letters, because a name has no digits; always six.
fn spelled(number: usize) -> String {
    let digits = format!("{number:06}");
    let letters: String = digits.bytes().map(|digit| char::from(b'a' + (digit - b'0'))).collect();
    letters.chars().take(1).map(|first| first.to_ascii_uppercase()).chain(letters.chars().skip(1)).collect()
}

fn without_checksum(text: &str) -> String {
    let Some(at) = text.rfind(",\n  \"checksum\"") else { return text.to_owned() };
    format!("{}\n}}\n", &text[..at])
}
