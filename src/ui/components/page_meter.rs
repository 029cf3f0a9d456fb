//! The pages that the paper prints to, filling line by line as one types.

use std::time::Duration;

use leptos::prelude::*;

use super::LayoutChoicesPanel;
use crate::draft::DraftId;
use crate::paper::{Advice, Measure, Room, Sheet};
use crate::session::{Edit, Topic};
use crate::ui::{Place, Route, use_session, words};

/// After so long without a key the other lawful choices are measured too.
const PAUSE: Duration = Duration::from_millis(500);

/// Shows the pages used and what is to spare, or where the first page too many begins.
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
    let limit =
        Memo::new(move |_| measure.with(|measure| measure.as_ref().and_then(|measure| limit(&measure.room))));
    let pages =
        Memo::new(move |_| measure.with(|measure| measure.as_ref().map_or(1, |measure| measure.pages)));
    let shown = move || pages.get().max(limit.get().unwrap_or(0) + u32::from(limit.get().is_some()));
    let sheets = move || {
        (1..=shown())
            .map(|page| view! { <SheetView measure=measure page=page limit=limit.get() /> })
            .collect_view()
    };
    let room = move || {
        measure.with(|measure| measure.as_ref().map(|measure| (state(measure), words::room(&measure.room))))
    };
    view! {
        <section class="page-meter" class=("page-meter--whole", whole) aria-label="Bài in ra">
            <h2 class="page-meter__heading">"Bài in ra"</h2>
            <div class="page-meter__figure">
                <div class="page-meter__sheets" aria-hidden="true">{sheets}</div>
                <div class="page-meter__sums">
                    <p class="page-meter__pages">
                        <strong class="page-meter__number">{move || pages.get()}</strong>
                        {move || match limit.get() {
                            Some(limit) => format!(" / {limit} trang A4"),
                            None => " trang A4".to_owned(),
                        }}
                    </p>
                    {move || room().map(|(state, text)| view! {
                        <p class=format!("page-meter__room page-meter__room--{state}")>{text}</p>
                    })}
                </div>
            </div>
            <div class="page-meter__more">
                <Overrun draft=draft.clone() measure=measure />
                <AdviceView draft=draft.clone() measure=measure />
                <LayoutChoicesPanel draft=draft />
            </div>
            <Announcement measure=measure />
        </section>
    }
}

fn limit(room: &Room) -> Option<u32> {
    match room {
        Room::Unlimited => None,
        Room::Spare { limit, .. } | Room::Over { limit, .. } => Some(*limit),
    }
}

fn state(measure: &Measure) -> &'static str {
    match measure.room {
        Room::Over { .. } => "over",
        _ if measure.is_close() => "close",
        Room::Spare { .. } | Room::Unlimited => "spare",
    }
}

/// One page, small: its printed lines, its number, and whether it is one too many.
#[component]
fn SheetView(measure: Memo<Option<Measure>>, page: u32, limit: Option<u32>) -> impl IntoView {
    let index = page as usize - 1;
    let sheet = Memo::new(move |_| {
        measure.with(|measure| measure.as_ref().and_then(|measure| measure.sheets.get(index)).cloned())
    });
    let beyond = limit.is_some_and(|limit| page > limit);
    let lines = move || sheet.with(|sheet| sheet.as_ref().map(path).unwrap_or_default());
    view! {
        <svg class="sheet" class=("sheet--beyond", beyond)
            class=("sheet--written", move || sheet.with(Option::is_some)) viewBox="0 0 1000 1414">
            <rect class="sheet__paper" x="15" y="15" width="970" height="1384" rx="20" />
            <path class="sheet__lines" d=lines />
            <text class="sheet__number" x="930" y="1360" text-anchor="end">{page}</text>
        </svg>
    }
}

/// The lines of a page as one path, in a box of 1000 by 1414.
fn path(sheet: &Sheet) -> String {
    use std::fmt::Write;
    sheet.strokes.iter().fold(String::new(), |mut path, stroke| {
        // Writing to a string cannot fail.
        let _ =
            write!(path, "M{} {}h{}", stroke.left, u32::from(stroke.top) * 1414 / 1000, stroke.width.max(8));
        path
    })
}

