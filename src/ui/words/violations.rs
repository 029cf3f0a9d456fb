//! What is wrong with an answer, as one sentence that says what to do.

use crate::draft::{Rule, Severity, Violation};
use crate::form::{Column, ColumnId, ColumnKind, Field, FieldId, FieldKind, Form, Test};
use crate::session::OpenDraft;
use crate::text::{format_number, plain_number, upper};

/// Begins what only informs, at the field as in the list.
const ADVICE: &str = "Nên xem lại: ";

/// What is wrong, for whoever sees the field or the cell.
pub(in crate::ui) fn violation(form: &Form, violation: &Violation) -> String {
    let advice = if violation.severity == Severity::Warning { ADVICE } else { "" };
    [advice, &sentence(form, violation, &label(form, violation))].concat()
}

/// What is wrong with a cell, for whoever sees it under the head of its column: the sentence goes without that.
pub(in crate::ui) fn cell_violation(form: &Form, violation: &Violation) -> String {
    let name = label(form, violation);
    let sentence = sentence(form, violation, &name);
    let what = sentence.strip_prefix(&[&name, ": "].concat()).unwrap_or(&sentence);
    if violation.severity == Severity::Warning {
        return [ADVICE, what].concat();
    }
    let mut letters = what.chars();
    letters.next().map(upper).into_iter().chain(letters).collect()
}

/// Whether what is said of an answer keeps the form from being complete.
pub(in crate::ui) fn is_fault(said: &str) -> bool {
    !said.is_empty() && !said.starts_with(ADVICE)
}

/// What is wrong, for whoever sees a list of all that is: it says the row too.
pub(in crate::ui) fn listed_violation(open: OpenDraft<'_>, violation: &Violation) -> String {
    let mut name = label(open.form, violation);
    if let (Some((row, _)), Some(FieldKind::Table(table))) =
        (&violation.cell, open.form.field(&violation.field).map(|field| &field.kind))
    {
        let rows = open.draft.answers.rows(&violation.field);
        let number = rows.iter().position(|other| other.id == *row).map_or(0, |index| index + 1);
        name = format!("{name}, {} {number}", table.row_name);
    }
    sentence(open.form, violation, &name)
}

/// What the sentence is about: a field or a column, and a choice without a row.
fn label(form: &Form, violation: &Violation) -> String {
    let field = form.field(&violation.field);
    let label = match (column(field, violation), field) {
        (Some(column), _) => column.label.as_str(),
        (None, Some(field)) => field.label.as_str(),
        (None, None) => "Mục này",
    };
    match &violation.rule {
        Rule::NoRowOf { label: choice } => format!("«{label}», mục «{choice}»"),
        _ => format!("«{label}»"),
    }
}

fn sentence(form: &Form, violation: &Violation, name: &str) -> String {
    if let Some(message) = &violation.message {
        return format!("{name}: {message}");
    }
    let field = form.field(&violation.field);
    let what = match &violation.rule {
        Rule::Required => missing(field, violation).to_owned(),
        Rule::NeedsSentence => "chưa có câu nào. Hãy viết ít nhất một câu.".to_owned(),
        Rule::Blank => {
            "còn chỗ chưa viết, ghi trong ngoặc “[… Cần viết:”. Hãy viết, rồi xóa phần trong ngoặc."
                .to_owned()
        }
        Rule::NotANumber => "chưa phải là số. Viết như 12 hoặc 1.234,5.".to_owned(),
        Rule::NotADate => "chưa phải là ngày. Viết như 05/9/2020.".to_owned(),
        Rule::NotAChoice => "không có trong danh sách. Hãy chọn lại một mục có sẵn.".to_owned(),
        Rule::NotAChoiceHere => "mục đã chọn không dùng cho dòng này. Hãy chọn một mục khác.".to_owned(),
        Rule::OutOfRange { min, max } => range(*min, *max),
        Rule::TooFewRows { rows } => format!("cần ít nhất {rows} dòng. Hãy thêm cho đủ."),
        Rule::TooManyRows { found, rows } => {
            format!("có {found} dòng, chỉ được tối đa {rows}. Hãy bớt {} dòng.", found - rows)
        }
        Rule::NotTheSum { sum, of } => {
            let sum = format_number(*sum).unwrap_or_default();
            format!("phải bằng tổng của {} (cộng lại là {sum}).", quoted(of))
        }
        Rule::WrongInterval { after, days, min, max } => interval(after, *days, *min, *max),
        Rule::TooManyWords { words, max } => {
            format!("dài {words} chữ, chỉ nên tối đa {max} chữ. Hãy rút gọn.")
        }
        Rule::NeedsReason => match reason_for(field, violation) {
            Some(chosen) => format!("hãy ghi lý do cho mức đã chọn ở «{chosen}»."),
            None => "hãy ghi lý do.".to_owned(),
        },
        Rule::Repeated => "giống một dòng ở trên. Hãy xem có ghi hai lần không.".to_owned(),
        Rule::NoRowOf { .. } => match reason_field(form, field) {
            Some(reason) => format!("chưa có dòng nào. Hãy thêm một dòng, hoặc ghi lý do ở «{reason}»."),
            None => "chưa có dòng nào. Hãy thêm một dòng.".to_owned(),
        },
        Rule::DroppedRows { rows } => match reason_field(form, field) {
            Some(reason) => {
                format!(
                    "đã bỏ {rows} dòng lấy từ bài trước. Hãy ghi lý do ở «{reason}», hoặc lấy lại các dòng đó."
                )
            }
            None => format!("đã bỏ {rows} dòng lấy từ bài trước. Hãy lấy lại các dòng đó."),
        },
        Rule::Unprintable { letters } => format!(
            "có ký tự mà phông chữ của văn bản không có, khi in thành dấu �: {}. Hãy xem lại.",
            spaced(letters)
        ),
        Rule::NoReport => {
            "chưa có báo cáo thành tích. Hãy soạn báo cáo, hoặc đánh dấu nếu đã có bản riêng.".to_owned()
        }
    };
    format!("{name}: {what}")
}

