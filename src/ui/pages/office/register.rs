//! "Nhận tệp": files are taken in, and each has a row.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;

use super::filters::{Choices, filters, option};
use super::lines::{Line, Standing, line};
use super::{HandOver, NoticesCard};
use crate::document::compiled_files::Shape;
use crate::form::Form;
use crate::office::{PaperId, register_table};
use crate::plan::PlanId;
use crate::text::fold;
use crate::ui::OfficePage;
use crate::ui::compiling::Tables;
use crate::ui::components::{IntakeZone, OfficeFrame, VirtualTable};
use crate::ui::pages::compiling::Handing;
use crate::ui::receiving::receiving;
use crate::ui::words::office as words;

thread_local! {
    /// What was drawn of the rows of one visit to an intake. A row never changes what it says, so it is found out once.
    static LINES: RefCell<(u32, Vec<Line>)> = const { RefCell::new((0, Vec::new())) };
}

/// Takes files in and lists what came.
#[component]
pub fn RegisterPage(
    /// Which plan.
    plan: PlanId,
) -> impl IntoView {
    view! {
        <OfficeFrame plan=plan.clone() title="Nhận tệp" page=OfficePage::Register>
            <IntakeZone />
            <Rows plan=plan.clone() />
            <NoticesCard />
            <HandOver />
        </OfficeFrame>
    }
}

/// Which rows are shown.
const STATES: [(&str, &str); 7] = [
    ("", "Tất cả"),
    ("accepted", "Đạt"),
    ("warned", "Cần xem"),
    ("late", "Nộp chậm"),
    ("contradicts", "Trái nhau, chờ chọn"),
    ("aside", "Không tính (bản cũ, trùng, để riêng)"),
    ("refused", "Bị từ chối"),
];

/// In which order.
const ORDERS: [(&str, &str); 4] =
    [("came", "Thứ tự nhận"), ("unit", "Tên đơn vị"), ("form", "Mẫu"), ("state", "Việc cần xem trước")];

/// The register with what narrows it.
#[component]
fn Rows(plan: PlanId) -> impl IntoView {
    let (state, form, query) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let order = RwSignal::new(String::from("came"));
    let standings = Memo::new(move |_| read_lines());
    let counts = Memo::new(move |_| {
        standings.with(|standings| {
            with_lines(|lines| {
                STATES.map(|(code, _)| standings.iter().filter(|own| own.is(code, lines)).count())
            })
        })
    });
    let rows = Memo::new(move |_| {
        let words: Vec<String> = fold(&query.get()).split_whitespace().map(str::to_owned).collect();
        let (state, form, order) = (state.get(), form.get(), order.get());
        let chosen = |own: &&Standing, lines: &[Line]| {
            own.is(&state, lines)
                && lines.get(own.at()).is_some_and(|line| {
                    (form.is_empty() || line.form == form)
                        && words.iter().all(|word| line.found.contains(word))
                })
        };
        standings.with(|standings| {
            with_lines(|lines| {
                let mut rows: Vec<Standing> =
                    standings.iter().filter(|own| chosen(own, lines)).copied().collect();
                sort(&mut rows, &order, lines);
                Arc::new(rows.into_iter().map(Standing::name).collect::<Vec<u64>>())
            })
        })
    });
    let total = move || counts.with(|counts| counts[0]);
    let own_forms = receiving().peek(|plan, _, _| {
        let name = |form: &Form| option(form.id.as_str(), format!("{} {}", form.id, form.title));
        plan.forms.iter().map(name).collect::<Vec<_>>()
    });
    let mut forms = vec![option("", "Tất cả các mẫu")];
    forms.extend(own_forms.unwrap_or_default());
    let states = STATES.into_iter().enumerate().map(|(at, (code, name))| {
        option(code, move || format!("{name} ({})", counts.with(|counts| counts[at])))
    });
    let orders = ORDERS.into_iter().map(|(code, name)| option(code, name));
    let lists = vec![
        Choices { id: "register-state", label: "Tình trạng", chosen: state, options: states.collect() },
        Choices { id: "register-form", label: "Mẫu", chosen: form, options: forms },
        Choices { id: "register-order", label: "Sắp theo", chosen: order, options: orders.collect() },
    ];
    let said = move || {
        let (shown, all) = (rows.with(|rows| rows.len()), total());
        match shown {
            _ if shown == all => format!("{all} dòng."),
            0 => "Không có dòng nào như vậy. Hãy bỏ bớt điều kiện lọc.".to_owned(),
            _ => format!("{shown} trong {all} dòng."),
        }
    };
    let draw = Arc::new(move |name: u64| {
        let standing = Standing::named(name);
        with_lines(|lines| {
            lines.get(standing.at()).map(|line| line.cells(standing, &plan)).unwrap_or_default()
        })
    });
    view! {
        <section aria-labelledby="register" hidden=move || total() == 0 class="register">
            <h2 id="register" tabindex="-1">"Sổ tiếp nhận"</h2>
            {filters("register-query", "đơn vị, người, tên tệp", query, lists)}
            <p class="finder__count" role="status">{said}</p>
            <VirtualTable label="Sổ tiếp nhận" class="virtual-table--register"
                columns=vec!["Đơn vị", "Mẫu", "Người ký", "Lần", "Bài", "Trang", "Cần xem", "Tính"] rows=rows draw=draw />
            {taken(rows)}
        </section>
        <p class="page__lead" hidden=move || total() != 0>
            "Chưa nhận tệp nào cho kế hoạch này. Hãy chọn hoặc thả các tệp nhận được vào khung trên; mỗi tệp sẽ có một dòng ở "
            "đây, kể cả tệp không mở được."
        </p>
    }
}

