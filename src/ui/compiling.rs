//! The compiled tables of the intake that is looked at: compiled once, and again only when papers or decisions changed.
//! The worker compiles them; where there is none, the page.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::receiving::receiving;
use crate::office::compile::{Compiled, Decisions, compile_decided};
use crate::office::{PaperId, Register};
use crate::platform::page;

/// So long "Đang tổng hợp" is shown at least before the work begins, so that it is seen.
const BREATH: Duration = Duration::from_millis(40);

/// The tables, shared by those who show them.
pub(super) type Tables = Arc<Vec<Compiled>>;

/// What tables were compiled of: they are the same as long as this is.
#[derive(Clone, Debug, PartialEq)]
struct Basis {
    plan: String,
    papers: Vec<(PaperId, String)>,
    decisions: Decisions,
}

thread_local! {
    static LAST: RefCell<Option<(Basis, Tables)>> = const { RefCell::new(None) };
}

/// The tables of the intake, followed. None until they are compiled. While files are being taken in the tables stay as
/// they were.
pub(super) fn compiled() -> RwSignal<Option<Tables>> {
    let tables = RwSignal::new(None);
    let basis = receiving().at_rest(|_, register, decisions| Some(basis(register, &decisions.opinions)));
    Effect::new(move |_| {
        let Some(basis) = basis.get() else { return };
        if let Some(known) = known(&basis) {
            tables.set(Some(known));
            return;
        }
        spawn_local(async move {
            page::pause(BREATH).await;
            let papers = basis.papers.iter().map(|(id, _)| *id).collect();
            let compiled = receiving().compile(papers, basis.decisions.clone()).await;
            // Whoever has left the page asks no more; what changed meanwhile is compiled by itself.
            let fresh = receiving().peek(|plan, register, decisions| {
                let now = self::basis(register, &decisions.opinions);
                known(&now).unwrap_or_else(|| {
                    let compiled = compiled.filter(|_| now == basis);
                    let tables =
                        Arc::new(compiled.unwrap_or_else(|| {
                            compile_decided(plan, &register.sources(), &decisions.opinions)
                        }));
                    LAST.set(Some((now, tables.clone())));
                    tables
                })
            });
            let _ = tables.try_set(fresh);
        });
    });
    tables
}

fn known(basis: &Basis) -> Option<Tables> {
    LAST.with_borrow(|last| last.as_ref().filter(|(of, _)| of == basis).map(|(_, tables)| tables.clone()))
}

fn basis(register: &Register, decisions: &Decisions) -> Basis {
    let papers = register.counting().map(|(id, paper)| (id, paper.checksum.clone()));
    Basis { plan: register.plan().to_string(), papers: papers.collect(), decisions: decisions.clone() }
}
