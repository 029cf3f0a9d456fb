//! The pages as they print, while one writes.
//!
//! [`canvas`] draws them, [`place`] finds the way between them and the form. What is typed is seen on the page soon after
//! the key: [`REST`] lets the key itself be drawn first.

mod canvas;
mod place;
mod zoom;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use self::canvas::Canvas;
use self::zoom::Zoom;
use super::PrintButton;
use crate::document::{Answered, Spot};
use crate::draft::DraftId;
use crate::platform::dom::{self, Listener, SightWatcher, SizeWatcher};
use crate::platform::{clock, page, print};
use crate::session::Topic;
use crate::ui::{Route, SessionHandle, printing, use_session};

/// So long after a change the pages are drawn.
const REST: f64 = 16.0;

/// And not again before so many times as long as that took, so that a long paper leaves the time to who types.
const SHARE: f64 = 25.0;

/// But at least after this.
const LONGEST: f64 = 1000.0;

thread_local! {
    /// Where somebody was writing when they went to look at the pages, and the address of that page.
    static LEFT: RefCell<Option<page::Caret>> = const { RefCell::new(None) };
    static CAME_FROM: RefCell<Option<Route>> = const { RefCell::new(None) };
}

/// Notes where somebody is writing, before they leave for the pages.
pub(super) fn leave_caret() {
    LEFT.set(Some(page::caret()));
}

/// Notes on which page somebody leaves for the pages.
pub(super) fn leave_page(route: Route) {
    CAME_FROM.set(Some(route));
}

/// The page of a draft from which somebody came to look at its pages; else the draft's own.
pub(in crate::ui) fn came_from(draft: &DraftId) -> Route {
    let of_draft = CAME_FROM.with_borrow(|route| route.clone().filter(|route| route.draft() == Some(draft)));
    of_draft.unwrap_or_else(|| Route::Draft(draft.clone()))
}

/// Shows the pages as they print. Where one writes is marked; a press on a page leads to the answer that is printed there.
#[component]
pub fn Preview(
    /// Which draft.
    draft: DraftId,
    /// Whether the form stands beside it: then the pages follow the caret.
    beside: bool,
) -> impl IntoView {
    let session = use_session();
    let pages = NodeRef::<leptos::html::Div>::new();
    let percent = RwSignal::new(0);
    let is_fit = RwSignal::new(true);
    let screen = StoredValue::new_local(None::<Rc<Screen>>);
    let shown = draft.clone();
    Effect::new(move |_| {
        let Some(place) = pages.get() else { return };
        session.read(Topic::Draft(shown.clone()), |_| ());
        screen.update_value(|screen| {
            let screen = screen
                .get_or_insert_with(|| Screen::new(session, shown.clone(), place.into(), beside, percent));
            screen.wake();
        });
    });
    let zoom = move |zoom: Zoom| {
        is_fit.set(zoom == Zoom::Fit);
        screen.with_value(|screen| {
            if let Some(screen) = screen {
                screen.zoom(zoom);
            }
        });
    };
    let larger = move || zoom(Zoom::larger(percent.get_untracked()));
    let smaller = move || zoom(Zoom::smaller(percent.get_untracked()));
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "+" | "=" => larger(),
            "-" => smaller(),
            "0" => zoom(Zoom::Fit),
            "1" => zoom(Zoom::Percent(100)),
            _ => return,
        }
        event.prevent_default();
    };
    let class = if beside { "preview preview--beside" } else { "preview" };
    view! {
        <section class=class aria-label="Trang in" on:keydown=on_key>
            <div class="preview__bar">
                <div class="preview__zoom" role="group" aria-label="Cỡ xem">
                    <button type="button" class="button button--small" aria-label="Thu nhỏ" on:click=move |_| smaller()>
                        "−"
                    </button>
                    <button type="button" class="button button--small preview__percent"
                        aria-label=move || format!("{} %, xem cỡ thật", percent.get())
                        on:click=move |_| zoom(Zoom::Percent(100))>
                        {move || format!("{} %", percent.get())}
                    </button>
                    <button type="button" class="button button--small" aria-label="Phóng to" on:click=move |_| larger()>
                        "+"
                    </button>
                    <button type="button" class="button button--small" on:click=move |_| zoom(Zoom::Fit)
                        aria-pressed=move || if is_fit.get() { "true" } else { "false" }>
                        "Vừa"<span class="preview__frame">"\u{a0}khung"</span>
                    </button>
                </div>
                <PrintButton draft=draft />
            </div>
            <div class="preview__pages" node_ref=pages tabindex="0" role="group" aria-label="Các trang"></div>
        </section>
    }
}

