//! What narrows a list: a search and lists to choose from, in one line.

use leptos::prelude::*;

/// A list to choose from.
pub(super) struct Choices {
    /// Its element.
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    pub(super) chosen: RwSignal<String>,
    /// Each value with what it is called; the one that is chosen at first stands first.
    pub(super) options: Vec<AnyView>,
}

/// An option of a list.
pub(super) fn option(value: &str, name: impl IntoView + 'static) -> AnyView {
    view! { <option value=value.to_owned()>{name.into_any()}</option> }.into_any()
}

/// A search, which says what it looks through, and these lists.
pub(super) fn filters(
    id: &'static str,
    through: &'static str,
    query: RwSignal<String>,
    lists: Vec<Choices>,
) -> AnyView {
    let pick = |signal: RwSignal<String>| move |event| signal.set(event_target_value(&event));
    let list = |Choices { id, label, chosen, options }: Choices| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{label}</label>
                <select id=id class="field__input" on:change=pick(chosen)>{options}</select>
            </div>
        }
        .into_any()
    };
    let lists = lists.into_iter().map(list).collect::<Vec<_>>();
    view! {
        <div class="register__tools">
            <div class="field">
                <label class="field__label" for=id>"Tìm"</label>
                <input type="search" id=id class="field__input" autocomplete="off" spellcheck="false"
                    placeholder=through on:input=pick(query) />
            </div>
            {lists}
        </div>
    }
    .into_any()
}
