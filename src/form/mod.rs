//! What a form asks: sections, fields, and the constraints on their answers. Terms as in ODK `XForms`.
//!
//! A form is data, read from a plan pack. **Invariant:** nothing here holds an answer; see `draft`.

mod constraint;
mod field;
mod table;

pub use constraint::{Constraint, Formula, Relevance, RelevanceTest, RowsWith, Test};
pub use field::{Choice, Field, FieldKind, Slot};
pub use table::{Column, ColumnKind, TICKED, Table, TablePrint};

/// Declares identifiers that are distinct types over the text that a plan pack gives.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::sync::Arc<str>);

        impl $name {
            /// Takes the identifier as written in a plan pack.
            #[must_use]
            pub fn new(id: impl Into<std::sync::Arc<str>>) -> Self {
                Self(id.into())
            }

            /// The identifier as written in a plan pack.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}
pub(crate) use ids;

ids! {
    /// Names a form in the catalogue, such as `000-TLX`.
    FormId,
    /// Names a section within its form.
    SectionId,
    /// Names a field within its form. A field's kind never changes under a form's version.
    FieldId,
    /// Names a column within its table field.
    ColumnId,
}

/// One paper or form that a plan asks of an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Unique within the plan.
    pub id: FormId,
    /// Raised whenever the fields change.
    pub version: u32,
    /// What people call it, such as "Tham luận của UBND xã".
    pub title: String,
    /// Who writes it, such as "UBND xã".
    pub actor: String,
    /// Whom "Tôi là …" leads here.
    pub roles: Vec<Role>,
    /// The level of the unit that hands it in: `tinh`, `huyen`, `xa` or `ca-nhan`.
    pub level: String,
    /// The group of the plan's roster whose units owe this form. None where it is no unit of the roster.
    pub unit_group: Option<String>,
    /// Whether the plan asks for it.
    pub origin: Origin,
    /// The clause that asks for it.
    pub source: Option<Source>,
    /// The plan's deadline that it falls under.
    pub deadline: Option<String>,
    /// The layout profile that it is printed by.
    pub profile: String,
    /// At most so many pages may be printed.
    pub page_limit: Option<PageLimit>,
    /// What a writer should know before starting: traps of the plan's text, one a note.
    pub notes: Vec<Note>,
    /// The kind of document as printed above its subject, such as "BÁO CÁO THAM LUẬN".
    pub document_name: String,
    /// What a new draft begins with, by field.
    pub initial: Vec<(FieldId, String)>,
    /// What can be taken from other forms instead of being typed again.
    pub carry_over: Vec<CarryOver>,
    /// The giấy mời that are printed of it.
    pub invitations: Option<Invitations>,
    /// In the order in which they are filled and printed.
    pub sections: Vec<Section>,
}

impl Form {
    /// Every field, in order, with the section it stands in.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }

    /// The field of that id.
    #[must_use]
    pub fn field(&self, id: &FieldId) -> Option<&Field> {
        self.fields().map(|(_, field)| field).find(|field| field.id == *id)
    }

    /// The first field that fills that place of the paper.
    #[must_use]
    pub fn slot(&self, slot: Slot) -> Option<&Field> {
        self.fields().map(|(_, field)| field).find(|field| field.slot == slot)
    }
}

/// Whether the plan asks for something, or leaves its outline open, or says nothing of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// "Kế hoạch yêu cầu".
    #[default]
    Required,
    /// "Đề cương gợi ý": the plan asks for the paper, its outline is not printed.
    Suggested,
    /// "Không bắt buộc theo Kế hoạch".
    Extra,
}

/// Who somebody is, for finding what they owe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// "UBND huyện".
    District,
    /// "UBND xã".
    Commune,
    /// "Huyện đoàn".
    DistrictUnion,
    /// "Sở, ban, ngành".
    Department,
    /// "Phòng", a division of a department.
    Division,
    /// "Cán bộ, công chức".
    Official,
    /// "Đội viên", a volunteer sent to a commune.
    Volunteer,
    /// "Thanh niên".
    Youth,
    /// "Đơn vị tổng hợp": the office that receives and compiles.
    Compiler,
}

/// What can be taken from another form. With a table on both sides every row becomes a row; with only the one here
/// every paper becomes a row; with only the one there a row that the writer picks fills fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryOver {
    /// The form that it is taken from.
    pub from: FormId,
    /// The table there.
    pub table: Option<FieldId>,
    /// The table here.
    pub into: Option<FieldId>,
    /// For each column or field here, the column or field there.
    pub take: Vec<(String, String)>,
    /// What a row here begins with, by column, where nothing is taken for it.
    pub initial: Vec<(ColumnId, String)>,
}

/// Giấy mời, one for each row of a table of guests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitations {
    /// The guests.
    pub table: FieldId,
    /// Their names. Who is not named yet is invited by their office.
    pub name: ColumnId,
    /// Their offices.
    pub office: Option<ColumnId>,
    /// The numbers of their giấy mời.
    pub number: Option<ColumnId>,
    /// What they are invited to.
    pub event: String,
    /// The fields that say when that is, in the order in which they are read.
    pub time: Vec<FieldId>,
    /// The field that says where.
    pub place: Option<FieldId>,
}

/// Where a plan says something, and its words as printed, errors included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Such as "II.2.b".
    pub clause: String,
    /// Verbatim, in NFC.
    pub quote: String,
}

/// Something a writer should know about the plan's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// In plain Vietnamese.
    pub text: String,
    /// The words that it speaks of.
    pub source: Option<Source>,
}

/// The most pages that a paper may print to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLimit {
    /// A4 pages, header and signature included.
    pub pages: u32,
    /// The clause that sets it. None where the form has it by its nature.
    pub source: Option<Source>,
}

/// A group of fields that is filled together, printed under its heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Unique within the form.
    pub id: SectionId,
    /// Short name for the task list.
    pub title: String,
    /// The words printed above it, locked to the plan's own; numbered I, II, III in order. None prints no heading.
    pub heading: Option<String>,
    /// What to write, in plain words.
    pub guidance: Option<String>,
    /// The plan's words that prescribe it.
    pub source: Option<Source>,
    /// Whether the plan asks for it.
    pub origin: Origin,
    /// When it applies; always, without.
    pub relevant: Option<Relevance>,
    /// Printed as a phụ lục, on pages of its own that do not count against the limit, under the annex's title instead
    /// of a heading.
    pub annex: Option<Annex>,
    /// In order.
    pub fields: Vec<Field>,
}

/// How a section is printed as a phụ lục.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// Printed under "PHỤ LỤC".
    pub title: String,
    /// On pages that lie, for wide tables.
    pub landscape: bool,
}
