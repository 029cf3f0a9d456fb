//! What somebody reads, searches or has the focus in stays as it is while something else on the page changes.

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{Home, OpenPage, Receiving};
use browser_tests::{Browser, Fault, Key, Role, Viewport, native, run};

use super::clerk::made;
use super::compiling::{Files, cards, natively, samples, take_in};

/// As a browser tells it: somebody looks at the page again.
const COMES_BACK: &str = "document.dispatchEvent(new Event('visibilitychange'))";

/// Everything that follows at once has happened.
async fn settle(browser: &Browser) -> Result<()> {
    let later = "const done = arguments[arguments.length - 1]; setTimeout(() => requestAnimationFrame(() => done()), 500)";
    browser.driver().execute_async(later, vec![]).await?;
    Ok(())
}

#[test]
fn a_searched_table_and_its_opened_cell_stay_when_one_comes_back_to_the_tab() {
    run(Viewport::DESKTOP, async |browser| {
        let files = samples("001");
        take_in(browser, "001", &files).await?;
        let (plan, register) = natively("001", &files);
        let tables = tham_luan::office::compile::compile(&plan, &register.sources());
        let table = tables.iter().find(|table| table.id == "kien-nghi").context("a table")?;
        browser.open("#/tiep-nhan/001/tong-hop/kien-nghi").await?;
        browser.heading(&table.title).await?;
        browser.find(Role::Region, &format!("Bảng: {}", table.title)).await?.focus().await?;
        browser.press_key(Key::Tab).await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_text("Lấy từ ").await?;
        browser.fill("Tìm trong bảng (không cần dấu)", "khong co trong bang nao").await?;
        let found = format!("0 trên {} dòng", table.entries().count());
        browser.wait_for_text(&found).await?;
        browser.driver().execute(COMES_BACK, vec![]).await?;
        settle(browser).await?;
        let text = browser.text().await?;
        ensure!(text.contains(&found), "what is searched for");
        ensure!(text.contains("Lấy từ "), "the papers of the cell");
        Ok(())
    });
}

#[test]
fn a_row_keeps_the_focus_when_others_come_above_it() {
    run(Viewport::DESKTOP, async |browser| {
        let mut files: Files = made("001", 24).into_iter().map(|file| (file.name, file.bytes)).collect();
        let later = files.split_off(12);
        take_in(browser, "001", &files).await?;
        browser.choose("Sắp theo", "Tên đơn vị").await?;
        settle(browser).await?;
        let fifth = "const row = document.querySelector('.virtual-table__row[aria-rowindex=\"6\"]');
            row.querySelector('a').focus({ preventScroll: true });
            return Number(row.getAttribute('aria-rowindex'));";
        let before: u32 = browser.driver().execute(fifth, vec![]).await?.convert()?;
        let held = browser.focused().await?;
        let page = Receiving(browser);
        let rows = page.rows().await?;
        let later: Vec<(&str, &[u8])> =
            later.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        page.choose(&later).await?;
        browser.wait_until("they are in", async || Ok(page.rows().await? > rows)).await?;
        settle(browser).await?;
        let now = "const row = document.activeElement.closest('.virtual-table__row');
            return row ? Number(row.getAttribute('aria-rowindex')) : 0;";
        let after: u32 = browser.driver().execute(now, vec![]).await?.convert()?;
        ensure!(after > before, "others came above the row: it was the {before}th and is the {after}th");
        ensure!(browser.focused().await? == held, "the same link");
        Ok(())
    });
}

#[test]
fn opinions_are_chosen_by_group_and_an_unfolded_count_stays_so() {
    run(Viewport::PHONE, async |browser| {
        take_in(browser, "004", &cards()).await?;
        browser.open("#/tiep-nhan/004/y-kien").await?;
        browser.wait_for_text("3 ý kiến").await?;
        let unfold = "document.querySelector('.picture__behind summary').click()";
        browser.driver().execute(unfold, vec![]).await?;
        let list = "Nhóm vấn đề, ý kiến 3";
        browser.find(Role::Combobox, list).await?.focus().await?;
        browser.press_key(Key::Down).await?;
        browser.wait_for_text(&format!("Đã lưu: {list}.")).await?;
        settle(browser).await?;
        let is_unfolded = "return document.querySelector('.picture__behind').open";
        ensure!(browser.driver().execute(is_unfolded, vec![]).await?.convert::<bool>()?, "it is unfolded");

        let chosen = "return document.activeElement.selectedOptions[0].textContent";
        let group: String = browser.driver().execute(chosen, vec![]).await?.convert()?;
        browser.choose("Xem nhóm", &group).await?;
        browser.wait_for_text("1 trên 3 ý kiến").await?;
        browser.choose("Xem nhóm", "Chưa xếp nhóm").await?;
        browser.wait_for_text("2 trên 3 ý kiến").await?;
        browser.fill("Tìm ý kiến (không cần dấu)", "the chap").await?;
        browser.wait_for_text("1 trên 3 ý kiến").await
    });
}

