//! The pages on the screen, drawn by hand: a page is drawn once somebody sees it, and anew only where a line differs.

use web_sys::{Element, HtmlElement, MouseEvent};

use super::Zoom;
use crate::document::{Traces, sheet, svg};
use crate::pagination::{RuleBox, Twips};
use crate::paper::{Printed, PrintedPart};
use crate::platform::dom;

/// Room that is left around the line with the caret when it is scrolled to, in CSS pixels.
const AROUND: f64 = 48.0;

/// Pages in a place of the page.
pub(super) struct Canvas {
    place: HtmlElement,
    printed: Printed,
    pages: Vec<Page>,
    traces: Traces,
    /// What was scrolled to last.
    followed: Option<(usize, u32, RuleBox)>,
    zoom: Zoom,
}

/// One page.
struct Page {
    part: usize,
    number: u32,
    figure: HtmlElement,
    caption: Element,
    title: String,
    drawing: Element,
    size: (Twips, Twips),
    marks: Element,
    marked: String,
    /// What was drawn, each piece in an element of its own.
    pieces: Vec<(Element, String)>,
    is_seen: bool,
    is_old: bool,
}

/// A point of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) part: usize,
    pub(super) page: u32,
    pub(super) x: Twips,
    pub(super) y: Twips,
}

impl Canvas {
    /// Nothing yet. The place may have held the pages of another paper: elements are used again.
    pub(super) fn new(place: HtmlElement) -> Self {
        place.set_inner_html("");
        let printed = Printed { parts: Vec::new() };
        Self { place, printed, pages: Vec::new(), traces: Traces::default(), followed: None, zoom: Zoom::Fit }
    }

    /// What is shown.
    pub(super) fn printed(&self) -> &Printed {
        &self.printed
    }

    /// Whether nobody sees a page.
    pub(super) fn is_unseen(&self) -> bool {
        !self.pages.is_empty() && !self.pages.iter().any(|page| page.is_seen)
    }

    /// Shows a paper. Gives the pages that are new and those that are gone.
    pub(super) fn show(
        &mut self,
        printed: Printed,
        limit: Option<u32>,
    ) -> (Vec<HtmlElement>, Vec<HtmlElement>) {
        let mut wanted = Vec::new();
        for (index, part) in printed.parts.iter().enumerate() {
            for page in 0..part.layout.pages {
                wanted.push((index, page));
            }
        }
        let mut gone = Vec::new();
        for page in self.pages.drain(wanted.len().min(self.pages.len())..) {
            page.figure.remove();
            gone.push(page.figure);
        }
        let mut new = Vec::new();
        for (part, number) in wanted.iter().skip(self.pages.len()) {
            let Some(page) = Page::new(*part, *number) else { break };
            dom::add(&self.place, &page.figure);
            new.push(page.figure.clone());
            self.pages.push(page);
        }
        for (page, (part, number)) in self.pages.iter_mut().zip(wanted) {
            (page.part, page.number) = (part, number);
            page.is_old = true;
            let Some(own) = printed.parts.get(part) else { continue };
            let is_beyond = own.section.is_none() && limit.is_some_and(|limit| number >= limit);
            page.name(own, limit.filter(|_| is_beyond));
            page.fit((own.document.page.width, own.document.page.height), self.zoom);
        }
        self.printed = printed;
        self.draw_seen();
        (new, gone)
    }

    /// A page came into view, or went out of it.
    pub(super) fn see(&mut self, figure: &Element, is_seen: bool) {
        let found = self.pages.iter_mut().find(|page| {
            let own: &Element = &page.figure;
            own == figure
        });
        if let Some(page) = found {
            page.is_seen = is_seen;
        }
        self.draw_seen();
    }

    fn draw_seen(&mut self) {
        for page in &mut self.pages {
            if page.is_seen && page.is_old {
                page.draw(&self.printed);
            }
        }
    }

