//! One cell of a table.

use leptos::prelude::*;

use super::answer_field::FieldContext;
use crate::draft::RowId;
use crate::form::{Column, ColumnKind};
use crate::platform::{self, page};
use crate::session::{Edit, Topic};
use crate::ui::route::cell_element;
use crate::ui::{use_session, words};

/// Edits what one cell holds, as typed or chosen.
#[component]
pub fn TableCell(
    /// The table.
    context: FieldContext,
    /// The cell's column.
    column: Column,
    /// The cell's row.
    row: RowId,
) -> impl IntoView {
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
