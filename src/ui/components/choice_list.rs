//! A list to choose from: radio buttons for one, boxes for several, with a search where the list is long.

use leptos::prelude::*;

use super::ChoiceSources;
use crate::form::Choice;
use crate::text::fold;

/// A list of more choices than this can be searched.
const SURVEYED: usize = 7;

/// Choices that stand together under a title, which may be empty.
#[derive(Clone, Debug, Default)]
pub struct ChoiceGroup {
    /// Such as the district of some communes.
    pub title: String,
    /// In the order shown.
    pub choices: Vec<Choice>,
}

/// Offers a list. Nothing is chosen in advance.
#[component]
pub fn ChoiceList(
    /// The id of the first choice, and the beginning of the others'.
    id: String,
    /// In the order shown.
    groups: Vec<ChoiceGroup>,
    /// What is chosen now.
    chosen: Memo<Vec<String>>,
    /// Whether several can be chosen.
    #[prop(optional)]
    several: bool,
    /// Called with a choice, and whether it is chosen.
    on_choose: Callback<(String, bool)>,
) -> impl IntoView {
    let is_long = groups.iter().map(|group| group.choices.len()).sum::<usize>() > SURVEYED;
    let wanted = RwSignal::new(String::new());
    let search = is_long.then(|| search(&id, &groups, chosen, wanted));
    let sources = groups.iter().flat_map(|group| group.choices.iter());
    let sources = sources.filter_map(|choice| Some((choice.label.clone(), choice.source.clone()?))).collect();
    let mut index = 0;
    let mut views = Vec::new();
    for ChoiceGroup { title, choices } in groups {
        let mut options = Vec::new();
        let mut found = Vec::new();
        for choice in choices {
            // The first takes the field's own id, so that a link to the field leads to it.
            let own_id = if index == 0 { id.clone() } else { format!("{id}-{index}") };
            index += 1;
            let text = searched(&choice, &title);
            found.push(text.clone());
            let hidden = move || wanted.with(|wanted| !matches(&text, wanted));
            let name = if several { String::new() } else { id.clone() };
            let option = option(own_id, name, choice, chosen, on_choose);
            options.push(view! { <div class="choice" hidden=hidden>{option}</div> }.into_any());
        }
        let none = move || wanted.with(|wanted| !found.iter().any(|text| matches(text, wanted)));
        let role = (!title.is_empty()).then_some("group");
        let label = (!title.is_empty()).then(|| title.clone());
        let view = view! {
            <div class="choice-list__group" role=role aria-label=label hidden=none>
                <p class="choice-list__title" aria-hidden="true" hidden=title.is_empty()>{title.clone()}</p>
                {options}
            </div>
        };
        views.push(view.into_any());
    }
    let class = if is_long { "choice-list choice-list--long" } else { "choice-list" };
    view! {
        {search}
        <div class=class>{views}</div>
        <ChoiceSources sources=sources />
    }
}

fn option(
    id: String,
    name: String,
    Choice { value, label, .. }: Choice,
    chosen: Memo<Vec<String>>,
    on_choose: Callback<(String, bool)>,
) -> AnyView {
    let kind = if name.is_empty() { "checkbox" } else { "radio" };
    let own = value.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.contains(&own));
    let choose = move |event| on_choose.run((value.clone(), event_target_checked(&event)));
    view! {
        <input type=kind class="choice__input" id=id.clone() name=name prop:checked=is_chosen on:change=choose />
        <label class="choice__label" for=id>{label}</label>
    }
    .into_any()
}

/// Searches a long list, and says what is chosen in it, whatever part of it is in view.
fn search(id: &str, groups: &[ChoiceGroup], chosen: Memo<Vec<String>>, wanted: RwSignal<String>) -> AnyView {
    let id = format!("find-{id}");
    let mut found = Vec::new();
    let mut names = Vec::new();
    for ChoiceGroup { title, choices } in groups {
        for choice in choices {
            found.push(searched(choice, title));
            let place = if title.is_empty() { String::new() } else { format!(" ({title})") };
            names.push((choice.value.clone(), choice.label.clone() + &place));
        }
    }
    let state = move || {
        let count = wanted.with(|wanted| found.iter().filter(|text| matches(text, wanted)).count());
        match count {
            0 => "Không có mục nào khớp. Hãy thử ít chữ hơn.".to_owned(),
            count => format!("{count} mục"),
        }
    };
    let picked = move || {
        let is_picked = |(value, _): &&(String, String)| chosen.with(|chosen| chosen.contains(value));
        let names = names.iter().filter(|(value, _)| !value.is_empty()).filter(is_picked);
        match names.map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("; ") {
            none if none.is_empty() => "Chưa chọn".to_owned(),
            picked => format!("Đang chọn: {picked}"),
        }
    };
    let on_input = move |event| wanted.set(fold(&event_target_value(&event)));
    view! {
        <p class="choice-list__picked">{picked}</p>
        <div class="choice-list__search">
            <label for=id.clone()>"Tìm trong danh sách (gõ không dấu cũng được)"</label>
            <input type="search" class="field__input" id=id autocomplete="off" spellcheck="false" on:input=on_input />
            <p class="choice-list__state" role="status">{state}</p>
        </div>
    }
    .into_any()
}

/// What a choice is found by.
fn searched(choice: &Choice, title: &str) -> String {
    fold(&[&choice.label, " ", title].concat())
}

/// Whether a folded text has every word that is wanted, in any order.
fn matches(text: &str, wanted: &str) -> bool {
    wanted.split_whitespace().all(|word| text.contains(word))
}
