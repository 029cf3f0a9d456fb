//! Kế hoạch 000, tổng kết Đề án 500: what Sở Nội vụ compiles of the districts', communes' and volunteers' papers.

use super::compiled::{Column, Compiled, Kind};
use super::list::List;
use super::papers::{Entry, Papers};
use super::tally::{Tally, count};
use super::{awards, proposals, report};
use crate::text::name_order_key;

pub(super) const REPORT: &str = "000-BCH";
const VOLUNTEERS: &str = "doi-vien";
const SELF: &str = "000-TDG";

/// Columns that are shown only where a district gives them: they are sensitive, and the plan does not ask for them.
const SENSITIVE: [&str; 2] = ["dang-vien", "dan-toc"];

pub(super) fn tables(papers: &Papers<'_>) -> Vec<Compiled> {
    let forms = ["000-TLH", "000-TLX", "000-TLD", REPORT];
    let mut tables = report::parts(papers);
    tables.extend(proposals::tables(papers, &forms, "kien-nghi"));
    let volunteers = volunteers(papers);
    tables.push(annex(papers, &volunteers));
    for (column, title, head) in [
        ("gioi-tinh", "SỐ ĐỘI VIÊN THEO GIỚI TÍNH", "Giới tính"),
        ("xep-loai", "SỐ ĐỘI VIÊN THEO KẾT QUẢ XẾP LOẠI NĂM GẦN NHẤT", "Xếp loại"),
        ("bo-tri", "SỐ ĐỘI VIÊN THEO TÌNH HÌNH BỐ TRÍ HIỆN NAY", "Hiện bố trí"),
    ] {
        tables.push(by_district(papers, &volunteers, column, title, head));
    }
    tables.push(wishes(papers));
    tables.push(wish_counts(papers));
    tables.extend(awards::tables(papers));
    tables
}

/// Every volunteer of the districts' reports: by district, then by given name.
fn volunteers<'a>(papers: &Papers<'a>) -> Vec<Entry<'a>> {
    let mut entries = papers.entries(&[REPORT], VOLUNTEERS);
    let mut districts: Vec<&str> = Vec::new();
    for entry in &entries {
        if !districts.contains(&entry.paper.unit_name()) {
            districts.push(entry.paper.unit_name());
        }
    }
    entries.sort_by_cached_key(|entry| {
        let district = districts.iter().position(|unit| *unit == entry.paper.unit_name());
        (district, name_order_key(entry.text("ho-ten")))
    });
    entries
}

/// The annexes of the districts' reports, merged.
fn annex<'a>(papers: &Papers<'a>, volunteers: &[Entry<'a>]) -> Compiled {
    let is_given = |column: &&&'static str| volunteers.iter().any(|entry| !entry.text(column).is_empty());
    let sensitive: Vec<&'static str> = SENSITIVE.iter().filter(is_given).copied().collect();
    let mut shown =
        vec!["ho-ten", "nam-sinh", "gioi-tinh", "trinh-do", "xa", "chuc-danh", "tu-ngay", "den-ngay"];
    shown.extend(sensitive);
    shown.extend(["boi-duong", "xep-loai", "xep-loai-tung-nam", "bo-tri", "nguyen-vong"]);
    let mut annex = List::new("doi-vien", "DANH SÁCH ĐỘI VIÊN ĐỀ ÁN 500")
        .unit("Huyện")
        .columns(papers, REPORT, VOLUNTEERS, &shown)
        .compile(volunteers);
    annex.warnings.extend(awards::listed_twice("ho-ten", volunteers));
    let women = volunteers.iter().filter(|entry| entry.text("gioi-tinh") == "nu").count();
    let districts = papers.of(&[REPORT]).len();
    let all = volunteers.len();
    annex.noted(format!(
        "Tổng số: {all:02} đội viên, trong đó nữ {women:02}; theo báo cáo của {districts:02} huyện."
    ))
}

/// How many volunteers of each district have which choice in a column.
fn by_district(
    papers: &Papers<'_>,
    volunteers: &[Entry<'_>],
    column: &str,
    title: &str,
    head: &str,
) -> Compiled {
    let choices = papers.choices(REPORT, VOLUNTEERS, column);
    let mut tally = Tally::new(format!("doi-vien-{column}"), title, head, choices);
    tally = tally.columns(&districts(papers), Kind::Count);
    for entry in volunteers {
        tally.count(entry.text(column), entry.paper.unit_key(), &entry.papers());
    }
    tally.finish_across("Tổng số")
}

/// The districts of the plan, by id and name.
pub(super) fn districts(papers: &Papers<'_>) -> Vec<(String, String)> {
    let units = papers.plan.roster.iter().filter(|unit| unit.group == "ubnd-huyen");
    units.map(|unit| (unit.id.to_string(), unit.name.clone())).collect()
}

/// What the volunteers wish for, for the plan of how to place them.
fn wishes(papers: &Papers<'_>) -> Compiled {
    let columns = vec![
        Column::text("huyen", "Huyện"),
        Column::text("ho-ten", "Họ và tên"),
        Column::new("nam-sinh", "Năm sinh", Kind::Year),
        Column::text("xa", "Xã công tác"),
        Column::text("trinh-do", "Trình độ, chuyên ngành"),
        Column::text("tu-xep-loai", "Tự xếp loại chung"),
        Column::text("xep-loai", "Xếp loại năm gần nhất"),
        Column::text("nguyen-vong", "Nguyện vọng chung"),
        Column::text("nguyen-vong-cu-the", "Nguyện vọng cụ thể"),
    ];
    let districts = papers.field_choices(SELF, "huyen");
    let mut reports = papers.of(&[SELF]);
    reports.sort_by_cached_key(|paper| {
        let district = districts.iter().position(|(value, _)| value == paper.text("huyen"));
        (district.unwrap_or(districts.len()), name_order_key(paper.text("ho-ten")))
    });
    let mut compiled =
        Compiled::new("nguyen-vong", "TỔNG HỢP NGUYỆN VỌNG CỦA ĐỘI VIÊN SAU KHI KẾT THÚC ĐỀ ÁN", columns);
    for paper in reports {
        let cells = compiled.columns.iter().map(|column| paper.cell(&column.id)).collect();
        compiled.push(cells);
    }
    compiled
}

/// How often each wish was chosen; who chose several counts at each.
fn wish_counts(papers: &Papers<'_>) -> Compiled {
    let choices = papers.field_choices(SELF, "nguyen-vong");
    let reports = papers.of(&[SELF]);
    let chosen = reports
        .iter()
        .flat_map(|paper| paper.chosen("nguyen-vong").iter().map(|value| (value.as_str(), vec![paper.id()])));
    count("nguyen-vong-so-luong", "SỐ LƯỢT ĐỘI VIÊN CHỌN TỪNG NGUYỆN VỌNG", "Nguyện vọng", choices, chosen)
        .noted(format!(
            "Theo {:02} bản tự đánh giá; một đội viên có thể chọn nhiều nguyện vọng.",
            reports.len()
        ))
}
