//! Which of the points (điểm cầu) are ready: 1 of the province, 11 of districts, 200 of communes.

use std::collections::BTreeMap;

use crate::office::compile::compiled::{Cell, Column, Compiled, Kind, Value};
use crate::office::compile::papers::{Paper, Papers};
use crate::office::compile::tally::Tally;
use crate::plan::Unit;

const FORM: &str = "004-TP";
const GROUP: &str = "diem-cau";

/// The point of the province.
const PROVINCE: &str = "tinh";

/// The levels, as the form has them.
const LEVELS: [(&str, &str); 3] = [("tinh", "Cấp tỉnh"), ("huyen", "Cấp huyện"), ("xa", "Cấp xã")];

pub(super) fn tables(papers: &Papers<'_>) -> Vec<Compiled> {
    let mut sent: BTreeMap<&str, Vec<Paper<'_>>> = BTreeMap::new();
    let mut others = Vec::new();
    for paper in papers.of(&[FORM]) {
        let unit = paper.source.unit_id.filter(|id| points(papers).any(|unit| unit.id == **id));
        match unit {
            Some(id) => sent.entry(id.as_str()).or_default().push(paper),
            None => others.push(paper),
        }
    }
    vec![board(papers, &sent, &others), by_level(papers, &sent), by_district(papers, &sent)]
}

fn points<'a>(papers: &Papers<'a>) -> impl Iterator<Item = &'a Unit> {
    papers.plan.roster.iter().filter(|unit| unit.group == GROUP)
}

fn level(unit: &Unit) -> &'static str {
    match &unit.parent {
        Some(_) => "xa",
        None if unit.id.as_str() == PROVINCE => "tinh",
        None => "huyen",
    }
}

/// A row a point, whether it reported or not; and those that reported without being a point of the plan.
fn board(papers: &Papers<'_>, sent: &BTreeMap<&str, Vec<Paper<'_>>>, others: &[Paper<'_>]) -> Compiled {
    let columns = vec![
        Column::text("diem-cau", "Điểm cầu"),
        Column::text("cap", "Cấp"),
        Column::text("tinh-trang", "Tình trạng báo cáo"),
        Column::text("truc-ky-thuat", "Người trực kỹ thuật"),
        Column::text("dien-thoai-truc", "Điện thoại"),
        Column::text("dia-diem", "Địa điểm"),
        Column::new("ngay", "Ngày đối thoại", Kind::Date),
        Column::text("gio", "Giờ có mặt"),
        Column::sum("dai-bieu", "Đại biểu mời", Kind::Count),
        Column::sum("thanh-nien", "Trong đó thanh niên", Kind::Count),
        Column::sum("co-mat", "Có mặt, kể cả đi thay", Kind::Count),
        Column::sum("vang", "Vắng", Kind::Count),
    ];
    let title = "BẢNG THEO DÕI CHUẨN BỊ VÀ ĐIỂM DANH CỦA CÁC ĐIỂM CẦU";
    let mut compiled = Compiled::new("diem-cau", title, columns);
    for unit in points(papers) {
        let label = LEVELS.iter().find(|(value, _)| *value == level(unit)).map_or("", |(_, label)| label);
        let head =
            |cells: Vec<Cell>| [vec![Cell::label(unit.name.as_str()), Cell::label(label)], cells].concat();
        match sent.get(unit.id.as_str()) {
            Some(reports) => reports.iter().for_each(|paper| compiled.push(head(reported(paper)))),
            None => {
                let mut cells = vec![Cell::default(); compiled.columns.len() - 2];
                cells[0] = Cell::label("Chưa báo cáo");
                compiled.push(head(cells));
            }
        }
    }
    for paper in others {
        let head = vec![paper.unit(), Cell::of(Value::text(paper.shown("cap-don-vi")), paper.id())];
        compiled.push([head, reported(paper)].concat());
    }
    compiled.totalled()
}

/// What a point reported.
fn reported(paper: &Paper<'_>) -> Vec<Cell> {
    let is_ready = !paper.text("truc-ky-thuat").is_empty();
    let state =
        if is_ready { "Đã báo cáo" } else { "Đã báo cáo, chưa có người trực kỹ thuật" };
    let guests = Papers::rows(paper, "dai-bieu");
    let count = |column: &str, is: &[&str]| {
        let many = guests.iter().filter(|guest| is.contains(&guest.text(column))).count();
        Cell::count(many, vec![paper.id()])
    };
    let mut cells = vec![Cell::of(Value::text(state), paper.id())];
    cells.extend(["truc-ky-thuat", "dien-thoai-truc", "dia-diem", "ngay", "gio"].map(|id| paper.cell(id)));
    cells.push(Cell::count(guests.len(), vec![paper.id()]));
    cells.push(paper.cell("so-thanh-nien"));
    cells.push(count("co-mat", &["co", "di-thay"]));
    cells.push(count("co-mat", &["vang"]));
    cells
}

/// How many points of each level reported, and named a technician.
fn by_level(papers: &Papers<'_>, sent: &BTreeMap<&str, Vec<Paper<'_>>>) -> Compiled {
    let levels = LEVELS.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    let mut tally =
        readiness("diem-cau-theo-cap", "TÌNH HÌNH SẴN SÀNG CỦA CÁC ĐIỂM CẦU THEO CẤP", "Cấp", levels);
    for unit in points(papers) {
        count(&mut tally, level(unit), unit, sent);
    }
    tally.finish()
}

/// The same for the districts, each with its communes.
fn by_district(papers: &Papers<'_>, sent: &BTreeMap<&str, Vec<Paper<'_>>>) -> Compiled {
    let districts = points(papers).filter(|unit| unit.parent.is_none());
    let names = districts.map(|unit| (unit.id.to_string(), unit.name.clone())).collect();
    let title = "TÌNH HÌNH SẴN SÀNG CỦA CÁC ĐIỂM CẦU THEO HUYỆN, THÀNH PHỐ";
    let mut tally = readiness("diem-cau-theo-huyen", title, "Huyện, thành phố", names);
    for unit in points(papers) {
        count(&mut tally, unit.parent.as_ref().unwrap_or(&unit.id).as_str(), unit, sent);
    }
    tally.finish()
}

fn readiness(id: &str, title: &str, head: &str, rows: Vec<(String, String)>) -> Tally {
    Tally::new(id, title, head, rows)
        .column("so-diem-cau", "Số điểm cầu", Kind::Count)
        .column("da-bao-cao", "Đã báo cáo", Kind::Count)
        .column("co-ky-thuat", "Có người trực kỹ thuật", Kind::Count)
        .column("chua-bao-cao", "Chưa báo cáo", Kind::Count)
}

fn count(tally: &mut Tally, row: &str, unit: &Unit, sent: &BTreeMap<&str, Vec<Paper<'_>>>) {
    tally.count(row, "so-diem-cau", &[]);
    let Some(reports) = sent.get(unit.id.as_str()) else {
        tally.count(row, "chua-bao-cao", &[]);
        return;
    };
    let ids: Vec<_> = reports.iter().map(Paper::id).collect();
    tally.count(row, "da-bao-cao", &ids);
    if reports.iter().any(|paper| !paper.text("truc-ky-thuat").is_empty()) {
        tally.count(row, "co-ky-thuat", &ids);
    }
}
