//! Finds what somebody owes: by who they are, and by words.

use leptos::prelude::*;

use crate::form::Role;
use crate::plan::catalogue::{Due, Found, find};
use crate::plan::{FormListing, PlanListing};
use crate::platform::{page, storage};
use crate::session::Topic;
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, SessionHandle, use_session, words};

/// Where it is stored who somebody said to be.
const ROLE_KEY: &str = "tham-luan.role";

/// The id of the field for words.
const WORDS: &str = "finder-words";

/// "Tôi là …" and a search that ignores tones: narrows the plans to what is meant, each form a link to its place.
#[component]
pub fn PlanFinder() -> impl IntoView {
    let session = use_session();
    let role = RwSignal::new(storage::read(ROLE_KEY).ok().flatten().unwrap_or_default());
    let query = RwSignal::new(String::new());
    let choose = move |event| {
        role.set(event_target_value(&event));
        // A choice that cannot be stored is asked again the next time.
        let _ = storage::write(ROLE_KEY, &role.get_untracked());
    };
    let clear = move |_| {
        role.set(String::new());
        query.set(String::new());
        let _ = storage::remove(ROLE_KEY);
        page::show_text(WORDS, "", true);
        page::focus(WORDS);
    };
    let sentence = move || with_found(session, &role.get(), &query.get(), count);
    let none = move || with_found(session, &role.get(), &query.get(), |found, _| found.is_empty());
    let cards = move || {
        with_found(session, &role.get(), &query.get(), |found, narrowed| {
            String::from(markup::all(found.iter().map(|found| plan_card(found, narrowed)).collect()))
        })
    };
    let options = words::ROLES.into_iter().map(|(own, name)| {
        view! { <option value=own.as_str() prop:selected=move || role.get() == own.as_str()>{name}</option> }
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
                        <option value="">"– chưa chọn –"</option>
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
            <ul class="plan-list" inner_html=cards></ul>
        </section>
    }
}

/// Reads what is found now, and whether that is less than all.
fn with_found<R>(
    session: SessionHandle,
    role: &str,
    query: &str,
    read: impl FnOnce(&[Found<'_>], bool) -> R,
) -> R {
    let role = Role::parse(role);
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

/// A plan: with those of its forms that are meant, or, where all are, with whom they are for.
fn plan_card(found: &Found<'_>, narrowed: bool) -> Markup {
    let plan = found.plan;
    let body = if narrowed {
        let rows = found.forms.iter().map(|form| form_row(plan, form)).collect();
        markup::group("ul", "plan-card__found", rows)
    } else {
        let mut facts = format!("{} bài cho ", plan.forms.len());
        let mut between = "";
        for (role, name) in words::ROLES {
            if plan.forms.iter().any(|form| form.roles.contains(&role)) {
                facts.push_str(between);
                facts.push_str(name);
                between = " · ";
            }
        }
        markup::line("p", "plan-card__forms", &facts)
    };
    let href = Route::Plan(plan.id.clone(), None).href();
    let name = markup::link("plan-card__name", &href, &plan.short_title);
    markup::group("li", "plan-card", vec![name, markup::line("p", "plan-card__facts", &plan.issuer), body])
}

fn form_row(plan: &PlanListing, form: &FormListing) -> Markup {
    let href = Route::Plan(plan.id.clone(), Some(form.id.clone())).href();
    let facts = format!("{} · {}", form.actor, words::origin(form.origin));
    let (due, class) = due(form.due.as_ref());
    let name = markup::link("found-form__name", &href, &form.title);
    let body = markup::group("div", "", vec![name, markup::line("p", "found-form__facts", &facts)]);
    markup::group("li", "found-form", vec![body, markup::line("p", class, &due)])
}

/// The deadline in the plan's words, and how it is shown.
fn due(due: Option<&Due>) -> (String, &'static str) {
    match due {
        None => ("Kế hoạch không ghi hạn".to_owned(), "found-form__due"),
        Some(due) if words::is_late(due.before) => {
            // What belongs together stays on one line.
            (format!("{} (đã\u{a0}qua)", due.words), "found-form__due found-form__due--late")
        }
        Some(due) => (due.words.clone(), "found-form__due"),
    }
}
