//! One section of a draft, to be written.

use leptos::prelude::*;

use super::{MissingDraft, UnknownPage};
use crate::draft::DraftId;
use crate::form::{Form, Origin, SectionId};
use crate::session::is_remembered;
use crate::ui::components::{
    AnswerField, DeadlineCard, Notes, PageFrame, PageMeter, RememberWriter, SourceQuoteView, TaskList,
};
use crate::ui::{Route, use_session, words};

/// The writing page: the sections at the left, the questions in the middle, the pages at the right.
#[component]
pub fn SectionPage(
    /// Which draft.
    draft: DraftId,
    /// Which section.
    section: SectionId,
) -> impl IntoView {
    let session = use_session();
    let found = session.peek_draft(&draft, |open| {
        let sections = &open.form.sections;
        let index = sections.iter().position(|candidate| candidate.id == section)?;
        let next = sections.get(index + 1).map(|next| (next.id.clone(), next.title.clone()));
        let before =
            index.checked_sub(1).map(|index| (sections[index].id.clone(), sections[index].title.clone()));
        let notes = if index == 0 { open.form.notes.clone() } else { Vec::new() };
        let deadline = open.plan.deadline(open.form).cloned();
        let writer = writer_section(open.form) == Some(&sections[index].id);
        Some((sections[index].clone(), index, sections.len(), before, next, notes, deadline, writer))
    });
    let (section, index, count, before, next, notes, deadline, writer) = match found {
        Some(Some(found)) => found,
        Some(None) => return view! { <UnknownPage /> }.into_any(),
        None => return view! { <MissingDraft /> }.into_any(),
    };
    let violations = session.violations(draft.clone());
    let measure = session.measure(draft.clone());
    let metered = draft.clone();
    let fields = section.fields.iter().cloned().map(|field| {
        view! {
            <div class="card">
                <AnswerField draft=draft.clone() field=field violations=violations measure=measure />
            </div>
        }
        .into_any()
    });
    let fields = fields.collect::<Vec<_>>();
    let writer = writer.then(|| view! { <RememberWriter draft=draft.clone() /> }.into_any());
    let deadline = deadline.map(|deadline| view! { <DeadlineCard deadline=deadline /> }.into_any());
    let source = section.source.clone().map(|source| view! { <SourceQuoteView source=source /> }.into_any());
    let origin = words::origin(section.origin);
    let guidance = section.guidance.clone().unwrap_or_default();
    let step = |to: (SectionId, String)| (Route::Section(draft.clone(), to.0, None).href(), to.1);
    let (next_href, next_title) = match next.map(step) {
        Some((href, title)) => (href, format!("Tiếp theo: {title}")),
        None => (Route::Check(draft.clone()).href(), "Kiểm tra bài".to_owned()),
    };
    let before = before.map(step).map(|(href, title)| {
        view! { <a class="button button--quiet" href=href>{format!("Phần trước: {title}")}</a> }.into_any()
    });
    view! {
        <div class="writing">
            <nav class="writing__sections" aria-label="Các phần của bài">
                <p class="writing__heading">"Các phần của bài"</p>
                <TaskList draft=draft.clone() current=section.id.clone() />
                {deadline}
            </nav>
            <PageFrame title=section.title.clone() class="writing__form">
                <p class="writing__step">
                    {format!("Phần {} trong {count}", index + 1)}
                    <a class="writing__all" href=Route::Draft(draft.clone()).href()>"Tất cả các phần"</a>
                </p>
                <p class="tag" hidden=section.origin == Origin::Required>{origin}</p>
                <p class="writing__guidance">{guidance}</p>
                {source}
                <Notes notes=notes />
                <div class="writing__fields">{fields}{writer}</div>
                <nav class="writing__steps" aria-label="Phần trước, phần sau">
                    <a class="button button--primary" href=next_href>{next_title}</a>
                    {before}
                </nav>
            </PageFrame>
            <aside class="writing__meter">
                <PageMeter draft=metered measure=measure />
            </aside>
        </div>
    }
    .into_any()
}

/// The first section that asks who writes: there it is offered to keep that in mind.
fn writer_section(form: &Form) -> Option<&SectionId> {
    let (section, _) = form.fields().find(|(section, field)| is_remembered(form, section, field))?;
    Some(&section.id)
}
