//! One section of a draft, to be written.

use leptos::prelude::*;

use super::{MissingDraft, UnknownPage};
use crate::draft::{DraftId, is_section_relevant};
use crate::form::{CarryOver, Field, FieldKind, Form, Origin, Section, SectionId};
use crate::session::{OpenDraft, is_remembered};
use crate::ui::components::{
    DeadlineCard, FieldCards, IrrelevantSection, Notes, OriginTag, PageFrame, PageMeter, RememberWriter,
    SourceQuoteView, TaskList, UndoBar, is_wide_table, late,
};
use crate::ui::{Part, Route, parts, use_session};

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
        let notes = if index == 0 { open.form.notes.clone() } else { Vec::new() };
        let deadline = open.plan.deadline(open.form).cloned();
        let writer = writer_section(open.form) == Some(&sections[index].id);
        let links = sections.iter().map(|section| {
            (Route::Section(draft.clone(), section.id.clone(), None).href(), section.title.clone())
        });
        let rules: Vec<_> = rules_of(open.form, &sections[index]).cloned().collect();
        Some((sections[index].clone(), index, links.collect::<Vec<_>>(), notes, deadline, writer, rules))
    });
    let (section, index, links, notes, deadline, writer, rules) = match found {
        Some(Some(found)) => found,
        Some(None) => return view! { <UnknownPage /> }.into_any(),
        None => return view! { <MissingDraft /> }.into_any(),
    };
    let violations = session.violations(draft.clone());
    let measure = session.measure(draft.clone());
    let (walked, metered) = (draft.clone(), draft.clone());
    let steps =
        Memo::new(move |_| session.read_relevance(&walked, |open| steps(open, index)).unwrap_or_default());
    let writer = writer.then(|| view! { <RememberWriter draft=draft.clone() /> }.into_any());
    let carried = rules.into_iter().map(|rule| {
        let draft = draft.clone();
        late(Part::Tables, move || parts::carry_over(draft.clone(), rule.clone()))
    });
    let carried = carried.collect::<Vec<_>>();
    let deadline = deadline.map(|deadline| view! { <DeadlineCard deadline=deadline /> }.into_any());
    let source = section.source.clone().map(|source| view! { <SourceQuoteView source=source /> }.into_any());
    let origin = is_told(&section).then(|| view! { <OriginTag origin=section.origin /> }.into_any());
    let guidance = section.guidance.clone().unwrap_or_default();
    let irrelevant = section.relevant.is_some().then(|| {
        let view = view! { <IrrelevantSection draft=draft.clone() section=section.clone() /> };
        view! { <div hidden=move || steps.get().applies>{view}</div> }.into_any()
    });
    let is_wide = |field: &Field| matches!(&field.kind, FieldKind::Table(table) if is_wide_table(table));
    let wide = section.fields.iter().any(is_wide);
    let beside = session.beside();
    let class = move || match (wide, beside.get()) {
        (false, false) => "writing",
        (true, false) => "writing writing--wide",
        (false, true) => "writing writing--previewing",
        (true, true) => "writing writing--wide writing--previewing",
    };
    let looked = draft.clone();
    let pages = move || {
        let draft = looked.clone();
        beside.get().then(|| late(Part::Preview, move || parts::preview(draft.clone())))
    };
    let links = step_links(Route::Check(draft.clone()).href(), links, steps);
    view! {
        <div class=class>
            <nav class="writing__sections" aria-label="Các phần của bài">
                <p class="writing__heading">"Các phần của bài"</p>
                <TaskList draft=draft.clone() violations=violations current=section.id.clone() />
                {deadline}
            </nav>
            <PageFrame title=section.title.clone() class="writing__form">
                <div class="writing__head">
                    <p class="writing__step">
                        {move || steps.get().in_words()}
                        <a class="writing__all" href=Route::Draft(draft.clone()).href()>"Tất cả các phần"</a>
                    </p>
                    <UndoBar draft=draft.clone() />
                </div>
                <div class="writing__basis">{origin} {source}</div>
                <p class="writing__guidance">{guidance}</p>
                <Notes notes=notes />
                {irrelevant}
                <div class="writing__fields" hidden=move || !steps.get().applies>
                    {carried}
                    <FieldCards draft=draft.clone() section=section violations=violations measure=measure />
                    {writer}
                </div>
                {links}
            </PageFrame>
            <aside class="writing__meter">
                <PageMeter draft=metered measure=measure />
                <div id="preview" class="writing__preview">{pages}</div>
            </aside>
        </div>
    }
    .into_any()
}

/// Whether it is worth saying where the section comes from: parts that no plan speaks of, such as the head of a paper,
/// go without.
fn is_told(section: &Section) -> bool {
    section.origin != Origin::Required || section.source.is_some()
}

/// Where a section stands among those that apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Steps {
    applies: bool,
    number: usize,
    count: usize,
    before: Option<usize>,
    next: Option<usize>,
}

impl Steps {
    fn in_words(self) -> String {
        if self.applies { format!("Phần {} trong {}", self.number, self.count) } else { String::new() }
    }
}

fn steps(open: OpenDraft<'_>, index: usize) -> Steps {
    let mut steps = Steps::default();
    for (at, section) in open.form.sections.iter().enumerate() {
        if !is_section_relevant(open.form, section, &open.draft.answers) {
            continue;
        }
        steps.count += 1;
        match at.cmp(&index) {
            std::cmp::Ordering::Less => steps.before = Some(at),
            std::cmp::Ordering::Equal => (steps.applies, steps.number) = (true, steps.count),
            std::cmp::Ordering::Greater => steps.next = steps.next.or(Some(at)),
        }
    }
    steps
}

/// To the next section that applies, or to the check, and back.
fn step_links(check: String, links: Vec<(String, String)>, steps: Memo<Steps>) -> AnyView {
    let links = StoredValue::new(links);
    let link = move |at: Option<usize>| at.and_then(|at| links.with_value(|links| links.get(at).cloned()));
    let next = move || link(steps.get().next);
    let before = move || link(steps.get().before).unwrap_or_default();
    let next_href = move || next().map_or_else(|| check.clone(), |(href, _)| href);
    let next_title =
        move || next().map_or_else(|| "Kiểm tra bài".to_owned(), |(_, title)| format!("Tiếp theo: {title}"));
    view! {
        <nav class="writing__steps" aria-label="Phần trước, phần sau">
            <a class="button button--primary" href=next_href>{next_title}</a>
            <a class="button button--quiet" href=move || before().0 hidden=move || steps.get().before.is_none()>
                {move || format!("Phần trước: {}", before().1)}
            </a>
        </nav>
    }
    .into_any()
}

/// The first section that asks who writes: there it is offered to keep that in mind.
fn writer_section(form: &Form) -> Option<&SectionId> {
    let (section, _) = form.fields().find(|(section, field)| is_remembered(form, section, field))?;
    Some(&section.id)
}

/// What can be taken over into a section: rows of its tables, or fields of which it has the first.
fn rules_of<'a>(form: &'a Form, section: &'a Section) -> impl Iterator<Item = &'a CarryOver> {
    let has = |id: &str| section.fields.iter().any(|field| field.id.as_str() == id);
    form.carry_over.iter().filter(move |rule| match (&rule.into, rule.take.first()) {
        (Some(into), _) => has(into.as_str()),
        (None, Some((first, _))) => has(first),
        (None, None) => false,
    })
}
