//! Pictures of what was received and compiled, each with a table of the same figures behind it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::document::chart::{self, Bar, Level};
use crate::office::compile::{Compiled, CompiledRow, Decimal, Kind, Role, Value};
use crate::office::{Register, Roster, State, roster};
use crate::plan::{Deadline, Plan};
use crate::text::Date;
use crate::ui::compiling::Tables;
use crate::ui::components::LiveMarkup;
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;

/// So many bars or rows are drawn; more would be no picture.
const MOST_BARS: usize = 40;
const MOST_ROWS: usize = 120;

/// The levels of a criterion by how papers call them: how strongly each is drawn, and its sign.
const LEVELS: [(&str, Level); 5] = [
    ("Thực hiện tốt", Level { shade: 4, sign: "T" }),
    ("Đạt", Level { shade: 2, sign: "Đ" }),
    ("Chưa đạt", Level { shade: 1, sign: "C" }),
    ("Không áp dụng", Level { shade: 0, sign: "–" }),
    ("Không được phân công", Level { shade: 0, sign: "–" }),
];

/// What the signs of a matrix mean.
const LEGEND: &str = "T: thực hiện tốt · Đ: đạt · C: chưa đạt · –: không áp dụng, không được phân công";

/// Those that owe one paper each, together.
const OTHERS: &str = "Các đơn vị gửi một bài";

/// How the columns of criteria begin.
const CRITERION: &str = "Tiêu chí ";

/// A picture of a compiled table, where one says more than its rows. The table stands under it.
pub(super) fn of_table(tables: Tables, at: usize) -> AnyView {
    let Some(table) = tables.get(at) else { return ().into_any() };
    let rows = table.entries().count();
    if rows > MOST_ROWS && !criteria(table).is_empty() {
        let all = all_by_criterion(table, rows);
        return many(tables, at, rows, all);
    }
    let drawn = heat(table, 0).or_else(|| counted(table));
    let drawn = drawn.map(|(svg, legend)| figure("Biểu đồ", svg, legend, Markup::default()));
    view! { <div class="page__contents" inner_html=drawn.map(String::from)></div> }.into_any()
}

fn all_by_criterion(table: &Compiled, rows: usize) -> Markup {
    figure(
        &format!("Mức tự đánh giá theo tiêu chí: cả {rows} dòng của bảng"),
        levels_of_all(table),
        "Đậm: thực hiện tốt · vừa: đạt · nhạt: chưa đạt; số cuối: phần đạt trở lên trong các bản có đánh giá",
        Markup::default(),
    )
}

/// A matrix of more rows than a picture holds: all of them by criterion, and so many at a time one by one.
fn many(tables: Tables, at: usize, rows: usize, all: Markup) -> AnyView {
    let shown = RwSignal::new(0_usize);
    let name = move |part: usize| {
        let first = part * MOST_ROWS;
        format!("Dòng {} đến {} trong {rows} dòng", first + 1, rows.min(first + MOST_ROWS))
    };
    let names: Vec<AnyView> = (0..rows.div_ceil(MOST_ROWS))
        .map(|part| view! { <option value=part.to_string() prop:selected=move || shown.get() == part>{name(part)}</option> }.into_any())
        .collect();
    let picture = move || {
        let part = shown.get();
        let (svg, legend) = heat(tables.get(at)?, part * MOST_ROWS)?;
        Some(String::from(figure(&name(part), svg, legend, Markup::default())))
    };
    let choose = move |event| shown.set(event_target_value(&event).parse().unwrap_or_default());
    view! {
        <div class="page__contents" inner_html=String::from(all)></div>
        <div class="field picture__part">
            <label class="field__label" for="picture-part">"Xem mức của từng dòng"</label>
            <select id="picture-part" class="field__input" on:change=choose>{names}</select>
        </div>
        <div class="page__contents" inner_html=picture></div>
    }
    .into_any()
}

/// How many give themselves which level of each criterion.
fn levels_of_all(table: &Compiled) -> String {
    let bar = |at: &usize| {
        let count =
            |label: &str| table.entries().filter(|row| row.cells[*at].value.shown() == label).count() as u64;
        let parts: Vec<u64> = LEVELS[..3].iter().map(|(label, _)| count(label)).collect();
        let (met, all) = (parts[0] + parts[1], parts.iter().sum::<u64>());
        let figure = (met * 100).checked_div(all).map_or("–".to_owned(), |share| format!("{share}%"));
        Bar { label: table.columns[*at].title.clone(), parts, figure }
    };
    let bars: Vec<Bar> = criteria(table).iter().map(bar).collect();
    chart::bars("Mức tự đánh giá theo tiêu chí; cùng số liệu với bảng bên dưới", &bars)
}

