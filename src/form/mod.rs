//! What a form asks: sections, fields, and the constraints on their answers. Terms as in ODK `XForms`.
//!
//! A form is data, read from a plan pack. **Invariant:** nothing here holds an answer; see `draft`.

mod field;

pub use field::{Choice, Column, ColumnKind, Constraint, Field, FieldKind, Slot, TablePrint};

/// Declares identifiers that are distinct types over the text that a plan pack gives.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes the identifier as written in a plan pack.
            #[must_use]
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identifier as written in a plan pack.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
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
    /// The level of the unit that hands it in: `tinh`, `huyen`, `xa` or `ca-nhan`.
    pub level: String,
    /// The group of the plan's roster whose units owe this form.
    pub unit_group: String,
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
    /// The clause that sets it.
    pub source: Source,
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
    /// In order.
    pub fields: Vec<Field>,
}
