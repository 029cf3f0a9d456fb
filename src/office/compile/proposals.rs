//! What units propose, by the level that it is addressed to; and what they find difficult.

use super::compiled::{Cell, Column, Compiled, Value};
use super::list::List;
use super::papers::{Entry, Papers};
use super::tally::count;

/// The column that says whom a proposal is addressed to.
const TO: &str = "gui-cap";

/// All proposals in a table of these forms, by level, and how many there are of each.
pub(super) fn tables<'a>(papers: &Papers<'a>, forms: &[&'static str], table: &str) -> Vec<Compiled> {
    let Some(form) = forms.first() else { return Vec::new() };
    let levels = papers.choices(form, table, TO);
    let mut entries = papers.entries(forms, table);
    let place = |entry: &Entry<'_>| {
        levels.iter().position(|(value, _)| value == entry.text(TO)).unwrap_or(levels.len())
    };
    entries.sort_by_key(place);
    let list = List::new("kien-nghi", "TỔNG HỢP KIẾN NGHỊ, ĐỀ XUẤT THEO CẤP CÓ THẨM QUYỀN")
        .columns(papers, form, table, &[TO, "noi-dung"])
        .unit("Đơn vị kiến nghị")
        .form()
        .compile(&entries);
    let counts = count(
        "kien-nghi-so-luong",
        "SỐ KIẾN NGHỊ, ĐỀ XUẤT THEO CẤP CÓ THẨM QUYỀN",
        "Cấp có thẩm quyền",
        levels.clone(),
        entries.iter().map(|entry| (entry.text(TO), entry.papers())),
    );
    vec![list, counts]
}

/// What the papers say in these fields, one a row, under the question that it answers.
pub(super) fn remarks(
    papers: &Papers<'_>,
    id: &str,
    title: &str,
    forms: &[&str],
    fields: &[&str],
) -> Compiled {
    let columns = vec![
        Column::text("don-vi-gui", "Đơn vị"),
        Column::text("bieu", "Văn bản, biểu"),
        Column::text("muc", "Mục"),
        Column::text("noi-dung", "Nội dung"),
    ];
    let mut compiled = Compiled::new(id, title, columns);
    for paper in papers.of(forms) {
        for id in fields {
            let Some(field) = paper.field(id) else { continue };
            let said = paper.cell(id);
            if said.value == Value::Empty {
                continue;
            }
            let form = Cell::of(Value::text(paper.form.title.as_str()), paper.id());
            let label = Cell::of(Value::text(field.label.as_str()), paper.id());
            compiled.push(vec![paper.unit(), form, label, said]);
        }
    }
    compiled
}

/// Adds what rows of a table say in these columns, each under the column's head.
pub(super) fn remark_rows(compiled: &mut Compiled, entries: &[Entry<'_>], columns: &[&str]) {
    for entry in entries {
        for id in columns {
            let Some(column) = entry.table.columns.iter().find(|column| column.id.as_str() == *id) else {
                continue;
            };
            let said = entry.cell(id);
            if said.value == Value::Empty {
                continue;
            }
            let form = Cell::of(Value::text(entry.paper.form.title.as_str()), entry.id());
            let label = Cell::of(Value::text(column.label.as_str()), entry.id());
            compiled.push(vec![entry.paper.unit(), form, label, said]);
        }
    }
}
