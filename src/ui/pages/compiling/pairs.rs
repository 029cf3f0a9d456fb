//! Opinions that say nearly the same, side by side: merged only when somebody says so.

use leptos::prelude::*;
use web_sys::MouseEvent;

use super::opinion_cards::{Board, links};
use crate::office::compile::OpinionId;
use crate::office::compile::plan_004::{Similar, similar};
use crate::plan::PlanId;
use crate::platform::page;
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;

/// So many pairs are shown at once.
const MOST: usize = 3;

/// The title of the pairs, where one goes on after a pair.
const TITLE: &str = "opinion-pairs";

/// Proposes pairs of these opinions to be merged, and says what was done.
pub(super) fn pairs(plan: PlanId, board: RwSignal<Board>, said: RwSignal<String>) -> AnyView {
    view! { <Pairs plan=plan board=board said=said /> }.into_any()
}

#[component]
fn Pairs(plan: PlanId, board: RwSignal<Board>, said: RwSignal<String>) -> impl IntoView {
    let distinct = RwSignal::new(Vec::<Similar>::new());
    // What is merged changes the pairs; what is sorted does not.
    let ids = Memo::new(move |_| {
        board.with(|board| board.opinions.iter().map(|opinion| opinion.id.clone()).collect::<Vec<_>>())
    });
    let all = Memo::new(move |_| {
        ids.with(|_| ());
        board.with_untracked(|board| similar(&board.opinions))
    });
    let pairs = Memo::new(move |_| {
        let distinct = distinct.read();
        all.with(|all| all.iter().filter(|pair| !distinct.contains(pair)).cloned().collect::<Vec<_>>())
    });
    let press = move |event: MouseEvent| {
        let Some(value) = page::pressed(&event) else { return };
        let Some((deed, at)) = value.split_once(' ') else { return };
        let pair = at.parse::<usize>().ok().and_then(|at| pairs.read_untracked().get(at).cloned());
        let Some(pair) = pair else { return };
        if deed == "merge" {
            merge(&pair.opinion, &pair.other);
            said.set("Đã gộp hai ý kiến thành một. Có thể tách ra ở ý kiến đã gộp.".to_owned());
        } else {
            distinct.update(|distinct| distinct.push(pair));
            said.set("Đã để hai ý kiến riêng.".to_owned());
        }
        page::focus(TITLE);
    };
    let listed = move || {
        pairs.with(|pairs| {
            let shown = pairs.iter().take(MOST).enumerate();
            let items =
                board.with_untracked(|board| shown.map(|(at, own)| pair(&plan, board, at, own)).collect());
            String::from(markup::group("ul", "opinion-pairs__list", items))
        })
    };
    let lead = move || match pairs.read().len() {
        0 => "Không có cặp ý kiến nào gần trùng nhau.".to_owned(),
        many if many > MOST => format!("{many} cặp; xem {MOST} cặp một lần."),
        many => format!("{many} cặp."),
    };
    view! {
        <section class="opinion-pairs" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">"Ý kiến có thể trùng nhau"</h2>
            <p class="page__lead">
                {lead} " Chương trình chỉ đề nghị; chỉ gộp khi bạn quyết định, và mọi nguồn đều được giữ."
            </p>
            <div class="page__contents" inner_html=listed on:click=press></div>
        </section>
    }
}

/// Lets the earlier opinion stand for the later one.
fn merge(later: &OpinionId, earlier: &OpinionId) {
    let (later, earlier) = (later.clone(), earlier.clone());
    receiving().decide(|decisions| decisions.opinions.merged_into.insert(later, earlier));
}

fn pair(plan: &PlanId, board: &Board, at: usize, pair: &Similar) -> Markup {
    let side = |id: &OpinionId| {
        let Some(opinion) = board.opinion(id.as_str()) else { return Markup::default() };
        markup::group(
            "div",
            "opinion-pairs__side",
            vec![
                markup::line("p", "opinion__text", &opinion.text),
                markup::group("p", "opinion__facts", links(plan, board, &opinion.sources)),
            ],
        )
    };
    let button = |deed: &str, name: &str, class: &str| {
        let (value, label) = (format!("{deed} {at}"), format!("{name}, cặp {}", at + 1));
        let attributes =
            [("type", "button"), ("class", class), ("value", value.as_str()), ("aria-label", label.as_str())];
        markup::element("button", &attributes, vec![markup::text(name)])
    };
    markup::group(
        "li",
        "opinion-pairs__pair",
        vec![
            markup::line("p", "opinion-pairs__score", &format!("Giống nhau {}%", pair.percent)),
            markup::group("div", "opinion-pairs__sides", vec![side(&pair.other), side(&pair.opinion)]),
            markup::group(
                "p",
                "opinion-pairs__deeds",
                vec![
                    button("merge", "Gộp thành một", "button button--small"),
                    button("apart", "Không trùng", "button button--small button--quiet"),
                ],
            ),
        ],
    )
}
