//! One compiled table: its warnings, its rows, and from every cell the way to its papers.

use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

use super::files::Handing;
use super::pictures;
use super::tables::{TAKEN, facts, nothing, pending};
use crate::office::PaperId;
use crate::office::compile::{Compiled, Role};
use crate::plan::PlanId;
use crate::platform::page;
use crate::text::fold;
use crate::ui::compiling::{Tables, compiled};
use crate::ui::components::{CellPlace, CompiledTable, OfficeFrame, cell_words};
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;
use crate::ui::{OfficePage, Route, words};

/// So many papers of a cell are listed.
const MOST_PAPERS: usize = 300;

/// So many warnings are shown before the rest is folded away.
const MOST_WARNINGS: usize = 3;

/// A note of more bytes is folded away.
const LONG_NOTE: usize = 300;

/// The panel that lists a cell's papers.
const PANEL: &str = "cell-sources";

/// Shows one compiled table.
#[component]
pub fn CompiledPage(
    /// Which plan.
    plan: PlanId,
    /// Which table.
    table: String,
) -> impl IntoView {
    let of_plan = plan.clone();
    let page = OfficePage::Table(table.clone());
    view! {
        <OfficeFrame plan=plan title="Bảng tổng hợp" page=page>
            <Shown plan=of_plan.clone() table=table.clone() />
        </OfficeFrame>
    }
}

#[component]
fn Shown(plan: PlanId, table: String) -> impl IntoView {
    let tables = compiled();
    // Tables that are compiled anew are searched for the same.
    let (query, handing) = (RwSignal::new(String::new()), Handing::new());
    move || match tables.get() {
        None => pending(),
        Some(tables) => match tables.iter().position(|own| own.id == table) {
            Some(at) => view! { <Body plan=plan.clone() tables=tables at=at query=query handing=handing /> }
                .into_any(),
            None => nothing(&plan),
        },
    }
}

#[component]
fn Body(plan: PlanId, tables: Tables, at: usize, query: RwSignal<String>, handing: Handing) -> impl IntoView {
    let Some(table) = tables.get(at) else { return nothing(&plan) };
    let list = Route::Office(plan.clone(), OfficePage::Tables).href();
    let (title, facts) = (table.title.clone(), facts(table));
    let above = String::from(markup::all(vec![
        note(table.note.as_deref().unwrap_or_default()),
        warnings(&plan, table),
    ]));
    let picture = pictures::of_table(tables.clone(), at);
    let texts = StoredValue::new(None::<Vec<String>>);
    let searched = tables.clone();
    let shown = Memo::new(move |_| {
        let Some(table) = searched.get(at) else { return Vec::new() };
        let entries = || {
            table.rows.iter().enumerate().filter(|(_, row)| row.role == Role::Entry).map(|(place, _)| place)
        };
        let wanted = fold(query.read().trim());
        if wanted.is_empty() {
            return entries().collect();
        }
        if texts.with_value(Option::is_none) {
            texts.set_value(Some(folded(table)));
        }
        let has = |place: &usize| {
            texts.with_value(|texts| texts.as_ref()?.get(*place).map(|text| text.contains(&wanted)))
        };
        entries().filter(|place| has(place) == Some(true)).collect()
    });
    let entries = table.entries().count();
    let found = move || {
        let many = shown.read().len();
        if many == entries { String::new() } else { format!("{many} trên {entries} dòng") }
    };
    let opened = RwSignal::new(None::<CellPlace>);
    let buttons: Vec<AnyView> = TAKEN
        .iter()
        .map(|(name, _, shape)| {
            let tables = tables.clone();
            let take = move |_| match shape {
                Some(shape) => handing.hand_out(tables.clone(), Some(at), *shape),
                None => handing.print(tables.clone(), at),
            };
            view! {
                <button type="button" class="button button--small" aria-disabled=move || handing.is_busy()
                    on:click=take>{*name}</button>
            }
            .into_any()
        })
        .collect();
    let type_in = move |event: Event| query.set(event_target_value(&event));
    view! {
        <p><a href=list>"← Tất cả các bảng"</a></p>
        <h2 class="compiled__title">{title}</h2>
        <p class="page__lead">{facts}</p>
        <div class="page__contents" inner_html=above></div>
        {picture}
        <div class="compiled__tools">
            <div class="compiled__search">
                <label for="compiled-search">"Tìm trong bảng (không cần dấu)"</label>
                <input id="compiled-search" type="search" class="field__input" autocomplete="off"
                    value=query.get_untracked() on:input=type_in />
                <span class="compiled__found" role="status">{found}</span>
            </div>
            <div class="compiled__buttons" role="group" aria-label="Tải bảng này về, in">{buttons}</div>
        </div>
        {handing.line()}
        <p class="compiled__print-note">"Để in cả bảng, hãy bấm nút «In» trên trang này."</p>
        <p class="field__hint">
            "Bấm vào một ô, hoặc nhấn Enter ở ô đang chọn, để xem ô đó lấy từ những bài nào. Dùng các phím mũi tên để đi giữa các ô."
        </p>
        <CompiledTable tables=tables.clone() at=at shown=Signal::from(shown)
            opened=Callback::new(move |place| opened.set(Some(place))) />
        <Sources plan=plan tables=tables at=at opened=opened />
    }
    .into_any()
}

