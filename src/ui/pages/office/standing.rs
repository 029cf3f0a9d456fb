//! Which of several papers of a unit counts, side by side, and the clerk's word on it.

use leptos::prelude::*;

use crate::office::{Decided, PaperId, Register, Standing};
use crate::plan::Plan;
use crate::platform::page;
use crate::session::versions::compare;
use crate::ui::components::{Sides, changes};
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;
use crate::ui::words::office as words;
use crate::ui::{OfficePage, Route};

/// How the paper stands, and what can be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Case {
    standing: Standing,
    decided: Option<Decided>,
    /// The others of the unit and form, each with how it stands.
    others: Vec<(PaperId, Option<Standing>)>,
}

/// Says whether a paper counts, lets the clerk decide, and shows how the others differ.
#[component]
pub fn StandingCard(
    /// Which paper.
    id: PaperId,
) -> impl IntoView {
    let case = Memo::new(move |_| {
        receiving().with(|_, register, decisions| {
            let paper = register.paper(id)?;
            let decided = decisions.papers.iter().find(|own| own.checksum == paper.checksum);
            Some(Case {
                standing: register.entry(id)?.standing.clone()?,
                decided: decided.map(|own| own.what),
                others: others(register, id),
            })
        })
    });
    let said =
        move || case.with(|case| case.as_ref().and_then(Option::as_ref).map_or(String::new(), sentence));
    let decide = move |what: Option<Decided>| {
        receiving().decide_paper(id, what);
        request_animation_frame(|| {
            page::focus("standing-said");
        });
    };
    let choices = move || {
        let Some(Some(case)) = case.get() else { return ().into_any() };
        let counts = case.standing == Standing::Counts;
        let is_alone = case.others.is_empty();
        let button = |shown: bool, what: Option<Decided>, class: &'static str, name: &'static str| {
            shown.then(|| {
                view! { <button type="button" class=class on:click=move |_| decide(what)>{name}</button> }
                    .into_any()
            })
        };
        let repeated = matches!(case.standing, Standing::Repeated { .. });
        view! {
            <p class="page__actions">
                {button(!counts && !repeated, Some(Decided::Chosen), "button button--primary", "Tính bản này")}
                {button(
                    counts && !is_alone && case.decided.is_none(),
                    Some(Decided::Chosen),
                    "button",
                    "Luôn tính bản này, kể cả khi có bản mới hơn",
                )}
                {button(
                    case.standing != Standing::SetAside && !repeated,
                    Some(Decided::SetAside),
                    "button button--quiet",
                    "Để riêng, không tính",
                )}
                {button(case.decided.is_some(), None, "button button--quiet", "Bỏ quyết định này")}
            </p>
        }
        .into_any()
    };
    let beside = Memo::new(move |_| {
        case.with(|case| case.as_ref().and_then(Option::as_ref).map(|case| case.others.clone()))
    });
    let compared = move || {
        let others = beside.get().unwrap_or_default();
        let shown = receiving().peek(|plan, register, _| compared(plan, register, id, &others));
        String::from(shown.unwrap_or_default())
    };
    view! {
        <section class="judged" aria-labelledby="standing">
            <h3 id="standing">"Tính hay không"</h3>
            <p id="standing-said" tabindex="-1" role="status">{said}</p>
            {choices}
            <div class="judged__others" inner_html=compared></div>
        </section>
    }
}

fn others(register: &Register, id: PaperId) -> Vec<(PaperId, Option<Standing>)> {
    let key = register.paper(id).map(|paper| &paper.key);
    let mut cases = register.cases().filter(|(own, _)| Some(*own) == key);
    let papers = cases.next().map(|(_, papers)| papers.collect::<Vec<_>>()).unwrap_or_default();
    let others = papers.into_iter().filter(|other| *other != id);
    others.map(|other| (other, register.entry(other).and_then(|entry| entry.standing.clone()))).collect()
}

/// How it stands, and why.
fn sentence(case: &Case) -> String {
    let by_hand = case.decided.is_some();
    match &case.standing {
        Standing::Counts if by_hand => "Bản này được tính vì cơ quan đã chọn.".to_owned(),
        Standing::Counts if case.others.is_empty() => {
            "Bản này được tính: đơn vị chỉ gửi một bản cho mẫu này.".to_owned()
        }
        Standing::Counts => "Bản này được tính: đây là lần xuất mới nhất của đơn vị.".to_owned(),
        Standing::Superseded { .. } => {
            "Bản này không được tính vì có bản khác của cùng đơn vị thay (lần xuất mới hơn, hoặc do cơ quan chọn).".to_owned()
        }
        Standing::Repeated { .. } => {
            "Bản này giống hệt một bản đã nhận trước, nên chỉ tính bản trước.".to_owned()
        }
        Standing::Contradicts { .. } => {
            "Có bản khác cùng lần xuất nhưng nội dung khác, nên chưa bản nào được tính. Hãy xem chỗ khác nhau dưới đây, hỏi lại \
            đơn vị nếu cần, rồi chọn bản được tính."
                .to_owned()
        }
        Standing::SetAside => "Cơ quan đã để riêng bản này: vẫn giữ, nhưng không tính.".to_owned(),
    }
}

/// The other papers with what differs.
fn compared(plan: &Plan, register: &Register, id: PaperId, others: &[(PaperId, Option<Standing>)]) -> Markup {
    let Some(paper) = register.paper(id) else { return Markup::default() };
    let Some(form) = plan.form(&paper.draft.form) else { return Markup::default() };
    let mut parts = Vec::new();
    for (other, standing) in others {
        let Some(its) = register.paper(*other) else { continue };
        let place = register.entry(*other).map(|entry| entry.place.to_string()).unwrap_or_default();
        let href = Route::Office(plan.id.clone(), OfficePage::Paper(other.0)).href();
        let stands = standing.as_ref().map(words::standing).unwrap_or_default();
        let name = format!("Lần xuất {}: {place}", its.draft.revision);
        let head = vec![
            markup::link("", &href, &name),
            markup::line("span", "field__hint", &format!(" ({})", stands.to_lowercase())),
        ];
        let comparison = compare(plan, form, &its.draft, &paper.draft);
        let sides = Sides { before: "bản kia", after: "bản đang xem" };
        parts.push(markup::group(
            "div",
            "judged__other",
            vec![markup::group("p", "", head), changes(&comparison, sides)],
        ));
    }
    if parts.is_empty() {
        return Markup::default();
    }
    parts.insert(0, markup::line("h3", "", "Các bản khác của cùng đơn vị, và chỗ khác nhau"));
    markup::all(parts)
}
