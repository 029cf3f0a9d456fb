//! Kế hoạch 002, Dự án 600 Phó Chủ tịch xã: what five Huyện đoàn planned and did.

use std::collections::BTreeSet;

use super::compiled::{Cell, Column, Compiled, Kind, Value};
use super::list::List;
use super::papers::{Entry, Paper, Papers};
use super::proposals;
use super::tally::Tally;
use crate::office::PaperId;
use crate::plan::Unit;

const PLAN: &str = "002-KH";
const REPORT: &str = "002-BC";
const ACTIVITIES: &str = "hoat-dong";

/// The period of the report on the year; the others report in between, on parts of the same.
const YEAR: &str = "nam-2014";

pub(super) fn tables(papers: &Papers<'_>) -> Vec<Compiled> {
    let reports = Reports::of(papers);
    let mut tables = vec![
        planned_and_done(papers, &reports),
        by_kind(papers, &reports),
        volunteers(&reports),
        activities(papers, &reports),
        merged(
            papers,
            &reports,
            "gap-mat",
            "CÁC CUỘC GẶP MẶT, GIAO BAN VỚI TRÍ THỨC TRẺ",
            &["ngay", "hinh-thuc", "so-du", "thuan-loi", "kho-khan", "nay-sinh", "de-xuat"],
        ),
        merged(papers, &reports, "tin-bai", "TIN, BÀI ĐÃ ĐĂNG, PHÁT", &["kenh", "so-luong", "ghi-chu"]),
        news(papers, &reports),
        merged(
            papers,
            &reports,
            "guong",
            "GƯƠNG TRÍ THỨC TRẺ TIÊU BIỂU",
            &["ho-ten", "don-vi-cong-tac", "thanh-tich"],
        ),
    ];
    let fields = ["tinh-hinh", "han-che", "nguyen-nhan"];
    let mut difficulties =
        proposals::remarks(papers, "kho-khan", "KHÓ KHĂN, HẠN CHẾ, NGUYÊN NHÂN", &[REPORT], &fields);
    let meetings = reports.entries("gap-mat");
    proposals::remark_rows(&mut difficulties, &meetings, &["kho-khan", "nay-sinh"]);
    tables.push(difficulties);
    tables.extend(proposals::tables(papers, &[REPORT], "de-xuat"));
    tables
}

/// The reports that are added up: of a district that reported on the year, that one alone.
struct Reports<'a>(Vec<Paper<'a>>);

impl<'a> Reports<'a> {
    fn of(papers: &Papers<'a>) -> Self {
        let mut counted = papers.of(&[REPORT]);
        let of_year = counted.iter().filter(|paper| is_of_year(paper));
        let have_year: BTreeSet<&str> = of_year.map(Paper::unit_key).collect();
        counted.retain(|paper| is_of_year(paper) || !have_year.contains(paper.unit_key()));
        Self(counted)
    }

    fn counts(&self, id: PaperId) -> bool {
        self.0.iter().any(|paper| paper.id() == id)
    }

    fn entries(&self, table: &str) -> Vec<Entry<'a>> {
        Papers::entries_of(&self.0, table)
    }
}

fn is_of_year(report: &Paper<'_>) -> bool {
    report.text("ky-bao-cao") == YEAR
}

/// The districts of the plan, and whoever else reported: by key and name.
fn districts(papers: &Papers<'_>) -> Vec<(String, String)> {
    let mut districts: Vec<(String, String)> = Vec::new();
    let all = papers.of(&[PLAN, REPORT]);
    let units = papers.plan.roster.iter().map(|unit: &Unit| (unit.id.as_str(), unit.name.as_str()));
    let others = all.iter().map(|paper| (paper.unit_key(), paper.unit_name()));
    for (key, name) in units.chain(others) {
        if !districts.iter().any(|(known, _)| known == key) {
            districts.push((key.to_owned(), name.to_owned()));
        }
    }
    districts
}

