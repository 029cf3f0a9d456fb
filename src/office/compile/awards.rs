//! Who is proposed for which award, by award form; who has no report of achievements yet.

use std::collections::BTreeMap;

use super::compiled::{Cell, Column, Compiled, Kind, Value, Warning};
use super::folded;
use super::list::List;
use super::papers::{Entry, Papers};
use super::tally::Tally;
use crate::form::TICKED;
use crate::office::PaperId;

/// The column that says which award.
const AWARD: &str = "hinh-thuc";

/// What a list proposes: a kind of nominee.
struct Nominees {
    /// Its table, and the column with the name.
    table: &'static str,
    name: &'static str,
    /// The columns that its list shows.
    columns: &'static [&'static str],
    title: &'static str,
    label: &'static str,
    /// The form of the report that each needs, and its field with the name.
    report: Option<(&'static str, &'static str)>,
}

const KINDS: [Nominees; 3] = [
    Nominees {
        table: "tap-the",
        name: "ten",
        columns: &[AWARD, "ten", "tom-tat", "co-bao-cao"],
        title: "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG",
        label: "Tập thể",
        report: Some(("KT-TT", "ten-tap-the")),
    },
    Nominees {
        table: "gia-dinh",
        name: "ten",
        columns: &[AWARD, "ten", "dia-chi", "tom-tat"],
        title: "DANH SÁCH GIA ĐÌNH ĐỀ NGHỊ KHEN THƯỞNG",
        label: "Gia đình",
        report: None,
    },
    Nominees {
        table: "ca-nhan",
        name: "ho-ten",
        columns: &[AWARD, "ho-ten", "nam-sinh", "gioi-tinh", "chuc-vu", "don-vi", "tom-tat", "co-bao-cao"],
        title: "DANH SÁCH CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG",
        label: "Cá nhân",
        report: Some(("KT-CN", "ho-ten")),
    },
];

/// The lists, the counts by award and by sex, and who has no report.
pub(super) fn tables<'a>(papers: &Papers<'a>) -> Vec<Compiled> {
    let plan = papers.plan.id.as_str();
    let form = format!("{plan}-KT-DS");
    let mut tables = Vec::new();
    let mut nominees: Vec<(&Nominees, Vec<Entry<'a>>)> = Vec::new();
    for kind in KINDS.iter().filter(|kind| papers.table(&form, kind.table).is_some()) {
        let awards = papers.choices(&form, kind.table, AWARD);
        let mut entries = papers.entries(&[&form], kind.table);
        entries.sort_by_key(|entry| awards.iter().position(|(value, _)| value == entry.text(AWARD)));
        let mut list = List::new(format!("khen-thuong-{}", kind.table), kind.title)
            .columns(papers, &form, kind.table, kind.columns)
            .unit("Đơn vị đề nghị")
            .compile(&entries);
        list.warnings.extend(listed_twice(kind.name, &entries));
        tables.push(list);
        nominees.push((kind, entries));
    }
    tables.push(by_award(papers, &form, &nominees));
    tables.push(by_sex(papers, &form, &nominees));
    tables.push(without_report(papers, plan, &form, &nominees));
    tables
}

/// How many of each kind, and of each sex, are proposed for each award.
fn by_award(papers: &Papers<'_>, form: &str, nominees: &[(&Nominees, Vec<Entry<'_>>)]) -> Compiled {
    let title = "TỔNG HỢP SỐ LƯỢNG ĐỀ NGHỊ KHEN THƯỞNG THEO HÌNH THỨC";
    let awards = papers.choices(form, "ca-nhan", AWARD);
    let mut tally = Tally::new("khen-thuong-tong-hop", title, "Hình thức đề nghị", awards);
    for (kind, _) in nominees {
        tally = tally.column(kind.table, kind.label, Kind::Count);
    }
    for (kind, entries) in nominees {
        for entry in entries {
            tally.count(entry.text(AWARD), kind.table, &entry.papers());
        }
    }
    tally.finish_across("Cộng")
}

/// How many persons of each sex are proposed for each award (Nghị định 152/2025/NĐ-CP, Điều 4 khoản 6).
fn by_sex(papers: &Papers<'_>, form: &str, nominees: &[(&Nominees, Vec<Entry<'_>>)]) -> Compiled {
    let title = "CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG THEO GIỚI TÍNH";
    let awards = papers.choices(form, "ca-nhan", AWARD);
    let sexes = papers.choices(form, "ca-nhan", "gioi-tinh");
    let mut tally =
        Tally::new("khen-thuong-gioi-tinh", title, "Hình thức đề nghị", awards).columns(&sexes, Kind::Count);
    for entry in persons(nominees) {
        tally.count(entry.text(AWARD), entry.text("gioi-tinh"), &entry.papers());
    }
    tally.finish_across("Cộng")
}

fn persons<'e, 'a>(nominees: &'e [(&Nominees, Vec<Entry<'a>>)]) -> impl Iterator<Item = &'e Entry<'a>> {
    let persons = nominees.iter().filter(|(kind, _)| kind.table == "ca-nhan");
    persons.flat_map(|(_, entries)| entries)
}

