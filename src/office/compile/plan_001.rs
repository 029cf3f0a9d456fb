//! Kế hoạch 001, phong trào thi đua: self-assessments, indicators, models, resources, commendations.

use std::collections::BTreeMap;

use super::compiled::{Cell, Column, Compiled, Kind, Value, Warning};
use super::list::List;
use super::papers::{Entry, OTHER_PERIOD, Papers};
use super::tally::Tally;
use super::{Decimal, awards, capitals, criteria, folded, proposals};
use crate::office::PaperId;
use crate::text::ascii_slug;

const ASSESSMENTS: [&str; 5] = ["001-TC-A1A2", "001-TC-A3", "001-TC-B", "001-TC-C", "001-TC-D"];

/// The reports, with what their tables are called after.
const REPORTS: [(&str, &str, &str); 2] =
    [("001-SK", "so-ket", "SƠ KẾT, THÁNG 6/2025"), ("001-TK", "tong-ket", "TỔNG KẾT, THÁNG 01/2031")];

pub(super) fn tables(papers: &Papers<'_>) -> Vec<Compiled> {
    let mut tables = criteria::tables(papers, &ASSESSMENTS);
    for (form, id, period) in REPORTS {
        tables.push(indicators(papers, form, id, period));
        tables.push(indicators_by_unit(papers, form, id, period));
    }
    tables.push(models(papers));
    tables.extend(resources(papers));
    for (form, id, period) in REPORTS {
        let title = format!("SỐ TẬP THỂ, GIA ĐÌNH, CÁ NHÂN ĐÃ ĐƯỢC KHEN THƯỞNG ({period})");
        tables.push(awards::given(papers, &format!("da-khen-thuong-{id}"), &title, form));
    }
    tables.extend(awards::tables(papers));
    tables.push(awards::asked_for(papers, &ASSESSMENTS));
    let forms = ["001-TC-A1A2", "001-TC-A3", "001-TC-B", "001-TC-C", "001-TC-D", "001-SK", "001-TK"];
    tables.extend(proposals::tables(papers, &forms, "kien-nghi"));
    let fields = ["kho-khan", "han-che", "nguyen-nhan"];
    tables.push(proposals::remarks(papers, "kho-khan", "KHÓ KHĂN, HẠN CHẾ, NGUYÊN NHÂN", &forms, &fields));
    tables
}

/// The units of measure of which nothing is added up, folded.
const SHARES: [&str; 2] = ["%", "phan tram"];

/// What the reports give of one indicator in one unit of measure.
#[derive(Default)]
struct Indicator {
    name: String,
    measure: String,
    goal: Option<(Decimal, Vec<PaperId>)>,
    result: Option<(Decimal, Vec<PaperId>)>,
    /// Goal and result of the rows that have both.
    both: Option<(Decimal, Decimal)>,
    papers: Vec<PaperId>,
}

impl Indicator {
    fn add(&mut self, entry: &Entry<'_>, warnings: &mut Vec<Warning>) {
        let [goal, result] = ["muc-tieu", "ket-qua"].map(|column| entry.amount(column, warnings));
        for (amount, sum) in [(goal, &mut self.goal), (result, &mut self.result)] {
            if let Some(amount) = amount {
                let (total, papers) = sum.get_or_insert_default();
                *total += amount;
                papers.extend(entry.papers());
            }
        }
        if let (Some(goal), Some(result)) = (goal, result) {
            let (goals, results) = self.both.get_or_insert_default();
            *goals += goal;
            *results += result;
        }
        self.papers.extend(entry.papers());
    }

    fn cells(self) -> Vec<Cell> {
        let mut papers = self.papers;
        papers.sort_unstable();
        papers.dedup();
        // The shares of several units are no share of all of them: each stands in the table by unit.
        let is_added = papers.len() == 1 || !SHARES.contains(&folded(&self.measure).as_str());
        let (goal, result) = (self.goal.filter(|_| is_added), self.result.filter(|_| is_added));
        let both = self.both.filter(|_| is_added);
        let share = both.and_then(|(goal, result)| result.percent_of(goal));
        let sum = |sum: Option<(Decimal, Vec<PaperId>)>| {
            sum.map_or_else(Cell::default, |(total, papers)| Cell::from_all(Value::Number(total), papers))
        };
        vec![
            Cell::text(self.name, &papers),
            Cell::text(self.measure, &papers),
            sum(goal),
            sum(result),
            Cell::from_all(share.map_or(Value::Empty, Value::Number), papers.clone()),
            Cell::count(papers.len(), papers),
        ]
    }
}

