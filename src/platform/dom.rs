//! Elements that are made and heard by hand, where a view of the framework would be too slow.

use wasm_bindgen::prelude::*;
use web_sys::{
    Document, Element, Event, EventTarget, FocusOptions, HtmlElement, IntersectionObserver,
    IntersectionObserverEntry, Node, ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// The page's document.
#[must_use]
pub fn document() -> Option<Document> {
    thread_local! {
        // Asked for at every key and for every element: the window is slow to give it.
        static DOCUMENT: Option<Document> = web_sys::window().and_then(|window| window.document());
    }
    DOCUMENT.with(Clone::clone)
}

/// Makes an element. None only for a name that is none.
#[must_use]
pub fn make(name: &str, class: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document()?.create_element(name).ok()?.dyn_into().ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

/// Makes an element with a text.
#[must_use]
pub fn make_with_text(name: &str, class: &str, text: &str) -> Option<HtmlElement> {
    let element = make(name, class)?;
    element.set_text_content(Some(text));
    Some(element)
}

/// Makes an element of SVG.
#[must_use]
pub fn make_svg(name: &str) -> Option<Element> {
    document()?.create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok()
}

/// Scrolls an element into the middle of the window.
pub fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Puts other markup in the place of what an element holds. What was unfolded in it stays so, by its place among what
/// folds; and what had the focus has it again: the link to the same address, or the same head of what folds.
pub fn redraw(place: &Element, markup: &str) {
    let (folds, heads) =
        (place.get_elements_by_tag_name("details"), place.get_elements_by_tag_name("summary"));
    let unfolded: Vec<bool> =
        (0..folds.length()).map(|at| folds.item(at).is_some_and(|fold| fold.has_attribute("open"))).collect();
    let focused = document().and_then(|document| document.active_element());
    let focused = focused.filter(|focused| place.contains(Some(focused)));
    let href = focused.as_ref().and_then(|focused| focused.get_attribute("href"));
    let head = (0..heads.length()).find(|at| heads.item(*at).is_some() && heads.item(*at) == focused);
    place.set_inner_html(markup);
    for (at, _) in (0..).zip(unfolded).filter(|(_, unfolded)| *unfolded) {
        if let Some(fold) = folds.item(at) {
            set(&fold, "open", "");
        }
    }
    let links = place.get_elements_by_tag_name("a");
    let link = |href: &String| {
        let mut links = (0..links.length()).filter_map(|at| links.item(at));
        links.find(|link| link.get_attribute("href").as_ref() == Some(href))
    };
    let again = href.as_ref().and_then(link).or_else(|| heads.item(head?));
    if let Some(again) = again.and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
        focus_quietly(&again);
    }
}

/// Moves the focus to an element without scrolling.
pub fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // An element that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
}

/// Gives an element an attribute, of a name that is one.
pub fn set(element: &Element, name: &str, value: &str) {
    // Only a name with a character that no name may have can fail.
    let _ = element.set_attribute(name, value);
}

/// Puts a node at the end of another that may hold it.
pub fn add(parent: &Node, child: &Node) {
    // Only a node that would hold itself can fail.
    let _ = parent.append_child(child);
}

/// Puts a text at the end of an element: a node of its own, even if it is empty.
pub fn add_text(parent: &Node, text: &str) {
    if let Some(document) = document() {
        add(parent, &document.create_text_node(text));
    }
}

/// Whether what an event is about was unfolded.
#[must_use]
pub fn is_open(event: &Event) -> bool {
    let element = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.has_attribute("open"))
}

/// Whether an element has the focus.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    document().and_then(|document| document.active_element()).is_some_and(|active| active == *element)
}

/// What is on top at a point of the window, in CSS pixels.
#[must_use]
pub fn at_point(x: i32, y: i32) -> Option<Element> {
    #[allow(clippy::cast_precision_loss, reason = "no window is that wide")]
    let (x, y) = (x as f32, y as f32);
    document()?.element_from_point(x, y)
}

/// Where a text would be hit at a point of the window, in UTF-16 units from its beginning. None in browsers that do
/// not say, and where there is no text.
#[must_use]
pub fn text_offset_at(x: i32, y: i32) -> Option<u32> {
    let document = document()?;
    let find = js_sys::Reflect::get(&document, &"caretPositionFromPoint".into()).ok()?;
    let find: js_sys::Function = find.dyn_into().ok()?;
    let found = find.call2(&document, &x.into(), &y.into()).ok()?;
    let node: Node = js_sys::Reflect::get(&found, &"offsetNode".into()).ok()?.dyn_into().ok()?;
    let offset = js_sys::Reflect::get(&found, &"offset".into()).ok()?.as_f64()?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a text is a whole number"
    )]
    (node.node_type() == Node::TEXT_NODE).then_some(offset as u32)
}