/// The columns of criteria.
fn criteria(table: &Compiled) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    columns.filter_map(|(at, column)| column.title.starts_with(CRITERION).then_some(at)).collect()
}

/// Who is on which level of which criterion, from the row of that number on.
fn heat(table: &Compiled, first: usize) -> Option<(String, &'static str)> {
    let criteria = criteria(table);
    let heads = criteria.iter().map(|at| table.columns[*at].title.replace(CRITERION, "")).collect::<Vec<_>>();
    let rows: Vec<(String, Vec<Option<Level>>)> = table
        .entries()
        .skip(first)
        .take(MOST_ROWS)
        .map(|row| (name_of(table, row), levels(row, &criteria)))
        .collect();
    if criteria.is_empty() || rows.is_empty() {
        return None;
    }
    let name = "Mức tự đánh giá của từng đơn vị theo từng tiêu chí; cùng số liệu với bảng bên dưới";
    Some((chart::matrix(name, &heads, &rows), LEGEND))
}

/// Whose row it is: the unit, and the person where there is one.
fn name_of(table: &Compiled, row: &CompiledRow) -> String {
    let named = ["ho-ten", "don-vi-gui"].iter().filter_map(|id| table.column(id));
    let mut names = named.map(|at| row.cells[at].value.shown()).filter(|name| !name.is_empty());
    names.next().unwrap_or_default()
}

fn levels(row: &CompiledRow, criteria: &[usize]) -> Vec<Option<Level>> {
    let level = |at: &usize| {
        let said = row.cells[*at].value.shown();
        LEVELS.iter().find(|(label, _)| *label == said).map(|(_, level)| *level)
    };
    criteria.iter().map(level).collect()
}

/// A count of each choice.
fn counted(table: &Compiled) -> Option<(String, &'static str)> {
    let is_count = matches!(table.columns.get(1).map(|column| column.kind), Some(Kind::Count));
    let is_label = |row: &CompiledRow| row.cells.first().is_some_and(|cell| cell.sources.is_empty());
    let rows: Vec<&CompiledRow> = table.entries().collect();
    if !is_count || table.columns.len() > 3 || rows.len() > MOST_BARS || !rows.iter().all(|row| is_label(row))
    {
        return None;
    }
    let bars: Vec<Bar> = rows
        .iter()
        .map(|row| Bar {
            label: row.cells[0].value.shown(),
            parts: vec![whole(&row.cells[1].value)],
            figure: row.cells[1].value.shown(),
        })
        .collect();
    let any = bars.iter().any(|bar| bar.parts != [0]);
    any.then(|| (chart::bars("Biểu đồ của bảng bên dưới", &bars), ""))
}

fn whole(value: &Value) -> u64 {
    let plain = value.number().unwrap_or(Decimal::ZERO).plain('.');
    plain.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or_default()
}

/// How many opinions each group has, by label.
pub(super) fn groups(groups: &[(String, u64)]) -> Markup {
    let bars: Vec<Bar> = groups
        .iter()
        .map(|(label, count)| Bar { label: label.clone(), parts: vec![*count], figure: count.to_string() })
        .collect();
    let table = rows_of(["Nhóm vấn đề", "Số ý kiến"], groups);
    figure("Số ý kiến theo nhóm", chart::bars("Số ý kiến theo nhóm", &bars), "", table)
}

/// How far the plan has come: papers over time, and what each district has handed in.
#[component]
pub fn ReceivedPictures() -> impl IntoView {
    let drawn = Memo::new(move |_| {
        let drawn = receiving().with(|plan, register, _| {
            markup::all(vec![coverage(&roster(plan, register)), progress(plan, register)])
        });
        String::from(drawn.unwrap_or_default())
    });
    view! { <LiveMarkup class="pictures" markup=drawn /> }
}

