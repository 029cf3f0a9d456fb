//! "Ý kiến": opinions sorted into groups and competences, and merged, by hand.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, MouseEvent};

use super::deeds::Deeds;
use super::opinion_cards::{Board, card};
use super::pairs::pairs;
use super::pictures;
use super::tables::nothing;
use super::tray::Tray;
use crate::office::Register;
use crate::office::compile::plan_004::{self, Change, Opinion, opinions, suggested_groups};
use crate::office::compile::{Decisions, OpinionId};
use crate::plan::{Plan, PlanId};
use crate::platform::{dom, page};
use crate::text::fold;
use crate::ui::components::{LiveMarkup, OfficeFrame, VirtualGroups};
use crate::ui::receiving::receiving;
use crate::ui::{OfficePage, Route};

/// The filter for opinions without a group. No group is called so.
const UNSORTED: &str = "-";

/// Sorts the opinions that were received.
#[component]
pub fn OpinionsPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    let of_plan = plan.clone();
    view! {
        <OfficeFrame plan=plan title="Ý kiến" page=OfficePage::Opinions>
            <Sorting plan=of_plan.clone() />
        </OfficeFrame>
    }
}

fn board(plan: &Plan, register: &Register, decisions: &Decisions) -> Board {
    let sources = register.sources();
    let merged = opinions(plan, &sources, decisions).list;
    let apart = if decisions.merged_into.is_empty() {
        merged.clone()
    } else {
        let apart = Decisions { merged_into: Default::default(), ..decisions.clone() };
        opinions(plan, &sources, &apart).list
    };
    Board {
        suggested: suggested_groups(&merged),
        names: Board::names_of(register, &apart),
        decided: decisions.clone(),
        groups: plan_004::groups(plan),
        competences: plan_004::competences(plan),
        opinions: merged,
        apart,
    }
}

#[component]
fn Sorting(plan: PlanId) -> impl IntoView {
    let shown = receiving().at_rest(|plan, register, decisions| board(plan, register, &decisions.opinions));
    let none = move || shown.with(|board| board.opinions.is_empty());
    let is_taking = receiving().is_taking_now();
    let is_empty = Memo::new(move |_| {
        let counts_nothing = || receiving().with(|_, register, _| register.counting().count()) == Some(0);
        none() && (is_taking.get() || counts_nothing())
    });
    let counts = Memo::new(move |_| String::from(pictures::groups(&shown.read().counts())));
    let deeds = Deeds::new();
    let tables = Route::Office(plan.clone(), OfficePage::Tables).href();
    let contents = {
        let plan = plan.clone();
        move || {
            if is_empty.get() {
                return nothing(&plan);
            }
            view! {
                <LiveMarkup class="page__contents" markup=counts />
                {pairs(plan.clone(), shown, deeds)}
                <OpinionList plan=plan.clone() board=shown deeds=deeds />
            }
            .into_any()
        }
    };
    view! {
        <p><a href=tables>"← Tất cả các bảng"</a></p>
        {contents}
        {deeds.line()}
    }
}