/// The pages with what they hear, until they are dropped.
struct Screen {
    session: SessionHandle,
    draft: DraftId,
    beside: bool,
    canvas: RefCell<Canvas>,
    watcher: SightWatcher,
    percent: RwSignal<u32>,
    /// Where somebody writes, or wrote last.
    spot: Cell<Option<Spot>>,
    /// Whether it is to be drawn in a moment; whether it was not, because nobody looks.
    is_waking: Cell<bool>,
    is_behind: Cell<bool>,
    /// How long drawing took.
    took: Cell<f64>,
    heard: RefCell<Vec<Listener>>,
    sized: RefCell<Option<SizeWatcher>>,
}

impl Screen {
    fn new(
        session: SessionHandle,
        draft: DraftId,
        place: Element,
        beside: bool,
        percent: RwSignal<u32>,
    ) -> Rc<Self> {
        let place: web_sys::HtmlElement = place.unchecked_into();
        let screen = Rc::new_cyclic(|me: &std::rc::Weak<Self>| {
            let seen = me.clone();
            let watcher = SightWatcher::new(move |figure, is_seen| {
                if let Some(screen) = seen.upgrade() {
                    screen.see(&figure, is_seen);
                }
            });
            Self {
                session,
                draft,
                beside,
                canvas: RefCell::new(Canvas::new(place.clone())),
                watcher,
                percent,
                spot: Cell::default(),
                is_waking: Cell::default(),
                is_behind: Cell::default(),
                took: Cell::default(),
                heard: RefCell::default(),
                sized: RefCell::default(),
            }
        });
        screen.listen(&place);
        screen.update();
        if beside {
            screen.show_section();
            screen.follow();
        } else {
            screen.arrive();
        }
        screen
    }

