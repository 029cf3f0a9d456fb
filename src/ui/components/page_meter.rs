//! The pages that the paper prints to, filling line by line as one types.

use std::fmt::Write;
use std::time::Duration;

use leptos::prelude::*;

use super::preview::{leave_caret, leave_page};
use super::{LayoutChoicesPanel, late};
use crate::draft::{DraftId, LayoutChoices};
use crate::paper::{Advice, AnnexMeasure, Measure, Room, Sheet};
use crate::session::Edit;
use crate::ui::{Part, Place, Route, parts, use_session, words};

/// After so long without a key the other lawful choices are measured too. Longer than the longest time for which the
/// paper itself is not measured while somebody types.
const PAUSE: Duration = Duration::from_millis(2000);

/// So many pages of a phụ lục are drawn: a list of hundreds of names looks the same on all of them.
const MOST_ANNEX_SHEETS: usize = 6;

/// Shows the pages that the paper prints to, once the part of the program that counts them is here.
#[component]
pub fn PageMeter(
    /// Which draft.
    draft: DraftId,
    /// What it prints to.
    measure: Memo<Option<Measure>>,
    /// Shows everything at any width; else a narrow screen has the pages and their number alone.
    #[prop(optional)]
    whole: bool,
) -> impl IntoView {
    late(Part::Count, move || parts::page_meter(draft.clone(), measure, whole))
}

/// Shows the pages used and what is to spare, or where the first page too many begins.
#[component]
pub fn PageMeterBody(
    /// Which draft.
    draft: DraftId,
    /// What it prints to.
    measure: Memo<Option<Measure>>,
    /// Shows everything at any width; else a narrow screen has the pages and their number alone.
    whole: bool,
) -> impl IntoView {
    let read = move |read: fn(&Measure) -> String| {
        move || measure.with(|measure| measure.as_ref().map(read).unwrap_or_default())
    };
    let room_class = move || {
        let state = measure.with(|measure| measure.as_ref().map_or("spare", state));
        format!("page-meter__room page-meter__room--{state}")
    };
    let count = Memo::new(move |_| measure.with(|measure| measure.as_ref().map_or(1, sheets_shown)));
    let sheets = move || (0..count.get()).map(|page| sheet(measure, None, page)).collect::<Vec<_>>();
    // Told to whoever listens when the number of pages changes, or the limit is near or passed. Not every line.
    let news = Memo::new(move |_| read(news)());
    let class = if whole { "page-meter page-meter--whole" } else { "page-meter" };
    view! {
        <section class=class aria-label="Bài in ra">
            <h2 class="page-meter__heading">"Bài in ra"</h2>
            <div class="page-meter__figure">
                <div class="page-meter__sheets" aria-hidden="true">{sheets}</div>
                <div class="page-meter__sums">
                    <p class="page-meter__pages">
                        <strong class="page-meter__number">{read(|measure| measure.pages.to_string())}</strong>
                        {read(|measure| match limit(measure) {
                            Some(limit) => format!(" / {limit} trang A4"),
                            None => " trang A4".to_owned(),
                        })}
                    </p>
                    <p class=room_class>{read(|measure| words::room(&measure.room))}</p>
                </div>
                {look(&draft, whole)}
            </div>
            <div class="page-meter__more">
                {overrun(draft.clone(), measure)}
                {annexes(measure)}
                {advice(draft.clone(), measure)}
                <LayoutChoicesPanel draft=draft />
            </div>
            <p class="visually-hidden" role="status">{move || news.get()}</p>
        </section>
    }
}

/// The way to the pages themselves: on a page of their own, or beside the form where there is room.
fn look(draft: &DraftId, whole: bool) -> AnyView {
    let href = Route::Preview(draft.clone()).href();
    let session = use_session();
    let beside = session.beside();
    let button = (!whole).then(|| {
        let class = "button page-meter__look page-meter__look--beside";
        view! {
            <button type="button" class=class aria-controls="preview" on:click=move |_| beside.update(|on| *on = !*on)
                aria-expanded=move || if beside.get() { "true" } else { "false" }>
                {move || if beside.get() { "Ẩn trang in" } else { "Xem trang in" }}
            </button>
        }
        .into_any()
    });
    let class =
        if whole { "button page-meter__look" } else { "button page-meter__look page-meter__look--own" };
    view! {
        <a class=class href=href on:pointerdown=|_| leave_caret()
            on:click=move |_| leave_page(session.route().get_untracked())>"Xem trang in"</a>
        {button}
    }
    .into_any()
}