#[test]
fn tables_and_opinions_wait_until_the_first_files_are_in() {
    run(Viewport::PHONE, async |browser| {
        browser.break_storage(&[Fault::FIRST_FILE_WAITS]).await?;
        let files = cards();
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        Receiving::open(browser, "004").await?.choose(&files).await?;
        for address in ["tong-hop", "y-kien"] {
            let go = format!("location.hash = '#/tiep-nhan/004/{address}'");
            browser.driver().execute(go, vec![]).await?;
            browser.wait_for_text("Đang nhận tệp. Nội dung tổng hợp hiện ra khi nhận xong.").await?;
            browser.check_accessible().await?;
        }
        browser.heal_storage().await?;
        browser.wait_for_text("3 ý kiến").await
    });
}

/// Else a press that was meant for one draft would delete another.
#[test]
fn no_button_of_a_draft_comes_to_stand_for_another_while_it_has_the_focus() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let home = Home::open(browser).await?;
        let names = home.names().await?;
        let name = names.first().context("a draft")?;
        let delete = browser.find(Role::Button, &format!("Xóa {name}")).await?;
        delete.focus().await?;
        let first = browser.tab().await?;
        browser.new_tab(Viewport::DESKTOP).await?;
        Home::open(browser).await?.begin("Tham luận của UBND xã").await?;
        browser.press_key(Key::Tab).await?;
        browser.wait_until("it is stored", async || Ok(browser.drafts().await?.len() == 2)).await?;
        browser.bring_to_front(&first).await?;
        browser.wait_until("it is listed", async || Ok(home.names().await?.len() == 2)).await?;
        browser.wait_for_focus("Bản nháp của tôi").await
    });
}

#[test]
fn who_leaves_while_a_file_is_made_writes_on() {
    run(Viewport::PHONE, async |browser| {
        browser.break_storage(&[Fault::PARTS_WAIT]).await?;
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        browser.open(&format!("#/bai/{}/xuat", paper.id)).await?;
        browser.press("Tải PDF (kèm dữ liệu)").await?;
        browser.wait_for_text("Đang tạo tệp PDF…").await?;
        // Longer than it waits before the work begins.
        settle(browser).await?;
        let leave = format!("location.hash = '#/bai/{}/phan/mo-dau'", paper.id);
        browser.driver().execute(leave, vec![]).await?;
        browser.heading("Lời mở đầu").await?;
        browser.heal_storage().await?;
        let here = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/split_documents'))";
        let has_come = async || Ok(browser.driver().execute(here, vec![]).await?.convert()?);
        browser.wait_until("the part comes", has_come).await?;
        settle(browser).await?;
        browser.replace("Lời mở đầu (không bắt buộc)", "Kính thưa Hội nghị!").await?;
        let is = |draft: &tham_luan::draft::Draft| native::text(draft, "mo-dau") == "Kính thưa Hội nghị!";
        browser.wait_for_draft(&paper.id, "one writes on", is).await?;
        Ok(())
    });
}

#[test]
fn of_two_files_that_are_opened_the_later_one_is_shown() {
    run(Viewport::DESKTOP, async |browser| {
        browser.break_storage(&[Fault::FIRST_FILE_WAITS]).await?;
        Home::open(browser).await?;
        let page = OpenPage::go(browser).await?;
        page.choose_bytes("cham.json", b"{}").await?;
        page.choose_bytes("sau.json", &super::compiling::exported(&native::paper("000-TLX"))).await?;
        browser.wait_for_text("sau.json").await?;
        browser.button("Mở để viết tiếp").await?;
        browser.heal_storage().await?;
        settle(browser).await?;
        browser.button("Mở để viết tiếp").await?;
        ensure!(!browser.text().await?.contains("cham.json"), "the slower file");
        Ok(())
    });
}
