//! "Đề nghị bổ sung": what goes back to an author, as a file and on paper.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::draft::{Timestamp, Violation};
use crate::office::PaperId;
use crate::office::remark::{Origin, Remark, Remarks};
use crate::platform::{clock, files, nfc, page};
use crate::text::Date;
use crate::ui::markup::{self, Markup};
use crate::ui::printing;
use crate::ui::receiving::receiving;

/// Lets the clerk choose what is asked of the author, add to it, and hand it out.
#[component]
pub fn RemarksForm(
    /// Which paper.
    id: PaperId,
    /// What the form's rules say to it, each in a sentence.
    found: Vec<(Violation, String)>,
) -> impl IntoView {
    let taken = RwSignal::new(vec![true; found.len()]);
    let own = RwSignal::new(String::new());
    let day = RwSignal::new(String::new());
    let office = RwSignal::new(receiving().peek(|_, _, decided| decided.office.clone()).unwrap_or_default());
    let is_typed = StoredValue::new(false);
    let type_office = move |event| {
        is_typed.set_value(true);
        office.set(event_target_value(&event));
    };
    let said = RwSignal::new("");
    let is_no_day = RwSignal::new(false);
    let items = found.iter().enumerate().map(|(at, (_, sentence))| {
        let tick = move |event| taken.update(|taken| taken[at] = event_target_checked(&event));
        view! {
            <label class="remarks__item">
                <input type="checkbox" checked on:change=tick />
                <span>{sentence.clone()}</span>
            </label>
        }
        .into_any()
    });
    let items = items.collect::<Vec<_>>();
    let found = StoredValue::new(found);
    let remarks = move || {
        let answer_by = Date::parse_typed(&day.get_untracked());
        is_no_day.set(answer_by.is_none() && !day.with_untracked(|day| day.trim().is_empty()));
        if is_no_day.get_untracked() {
            said.set("«Trả lời trước ngày» chưa phải là ngày. Viết như 05/9/2020, hoặc để trống.");
            page::focus("remarks-day");
            return None;
        }
        let kept = receiving().peek(|_, _, decided| decided.office.clone()).unwrap_or_default();
        // What is not typed here may have been typed in another tab.
        let name = if is_typed.get_value() { nfc(office.get_untracked().trim()) } else { kept };
        if receiving().peek(|_, _, decided| decided.office != name) == Some(true) {
            receiving().decide(|decided| decided.office.clone_from(&name));
        }
        let made = Timestamp::new(clock::now());
        let mut remarks = receiving().peek(|_, register, _| {
            Some(Remarks::of(register.paper(id)?, &name, made, |_| String::new()))
        })??;
        remarks.answer_by = answer_by;
        let taken = taken.get_untracked();
        remarks.remarks = found.with_value(|found| {
            let kept = found.iter().zip(taken).filter(|(_, taken)| *taken);
            kept.map(|((violation, sentence), _)| Remark::of(violation, sentence.clone())).collect()
        });
        let own = nfc(&own.get_untracked());
        let lines = own.lines().map(str::trim).filter(|line| !line.is_empty());
        remarks.remarks.extend(lines.map(|line| Remark {
            field: None,
            row: None,
            column: None,
            origin: Origin::Office,
            text: line.to_owned(),
        }));
        if remarks.remarks.is_empty() {
            said.set("Chưa có điều gì để đề nghị: hãy đánh dấu một điều, hoặc ghi thêm.");
            return None;
        }
        Some(remarks)
    };
    let typed_day = move |event| {
        day.set(event_target_value(&event));
        if is_no_day.get_untracked() {
            is_no_day.set(false);
            said.set("");
        }
    };
    let download = move |_| {
        let Some(remarks) = remarks() else { return };
        let came = files::download(&remarks.file_name(), "application/json", &remarks.text());
        said.set(if came {
            "Đã tải tệp đề nghị. Hãy gửi tệp này cho đơn vị."
        } else {
            "Trình duyệt không tải được tệp xuống. Hãy in ra để gửi."
        });
    };
    let print = move |_| {
        let Some(remarks) = remarks() else { return };
        let title = receiving()
            .peek(|plan, _, _| plan.form(&remarks.form).map(|form| form.title.clone()).unwrap_or_default());
        spawn_local(async move {
            let printed = printing::print_list(printed(&remarks, &title.unwrap_or_default())).await;
            said.try_set(printed.err().unwrap_or_default());
        });
    };
    view! {
        <section class="judged" aria-labelledby="remarks">
            <h3 id="remarks">"Đề nghị bổ sung"</h3>
            <p class="field__hint">"Chọn những điều đề nghị đơn vị sửa; bỏ đánh dấu điều không cần."</p>
            {items}
            <div class="field">
                <label class="field__label" for="remarks-own">"Điều khác, mỗi dòng một điều"</label>
                <textarea id="remarks-own" class="field__area" on:input=move |event| own.set(event_target_value(&event))></textarea>
            </div>
            <div class="register__tools">
                <div class="field">
                    <label class="field__label" for="remarks-office">"Cơ quan đề nghị"</label>
                    <input id="remarks-office" class="field__input" prop:value=office.get_untracked() autocomplete="off"
                        on:input=type_office />
                </div>
                <div class="field">
                    <label class="field__label" for="remarks-day">"Trả lời trước ngày (không bắt buộc)"</label>
                    <input id="remarks-day" class="field__input" placeholder="ngày/tháng/năm" autocomplete="off"
                        aria-invalid=move || if is_no_day.get() { "true" } else { "false" }
                        aria-describedby=move || is_no_day.get().then_some("remarks-said")
                        on:input=typed_day />
                </div>
            </div>
            <p class="page__actions">
                <button type="button" class="button" on:click=download>"Tải tệp đề nghị"</button>
                <button type="button" class="button" on:click=print>"In giấy đề nghị"</button>
            </p>
            <p id="remarks-said" role="status">{move || said.get()}</p>
        </section>
    }
}

/// The page that goes back to the author.
fn printed(remarks: &Remarks, title: &str) -> Markup {
    let by = remarks.answer_by.map(|day| format!("Đề nghị bổ sung và gửi lại trước ngày {day}."));
    let items = remarks.remarks.iter().map(|remark| markup::line("li", "", &remark.text)).collect();
    markup::all(vec![
        markup::line("p", "", &remarks.office),
        markup::line("h1", "", "ĐỀ NGHỊ BỔ SUNG"),
        markup::line("p", "", &format!("Kính gửi: {}", remarks.unit)),
        markup::line(
            "p",
            "",
            &format!(
                "Qua xem xét {title} (mẫu {}, lần xuất {}), đề nghị bổ sung, sửa các điểm sau:",
                remarks.form, remarks.revision
            ),
        ),
        markup::element("ol", &[("class", "print-list__items")], vec![markup::all(items)]),
        markup::line("p", "", &by.unwrap_or_default()),
    ])
}
