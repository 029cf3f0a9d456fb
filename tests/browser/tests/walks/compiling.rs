//! What the office compiled: every table as the native program writes it, the way from a cell to its papers, and
//! opinions sorted and merged by hand.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{Home, Receiving};
use browser_tests::samples::sample;
use browser_tests::{Browser, Key, Role, Viewport, native, run};
use tham_luan::document::{book, compiled_files, docx, pdf};
use tham_luan::draft::Draft;
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::office::compile::{Compiled, Decisions, Role as RowRole, compile, drafts};
use tham_luan::office::intake::Reader;
use tham_luan::office::{Register, judge};
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, built_in};
use tham_luan::submission;

use super::clerk::made;

/// Files as an office is sent them, by name.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// The samples of a plan's forms, exported.
pub(super) fn samples(plan: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let files = fs::read_dir(folder).expect("samples").map(|file| file.expect("a file").file_name());
    let mut names: Vec<String> = files.filter_map(|name| name.into_string().ok()).collect();
    names.retain(|name| name.starts_with(&format!("{plan}-")) && name.ends_with(".json"));
    names.sort_unstable();
    names.into_iter().map(|name| (name.clone(), exported(&sample(name.trim_end_matches(".json"))))).collect()
}

pub(super) fn exported(draft: &Draft) -> Vec<u8> {
    native::export(draft).text().as_bytes().to_vec()
}

/// What the native program makes of the same files.
pub(super) fn natively(plan: &str, files: &Files) -> (Plan, Register) {
    let plans = built_in();
    let plan = plans.iter().find(|own| own.id.as_str() == plan).expect("a plan").clone();
    let attached = pdf::attachment;
    let reader = Reader { plans: &plans, normalize: str::to_owned, attached, keeps_bytes: false };
    let mut register = Register::new(plan.id.clone());
    let mut press = Press::default();
    for (name, bytes) in files {
        for received in reader.papers(name, bytes) {
            let mut judged = |opened| judge(&plans, opened, Some(&mut press)).expect("a plan that is known");
            register.take(received.place, received.outcome.map(|opened| Box::new(judged(*opened))));
        }
    }
    (plan, register)
}

pub(super) async fn take_in(browser: &Browser, plan: &str, files: &Files) -> Result<()> {
    let page = Receiving::open(browser, plan).await?;
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    page.choose(&files).await?;
    browser.wait_for_text("Đã nhận xong:").await
}

#[test]
fn every_plan_gives_the_workbook_that_the_native_program_writes() {
    run(Viewport::DESKTOP, async |browser| {
        for plan in ["000", "001", "002", "003", "004"] {
            let mut files = samples(plan);
            // Of each plan some of what goes wrong too.
            files.extend(made(plan, 48).into_iter().map(|file| (file.name, file.bytes)));
            take_in(browser, plan, &files).await?;
            browser.follow("Tổng hợp").await?;
            browser.wait_for_text("được tính. Mỗi số trong bảng").await.context(plan)?;
            browser.check_accessible().await?;
            browser.check_fits().await?;
            browser.press("Tải tất cả (Excel)").await?;
            let file = browser.wait_for_download().await?;
            let (plan, register) = natively(plan, &files);
            let tables = compile(&plan, &register.sources());
            let written = compiled_files::workbook(&plan, &register, &tables)?;
            ensure!(fs::read(&file)? == written, "{}: another workbook", plan.id);
        }
        Ok(())
    });
}