/// Lets a list show its choices, in browsers that let a page ask for it.
pub fn show_choices(list: &web_sys::HtmlSelectElement) {
    let show = js_sys::Reflect::get(list, &"showPicker".into()).ok();
    if let Some(show) = show.and_then(|show| show.dyn_into::<js_sys::Function>().ok()) {
        // Refused where nobody pressed anything: then they stay folded.
        let _ = show.call0(list);
    }
}

/// Hears the events of an element, and of all within it, until it is dropped.
#[derive(Debug)]
pub struct Listener {
    target: EventTarget,
    events: &'static [&'static str],
    closure: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls back at each of these events, also at those that the callback itself brings about.
    #[must_use]
    pub fn new(
        target: EventTarget,
        events: &'static [&'static str],
        callback: impl Fn(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn Fn(Event)>::new(callback);
        for event in events {
            // Fails for no event that has a name.
            let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        }
        Self { target, events, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for event in self.events {
            let listener = self.closure.as_ref().unchecked_ref();
            let _ = self.target.remove_event_listener_with_callback(event, listener);
        }
    }
}

/// Watches the size of an element until it is dropped.
#[derive(Debug)]
pub struct SizeWatcher {
    observer: Option<ResizeObserver>,
    /// What the browser calls.
    _closure: Closure<dyn Fn()>,
}

impl SizeWatcher {
    /// Calls back when the element is first laid out, and whenever its size has changed.
    #[must_use]
    pub fn new(element: &Element, callback: impl Fn() + 'static) -> Self {
        let closure = Closure::<dyn Fn()>::new(callback);
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _closure: closure }
    }
}

impl Drop for SizeWatcher {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// The class of a part that keeps to itself what is laid out in it. Its height is set, and follows that of what it holds.
const CONFINED: &str = "confined";

/// Keeps to the part of the page that holds this element and nothing else what is laid out in it, until it is dropped: a
/// key then lays out that part, and not all that stands around it.
#[derive(Debug)]
pub struct Confinement {
    part: HtmlElement,
    _watcher: SizeWatcher,
}

impl Confinement {
    /// Begins it.
    #[must_use]
    pub fn around(content: &Element) -> Option<Self> {
        let part: HtmlElement = content.parent_element()?.dyn_into().ok()?;
        let (confined, measured) = (part.clone(), content.clone());
        let watcher = SizeWatcher::new(content, move || {
            // The browser's own words for a fraction: the program's would cost 11 kB of its first download.
            let height = js_sys::Number::from(measured.get_bounding_client_rect().height());
            let height = height.to_string_with_radix(10).map(String::from).unwrap_or_default();
            // A browser that refuses the property lays out the whole page at every key.
            if confined.style().set_property("height", &(height + "px")).is_ok() {
                let _ = confined.class_list().add_1(CONFINED);
            }
        });
        Some(Self { part, _watcher: watcher })
    }
}

impl Drop for Confinement {
    fn drop(&mut self) {
        // Neither was refused before.
        let _ = self.part.class_list().remove_1(CONFINED);
        let _ = self.part.style().remove_property("height");
    }
}

/// Watches which elements are in view until it is dropped.
#[derive(Debug)]
pub struct SightWatcher {
    observer: Option<IntersectionObserver>,
    /// What the browser calls.
    _closure: Closure<dyn Fn(js_sys::Array)>,
}

impl SightWatcher {
    /// Calls back with an element and whether it is in view, when it is first watched and whenever that changes.
    #[must_use]
    pub fn new(callback: impl Fn(Element, bool) + 'static) -> Self {
        let closure = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                callback(entry.target(), entry.is_intersecting());
            }
        });
        let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref()).ok();
        Self { observer, _closure: closure }
    }

    /// Watches one more.
    pub fn watch(&self, element: &Element) {
        if let Some(observer) = &self.observer {
            observer.observe(element);
        }
    }

    /// Watches it no longer.
    pub fn leave(&self, element: &Element) {
        if let Some(observer) = &self.observer {
            observer.unobserve(element);
        }
    }
}

impl Drop for SightWatcher {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
            // What was seen and not yet told would still be told.
            observer.take_records();
        }
    }
}
