//! Sentences that several components need.

mod compiling;
mod deeds;
pub(super) mod office;
mod versions;
mod violations;

pub(super) use compiling::compile_warning;
pub(super) use deeds::{cut, deed};
pub(super) use versions::{ago, version_time, why, word_count};
pub(super) use violations::{cell_violation, is_fault, listed_violation, violation};

use crate::draft::{self, Draft, Progress, Timestamp};
use crate::form::{Form, Origin, Role, SectionId};
use crate::paper::{AnnexMeasure, Room};
use crate::plan::{PlanId, Unit};
use crate::platform::clock;
use crate::session::{OpenDraft, Session};
use crate::submission::{Entry, Shown};
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

/// How far each section has come, in the order of the form.
pub(super) fn progress(open: OpenDraft<'_>) -> Vec<Progress> {
    let violations = draft::validate(open.plan, open.form, open.draft, open.others);
    draft::progress(open.form, open.draft, &violations).map(|(_, progress)| progress).collect()
}

/// The short name of a section.
pub(super) fn section_title(form: &Form, section: &SectionId) -> Option<String> {
    form.sections.iter().find(|candidate| candidate.id == *section).map(|section| section.title.clone())
}

/// What a draft is called, whether its plan is at hand or not.
pub(super) fn name_of(session: &Session, draft: &Draft) -> String {
    if let Some(open) = session.open(&draft.id) {
        return draft_name(open);
    }
    let listed = session.listing(&draft.plan).and_then(|plan| plan.form(&draft.form));
    match (draft.name.trim(), listed) {
        ("", Some(form)) => form.title.clone(),
        ("", None) => format!("Bài theo mẫu {}", draft.form),
        (name, _) => name.to_owned(),
    }
}

/// What a plan is called, whether it is at hand or not.
pub(super) fn plan_name(session: &Session, id: &PlanId) -> String {
    let listed = session.listing(id).map(|listing| listing.short_title.clone());
    let at_hand = || session.plan(id).map(|plan| plan.identity.short_title.clone());
    listed.or_else(at_hand).unwrap_or_else(|| format!("Kế hoạch {id}"))
}

/// The name of a copy that goes on beside what another tab has stored.
pub(super) fn parted_name(session: &Session, draft: &Draft) -> String {
    format!("{} (bản viết ở thẻ khác)", name_of(session, draft))
}

/// The unit that hands the draft in, if it has been chosen.
pub(super) fn unit_name(open: OpenDraft<'_>) -> Option<String> {
    use crate::form::Slot;
    let typed = open.form.slot(Slot::UnitName).map(|field| open.draft.answers.text(&field.id).trim());
    if let Some(name) = typed.filter(|name| !name.is_empty()) {
        return Some(name.to_owned());
    }
    let chosen = open.draft.answers.text(&open.form.slot(Slot::Unit)?.id);
    open.plan.units(open.form).find(|unit| unit.id.as_str() == chosen).map(|unit| unit.name.clone())
}

/// A unit as the plan names it, with who acts for it today.
pub(super) fn unit(unit: &Unit) -> String {
    match &unit.substitute {
        Some(substitute) => format!("{} (nay do {substitute} thực hiện)", unit.name),
        None => unit.name.clone(),
    }
}

/// Whether a paper handed in today, by the device's clock, is late.
pub(super) fn is_late(before: Date) -> bool {
    Date::parse_iso(&clock::now()).is_some_and(|today| today >= before)
}

/// A moment as people read it: "10:42 ngày 05/09/2020".
pub(super) fn moment(timestamp: &Timestamp) -> String {
    let text = timestamp.as_str();
    match (Date::parse_iso(text), text.get(11..16)) {
        (Some(day), Some(time)) => format!("{time} ngày {day}"),
        _ => text.to_owned(),
    }
}

/// How large something is: "640 byte", "12 kB", "3,4 MB".
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Who somebody is, as they say it of themselves, in the order in which it is asked.
pub(super) const ROLES: [(Role, &str); 9] = [
    (Role::District, "UBND huyện"),
    (Role::Commune, "UBND xã"),
    (Role::DistrictUnion, "Huyện đoàn"),
    (Role::Department, "Sở, ban, ngành, đoàn thể tỉnh"),
    (Role::Division, "Phòng"),
    (Role::Official, "Cán bộ, công chức"),
    (Role::Volunteer, "Đội viên"),
    (Role::Youth, "Thanh niên"),
    (Role::Compiler, "Đơn vị tổng hợp"),
];