#[test]
fn the_book_of_a_conference_is_the_one_that_is_bound_natively() {
    run(Viewport::PHONE, async |browser| {
        let files = samples("000");
        take_in(browser, "000", &files).await?;
        browser.follow("Tổng hợp").await?;
        browser.heading("Kỷ yếu hội nghị").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press("Tải kỷ yếu (Word)").await?;
        let word = browser.wait_for_download().await?;
        let (plan, register) = natively("000", &files);
        let book = book::book(&plan, &register).context("a book")?;
        let written = docx::write(&book, &book::properties(&plan, &register), None);
        ensure!(fs::read(word)? == written, "another file for Word");
        browser.wait_for_text("Đã tải về: ky-yeu_000.docx").await?;
        browser.press("Tải kỷ yếu (PDF)").await?;
        let pdf = fs::read(browser.wait_for_download().await?)?;
        ensure!(pdf.starts_with(b"%PDF-1.7"));
        Ok(())
    });
}

#[test]
fn the_draft_of_the_province_s_report_is_opened_written_on_and_taken() {
    run(Viewport::DESKTOP, async |browser| {
        let files = samples("000");
        take_in(browser, "000", &files).await?;
        browser.follow("Tổng hợp").await?;
        browser.heading("Dự thảo báo cáo tổng kết của UBND tỉnh").await?;
        let (plan, register) = natively("000", &files);
        let begun =
            drafts(&plan, &register.sources(), &Decisions::default(), register.newest().context("papers")?);
        browser.press("Tải Word: Dự thảo báo cáo tổng kết của UBND tỉnh").await?;
        let word = fs::read(browser.wait_for_download().await?)?;
        ensure!(word.starts_with(b"PK"));
        browser.wait_for_text("Đã tải về: ban-thao_000-BCT.docx").await?;
        browser.press("Tải PDF: Dự thảo báo cáo tổng kết của UBND tỉnh").await?;
        let pdf = fs::read(browser.wait_for_download().await?)?;
        let inside = pdf::attached(&pdf)?.context("the paper is in it")?;
        let opened = submission::read(&inside, std::slice::from_ref(&plan), str::to_owned)?;
        ensure!(opened.draft.answers == begun[0].draft.answers, "what is compiled natively");

        browser.press("Mở thành bản nháp để viết tiếp").await?;
        browser.heading("Báo cáo tổng kết của UBND tỉnh – Sở Nội vụ tỉnh Lạng Sơn").await?;
        browser.wait_for_text("trang").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        let draft = browser.hash().await?;
        browser.open(&format!("{draft}/phan/danh-gia")).await?;
        let blank = browser.value("Hạn chế").await?;
        ensure!(blank.starts_with("[… Cần viết: "), "{blank}");
        ensure!(blank.contains("Theo báo cáo của UBND huyện Bình Gia:"), "{blank}");
        browser.open(&format!("{draft}/kiem-tra")).await?;
        browser.wait_for_text("còn chỗ chưa viết, ghi trong ngoặc").await?;
        browser.check_accessible().await
    });
}

#[test]
fn an_agency_gets_what_it_is_to_answer_and_its_answers_come_back() {
    run(Viewport::PHONE, async |browser| {
        let mut files = cards();
        files.push(("tong-hop.json".to_owned(), exported(&sample("004-THYK"))));
        take_in(browser, "004", &files).await?;
        browser.follow("Tổng hợp").await?;
        browser.heading("Dự thảo kết luận đối thoại").await?;
        let (plan, register) = natively("004", &files);
        let begun =
            drafts(&plan, &register.sources(), &Decisions::default(), register.newest().context("papers")?);
        let packs: Vec<_> = begun.iter().filter(|it| it.agency.is_some()).collect();
        ensure!(packs.len() > 1);
        browser.press(&format!("Gửi {} cơ quan đề nghị trả lời", packs.len())).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        let agency = packs[1].agency.as_deref().context("an agency")?;
        browser.press(&format!("Tải tệp để trả lời: Kính gửi: {agency}.")).await?;
        let file = fs::read(browser.wait_for_download().await?)?;
        let opened = submission::read(&file, std::slice::from_ref(&plan), str::to_owned)?;
        ensure!(opened.draft.answers == packs[1].draft.answers, "what {agency} is asked");
        // It answers, and the answer finds its opinion.
        let mut answer = opened.draft;
        let rows = answer.answers.rows_mut(&FieldId::new("tra-loi"));
        for row in rows.iter_mut() {
            row.cells.insert(ColumnId::new("tra-loi"), "Sở sẽ làm trong quý này.".to_owned());
        }
        let before = compile(&plan, &register.sources());
        let waiting = |tables: &[Compiled]| {
            tables.iter().find(|table| table.id == "chua-tra-loi").map_or(0, |table| table.entries().count())
        };
        let answered = rows.len();
        files.push(("tra-loi.json".to_owned(), exported(&answer)));
        let (plan, register) = natively("004", &files);
        ensure!(waiting(&compile(&plan, &register.sources())) + answered == waiting(&before));
        take_in(browser, "004", &files[files.len() - 1..].to_vec()).await?;
        browser.open("#/tiep-nhan/004/tong-hop/tra-loi").await?;
        browser.wait_for_text("Sở sẽ làm trong quý này.").await
    });
}

