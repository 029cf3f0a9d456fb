//! One plan: who must write what, by when.

use leptos::prelude::*;

use crate::form::FormId;
use crate::plan::{Plan, PlanId};
use crate::ui::components::{NoteView, PageFrame, SourceQuoteView, form_card, roster};
use crate::ui::use_session;

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
    let Some(plan) = session.peek(|session| session.plan(&plan).cloned()) else {
        return view! { <UnknownPage /> }.into_any();
    };
    let groups = groups(&plan, form.as_ref());
    let roster = roster(&plan);
    let Plan { identity, notes, version, .. } = plan;
    let without_notes = notes.is_empty();
    let notes = notes.into_iter().map(|note| view! { <NoteView note=note /> }.into_any()).collect::<Vec<_>>();
    let without_basis = identity.legal_basis.is_empty();
    let basis = identity.legal_basis.into_iter().map(|basis| view! { <li>{basis}</li> }.into_any());
    let basis = basis.collect::<Vec<_>>();
    view! {
        <PageFrame title=identity.short_title class="page--wide">
            <dl class="plan-facts">
                <div><dt>"Tên kế hoạch"</dt><dd>{identity.title}</dd></div>
                <div><dt>"Cơ quan ban hành"</dt><dd>{identity.issuer}</dd></div>
                <div><dt>"Số, ngày"</dt><dd>{[identity.number, identity.signed].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</dd></div>
            </dl>
            <SourceQuoteView source=identity.purpose />
            <details hidden=without_basis>
                <summary class="source-quote__summary">"Căn cứ của Kế hoạch"</summary>
                <ul class="plan-basis">{basis}</ul>
            </details>
            <h2>"Ai viết gì, gửi trước ngày nào"</h2>
            {groups}
            <h2 hidden=without_notes>"Điều cần biết về kế hoạch này"</h2>
            {notes}
            <h2>"Các đơn vị trong Kế hoạch"</h2>
            <p class="page__lead">"Ghi như khi Kế hoạch ban hành, dù nay đã sáp nhập hoặc đổi tên."</p>
            {roster}
            <p class="field__hint">{format!("Gói kế hoạch bản {version}.")}</p>
        </PageFrame>
    }
    .into_any()
}

/// The forms, by who writes them.
fn groups(plan: &Plan, chosen: Option<&FormId>) -> Vec<AnyView> {
    let mut actors: Vec<&str> = Vec::new();
    for form in &plan.forms {
        if !actors.contains(&form.actor.as_str()) {
            actors.push(&form.actor);
        }
    }
    let group = |actor: &str| {
        let forms = plan.forms.iter().filter(|form| form.actor == actor);
        let cards = forms.map(|form| form_card(plan, form, chosen == Some(&form.id))).collect::<Vec<_>>();
        view! {
            <section class="actor">
                <h3 class="actor__name">{actor.to_owned()}</h3>
                <ul class="form-list">{cards}</ul>
            </section>
        }
        .into_any()
    };
    actors.into_iter().map(group).collect()
}