/// A row a district: what was planned, what was done of it, meetings and people.
fn planned_and_done(papers: &Papers<'_>, reports: &Reports<'_>) -> Compiled {
    let states = papers.choices(REPORT, ACTIVITIES, "thuc-hien");
    let title = "TỔNG HỢP HOẠT ĐỘNG THEO KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN CỦA CÁC HUYỆN ĐOÀN";
    let mut tally = Tally::new("ke-hoach-ket-qua", title, "Huyện đoàn", districts(papers))
        .column("ke-hoach", "Hoạt động trong Kế hoạch", Kind::Count)
        .column("bao-cao", "Hoạt động trong Báo cáo", Kind::Count)
        .columns(&states, Kind::Count)
        .column("so-cuoc", "Số cuộc", Kind::Number)
        .column("so-nguoi", "Số người", Kind::Number);
    for entry in papers.entries(&[PLAN], ACTIVITIES) {
        tally.count(entry.paper.unit_key(), "ke-hoach", &[entry.id()]);
    }
    let mut warnings = Vec::new();
    for entry in reports.entries(ACTIVITIES) {
        let unit = entry.paper.unit_key();
        tally.count(unit, "bao-cao", &[entry.id()]);
        if !entry.text("thuc-hien").is_empty() {
            tally.count(unit, entry.text("thuc-hien"), &[entry.id()]);
        }
        for column in ["so-cuoc", "so-nguoi"] {
            if let Some(amount) = entry.amount(column, &mut warnings) {
                tally.add(unit, column, amount, &[entry.id()]);
            }
        }
    }
    Compiled { warnings, ..tally.finish() }.noted(note(papers, reports))
}

/// Who is missing, which reports are left out of the sums, and which may say the same twice. A report in between is not
/// the one that is owed.
fn note(papers: &Papers<'_>, reports: &Reports<'_>) -> String {
    let mut note = String::new();
    for (form, what) in [(PLAN, "Kế hoạch"), (REPORT, "Báo cáo")] {
        let mut sent = papers.of(&[form]);
        sent.retain(|paper| form != REPORT || is_of_year(paper));
        let is_missing = |unit: &&Unit| !sent.iter().any(|paper| paper.unit_key() == unit.id.as_str());
        let missing = papers.plan.roster.iter().filter(is_missing).map(|unit| unit.name.as_str());
        let missing: Vec<&str> = missing.collect();
        if !missing.is_empty() {
            note.push_str(&format!("Chưa có {what}: {}. ", missing.join("; ")));
        }
    }
    let left_out = papers.of(&[REPORT]).len() - reports.0.len();
    if left_out > 0 {
        note.push_str(&format!(
            "Không cộng {left_out:02} báo cáo thường xuyên của đơn vị đã có báo cáo năm 2014. "
        ));
    }
    for (unit, name) in districts(papers) {
        let added =
            reports.0.iter().filter(|report| !is_of_year(report) && report.unit_key() == unit).count();
        if added > 1 {
            note.push_str(&format!(
                "{name} chưa có báo cáo năm 2014: đã cộng {added:02} báo cáo thường xuyên, cần xem có việc ghi trùng không. "
            ));
        }
    }
    if note.is_empty() {
        "Đủ Kế hoạch và Báo cáo của các Huyện đoàn.".to_owned()
    } else {
        note.trim_end().to_owned()
    }
}

/// A row a kind of activity; planned and done for each district.
fn by_kind(papers: &Papers<'_>, reports: &Reports<'_>) -> Compiled {
    let kinds = papers.choices(PLAN, ACTIVITIES, "nhom");
    let title = "MA TRẬN HOẠT ĐỘNG THEO NHÓM VIỆC: KẾ HOẠCH (KH) VÀ ĐÃ THỰC HIỆN (TH)";
    let mut columns: Vec<(String, String)> = Vec::new();
    let planned = |unit: &str| format!("kh-{unit}");
    let done = |unit: &str| format!("th-{unit}");
    for (unit, name) in districts(papers) {
        columns.push((planned(&unit), format!("{name}: KH")));
        columns.push((done(&unit), format!("{name}: TH")));
    }
    columns.push(("kh".to_owned(), "Cộng: KH".to_owned()));
    columns.push(("th".to_owned(), "Cộng: TH".to_owned()));
    let mut tally = Tally::new("nhom-viec", title, "Nhóm việc", kinds).columns(&columns, Kind::Count);
    for entry in papers.entries(&[PLAN], ACTIVITIES) {
        for column in [planned(entry.paper.unit_key()), "kh".to_owned()] {
            tally.count(entry.text("nhom"), &column, &[entry.id()]);
        }
    }
    for entry in reports.entries(ACTIVITIES).iter().filter(|entry| entry.text("thuc-hien") == "da") {
        for column in [done(entry.paper.unit_key()), "th".to_owned()] {
            tally.count(entry.text("nhom"), &column, &[entry.id()]);
        }
    }
    tally.finish()
}