/// A table of a plan with a row of totals, and the cell at its end.
fn totalled(plan: &str, id: &str, files: &Files) -> Compiled {
    let (plan, register) = natively(plan, files);
    let tables = compile(&plan, &register.sources());
    tables.into_iter().find(|table| table.id == id).expect("a table")
}

#[test]
fn a_figure_leads_to_the_papers_that_it_is_from() {
    run(Viewport::DESKTOP, async |browser| {
        let files = samples("001");
        let table = totalled("001", "kien-nghi-so-luong", &files);
        let total = table.rows.last().filter(|row| row.role == RowRole::Total).context("totals")?;
        let (column, cell) = table.columns.last().zip(total.cells.last()).context("a cell")?;
        ensure!(cell.sources.len() > 1, "several papers: {cell:?}");
        take_in(browser, "001", &files).await?;
        browser.open("#/tiep-nhan/001/tong-hop/kien-nghi-so-luong").await?;
        browser.heading(&table.title).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        // By keyboard: into the table, to its last cell, and to its papers.
        browser.find(Role::Region, &format!("Bảng: {}", table.title)).await?.focus().await?;
        browser.press_key(Key::Tab).await?;
        for key in [Key::End, Key::PageDown, Key::PageDown] {
            browser.press_key(key).await?;
        }
        let focused = browser.focused().await?.text().await?;
        ensure!(focused == column.shown(cell), "{focused}, not {}", column.shown(cell));
        browser.press_key(Key::Enter).await?;
        browser.wait_for_text(&format!("Lấy từ {} bài:", cell.sources.len())).await?;
        browser.check_accessible().await?;
        let panel = browser.within(browser.find(Role::Region, "Nguồn của ô").await?);
        let links = panel.all(Role::Link).await?;
        ensure!(links.len() == cell.sources.len(), "{} links", links.len());
        browser.press_key(Key::Escape).await?;
        browser
            .wait_until("the cell has the focus again", async || {
                Ok(browser.focused().await?.text().await? == column.shown(cell))
            })
            .await?;
        browser.press_key(Key::Enter).await?;
        let panel = browser.within(browser.find(Role::Region, "Nguồn của ô").await?);
        let (name, link) = panel.all(Role::Link).await?.swap_remove(0);
        link.click().await?;
        let first = cell.sources.first().context("a paper")?.0;
        browser
            .wait_until("the paper is shown", async || {
                Ok(browser.hash().await? == format!("#/tiep-nhan/001/bai/{first}"))
            })
            .await
            .context(name)
    });
}

#[test]
fn a_table_is_searched_without_tones_and_taken_as_csv() {
    run(Viewport::PHONE, async |browser| {
        let files = samples("001");
        let table = totalled("001", "kien-nghi", &files);
        take_in(browser, "001", &files).await?;
        browser.open("#/tiep-nhan/001/tong-hop/kien-nghi").await?;
        browser.heading(&table.title).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        let many = table.entries().count();
        browser.fill("Tìm trong bảng (không cần dấu)", "khong co trong bang nao").await?;
        browser.wait_for_text(&format!("0 trên {many} dòng")).await?;
        browser.press("CSV").await?;
        let file = browser.wait_for_download().await?;
        ensure!(fs::read_to_string(file)? == tham_luan::document::csv::csv(&table));
        Ok(())
    });
}

