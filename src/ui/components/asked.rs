//! What offices asked of a draft, at the fields that they speak of: who asked, when, and a box to tick when it is done.

use leptos::prelude::*;

use crate::draft::{Draft, DraftId, RowId};
use crate::form::{ColumnId, FieldId, FieldKind, SectionId};
use crate::office::asked::{asked, ticked, without_done};
use crate::platform::page;
use crate::session::{Command, OpenDraft, Topic};
use crate::ui::{Place, Route, use_session, words};

/// One thing that is asked, as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    /// Which, in what is kept with the draft.
    place: (usize, usize),
    text: String,
    who: String,
    /// The way there, and what stands there; none where one is there.
    way: Option<(String, String)>,
}

/// What is asked of one field; of the whole draft, without one. Nothing where nothing is.
pub fn asked_at(draft: DraftId, field: Option<FieldId>) -> AnyView {
    let session = use_session();
    let points = {
        let draft = draft.clone();
        Memo::new(move |_| {
            match &field {
                // The way to a cell says in which row it stands now.
                Some(field) => session.read(Topic::Rows(draft.clone(), field.clone()), |_| ()),
                None => session.read(Topic::Draft(draft.clone()), |_| ()),
            }
            session.read_asked(&draft, |open| shown(open, field.as_ref())).unwrap_or_default()
        })
    };
    let items = move || {
        let points = points.get();
        let items = points.into_iter().map(|point| item(draft.clone(), point));
        let items = items.collect::<Vec<_>>();
        (!items.is_empty()).then(|| view! { <ul class="asked">{items}</ul> }.into_any())
    };
    items.into_any()
}

/// Everything that is asked of a draft, with the ways there; and how much of it is open.
pub fn asked_of_draft(draft: DraftId) -> AnyView {
    let session = use_session();
    let counts = {
        let draft = draft.clone();
        Memo::new(move |_| session.read_asked(&draft, |open| counts(open.draft)).unwrap_or_default())
    };
    let said = move || match counts.get() {
        (0, all) => format!("Đã đánh dấu xong cả {all} điều. Hãy xuất tệp và gửi lại."),
        (open, all) => {
            format!("Còn {open} trong {all} điều chưa xong. Mỗi điều cũng hiện ngay tại ô của nó.")
        }
    };
    let put_away = {
        let draft = draft.clone();
        move |_| {
            let asked = session.peek(|session| session.draft(&draft).map(without_done));
            page::focus_should_it_vanish("page-title");
            if let Some(asked) = asked {
                session.dispatch(Command::Ask { draft: draft.clone(), asked });
            }
        }
    };
    view! {
        <section class="asked-of-draft" aria-labelledby="asked" hidden=move || counts.get().1 == 0>
            <h2 id="asked">"Đề nghị bổ sung của cơ quan nhận bài"</h2>
            <p role="status">{said}</p>
            {asked_at(draft, None)}
            <p class="page__actions" hidden=move || counts.get().0 != 0>
                <button type="button" class="button button--quiet" on:click=put_away>"Cất các đề nghị đã xong"</button>
            </p>
        </section>
    }
    .into_any()
}

/// How much is open of what is asked in a section, in words; nothing where nothing is.
pub fn asked_in_section(draft: DraftId, section: SectionId) -> AnyView {
    let session = use_session();
    let open = Memo::new(move |_| {
        let count = |open: OpenDraft<'_>| {
            let section = open.form.sections.iter().find(|own| own.id == section)?;
            let is_here = |field: &FieldId| section.fields.iter().any(|own| own.id == *field);
            let points = asked(open.draft).into_iter().flat_map(|asked| asked.points);
            Some(points.filter(|point| !point.done && point.field.as_ref().is_some_and(is_here)).count())
        };
        session.read_asked(&draft, count).flatten().unwrap_or_default()
    });
    let said = move || match open.get() {
        0 => String::new(),
        open => format!("{open} đề nghị bổ sung"),
    };
    view! { <span class="task-list__asked">{said}</span> }.into_any()
}

/// What is asked at one cell: its row, its column, and what.
pub type AskedCell = (RowId, ColumnId, String);

