//! One question of a form.

use super::{ColumnId, FieldId};

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
    /// One of the plan's units of the form's group; the answer is the unit's id.
    Unit,
    /// Yes or not yet.
    Tick,
    /// Rows of typed columns.
    Table {
        /// In the order shown.
        columns: Vec<Column>,
        /// What one row is called, such as "kiến nghị".
        row_name: String,
        /// How the rows are printed.
        print: TablePrint,
    },
}

/// One of a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As stored. Never changes once published.
    pub value: String,
    /// As shown and printed.
    pub label: String,
}

/// One column of a table field.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Unique within the table.
    pub id: ColumnId,
    /// The column's head.
    pub label: String,
    /// The kind of its cells.
    pub kind: ColumnKind,
    /// Every row needs it.
    pub required: bool,
    /// Its share of the printed table's width, beside the other columns' shares.
    pub weight: u32,
}

/// The kind of cell that a column has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// One line.
    ShortText,
    /// Grows with its text.
    LongText,
    /// Typed as 1.234,5.
    Number,
    /// One of a closed list.
    Choice {
        /// In the order shown.
        choices: Vec<Choice>,
    },
}

/// How the rows of a table field are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablePrint {
    /// A ruled table with a head.
    Table,
    /// A list of paragraphs, grouped by the first choice column.
    List,
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

/// A rule for an answer: a closed set, not an expression language.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint {
    /// A number within these bounds, both included. Without it a number is at least 0.
    Range {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
    },
    /// A table that has at least so many rows, if it has any.
    AtLeastRows {
        /// How many.
        rows: usize,
    },
}
