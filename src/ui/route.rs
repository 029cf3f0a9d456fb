//! Addresses within the page: the part after `#`, so that links, Back and `file://` all work.

use crate::draft::{DraftId, RowId};
use crate::form::{ColumnId, FieldId, FormId, SectionId};
use crate::plan::PlanId;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The two doors, the plans and the drafts.
    Home,
    /// Who must write what for a plan; at one of its forms.
    Plan(PlanId, Option<FormId>),
    /// The packs of plans on this machine.
    Packs,
    /// A draft's sections and what can be done with it.
    Draft(DraftId),
    /// One section of a draft, to be written.
    Section(DraftId, SectionId, Option<Place>),
    /// The pages of a draft as they print.
    Preview(DraftId),
    /// What is still missing in a draft.
    Check(DraftId),
    /// What an export contains, and the export.
    Export(DraftId),
    /// The earlier versions of a draft; or the one of that number.
    Versions(DraftId, Option<u32>),
    /// What differs between a draft and another that came of it.
    Parallel(DraftId, DraftId),
    /// Drafts of which only versions are left.
    Deleted,
    /// What is stored on this machine.
    Data,
    /// Opening a file.
    Open,
    /// The receiving office: for which plan.
    Receive,
    /// What an office does with what it was sent for a plan.
    Office(PlanId, OfficePage),
    /// An address that means nothing here.
    Unknown,
}

/// What the receiving office looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficePage {
    /// Files are taken in, and everything that came has a row.
    Register,
    /// One paper, by its number in the register.
    Paper(u32),
    /// Who has not handed in.
    Missing,
    /// The compiled tables.
    Tables,
    /// One of them.
    Table(String),
    /// Opinions merged by hand.
    Opinions,
}

/// A field, or a cell of a table, that takes the focus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The field.
    pub field: FieldId,
    /// The cell, in a table.
    pub cell: Option<(RowId, ColumnId)>,
}

impl Place {
    /// The id of the element that takes the focus.
    #[must_use]
    pub fn element(&self) -> String {
        match &self.cell {
            None => field_element(&self.field),
            Some((row, column)) => cell_element(&self.field, *row, column),
        }
    }
}

/// The id of a field's element.
#[must_use]
pub(super) fn field_element(field: &FieldId) -> String {
    format!("f-{field}")
}

/// The id of a cell's element.
#[must_use]
pub(super) fn cell_element(field: &FieldId, row: RowId, column: &ColumnId) -> String {
    format!("f-{field}-{row}-{column}")
}

/// The id of the element of a form on its plan's page.
#[must_use]
pub(super) fn form_element(form: &FormId) -> String {
    format!("form-{form}")
}

