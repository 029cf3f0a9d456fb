//! The tables of a plan that this program knows nothing of but its pack: every table field, merged over the papers.

use super::compiled::Compiled;
use super::list::List;
use super::papers::{Papers, compiled_column};
use crate::form::FieldKind;

pub(super) fn tables(papers: &Papers<'_>) -> Vec<Compiled> {
    let mut tables = Vec::new();
    for form in &papers.plan.forms {
        for (_, field) in form.fields() {
            let FieldKind::Table(table) = &field.kind else { continue };
            let entries = papers.entries(&[form.id.as_str()], field.id.as_str());
            let title = format!("{}: {}", form.title, field.label);
            let mut list = List::new(format!("{}-{}", form.id, field.id), title).unit("Đơn vị");
            for column in &table.columns {
                let id = column.id.clone();
                list = list.with(compiled_column(column), move |entry| entry.cell(id.as_str()));
            }
            tables.push(list.compile(&entries));
        }
    }
    tables
}
