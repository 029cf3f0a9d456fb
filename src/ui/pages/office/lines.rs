//! A row of the register as it is drawn.

use crate::office::intake::Refusal;
use crate::office::{self, Entry, Judged, Lateness, PaperId};
use crate::plan::{Plan, PlanId};
use crate::submission::Status;
use crate::text::{OrderKey, fold, order_key};
use crate::ui::components::row_cells;
use crate::ui::markup;
use crate::ui::words::office as words;
use crate::ui::{OfficePage, Route};

/// What a row says, whatever stands beside it.
pub(super) struct Line {
    pub(super) form: String,
    /// Everything that is searched, without tones.
    pub(super) found: String,
    /// By the unit's name.
    pub(super) order: OrderKey,
    is_refused: bool,
    is_warned: bool,
    is_late: bool,
    unit: String,
    place: String,
    form_title: String,
    person: String,
    revision: String,
    status: &'static str,
    pages: String,
    is_over: bool,
    look: String,
}

/// How a row stands: its number, and its place among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    id: PaperId,
    code: u8,
}

/// The standings in the order of their codes; the first is that of a file without a paper.
const STANDINGS: [&str; 6] =
    ["", "Được tính", "Có bản khác thay", "Trùng bản đã nhận", "Trái nhau, chờ chọn", "Để riêng, không tính"];

const COUNTS: u8 = 1;
const CONTRADICTS: u8 = 4;

impl Standing {
    pub(super) fn of(id: PaperId, entry: &Entry) -> Self {
        let code = entry.standing.as_ref().map_or(0, |standing| {
            let word = words::standing(standing);
            STANDINGS.iter().position(|own| *own == word).and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
        });
        Self { id, code }
    }

    /// Names the row as it is drawn.
    pub(super) fn name(self) -> u64 {
        u64::from(self.id.0) << 8 | u64::from(self.code)
    }

    pub(super) fn named(name: u64) -> Self {
        let id = PaperId(u32::try_from(name >> 8).unwrap_or(u32::MAX));
        Self { id, code: u8::try_from(name & 0xff).unwrap_or(0) }
    }

    /// Which row it is.
    pub(super) fn id(self) -> PaperId {
        self.id
    }

    pub(super) fn at(self) -> usize {
        usize::try_from(self.id.0).unwrap_or(usize::MAX)
    }

    /// Whether the row is among those that a filter shows.
    pub(super) fn is(self, state: &str, lines: &[Line]) -> bool {
        let Some(line) = lines.get(self.at()) else { return false };
        match state {
            "accepted" => !line.is_refused && !line.is_warned,
            "warned" => line.is_warned,
            "late" => line.is_late,
            "contradicts" => self.code == CONTRADICTS,
            "aside" => self.code > COUNTS && self.code != CONTRADICTS,
            "refused" => line.is_refused,
            _ => true,
        }
    }

    /// What somebody must look at comes first.
    pub(super) fn urgency(self, lines: &[Line]) -> u8 {
        let Some(line) = lines.get(self.at()) else { return 9 };
        match () {
            () if self.code == CONTRADICTS => 0,
            () if line.is_refused => 1,
            () if self.code == COUNTS && line.is_warned => 2,
            () if self.code == COUNTS => 3,
            () => 4,
        }
    }
}

/// What a row says.
pub(super) fn line(plan: &Plan, entry: &Entry) -> Line {
    let place = entry.place.to_string();
    match &entry.outcome {
        Ok(judged) => of_paper(plan, judged, place),
        Err(refusal) => of_refused(refusal, place),
    }
}

fn of_refused(refusal: &Refusal, place: String) -> Line {
    Line {
        form: String::new(),
        found: fold(&place),
        order: order_key(&place),
        is_refused: true,
        is_warned: false,
        is_late: false,
        unit: place,
        place: String::new(),
        form_title: String::new(),
        person: String::new(),
        revision: String::new(),
        status: "Từ chối",
        pages: String::new(),
        is_over: false,
        look: words::refused(refusal),
    }
}

fn of_paper(plan: &Plan, judged: &Judged, place: String) -> Line {
    let name = match judged.who.name() {
        "" => "(chưa ghi tên)".to_owned(),
        name => name.to_owned(),
    };
    let form = judged.draft.form.to_string();
    let title = plan.form(&judged.draft.form).map(|form| form.title.clone()).unwrap_or_default();
    let warnings = judged.warnings();
    let look: Vec<String> = warnings.iter().map(words::warning).collect();
    let person = if judged.who.unit.is_empty() { String::new() } else { judged.who.person.clone() };
    Line {
        found: fold(&[&name, &person, &form, &title, &place].map(String::as_str).join(" ")),
        order: order_key(&name),
        is_refused: false,
        is_warned: !warnings.is_empty(),
        is_late: matches!(judged.lateness, Some(Lateness::Late { .. })),
        unit: name,
        place,
        form_title: title,
        person,
        revision: judged.draft.revision.to_string(),
        status: match judged.status {
            Status::Complete => "Hoàn thành",
            Status::Draft => "Bản nháp",
        },
        pages: pages(judged.pages),
        is_over: judged.pages.is_over(),
        look: look.join("; "),
        form,
    }
}

/// "3/4" where a limit is; what the file says stands among the warnings where it is another number.
pub(super) fn pages(pages: office::Pages) -> String {
    match (pages.counted.or(pages.claimed), pages.limit) {
        (Some(counted), Some(limit)) => format!("{counted}/{limit}"),
        (Some(counted), None) => counted.to_string(),
        (None, _) => String::new(),
    }
}

impl Line {
    /// The cells of the row.
    pub(super) fn cells(&self, standing: Standing, plan: &PlanId) -> String {
        let href = Route::Office(plan.clone(), OfficePage::Paper(standing.id.0)).href();
        let sign = match () {
            () if self.is_refused => "register__sign register__sign--refused",
            () if self.is_warned => "register__sign register__sign--warned",
            () => "register__sign register__sign--accepted",
        };
        let status = match () {
            () if self.is_refused => "✕ Từ chối".to_owned(),
            () if self.is_warned => format!("! {}", self.status),
            () => format!("✓ {}", self.status),
        };
        let over = if self.is_over { "register__pages register__over" } else { "register__pages" };
        let counts = match standing.code {
            CONTRADICTS => "register__over virtual-table__two",
            _ => "virtual-table__two",
        };
        let standing = STANDINGS.get(usize::from(standing.code)).copied().unwrap_or_default();
        row_cells(vec![
            vec![
                markup::link("register__unit", &href, &self.unit),
                markup::line("span", "register__place", &self.place),
            ],
            vec![
                markup::line("span", "", &self.form),
                markup::line("span", "register__place", &self.form_title),
            ],
            vec![markup::line("span", "", &self.person)],
            vec![markup::line("span", "register__number", &self.revision)],
            vec![markup::line("span", sign, &status)],
            vec![markup::line("span", over, &self.pages)],
            vec![markup::line("span", "register__look virtual-table__two", &self.look)],
            vec![markup::line("span", counts, standing)],
        ])
    }
}