fn limit(measure: &Measure) -> Option<u32> {
    match measure.room {
        Room::Unlimited => None,
        Room::Spare { limit, .. } | Room::Over { limit, .. } => Some(limit),
    }
}

fn state(measure: &Measure) -> &'static str {
    match measure.room {
        Room::Over { .. } => "over",
        _ if measure.is_close() => "close",
        Room::Spare { .. } | Room::Unlimited => "spare",
    }
}

fn news(measure: &Measure) -> String {
    let what = match state(measure) {
        "over" => ", quá giới hạn",
        "close" => ", sắp hết giới hạn",
        _ => "",
    };
    format!("Bài in ra {} trang{what}", measure.pages)
}

/// The pages used, and those that are still allowed with one too many.
fn sheets_shown(measure: &Measure) -> usize {
    measure.sheets.len().max(limit(measure).map_or(0, |limit| limit as usize + 1))
}

/// Each phụ lục: its first pages, small, and how many they are.
fn annexes(measure: Memo<Option<Measure>>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        let annexes = |measure: &Measure| {
            let shown = |annex: &AnnexMeasure| {
                (annex.sheets.len().min(MOST_ANNEX_SHEETS), annex.landscape, words::annex(annex))
            };
            measure.annexes.iter().map(shown).collect::<Vec<_>>()
        };
        measure.with(|measure| measure.as_ref().map(annexes).unwrap_or_default())
    });
    move || {
        let annex = |(at, (pages, lies, words)): (usize, (usize, bool, String))| {
            let sheets = (0..pages).map(|page| sheet(measure, Some((at, lies)), page)).collect::<Vec<_>>();
            view! {
                <div class="page-meter__annex">
                    <div class="page-meter__sheets" aria-hidden="true">{sheets}</div>
                    <p>{words}</p>
                </div>
            }
            .into_any()
        };
        shown.get().into_iter().enumerate().map(annex).collect::<Vec<_>>()
    }
}

/// One page, small: its printed lines, its number, and whether it is one too many. Of the paper itself, or of the phụ
/// lục of that index, whose pages may lie.
fn sheet(measure: Memo<Option<Measure>>, annex: Option<(usize, bool)>, page: usize) -> AnyView {
    let class = move || {
        measure.with(|measure| {
            let written = measure.as_ref().is_some_and(|measure| page < measure.sheets.len());
            let beyond = measure.as_ref().and_then(limit).is_some_and(|limit| page >= limit as usize);
            match (annex, beyond, written) {
                (Some((_, true)), ..) => "sheet sheet--lying",
                (Some((_, false)), ..) | (None, false, _) => "sheet",
                (None, true, false) => "sheet sheet--beyond",
                (None, true, true) => "sheet sheet--beyond sheet--written",
            }
        })
    };
    let (width, height) = if annex.is_some_and(|(_, lies)| lies) { (1414, 1000) } else { (1000, 1414) };
    // Only the pages whose lines differ are drawn anew.
    let printed = Memo::new(move |_| {
        measure.with(|measure| {
            let measure = measure.as_ref()?;
            let sheets = match annex {
                Some((at, _)) => &measure.annexes.get(at)?.sheets,
                None => &measure.sheets,
            };
            sheets.get(page).cloned()
        })
    });
    let lines = move || printed.with(|sheet| sheet.as_ref().map(|sheet| path(sheet, width, height)));
    view! {
        <svg class=class viewBox=format!("0 0 {width} {height}")>
            <rect class="sheet__paper" x="15" y="15" width=width - 30 height=height - 30 rx="20" />
            <path class="sheet__lines" d=move || lines().unwrap_or_default() />
            <text class="sheet__number" x=width - 70 y=height - 54 text-anchor="end">{(page + 1).to_string()}</text>
        </svg>
    }
    .into_any()
}

/// The lines of a page as one path, in a box of that size.
fn path(sheet: &Sheet, width: u32, height: u32) -> String {
    let mut path = String::new();
    for stroke in &sheet.strokes {
        let across = |share: u16| u32::from(share) * width / 1000;
        let top = u32::from(stroke.top) * height / 1000;
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {top}h{}", across(stroke.left), across(stroke.width).max(8));
    }
    path
}

