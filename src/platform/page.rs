//! The page's address, title and focus.

use std::cell::{Cell, RefCell};

use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, FocusEvent, HtmlElement, HtmlInputElement, HtmlTextAreaElement, MouseEvent,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::dom::Confinement;

/// The part of the address after `#`.
#[must_use]
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Whether the page was opened from a file.
#[must_use]
pub fn is_file() -> bool {
    web_sys::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "file:")
}

/// Goes to another place of the page; Back comes back.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Only an address without a "#" of its own can fail here.
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to another place of the page in the stead of this one.
pub fn replace(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(hash);
    }
}

/// What the window and the history call this page.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

fn element(id: &str) -> Option<HtmlElement> {
    super::dom::document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The text of an element that the page carries, as the one file carries what it cannot fetch.
#[must_use]
pub fn carried(id: &str) -> Option<String> {
    web_sys::window()?.document()?.get_element_by_id(id)?.text_content()
}

/// Moves the focus to an element. False where there is none of that id.
pub fn focus(id: &str) -> bool {
    element(id).is_some_and(|element| element.focus().is_ok())
}

/// Should what has the focus vanish in what happens now, moves the focus to an element of that id without scrolling, for
/// whoever listens or has no mouse. Somebody who is elsewhere stays there.
pub fn focus_should_it_vanish(id: &'static str) {
    if is_focus_lost() {
        return;
    }
    let held = super::dom::document().and_then(|document| document.active_element());
    let (Some(held), Some(window)) = (held, web_sys::window()) else { return };
    let look = Closure::once_into_js(move || {
        let vanished =
            held.get_bounding_client_rect().width() == 0.0 || held.matches(":disabled").unwrap_or_default();
        // A browser may leave the focus for a while in what cannot be seen.
        if vanished && (is_focus_lost() || super::dom::has_focus(&held)) {
            focus_quietly(id);
        }
    });
    // A page that is not drawn has nobody to lose the focus.
    let _ = window.request_animation_frame(look.unchecked_ref());
}

/// Should the focus be in the part of the page that a selector finds, moves it to an element of that id without scrolling.
pub fn leave(part: &str, id: &str) {
    let held = super::dom::document().and_then(|document| document.active_element());
    if held.is_some_and(|held| held.closest(part).is_ok_and(|part| part.is_some())) {
        focus_quietly(id);
    }
}

/// Moves the focus to the element of that id without scrolling.
fn focus_quietly(id: &str) {
    if let Some(element) = element(id) {
        super::dom::focus_quietly(&element);
    }
}

/// Scrolls to the top of the page and moves the focus to an element there, for whoever listens. Whoever was quicker and
/// is in a control of the new page already stays there.
pub fn begin_at(id: &str) {
    let focused = web_sys::window().and_then(|window| window.document()?.active_element());
    if focused.is_some_and(|element| ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())) {
        return;
    }
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus_quietly(id);
}

thread_local! {
    /// Whether a finger or a button of the mouse is down.
    static PRESSED: Cell<bool> = const { Cell::new(false) };
}

/// Notes from now on whether something is being pressed.
pub fn watch_presses() {
    listen("pointerdown", true, || PRESSED.set(true));
    listen("pointerup", true, || PRESSED.set(false));
    listen("pointercancel", true, || PRESSED.set(false));
}

/// Whether a finger or a button of the mouse is down: then nothing may move under it.
#[must_use]
pub fn is_pressed() -> bool {
    PRESSED.get()
}

/// Whether nothing has the focus, as when what had it was taken out of the page.
#[must_use]
pub fn is_focus_lost() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.active_element().is_none_or(|active| active.tag_name() == "BODY"))
}

/// Whether the element has the focus.
#[must_use]
pub fn has_focus(id: &str) -> bool {
    let active = super::dom::document().and_then(|document| document.active_element());
    active.is_some_and(|active| active.id() == id)
}

thread_local! {
    /// The writer's own wish is being granted, so that the field with the focus may be written to as well.
    static REWRITES: Cell<bool> = const { Cell::new(false) };
}

/// Lets [`show_text`] write to the field with the focus too, until what is happening now has been shown.
pub fn rewrite_now() {
    REWRITES.set(true);
    let closure = Closure::once_into_js(|| REWRITES.set(false));
    let later = |window: web_sys::Window| window.set_timeout_with_callback(closure.unchecked_ref()).is_ok();
    if !web_sys::window().is_some_and(later) {
        REWRITES.set(false);
    }
}

/// Shows a text in a field, unless the field has the focus: then what is typed there stays untouched. A text area is as
/// tall as its text; it is told where that has become shorter.
pub fn show_text(id: &str, text: &str, is_shorter: bool) {
    let Some(element) = element(id) else { return };
    // Firefox leaves the focus in a field that can no longer be written in.
    let focused = super::dom::has_focus(&element) && !element.matches(":disabled").unwrap_or_default();
    let is_written = !focused || REWRITES.get();
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        if is_written {
            let before = area.value();
            if before != text {
                area.set_value(text);
                if focused {
                    let caret = end_of_change(&before, text);
                    // Without it the caret stands at the end.
                    let _ = area.set_selection_range(caret, caret);
                }
            }
        }
        grow(area, focused, is_shorter);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>()
        && is_written
        && input.value() != text
    {
        input.set_value(text);
    }
}

