//! One plan: who must write what, by when.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::form::{Form, FormId};
use crate::plan::{Plan, PlanId};
use crate::platform::{page, random};
use crate::session::{Command, OpenDraft};
use crate::ui::components::{DeadlineCard, NoteView, PageFrame, SourceQuoteView};
use crate::ui::{Route, SessionHandle, use_session, words};

use super::UnknownPage;

/// Says what the plan asks, of whom, in its own words.
#[component]
pub fn PlanPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    let session = use_session();
    let Some(plan) = session.peek(|session| session.plan(&plan).cloned()) else {
        return view! { <UnknownPage /> }.into_any();
    };
    let cards = plan.forms.iter().map(|form| form_card(session, &plan, form)).collect::<Vec<_>>();
    let Plan { identity, notes, .. } = plan;
    let without_notes = notes.is_empty();
    let notes = notes.into_iter().map(|note| view! { <NoteView note=note /> }.into_any()).collect::<Vec<_>>();
    view! {
        <PageFrame title=identity.short_title.clone() class="page--wide">
            <dl class="plan-facts">
                <div><dt>"Tên kế hoạch"</dt><dd>{identity.title.clone()}</dd></div>
                <div><dt>"Cơ quan ban hành"</dt><dd>{identity.issuer.clone()}</dd></div>
                <div><dt>"Số, ngày"</dt><dd>{[identity.number.clone(), identity.signed.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ")}</dd></div>
            </dl>
            <SourceQuoteView source=identity.purpose.clone() />
            <h2>"Ai viết gì, gửi trước ngày nào"</h2>
            <ul class="form-list">{cards}</ul>
            <h2 hidden=without_notes>"Điều cần biết về kế hoạch này"</h2>
            {notes}
        </PageFrame>
    }
    .into_any()
}

/// One form of the plan, and the way to begin it.
fn form_card(session: SessionHandle, plan: &Plan, form: &Form) -> AnyView {
    let units = plan.units(form).map(|unit| unit.name.clone()).collect::<Vec<_>>().join("; ");
    let limit = form.page_limit.as_ref().map(|limit| format!("không quá {} trang A4", limit.pages));
    let limit = limit.unwrap_or_default();
    let begin = {
        let (plan, form) = (plan.id.clone(), form.id.clone());
        move |_| begin(session, plan.clone(), form.clone())
    };
    let begun = session.peek(|session| {
        let mine = session.drafts().iter().filter(|draft| draft.form == form.id && draft.plan == plan.id);
        let link = |open: OpenDraft<'_>| {
            let name = format!("Viết tiếp: {}", words::draft_name(open));
            view! { <li><a href=Route::Draft(open.draft.id.clone()).href()>{name}</a></li> }.into_any()
        };
        mine.filter_map(|draft| session.open(&draft.id)).map(link).collect::<Vec<_>>()
    });
    let source = form.source.clone().map(|source| view! { <SourceQuoteView source=source /> }.into_any());
    let deadline =
        plan.deadline(form).map(|deadline| view! { <DeadlineCard deadline=deadline.clone() /> }.into_any());
    view! {
        <li class="form-card">
            <div class="form-card__body">
                <h3 class="form-card__title">{form.title.clone()}</h3>
                <p class="form-card__origin">{words::origin(form.origin)}</p>
                <dl class="form-card__facts">
                    <div><dt>"Ai viết"</dt><dd>{units}</dd></div>
                    <div hidden=limit.is_empty()><dt>"Độ dài"</dt><dd>{limit.clone()}</dd></div>
                </dl>
                {source}
                <ul class="form-card__drafts">{begun}</ul>
                <button type="button" class="button button--primary" on:click=begin
                    aria-label=format!("Soạn bài này: {}", form.title)>"Soạn bài này"</button>
            </div>
            {deadline}
        </li>
    }
    .into_any()
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