    fn listen(self: &Rc<Self>, place: &web_sys::HtmlElement) {
        let hear = |target: web_sys::EventTarget, events: &'static [&'static str], work: fn(&Self, Event)| {
            let me = Rc::downgrade(self);
            Listener::new(target, events, move |event| {
                if let Some(screen) = me.upgrade() {
                    work(&screen, event);
                }
            })
        };
        let mut heard = vec![hear(place.clone().into(), &["click"], |screen, event| {
            screen.press(event.unchecked_ref());
        })];
        if let Some(window) = web_sys::window() {
            // Whoever prints by the browser's own menu gets the pages too.
            heard.push(hear(window.into(), &["beforeprint"], |screen, _| {
                if !print::is_set() {
                    print::set(&printing::sheets(screen.canvas.borrow().printed(), None));
                }
            }));
        }
        if self.beside
            && let Some(document) = dom::document()
        {
            let moved = &["selectionchange", "focusin"];
            heard.push(hear(document.into(), moved, |screen, _| screen.follow()));
        }
        self.heard.replace(heard);
        let me = Rc::downgrade(self);
        let sized = SizeWatcher::new(place, move || {
            if let Some(screen) = me.upgrade() {
                screen.tell_percent();
            }
        });
        self.sized.replace(Some(sized));
    }

    /// Draws what changed, in a moment.
    fn wake(self: &Rc<Self>) {
        if self.is_waking.replace(true) {
            return;
        }
        let me = Rc::downgrade(self);
        let rest = (self.took.get() * SHARE).clamp(REST, LONGEST);
        let draw = move || {
            let Some(screen) = me.upgrade() else { return };
            screen.is_waking.set(false);
            if screen.canvas.borrow().is_unseen() {
                screen.is_behind.set(true);
            } else {
                let start = clock::fine_milliseconds();
                screen.update();
                screen.took.set(clock::fine_milliseconds() - start);
            }
        };
        set_timeout(draw, Duration::from_secs_f64(rest / 1000.0));
    }

    /// Lays the paper out and draws it.
    fn update(&self) {
        self.is_behind.set(false);
        let printed = self.session.with_press(&self.draft, |press, open| {
            let limit = open.form.page_limit.as_ref().map(|limit| limit.pages);
            (press.print(open.plan, open.form, open.draft), limit)
        });
        let Some((printed, limit)) = printed else { return };
        let (new, gone) = self.canvas.borrow_mut().show(printed, limit);
        new.iter().for_each(|figure| self.watcher.watch(figure));
        gone.iter().for_each(|figure| self.watcher.leave(figure));
        if self.beside {
            self.follow();
        } else {
            self.mark();
        }
        if !new.is_empty() {
            self.tell_percent();
        }
    }

    fn see(&self, figure: &Element, is_seen: bool) {
        self.canvas.borrow_mut().see(figure, is_seen);
        if is_seen && self.is_behind.get() {
            self.update();
        }
    }

    /// Marks where somebody writes now, and shows it.
    fn follow(&self) {
        let caret = page::caret();
        if caret.id().is_empty() {
            return self.mark();
        }
        let spot =
            self.session.peek_draft(&self.draft, |open| place::spot_of(open, caret.id(), caret.offset()));
        if let Some(spot) = spot.flatten() {
            self.spot.set(Some(spot));
            self.mark();
            self.canvas.borrow_mut().follow();
        }
    }

    /// Shows where the section that is on the page is printed.
    fn show_section(&self) {
        let Route::Section(_, section, _) = self.session.route().get_untracked() else { return };
        let first = self.session.peek_draft(&self.draft, |open| {
            let index = open.form.sections.iter().position(|own| own.id == section)?;
            let canvas = self.canvas.borrow();
            let answered = Answered { form: open.form, draft: open.draft, printed: canvas.printed() };
            let spots = (0..open.form.sections[index].fields.len()).map(|field| Spot {
                section: index,
                field,
                ..Spot::default()
            });
            spots.filter_map(|spot| answered.traces(&spot).answer.into_iter().next()).next()
        });
        self.canvas.borrow().reveal(first.flatten());
    }

    fn mark(&self) {
        let Some(spot) = self.spot.get() else { return };
        let traces = self.session.peek_draft(&self.draft, |open| {
            let canvas = self.canvas.borrow();
            Answered { form: open.form, draft: open.draft, printed: canvas.printed() }.traces(&spot)
        });
        self.canvas.borrow_mut().mark(traces.unwrap_or_default());
    }

    /// On a page of its own: shows where somebody was writing before.
    fn arrive(&self) {
        let Some(caret) = LEFT.take().filter(|_| !self.beside) else { return };
        let spot =
            self.session.peek_draft(&self.draft, |open| place::spot_of(open, caret.id(), caret.offset()));
        if let Some(spot) = spot.flatten() {
            self.spot.set(Some(spot));
            self.mark();
            let marked = self.canvas.borrow_mut().marked_element();
            if let Some(marked) = marked {
                // After the page's title has taken the focus.
                request_animation_frame(move || request_animation_frame(move || dom::show(&marked)));
            }
        }
    }

    fn press(&self, event: &MouseEvent) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        let point = self.canvas.borrow().point(event, &target);
        let spot = self.session.peek_draft(&self.draft, |open| {
            let point = point?;
            let canvas = self.canvas.borrow();
            let answered = Answered { form: open.form, draft: open.draft, printed: canvas.printed() };
            answered.spot(point.part, point.page, point.x, point.y)
        });
        if let Some(spot) = spot.flatten() {
            place::go(self.session, &self.draft, spot);
        }
    }

    fn zoom(&self, zoom: Zoom) {
        self.canvas.borrow_mut().zoom(zoom);
        self.tell_percent();
    }

    fn tell_percent(&self) {
        let percent = self.canvas.borrow().percent();
        if let Some(percent) = percent.filter(|percent| self.percent.get_untracked() != *percent) {
            self.percent.set(percent);
        }
    }
}