/// The young intellectuals of each district.
fn volunteers(reports: &Reports<'_>) -> Compiled {
    let columns = vec![
        Column::text("don-vi-gui", "Huyện đoàn"),
        Column::sum("so-xa", "Số xã có trí thức trẻ", Kind::Number),
        Column::sum("so-nam", "Nam", Kind::Number),
        Column::sum("so-nu", "Nữ", Kind::Number),
        Column::sum("so-tri-thuc-tre", "Tổng số trí thức trẻ", Kind::Number),
    ];
    let mut compiled = Compiled::new("tri-thuc-tre", "SỐ XÃ VÀ SỐ TRÍ THỨC TRẺ CỦA CÁC HUYỆN", columns);
    // Reports in between repeat each other's figures: the last one of a district counts.
    for (at, paper) in reports.0.iter().enumerate() {
        let is_last = reports.0.get(at + 1).is_none_or(|next| next.unit_key() != paper.unit_key());
        if is_last {
            let figures = ["so-xa", "so-nam", "so-nu", "so-tri-thuc-tre"].map(|id| paper.cell(id));
            compiled.push([vec![paper.unit()], figures.to_vec()].concat());
        }
    }
    compiled.totalled()
}

/// Every activity: those reported, and those planned that no report has.
fn activities<'a>(papers: &Papers<'a>, reports: &Reports<'a>) -> Compiled {
    // What only a report took over that does not count was not reported on.
    let mut counted = papers.of(&[PLAN, REPORT]);
    counted.retain(|paper| paper.form.id.as_str() == PLAN || reports.counts(paper.id()));
    let entries = Papers::entries_of(&counted, ACTIVITIES);
    List::new("hoat-dong", "DANH MỤC HOẠT ĐỘNG THEO KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN")
        .unit("Huyện đoàn")
        .columns(papers, REPORT, ACTIVITIES, &["nhom", "noi-dung", "hinh-thuc", "thoi-gian"])
        .with(Column::text("thuc-hien", "Thực hiện"), |entry| {
            if entry.paper.form.id.as_str() == PLAN {
                return Cell::of(Value::text("Chưa có trong Báo cáo"), entry.id());
            }
            entry.cell("thuc-hien")
        })
        .columns(papers, REPORT, ACTIVITIES, &["so-cuoc", "so-nguoi"])
        .with(Column::text("ket-qua", "Kết quả"), |entry| {
            if entry.paper.form.id.as_str() == PLAN {
                Cell::of(Value::Empty, entry.id())
            } else {
                entry.cell("ket-qua")
            }
        })
        .columns(papers, REPORT, ACTIVITIES, &["ly-do"])
        .compile(&entries)
}

/// A table of the reports that count, merged.
fn merged<'a>(
    papers: &Papers<'a>,
    reports: &Reports<'a>,
    table: &str,
    title: &str,
    columns: &[&'static str],
) -> Compiled {
    List::new(table, title)
        .unit("Huyện đoàn")
        .columns(papers, REPORT, table, columns)
        .compile(&reports.entries(table))
}

/// Articles and broadcasts, by channel and district.
fn news(papers: &Papers<'_>, reports: &Reports<'_>) -> Compiled {
    let channels = papers.choices(REPORT, "tin-bai", "kenh");
    let mut tally = Tally::new("tin-bai-theo-kenh", "SỐ TIN, BÀI THEO KÊNH", "Kênh", channels)
        .columns(&districts(papers), Kind::Number);
    let mut warnings = Vec::new();
    for entry in reports.entries("tin-bai") {
        if let Some(amount) = entry.amount("so-luong", &mut warnings) {
            tally.add(entry.text("kenh"), entry.paper.unit_key(), amount, &[entry.id()]);
        }
    }
    Compiled { warnings, ..tally.finish_across("Cộng") }
}