/// The nominees of whom no report of achievements was received.
fn without_report(
    papers: &Papers<'_>,
    plan: &str,
    form: &str,
    nominees: &[(&Nominees, Vec<Entry<'_>>)],
) -> Compiled {
    let title = "TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ KHEN THƯỞNG CHƯA CÓ BÁO CÁO THÀNH TÍCH GỬI KÈM";
    let columns = vec![
        Column::text("doi-tuong", "Đối tượng"),
        Column::text("ten", "Tập thể, cá nhân"),
        Column::text("don-vi", "Đơn vị"),
        Column::text(AWARD, "Hình thức đề nghị"),
        Column::text("co-bao-cao", "Đơn vị đề nghị ghi đã có báo cáo"),
        Column::text("don-vi-gui", "Đơn vị đề nghị"),
    ];
    let mut compiled = Compiled::new("khen-thuong-thieu-bao-cao", title, columns);
    for (kind, entries) in nominees {
        let Some((report, field)) = kind.report else { continue };
        let reports = Reports::of(papers, &format!("{plan}-{report}"), field);
        let namesakes = namesakes(kind.name, entries);
        let said = papers.column(form, kind.table, "co-bao-cao").is_some();
        for entry in entries {
            let is_alone = namesakes.get(&folded(entry.text(kind.name))).is_none_or(|them| them.len() < 2);
            if entry.text(kind.name).is_empty() || reports.has(entry, kind.name, is_alone) {
                continue;
            }
            let ticked = match entry.text("co-bao-cao") {
                TICKED if said => "Có",
                _ => "Chưa",
            };
            let unit = entry.cell(if kind.table == "ca-nhan" { "don-vi" } else { kind.name });
            compiled.push(vec![
                Cell::of(Value::text(kind.label), entry.id()),
                entry.cell(kind.name),
                unit,
                entry.cell(AWARD),
                Cell::of(Value::text(ticked), entry.id()),
                entry.paper.unit(),
            ]);
        }
    }
    compiled
}

/// The reports of achievements that were received: of whom, and of which unit.
struct Reports(BTreeMap<String, Vec<String>>);

impl Reports {
    fn of(papers: &Papers<'_>, form: &str, field: &str) -> Self {
        let mut reports: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for paper in papers.of(&[form]) {
            let unit = [paper.text("don-vi-cong-tac"), paper.text("ten-don-vi")].concat();
            reports.entry(folded(paper.text(field))).or_default().push(folded(&unit));
        }
        Self(reports)
    }

    /// Whether there is one of that nominee. Of namesakes it must be of the same unit.
    fn has(&self, entry: &Entry<'_>, name: &str, is_alone: bool) -> bool {
        let unit = folded(entry.text("don-vi"));
        let units = self.0.get(&folded(entry.text(name)));
        units.is_some_and(|units| is_alone || units.contains(&unit))
    }
}

/// The units of nominees of the same name, each once.
fn namesakes(name: &str, entries: &[Entry<'_>]) -> BTreeMap<String, Vec<String>> {
    let mut namesakes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        let unit = folded(entry.text("don-vi"));
        let units = namesakes.entry(folded(entry.text(name))).or_default();
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    namesakes
}

/// Nominees that stand in the lists more than once: of the same name, and of a year of birth that is no other.
pub(super) fn listed_twice(name: &str, entries: &[Entry<'_>]) -> Vec<Warning> {
    let mut seen: BTreeMap<String, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.text(name).is_empty()) {
        seen.entry(folded(entry.text(name))).or_default().push(entry);
    }
    let mut warnings = Vec::new();
    for alike in seen.into_values() {
        let mut by_year: BTreeMap<&str, Vec<&Entry<'_>>> = BTreeMap::new();
        for entry in alike {
            by_year.entry(entry.text("nam-sinh")).or_default().push(entry);
        }
        for alike in by_year.into_values().filter(|alike| alike.len() > 1) {
            let mut sources: Vec<PaperId> = alike.iter().map(|entry| entry.id()).collect();
            sources.sort_unstable();
            sources.dedup();
            warnings.push(Warning::ListedTwice { name: alike[0].text(name).to_owned(), sources });
        }
    }
    warnings
}

/// Which award units and persons ask for in their self-assessments, without being in a list yet.
pub(super) fn asked_for(papers: &Papers<'_>, forms: &[&str]) -> Compiled {
    let title = "HÌNH THỨC KHEN THƯỞNG ĐỀ NGHỊ TRONG BẢN TỰ ĐÁNH GIÁ, ĐĂNG KÝ";
    let columns = vec![
        Column::text("don-vi-gui", "Đơn vị"),
        Column::text("ho-ten", "Họ và tên"),
        Column::text("hinh-thuc-khen", "Hình thức đề nghị"),
        Column::text("bieu", "Văn bản, biểu"),
    ];
    let mut compiled = Compiled::new("khen-thuong-tu-de-nghi", title, columns);
    for paper in papers.of(forms).into_iter().filter(|paper| !paper.text("hinh-thuc-khen").is_empty()) {
        let form = Cell::of(Value::text(paper.form.title.as_str()), paper.id());
        compiled.push(vec![paper.unit(), paper.cell("ho-ten"), paper.cell("hinh-thuc-khen"), form]);
    }
    compiled
}

/// Awards that units gave themselves, added up by award form.
pub(super) fn given(papers: &Papers<'_>, id: &str, title: &str, form: &str) -> Compiled {
    let awards = papers.choices(form, "khen-thuong", AWARD);
    let mut warnings = Vec::new();
    let mut tally = Tally::new(id, title, "Hình thức khen thưởng", awards);
    for kind in &KINDS {
        tally = tally.column(kind.table, kind.label, Kind::Number);
    }
    for entry in papers.entries(&[form], "khen-thuong") {
        for kind in &KINDS {
            if let Some(number) = entry.amount(kind.table, &mut warnings) {
                tally.add(entry.text(AWARD), kind.table, number, &entry.papers());
            }
        }
    }
    Compiled { warnings, ..tally.finish_across("Cộng") }
}
