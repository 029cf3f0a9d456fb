//! Báo cáo tổng kết Đề án 500 of the province (IV.1.b of plan 000): what only it is made of, and its draft.
//!
//! The draft says what was compiled, under the heading that it belongs to, and what the districts wrote, each under its
//! name. Where somebody must write, a blank says what. **Invariant:** no sentence and no figure of it is ours.

use super::compiled::{Cell, Column, Compiled, CompiledRow, Kind, Role, Value, Warning};
use super::fill::rows;
use super::list::List;
use super::papers::{Paper, Papers};
use super::plan_000::{REPORT, districts, tables};
use super::tally::Tally;
use crate::draft::{Answer, BLANK, Draft, DraftId, Timestamp};
use crate::form::{Field, FieldId, FieldKind, FormId};
use crate::office::Source;
use crate::paper::begin;
use crate::plan::Plan;
use crate::text::lower;

/// The form of the province's report.
const PROVINCE: &str = "000-BCT";

/// What the districts write under the same headings.
const SAID: [&str; 13] = [
    "khai-quat",
    "chi-dao",
    "tuyen-chon",
    "che-do",
    "dao-tao",
    "dang-vien",
    "nhiem-vu",
    "bo-tri",
    "khen-thuong",
    "hieu-qua",
    "han-che",
    "nguyen-nhan",
    "tam-tu",
];

/// The tables of the report, and the compiled ones whose rows they take.
const LISTS: [(&str, &str); 7] = [
    ("van-ban", "van-ban"),
    ("tinh-hinh-gui", "tinh-hinh-gui"),
    ("ket-nap", "ket-nap"),
    ("de-nghi-khen", "khen-thuong-tong-hop"),
    ("nguyen-vong", "nguyen-vong-so-luong"),
    ("kien-nghi", "kien-nghi"),
    (VOLUNTEERS, VOLUNTEERS),
];

/// The tables of the report with a row for each district, called as the compiled ones with a column for each.
const BY_DISTRICT: [(&str, &str); 3] =
    [("doi-vien-gioi-tinh", "gioi-tinh"), ("doi-vien-xep-loai", "xep-loai"), ("doi-vien-bo-tri", "bo-tri")];

/// The annex of volunteers, here and compiled.
const VOLUNTEERS: &str = "doi-vien";

/// The columns of what is in no list of choices, and of the sum.
const UNCLEAR: &str = "chua-ro";
const SUM: &str = "cong";

/// The sentences that stand under a heading: here, and the compiled table whose note it is.
const NOTES: [(&str, &str); 2] = [("tuyen-chon", VOLUNTEERS), ("tam-tu", "nguyen-vong-so-luong")];

/// What the report needs besides the other tables: what came and what is missing, documents, party members, and what the
/// districts say under each heading.
pub(super) fn parts(papers: &Papers<'_>) -> Vec<Compiled> {
    let documents = papers.entries(&[REPORT], "van-ban");
    let documents = List::new("van-ban", "VĂN BẢN ĐÃ BAN HÀNH THEO BÁO CÁO CỦA CÁC HUYỆN")
        .unit("Cơ quan ban hành")
        .columns(papers, REPORT, "van-ban", &["so-ky-hieu", "ngay", "trich-yeu"])
        .compile(&documents);
    vec![came(papers), documents, admitted(papers), said(papers)]
}

/// What came of each form, from whom, and whose is missing.
fn came(papers: &Papers<'_>) -> Compiled {
    let columns = vec![
        Column::text("muc", "Văn bản"),
        Column::sum("can", "Cần có", Kind::Count),
        Column::sum("da-nhan", "Đã nhận", Kind::Count),
        Column::text("cac-don-vi", "Đơn vị đã gửi"),
        Column::text("con-thieu", "Còn thiếu"),
    ];
    let mut compiled = Compiled::new("tinh-hinh-gui", "TÌNH HÌNH GỬI BÁO CÁO, THAM LUẬN", columns);
    for form in papers.plan.forms.iter().filter(|form| form.id.as_str() != PROVINCE) {
        let sent = papers.of(&[form.id.as_str()]);
        let units: Vec<_> = papers.plan.units(form).collect();
        if sent.is_empty() && units.is_empty() {
            continue;
        }
        let missing = units.iter().filter(|unit| !sent.iter().any(|it| it.source.unit_id == Some(&unit.id)));
        let missing: Vec<&str> = missing.map(|unit| unit.name.as_str()).collect();
        let ids: Vec<_> = sent.iter().map(Paper::id).collect();
        let mut names: Vec<&str> = Vec::new();
        for paper in &sent {
            if !names.contains(&paper.source.unit) {
                names.push(paper.source.unit);
            }
        }
        let due = if units.is_empty() { Cell::default() } else { Cell::count(units.len(), Vec::new()) };
        compiled.push(vec![
            Cell::label(form.title.as_str()),
            due,
            Cell::count(sent.len(), ids.clone()),
            Cell::text(names.join("; "), &ids),
            Cell::label(missing.join("; ")),
        ]);
    }
    compiled.totalled()
}

/// How many volunteers the districts have, and how many of them became members of the Party.
fn admitted(papers: &Papers<'_>) -> Compiled {
    let title = "SỐ ĐỘI VIÊN ĐƯỢC KẾT NẠP ĐẢNG THEO BÁO CÁO CỦA CÁC HUYỆN";
    let columns = [("so-doi-vien", "Số đội viên"), ("so-ket-nap", "Được kết nạp Đảng")];
    let mut tally = Tally::new("ket-nap", title, "Huyện", districts(papers));
    for (id, head) in columns {
        tally = tally.column(id, head, Kind::Number);
    }
    let mut warnings = Vec::new();
    for paper in papers.of(&[REPORT]) {
        for (id, head) in columns {
            match paper.cell(id).value {
                Value::Number(number) => tally.add(paper.unit_key(), id, number, &[paper.id()]),
                Value::Text(text) => {
                    warnings.push(Warning::NotANumber { column: head.to_owned(), text, source: paper.id() });
                }
                Value::Empty | Value::Date(_) => {}
            }
        }
    }
    let mut compiled = tally.finish();
    compiled.warnings.extend(warnings);
    compiled
}

