//! One question of a form.

use super::{Constraint, FieldId, Formula, Relevance, Source, Table};

/// One question, and where its answer is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Unique within the form.
    pub id: FieldId,
    /// The question as shown.
    pub label: String,
    /// What helps to answer it.
    pub hint: Option<String>,
    /// The kind of answer.
    pub kind: FieldKind,
    /// The form cannot be complete without an answer.
    pub required: bool,
    /// Printed above the answer, numbered 1, 2, 3 within the section. None prints a long text or a table alone, and
    /// any other answer as a list paragraph: "- label: answer".
    pub heading: Option<String>,
    /// The place of the paper that the answer takes.
    pub slot: Slot,
    /// When it applies; always, without.
    pub relevant: Option<Relevance>,
    /// Further rules for the answer.
    pub constraints: Vec<Constraint>,
}

/// The kind of answer that a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// One line.
    ShortText,
    /// Paragraphs, one a line; "- " and "+ " begin list paragraphs.
    LongText,
    /// Typed as 1.234,5.
    Number,
    /// Typed as dd/mm/yyyy.
    Date,
    /// One of a closed list.
    Choice {
        /// In the order shown.
        choices: Vec<Choice>,
    },
    /// Any number of a closed list.
    Choices {
        /// In the order shown.
        choices: Vec<Choice>,
    },
    /// One of the plan's units of the form's group; the answer is the unit's id.
    Unit,
    /// Yes or not yet.
    Tick,
    /// Rows of typed columns.
    Table(Table),
    /// Never typed.
    Computed {
        /// Of other fields.
        formula: Formula,
    },
}

/// One of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As stored. Never changes once published.
    pub value: String,
    /// As shown and printed.
    pub label: String,
    /// The plan's words for it, as for a criterion.
    pub source: Option<Source>,
}

/// The place of the paper, or of the exported record, that an answer takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// In its section, under its headings.
    #[default]
    Body,
    /// The unit that hands the form in (an id of the roster). Not printed.
    Unit,
    /// The unit's own name where the roster only counts units. Not printed by itself.
    UnitName,
    /// The level of the unit, where units of several levels hand the form in. Not printed.
    Level,
    /// "Đơn vị hiện nay": what the unit is called today. Not printed.
    CurrentUnit,
    /// "Người lập". Not printed.
    AuthorName,
    /// The author's office. Not printed.
    AuthorRole,
    /// Not printed.
    AuthorPhone,
    /// "Ghi chú gửi cơ quan nhận". Not printed.
    NoteToOffice,
    /// "Kỳ báo cáo", as people write it. Not printed by itself.
    Period,
    /// Only the office that receives the record needs it. Not printed.
    Record,
    /// "Cơ quan chủ quản", top left, regular.
    ParentAgency,
    /// "Cơ quan ban hành", top left, bold.
    Issuer,
    /// "Số"; blank prints "Số:      /…".
    Number,
    /// "Ký hiệu", such as BC-UBND.
    Symbol,
    /// "Địa danh".
    Place,
    /// "Ngày ký"; blank prints "ngày    tháng    năm …".
    SignedOn,
    /// "Trích yếu", under the document's name.
    Subject,
    /// "Kính gửi".
    Addressee,
    /// "Nơi nhận", one a line, with or without its "- ".
    Recipients,
    /// "Quyền hạn": TM., KT., TL., TUQ., Q. or none.
    Authority,
    /// "Chức vụ" of who signs, one printed line a line; the authority stands before the first:
    /// "TM." and "ỦY BAN NHÂN DÂN", "CHỦ TỊCH" print as "TM. ỦY BAN NHÂN DÂN" over "CHỦ TỊCH".
    SignerTitle,
    /// "Họ tên người ký", without academic titles. Also the author where the form has no author's name.
    Signer,
}
