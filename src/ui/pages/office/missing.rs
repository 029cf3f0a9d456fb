//! "Còn thiếu": who owes what, and what came of it.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::mem::discriminant;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::filters::{Choices, filters, option};
use crate::form::FormId;
use crate::office::{Line, Quota, State, roster, roster_csv};
use crate::plan::{Plan, PlanId};
use crate::platform::files;
use crate::text::{OrderKey, fold, order_key};
use crate::ui::components::{OfficeFrame, VirtualTable, row_cells};
use crate::ui::markup::{self, Markup};
use crate::ui::pages::{NO_DOWNLOAD, ReceivedPictures, downloaded};
use crate::ui::receiving::receiving;
use crate::ui::words::{self, office};
use crate::ui::{OfficePage, Route, printing};

/// Lists every unit of the plan's roster with every form that it owes.
#[component]
pub fn MissingPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    view! {
        <OfficeFrame plan=plan.clone() title="Còn thiếu" page=OfficePage::Missing>
            <Owed plan=plan.clone() />
            <ReceivedPictures />
        </OfficeFrame>
    }
}

/// A line of the roster as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    unit: String,
    district: String,
    form: FormId,
    form_title: String,
    actor: String,
    due: String,
    is_owed: bool,
    state: State,
    /// "2/3" where several are owed.
    count: String,
    note: String,
    paper: Option<u32>,
    found: String,
    order: OrderKey,
}

/// In the name of a row, its place stands above so many bits.
const AT_BITS: u32 = 32;

/// Which lines are shown.
const STATES: [(&str, &str); 6] = [
    ("missing", "Còn thiếu"),
    ("draft", "Đã nộp, chưa hoàn thành"),
    ("contradiction", "Các bản trái nhau"),
    ("complete", "Đã nộp đủ"),
    ("late", "Nộp chậm"),
    ("", "Tất cả"),
];

impl Row {
    fn of(plan: &Plan, line: &Line<'_>) -> Self {
        let unit = words::unit(line.unit);
        let district =
            if line.district.id == line.unit.id { String::new() } else { line.district.name.clone() };
        let came = line.papers.len() - line.of_other_periods;
        let count = match line.quota {
            Quota::Exactly(1) => String::new(),
            Quota::Exactly(quota) => format!("{came}/{quota}"),
            Quota::Some => came.to_string(),
        };
        let mut notes = Vec::new();
        let mut note = |count: usize, what: &str| {
            if count > 0 {
                notes.push(format!("{count} bài {what}"));
            }
        };
        note(line.late, "nộp chậm");
        note(line.corrected, "nộp đúng hạn, sửa sau hạn");
        note(line.over, "quá số trang");
        note(line.of_other_periods, "của kỳ khác");
        note(line.superseded, "không tính (bản cũ, trùng hoặc để riêng)");
        if !line.is_owed {
            notes.push("kế hoạch không bắt buộc".to_owned());
        }
        let title = line.due.form.title.clone();
        let actor = plan.form(&line.due.form.id).map(|form| form.actor.clone()).unwrap_or_default();
        Self {
            found: fold(&[unit.as_str(), &district, line.due.form.id.as_str(), &title].join(" ")),
            order: order_key(&line.unit.name),
            form: line.due.form.id.clone(),
            form_title: title,
            due: line.due.deadline.map(|deadline| format!("trước {}", deadline.before)).unwrap_or_default(),
            is_owed: line.is_owed,
            state: line.state,
            note: notes.join("; "),
            paper: line.papers.first().map(|id| id.0),
            unit,
            district,
            actor,
            count,
        }
    }

    fn is(&self, state: &str) -> bool {
        match state {
            "missing" => self.is_owed && matches!(self.state, State::Missing | State::Partial),
            "draft" => self.state == State::Draft,
            "contradiction" => self.state == State::Contradiction,
            "complete" => self.state == State::Complete,
            "late" => self.note.contains("nộp chậm"),
            _ => self.is_owed || self.state != State::Missing,
        }
    }