    /// Marks where the answer and the line with the caret are printed.
    pub(super) fn mark(&mut self, traces: Traces) {
        self.traces = traces;
        for page in &mut self.pages {
            page.mark(&self.traces);
        }
    }

    /// The line with the caret, else the first page with the answer.
    fn focus(&self) -> Option<(usize, u32, RuleBox)> {
        self.traces.line.or_else(|| self.traces.answer.first().copied())
    }

    /// Scrolls the place so that what is marked is in view, if that is elsewhere than before.
    pub(super) fn follow(&mut self) {
        let focus = self.focus();
        if focus != self.followed {
            self.followed = focus;
            self.reveal(focus);
        }
    }

    /// Scrolls the place so that something is in view, and nothing else of the page moves.
    pub(super) fn reveal(&self, what: Option<(usize, u32, RuleBox)>) {
        let Some((part, number, mark)) = what else { return };
        let found = self.pages.iter().find(|page| (page.part, page.number) == (part, number));
        let Some(page) = found else { return };
        let (view, drawn) = (self.place.get_bounding_client_rect(), page.drawing.get_bounding_client_rect());
        let scale = drawn.height() / f64::from(page.size.1.max(1));
        let top = drawn.top() + f64::from(mark.top) * scale - view.top();
        // Of a long answer the beginning.
        let bottom = top + f64::from(mark.height) * scale;
        let is_in_view = top >= AROUND && bottom <= view.height() - AROUND;
        let is_long = mark.height > page.size.1 / 8;
        let shows_much = is_long && top < view.height() / 2.0 && bottom > AROUND;
        if !is_in_view && !shows_much {
            let to = f64::from(self.place.scroll_top()) + top - view.height() / 3.0;
            #[allow(clippy::cast_possible_truncation, reason = "a length on the screen")]
            self.place.set_scroll_top(to.max(0.0) as i32);
        }
    }

    /// The element that is drawn where what is marked is printed, to be scrolled to.
    pub(super) fn marked_element(&mut self) -> Option<Element> {
        let (part, number, _) = self.focus()?;
        let page = self.pages.iter_mut().find(|page| (page.part, page.number) == (part, number))?;
        if page.is_old {
            page.draw(&self.printed);
        }
        page.marks.last_element_child()
    }

    /// Shows the pages larger or smaller.
    pub(super) fn zoom(&mut self, zoom: Zoom) {
        self.zoom = zoom;
        for page in &mut self.pages {
            let size = std::mem::take(&mut page.size);
            page.fit(size, zoom);
        }
    }

    /// How large the pages are now, in percent of the paper.
    pub(super) fn percent(&self) -> Option<u32> {
        let page = self.pages.first()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a page")]
        let percent = page.drawing.get_bounding_client_rect().width() / Zoom::pixels(page.size.0) * 100.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a page")]
        Some(percent.round() as u32).filter(|percent| *percent > 0)
    }

    /// The point of a page that was pressed.
    pub(super) fn point(&self, event: &MouseEvent, target: &Element) -> Option<Point> {
        let drawing = target.closest("svg").ok()??;
        let page = self.pages.iter().find(|page| page.drawing == drawing)?;
        let drawn = drawing.get_bounding_client_rect();
        let along = |at: i32, from: f64, length: f64, whole: Twips| {
            let share = (f64::from(at) - from) / length.max(1.0);
            #[allow(clippy::cast_possible_truncation, reason = "a length on a page")]
            let along = (share * f64::from(whole)) as Twips;
            along
        };
        Some(Point {
            part: page.part,
            page: page.number,
            x: along(event.client_x(), drawn.left(), drawn.width(), page.size.0),
            y: along(event.client_y(), drawn.top(), drawn.height(), page.size.1),
        })
    }
}