/// What the districts say under each heading, heading by heading.
fn said(papers: &Papers<'_>) -> Compiled {
    let title = "NỘI DUNG BÁO CÁO TỔNG KẾT CỦA CÁC HUYỆN THEO TỪNG MỤC";
    let columns = vec![
        Column::text("muc", "Mục"),
        Column::text("don-vi-gui", "Huyện"),
        Column::text("noi-dung", "Nội dung"),
    ];
    let mut compiled = Compiled::new("noi-dung-bao-cao", title, columns);
    let reports = papers.of(&[REPORT]);
    for id in SAID {
        for paper in &reports {
            let Some(field) = paper.field(id).filter(|_| !paper.text(id).is_empty()) else { continue };
            let heading = Cell::of(Value::text(field.label.as_str()), paper.id());
            compiled.push(vec![heading, paper.unit(), paper.cell(id)]);
        }
    }
    compiled
}

/// The draft of the report, with everything in it that was compiled.
#[must_use]
pub(super) fn draft(plan: &Plan, sources: &[Source<'_>], id: DraftId, now: Timestamp) -> Option<Draft> {
    let form = plan.form(&FormId::new(PROVINCE))?;
    let papers = Papers::new(plan, sources);
    let tables = tables(&papers);
    let compiled = |id: &str| tables.iter().find(|table| table.id == id);
    let mut draft = begin(plan, form, id, now);
    let mut filled: Vec<(&str, Compiled)> = Vec::new();
    for (id, from) in LISTS {
        filled.extend(compiled(from).map(|from| (id, said_by_papers(from))));
    }
    for (id, column) in BY_DISTRICT {
        let choices = papers.choices(REPORT, VOLUNTEERS, column);
        filled.extend(compiled(id).map(|from| (id, by_row(from, &choices))));
    }
    for (id, from) in filled {
        let field = FieldId::new(id);
        if let Some(FieldKind::Table(table)) = form.field(&field).map(|field| &field.kind) {
            draft.answers.set(field, Answer::Rows(rows(&from, table, sources)));
        }
    }
    let reports = papers.of(&[REPORT]);
    for id in SAID {
        let Some(field) = form.field(&FieldId::new(id)) else { continue };
        let note = NOTES.iter().find(|(own, _)| *own == id).and_then(|(_, table)| compiled(table));
        let note = note.filter(|table| table.entries().any(said_by_a_paper));
        let text = text(field, note.and_then(|table| table.note.as_deref()), &reports);
        draft.answers.set(field.id.clone(), Answer::Text(text));
    }
    Some(draft)
}

/// A blank for the writer, what was counted, and what each district wrote.
fn text(field: &Field, note: Option<&str>, reports: &[Paper<'_>]) -> String {
    let mut lines = vec![blank(field)];
    lines.extend(note.map(str::to_owned));
    for paper in reports {
        let said = paper.text(field.id.as_str());
        if !said.is_empty() {
            lines.push(format!("Theo báo cáo của {}:", paper.unit_name()));
            lines.push(said.to_owned());
        }
    }
    lines.join("\n")
}

/// "[… Cần viết: đặc điểm của tỉnh]", by the form's own hint.
fn blank(field: &Field) -> String {
    let what = field.hint.as_deref().unwrap_or(&field.label).trim_end_matches('.');
    let mut letters = what.chars();
    let first: String = letters.next().map(lower).into_iter().collect();
    [BLANK, " ", &first, letters.as_str(), "]"].concat()
}

fn said_by_a_paper(row: &CompiledRow) -> bool {
    row.cells.iter().any(|cell| !cell.sources.is_empty())
}

/// A table without the rows of which no paper says anything. Whose paper is missing is said by a row that names it.
fn said_by_papers(table: &Compiled) -> Compiled {
    let mut said = table.clone();
    if table.column("con-thieu").is_none() {
        said.rows.retain(said_by_a_paper);
    }
    said
}

/// A table that has a column for each district, as one with a row for each that reported, and a column for each choice.
fn by_row(table: &Compiled, choices: &[(String, String)]) -> Compiled {
    let ids = choices.iter().map(|(value, _)| value.as_str()).chain([UNCLEAR, SUM]);
    let columns =
        [vec![Column::text("muc", "Huyện")], ids.map(|id| Column::new(id, "", Kind::Count)).collect()];
    let mut across = Compiled::new(table.id.as_str(), table.title.as_str(), columns.concat());
    for (at, district) in table.columns.iter().enumerate().skip(1).filter(|(_, it)| it.id != SUM) {
        let mut cells = vec![Cell::default(); across.columns.len()];
        cells[0] = Cell::label(district.title.as_str());
        for row in &table.rows {
            let label = row.cells[0].value.shown();
            let place = match row.role {
                Role::Total => across.columns.len() - 1,
                Role::Entry => choices.iter().position(|(_, own)| *own == label).unwrap_or(choices.len()) + 1,
            };
            let before = cells[place].value.number().unwrap_or_default();
            let number = before + row.cells[at].value.number().unwrap_or_default();
            let sources = [cells[place].sources.as_slice(), &row.cells[at].sources].concat();
            cells[place] = Cell::from_all(Value::Number(number), sources);
        }
        if cells.iter().any(|cell| !cell.sources.is_empty()) {
            across.push(cells);
        }
    }
    across
}