/// Where the first page too many begins.
#[component]
fn Overrun(draft: DraftId, measure: Memo<Option<Measure>>) -> impl IntoView {
    let session = use_session();
    let over = Memo::new(move |_| {
        measure.with(|measure| match measure.as_ref().map(|measure| &measure.room) {
            Some(Room::Over { limit, section, field, words, .. }) => {
                Some((*limit, section.clone(), field.clone(), words.clone()))
            }
            _ => None,
        })
    });
    move || {
        over.get().map(|(limit, section, field, words)| {
            let title = section.as_ref().and_then(|id| {
                session
                    .peek_draft(&draft, |open| {
                        open.form.sections.iter().find(|section| section.id == *id).map(|section| section.title.clone())
                    })
                    .flatten()
            });
            let place = field.map(|field| Place { field, cell: None });
            let link = section.zip(title).map(|(section, title)| {
                let href = Route::Section(draft.clone(), section, place).href();
                view! { " ở phần " <a href=href>{format!("«{title}»")}</a> }
            });
            view! {
                <p class="page-meter__overrun">
                    {format!("Trang {} bắt đầu", limit + 1)}
                    {link}
                    {format!(": “{words}…”. Kế hoạch chỉ cho {limit} trang; bài vẫn xuất được dưới dạng bản nháp.")}
                </p>
            }
        })
    }
}

/// What another lawful choice would gain. Never chosen for the writer.
#[component]
fn AdviceView(draft: DraftId, measure: Memo<Option<Measure>>) -> impl IntoView {
    let session = use_session();
    let advice = RwSignal::new(Vec::<Advice>::new());
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let watched = draft.clone();
    Effect::new(move |_| {
        measure.track();
        session.read(Topic::Draft(watched.clone()), |_| ());
        if let Some(handle) = waiting.get_value() {
            handle.clear();
        }
        let draft = watched.clone();
        let measured = move || {
            let found =
                session.with_press(&draft, |press, open| press.advise(open.plan, open.form, open.draft));
            let found = found.unwrap_or_default();
            if advice.with_untracked(|advice| *advice != found) {
                advice.set(found);
            }
        };
        waiting.set_value(set_timeout_with_handle(measured, PAUSE).ok());
    });
    on_cleanup(move || {
        if let Some(handle) = waiting.try_get_value().flatten() {
            handle.clear();
        }
    });
    let current = move || session.peek_draft(&draft, |open| (open.draft.layout, open.draft.id.clone()));
    move || {
        let (layout, id) = current()?;
        let best = advice.with(|advice| advice.first().cloned())?;
        let change = super::layout_choices::difference(layout, best.layout);
        let gain = match &best.room {
            Room::Unlimited => format!("{} trang", best.pages),
            Room::Spare { lines, .. } => format!("{} trang, dư {lines} dòng", best.pages),
            Room::Over { lines, .. } => format!("{} trang, còn quá {lines} dòng", best.pages),
        };
        let choose = move |_| session.edit(&id, Edit::Layout(best.layout));
        Some(view! {
            <div class="page-meter__advice">
                <p>{format!("{change} vẫn đúng thể thức: {gain}.")}</p>
                <button type="button" class="button button--quiet" on:click=choose>"Chọn cách này"</button>
            </div>
        })
    }
}

/// Tells whoever listens when the number of pages changes, or the limit is near or passed. Not every line.
#[component]
fn Announcement(measure: Memo<Option<Measure>>) -> impl IntoView {
    let news = Memo::new(move |_| {
        measure.with(|measure| {
            measure.as_ref().map(|measure| {
                let what = match state(measure) {
                    "over" => ", quá giới hạn",
                    "close" => ", sắp hết giới hạn",
                    _ => "",
                };
                format!("Bài in ra {} trang{what}", measure.pages)
            })
        })
    });
    view! { <p class="visually-hidden" role="status">{move || news.get()}</p> }
}