/// Where what differs between two texts ends in the second, as a browser counts.
fn end_of_change(before: &str, after: &str) -> u32 {
    let common = before.encode_utf16().collect::<Vec<_>>();
    let after: Vec<u16> = after.encode_utf16().collect();
    let same = common.iter().rev().zip(after.iter().rev()).take_while(|(one, other)| one == other).count();
    u32::try_from(after.len() - same).unwrap_or_default()
}

/// Moves the focus to the first element that a selector finds. False where there is none.
pub fn focus_first(selector: &str) -> bool {
    let found = web_sys::window().and_then(|window| window.document()?.query_selector(selector).ok()?);
    found.and_then(|found| found.dyn_into::<HtmlElement>().ok()).is_some_and(|found| found.focus().is_ok())
}

/// Scrolls an element into view, if it is not there. False where there is none of that id that can be seen.
pub fn bring_into_view(id: &str) -> bool {
    let Some(element) = element(id).filter(|element| element.offset_parent().is_some()) else { return false };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Whether the browser opens a calendar on request.
#[must_use]
pub fn has_calendar() -> bool {
    js_sys::Reflect::get(&js_sys::global(), &"HTMLInputElement".into())
        .and_then(|class| js_sys::Reflect::get(&class, &"prototype".into()))
        .and_then(|class| js_sys::Reflect::has(&class, &"showPicker".into()))
        .unwrap_or_default()
}

/// Opens the calendar of a date input at a day `yyyy-mm-dd`, or at today.
pub fn open_calendar(id: &str, day: &str) {
    if let Some(input) = element(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        input.set_value(day);
        // A browser that refuses leaves the day to be typed.
        let _ = input.show_picker();
    }
}

/// Lets an element be no shorter from now on than it is: what is above the focus stays where it is when something
/// below goes.
pub fn keep_height(id: &str) {
    if let Some(element) = element(id) {
        // A browser that refuses the property lets the page jump.
        let _ = element.style().set_property("min-height", &format!("{}px", element.offset_height()));
    }
}

thread_local! {
    /// The field that is typed in, and what keeps to itself what is laid out in it.
    static CONFINED: RefCell<Option<(String, Confinement)>> = const { RefCell::new(None) };
}

/// Lets what is typed in a field lay out that field alone, until [`end_confinement`].
pub fn confine(id: &str) {
    let field = element(id).and_then(|control| control.closest(".field").ok()?);
    let confinement = field.and_then(|field| Confinement::around(&field));
    CONFINED.set(confinement.map(|confinement| (id.to_owned(), confinement)));
}

/// Nothing is typed in a field any more.
pub fn end_confinement(id: &str) {
    CONFINED.with_borrow_mut(|confined| drop(confined.take_if(|(of, _)| of == id)));
}

/// Whether text areas are as tall as their text by the style sheet alone.
fn grows_by_itself() -> bool {
    thread_local! {
        static GROWS_BY_ITSELF: bool = js_sys::Reflect::get(&js_sys::global(), &"CSS".into())
            .and_then(|css| js_sys::Reflect::get(&css, &"supports".into()))
            .and_then(|supports| {
                let supports: js_sys::Function = supports.dyn_into()?;
                supports.call2(&JsValue::UNDEFINED, &"field-sizing".into(), &"content".into())
            })
            .is_ok_and(|answer| answer.is_truthy());
    }
    GROWS_BY_ITSELF.with(|grows| *grows)
}

/// Lets a text area be as tall as its text, where the style sheet alone cannot.
fn grow(area: &HtmlTextAreaElement, focused: bool, is_shorter: bool) {
    if grows_by_itself() || focused && !is_shorter && area.scroll_height() <= area.client_height() {
        return;
    }
    // A browser that refuses a property shows a scroll bar instead.
    let style = area.style();
    let _ = style.set_property("height", "auto");
    let _ = style.set_property("height", &format!("{}px", area.scroll_height() + 2));
}

/// What the button stands for that a press within a part of the page was on.
#[must_use]
pub fn pressed(event: &MouseEvent) -> Option<String> {
    let element: Element = event.target()?.dyn_into().ok()?;
    element.closest("button").ok()??.get_attribute("value")
}

/// Calls back whenever the address after `#` changes, for as long as the page lives.
pub fn on_hash_change(callback: impl FnMut() + 'static) {
    listen("hashchange", false, callback);
}

/// Calls back when the page is hidden, closed or put aside: the last chance to save.
pub fn on_hide(callback: impl FnMut() + Clone + 'static) {
    listen("pagehide", false, callback.clone());
    listen("visibilitychange", true, callback.clone());
    listen("beforeunload", false, callback);
}

/// Whether nobody sees the page now.
#[must_use]
pub fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Calls back with false when the page is closed or put aside, and with true when it comes back as it was.
pub fn on_put_aside(callback: impl Fn(bool) + Clone + 'static) {
    let aside = callback.clone();
    listen("pagehide", false, move || aside(false));
    let Some(window) = web_sys::window() else { return };
    let back = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let persisted = js_sys::Reflect::get(&event, &"persisted".into());
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            callback(true);
        }
    });
    if window.add_event_listener_with_callback("pageshow", back.as_ref().unchecked_ref()).is_ok() {
        back.forget();
    }
}