/// What can be taken of the register: all of it as files, and what is in view on paper.
fn taken(rows: Memo<Arc<Vec<u64>>>) -> AnyView {
    let handing = Handing::of("so-tiep-nhan");
    let every = || {
        let ids = receiving().peek(|_, register, _| register.entries().map(|(id, _)| id).collect::<Vec<_>>());
        table_of(&ids.unwrap_or_default())
    };
    let take = move |shape: Shape| move |_| handing.hand_out(every(), None, shape);
    let print = move |_| {
        let ids = rows.with_untracked(|rows| {
            rows.iter().map(|name| Standing::named(*name).id()).collect::<Vec<PaperId>>()
        });
        handing.print(table_of(&ids), 0);
    };
    view! {
        <p class="page__actions">
            <button type="button" class="button" aria-disabled=move || handing.is_busy() on:click=print>
                "In danh sách đang xem"
            </button>
            <button type="button" class="button button--quiet" aria-disabled=move || handing.is_busy()
                on:click=take(Shape::Workbook)>"Tải cả sổ (Excel)"</button>
            <button type="button" class="button button--quiet" aria-disabled=move || handing.is_busy()
                on:click=take(Shape::Csv)>"Tải cả sổ (CSV)"</button>
        </p>
        {handing.line()}
    }
    .into_any()
}

/// These rows as a table for files and for paper.
fn table_of(ids: &[PaperId]) -> Tables {
    let table = receiving().peek(|plan, register, _| register_table(register, plan, ids, &words::told));
    Arc::new(table.into_iter().collect())
}

/// Brings what is drawn up to what was taken in, and says how each row stands now.
fn read_lines() -> Arc<Vec<Standing>> {
    let standings = receiving().with(|pack, register, _| {
        LINES.with_borrow_mut(|(visit, lines)| {
            let now = receiving().visit();
            if *visit != now {
                *visit = now;
                lines.clear();
            }
            let known = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            for id in (known..).map(PaperId) {
                let Some(entry) = register.entry(id) else { break };
                lines.push(line(pack, entry));
            }
            let standings = register.entries().map(|(id, entry)| Standing::of(id, entry));
            standings.collect::<Vec<_>>()
        })
    });
    Arc::new(standings.unwrap_or_default())
}

fn with_lines<R>(read: impl FnOnce(&[Line]) -> R) -> R {
    LINES.with_borrow(|(_, lines)| read(lines))
}

fn sort(rows: &mut [Standing], order: &str, lines: &[Line]) {
    let unit = |row: &Standing| lines.get(row.at()).map(|line| line.order.clone());
    match order {
        "unit" => rows.sort_by_cached_key(unit),
        "form" => {
            rows.sort_by_cached_key(|row| (lines.get(row.at()).map(|line| line.form.clone()), unit(row)))
        }
        "state" => rows.sort_by_cached_key(|row| row.urgency(lines)),
        _ => {}
    }
}