/// Cards with an id and a text each, and the sample of a compilation.
pub(super) fn cards() -> Files {
    let texts = [
        "Đề nghị Ngân hàng Chính sách xã hội tỉnh nâng mức vay vốn cho thanh niên khởi nghiệp không cần thế chấp",
        "Đề nghị Ngân hàng Chính sách xã hội tỉnh nâng mức vay vốn cho thanh niên khởi nghiệp không cần tài sản",
        "Mở thêm lớp dạy nghề sửa chữa máy nông nghiệp ở trung tâm huyện vào mùa nông nhàn",
    ];
    let card = sample("004-PYK");
    let cards = texts.iter().enumerate().map(|(at, text)| {
        let draft = native::as_draft(&format!("00000000-0000-4000-8000-00000000000{at}"), card.clone());
        (format!("phieu-{at}.json"), exported(&native::with_text(draft, "noi-dung", text)))
    });
    cards.collect()
}

#[test]
fn opinions_are_sorted_by_keyboard_and_merged_by_hand_and_stay_so() {
    run(Viewport::DESKTOP, async |browser| {
        take_in(browser, "004", &cards()).await?;
        browser.open("#/tiep-nhan/004/y-kien").await?;
        browser.wait_for_text("3 ý kiến").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        // The third opinion gets the first group, by keys alone.
        let list = "Nhóm vấn đề, ý kiến 3";
        browser.find(Role::Combobox, list).await?.focus().await?;
        browser.press_key(Key::Down).await?;
        browser.wait_for_text(&format!("Đã lưu: {list}.")).await?;
        let chosen = browser.find(Role::Combobox, list).await?.prop("value").await?.unwrap_or_default();
        ensure!(!chosen.is_empty(), "a group was chosen");
        // Two say nearly the same: they are shown side by side, and merged only now.
        browser.press("Gộp thành một, cặp 1").await?;
        browser.wait_for_text("Đã gộp hai ý kiến thành một.").await?;
        browser.wait_for_text("2 ý kiến").await?;
        browser.check_accessible().await?;
        browser.reload().await?;
        browser.wait_for_text("Đã gộp vào ý kiến này").await?;
        let kept = browser.find(Role::Combobox, "Nhóm vấn đề, ý kiến 2").await?.prop("value").await?;
        ensure!(kept.as_deref() == Some(&chosen), "{kept:?}, not {chosen}");
        browser.press("Tách ra").await?;
        browser.wait_for_text("Đã tách ra thành ý kiến riêng.").await?;
        browser.wait_for_text("3 ý kiến").await?;
        // What was decided is in the tables.
        browser.open("#/tiep-nhan/004/tong-hop/y-kien-theo-nhom").await?;
        browser.wait_for_text("Chưa ghi").await
    });
}

#[test]
fn a_suggested_group_is_accepted_with_one_press() {
    run(Viewport::PHONE, async |browser| {
        let mut files = cards();
        files.push(("tong-hop.json".to_owned(), exported(&sample("004-THYK"))));
        take_in(browser, "004", &files).await?;
        browser.open("#/tiep-nhan/004/y-kien").await?;
        let suggestions = async || -> Result<Vec<(String, _)>> {
            let mut buttons = browser.all(Role::Button).await?;
            buttons.retain(|(name, _)| name.starts_with("Gợi ý: "));
            Ok(buttons)
        };
        browser.wait_until("a group is suggested", async || Ok(!suggestions().await?.is_empty())).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        let before = suggestions().await?;
        let (name, button) = before.first().context("a suggestion")?;
        let number = name.rsplit_once(", ").context("of an opinion")?.1.to_owned();
        button.focus().await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_text("Đã xếp nhóm theo gợi ý.").await?;
        browser.wait_for_focus(&format!("Nhóm vấn đề, {number}")).await?;
        let group = browser.focused().await?.prop("value").await?.unwrap_or_default();
        ensure!(!group.is_empty());
        browser
            .wait_until("it is suggested no more", async || {
                Ok(suggestions().await?.iter().all(|(name, _)| !name.ends_with(&format!(", {number}"))))
            })
            .await
    });
}