/// Whether the plan asks for something, said plainly.
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Required => "Kế hoạch yêu cầu",
        Origin::Suggested => "Đề cương gợi ý",
        Origin::Extra => "Không bắt buộc theo Kế hoạch",
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

/// A page limit inside a sentence: the plan's, or one that the form has by its nature.
pub(super) fn limit(form: &Form, limit: u32) -> String {
    let is_of_plan = form.page_limit.as_ref().is_some_and(|limit| limit.source.is_some());
    let whose = if is_of_plan { "Kế hoạch chỉ cho" } else { "mẫu này chỉ gồm" };
    format!("{whose} {limit} trang")
}

/// How many pages a phụ lục has.
pub(super) fn annex(annex: &AnnexMeasure) -> String {
    let AnnexMeasure { number, pages, .. } = annex;
    let space = if number.is_empty() { "" } else { " " };
    let lying = if annex.landscape { " khổ ngang" } else { "" };
    format!(
        "Phụ lục{space}{number}: {pages} trang A4{lying}, đánh số riêng, không tính vào số trang của bài."
    )
}

/// What a file contains, each value under what people call it.
pub(super) fn contents(entries: &[Entry<'_>]) -> Vec<(String, String)> {
    entries.iter().map(|entry| (entry_name(entry), entry_value(entry))).collect()
}

fn entry_name(entry: &Entry<'_>) -> String {
    match (entry.question, entry.row, entry.column) {
        (Some(question), Some(row), Some(column)) => format!("{question} – {row} – {column}"),
        (Some(question), Some(row), None) => format!("{question} – {row}"),
        (Some(question), None, _) => question.to_owned(),
        (None, ..) => part_name(&entry.path).to_owned(),
    }
}

fn entry_value(entry: &Entry<'_>) -> String {
    match (&entry.value, entry.path.as_str()) {
        (Shown::Tick(true), _) => "có".to_owned(),
        (Shown::Tick(false), _) => "không".to_owned(),
        (Shown::Text(text), "status") if text == "complete" => "hoàn thành".to_owned(),
        (Shown::Text(text), "status") if text == "draft" => "bản nháp".to_owned(),
        (Shown::Text(text), "createdAt" | "updatedAt" | "exportedAt") => {
            moment(&Timestamp::new(text.clone()))
        }
        (Shown::Text(text), _) => text.clone(),
    }
}

/// What people call a part of the file that is no answer; a part that is not known keeps its own name.
fn part_name(path: &str) -> &str {
    match path {
        "format" => "Loại tệp",
        "version" => "Phiên bản của loại tệp",
        "id" => "Mã bài",
        "revision" => "Lần xuất",
        "status" => "Trạng thái",
        "plan.id" => "Kế hoạch",
        "plan.version" => "Phiên bản gói kế hoạch",
        "form.id" => "Mẫu",
        "form.version" => "Phiên bản mẫu",
        "form.title" => "Tên mẫu",
        "unit.id" => "Mã đơn vị",
        "unit.name" => "Đơn vị",
        "unit.level" => "Cấp",
        "unit.currentName" => "Đơn vị hiện nay",
        "author.name" => "Người lập hoặc trình bày",
        "author.role" => "Chức vụ người lập hoặc trình bày",
        "author.phone" => "Điện thoại",
        "createdAt" => "Bắt đầu viết (theo giờ của máy)",
        "updatedAt" => "Sửa lần cuối (theo giờ của máy)",
        "exportedAt" => "Xuất tệp (theo giờ của máy)",
        "paper.profile" => "Thể thức",
        "paper.pages" => "Số trang A4",
        "paper.limit" => "Số trang cho phép",
        "paper.overLimit" => "Vượt số trang",
        "paper.engine" => "Cách đếm trang",
        "paper.layout.size" => "Cỡ chữ (nửa point)",
        "paper.layout.spacing.exactly" => "Dãn dòng (point)",
        "paper.layout.spacing.multiple" => "Dãn dòng (phần trăm dòng đơn)",
        "paper.layout.indent" => "Thụt đầu dòng (phần trăm cm)",
        "paper.layout.margins.top" => "Lề trên (mm)",
        "paper.layout.margins.bottom" => "Lề dưới (mm)",
        "paper.layout.margins.left" => "Lề trái (mm)",
        "paper.layout.margins.right" => "Lề phải (mm)",
        "app.name" => "Chương trình",
        "app.version" => "Phiên bản chương trình",
        "checksum" => "Mã kiểm tra tệp",
        other if other.starts_with("typed.") => "Số ghi như đã gõ",
        other => other,
    }
}
