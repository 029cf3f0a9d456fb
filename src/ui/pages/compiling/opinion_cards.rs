//! Opinions as cards: what was said, by whom, and the lists in which somebody decides.

use super::tray::HANDLE;
use crate::office::compile::plan_004::{Opinion, SuggestedGroup};
use crate::office::compile::{Decisions, OpinionId};
use crate::office::{PaperId, Register};
use crate::plan::PlanId;
use crate::ui::markup::{self, Markup};
use crate::ui::{OfficePage, Route};

/// So many papers of an opinion are named.
const MOST_PAPERS: usize = 3;

/// What can be chosen: by value and label.
pub(super) type Choices = Vec<(String, String)>;

/// What opinions are sorted by now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Board {
    pub(super) opinions: Vec<Opinion>,
    /// All of them before any was merged, for those that stand behind others.
    pub(super) apart: Vec<Opinion>,
    pub(super) suggested: Vec<SuggestedGroup>,
    pub(super) groups: Choices,
    pub(super) competences: Choices,
    /// What each paper is called.
    pub(super) names: Vec<(PaperId, String)>,
    /// What was decided by hand.
    pub(super) decided: Decisions,
}

impl Board {
    pub(super) fn opinion(&self, id: &str) -> Option<&Opinion> {
        self.opinions.iter().find(|opinion| opinion.id.as_str() == id)
    }

    /// What a group is called.
    pub(super) fn group_name(&self, group: &str) -> String {
        let label = self.groups.iter().find(|(value, _)| value == group);
        let label =
            label.map_or(if group.is_empty() { "Chưa xếp nhóm" } else { group }, |(_, label)| label);
        label.to_owned()
    }

    /// What is proposed for an opinion without a group: "Gợi ý: Việc làm (62%)".
    pub(super) fn suggestion(&self, id: &str) -> Option<(&str, String)> {
        let found = self.suggested.iter().find(|suggested| suggested.opinion.as_str() == id)?;
        let label = self.group_name(&found.group);
        Some((&found.group, format!("Gợi ý: {label} ({}%)", found.percent)))
    }

    /// How many opinions each group has, and how many have none.
    pub(super) fn counts(&self) -> Vec<(String, u64)> {
        let count =
            |group: &str| self.opinions.iter().filter(|opinion| opinion.group == group).count() as u64;
        let groups = self.groups.iter().map(|(value, label)| (label.clone(), count(value)));
        groups.chain([("Chưa xếp nhóm".to_owned(), count(""))]).collect()
    }

    pub(super) fn names_of(register: &Register, opinions: &[Opinion]) -> Vec<(PaperId, String)> {
        let mut ids: Vec<PaperId> =
            opinions.iter().flat_map(|opinion| opinion.sources.iter().take(MOST_PAPERS).copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| (id, register.name(id))).collect()
    }

    fn name(&self, id: PaperId) -> &str {
        let found = self.names.binary_search_by_key(&id, |(own, _)| *own);
        found.ok().and_then(|at| self.names.get(at)).map_or("", |(_, name)| name)
    }
}

/// An opinion, the how-manieth of the list.
pub(super) fn card(plan: &PlanId, board: &Board, id: &OpinionId, number: usize) -> Markup {
    let Some(opinion) = board.opinion(id.as_str()) else { return Markup::default() };
    let summary = if opinion.summary == opinion.text { "" } else { &opinion.summary };
    markup::element(
        "li",
        &[("class", "opinion"), ("data-opinion", id.as_str())],
        vec![
            handle(number),
            markup::line("p", "opinion__summary", summary),
            markup::line("p", "opinion__text", &opinion.text),
            facts(plan, board, opinion),
            fields(board, opinion, number),
            merged(board, opinion),
        ],
    )
}

fn facts(plan: &PlanId, board: &Board, opinion: &Opinion) -> Markup {
    let mut parts = vec![markup::text(&format!("{} lượt nêu · ", opinion.voices))];
    parts.extend(links(plan, board, &opinion.sources));
    markup::group("p", "opinion__facts", parts)
}

/// Where a card is taken hold of: dragged to a group, or pressed to choose one.
fn handle(number: usize) -> Markup {
    let label = format!("Kéo thả hoặc bấm để xếp nhóm, ý kiến {number}");
    let attributes = [
        ("type", "button"),
        ("class", HANDLE),
        ("aria-label", label.as_str()),
        ("title", "Kéo thả vào nhóm, hoặc bấm để chọn nhóm"),
    ];
    let grip = markup::element("span", &[("aria-hidden", "true")], vec![markup::text("⠿ ")]);
    markup::element("button", &attributes, vec![grip, markup::text(&format!("Ý kiến {number}"))])
}