/// What one should know to read the table; folded away where it is long.
fn note(words: &str) -> Markup {
    let line = markup::line("p", "compiled__note", words);
    if words.len() > LONG_NOTE {
        markup::folded("compiled__more", "Ghi chú của bảng", vec![line])
    } else {
        line
    }
}

/// What each row says, as it is searched.
fn folded(table: &Compiled) -> Vec<String> {
    let text = |row: &crate::office::compile::CompiledRow| {
        let mut text = String::new();
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            text.push_str(&column.shown(cell));
            text.push('\n');
        }
        fold(&text)
    };
    table.rows.iter().map(text).collect()
}

/// What should be looked at, each with the papers that it is about.
fn warnings(plan: &PlanId, table: &Compiled) -> Markup {
    let line = |warning: &crate::office::compile::Warning| {
        let papers = warning.sources();
        let links = papers.iter().take(MOST_WARNINGS).map(|id| {
            markup::all(vec![markup::text(" "), markup::link("", &paper_href(plan, *id), &paper_name(*id))])
        });
        let mut parts = vec![markup::text(&words::compile_warning(warning))];
        parts.extend(links);
        markup::element("li", &[], parts)
    };
    if table.warnings.is_empty() {
        return Markup::default();
    }
    let first = table.warnings.iter().take(MOST_WARNINGS).map(line).collect();
    let rest: Vec<Markup> = table.warnings.iter().skip(MOST_WARNINGS).map(line).collect();
    let more = if rest.is_empty() {
        Markup::default()
    } else {
        let summary = format!("Xem thêm {} chỗ", rest.len());
        markup::folded("compiled__more", &summary, vec![markup::group("ul", "", rest)])
    };
    markup::group(
        "div",
        "compiled__warnings",
        vec![markup::line("h3", "", "Cần xem lại"), markup::group("ul", "", first), more],
    )
}

fn paper_href(plan: &PlanId, id: PaperId) -> String {
    Route::Office(plan.clone(), OfficePage::Paper(id.0)).href()
}

fn paper_name(id: PaperId) -> String {
    receiving().peek(|_, register, _| register.name(id)).unwrap_or_default()
}

/// The papers of a cell.
#[component]
fn Sources(plan: PlanId, tables: Tables, at: usize, opened: RwSignal<Option<CellPlace>>) -> impl IntoView {
    Effect::new(move |_| {
        if opened.get().is_some() {
            request_animation_frame(|| {
                page::focus(PANEL);
            });
        }
    });
    let close = move || {
        opened.set(None);
        page::focus_first(".compiled-table [tabindex=\"0\"]");
    };
    let contents = move || {
        let cell = opened.get()?;
        let (head, said) = cell_words(&tables, at, cell)?;
        let papers = &tables.get(at)?.rows.get(cell.0)?.cells.get(cell.1)?.sources;
        Some(String::from(sources(&plan, &head, &said, papers)))
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    view! {
        <aside id=PANEL class="cell-sources" tabindex="-1" aria-label="Nguồn của ô" hidden=move || opened.get().is_none()
            on:keydown=on_key>
            <div class="cell-sources__contents" inner_html=contents></div>
            <button type="button" class="button button--small" on:click=move |_| close()>"Đóng"</button>
        </aside>
    }
}

fn sources(plan: &PlanId, head: &str, said: &str, papers: &[PaperId]) -> Markup {
    let links = papers.iter().take(MOST_PAPERS).map(|id| {
        markup::element("li", &[], vec![markup::link("", &paper_href(plan, *id), &paper_name(*id))])
    });
    let rest = match papers.len().saturating_sub(MOST_PAPERS) {
        0 => String::new(),
        rest => format!("… và {rest} bài nữa, có trong sổ ở trang «Nhận tệp»."),
    };
    let lead = match papers.len() {
        0 => "Ô này không lấy từ bài nào.".to_owned(),
        many => format!("Lấy từ {many} bài:"),
    };
    markup::all(vec![
        markup::line("h2", "cell-sources__head", head),
        markup::line("p", "cell-sources__said", said),
        markup::line("p", "", &lead),
        markup::group("ul", "cell-sources__list", links.collect()),
        markup::line("p", "", &rest),
    ])
}
