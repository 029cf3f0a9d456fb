//! The groups that an opinion can be put into: shown while one is dragged, as places to drop it on, and when its handle is
//! pressed, as buttons. Both ways are the same to whoever sorts.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::opinion_cards::Board;
use crate::platform::{dom, page};

/// The handle of a card, as the page finds it.
pub(super) const HANDLE: &str = "opinion__handle";

/// What a place to drop on says of itself: its group.
const INTO: &str = "data-into";

/// So far a pointer may tremble before it drags, in CSS pixels.
const TREMBLE: i32 = 6;

/// The opinion that is being put somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Held {
    id: String,
    /// "ý kiến 3".
    name: String,
    /// From where a pointer took it.
    from: (i32, i32),
    /// Where the pointer is, once it drags.
    at: Option<(i32, i32)>,
    /// Whether the groups are there to be pressed.
    is_open: bool,
}

/// What is held, and over which group.
#[derive(Clone, Copy)]
pub(super) struct Tray {
    held: RwSignal<Option<Held>>,
    over: RwSignal<Option<String>>,
    /// The press that ends a drag is none.
    dropped: RwSignal<bool>,
}

/// The opinion whose handle an event is on: its id, and how it is called.
fn handled(target: Option<web_sys::EventTarget>) -> Option<(Element, String, String)> {
    let element: Element = target?.dyn_into().ok()?;
    let handle = element.closest(&format!(".{HANDLE}")).ok()??;
    let id = handle.closest("[data-opinion]").ok()??.get_attribute("data-opinion")?;
    let label = handle.get_attribute("aria-label")?;
    let name = label.rsplit_once(", ")?.1.to_owned();
    Some((handle, id, name))
}

fn handle_of(id: &str) -> String {
    // Ids are made by this program or by whoever wrote a file: they are told as a string.
    let told: String = id.chars().filter(|letter| !matches!(letter, '"' | '\\' | '\n')).collect();
    format!("[data-opinion=\"{told}\"] .{HANDLE}")
}

impl Tray {
    pub(super) fn new() -> Self {
        Self { held: RwSignal::new(None), over: RwSignal::new(None), dropped: RwSignal::new(false) }
    }

    /// A pointer goes down.
    pub(super) fn takes(self, event: &PointerEvent) {
        self.dropped.set(false);
        if event.button() != 0 {
            return;
        }
        let Some((handle, id, name)) = handled(event.target()) else { return };
        // Else the pointer would be lost at the first thing that it passes.
        let _ = handle.set_pointer_capture(event.pointer_id());
        let from = (event.client_x(), event.client_y());
        self.held.set(Some(Held { id, name, from, at: None, is_open: false }));
    }

    /// A pointer moves.
    pub(super) fn moves(self, event: &PointerEvent) {
        let at = (event.client_x(), event.client_y());
        let is_moved = |held: &Held| {
            !held.is_open
                && (held.at.is_some()
                    || at.0.abs_diff(held.from.0) + at.1.abs_diff(held.from.1) > TREMBLE.unsigned_abs())
        };
        if !self.held.with_untracked(|held| held.as_ref().is_some_and(is_moved)) {
            return;
        }
        self.held.update(|held| {
            if let Some(held) = held {
                held.at = Some(at);
            }
        });
        let under = dom::at_point(at.0, at.1).and_then(|element| group_at(&element));
        if self.over.with_untracked(|over| *over != under) {
            self.over.set(under);
        }
    }

    /// A pointer lets go. Gives the opinion, its name and the group, if it was over one.
    pub(super) fn drops(self) -> Option<(String, String, String)> {
        let is_dragged = |held: &Option<Held>| held.as_ref().map(|held| held.at.is_some());
        match self.held.with_untracked(is_dragged)? {
            true => self.dropped.set(true),
            // A press: what opens the groups.
            false => return None,
        }
        let (held, group) = (self.held.get_untracked()?, self.over.get_untracked());
        self.leaves();
        Some((held.id, held.name, group?))
    }

    /// A handle was pressed, by whatever means. False where the press was on something else.
    pub(super) fn opens(self, target: Option<web_sys::EventTarget>) -> bool {
        if self.dropped.get_untracked() {
            self.dropped.set(false);
            return true;
        }
        let Some((_, id, name)) = handled(target) else { return false };
        self.held.set(Some(Held { id, name, from: (0, 0), at: None, is_open: true }));
        request_animation_frame(|| {
            page::focus_first(&format!("[{INTO}]"));
        });
        true
    }

