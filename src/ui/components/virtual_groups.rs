//! Long lists: rows stand in groups, and only the groups near the screen hold elements. The others are as tall as they
//! were, or as rows usually are.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use crate::platform::dom::{self, SightWatcher};

/// So many rows stand in a group.
const ROWS: usize = 40;

/// So tall a row is thought to be that nobody has seen.
const TALL: i32 = 48;

/// Under which name a group's element says its number.
const NUMBER: &str = "data-group";

/// The rows of a range, as elements in text.
type Fill = Box<dyn Fn(Range<usize>) -> String>;

/// A list drawn so. Its elements stay when it is dropped; nobody fills them then.
pub(in crate::ui) struct VirtualGroups {
    groups: Rc<Groups>,
    _sight: SightWatcher,
}

struct Groups {
    elements: Vec<HtmlElement>,
    count: usize,
    fill: Fill,
    drawn: RefCell<Drawn>,
}

#[derive(Default)]
struct Drawn {
    in_view: Vec<bool>,
    filled: Vec<bool>,
    /// One that stays filled wherever it is.
    kept: Option<usize>,
}

impl VirtualGroups {
    /// Draws so many rows in elements of this name, at the end of another or before one of its children.
    pub(in crate::ui) fn new(
        parent: &Element,
        before: Option<&Node>,
        name: &str,
        count: usize,
        fill: impl Fn(Range<usize>) -> String + 'static,
    ) -> Self {
        let mut elements = Vec::new();
        for number in 0..count.div_ceil(ROWS) {
            let Some(element) = dom::make(name, "") else { continue };
            dom::set(&element, NUMBER, &number.to_string());
            // A node that was just made may stand anywhere.
            let _ = parent.insert_before(&element, before);
            elements.push(element);
        }
        let drawn = Drawn {
            in_view: vec![false; elements.len()],
            filled: vec![false; elements.len()],
            ..Drawn::default()
        };
        let groups = Rc::new(Groups { elements, count, fill: Box::new(fill), drawn: RefCell::new(drawn) });
        groups.begin();
        let weak = Rc::downgrade(&groups);
        let sight = SightWatcher::new(move |element, is_in_view| {
            let number = element.get_attribute(NUMBER).and_then(|number| number.parse().ok());
            if let (Some(groups), Some(number)) = (weak.upgrade(), number) {
                groups.seen(number, is_in_view);
            }
        });
        for element in &groups.elements {
            sight.watch(element);
        }
        Self { groups, _sight: sight }
    }

    /// Draws the group of a row and keeps it drawn, until another is asked for.
    pub(in crate::ui) fn keep(&self, row: usize) {
        self.groups.drawn.borrow_mut().kept = Some(row / ROWS);
        self.groups.fill(row / ROWS);
    }

    /// Takes its elements away.
    pub(in crate::ui) fn remove(self) {
        self.groups.elements.iter().for_each(|element| element.remove());
    }
}

impl Groups {
    fn range(&self, number: usize) -> Range<usize> {
        number * ROWS..((number + 1) * ROWS).min(self.count)
    }

    fn begin(&self) {
        for number in 0..self.elements.len() {
            if number < 2 {
                self.fill(number);
            } else {
                self.hold_place(number, TALL * rows(&self.range(number)));
            }
        }
    }

    fn seen(&self, number: usize, is_in_view: bool) {
        let wanted: Vec<bool> = {
            let mut drawn = self.drawn.borrow_mut();
            if let Some(own) = drawn.in_view.get_mut(number) {
                *own = is_in_view;
            }
            let in_view = |at: usize| drawn.in_view.get(at).copied().unwrap_or_default();
            (0..self.elements.len())
                .map(|at| {
                    in_view(at)
                        || in_view(at + 1)
                        || at.checked_sub(1).is_some_and(in_view)
                        || drawn.kept == Some(at)
                })
                .collect()
        };
        // Before anything is seen the first groups stay.
        if wanted.iter().all(|wanted| !wanted) {
            return;
        }
        for (at, wanted) in wanted.into_iter().enumerate() {
            if wanted {
                self.fill(at);
            } else {
                self.empty(at);
            }
        }
    }

    fn fill(&self, number: usize) {
        let Some(element) = self.elements.get(number) else { return };
        let was = self.drawn.borrow_mut().filled.get_mut(number).map(|own| std::mem::replace(own, true));
        if was == Some(false) {
            element.set_inner_html(&(self.fill)(self.range(number)));
            if !is_of_table(element) {
                // A browser that refuses to forget the height shows a gap.
                let _ = element.style().remove_property("min-height");
            }
        }
    }

    fn empty(&self, number: usize) {
        let Some(element) = self.elements.get(number) else { return };
        let is_filled = self.drawn.borrow().filled.get(number) == Some(&true);
        let has_focus = dom::document()
            .and_then(|document| document.active_element())
            .is_some_and(|active| element.contains(Some(&active)));
        if !is_filled || has_focus {
            return;
        }
        let tall = element.offset_height();
        {
            let mut drawn = self.drawn.borrow_mut();
            if let Some(own) = drawn.filled.get_mut(number) {
                *own = false;
            }
        }
        self.hold_place(number, tall);
    }

    fn hold_place(&self, number: usize, tall: i32) {
        let Some(element) = self.elements.get(number) else { return };
        if is_of_table(element) {
            element.set_inner_html(&format!("<tr aria-hidden=\"true\"><td height=\"{tall}\"></td></tr>"));
        } else {
            element.set_inner_html("");
            // A browser that refuses a height shows a shorter list.
            let _ = element.style().set_property("min-height", &format!("{tall}px"));
        }
    }
}

fn rows(range: &Range<usize>) -> i32 {
    i32::try_from(range.len()).unwrap_or_default()
}

fn is_of_table(element: &HtmlElement) -> bool {
    element.unchecked_ref::<Element>().tag_name().eq_ignore_ascii_case("tbody")
}
