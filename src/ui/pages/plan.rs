//! One plan: who must write what, by when.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::form::Form;
use crate::plan::{Plan, PlanId};
use crate::platform::{page, random};
use crate::session::Command;
use crate::ui::components::{DeadlineCard, NoteView, PageFrame, SourceQuoteView};
use crate::ui::{Route, use_session, words};

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
    let Plan { identity, notes, forms, .. } = plan.clone();
    let cards =
        forms.into_iter().map(|form| view! { <FormCard plan=plan.clone() form=form /> }).collect_view();
    view! {
        <PageFrame title=identity.short_title.clone() class="page--wide">
            <dl class="plan-facts">
                <div><dt>"Tên kế hoạch"</dt><dd>{identity.title.clone()}</dd></div>
                <div><dt>"Cơ quan ban hành"</dt><dd>{identity.issuer.clone()}</dd></div>
                <div><dt>"Số, ngày"</dt><dd>{identity.number.clone()}" · "{identity.signed.clone()}</dd></div>
            </dl>
            <SourceQuoteView source=identity.purpose.clone() />
            <h2>"Ai viết gì, gửi trước ngày nào"</h2>
            <ul class="form-list">{cards}</ul>
            {(!notes.is_empty()).then(|| view! {
                <h2>"Điều cần biết về kế hoạch này"</h2>
                {notes.into_iter().map(|note| view! { <NoteView note=note /> }).collect_view()}
            })}
        </PageFrame>
    }
    .into_any()
}

/// One form of the plan, and the way to begin it.
#[component]
fn FormCard(plan: Plan, form: Form) -> impl IntoView {
    let session = use_session();
    let deadline = plan.deadline(&form).cloned();
    let units = plan.units(&form).map(|unit| unit.name.clone()).collect::<Vec<_>>().join("; ");
    let limit = form.page_limit.clone();
    let begin = {
        let (plan, form) = (plan.id.clone(), form.id.clone());
        move |_| {
            let id = DraftId::new(random::uuid());
            session.dispatch(Command::Begin { id: id.clone(), plan: plan.clone(), form: form.clone() });
            let first =
                session.peek_draft(&id, |open| open.form.sections.first().map(|first| first.id.clone()));
            let route = match first.flatten() {
                Some(section) => Route::Section(id, section, None),
                None => Route::Draft(id),
            };
            page::go(&route.href());
        }
    };
    let begun = session.peek(|session| {
        let mine = session.drafts().iter().filter(|draft| draft.form == form.id && draft.plan == plan.id);
        mine.filter_map(|draft| session.open(&draft.id))
            .map(|open| (open.draft.id.clone(), words::draft_name(open)))
            .collect::<Vec<_>>()
    });
    let begun = begun.into_iter().map(|(id, name)| {
        view! { <li><a href=Route::Draft(id).href()>{format!("Viết tiếp: {name}")}</a></li> }
    });
    let begun = begun.collect_view();
    view! {
        <li class="form-card">
            <div class="form-card__body">
                <h3 class="form-card__title">{form.title.clone()}</h3>
                <p class="form-card__origin">{words::origin(form.origin)}</p>
                <dl class="form-card__facts">
                    <div><dt>"Ai viết"</dt><dd>{units}</dd></div>
                    {limit.map(|limit| view! {
                        <div><dt>"Độ dài"</dt><dd>{format!("không quá {} trang A4", limit.pages)}</dd></div>
                    })}
                </dl>
                {form.source.clone().map(|source| view! { <SourceQuoteView source=source /> })}
                {form.notes.iter().cloned().map(|note| view! { <NoteView note=note /> }).collect_view()}
                <ul class="form-card__drafts">{begun}</ul>
                <button type="button" class="button button--primary" on:click=begin
                    aria-label=format!("Soạn bài này: {}", form.title)>"Soạn bài này"</button>
            </div>
            {deadline.map(|deadline| view! { <DeadlineCard deadline=deadline /> })}
        </li>
    }
}