    /// A group was pressed. Gives as [`Tray::drops`] does.
    fn presses(self, group: String) -> Option<(String, String, String)> {
        let held = self.held.get_untracked()?;
        self.closes();
        Some((held.id, held.name, group))
    }

    /// Nothing is held any more.
    pub(super) fn leaves(self) {
        self.held.set(None);
        self.over.set(None);
    }

    /// Likewise, and back to the handle.
    fn closes(self) {
        let was = self.held.get_untracked();
        self.leaves();
        if let Some(held) = was.filter(|held| held.is_open) {
            page::focus_first(&handle_of(&held.id));
        }
    }

    /// The groups, and what follows the pointer.
    pub(super) fn view(
        self,
        board: Memo<Board>,
        put: impl Fn((String, String, String)) + Copy + Send + Sync + 'static,
    ) -> AnyView {
        let escape = window_event_listener(leptos::ev::keydown, move |event| {
            if event.key() == "Escape" && self.held.with_untracked(Option::is_some) {
                event.prevent_default();
                self.dropped.set(
                    self.held.with_untracked(|held| held.as_ref().is_some_and(|held| held.at.is_some())),
                );
                self.closes();
            }
        });
        on_cleanup(move || escape.remove());
        let is_shown = Memo::new(move |_| {
            self.held.with(|held| held.as_ref().is_some_and(|held| held.is_open || held.at.is_some()))
        });
        let name = Memo::new(move |_| {
            self.held.with(|held| held.as_ref().map(|held| held.name.clone()).unwrap_or_default())
        });
        let lead = move || {
            let dragged = self.held.with(|held| held.as_ref().is_some_and(|held| held.at.is_some()));
            match dragged {
                true => format!("Thả {} vào một nhóm. Phím Esc: thôi.", name.get()),
                false => format!("Xếp {} vào nhóm nào?", name.get()),
            }
        };
        let now = move || {
            self.held.with(|held| {
                let held = held.as_ref()?;
                board.with(|board| board.opinion(&held.id).map(|opinion| opinion.group.clone()))
            })
        };
        // The groups may cover the card itself.
        let said = move || {
            self.held.with(|held| {
                let held = held.as_ref()?;
                board.with(|board| board.opinion(&held.id).map(|opinion| opinion.text.clone()))
            })
        };
        let groups = move || {
            if !is_shown.get() {
                return Vec::new();
            }
            let mut groups = board.with_untracked(|board| board.groups.clone());
            groups.push((String::new(), "Chưa xếp nhóm".to_owned()));
            let group = |(group, label): (String, String)| {
                let (is_over, is_now, pressed) = (group.clone(), group.clone(), group.clone());
                view! {
                    <button type="button" class="tray__group" data-into=group
                        class:tray__group--over=move || self.over.read().as_deref() == Some(&is_over)
                        aria-current=move || (now().as_deref() == Some(&is_now)).then_some("true")
                        on:click=move |_| {
                            if let Some(put_there) = self.presses(pressed.clone()) {
                                put(put_there);
                            }
                        }>{label}</button>
                }
                .into_any()
            };
            groups.into_iter().map(group).collect::<Vec<_>>()
        };
        let ghost = move || {
            self.held.with(|held| {
                let (x, y) = held.as_ref().and_then(|held| held.at).unwrap_or_default();
                format!("translate({}px, {}px)", x + 14, y + 10)
            })
        };
        let is_dragged = move || self.held.with(|held| held.as_ref().is_some_and(|held| held.at.is_some()));
        view! {
            <div class="tray" role="group" aria-label=lead hidden=move || !is_shown.get()>
                <p class="tray__lead">{lead}</p>
                <p class="tray__said">{said}</p>
                <div class="tray__groups">{groups}</div>
                <button type="button" class="button button--small button--quiet tray__leave" hidden=is_dragged
                    on:click=move |_| self.closes()>"Thôi"</button>
            </div>
            <p class="tray__ghost" aria-hidden="true" hidden=move || !is_dragged() style:transform=ghost>{move || name.get()}</p>
        }
        .into_any()
    }
}

/// The group that something under the pointer stands for.
fn group_at(element: &Element) -> Option<String> {
    element.closest(&format!("[{INTO}]")).ok()??.get_attribute(INTO)
}
