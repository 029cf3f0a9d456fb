//! One row of a table.

use leptos::prelude::*;

use super::answer_field::FieldContext;
use crate::draft::RowId;
use crate::form::{Column, ColumnKind};
use crate::platform::{self, page};
use crate::session::{Edit, Topic};
use crate::ui::route::{cell_element, field_element};
use crate::ui::{use_session, words};

/// Edits the cells of one row, moves it and takes it out.
#[component]
pub fn TableRow(
    /// The table.
    context: FieldContext,
    /// In the order shown.
    columns: Vec<Column>,
    /// What one row is called.
    row_name: String,
    /// Which row.
    row: RowId,
    /// Its place in the table, from 0.
    #[prop(into)]
    position: Signal<Option<usize>>,
    /// How many rows there are.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let session = use_session();
    let number = move || position.get().map_or(0, |position| position + 1);
    let title = {
        let row_name = row_name.clone();
        move || format!("{} {}", capitalised(&row_name), number())
    };
    let step = move |up: bool| {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        move |_| session.edit(&draft, Edit::MoveRow { field: field.clone(), row, up })
    };
    let (move_up, move_down) = (step.clone()(true), step(false));
    let remove = {
        let (draft, field) = (context.draft.clone(), context.field.id.clone());
        move |_| {
            session.edit(&draft, Edit::RemoveRow { field: field.clone(), row });
            page::focus(&field_element(&field));
        }
    };
    let cells = columns
        .into_iter()
        .map(|column| view! { <TableCell context=context.clone() column=column row=row /> })
        .collect_view();
    let name = move |action: &str| format!("{action} {row_name} {}", number());
    let (name_up, name_down, name_remove) = (name.clone(), name.clone(), name);
    view! {
        <li class="table-row" role="group" aria-label=title.clone()>
            <div class="table-row__head">
                <span class="table-row__title" aria-hidden="true">{title}</span>
                <button type="button" class="button button--icon" aria-label=move || name_up("Chuyển lên")
                    aria-disabled=move || (number() <= 1).then_some("true") on:click=move_up>"↑"</button>
                <button type="button" class="button button--icon" aria-label=move || name_down("Chuyển xuống")
                    aria-disabled=move || (number() >= count.get()).then_some("true") on:click=move_down>"↓"</button>
                <button type="button" class="button button--quiet" aria-label=move || name_remove("Xóa")
                    on:click=remove>"Xóa"</button>
            </div>
            <div class="table-row__cells">{cells}</div>
        </li>
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Edits one cell.
#[component]
fn TableCell(context: FieldContext, column: Column, row: RowId) -> impl IntoView {
    let session = use_session();
    let FieldContext { draft, field, violations, .. } = context;
    let id = cell_element(&field.id, row, &column.id);
    let focused = RwSignal::new(false);
    let error = {
        let (draft, field, column) = (draft.clone(), field.id.clone(), column.id.clone());
        Memo::new(move |shown: Option<&String>| {
            if focused.get() {
                return shown.cloned().unwrap_or_default();
            }
            let checked = session.is_checked(&draft);
            let found = violations.with(|violations| {
                let here = |cell: &(RowId, _)| cell.0 == row && cell.1 == column;
                let is_wrong = |violation: &&crate::draft::Violation| {
                    violation.field == field
                        && violation.cell.as_ref().is_some_and(here)
                        && (checked || violation.rule.is_of_form())
                };
                violations.iter().find(is_wrong).cloned()
            });
            let sentence = |found| session.peek_draft(&draft, |open| words::violation(open.form, &found));
            found.and_then(sentence).unwrap_or_default()
        })
    };
    let text = {
        let (draft, field, column) = (draft.clone(), field.id.clone(), column.id.clone());
        Memo::new(move |_| {
            session.read(Topic::Answer(draft.clone(), field.clone()), |session| {
                let rows = session.open(&draft).map(|open| open.draft.answers.rows(&field));
                let row = rows.unwrap_or_default().iter().find(|other| other.id == row);
                row.map(|row| row.cell(&column).to_owned()).unwrap_or_default()
            })
        })
    };
    let on_input = {
        let column = column.id.clone();
        move |typed: String| {
            let text = platform::nfc(&typed);
            session.edit(&draft, Edit::Cell { field: field.id.clone(), row, column: column.clone(), text });
        }
    };
    let wrong = move || error.with(|text| !text.is_empty()).then_some("true");
    let describe = format!("{id}-error");
    let control = match column.kind {
        ColumnKind::Choice { choices } => {
            let options = choices.into_iter().map(|choice| {
                let value = choice.value.clone();
                let selected = move || text.with(|text| *text == value);
                view! { <option value=choice.value prop:selected=selected>{choice.label}</option> }
            });
            view! {
                <select id=id.clone() class="field__input" aria-describedby=describe aria-invalid=wrong
                    on:change=move |event| on_input(event_target_value(&event))
                    on:focus=move |_| focused.set(true) on:blur=move |_| focused.set(false)>
                    <option value="" prop:selected=move || text.with(String::is_empty)>"– chọn –"</option>
                    {options.collect_view()}
                </select>
            }
            .into_any()
        }
        ColumnKind::LongText => {
            let area = NodeRef::<leptos::html::Textarea>::new();
            Effect::new(move |_| {
                focused.track();
                text.with(|text| {
                    if let Some(area) = area.get() {
                        page::show_in_textarea(&area, text);
                        page::grow(&area);
                    }
                });
            });
            view! {
                <textarea id=id.clone() class="field__area field__area--cell" rows="2" autocomplete="off"
                    spellcheck="false" node_ref=area aria-describedby=describe aria-invalid=wrong
                    on:input=move |event| on_input(event_target_value(&event))
                    on:focus=move |_| focused.set(true) on:blur=move |_| focused.set(false)></textarea>
            }
            .into_any()
        }
        ColumnKind::ShortText | ColumnKind::Number => {
            let input = NodeRef::<leptos::html::Input>::new();
            let keyboard = matches!(column.kind, ColumnKind::Number).then_some("decimal");
            Effect::new(move |_| {
                focused.track();
                text.with(|text| {
                    if let Some(input) = input.get() {
                        page::show_in_input(&input, text);
                    }
                });
            });
            view! {
                <input type="text" id=id.clone() class="field__input" autocomplete="off" spellcheck="false"
                    inputmode=keyboard node_ref=input aria-describedby=describe aria-invalid=wrong
                    on:input=move |event| on_input(event_target_value(&event))
                    on:focus=move |_| focused.set(true) on:blur=move |_| focused.set(false) />
            }
            .into_any()
        }
    };
    view! {
        <div class=format!("table-cell table-cell--{}", column.weight.min(6))>
            <label class="table-cell__label" for=id.clone()>{column.label}</label>
            {control}
            <p class="field__error" id=format!("{id}-error")>{move || error.get()}</p>
        </div>
    }
}