impl Route {
    /// Reads an address, without its `#`.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let parts: Vec<&str> = hash.split('/').filter(|part| !part.is_empty()).collect();
        let draft = |id: &str| DraftId::new(id);
        match parts.as_slice() {
            [] => Self::Home,
            ["ke-hoach", plan] => Self::Plan(PlanId::new(*plan), None),
            ["ke-hoach", plan, form] => Self::Plan(PlanId::new(*plan), Some(FormId::new(*form))),
            ["goi-ke-hoach"] => Self::Packs,
            ["bai", id] => Self::Draft(draft(id)),
            ["bai", id, "trang-in"] => Self::Preview(draft(id)),
            ["bai", id, "kiem-tra"] => Self::Check(draft(id)),
            ["bai", id, "xuat"] => Self::Export(draft(id)),
            ["bai", id, "ban-song-song", other] => Self::Parallel(draft(id), draft(other)),
            ["bai", id, "ban-truoc"] => Self::Versions(draft(id), None),
            ["bai", id, "ban-truoc", number] => {
                number.parse().map_or(Self::Unknown, |number| Self::Versions(draft(id), Some(number)))
            }
            ["bai-da-xoa"] => Self::Deleted,
            ["bai", id, "phan", section, rest @ ..] => {
                let place = match rest {
                    [] => Ok(None),
                    [field] => Ok(Some(Place { field: FieldId::new(*field), cell: None })),
                    [field, row, column] => row.parse().map(|row| {
                        let cell = Some((row, ColumnId::new(*column)));
                        Some(Place { field: FieldId::new(*field), cell })
                    }),
                    _ => return Self::Unknown,
                };
                place.map_or(Self::Unknown, |place| Self::Section(draft(id), SectionId::new(*section), place))
            }
            ["du-lieu"] => Self::Data,
            ["mo-tep"] => Self::Open,
            ["tiep-nhan"] => Self::Receive,
            ["tiep-nhan", plan, rest @ ..] => match OfficePage::parse(rest) {
                Some(page) => Self::Office(PlanId::new(*plan), page),
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// The address, with its `#`.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Home | Self::Unknown => "#/".to_owned(),
            Self::Plan(plan, None) => format!("#/ke-hoach/{plan}"),
            Self::Plan(plan, Some(form)) => format!("#/ke-hoach/{plan}/{form}"),
            Self::Packs => "#/goi-ke-hoach".to_owned(),
            Self::Draft(draft) => format!("#/bai/{draft}"),
            Self::Section(draft, section, None) => format!("#/bai/{draft}/phan/{section}"),
            Self::Section(draft, section, Some(Place { field, cell: None })) => {
                format!("#/bai/{draft}/phan/{section}/{field}")
            }
            Self::Section(draft, section, Some(Place { field, cell: Some((row, column)) })) => {
                format!("#/bai/{draft}/phan/{section}/{field}/{row}/{column}")
            }
            Self::Preview(draft) => format!("#/bai/{draft}/trang-in"),
            Self::Check(draft) => format!("#/bai/{draft}/kiem-tra"),
            Self::Export(draft) => format!("#/bai/{draft}/xuat"),
            Self::Parallel(draft, other) => format!("#/bai/{draft}/ban-song-song/{other}"),
            Self::Versions(draft, None) => format!("#/bai/{draft}/ban-truoc"),
            Self::Versions(draft, Some(number)) => format!("#/bai/{draft}/ban-truoc/{number}"),
            Self::Deleted => "#/bai-da-xoa".to_owned(),
            Self::Data => "#/du-lieu".to_owned(),
            Self::Open => "#/mo-tep".to_owned(),
            Self::Receive => "#/tiep-nhan".to_owned(),
            Self::Office(plan, page) => format!("#/tiep-nhan/{plan}{}", page.path()),
        }
    }

    /// The id of the element that takes the focus on arrival, if the address names one.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Section(_, _, Some(place)) => Some(place.element()),
            Self::Plan(_, Some(form)) => Some(form_element(form)),
            _ => None,
        }
    }

    /// The same page of another draft, if it is about a draft.
    #[must_use]
    pub fn of_draft(self, draft: DraftId) -> Self {
        match self {
            Self::Draft(_) => Self::Draft(draft),
            Self::Section(_, section, place) => Self::Section(draft, section, place),
            Self::Preview(_) => Self::Preview(draft),
            Self::Check(_) => Self::Check(draft),
            Self::Export(_) => Self::Export(draft),
            Self::Versions(..) => Self::Versions(draft, None),
            Self::Parallel(_, other) => Self::Parallel(draft, other),
            other @ (Self::Home
            | Self::Plan(..)
            | Self::Packs
            | Self::Deleted
            | Self::Data
            | Self::Open
            | Self::Receive
            | Self::Office(..)
            | Self::Unknown) => other,
        }
    }

    /// The draft that the page is about, if any.
    #[must_use]
    pub fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::Draft(id)
            | Self::Section(id, ..)
            | Self::Preview(id)
            | Self::Check(id)
            | Self::Export(id)
            | Self::Versions(id, _)
            | Self::Parallel(id, _) => Some(id),
            Self::Home
            | Self::Plan(..)
            | Self::Packs
            | Self::Deleted
            | Self::Data
            | Self::Open
            | Self::Receive
            | Self::Office(..)
            | Self::Unknown => None,
        }
    }
}

impl OfficePage {
    /// Reads what stands behind the plan in an address.
    fn parse(parts: &[&str]) -> Option<Self> {
        Some(match parts {
            [] => Self::Register,
            ["bai", number] => Self::Paper(number.parse().ok()?),
            ["con-thieu"] => Self::Missing,
            ["tong-hop"] => Self::Tables,
            ["tong-hop", table] => Self::Table((*table).to_owned()),
            ["y-kien"] => Self::Opinions,
            _ => return None,
        })
    }

    /// As [`OfficePage::parse`] reads it.
    fn path(&self) -> String {
        match self {
            Self::Register => String::new(),
            Self::Paper(number) => format!("/bai/{number}"),
            Self::Missing => "/con-thieu".to_owned(),
            Self::Tables => "/tong-hop".to_owned(),
            Self::Table(table) => format!("/tong-hop/{table}"),
            Self::Opinions => "/y-kien".to_owned(),
        }
    }
}