/// How many papers there were by each day, until the plan's deadline. By the days that their files name.
fn progress(plan: &Plan, register: &Register) -> Markup {
    let mut by_day: BTreeMap<Date, u64> = BTreeMap::new();
    for (_, paper) in register.counting() {
        if let Some(day) = paper.exported_at.as_ref().and_then(|at| Date::parse_iso(at.as_str())) {
            *by_day.entry(day).or_default() += 1;
        }
    }
    let mut all = 0;
    let days: Vec<(Date, u64)> = by_day
        .into_iter()
        .map(|(day, count)| {
            all += count;
            (day, all)
        })
        .collect();
    if days.is_empty() {
        return Markup::default();
    }
    let last = plan.deadlines.iter().max_by_key(|deadline: &&Deadline| deadline.before);
    let words = last.map(|deadline| format!("Trước {}", deadline.before)).unwrap_or_default();
    let deadline = last.map(|deadline| (deadline.before, words.as_str()));
    let name = "Số bài được tính, cộng dồn theo ngày xuất tệp";
    let listed: Vec<(String, u64)> = days.iter().map(|(day, count)| (day.to_string(), *count)).collect();
    let table = rows_of(["Đến hết ngày", "Số bài"], &listed);
    figure(name, chart::days(name, &days, deadline), "", table)
}

/// How much of what each district owes is there.
fn coverage(roster: &Roster<'_>) -> Markup {
    let mut counts: Vec<(String, [u64; 3])> = Vec::new();
    let mut single = [0; 3];
    for (district, lines) in roster.by_district() {
        let owed = lines.iter().filter(|line| line.is_owed);
        let (mut complete, mut begun, mut missing) = (0, 0, 0);
        for line in owed {
            match line.state {
                State::Complete => complete += 1,
                State::Missing => missing += 1,
                _ => begun += 1,
            }
        }
        let all = complete + begun + missing;
        match all {
            0 => {}
            // A bar for each of them would say no more than the list.
            1 => single = [single[0] + complete, single[1] + begun, single[2] + missing],
            _ => counts.push((district.name.clone(), [complete, begun, missing])),
        }
    }
    if single != [0; 3] {
        counts.push((OTHERS.to_owned(), single));
    }
    if counts.is_empty() {
        return Markup::default();
    }
    let bar = |(label, parts): &(String, [u64; 3])| Bar {
        label: label.clone(),
        parts: parts.to_vec(),
        figure: format!("{}/{}", parts[0], parts.iter().sum::<u64>()),
    };
    let bars: Vec<Bar> = counts.iter().take(MOST_BARS).map(bar).collect();
    let row = |(label, parts): &(String, [u64; 3])| {
        [label.clone()].into_iter().chain(parts.map(|part| part.to_string())).collect()
    };
    let rows: Vec<Vec<String>> = counts.iter().map(row).collect();
    let name = "Mức độ gửi bài theo huyện, nhóm";
    let table = table(&["Huyện, nhóm", "Đủ", "Chưa hoàn chỉnh", "Chưa nhận"], &rows);
    figure(name, chart::bars(name, &bars), "Đậm: đủ · vừa: chưa hoàn chỉnh · nhạt: chưa nhận", table)
}

fn rows_of(heads: [&str; 2], rows: &[(String, u64)]) -> Markup {
    let rows: Vec<Vec<String>> =
        rows.iter().map(|(label, count)| vec![label.clone(), count.to_string()]).collect();
    table(&heads, &rows)
}

/// The same figures for whoever would rather read or listen.
fn table(heads: &[&str], rows: &[Vec<String>]) -> Markup {
    let head = |text: &&str| markup::element("th", &[("scope", "col")], vec![markup::text(text)]);
    let row = |cells: &Vec<String>| {
        let cells = cells.iter().map(|cell| markup::element("td", &[], vec![markup::text(cell)]));
        markup::element("tr", &[], cells.collect())
    };
    let head = markup::element("tr", &[], heads.iter().map(head).collect());
    let inside = vec![
        markup::element("thead", &[], vec![head]),
        markup::element("tbody", &[], rows.iter().map(row).collect()),
    ];
    markup::folded(
        "picture__behind",
        "Xem bằng bảng",
        vec![markup::element("table", &[("class", "review-table")], inside)],
    )
}

fn figure(name: &str, svg: String, legend: &str, behind: Markup) -> Markup {
    markup::group(
        "figure",
        "picture",
        vec![
            markup::line("figcaption", "picture__name", name),
            markup::picture(svg),
            markup::line("p", "picture__legend", legend),
            behind,
        ],
    )
}

/// Whether a row of totals is all that a table has.
pub(super) fn is_empty(table: &Compiled) -> bool {
    !table
        .rows
        .iter()
        .any(|row| row.role == Role::Entry && row.cells.iter().any(|cell| !cell.sources.is_empty()))
}
