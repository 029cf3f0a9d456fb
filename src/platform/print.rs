//! The browser's printer.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use super::dom::{self, Listener};

/// What is printed instead of the page, and the class that the page has meanwhile.
const SHEETS: &str = "print-sheets";
const PRINTING: &str = "is-printing";

thread_local! {
    /// Hears when the dialog is closed.
    static LISTENER: RefCell<Option<Listener>> = const { RefCell::new(None) };
    /// How many times something was put into the page to be printed.
    static JOBS: Cell<u32> = const { Cell::new(0) };
}

/// What was put into the page to be printed, which something else may take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job(u32);

/// Puts what is printed into the page, unseen there, until the printer's dialog is closed. In the stead of what was to be
/// printed before.
pub fn set(markup: &str) -> Job {
    clear();
    let job = JOBS.with(|jobs| {
        jobs.set(jobs.get().wrapping_add(1));
        Job(jobs.get())
    });
    let body = dom::document().and_then(|document| document.body());
    let Some((body, sheets)) = body.zip(dom::make("div", SHEETS)) else { return job };
    sheets.set_id(SHEETS);
    dom::set(&sheets, "aria-hidden", "true");
    sheets.set_inner_html(markup);
    dom::add(&body, &sheets);
    body.set_class_name(PRINTING);
    let window = web_sys::window();
    let listener = window.map(|window| Listener::new(window.into(), &["afterprint"], |_| clear()));
    LISTENER.with(|own| own.replace(listener));
    job
}

/// Whether something was put there to be printed.
#[must_use]
pub fn is_set() -> bool {
    sheets().is_some()
}

/// Takes it out again.
pub fn clear() {
    if let Some(sheets) = sheets() {
        sheets.remove();
    }
    if let Some(body) = dom::document().and_then(|document| document.body()) {
        body.set_class_name("");
    }
}

fn sheets() -> Option<HtmlElement> {
    dom::document()?.get_element_by_id(SHEETS)?.dyn_into().ok()
}

/// Waits until fonts, named as in a style sheet, are here or cannot be had.
pub async fn fonts(names: &[&str]) {
    let Some(document) = dom::document() else { return };
    let Ok(fonts) = js_sys::Reflect::get(&document, &"fonts".into()) else { return };
    let load = js_sys::Reflect::get(&fonts, &"load".into()).ok();
    let Some(load) = load.and_then(|load| load.dyn_into::<js_sys::Function>().ok()) else { return };
    for name in names {
        let asked = load.call1(&fonts, &(*name).into()).ok();
        if let Some(promise) = asked.and_then(|asked| asked.dyn_into::<js_sys::Promise>().ok()) {
            // Without the font the browser prints with one that is as wide.
            let _ = JsFuture::from(promise).await;
        }
    }
}

/// Lets the printer's dialog open in a moment. False where the browser has none. Whoever presses twice gets one dialog: a job
/// that another took the place of opens none.
///
/// Not at once: a browser may go on with what else waits while the dialog is open, and a closure that is at work cannot be
/// called again. The one that runs all futures would be lost with the call.
pub fn open(job: Job) -> bool {
    if JOBS.with(Cell::get) != job.0 {
        return true;
    }
    let Some(window) = web_sys::window() else { return false };
    let print = js_sys::Reflect::get(&window, &"print".into()).ok();
    let print = print.and_then(|print| print.dyn_into::<js_sys::Function>().ok());
    print.is_some_and(|print| window.set_timeout_with_callback(&print).is_ok())
}
