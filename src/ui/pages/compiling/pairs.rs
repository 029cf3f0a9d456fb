//! Opinions that say nearly the same, side by side: merged only when somebody says so.

use leptos::prelude::*;
use web_sys::MouseEvent;

use super::deeds::Deeds;
use super::opinion_cards::{Board, links};
use crate::office::compile::OpinionId;
use crate::office::compile::plan_004::{Change, Similar, dismissed, similar};
use crate::plan::PlanId;
use crate::platform::{dom, page};
use crate::ui::markup::{self, Markup};

/// So many pairs are shown at once.
const MOST: usize = 3;

/// So many of those that are not the same are listed.
const MOST_APART: usize = 100;

/// The title of the pairs, where one goes on after a pair.
const TITLE: &str = "opinion-pairs";

/// Proposes pairs of these opinions to be merged, and says what was done.
pub(super) fn pairs(plan: PlanId, board: Memo<Board>, deeds: Deeds) -> AnyView {
    view! { <Pairs plan=plan board=board deeds=deeds /> }.into_any()
}

#[component]
fn Pairs(plan: PlanId, board: Memo<Board>, deeds: Deeds) -> impl IntoView {
    // What is merged, or is not the same, changes the pairs; what is sorted does not.
    let basis = Memo::new(move |_| {
        board.with(|board| {
            let ids = board.opinions.iter().map(|opinion| opinion.id.clone());
            (ids.collect::<Vec<_>>(), board.decided.distinct.clone())
        })
    });
    let pairs = Memo::new(move |_| {
        basis.with(|_| ());
        board.with_untracked(|board| similar(&board.opinions, &board.decided))
    });
    let apart = Memo::new(move |_| {
        basis.with(|_| ());
        board.with_untracked(|board| dismissed(&board.opinions, &board.decided))
    });
    let press = move |event: MouseEvent| {
        let Some(value) = page::pressed(&event) else { return };
        let Some((deed, at)) = value.split_once(' ') else { return };
        let from = if deed == "again" { apart } else { pairs };
        let pair = at.parse::<usize>().ok().and_then(|at| from.read_untracked().get(at).cloned());
        let Some(Similar { opinion, other, .. }) = pair else { return };
        match deed {
            "merge" => deeds.decide(
                Change::Merged(opinion, Some(other)),
                "gộp hai ý kiến",
                "Đã gộp hai ý kiến thành một. Có thể tách ra ở ý kiến đã gộp.",
            ),
            "apart" => deeds.decide(
                Change::Distinct(opinion, other, true),
                "ghi hai ý kiến không trùng",
                "Đã ghi là không trùng. Cặp này ở phần «Đã ghi là không trùng».",
            ),
            _ => deeds.decide(
                Change::Distinct(opinion, other, false),
                "đề nghị lại một cặp",
                "Cặp này được đề nghị lại.",
            ),
        }
        page::focus(TITLE);
    };
    let of_plan = plan.clone();
    let listed = move || {
        pairs.with(|pairs| {
            let shown = pairs.iter().take(MOST).enumerate();
            let items = board.with_untracked(|board| {
                shown.map(|(at, own)| pair(&plan, board, at, own, &PROPOSED)).collect()
            });
            String::from(markup::group("ul", "opinion-pairs__list", items))
        })
    };
    let unfolded = RwSignal::new(false);
    let listed_apart = move || {
        let pairs = apart.read();
        if !unfolded.get() {
            return String::new();
        }
        let shown = pairs.iter().take(MOST_APART).enumerate();
        let items = board
            .with_untracked(|board| shown.map(|(at, own)| pair(&of_plan, board, at, own, &APART)).collect());
        let rest = match pairs.len().checked_sub(MOST_APART) {
            Some(rest) if rest > 0 => format!("Còn {rest} cặp nữa; đề nghị lại bớt thì các cặp sau hiện ra."),
            _ => String::new(),
        };
        String::from(markup::all(vec![
            markup::group("ul", "opinion-pairs__list", items),
            markup::line("p", "field__hint", &rest),
        ]))
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
            <details class="opinion-pairs__apart" hidden=move || apart.read().is_empty()
                on:toggle=move |event| unfolded.set(dom::is_open(&event))>
                <summary>{move || format!("Đã ghi là không trùng ({})", apart.read().len())}</summary>
                <div class="page__contents" inner_html=listed_apart on:click=press></div>
            </details>
        </section>
    }
}

/// What can be done with a pair: the deed, its name and its look.
type Buttons = [(&'static str, &'static str, &'static str)];

const PROPOSED: [(&str, &str, &str); 2] = [
    ("merge", "Gộp thành một", "button button--small"),
    ("apart", "Không trùng", "button button--small button--quiet"),
];

const APART: [(&str, &str, &str); 1] = [("again", "Đề nghị lại", "button button--small")];

fn pair(plan: &PlanId, board: &Board, at: usize, pair: &Similar, buttons: &Buttons) -> Markup {
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
    let button = |(deed, name, class): &(&str, &str, &str)| {
        let (value, label) = (format!("{deed} {at}"), format!("{name}, cặp {}", at + 1));
        let attributes = [
            ("type", "button"),
            ("class", *class),
            ("value", value.as_str()),
            ("aria-label", label.as_str()),
        ];
        markup::element("button", &attributes, vec![markup::text(name)])
    };
    markup::group(
        "li",
        "opinion-pairs__pair",
        vec![
            markup::line("p", "opinion-pairs__score", &format!("Giống nhau {}%", pair.percent)),
            markup::group("div", "opinion-pairs__sides", vec![side(&pair.other), side(&pair.opinion)]),
            markup::group("p", "opinion-pairs__deeds", buttons.iter().map(button).collect()),
        ],
    )
}