/// What the mouse does, with its left button.
async fn mouse(browser: &Browser, what: &str, x: f64, y: f64) -> Result<()> {
    let down = u8::from(what != "mouseReleased");
    let event = serde_json::json!({
        "type": what, "x": x, "y": y, "button": "left", "buttons": down, "clickCount": 1
    });
    browser.devtools("Input.dispatchMouseEvent", event).await?;
    Ok(())
}

/// The middle of an element, in the window.
async fn middle(element: &thirtyfour::WebElement) -> Result<(f64, f64)> {
    let script = "const box = arguments[0].getBoundingClientRect(); \
                  return [box.x + box.width / 2, box.y + box.height / 2]";
    Ok(element.handle().execute(script, vec![element.to_json()?]).await?.convert()?)
}

#[test]
fn an_opinion_is_dragged_to_a_group_or_put_there_by_keyboard_and_taken_back() {
    run(Viewport::DESKTOP, async |browser| {
        let (plan, _) = natively("004", &Files::new());
        let groups = tham_luan::office::compile::plan_004::groups(&plan);
        let [(first, first_name), (second, second_name)] = groups.get(..2).context("groups")? else {
            anyhow::bail!("two groups");
        };
        take_in(browser, "004", &cards()).await?;
        browser.open("#/tiep-nhan/004/y-kien").await?;
        browser.wait_for_text("3 ý kiến").await?;
        let list = "Nhóm vấn đề, ý kiến 3";
        let handle = "Kéo thả hoặc bấm để xếp nhóm, ý kiến 3";
        let is_in = async |group: &str| {
            browser
                .wait_until(&format!("it is in “{group}”"), async || {
                    let value = browser.find(Role::Combobox, list).await?.prop("value").await?;
                    Ok(value.as_deref() == Some(group))
                })
                .await
        };
        // With the mouse: the groups come when it is dragged, and the one under it is shown.
        let held = browser.find(Role::Button, handle).await?;
        held.scroll_into_view().await?;
        let (x, y) = middle(&held).await?;
        mouse(browser, "mousePressed", x, y).await?;
        mouse(browser, "mouseMoved", x + 20.0, y + 12.0).await?;
        browser.wait_for_text("Thả ý kiến 3 vào một nhóm.").await?;
        let (x, y) = middle(&browser.find(Role::Button, second_name).await?).await?;
        mouse(browser, "mouseMoved", x, y).await?;
        mouse(browser, "mouseReleased", x, y).await?;
        browser.wait_for_text(&format!("Đã xếp ý kiến 3 vào nhóm «{second_name}».")).await?;
        is_in(second).await?;
        browser.check_accessible().await?;
        // By keys: the same groups, as buttons; Escape leaves all as it is.
        browser.find(Role::Button, handle).await?.focus().await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_focus(first_name).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press_key(Key::Escape).await?;
        browser.wait_for_focus(handle).await?;
        is_in(second).await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_focus(first_name).await?;
        browser.press_key(Key::Enter).await?;
        is_in(first).await?;
        browser.wait_for_focus(handle).await?;
        // One step after the other is taken back, and stays so.
        browser.press("Hoàn tác: xếp nhóm ý kiến 3").await?;
        is_in(second).await?;
        browser.press("Hoàn tác: xếp nhóm ý kiến 3").await?;
        is_in("").await?;
        browser.reload().await?;
        browser.wait_for_text("3 ý kiến").await?;
        is_in("").await
    });
}