    /// Names the row that stands there, by everything that its cells say.
    fn name(&self, at: usize) -> u64 {
        let says = BuildHasherDefault::<DefaultHasher>::default().hash_one((
            [&self.unit, &self.district, &self.form_title, &self.due, &self.count, &self.note],
            (&self.form, self.is_owed, discriminant(&self.state), self.paper),
        ));
        u64::try_from(at).unwrap_or_default() << AT_BITS | says >> AT_BITS
    }

    fn cells(&self, plan: &PlanId) -> String {
        let unit = match self.paper {
            Some(number) => {
                let href = Route::Office(plan.clone(), OfficePage::Paper(number)).href();
                markup::link("register__unit", &href, &self.unit)
            }
            None => markup::line("span", "register__unit", &self.unit),
        };
        let sign = match self.state {
            State::Complete => "register__sign register__sign--accepted",
            State::Missing | State::Partial | State::Contradiction if self.is_owed => {
                "register__sign register__sign--refused"
            }
            _ => "register__sign",
        };
        let state = [office::owed(self.state), &self.count].join(" ");
        row_cells(vec![
            vec![unit],
            vec![markup::line("span", "", &self.district)],
            vec![
                markup::line("span", "", self.form.as_str()),
                markup::line("span", "register__place", &self.form_title),
            ],
            vec![markup::line("span", sign, state.trim())],
            vec![markup::line("span", "", &self.due)],
            vec![markup::line("span", "virtual-table__two", &self.note)],
        ])
    }
}