/// Letters one by one.
fn spaced(letters: &[char]) -> String {
    let mut list = String::new();
    for letter in letters {
        if !list.is_empty() {
            list.push(' ');
        }
        list.push(*letter);
    }
    list
}

/// What is not answered, by what would answer it.
fn missing(field: Option<&Field>, violation: &Violation) -> &'static str {
    if let Some(column) = column(field, violation) {
        return match column.kind {
            ColumnKind::Choice { .. } => "chưa chọn.",
            ColumnKind::Tick => "chưa đánh dấu.",
            ColumnKind::ShortText
            | ColumnKind::LongText
            | ColumnKind::Number
            | ColumnKind::Date
            | ColumnKind::Computed { .. } => "chưa có nội dung.",
        };
    }
    match field.map(|field| &field.kind) {
        Some(FieldKind::Choice { .. } | FieldKind::Unit) => "chưa chọn.",
        Some(FieldKind::Choices { .. }) => "chưa chọn. Hãy chọn ít nhất một mục.",
        Some(FieldKind::Tick) => "chưa đánh dấu.",
        Some(FieldKind::Table(_)) => "chưa có dòng nào. Hãy thêm ít nhất một dòng.",
        _ => "chưa có nội dung.",
    }
}

fn range(min: Option<f64>, max: Option<f64>) -> String {
    match (min.map(bound), max.map(bound)) {
        (Some(min), Some(max)) => format!("phải từ {min} đến {max}."),
        (Some(min), None) => format!("không được nhỏ hơn {min}."),
        (None, Some(max)) => format!("không được lớn hơn {max}."),
        (None, None) => "ngoài giới hạn.".to_owned(),
    }
}

/// A bound as people write it: years take no dots.
fn bound(bound: f64) -> String {
    let written = if bound < 10_000.0 { plain_number(bound) } else { format_number(bound) };
    written.unwrap_or_default()
}

fn interval(after: &str, days: i32, min: Option<i32>, max: Option<i32>) -> String {
    match (min, max) {
        (_, Some(max)) if days > max => {
            format!("sau «{after}» {days} ngày, chỉ được tối đa {max} ngày. Hãy xem lại hai ngày này.")
        }
        (Some(min), _) if min > 0 && days <= 0 => format!("phải sau «{after}» ít nhất {min} ngày."),
        (Some(min), _) if min > 0 => {
            format!("mới sau «{after}» {days} ngày, phải ít nhất {min} ngày. Hãy xem lại hai ngày này.")
        }
        _ => format!("không được trước «{after}». Hãy xem lại hai ngày này."),
    }
}

/// «Nam», «Nữ» and «Khác», as a sentence names them.
fn quoted(labels: &[String]) -> String {
    let mut list = String::new();
    for (index, label) in labels.iter().enumerate() {
        list += match index {
            0 => "",
            last if last + 1 == labels.len() => " và ",
            _ => ", ",
        };
        list += &["«", label, "»"].concat();
    }
    list
}

/// The label of the column whose choice needs the reason that this cell lacks.
fn reason_for<'a>(field: Option<&'a Field>, violation: &Violation) -> Option<&'a str> {
    let (_, cell) = violation.cell.as_ref()?;
    let needs = |test: &Test| matches!(test, Test::NeedsReason { reason, .. } if reason == cell);
    let field = field?;
    let constraint = field.constraints.iter().find(|constraint| needs(&constraint.test))?;
    Some(&column_of(field, constraint.column.as_ref()?)?.label)
}

/// The label of the field that may say why a choice has no row.
fn reason_field<'a>(form: &'a Form, field: Option<&Field>) -> Option<&'a str> {
    let reason = |test: &Test| -> Option<FieldId> {
        match test {
            Test::EachChoice { reason, .. } | Test::KeepsRows { reason } => Some(reason.clone()),
            _ => None,
        }
    };
    let id = field?.constraints.iter().find_map(|constraint| reason(&constraint.test))?;
    Some(&form.field(&id)?.label)
}

fn column<'a>(field: Option<&'a Field>, violation: &Violation) -> Option<&'a Column> {
    let (_, column) = violation.cell.as_ref()?;
    column_of(field?, column)
}

fn column_of<'a>(field: &'a Field, column: &ColumnId) -> Option<&'a Column> {
    match &field.kind {
        FieldKind::Table(table) => table.column(column),
        _ => None,
    }
}
