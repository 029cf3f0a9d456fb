//! Sentences that several components need.

use crate::draft::{Rule, Timestamp, Violation};
use crate::form::{Column, Form, Origin};
use crate::paper::Room;
use crate::session::OpenDraft;
use crate::text::Date;

/// What a draft is called: by its writer, or after its form and unit.
pub(super) fn draft_name(open: OpenDraft<'_>) -> String {
    if !open.draft.name.trim().is_empty() {
        return open.draft.name.clone();
    }
    match unit_name(open) {
        Some(unit) => format!("{} – {unit}", open.form.title),
        None => open.form.title.clone(),
    }
}

/// The name of a copy that goes on beside what another tab has stored.
pub(super) fn parted_name(open: OpenDraft<'_>) -> String {
    format!("{} (bản viết ở thẻ khác)", draft_name(open))
}

/// The unit that hands the draft in, if it has been chosen.
fn unit_name(open: OpenDraft<'_>) -> Option<String> {
    use crate::form::Slot;
    let typed = open.form.slot(Slot::UnitName).map(|field| open.draft.answers.text(&field.id).trim());
    if let Some(name) = typed.filter(|name| !name.is_empty()) {
        return Some(name.to_owned());
    }
    let chosen = open.draft.answers.text(&open.form.slot(Slot::Unit)?.id);
    open.plan.units(open.form).find(|unit| unit.id.as_str() == chosen).map(|unit| unit.name.clone())
}

/// A moment as people read it: "10:42 ngày 05/09/2020".
pub(super) fn moment(timestamp: &Timestamp) -> String {
    let text = timestamp.as_str();
    match (Date::parse_iso(text), text.get(11..16)) {
        (Some(day), Some(time)) => format!("{time} ngày {day}"),
        _ => text.to_owned(),
    }
}

/// Whether the plan asks for something, said plainly. Nothing for what it plainly asks.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Required => "Kế hoạch yêu cầu",
        Origin::Suggested => "Đề cương gợi ý",
        Origin::Extra => "Không bắt buộc theo Kế hoạch",
    }
}

/// What is wrong with an answer, as one sentence that says what to do.
pub(super) fn violation(form: &Form, violation: &Violation) -> String {
    let field = form.field(&violation.field);
    let column = violation.cell.as_ref().and_then(|(_, column)| column_of(form, violation, column.as_str()));
    let label = match (&column, field) {
        (Some(column), _) => column.label.as_str(),
        (None, Some(field)) => field.label.as_str(),
        (None, None) => "Mục này",
    };
    match &violation.rule {
        Rule::Required => format!("«{label}»: chưa có nội dung."),
        Rule::NeedsSentence => format!("«{label}»: chưa có câu nào. Hãy viết ít nhất một câu."),
        Rule::NotANumber => format!("«{label}»: chưa phải là số. Viết như 12 hoặc 1.234,5."),
        Rule::NotADate => format!("«{label}»: chưa phải là ngày. Viết như 05/9/2020."),
        Rule::NotAChoice => format!("«{label}»: hãy chọn một trong các mục có sẵn."),
        Rule::OutOfRange { min, max } => match (min, max) {
            (Some(min), Some(max)) => format!("«{label}»: phải từ {min} đến {max}."),
            (Some(min), None) => format!("«{label}»: không được nhỏ hơn {min}."),
            (None, Some(max)) => format!("«{label}»: không được lớn hơn {max}."),
            (None, None) => format!("«{label}»: ngoài giới hạn."),
        },
        Rule::TooFewRows { rows: 1 } => format!("«{label}»: cần ít nhất một mục."),
        Rule::TooFewRows { rows } => format!("«{label}»: cần ít nhất {rows} mục."),
    }
}

fn column_of<'a>(form: &'a Form, violation: &Violation, column: &str) -> Option<&'a Column> {
    match &form.field(&violation.field)?.kind {
        crate::form::FieldKind::Table { columns, .. } => {
            columns.iter().find(|candidate| candidate.id.as_str() == column)
        }
        _ => None,
    }
}

/// How the paper stands to its limit, in a few words.
pub(super) fn room(room: &Room) -> String {
    match room {
        Room::Unlimited => String::new(),
        Room::Spare { lines: 0, .. } => "Vừa khít, không còn dòng nào".to_owned(),
        Room::Spare { lines, .. } => format!("Còn dư {lines} dòng"),
        Room::Over { lines, .. } => format!("Quá {lines} dòng"),
    }
}