impl Page {
    fn new(part: usize, number: u32) -> Option<Self> {
        let figure = dom::make("figure", "preview__page")?;
        let caption = dom::make("figcaption", "preview__caption")?;
        let drawing = dom::make_svg("svg")?;
        let marks = dom::make_svg("g")?;
        dom::set(&drawing, "class", svg::CLASS);
        dom::set(&drawing, "role", "img");
        for (parent, child) in [(&drawing, &marks), (&*figure, &*caption), (&*figure, &drawing)] {
            dom::add(parent, child);
        }
        Some(Self {
            part,
            number,
            figure,
            caption: caption.into(),
            title: String::new(),
            drawing,
            size: (0, 0),
            marks,
            marked: String::new(),
            pieces: Vec::new(),
            is_seen: false,
            is_old: true,
        })
    }

    /// Says which page it is, and that it is one too many for that limit.
    fn name(&mut self, part: &PrintedPart, beyond: Option<u32>) {
        let number = self.number + 1;
        let title = match (part.section, part.number.as_str(), beyond) {
            (None, _, None) => format!("Trang {number} trong {}", part.layout.pages),
            (None, _, Some(limit)) => format!("Trang {number}: quá giới hạn {limit} trang"),
            (Some(_), "", _) => format!("Phụ lục, trang {number} trong {}", part.layout.pages),
            (Some(_), annex, _) => {
                format!("Phụ lục {annex}, trang {number} trong {}", part.layout.pages)
            }
        };
        if title == self.title {
            return;
        }
        let class = if beyond.is_some() { "preview__page preview__page--beyond" } else { "preview__page" };
        self.figure.set_class_name(class);
        self.caption.set_text_content(Some(&title));
        dom::set(&self.drawing, "aria-label", &title);
        self.title = title;
    }

    /// Gives it the size of its paper.
    fn fit(&mut self, size: (Twips, Twips), zoom: Zoom) {
        if size == self.size {
            return;
        }
        dom::set(&self.drawing, "viewBox", &format!("0 0 {} {}", size.0, size.1));
        let width = zoom.percent().map(|percent| Zoom::pixels(size.0) * f64::from(percent) / 100.0);
        let width = width.map_or_else(|| "100%".to_owned(), |width| format!("{}px", width.round()));
        // A browser that refuses it shows the page as wide as its place.
        let _ = self.figure.style().set_property("width", &width);
        self.size = size;
    }

    /// Draws what differs from what is there.
    fn draw(&mut self, printed: &Printed) {
        let Some(part) = printed.parts.get(self.part) else { return };
        let fresh = svg::pieces(&sheet(part, self.number, None));
        for (element, _) in self.pieces.drain(fresh.len().min(self.pieces.len())..) {
            element.remove();
        }
        for (at, piece) in fresh.into_iter().enumerate() {
            match self.pieces.get_mut(at) {
                Some((_, drawn)) if *drawn == piece => {}
                Some((element, drawn)) => {
                    element.set_inner_html(&piece);
                    *drawn = piece;
                }
                None => {
                    let Some(element) = dom::make_svg("g") else { return };
                    element.set_inner_html(&piece);
                    dom::add(&self.drawing, &element);
                    self.pieces.push((element, piece));
                }
            }
        }
        self.is_old = false;
    }

    fn mark(&mut self, traces: &Traces) {
        let own = |part: usize, page: u32| (part, page) == (self.part, self.number);
        let mut marks = String::new();
        for (part, page, area) in &traces.answer {
            if own(*part, *page) {
                marks += &rect("preview__answer", area, 113);
                marks += &rect("preview__side", &RuleBox { left: area.left - 283, width: 85, ..*area }, 0);
            }
        }
        if let Some((part, page, area)) = &traces.line
            && own(*part, *page)
        {
            marks += &rect("preview__line", area, 113);
        }
        if marks != self.marked {
            self.marks.set_inner_html(&marks);
            self.marked = marks;
        }
    }
}

/// A rectangle that is so much wider on both sides than a box.
fn rect(class: &str, area: &RuleBox, more: Twips) -> String {
    let (left, width) = (area.left - more, area.width + 2 * more);
    let RuleBox { top, height, .. } = area;
    format!("<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>")
}