/// The papers that say it.
pub(super) fn links(plan: &PlanId, board: &Board, sources: &[PaperId]) -> Vec<Markup> {
    let mut parts = Vec::new();
    for id in sources.iter().take(MOST_PAPERS) {
        let href = Route::Office(plan.clone(), OfficePage::Paper(id.0)).href();
        parts.push(markup::link("", &href, board.name(*id)));
        parts.push(markup::text(" "));
    }
    if let Some(rest) = sources.len().checked_sub(MOST_PAPERS).filter(|rest| *rest > 0) {
        parts.push(markup::text(&format!("và {rest} bài nữa")));
    }
    parts
}

fn fields(board: &Board, opinion: &Opinion, number: usize) -> Markup {
    let id = opinion.id.as_str();
    let suggestion = board.suggestion(id);
    let words = suggestion.as_ref().map_or("", |(_, words)| words);
    let label = format!("{words}, ý kiến {number}");
    let value = format!("accept {id}");
    let mut attributes = vec![
        ("type", "button"),
        ("class", "button button--small opinion__suggestion"),
        ("value", value.as_str()),
        ("aria-label", label.as_str()),
    ];
    if suggestion.is_none() {
        attributes.push(("hidden", ""));
    }
    let accept = markup::element("button", &attributes, vec![markup::text(words)]);
    markup::group(
        "div",
        "opinion__fields",
        vec![
            list("Nhóm vấn đề", "group", &board.groups, &opinion.group, number, "Chưa xếp nhóm"),
            list(
                "Thẩm quyền",
                "competence",
                &board.competences,
                &opinion.competence,
                number,
                "Chưa xác định",
            ),
            agency(opinion, number),
            accept,
        ],
    )
}

fn list(name: &str, kind: &str, choices: &Choices, chosen: &str, number: usize, none: &str) -> Markup {
    let none = (String::new(), none.to_owned());
    let options = [&none].into_iter().chain(choices).map(|(value, label)| {
        let mut attributes = vec![("value", value.as_str())];
        if value == chosen {
            attributes.push(("selected", ""));
        }
        markup::element("option", &attributes, vec![markup::text(label)])
    });
    let label = format!("{name}, ý kiến {number}");
    let select = markup::element(
        "select",
        &[("class", "field__input opinion__list"), ("data-kind", kind), ("aria-label", &label)],
        options.collect(),
    );
    markup::element(
        "label",
        &[("class", "opinion__field")],
        vec![markup::line("span", "opinion__label", name), select],
    )
}

fn agency(opinion: &Opinion, number: usize) -> Markup {
    let label = format!("Cơ quan trả lời hoặc nhận chuyển, ý kiến {number}");
    let input = markup::element(
        "input",
        &[
            ("class", "field__input opinion__list"),
            ("data-kind", "agency"),
            ("aria-label", &label),
            ("value", &opinion.agency),
            ("autocomplete", "off"),
        ],
        Vec::new(),
    );
    let name = markup::line("span", "opinion__label", "Cơ quan trả lời hoặc nhận chuyển");
    markup::element("label", &[("class", "opinion__field")], vec![name, input])
}

/// The opinions that this one stands for, by hand, each with the way out.
fn merged(board: &Board, opinion: &Opinion) -> Markup {
    let behind = opinion.ids.iter().skip(1).filter(|id| board.decided.merged_into.get(*id).is_some());
    let items: Vec<Markup> = behind
        .map(|id| {
            let text = board.apart.iter().find(|own| own.id == *id).map_or("", |own| own.text.as_str());
            let value = format!("apart {id}");
            let button = markup::element(
                "button",
                &[("type", "button"), ("class", "button button--small"), ("value", &value)],
                vec![markup::text("Tách ra")],
            );
            markup::element("li", &[], vec![markup::line("span", "opinion__behind", text), button])
        })
        .collect();
    if items.is_empty() {
        return Markup::default();
    }
    markup::group(
        "div",
        "opinion__merged",
        vec![markup::line("p", "opinion__label", "Đã gộp vào ý kiến này"), markup::group("ul", "", items)],
    )
}