/// What is open at the cells of a table.
pub fn asked_of_cells(draft: &Draft, field: &FieldId) -> Vec<AskedCell> {
    let mut cells = Vec::new();
    for asked in asked(draft) {
        for point in asked.points {
            if let Some((row, column)) =
                point.cell.filter(|_| point.field.as_ref() == Some(field) && !point.done)
            {
                cells.push((row, column, point.text));
            }
        }
    }
    cells
}

/// How many are open, and how many there are.
fn counts(draft: &Draft) -> (usize, usize) {
    let points: Vec<bool> =
        asked(draft).into_iter().flat_map(|asked| asked.points).map(|point| point.done).collect();
    (points.iter().filter(|done| !**done).count(), points.len())
}

fn shown(open: OpenDraft<'_>, field: Option<&FieldId>) -> Vec<Shown> {
    let mut shown = Vec::new();
    for (list, asked) in asked(open.draft).into_iter().enumerate() {
        let office = if asked.office.trim().is_empty() { "Cơ quan nhận bài" } else { &asked.office };
        let by = asked.answer_by.map(|day| format!(", trước ngày {day}")).unwrap_or_default();
        let who = format!("{office} đề nghị lúc {}{by}", words::moment(&asked.made_at));
        for (at, point) in asked.points.into_iter().enumerate() {
            if field.is_some() && point.field.as_ref() != field {
                continue;
            }
            let is_whole = field.is_none();
            let way = point.field.as_ref().and_then(|id| way(open, id, point.cell.clone()));
            let way = way.filter(|_| is_whole || point.cell.is_some());
            shown.push(Shown { place: (list, at), text: point.text, who: who.clone(), way });
        }
    }
    shown
}

/// The way to a field, or to a cell that is still there, and what it is called.
fn way(open: OpenDraft<'_>, id: &FieldId, cell: Option<(RowId, ColumnId)>) -> Option<(String, String)> {
    let (section, field) = open.form.fields().find(|(_, field)| field.id == *id)?;
    let rows = open.draft.answers.rows(id);
    let cell = cell.filter(|(row, _)| rows.iter().any(|own| own.id == *row));
    let mut label = field.label.clone();
    if let (Some((row, column)), FieldKind::Table(table)) = (&cell, &field.kind) {
        let number = rows.iter().position(|own| own.id == *row).map_or(0, |at| at + 1);
        let column = table.column(column).map_or("", |column| column.label.as_str());
        label = format!("{column}, {} {number}", table.row_name);
    }
    let place = Place { field: id.clone(), cell };
    Some((Route::Section(open.draft.id.clone(), section.id.clone(), Some(place)).href(), label))
}

fn item(draft: DraftId, point: Shown) -> AnyView {
    let session = use_session();
    let Shown { place, text, who, way } = point;
    let done = {
        let draft = draft.clone();
        let is_done = move |open: OpenDraft<'_>| {
            let point = asked(open.draft).get(place.0).and_then(|asked| asked.points.get(place.1)).cloned();
            point.is_some_and(|point| point.done)
        };
        Memo::new(move |_| session.read_asked(&draft, is_done).unwrap_or_default())
    };
    let tick = move |event| {
        let on = event_target_checked(&event);
        let asked = session.peek(|session| session.draft(&draft).map(|draft| ticked(draft, place, on)));
        if let Some(asked) = asked {
            session.dispatch(Command::Ask { draft: draft.clone(), asked });
        }
    };
    let class = move || if done.get() { "asked__point asked__point--done" } else { "asked__point" };
    let way = way.map(|(href, label)| {
        view! { <a class="asked__way" href=href>{format!("Đến «{label}»")}</a> }.into_any()
    });
    let label = format!("Đã xong: {text}");
    view! {
        <li class=class>
            <p class="asked__text">{text}</p>
            <p class="asked__who">{who}</p>
            <label class="asked__tick">
                <input type="checkbox" aria-label=label prop:checked=move || done.get() on:change=tick />
                <span aria-hidden="true">"Đã xong"</span>
            </label>
            {way}
        </li>
    }
    .into_any()
}
