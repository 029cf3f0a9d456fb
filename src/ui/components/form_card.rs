//! One form of a plan, and the way to begin it.

use leptos::prelude::*;

use super::{DeadlineCard, NoteView, SourceQuoteView};
use crate::draft::DraftId;
use crate::form::{Form, FormId};
use crate::plan::{Plan, PlanId};
use crate::platform::{page, random};
use crate::session::{Command, OpenDraft};
use crate::ui::route::form_element;
use crate::ui::{Route, SessionHandle, use_session, words};

/// So many units are named on a card; of more it says how many.
const NAMED: usize = 6;

/// What the plan asks by a form: of whom, how long, by when, in which words, and the drafts of it.
pub fn form_card(plan: &Plan, form: &Form, chosen: bool) -> AnyView {
    let session = use_session();
    let limit = form.page_limit.as_ref().map(|limit| format!("không quá {} trang A4", limit.pages));
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
    let deadline = match plan.deadline(form) {
        Some(deadline) => view! { <DeadlineCard deadline=deadline.clone() /> }.into_any(),
        None => {
            view! { <p class="form-card__no-deadline">"Kế hoạch không ghi hạn cho bài này."</p> }.into_any()
        }
    };
    let (class, button) = match chosen {
        true => ("form-card form-card--chosen", "button button--primary"),
        false => ("form-card", "button"),
    };
    view! {
        <li class=class>
            <div class="form-card__body">
                <h4 class="form-card__title" id=form_element(&form.id) tabindex="-1">{form.title.clone()}</h4>
                <p class="tag">{words::origin(form.origin)}</p>
                <dl class="form-card__facts">
                    {fact("Đơn vị", units(plan, form))}
                    {fact("Độ dài", limit)}
                </dl>
                {source}
                {notes(plan, form)}
                <ul class="form-card__drafts">{begun}</ul>
                <button type="button" class=button on:click=begin
                    aria-label=format!("Soạn bài này: {}", form.title)>"Soạn bài này"</button>
            </div>
            {deadline}
        </li>
    }
    .into_any()
}

fn fact(name: &'static str, text: Option<String>) -> Option<AnyView> {
    text.map(|text| view! { <div><dt>{name}</dt><dd>{text}</dd></div> }.into_any())
}

/// The units that owe the form, by name where they are few. None where it is no unit of the roster.
fn units(plan: &Plan, form: &Form) -> Option<String> {
    form.unit_group.as_ref()?;
    let names: Vec<_> = plan.units(form).map(words::unit).collect();
    Some(if names.len() > NAMED {
        format!("{} đơn vị, xem danh sách ở cuối trang", names.len())
    } else {
        names.join("; ")
    })
}

/// What one should know of the form, but for what is said of the whole plan below.
fn notes(plan: &Plan, form: &Form) -> Option<AnyView> {
    let own = form.notes.iter().filter(|note| !plan.notes.contains(note));
    let notes: Vec<_> = own.map(|note| view! { <NoteView note=note.clone() /> }.into_any()).collect();
    let summary = format!("Điều cần biết về bài này ({})", notes.len());
    (!notes.is_empty()).then(|| {
        view! {
            <details class="notes">
                <summary class="notes__summary">{summary}</summary>
                <div class="notes__list">{notes}</div>
            </details>
        }
        .into_any()
    })
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