#[component]
fn OpinionList(plan: PlanId, board: Memo<Board>, deeds: Deeds) -> impl IntoView {
    let (filter, query) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ids = Memo::new(move |_| {
        board.with(|board| board.opinions.iter().map(|opinion| opinion.ids.len()).collect::<Vec<_>>())
    });
    // Worked out when somebody searches, and the same for the next letter.
    let texts = Memo::new(move |_| board.with(|board| board.opinions.iter().map(folded).collect::<Vec<_>>()));
    // What is decided on an opinion leaves it where it is: the list is chosen anew only with another filter, or when
    // opinions were merged.
    let chosen = Memo::new(move |_| {
        ids.with(|_| ());
        let (filter, wanted) = (filter.read(), fold(query.read().trim()));
        let choose = |says: &dyn Fn(usize) -> bool| {
            board.with_untracked(|board| {
                let fits = |(at, opinion): &(usize, &Opinion)| is_of_group(opinion, &filter) && says(*at);
                let chosen = board.opinions.iter().enumerate().filter(fits);
                chosen.map(|(_, opinion)| opinion.id.clone()).collect::<Vec<_>>()
            })
        };
        if wanted.is_empty() {
            choose(&|_| true)
        } else {
            texts.with_untracked(|texts| {
                choose(&|at| texts.get(at).is_some_and(|text| text.contains(&wanted)))
            })
        }
    });
    let place = NodeRef::<Div>::new();
    let drawn = StoredValue::new_local(None::<VirtualGroups>);
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let chosen = chosen.get();
        ids.with(|_| ());
        let plan = plan.clone();
        let count = chosen.len();
        let fill = move |range: std::ops::Range<usize>| {
            board.with_untracked(|board| {
                let cards = range.filter_map(|at| Some(card(&plan, board, chosen.get(at)?, at + 1)));
                cards.map(String::from).collect()
            })
        };
        drawn.update_value(|drawn| {
            if let Some(before) = drawn.take() {
                before.remove();
            }
            *drawn = Some(VirtualGroups::new(&place, None, "ul", count, fill));
        });
    });
    Effect::new(move |_| {
        let now = board.read();
        if let Some(place) = place.get_untracked() {
            suggest(&place, &now);
            show_decided(&place, &now);
        }
    });
    let tray = Tray::new();
    let put = move |(id, name, group): (String, String, String)| {
        let label = board.with_untracked(|board| board.group_name(&group));
        let change = Change::Group(OpinionId::new(id), Some(group));
        deeds.decide(change, format!("xếp nhóm {name}"), format!("Đã xếp {name} vào nhóm «{label}»."));
    };
    let on_change = move |event: Event| {
        if let Some((id, kind, value, label)) = changed(&event) {
            let id = OpinionId::new(id);
            let change = match kind.as_str() {
                "group" => Change::Group(id, Some(value)),
                "competence" => Change::Competence(id, Some(value)),
                _ => Change::Agency(id, Some(value)),
            };
            deeds.decide(change, label.clone(), format!("Đã lưu: {label}."));
        }
    };
    let on_click = move |event: MouseEvent| {
        let target = event.target();
        if tray.opens(target.clone()) {
            return;
        }
        let Some(value) = page::pressed(&event) else { return };
        let target = target.and_then(|target| target.dyn_into::<Element>().ok());
        match value.split_once(' ') {
            Some(("accept", id)) => {
                let group = board.with_untracked(|board| Some(board.suggestion(id)?.0.to_owned()));
                if let (Some(group), Some(target)) = (group, target) {
                    choose(&target, &group);
                    let change = Change::Group(OpinionId::new(id), Some(group));
                    deeds.decide(change, "xếp nhóm theo gợi ý", "Đã xếp nhóm theo gợi ý.");
                }
            }
            Some(("apart", id)) => {
                let change = Change::Merged(OpinionId::new(id), None);
                deeds.decide(change, "tách ý kiến", "Đã tách ra thành ý kiến riêng.");
                page::focus("opinion-list-title");
            }
            _ => {}
        }
    };
    let on_drop = move || {
        if let Some(dropped) = tray.drops() {
            put(dropped);
        }
    };
    let found = move || {
        let (some, all) = (chosen.read().len(), board.read().opinions.len());
        if some == all { format!("{all} ý kiến") } else { format!("{some} trên {all} ý kiến") }
    };
    let groups = board.with_untracked(|board| board.groups.clone());
    let option = |value: String, label: String| view! { <option value=value>{label}</option> }.into_any();
    let options: Vec<AnyView> =
        [(String::new(), "Tất cả".to_owned()), (UNSORTED.to_owned(), "Chưa xếp nhóm".to_owned())]
            .into_iter()
            .chain(groups)
            .map(|(value, label)| option(value, label))
            .collect();
    view! {
        <h2 id="opinion-list-title" tabindex="-1">"Xếp nhóm từng ý kiến"</h2>
        <div class="compiled__tools">
            <div class="compiled__search">
                <label for="opinion-search">"Tìm ý kiến (không cần dấu)"</label>
                <input id="opinion-search" type="search" class="field__input" autocomplete="off"
                    on:input=move |event| query.set(event_target_value(&event)) />
            </div>
            <div class="compiled__search">
                <label for="opinion-filter">"Xem nhóm"</label>
                <select id="opinion-filter" class="field__input"
                    on:change=move |event| filter.set(event_target_value(&event))>{options}</select>
                <span class="compiled__found" role="status">{found}</span>
            </div>
        </div>
        <div class="opinions" node_ref=place on:change=on_change on:click=on_click
            on:pointerdown=move |event| tray.takes(&event) on:pointermove=move |event| tray.moves(&event)
            on:pointerup=move |_| on_drop() on:pointercancel=move |_| tray.leaves()></div>
        {tray.view(board, put)}
    }
}