/// The indicators of the reports of a period, added up by unit of measure.
fn indicators(papers: &Papers<'_>, form: &str, id: &str, period: &str) -> Compiled {
    let columns = vec![
        Column::text("chi-tieu", "Chỉ tiêu"),
        Column::text("don-vi-tinh", "Đơn vị tính"),
        Column::new("muc-tieu", "Mục tiêu", Kind::Number),
        Column::new("ket-qua", "Kết quả", Kind::Number),
        Column::new("ty-le", "Tỷ lệ (%)", Kind::Number),
        Column::new("so-bao-cao", "Số báo cáo có chỉ tiêu", Kind::Count),
    ];
    let title = format!("TỔNG HỢP KẾT QUẢ THỰC HIỆN CHỈ TIÊU ({period})");
    let mut compiled = Compiled::new(format!("chi-tieu-{id}"), title, columns);
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut indicators: Vec<Indicator> = Vec::new();
    for entry in papers.entries(&[form], "chi-tieu") {
        let (name, measure) = (entry.text("chi-tieu"), entry.text("don-vi-tinh"));
        let at = *places.entry((folded(name), folded(measure))).or_insert_with(|| {
            let (name, measure) = (name.to_owned(), measure.to_owned());
            indicators.push(Indicator { name, measure, ..Indicator::default() });
            indicators.len() - 1
        });
        indicators[at].add(&entry, &mut compiled.warnings);
    }
    // Sorted by indicator, each stands beside its other units of measure.
    let places: Vec<((String, String), usize)> = places.into_iter().collect();
    let mut firsts: Vec<usize> = Vec::new();
    for alike in places.chunk_by(|((name, _), _), ((other, _), _)| name == other) {
        let of = |(_, at): &((String, String), usize)| &indicators[*at];
        if alike.len() > 1 {
            let mut sources: Vec<PaperId> = alike.iter().flat_map(|it| of(it).papers.clone()).collect();
            sources.sort_unstable();
            sources.dedup();
            let units = alike.iter().map(|it| of(it).measure.clone()).collect();
            let indicator = of(&alike[0]).name.clone();
            compiled.warnings.push(Warning::MixedUnits { indicator, units, sources });
        }
        firsts.extend(alike.iter().map(|(_, at)| *at));
    }
    let mut indicators: Vec<Option<Indicator>> = indicators.into_iter().map(Some).collect();
    for at in firsts {
        if let Some(indicator) = indicators[at].take() {
            compiled.push(indicator.cells());
        }
    }
    compiled
        .noted("Cộng theo từng chỉ tiêu và đơn vị tính; tỷ lệ tính trên các dòng ghi đủ mục tiêu và kết quả.")
}

/// The same, as each unit gives it.
fn indicators_by_unit(papers: &Papers<'_>, form: &'static str, id: &str, period: &str) -> Compiled {
    let title = format!("KẾT QUẢ THỰC HIỆN CHỈ TIÊU CỦA TỪNG ĐƠN VỊ ({period})");
    let columns = ["chi-tieu", "don-vi-tinh", "muc-tieu", "ket-qua", "ty-le", "ghi-chu"];
    List::new(format!("chi-tieu-{id}-don-vi"), title)
        .unit("Đơn vị")
        .columns(papers, form, "chi-tieu", &columns)
        .compile(&papers.entries(&[form], "chi-tieu"))
}

/// Initiatives, models and exemplary cases of all papers.
fn models(papers: &Papers<'_>) -> Compiled {
    let mut entries = papers.entries(&ASSESSMENTS, "sang-kien");
    entries.extend(papers.entries(&["001-SK", "001-TK"], "dien-hinh"));
    List::new("sang-kien", "DANH MỤC SÁNG KIẾN, MÔ HÌNH, ĐIỂN HÌNH")
        .unit("Đơn vị")
        .with(Column::text("ho-ten", "Họ và tên"), |entry| entry.paper.cell("ho-ten"))
        .with(Column::text("ten", "Tên sáng kiến, mô hình, điển hình"), |entry| entry.cell("ten"))
        .with(Column::text("loai", "Loại"), |entry| entry.cell("loai"))
        .with(Column::text("nam", "Năm"), |entry| entry.cell("nam"))
        .with(Column::text("van-ban", "Văn bản đã được ban hành"), |entry| entry.cell("van-ban"))
        .with(Column::text("pham-vi", "Phạm vi nhân rộng"), |entry| entry.cell("pham-vi"))
        .with(Column::text("hieu-qua", "Thành tích, hiệu quả"), |entry| entry.cell("hieu-qua"))
        .form()
        .compile(&entries)
}

/// Letters of a period's own name in the id of its table, at most.
const MOST_LETTERS: usize = 40;

/// What units spent, by where it came from; a table for each period, because the periods overlap. Other periods are each by
/// themselves, as their writers name them.
fn resources(papers: &Papers<'_>) -> Vec<Compiled> {
    let forms = ["001-TC-A1A2", "001-TC-A3", "001-TC-B"];
    let entries = papers.entries(&forms, "nguon-luc");
    let sources = papers.choices(forms[0], "nguon-luc", "nguon");
    let mut periods = papers.field_choices(forms[0], "ky-bao-cao");
    periods.push((String::new(), "Không ghi kỳ".to_owned()));
    let mut tables: Vec<Compiled> = Vec::new();
    for (period, label) in periods {
        let mut named: BTreeMap<String, Vec<&Entry<'_>>> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.paper.text("ky-bao-cao") == period) {
            let name =
                if period == OTHER_PERIOD { folded(entry.paper.text("ky-khac")) } else { String::new() };
            named.entry(name).or_default().push(entry);
        }
        for (name, entries) in named {
            let own = entries.first().map_or("", |entry| entry.paper.text("ky-khac").trim());
            let label = if name.is_empty() { label.clone() } else { format!("{label}: {own}") };
            let title =
                format!("NGUỒN LỰC ĐÃ BỐ TRÍ, HUY ĐỘNG ({}; ĐƠN VỊ TÍNH: TRIỆU ĐỒNG)", capitals(&label));
            let mut id = format!("nguon-luc-{}", if period.is_empty() { "khong-ghi-ky" } else { &period });
            if !name.is_empty() {
                id = [&id, "-", &ascii_slug(&name, MOST_LETTERS)].concat();
            }
            if tables.iter().any(|table| table.id == id) {
                id = format!("{id}-{}", tables.len() + 1);
            }
            let mut tally = Tally::new(id, title, "Đơn vị", Vec::new()).columns(&sources, Kind::Number);
            let mut warnings = Vec::new();
            for entry in entries {
                if let Some(amount) = entry.amount("so-tien", &mut warnings) {
                    tally.add(entry.paper.unit_name(), entry.text("nguon"), amount, &entry.papers());
                }
            }
            tables.push(Compiled { warnings, ..tally.finish_across("Cộng") });
        }
    }
    tables
}
