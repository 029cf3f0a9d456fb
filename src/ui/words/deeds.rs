//! What a step did, so that one knows what "Hoàn tác" takes back.

use crate::form::{FieldId, FieldKind, Form, Table};
use crate::session::{Deed, OpenDraft, RowsDeed, Spot};

/// A name is cut after so many letters.
const LONGEST: usize = 60;

/// What a step did: "sửa Lời mở đầu", "xóa kiến nghị".
pub(in crate::ui) fn deed(open: OpenDraft<'_>, deed: &Deed) -> String {
    match deed {
        Deed::Layout => "đổi thể thức".to_owned(),
        Deed::Restored => "khôi phục bản trước".to_owned(),
        Deed::TakenOver(_) => "lấy từ bài khác".to_owned(),
        Deed::Changed(Spot { field, cell: None }) => format!("sửa {}", label(open.form, field)),
        Deed::Changed(Spot { field, cell: Some((row, column)) }) => {
            let table = table(open.form, field);
            let head = table.and_then(|table| table.column(column)).map_or("", |column| &column.label);
            let rows = open.draft.answers.rows(field);
            let number = rows.iter().position(|other| other.id == *row).map_or(0, |index| index + 1);
            format!("sửa {} ở {} {number}", cut(head, LONGEST), row_name(table))
        }
        Deed::Rows { field, how, .. } => {
            let row = row_name(table(open.form, field));
            match how {
                RowsDeed::Added => format!("thêm {row}"),
                RowsDeed::Removed => format!("xóa {row}"),
                RowsDeed::Moved => format!("chuyển chỗ {row}"),
                RowsDeed::Changed => format!("sửa {}", label(open.form, field)),
            }
        }
    }
}

fn table<'a>(form: &'a Form, field: &FieldId) -> Option<&'a Table> {
    match &form.field(field)?.kind {
        FieldKind::Table(table) => Some(table),
        _ => None,
    }
}

fn row_name(table: Option<&Table>) -> &str {
    table.map_or("dòng", |table| &table.row_name)
}

fn label(form: &Form, field: &FieldId) -> String {
    form.field(field).map(|field| cut(&field.label, LONGEST)).unwrap_or_default()
}

/// A text of so many letters at most.
pub(in crate::ui) fn cut(text: &str, longest: usize) -> String {
    let mut cut: String = text.chars().take(longest).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}