/// The roster with what narrows it.
#[component]
fn Owed(plan: PlanId) -> impl IntoView {
    let all = Memo::new(move |_| {
        let rows = receiving().with(|plan, register, _| {
            roster(plan, register).lines.iter().map(|line| Row::of(plan, line)).collect::<Vec<_>>()
        });
        Arc::new(rows.unwrap_or_default())
    });
    let state = RwSignal::new(String::from("missing"));
    let (actor, query, order) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let shown = Memo::new(move |_| {
        let words: Vec<String> = fold(&query.get()).split_whitespace().map(str::to_owned).collect();
        let (state, actor) = (state.get(), actor.get());
        let is_chosen = |row: &Row| {
            row.is(&state)
                && (actor.is_empty() || row.actor == actor)
                && words.iter().all(|word| row.found.contains(word))
        };
        all.with(|rows| {
            let mut chosen: Vec<usize> =
                (0..rows.len()).filter(|at| rows.get(*at).is_some_and(is_chosen)).collect();
            if order.get() != "plan" {
                chosen.sort_by_cached_key(|at| rows.get(*at).map(|row| row.order.clone()));
            }
            Arc::new(chosen)
        })
    });
    let names = Memo::new(move |_| {
        all.with(|rows| {
            let name = |at: &usize| rows.get(*at).map(|row| row.name(*at));
            shown.with(|shown| Arc::new(shown.iter().filter_map(name).collect::<Vec<u64>>()))
        })
    });
    let owner = plan.clone();
    let draw = Arc::new(move |name: u64| {
        let at = usize::try_from(name >> AT_BITS).unwrap_or(usize::MAX);
        all.with_untracked(|rows| rows.get(at).map(|row| row.cells(&owner)).unwrap_or_default())
    });
    let number =
        move |code: &'static str| move || all.with(|rows| rows.iter().filter(|row| row.is(code)).count());
    let tile = |code: &'static str, name: &'static str| {
        view! {
            <div class="owed__count">
                <dt>{name}</dt>
                <dd>{number(code)}</dd>
            </div>
        }
        .into_any()
    };
    let tiles = vec![
        tile("missing", "còn thiếu"),
        tile("complete", "đã nộp đủ"),
        tile("draft", "đã nộp, chưa hoàn thành"),
        tile("contradiction", "các bản trái nhau"),
        tile("late", "có bài nộp chậm"),
    ];
    let states = STATES.into_iter().map(|(code, name)| option(code, name));
    let mut actors: Vec<String> = Vec::new();
    all.with_untracked(|rows| {
        for row in rows.iter() {
            if !actors.contains(&row.actor) {
                actors.push(row.actor.clone());
            }
        }
    });
    let actors = actors.into_iter().map(|name| option(&name.clone(), name));
    let actors = [option("", "Tất cả các nhóm")].into_iter().chain(actors);
    let orders = vec![option("", "Tên đơn vị"), option("plan", "Thứ tự trong kế hoạch")];
    let lists = vec![
        Choices { id: "owed-state", label: "Tình trạng", chosen: state, options: states.collect() },
        Choices { id: "owed-actor", label: "Nhóm", chosen: actor, options: actors.collect() },
        Choices { id: "owed-order", label: "Sắp theo", chosen: order, options: orders },
    ];
    let said = move || {
        let count = shown.with(|shown| shown.len());
        match (count, state.get().as_str(), query.with(|query| query.trim().is_empty())) {
            (0, "missing", true) => "Không còn đơn vị nào thiếu bài mà kế hoạch yêu cầu.".to_owned(),
            (0, ..) => "Không có dòng nào như vậy. Hãy bỏ bớt điều kiện lọc.".to_owned(),
            (count, ..) => format!("{count} dòng."),
        }
    };
    let told = RwSignal::new(String::new());
    let print = move |_| {
        let rows = all.with_untracked(|rows| {
            shown.with_untracked(|shown| {
                shown.iter().filter_map(|at| rows.get(*at)).cloned().collect::<Vec<_>>()
            })
        });
        let code = state.get_untracked();
        let name = STATES.into_iter().find(|(own, _)| *own == code).map_or("", |(_, name)| name);
        let list = receiving().peek(|plan, _, _| printed(plan, name, &rows)).unwrap_or_default();
        spawn_local(async move {
            told.try_set(printing::print_list(list).await.err().unwrap_or_default().to_owned());
        });
    };
    let download = move |_| {
        let file = receiving().peek(|plan, register, _| {
            (format!("tinh-hinh-nop_{}.csv", plan.id), roster_csv(&roster(plan, register), office::owed_code))
        });
        if let Some((name, text)) = file {
            told.set(if files::download(&name, "text/csv;charset=utf-8", &text) {
                downloaded(&name)
            } else {
                NO_DOWNLOAD.to_owned()
            });
        }
    };
    let none = move || all.with(|rows| rows.is_empty());
    view! {
        <p class="page__lead" hidden=move || !none()>
            "Kế hoạch này không nêu danh sách đơn vị phải nộp, nên không tính được ai còn thiếu. Các bài đã nhận vẫn ở trang «Nhận tệp»."
        </p>
        <section class="register" aria-label="Tình hình nộp bài" hidden=none>
            <dl class="owed">{tiles}</dl>
            {filters("owed-query", "đơn vị, huyện, mẫu", query, lists)}
            <p class="finder__count" role="status">{said}</p>
            <VirtualTable label="Tình hình nộp bài" class="virtual-table--missing"
                columns=vec!["Đơn vị", "Thuộc", "Mẫu", "Tình trạng", "Hạn", "Ghi chú"] rows=names draw=draw />
            <p class="page__actions">
                <button type="button" class="button" on:click=print>"In danh sách đang xem"</button>
                <button type="button" class="button button--quiet" on:click=download>"Tải cả bảng (CSV)"</button>
            </p>
            <p role="status">{move || told.get()}</p>
        </section>
    }
}

/// The list on paper, with the deadline of each form.
fn printed(plan: &Plan, what: &str, rows: &[Row]) -> Markup {
    let heads = ["TT", "Đơn vị", "Thuộc", "Mẫu", "Tình trạng", "Hạn"];
    let heads = heads.into_iter().map(|head| markup::line("th", "", head)).collect();
    let row = |(at, row): (usize, &Row)| {
        let state = [office::owed(row.state), &row.count].join(" ");
        let cells = [
            (at + 1).to_string(),
            row.unit.clone(),
            row.district.clone(),
            format!("{} {}", row.form, row.form_title),
            state,
            row.due.clone(),
        ];
        let cell = |text: &String| markup::element("td", &[], vec![markup::text(text)]);
        markup::group("tr", "", cells.iter().map(cell).collect())
    };
    let body = rows.iter().enumerate().map(row).collect();
    markup::all(vec![
        markup::line("h1", "", &format!("{what}: {}", plan.identity.short_title)),
        markup::element(
            "table",
            &[],
            vec![
                markup::group("thead", "", vec![markup::group("tr", "", heads)]),
                markup::element("tbody", &[], vec![markup::all(body)]),
            ],
        ),
    ])
}
