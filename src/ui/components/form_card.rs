//! One form of a plan.

use crate::form::Form;
use crate::plan::{Deadline, Plan};
use crate::session::Session;
use crate::ui::markup::{self, Markup};
use crate::ui::route::form_element;
use crate::ui::{Route, words};

/// So many units are named on a card; of more it says how many.
const NAMED: usize = 6;

/// What the plan asks by a form: of whom, how long, by when, in which words, and the drafts of it. Its button carries
/// the form's id.
pub(in crate::ui) fn form_card(session: &Session, plan: &Plan, form: &Form, chosen: bool) -> Markup {
    let limit = form.page_limit.as_ref().map(|limit| format!("Không quá {} trang A4", limit.pages));
    let units = form.unit_group.as_ref().map(|_| units(plan, form));
    let facts = vec![
        markup::line("p", "", words::origin(form.origin)),
        markup::line("p", "", &limit.unwrap_or_default()),
        markup::line("p", "", &units.unwrap_or_default()),
    ];
    let title = [("class", "form-card__title"), ("id", &form_element(&form.id)), ("tabindex", "-1")];
    let body = vec![
        markup::element("h4", &title, vec![markup::text(&form.title)]),
        markup::group("div", "form-card__facts", facts),
        markup::group(
            "div",
            "form-card__more",
            vec![form.source.as_ref().map(markup::quote).unwrap_or_default(), notes(plan, form)],
        ),
        markup::group("ul", "form-card__drafts", drafts(session, plan, form)),
    ];
    let (class, button) = match chosen {
        true => ("form-card form-card--chosen", "button button--primary"),
        false => ("form-card", "button"),
    };
    let label = format!("Soạn bài này: {}", form.title);
    let button =
        [("type", "button"), ("class", button), ("value", form.id.as_str()), ("aria-label", label.as_str())];
    markup::group(
        "li",
        class,
        vec![
            markup::group("div", "form-card__body", body),
            markup::group("div", "form-card__due", due(plan.deadline(form))),
            markup::element("button", &button, vec![markup::text("Soạn bài này")]),
        ],
    )
}

/// By when, and to whom.
fn due(deadline: Option<&Deadline>) -> Vec<Markup> {
    let Some(deadline) = deadline else {
        return vec![markup::line("p", "", "Kế hoạch không ghi hạn cho bài này.")];
    };
    let to = deadline.recipient.as_ref().map(|recipient| format!("Gửi {recipient}")).unwrap_or_default();
    let passed = if words::is_late(deadline.before) { " (đã\u{a0}qua)" } else { "" };
    let open = if deadline.source.is_none() {
        "Hạn do cơ quan nhận đặt, Kế hoạch không ghi."
    } else {
        ""
    };
    vec![
        markup::line("p", "form-card__day", &format!("{}{passed}", deadline.words)),
        markup::line("p", "", &to),
        markup::line("p", "", &format!("Ngày cuối còn kịp: {}", deadline.last_safe_day())),
        markup::line("p", "", open),
    ]
}

/// The units that owe the form, by name where they are few.
fn units(plan: &Plan, form: &Form) -> String {
    let names: Vec<_> = plan.units(form).map(words::unit).collect();
    if names.len() > NAMED {
        format!("{} đơn vị, xem danh sách ở cuối trang", names.len())
    } else {
        names.join("; ")
    }
}

/// What one should know of the form, but for what is said of the whole plan below.
fn notes(plan: &Plan, form: &Form) -> Markup {
    let own = form.notes.iter().filter(|note| !plan.notes.contains(note));
    let notes: Vec<_> = own.map(markup::note).collect();
    if notes.is_empty() {
        return Markup::default();
    }
    let summary = format!("Điều cần biết về bài này ({})", notes.len());
    markup::folded("notes", &summary, vec![markup::group("div", "notes__list", notes)])
}

/// The drafts of a form that were begun, each a link.
fn drafts(session: &Session, plan: &Plan, form: &Form) -> Vec<Markup> {
    let mine = session.drafts().iter().filter(|draft| draft.form == form.id && draft.plan == plan.id);
    let link = |draft: &crate::draft::Draft| {
        let name = format!("Viết tiếp: {}", words::name_of(session, draft));
        markup::group("li", "", vec![markup::link("", &Route::Draft(draft.id.clone()).href(), &name)])
    };
    mine.map(link).collect()
}