/// Calls back whenever the controls lose the focus, and not to each other, or the whole window does.
pub fn on_blur(callback: impl FnMut() + Clone + 'static) {
    let mut left = callback.clone();
    let heard = Closure::<dyn FnMut(FocusEvent)>::new(move |event: FocusEvent| {
        if event.related_target().is_none() {
            left();
        }
    });
    let listener = heard.as_ref().unchecked_ref();
    let document = super::dom::document();
    if document
        .is_some_and(|document| document.add_event_listener_with_callback("focusout", listener).is_ok())
    {
        heard.forget();
    }
    listen("blur", false, callback);
}

/// Runs what waits for something before the page is mounted; afterwards Leptos runs it.
pub fn begin(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}

/// Lets that much time pass.
pub async fn pause(time: std::time::Duration) {
    let promise = js_sys::Promise::new(&mut |done, _| {
        let milliseconds = i32::try_from(time.as_millis()).unwrap_or(i32::MAX);
        let window = web_sys::window();
        // Without a window nothing is waited for.
        let waits = window.map(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds).is_ok()
        });
        if waits != Some(true) {
            let _ = done.call0(&JsValue::UNDEFINED);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Which control has the focus, and where in its text somebody is typing.
#[derive(Clone, Debug, Default)]
pub struct Caret {
    id: String,
    selection: Option<(u32, u32)>,
}

impl Caret {
    /// The id of the control; empty where it has none.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Where in its text, in UTF-16 units.
    #[must_use]
    pub fn offset(&self) -> Option<u32> {
        self.selection.map(|(start, _)| start)
    }
}

/// Where somebody is typing now.
#[must_use]
pub fn caret() -> Caret {
    let active = web_sys::window().and_then(|window| window.document()?.active_element());
    let Some(active) = active else { return Caret::default() };
    let selection = if let Some(area) = active.dyn_ref::<HtmlTextAreaElement>() {
        area.selection_start().ok().flatten().zip(area.selection_end().ok().flatten())
    } else {
        let input = active.dyn_ref::<HtmlInputElement>();
        input.and_then(|input| {
            input.selection_start().ok().flatten().zip(input.selection_end().ok().flatten())
        })
    };
    Caret { id: active.id(), selection }
}

/// Lets somebody type on where they were, in a page that was drawn anew.
pub fn put_caret(caret: &Caret) {
    let Some(element) = element(&caret.id).filter(|_| !has_focus(&caret.id)) else { return };
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus();
    if let Some((start, end)) = caret.selection {
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            let _ = area.set_selection_range(start, end);
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let _ = input.set_selection_range(start, end);
        }
    }
}

/// Moves the focus to an element that is shown, and in a text to a place in it, in UTF-16 units. False where there is
/// none of that id.
pub fn enter(id: &str, offset: Option<u32>) -> bool {
    let Some(element) = element(id).filter(|element| element.offset_parent().is_some()) else { return false };
    if element.focus().is_err() {
        return false;
    }
    let Some(offset) = offset else { return true };
    // A control without a text has no place in it.
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.set_selection_range(offset, offset);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let _ = input.set_selection_range(offset, offset);
    }
    true
}

/// How wide the window is, in CSS pixels.
#[must_use]
pub fn width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or_default()
}

/// Lets the browser ask before it leaves the page while that holds.
pub fn warn_before_leaving(unsaved: impl Fn() -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if unsaved() {
            event.prevent_default();
        }
    });
    if window.add_event_listener_with_callback("beforeunload", closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}

/// What `index.html` shows while the program loads, and what it shows when the program has stopped.
const LOADING: &str = "loading";
const STOPPED: &str = "stopped";

/// Takes away what the page shows while the program loads.
pub fn remove_loading() {
    if let Some(loading) = element(LOADING) {
        loading.remove();
    }
}

/// Should the program stop by a mistake of its own, shows what `index.html` has to say of that, and logs the place.
pub fn show_when_stopped() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        if let Some(stopped) = element(STOPPED) {
            stopped.set_hidden(false);
        }
    }));
}

fn listen(event: &str, on_document: bool, callback: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut()>::new(callback);
    let listener = closure.as_ref().unchecked_ref();
    let added = match window.document() {
        Some(document) if on_document => document.add_event_listener_with_callback(event, listener),
        _ => window.add_event_listener_with_callback(event, listener),
    };
    if added.is_ok() {
        closure.forget();
    }
}
