//! Plan packs: a plan (kế hoạch) as data. Schema: `public/schema/plan-1.json`. What is known of a plan before its pack is
//! at hand stands in the [`catalogue`].
//!
//! **Invariant:** a plan's words are kept as printed; what this program adds stands beside them, in notes.
//! Nothing here holds an answer.

pub mod catalogue;
mod check;
mod inspect;
mod pack;
mod problem;
mod read;
mod shape;
mod value;
mod words;

pub use crate::form::Source as SourceQuote;
use crate::form::{Form, FormId, Note, ids};
use crate::text::Date;
pub use catalogue::{FormListing, PlanListing};
#[cfg(not(target_arch = "wasm32"))]
pub use pack::built_in;
pub use pack::{FORMAT, PackError, parse};
pub use problem::{Fault, Pattern, Problem, Type};

ids! {
    /// Names a plan, such as `000`.
    PlanId,
    /// Names a unit of a plan's roster, such as `binh-gia`.
    UnitId,
}

/// One plan with all that it asks for. The shared sections of its pack are already in its forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Unique among plans.
    pub id: PlanId,
    /// The version of this pack; a draft keeps the one that it was begun with.
    pub version: u32,
    /// Names it, dates it, says who issued it.
    pub identity: Identity,
    /// What one should know of the plan as a whole.
    pub notes: Vec<Note>,
    /// By when.
    pub deadlines: Vec<Deadline>,
    /// Who.
    pub roster: Vec<Unit>,
    /// What.
    pub forms: Vec<Form>,
}

/// What a plan calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The full title as printed.
    pub title: String,
    /// As people say it, such as "Kế hoạch tổng kết Đề án 500".
    pub short_title: String,
    /// Number and symbol as printed, blanks included; None where the copy at hand prints none.
    pub number: Option<String>,
    /// Place and date as printed, blanks included; likewise.
    pub signed: Option<String>,
    /// Who issued it.
    pub issuer: String,
    /// The documents that it rests on.
    pub legal_basis: Vec<String>,
    /// What it is for, in its own words.
    pub purpose: SourceQuote,
}

/// A day before which something must be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Referred to by forms.
    pub id: String,
    /// "Trước ngày X" excludes X: a paper of this day is late. A month or a year ends before its next one.
    pub before: Date,
    /// As printed, such as "trước ngày 10/9/2020".
    pub words: String,
    /// Who receives it, if it is said.
    pub recipient: Option<String>,
    /// The clause that sets it. None where the plan leaves it open and the receiving office set it.
    pub source: Option<SourceQuote>,
}

impl Deadline {
    /// The last day that is still in time.
    #[must_use]
    pub fn last_safe_day(&self) -> Date {
        self.before.previous_day()
    }

    /// Whether something handed in on that day is late.
    #[must_use]
    pub fn is_late(&self, day: Date) -> bool {
        day >= self.before
    }
}

/// One unit that owes papers. The list is frozen with the plan, whatever became of the units since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Unique within the plan.
    pub id: UnitId,
    /// As the plan names it, or what it says of it ("01 UBND xã thuộc huyện Bình Gia").
    pub name: String,
    /// Forms refer to groups.
    pub group: String,
    /// Whether the plan only counts it, so that the writer gives its name.
    pub unnamed: bool,
    /// The unit that it belongs to.
    pub parent: Option<UnitId>,
    /// Who acts for it where it no longer exists, as the receiving office says.
    pub substitute: Option<String>,
}

impl Unit {
    /// How many units this line of the roster stands for: itself, or as many as its words count ("01 UBND xã …"). None
    /// where they say no number, as of the divisions of a department.
    #[must_use]
    pub fn quota(&self) -> Option<u32> {
        if !self.unnamed {
            return Some(1);
        }
        let digits: String = self.name.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    }
}

impl Plan {
    /// The form of that id.
    #[must_use]
    pub fn form(&self, id: &FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// The deadline that a form falls under.
    #[must_use]
    pub fn deadline(&self, form: &Form) -> Option<&Deadline> {
        let id = form.deadline.as_deref()?;
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// The units that owe a form, in the plan's order.
    pub fn units<'a>(&'a self, form: &'a Form) -> impl Iterator<Item = &'a Unit> {
        self.roster.iter().filter(move |unit| form.unit_group.as_ref() == Some(&unit.group))
    }
}
