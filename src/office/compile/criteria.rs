//! How units and persons see themselves by a plan's criteria.

use super::capitals;
use super::compiled::{Cell, Column, Compiled, Kind, Value};
use super::list::List;
use super::papers::{Paper, Papers};
use super::tally::Tally;

const TABLE: &str = "tieu-chi-thi-dua";
const CRITERION: &str = "tieu-chi";
const LEVEL: &str = "muc";

/// The levels that ask for no reason.
const MET: [&str; 2] = ["tot", "dat"];

/// A matrix of unit and criterion for each of these forms, the counts of levels, and the reasons for what is unmet.
pub(super) fn tables<'a>(papers: &Papers<'a>, forms: &[&'static str]) -> Vec<Compiled> {
    let mut tables: Vec<Compiled> = Vec::new();
    for form in forms.iter().filter(|form| papers.table(form, TABLE).is_some()) {
        tables.push(matrix(papers, form));
    }
    tables.push(levels(papers, forms));
    tables.push(unmet(papers, forms));
    tables
}

/// Who says what of each criterion of a form.
fn matrix(papers: &Papers<'_>, form: &str) -> Compiled {
    let criteria = papers.choices(form, TABLE, CRITERION);
    let actor = papers.form(form).map_or("", |form| &form.actor);
    let mut columns = vec![Column::text("don-vi-gui", "Đơn vị")];
    let has_person =
        papers.form(form).is_some_and(|form| form.fields().any(|(_, field)| field.id.as_str() == "ho-ten"));
    if has_person {
        columns.push(Column::text("ho-ten", "Họ và tên"));
    }
    columns.push(Column::text("ky-bao-cao", "Kỳ"));
    for (criterion, _) in &criteria {
        columns.push(Column::text(criterion.as_str(), format!("Tiêu chí {criterion}")));
    }
    let title = format!("KẾT QUẢ TỰ ĐÁNH GIÁ THEO TIÊU CHÍ: {}", capitals(actor));
    let mut compiled = Compiled::new(format!("tieu-chi-{}", form.to_ascii_lowercase()), title, columns);
    for paper in papers.of(&[form]) {
        let mut cells = vec![paper.unit()];
        if has_person {
            cells.push(paper.cell("ho-ten"));
        }
        cells.push(paper.period());
        for (criterion, _) in &criteria {
            cells.push(level(&paper, criterion));
        }
        compiled.push(cells);
    }
    let words: Vec<String> = criteria.into_iter().map(|(id, words)| format!("{id}: {words}")).collect();
    compiled.noted(words.join("\n"))
}

/// The level that a paper gives itself.
fn level(paper: &Paper<'_>, criterion: &str) -> Cell {
    let found = Papers::rows(paper, TABLE).into_iter().find(|entry| entry.text(CRITERION) == criterion);
    found.map_or_else(|| Cell::of(Value::Empty, paper.id()), |entry| entry.cell(LEVEL))
}

/// How many give themselves which level.
fn levels(papers: &Papers<'_>, forms: &[&str]) -> Compiled {
    let mut rows = Vec::new();
    let mut levels: Vec<(String, String)> = Vec::new();
    for form in forms {
        let actor = papers.form(form).map_or("", |form| &form.actor);
        for (criterion, _) in papers.choices(form, TABLE, CRITERION) {
            rows.push((format!("{form} {criterion}"), format!("{criterion} ({actor})")));
        }
        for level in papers.choices(form, TABLE, LEVEL) {
            if !levels.contains(&level) {
                levels.push(level);
            }
        }
    }
    let title = "TỔNG HỢP MỨC TỰ ĐÁNH GIÁ THEO TIÊU CHÍ";
    let mut tally = Tally::new("tieu-chi-muc", title, "Tiêu chí", rows).columns(&levels, Kind::Count);
    for entry in papers.entries(forms, TABLE).iter().filter(|entry| !entry.text(LEVEL).is_empty()) {
        let row = format!("{} {}", entry.paper.form.id, entry.text(CRITERION));
        tally.count(&row, entry.text(LEVEL), &entry.papers());
    }
    tally.finish_across("Số bản tự đánh giá")
}

/// What is unmet or does not apply, and why.
fn unmet<'a>(papers: &Papers<'a>, forms: &[&'static str]) -> Compiled {
    let Some(form) = forms.first() else { return Compiled::new("tieu-chi-chua-dat", "", Vec::new()) };
    let entries = papers.entries(forms, TABLE);
    let unmet = entries.iter().filter(|entry| {
        let level = entry.text(LEVEL);
        !level.is_empty() && !MET.contains(&level)
    });
    List::new("tieu-chi-chua-dat", "TIÊU CHÍ CHƯA ĐẠT, KHÔNG ÁP DỤNG VÀ LÝ DO")
        .unit("Đơn vị")
        .with(Column::text("ho-ten", "Họ và tên"), |entry| entry.paper.cell("ho-ten"))
        .period()
        .with(Column::text(CRITERION, "Tiêu chí"), |entry| {
            Cell::of(Value::text(entry.text(CRITERION)), entry.id())
        })
        .columns(papers, form, TABLE, &[LEVEL, "ly-do", "ket-qua"])
        .compile(unmet)
}