/// A browser that tells what is in view when it is let, as some are slow to. What is seen when nobody watches any more is
/// told all the same, unless it was asked for before.
const SLOW_SIGHT: &str = "
    const Real = window.IntersectionObserver;
    const waiting = [];
    window.isSeen = () => waiting.some(({ seen }) => seen.length > 0);
    window.tell = () => {
        for (const { seen, callback } of waiting) {
            const told = seen.splice(0);
            if (told.length > 0) callback(told);
        }
    };
    window.IntersectionObserver = class extends Real {
        constructor(callback) {
            const seen = [];
            super((entries) => { seen.push(...entries); });
            waiting.push({ seen, callback });
            this.takeRecords = () => seen.splice(0);
        }
    };";

#[test]
fn a_table_that_is_left_before_it_is_seen_breaks_nothing() {
    run(Viewport::DESKTOP, async |browser| {
        take_in(browser, "004", &cards()).await?;
        browser.driver().execute(SLOW_SIGHT, vec![]).await?;
        browser.follow("Tổng hợp").await?;
        browser.follow("TỔNG HỢP Ý KIẾN, ĐỀ XUẤT CỦA THANH NIÊN").await?;
        let is_seen = async || -> Result<bool> {
            Ok(browser.driver().execute("return window.isSeen()", vec![]).await?.convert()?)
        };
        browser.wait_until("a table is in view", is_seen).await?;
        Home::go(browser).await?;
        // What goes wrong is in the console, which is read at the end.
        browser.driver().execute("window.tell()", vec![]).await?;
        Ok(())
    });
}

#[test]
fn on_a_phone_the_groups_say_which_opinion_is_sorted() {
    run(Viewport::PHONE, async |browser| {
        take_in(browser, "004", &cards()).await?;
        browser.open("#/tiep-nhan/004/y-kien").await?;
        browser.wait_for_text("3 ý kiến").await?;
        browser.press("Kéo thả hoặc bấm để xếp nhóm, ý kiến 3").await?;
        // Its card is under the groups.
        let groups = browser.find(Role::Group, "Xếp ý kiến 3 vào nhóm nào?").await?;
        let said = groups.text().await?;
        ensure!(said.contains("Mở thêm lớp dạy nghề"), "{said}");
        browser.check_accessible().await?;
        browser.check_fits().await
    });
}

#[test]
fn what_is_said_not_to_be_the_same_is_proposed_no_more_until_that_is_taken_back() {
    run(Viewport::PHONE, async |browser| {
        take_in(browser, "004", &cards()).await?;
        browser.open("#/tiep-nhan/004/y-kien").await?;
        browser.wait_for_text("1 cặp.").await?;
        browser.press("Không trùng, cặp 1").await?;
        browser.wait_for_text("Không có cặp ý kiến nào gần trùng nhau.").await?;
        browser.wait_for_text("Đã ghi là không trùng (1)").await?;
        browser.reload().await?;
        browser.wait_for_text("Không có cặp ý kiến nào gần trùng nhau.").await?;
        browser.press("Đã ghi là không trùng (1)").await?;
        browser.wait_for_text("Giống nhau").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press("Đề nghị lại, cặp 1").await?;
        browser.wait_for_text("1 cặp.").await?;
        // A step back is a step as any other.
        browser.press("Hoàn tác: đề nghị lại một cặp").await?;
        browser.wait_for_text("Không có cặp ý kiến nào gần trùng nhau.").await?;
        browser.open("#/tiep-nhan/004/tong-hop/y-kien-gan-trung").await?;
        browser.wait_for_text("CÁC Ý KIẾN GẦN TRÙNG NHAU").await?;
        ensure!(!browser.text().await?.contains("không cần thế chấp"), "the table proposes it no more");
        Ok(())
    });
}