/// Where the first page too many begins.
fn overrun(draft: DraftId, measure: Memo<Option<Measure>>) -> impl IntoView {
    let session = use_session();
    let begins = Memo::new(move |_| {
        measure.with(|measure| match measure.as_ref().map(|measure| &measure.room) {
            Some(Room::Over { words, .. }) => words.clone(),
            _ => String::new(),
        })
    });
    move || {
        // Read, not only tracked: a memo that nobody reads is never computed, and so never changes.
        begins.with(|_| ());
        measure.with_untracked(|measure| match measure.as_ref().map(|measure| &measure.room) {
            Some(Room::Over { limit, section, field, words, .. }) => {
                let link = section.as_ref().and_then(|section| {
                    let title = session
                        .peek_draft(&draft, |open| words::section_title(open.form, section))
                        .flatten()?;
                    let place = field.clone().map(|field| Place { field, cell: None });
                    let href = Route::Section(draft.clone(), section.clone(), place).href();
                    Some(view! { " ở phần " <a href=href>{format!("«{title}»")}</a> }.into_any())
                });
                let begin = format!("Trang {} bắt đầu", limit + 1);
                let begin = if section.is_none() { begin + " ở phần chữ ký" } else { begin };
                let rule = session.peek_draft(&draft, |open| words::limit(open.form, *limit));
                let end = format!(
                    ": “{words}…”, mà {}; bài vẫn xuất được dưới dạng bản nháp.",
                    rule.unwrap_or_default()
                );
                Some(view! { <p class="page-meter__overrun">{begin}{link}{end}</p> }.into_any())
            }
            _ => None,
        })
    }
}

/// What another lawful choice would gain. Never chosen for the writer.
fn advice(draft: DraftId, measure: Memo<Option<Measure>>) -> impl IntoView {
    let session = use_session();
    // With the layout that it was weighed for.
    let best = RwSignal::new(None::<(LayoutChoices, Advice)>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let watched = draft.clone();
    Effect::new(move |_| {
        // Whatever is typed puts it off, also what is not seen in the measure.
        let _ = session.read_draft(&watched, |_| ());
        stop(waiting);
        let draft = watched.clone();
        let weigh = move || {
            let is_limited = measure.with_untracked(|measure| measure.as_ref().and_then(limit).is_some());
            // Nothing has to be gained where there is no limit.
            let found = is_limited.then(|| {
                session.with_press(&draft, |press, open| {
                    let best = press.advise(open.plan, open.form, open.draft).into_iter().next();
                    best.map(|best| (open.draft.layout, best))
                })
            });
            let found = found.flatten().flatten();
            if best.with_untracked(|best| *best != found) {
                best.set(found);
            }
        };
        waiting.set_value(set_timeout_with_handle(weigh, PAUSE).ok());
    });
    on_cleanup(move || stop(waiting));
    let layout = {
        let draft = draft.clone();
        Memo::new(move |_| session.read_draft(&draft, |open| open.draft.layout))
    };
    move || {
        let (now, best) = best.get()?;
        // Where another choice was made since it is weighed anew.
        if layout.get() != Some(now) {
            return None;
        }
        let gain = match &best.room {
            Room::Unlimited => format!("{} trang", best.pages),
            Room::Spare { lines, .. } => format!("{} trang, dư {lines} dòng", best.pages),
            Room::Over { lines, .. } => format!("{} trang, còn quá {lines} dòng", best.pages),
        };
        let sentence =
            format!("{} vẫn đúng thể thức: {gain}.", super::layout_choices::difference(now, best.layout));
        let draft = draft.clone();
        let choose = move |_| {
            if session.peek_draft(&draft, |open| open.draft.layout) == Some(now) {
                session.edit(&draft, Edit::Layout(best.layout));
            }
        };
        let card = view! {
            <div class="page-meter__advice">
                <p>{sentence}</p>
                <button type="button" class="button button--quiet" disabled=move || session.is_read_only()
                    on:click=choose>"Chọn cách này"</button>
            </div>
        };
        Some(card.into_any())
    }
}

fn stop(waiting: StoredValue<Option<TimeoutHandle>>) {
    if let Some(handle) = waiting.try_update_value(Option::take).flatten() {
        handle.clear();
    }
}
