//! The office's own papers, begun with what was compiled: opened to go on writing, or as files; and what goes to each
//! agency that is to answer.

use leptos::prelude::*;
use web_sys::MouseEvent;

use super::files::{Handing, unfetched};
use crate::document::begun::Made;
use crate::draft::{DraftId, Timestamp};
use crate::office::compile::{Begun, Compiled, drafts};
use crate::plan::PlanId;
use crate::platform::{clock, files, page, random};
use crate::session::Command;
use crate::ui::components::WORD;
use crate::ui::markup::{self, Markup};
use crate::ui::pages::{NO_DOWNLOAD, downloaded};
use crate::ui::receiving::receiving;
use crate::ui::{Route, parts, printing, use_session};

/// The plans with a paper of the office's own, what it is called, and what one should know of it.
const PAPERS: [(&str, &str, &str); 2] = [
    (
        "000",
        "Dự thảo báo cáo tổng kết của UBND tỉnh",
        "Số liệu, kiến nghị, danh sách đội viên và lời báo cáo của các huyện được đặt sẵn vào đúng mục, có ghi là của ai. \
        Chỗ ghi “[… Cần viết:” là chỗ người soạn phải viết.",
    ),
    (
        "004",
        "Dự thảo kết luận đối thoại",
        "Ý kiến, câu trả lời, việc chuyển và việc giao được đặt sẵn vào bốn phần của kết luận. Ô nào còn trống là chỗ người \
        soạn phải viết.",
    ),
];

/// How the ids of the tables begin that an agency is to answer, one for each agency, in the order of the begun papers.
const PACK: &str = "goi-";

/// What may become of a begun paper: a value, and a name.
const SHAPES: [(&str, &str); 3] = [("word", "Tải Word"), ("pdf", "Tải PDF"), ("in", "In")];

/// Offers the papers that the office goes on writing; nothing for plans that have none.
pub(super) fn begun_papers(plan: &PlanId, tables: &[Compiled], handing: Handing) -> AnyView {
    let Some((_, name, lead)) = PAPERS.iter().find(|(id, ..)| *id == plan.as_str()) else {
        return ().into_any();
    };
    let session = use_session();
    let go_on = move |_| {
        handing.work("Đang lập bản thảo…", async move {
            let begun = begin(None).ok_or(GONE)?;
            let id = DraftId::new(random::uuid());
            let draft = crate::draft::Draft { id: id.clone(), ..begun.draft };
            session.dispatch(Command::Adopt { draft: Box::new(draft) });
            session.save_now();
            page::go(&Route::Draft(id).href());
            Ok(String::new())
        });
    };
    let press = move |event: MouseEvent| {
        let Some(value) = page::pressed(&event) else { return };
        let Some((at, shape)) = value.split_once(' ') else { return };
        let (at, shape) = (at.parse().ok(), shape.to_owned());
        handing.work("Đang tạo bản thảo…", make(at, shape));
    };
    let buttons = String::from(markup::all(SHAPES.iter().map(|shape| button("own", shape, name)).collect()));
    view! {
        <section class="compiled-book" aria-labelledby="compiled-begun">
            <h2 id="compiled-begun">{*name}</h2>
            <p class="page__lead">{*lead}</p>
            <p class="page__actions">
                <button type="button" class="button" aria-disabled=move || handing.is_busy() on:click=go_on>
                    "Mở thành bản nháp để viết tiếp"
                </button>
                <span class="compiled-book__shapes" inner_html=buttons on:click=press></span>
            </p>
            <div inner_html=String::from(packs(tables)) on:click=press></div>
        </section>
    }
    .into_any()
}

/// What each agency is asked, as a file that it opens, answers in and sends back.
fn packs(tables: &[Compiled]) -> Markup {
    let packs = tables.iter().filter(|table| table.id.starts_with(PACK));
    let items: Vec<Markup> = packs
        .enumerate()
        .map(|(at, table)| {
            let to = table.note.as_deref().unwrap_or(&table.title);
            let file = ("json", "Tải tệp để trả lời");
            let at = at.to_string();
            let buttons = [file].iter().chain(&SHAPES).map(|shape| button(&at, shape, to)).collect();
            let name = format!("{to} {} ý kiến.", table.entries().count());
            markup::group(
                "li",
                "compiled-list__item",
                vec![
                    markup::line("p", "compiled-list__name", &name),
                    markup::group("p", "page__actions", buttons),
                ],
            )
        })
        .collect();
    if items.is_empty() {
        return Markup::default();
    }
    let summary = format!("Gửi {} cơ quan đề nghị trả lời", items.len());
    let how = "Cơ quan mở tệp bằng «Mở tệp», ghi nội dung trả lời, xuất tệp và gửi lại. Nhận tệp đó ở «Nhận tệp» thì mỗi câu trả \
        lời về đúng ý kiến.";
    let list = vec![markup::line("p", "page__lead", how), markup::group("ul", "compiled-list", items)];
    markup::folded("compiled-list__rest", &summary, list)
}

fn button(at: &str, (value, name): &(&str, &str), of: &str) -> Markup {
    let (value, label) = (format!("{at} {value}"), format!("{name}: {of}"));
    let attributes = [("type", "button"), ("class", "button"), ("value", &value), ("aria-label", &label)];
    markup::element("button", &attributes, vec![markup::text(name)])
}

const GONE: &str =
    "Chưa có số liệu để lập bản thảo. Các bài đã nhận vẫn nguyên; hãy nhận thêm bài rồi thử lại.";

/// The paper of the office's own; or that for the agency of that number. Of now.
fn begin(agency: Option<usize>) -> Option<Begun> {
    let now = Timestamp::new(clock::now());
    let all = receiving().peek(|plan, register, decided| {
        register.newest()?;
        Some(drafts(plan, &register.sources(), &decided.opinions, &now))
    });
    let mut those = all.flatten()?.into_iter().filter(|begun| begun.agency.is_some() == agency.is_some());
    those.nth(agency.unwrap_or_default())
}

/// Makes what is wanted of a begun paper, and hands it out.
async fn make(agency: Option<usize>, shape: String) -> Result<String, String> {
    let begun = begin(agency).ok_or(GONE)?;
    let at = begun.draft.updated_at.clone();
    let made = receiving().peek(|plan, _, _| Made::of(plan, &begun, &at)).flatten().ok_or(GONE)?;
    if shape == "in" {
        printing::print(&made.printed, None).await?;
        return Ok(String::new());
    }
    let name = |ending: &str| format!("ban-thao_{}.{ending}", begun.id);
    let (name, kind, bytes) = if shape == "json" {
        (name("json"), "application/json", made.submission.text().as_bytes().to_vec())
    } else {
        let Some(documents) = parts::documents().await else { return Err(unfetched()) };
        if shape == "word" {
            (name("docx"), WORD, (documents.word)(&made.printed, &made.properties, None))
        } else {
            let Some(bytes) = (documents.pdf)(&made.pdf(&begun, &at)) else {
                return Err(
                    "Không tạo được tệp PDF của bản thảo. Các bài đã nhận vẫn nguyên; hãy tải bản Word."
                        .to_owned(),
                );
            };
            (name("pdf"), "application/pdf", bytes)
        }
    };
    if files::download_bytes(&name, kind, &bytes) {
        Ok(downloaded(&name))
    } else {
        Err(NO_DOWNLOAD.to_owned())
    }
}