/// What an opinion says, as it is searched.
fn folded(opinion: &Opinion) -> String {
    fold(&format!("{}\n{}", opinion.text, opinion.summary))
}

fn is_of_group(opinion: &Opinion, filter: &str) -> bool {
    match filter {
        "" => true,
        UNSORTED => opinion.group.is_empty(),
        group => opinion.group == group,
    }
}

/// Shows what is proposed for the opinions that are drawn.
fn suggest(place: &Element, board: &Board) {
    let buttons = place.get_elements_by_class_name("opinion__suggestion");
    for at in 0..buttons.length() {
        let Some(button) = buttons.item(at) else { continue };
        let value = button.get_attribute("value").unwrap_or_default();
        let id = value.split_once(' ').map_or("", |(_, id)| id);
        match board.suggestion(id) {
            Some((_, words)) => {
                let number = button.get_attribute("aria-label").unwrap_or_default();
                let number = number.rsplit_once(", ").map_or("", |(_, number)| number);
                dom::set(&button, "aria-label", &format!("{words}, {number}"));
                button.set_text_content(Some(&words));
                // An attribute that is not there cannot be taken away.
                let _ = button.remove_attribute("hidden");
            }
            None => dom::set(&button, "hidden", ""),
        }
    }
}

/// Shows what is decided in the cards that are drawn, where it was decided elsewhere: by dragging, by a step back, in
/// another tab. Where somebody types nothing is written.
fn show_decided(place: &Element, board: &Board) {
    let lists = place.get_elements_by_class_name("opinion__list");
    for at in 0..lists.length() {
        let Some(list) = lists.item(at) else { continue };
        let card = list.closest("[data-opinion]").ok().flatten();
        let id = card.and_then(|card| card.get_attribute("data-opinion")).unwrap_or_default();
        let Some(opinion) = board.opinion(&id) else { continue };
        let value = match list.get_attribute("data-kind").as_deref() {
            Some("group") => &opinion.group,
            Some("competence") => &opinion.competence,
            _ => &opinion.agency,
        };
        if let Some(list) = list.dyn_ref::<HtmlSelectElement>() {
            if list.value() != *value {
                list.set_value(value);
            }
        } else if let Some(input) = list.dyn_ref::<HtmlInputElement>()
            && input.value() != *value
            && !dom::has_focus(input)
        {
            input.set_value(value);
        }
    }
}

/// What was chosen or typed in a card: of which opinion, in which list, what, and how that is called.
fn changed(event: &Event) -> Option<(String, String, String, String)> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let kind = element.get_attribute("data-kind")?;
    let id = element.closest("[data-opinion]").ok()??.get_attribute("data-opinion")?;
    let label = element.get_attribute("aria-label").unwrap_or_default();
    let value = match element.dyn_ref::<HtmlSelectElement>() {
        Some(list) => list.value(),
        None => element.dyn_ref::<HtmlInputElement>()?.value(),
    };
    Some((id, kind, value, label))
}

/// Chooses a group in the list of the card that a button is in, and goes there.
fn choose(button: &Element, group: &str) {
    let card = button.closest("[data-opinion]").ok().flatten();
    let list = card.and_then(|card| card.query_selector("[data-kind=group]").ok()?);
    if let Some(list) = list.and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()) {
        list.set_value(group);
        // A list that cannot take the focus leaves it at the button.
        let _ = list.focus();
    }
}
