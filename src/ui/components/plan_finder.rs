//! Finds what somebody owes: by who they are, and by words.

use leptos::prelude::*;

use crate::form::Role;
use crate::plan::catalogue::{Due, Found, find};
use crate::plan::{FormListing, PlanListing};
use crate::platform::{clock, page, storage};
use crate::session::Topic;
use crate::text::Date;
use crate::ui::{Route, SessionHandle, use_session, words};

/// Where it is stored who somebody said to be.
const ROLE_KEY: &str = "tham-luan.role";

/// The id of the field for words.
const WORDS: &str = "finder-words";

/// "Tôi là …" and a search that ignores tones: narrows the plans to what is meant, each form a link to its place.
#[component]
pub fn PlanFinder() -> impl IntoView {
    let session = use_session();
    let stored = storage::read(ROLE_KEY).ok().flatten();
    let role = RwSignal::new(stored.as_deref().and_then(Role::parse));
    let query = RwSignal::new(String::new());
    let choose = move |event| {
        let word = event_target_value(&event);
        role.set(Role::parse(&word));
        // A choice that cannot be stored is asked again the next time.
        let _ = storage::write(ROLE_KEY, &word);
    };
    let clear = move |_| {
        role.set(None);
        query.set(String::new());
        let _ = storage::remove(ROLE_KEY);
        page::show_text(WORDS, "");
        page::focus(WORDS);
    };
    let sentence = move || with_found(session, role.get(), &query.get(), count);
    let none = move || with_found(session, role.get(), &query.get(), |found, _| found.is_empty());
    let cards = move || {
        with_found(session, role.get(), &query.get(), |found, narrowed| {
            found.iter().map(|found| plan_card(found, narrowed)).collect::<Vec<_>>()
        })
    };
    let options = words::ROLES.into_iter().map(|(own, name)| {
        view! { <option value=own.as_str() prop:selected=move || role.get() == Some(own)>{name}</option> }
            .into_any()
    });
    let options = options.collect::<Vec<_>>();
    view! {
        <section class="home-section" aria-labelledby="plans">
            <h2 id="plans" tabindex="-1">"Tìm bài cần viết"</h2>
            <div class="finder">
                <div class="field">
                    <label class="field__label" for="finder-role">"Tôi là"</label>
                    <select id="finder-role" class="field__input" on:change=choose>
                        <option value="">"– ai cũng được –"</option>
                        {options}
                    </select>
                </div>
                <div class="field finder__search">
                    <label class="field__label" for=WORDS>"Tìm theo tên"</label>
                    <input type="search" id=WORDS class="field__input" autocomplete="off" spellcheck="false"
                        aria-describedby="finder-hint" on:input=move |event| query.set(event_target_value(&event)) />
                    <p class="field__hint" id="finder-hint">"Gõ không dấu cũng được, ví dụ: tham luan xa."</p>
                </div>
            </div>
            <p class="finder__count" role="status">{sentence}</p>
            <p hidden=move || !none()>
                <button type="button" class="button" on:click=clear>"Xem tất cả kế hoạch"</button>
            </p>
            <ul class="plan-list">{cards}</ul>
        </section>
    }
}

/// Reads what is found now, and whether that is less than all.
fn with_found<R>(
    session: SessionHandle,
    role: Option<Role>,
    query: &str,
    read: impl FnOnce(&[Found<'_>], bool) -> R,
) -> R {
    let narrowed = role.is_some() || !query.trim().is_empty();
    session.read(Topic::Plans, |session| read(&find(session.catalogue(), query, role), narrowed))
}

fn count(found: &[Found<'_>], narrowed: bool) -> String {
    let forms: usize = found.iter().map(|found| found.forms.len()).sum();
    match (narrowed, forms) {
        (false, _) => format!("Có {} kế hoạch.", found.len()),
        (true, 0) => "Không thấy bài nào như vậy. Hãy thử ít chữ hơn, hoặc chọn lại “Tôi là”.".to_owned(),
        (true, forms) => format!("Thấy {forms} bài trong {} kế hoạch.", found.len()),
    }
}

/// A plan: with those of its forms that are meant, or, where all are, with who writes them.
fn plan_card(found: &Found<'_>, narrowed: bool) -> AnyView {
    let plan = found.plan;
    let body = if narrowed {
        let rows = found.forms.iter().map(|form| form_row(plan, form)).collect::<Vec<_>>();
        view! { <ul class="plan-card__found">{rows}</ul> }.into_any()
    } else {
        let mut actors: Vec<&str> = Vec::new();
        for form in &plan.forms {
            if !actors.contains(&form.actor.as_str()) {
                actors.push(&form.actor);
            }
        }
        let facts = format!("{} bài · {}", plan.forms.len(), actors.join(", "));
        view! { <p class="plan-card__forms">{facts}</p> }.into_any()
    };
    view! {
        <li class="plan-card">
            <a class="plan-card__name" href=Route::Plan(plan.id.clone(), None).href()>{plan.short_title.clone()}</a>
            <p class="plan-card__facts">{plan.issuer.clone()}</p>
            {body}
        </li>
    }
    .into_any()
}

fn form_row(plan: &PlanListing, form: &FormListing) -> AnyView {
    let href = Route::Plan(plan.id.clone(), Some(form.id.clone())).href();
    let facts = format!("{} · {}", form.actor, words::origin(form.origin));
    let (due, late) = form.due.as_ref().map_or_else(|| ("Kế hoạch không ghi hạn".to_owned(), false), due);
    let class = if late { "found-form__due found-form__due--late" } else { "found-form__due" };
    view! {
        <li class="found-form">
            <div>
                <a class="found-form__name" href=href>{form.title.clone()}</a>
                <p class="found-form__facts">{facts}</p>
            </div>
            <p class=class>{due}</p>
        </li>
    }
    .into_any()
}

/// The deadline in the plan's words, and whether it has passed.
fn due(due: &Due) -> (String, bool) {
    let late = Date::parse_iso(&clock::now()).is_some_and(|today| today >= due.before);
    let passed = if late { " (đã qua)" } else { "" };
    (format!("{}{passed}", due.words), late)
}
