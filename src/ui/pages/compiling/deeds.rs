//! What is decided on opinions on this page, with the way back for each step.

use leptos::prelude::*;

use crate::office::compile::plan_004::Change;
use crate::ui::receiving::receiving;

/// So many steps can be taken back.
const MOST: usize = 100;

/// The steps of this visit, and what is said of the last.
#[derive(Clone, Copy)]
pub(super) struct Deeds {
    said: RwSignal<String>,
    /// What each was called, and what takes it back.
    steps: RwSignal<Vec<(String, Change)>>,
}

impl Deeds {
    pub(super) fn new() -> Self {
        Self { said: RwSignal::new(String::new()), steps: RwSignal::new(Vec::new()) }
    }

    /// Decides something, stores it and says so. `name` is how the step is called when it is taken back.
    pub(super) fn decide(self, change: Change, name: impl Into<String>, said: impl Into<String>) {
        let mut back = None;
        receiving().decide(|decisions| back = Some(decisions.opinions.change(change)));
        let Some(back) = back else { return };
        self.steps.update(|steps| {
            if steps.len() == MOST {
                steps.remove(0);
            }
            steps.push((name.into(), back));
        });
        self.said.set(said.into());
    }

    /// Takes the last step back.
    fn undo(self) {
        let Some((name, back)) = self.steps.try_update(Vec::pop).flatten() else { return };
        receiving().decide(|decisions| drop(decisions.opinions.change(back)));
        self.said.set(format!("Đã hoàn tác: {name}."));
    }

    /// Where it is said, and taken back.
    pub(super) fn line(self) -> AnyView {
        let is_idle = move || self.steps.read().is_empty();
        let name = move || match self.steps.read().last() {
            Some((name, _)) => format!("Hoàn tác: {name}"),
            None => "Hoàn tác".to_owned(),
        };
        view! {
            <div class="opinion-deeds" class:opinion-deeds--none=move || self.said.read().is_empty()>
                <p role="status">{move || self.said.get()}</p>
                <button type="button" class="button button--small" aria-disabled=move || is_idle().to_string()
                    aria-label=name on:click=move |_| self.undo()>"Hoàn tác"</button>
            </div>
        }
        .into_any()
    }
}
