//! One plan: who must write what, by when.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::form::FormId;
use crate::plan::{Plan, PlanId};
use crate::platform::{page, random};
use crate::session::{Command, Session};
use crate::ui::components::{PageFrame, form_card, roster};
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, SessionHandle, use_session, words};

use super::UnknownPage;

/// Says what the plan asks, of whom, in its own words.
#[component]
pub fn PlanPage(
    /// Which plan.
    plan: PlanId,
    /// The form that is looked for, if one is.
    form: Option<FormId>,
) -> impl IntoView {
    let session = use_session();
    let shown = session.peek(|session| {
        let plan = session.plan(&plan)?;
        Some((plan.identity.short_title.clone(), String::from(contents(session, plan, form.as_ref()))))
    });
    let Some((title, contents)) = shown else { return view! { <UnknownPage /> }.into_any() };
    let press = move |event| {
        if let Some(form) = page::pressed(&event) {
            begin(session, plan.clone(), FormId::new(form));
        }
    };
    view! {
        <PageFrame title=title class="page--wide">
            <div class="page__contents" on:click=press inner_html=contents></div>
        </PageFrame>
    }
    .into_any()
}

fn contents(session: &Session, plan: &Plan, chosen: Option<&FormId>) -> Markup {
    let identity = &plan.identity;
    let fact = |name: &str, value: &str| {
        markup::group("div", "", vec![markup::line("dt", "", name), markup::line("dd", "", value)])
    };
    let mut facts = vec![fact("Tên kế hoạch", &identity.title), fact("Cơ quan ban hành", &identity.issuer)];
    let number: Vec<_> = [&identity.number, &identity.signed].into_iter().flatten().cloned().collect();
    if !number.is_empty() {
        facts.push(fact("Số, ngày", &number.join(" · ")));
    }
    let basis: Vec<_> = identity.legal_basis.iter().map(|basis| markup::line("li", "", basis)).collect();
    let basis = match basis.len() {
        0 => Markup::default(),
        _ => markup::folded(
            "source-quote",
            "Căn cứ của Kế hoạch",
            vec![markup::group("ul", "plan-basis", basis)],
        ),
    };
    let late = plan.deadlines.iter().any(|deadline| words::is_late(deadline.before));
    let late = if late {
        "Hạn đã qua theo ngày của máy không ngăn việc viết và xuất tệp."
    } else {
        ""
    };
    let about_notes = if plan.notes.is_empty() { "" } else { "Điều cần biết về kế hoạch này" };
    markup::all(vec![
        markup::group("dl", "plan-facts", facts),
        markup::quote(&identity.purpose),
        basis,
        markup::line("h2", "", "Ai viết gì, gửi trước ngày nào"),
        markup::line("p", "page__lead", late),
        actors(session, plan, chosen),
        markup::line("h2", "", about_notes),
        markup::all(plan.notes.iter().map(markup::note).collect()),
        markup::line("h2", "", "Các đơn vị trong Kế hoạch"),
        markup::line("p", "page__lead", "Ghi như khi Kế hoạch ban hành, dù nay đã sáp nhập hoặc đổi tên."),
        roster(plan),
        markup::line("p", "field__hint", &format!("Gói kế hoạch bản {}.", plan.version)),
    ])
}

/// The forms, by who writes them.
fn actors(session: &Session, plan: &Plan, chosen: Option<&FormId>) -> Markup {
    let mut actors: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for form in &plan.forms {
        let actor = form.actor.as_str();
        if actors.contains(&actor) {
            continue;
        }
        actors.push(actor);
        let forms = plan.forms.iter().filter(|form| form.actor == actor);
        let cards = forms.map(|form| form_card(session, plan, form, chosen == Some(&form.id)));
        let cards = markup::group("ul", "", cards.collect());
        parts.push(markup::group("section", "actor", vec![markup::line("h3", "actor__name", actor), cards]));
    }
    markup::all(parts)
}

/// Begins a draft and goes to its first section.
fn begin(session: SessionHandle, plan: PlanId, form: FormId) {
    let id = DraftId::new(random::uuid());
    session.dispatch(Command::Begin { id: id.clone(), plan, form });
    let first = session.peek_draft(&id, |open| open.form.sections.first().map(|first| first.id.clone()));
    let route = match first.flatten() {
        Some(section) => Route::Section(id, section, None),
        None => Route::Draft(id),
    };
    page::go(&route.href());
}
