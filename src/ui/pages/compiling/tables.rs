//! "Tổng hợp": everything that the plan lets the office compile, and the files of it.

use leptos::prelude::*;
use web_sys::MouseEvent;

use super::begun::begun_papers;
use super::book::book_files;
use super::files::Handing;
use super::pictures;
use crate::document::compiled_files::Shape;
use crate::office::PaperId;
use crate::office::compile::Compiled;
use crate::plan::PlanId;
use crate::platform::page;
use crate::ui::compiling::{Tables, compiled};
use crate::ui::components::OfficeFrame;
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;
use crate::ui::{OfficePage, Route};

/// What can be taken of a table: a name for people, and for the button.
pub(super) const TAKEN: [(&str, &str, Option<Shape>); 5] = [
    ("Excel", "xlsx", Some(Shape::Workbook)),
    ("CSV", "csv", Some(Shape::Csv)),
    ("JSON", "json", Some(Shape::Json)),
    ("NDJSON", "ndjson", Some(Shape::Ndjson)),
    ("In", "in", None),
];

/// What is said where nothing is to be seen before the first files are in.
const TAKING: &str = "Đang nhận tệp. Nội dung tổng hợp hiện ra khi nhận xong.";

/// Lists the compiled tables of a plan.
#[component]
pub fn CompilingPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    let of_plan = plan.clone();
    view! {
        <OfficeFrame plan=plan title="Tổng hợp" page=OfficePage::Tables>
            <TableList plan=of_plan.clone() />
        </OfficeFrame>
    }
}

#[component]
fn TableList(plan: PlanId) -> impl IntoView {
    let handing = Handing::new();
    let tables = compiled();
    let contents = {
        let plan = plan.clone();
        move || match tables.get() {
            None => pending(),
            Some(tables) if tables.iter().all(pictures::is_empty) => nothing(&plan),
            Some(tables) => list(&plan, tables, handing),
        }
    };
    view! {
        {contents}
        <div class="compiled__said">{handing.line()}</div>
    }
}

/// The tables are on their way.
pub(super) fn pending() -> AnyView {
    let is_taking = receiving().is_taking_now();
    let what = move || if is_taking.get() { TAKING } else { "Đang tổng hợp…" };
    view! { <p class="page__lead" role="status">{what}</p> }.into_any()
}

/// Nothing counts yet: what to do, or what is being done.
pub(super) fn nothing(plan: &PlanId) -> AnyView {
    let register = Route::Office(plan.clone(), OfficePage::Register).href();
    let is_taking = receiving().is_taking_now();
    let what = move || {
        if is_taking.get() {
            return pending();
        }
        view! {
            <div class="compiled-empty">
                <p>"Chưa có số liệu để tổng hợp: chưa nhận bài nào được tính."</p>
                <p class="page__actions">
                    <a class="button button--primary" href=register.clone()>"Nhận tệp"</a>
                </p>
            </div>
        }
        .into_any()
    };
    what.into_any()
}

fn list(plan: &PlanId, tables: Tables, handing: Handing) -> AnyView {
    let all = tables.clone();
    let (full, empty): (Vec<_>, Vec<_>) =
        tables.iter().enumerate().partition(|(_, table)| !pictures::is_empty(table));
    let items = full.iter().map(|(at, table)| item(plan, *at, table)).collect();
    let empties = empty.iter().map(|(_, table)| {
        markup::element(
            "li",
            &[],
            vec![markup::link("compiled-list__name", &href(plan, table), &table.title)],
        )
    });
    let empties: Vec<Markup> = empties.collect();
    let summary = format!("{} bảng chưa có số liệu", empties.len());
    let rest = if empties.is_empty() {
        Markup::default()
    } else {
        markup::folded(
            "compiled-list__rest",
            &summary,
            vec![markup::group("ul", "compiled-list__empty", empties)],
        )
    };
    let listed = String::from(markup::all(vec![markup::group("ul", "compiled-list", items), rest]));
    // Those that the tables were compiled of: they come anew with others.
    let papers = receiving().peek(|_, register, _| register.counting().count()).unwrap_or_default();
    let lead = format!(
        "{} bảng từ {papers} bài được tính. Mỗi số trong bảng đều dẫn về bài đã ghi số đó.",
        full.len()
    );
    let (whole, all_of) = (all.clone(), all.clone());
    let take = move |event: MouseEvent| {
        let Some(value) = page::pressed(&event) else { return };
        let Some((at, shape)) = value.split_once(' ') else { return };
        let (Ok(at), Some((_, _, shape))) = (at.parse(), TAKEN.iter().find(|(_, id, _)| *id == shape)) else {
            return;
        };
        match shape {
            Some(shape) => handing.hand_out(all.clone(), Some(at), *shape),
            None => handing.print(all.clone(), at),
        }
    };
    let opinions = (plan.as_str() == "004").then(|| {
        let href = Route::Office(plan.clone(), OfficePage::Opinions).href();
        view! { <a class="button" href=href>"Xếp nhóm, gộp ý kiến"</a> }.into_any()
    });
    view! {
        <p class="page__lead">{lead}</p>
        <p class="page__actions">
            <button type="button" class="button button--primary" aria-disabled=move || handing.is_busy()
                on:click=move |_| handing.hand_out(whole.clone(), None, Shape::Workbook)>
                "Tải tất cả (Excel)"
            </button>
            {opinions}
        </p>
        {begun_papers(plan, &all_of, handing)}
        {book_files(handing)}
        <div class="page__contents" inner_html=listed on:click=take></div>
    }
    .into_any()
}

fn href(plan: &PlanId, table: &Compiled) -> String {
    Route::Office(plan.clone(), OfficePage::Table(table.id.clone())).href()
}

fn item(plan: &PlanId, at: usize, table: &Compiled) -> Markup {
    let buttons = TAKEN.iter().map(|(name, id, _)| {
        let value = format!("{at} {id}");
        let label = format!("{name}: {}", table.title);
        markup::element(
            "button",
            &[
                ("type", "button"),
                ("class", "button button--small"),
                ("value", &value),
                ("aria-label", &label),
            ],
            vec![markup::text(name)],
        )
    });
    let buttons = markup::group("p", "compiled-list__buttons", buttons.collect());
    markup::group(
        "li",
        "compiled-list__item",
        vec![
            markup::link("compiled-list__name", &href(plan, table), &table.title),
            markup::line("p", "compiled-list__facts", &facts(table)),
            markup::folded("compiled-list__files", "Tải về, in", vec![buttons]),
        ],
    )
}

/// What a table holds, in a line.
pub(super) fn facts(table: &Compiled) -> String {
    let rows = table.entries().count();
    let mut papers: Vec<PaperId> = Vec::new();
    for cell in table.rows.iter().flat_map(|row| &row.cells) {
        papers.extend(&cell.sources);
    }
    papers.sort_unstable();
    papers.dedup();
    let mut facts = format!("{rows} dòng · từ {} bài", papers.len());
    if !table.warnings.is_empty() {
        facts.push_str(&format!(" · {} chỗ cần xem", table.warnings.len()));
    }
    facts
}
