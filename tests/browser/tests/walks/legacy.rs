//! Text pasted from old files, in encodings from before Unicode: shown as it came and as it reads, changed on request.

use anyhow::{Result, ensure};
use browser_tests::pages::{Writing, paste_block};
use browser_tests::{Browser, Fault, Viewport, native, run, run_in_both, samples};
use tham_luan::draft::Draft;
use tham_luan::form::{ColumnId, FieldId};

const FIELD: &str = "mo-dau";
const LABEL: &str = "Lời mở đầu (không bắt buộc)";

/// As a file in `.VnTime` is copied; the letter ư is a soft hyphen.
const TCVN3: &str = " B¸o c¸o kÕt qu¶ thùc hiÖn §Ò ¸n 500 vÒ ®\u{ad}êng giao th«ng n«ng th«n.";
const TCVN3_READS: &str = " Báo cáo kết quả thực hiện Đề án 500 về đường giao thông nông thôn.";

/// As one in VNI-Times is.
const VNI: &str = " Kính thöa Hoäi nghò, ñoäi vieân chuùng toâi xin baùo caùo keát quaû.";
const VNI_READS: &str = "Kính thưa Hội nghị, đội viên chúng tôi xin báo cáo kết quả.";

const OFFER: &str = "có vẻ dùng bảng mã cũ";

/// Copies a text elsewhere, by the keys. Nothing has the focus afterwards.
async fn copy(browser: &Browser, text: &str) -> Result<()> {
    let elsewhere = "
        const other = document.createElement('textarea');
        other.id = 'elsewhere';
        other.value = arguments[0];
        document.body.append(other);
        other.select();";
    browser.driver().execute(elsewhere, vec![text.into()]).await?;
    browser.press_control("c").await?;
    browser.driver().execute("document.getElementById('elsewhere').remove()", vec![]).await?;
    Ok(())
}

/// Copies a text elsewhere, and pastes it at the end of the field of a label, by the keys.
async fn paste_by_keys(browser: &Browser, label: &str, text: &str) -> Result<()> {
    copy(browser, text).await?;
    browser.go_to_end(label).await?;
    browser.press_control("v").await
}

/// The text of the field becomes this, and is stored.
async fn holds(browser: &Browser, what: &str, text: &str) -> Result<()> {
    browser.wait_until(what, async || Ok(browser.value(LABEL).await? == text)).await?;
    let id = native::paper("000-TLX").id;
    browser.wait_for_draft(&id, what, |draft| native::text(draft, FIELD) == text).await?;
    Ok(())
}

async fn is_offered(browser: &Browser) -> Result<bool> {
    Ok(browser.text().await?.contains(OFFER))
}

/// What a cell holds.
fn held<'a>(draft: &'a Draft, table: &str, row: usize, column: &str) -> &'a str {
    let rows = draft.answers.rows(&FieldId::new(table));
    rows.get(row).map_or("", |row| row.cell(&ColumnId::new(column)))
}

#[test]
fn what_was_pasted_in_tcvn3_is_shown_in_unicode_and_changed_only_on_request() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        let before = native::text(&paper, FIELD).to_owned();
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, FIELD).await?;
        paste_by_keys(browser, LABEL, TCVN3).await?;
        browser.wait_for_text(&format!("Chữ vừa dán {OFFER} (TCVN3 – phông .VnTime).")).await?;
        browser.wait_for_text("Trước: B¸o c¸o kÕt qu¶").await?;
        browser.wait_for_text(&format!("Sau: {}", TCVN3_READS.trim())).await?;
        // Nobody is taken out of the text, and it stays as it is.
        assert_eq!(browser.focused_name().await?, LABEL);
        let pasted = format!("{before}{TCVN3}");
        holds(browser, "it is as pasted", &pasted).await?;
        browser.check_accessible().await?;

        browser.press("Chuyển sang Unicode").await?;
        let right = format!("{before}{TCVN3_READS}");
        holds(browser, "it is Unicode", &right).await?;
        browser.wait_for_focus(LABEL).await?;
        ensure!(!is_offered(browser).await?, "it is done");

        // At once, with what was pasted a moment ago left in its place.
        browser.press_control("z").await?;
        holds(browser, "it is undone", &pasted).await?;
        browser.press("Làm lại: sửa Lời mở đầu").await?;
        holds(browser, "it is done again", &right).await?;
        browser.press("Hoàn tác: sửa Lời mở đầu").await?;
        holds(browser, "it is undone by the button", &pasted).await?;
        browser.press("Hoàn tác: sửa Lời mở đầu").await?;
        holds(browser, "nothing is pasted", &before).await
    });
}

#[test]
fn what_was_pasted_is_kept_as_it_is_on_request_and_unicode_is_not_asked_about() {
    run(Viewport::NARROW, async |browser| {
        let paper = native::paper("000-TLX");
        let before = native::text(&paper, FIELD).to_owned();
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, FIELD).await?;
        paste_by_keys(browser, LABEL, VNI).await?;
        browser.wait_for_text(&format!("Chữ vừa dán {OFFER} (VNI-Windows – phông VNI-Times).")).await?;
        browser.wait_for_text(&format!("Sau: {VNI_READS}")).await?;
        browser.check_fits().await?;
        browser.check_accessible().await?;
        browser.press("Giữ nguyên").await?;
        browser.wait_until("it is asked no more", async || Ok(!is_offered(browser).await?)).await?;
        browser.wait_for_focus(LABEL).await?;
        let kept = format!("{before}{VNI}");
        holds(browser, "it is as pasted", &kept).await?;

        paste_by_keys(browser, LABEL, TCVN3_READS).await?;
        holds(browser, "Unicode is there", &format!("{kept}{TCVN3_READS}")).await?;
        ensure!(!is_offered(browser).await?, "it is Unicode");
        Ok(())
    });
}

#[test]
fn a_line_and_a_cell_are_offered_in_unicode_as_a_text_is() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "ho-so", "Đơn vị và người trình bày").await?;
        let line = "Tên đơn vị";
        paste_by_keys(browser, line, ", tØnh L¹ng S¬n").await?;
        browser.wait_for_text(", tỉnh Lạng Sơn").await?;
        browser.press("Chuyển sang Unicode").await?;
        browser.wait_for_focus(line).await?;
        assert_eq!(browser.value(line).await?, "UBND xã Thanh Sơn, tỉnh Lạng Sơn");
        browser.press_control("z").await?;
        let is_pasted = async || Ok(browser.value(line).await? == "UBND xã Thanh Sơn, tØnh L¹ng S¬n");
        browser.wait_until("the line is as pasted", is_pasted).await?;

        let writing = Writing::open(browser, &paper, "ket-qua").await?;
        copy(browser, ", ch¨n nu«i lîn").await?;
        let cell = writing.enter_cell("mô hình", 1, "Mô hình").await?;
        let before = browser.value(&cell).await?;
        browser.go_to_end(&cell).await?;
        browser.press_control("v").await?;
        browser.wait_for_text(&format!("Chữ vừa dán {OFFER} (TCVN3 – phông .VnTime).")).await?;
        browser.wait_for_text(", chăn nuôi lợn").await?;
        assert_eq!(browser.focused_name().await?, cell);
        browser.press("Chuyển sang Unicode").await?;
        browser.wait_for_focus(&cell).await?;
        let is = async |what: &str, text: &str| {
            let is = |draft: &Draft| held(draft, "mo-hinh", 0, "mo-hinh") == text;
            browser.wait_for_draft(&paper.id, what, is).await?;
            browser.wait_until(what, async || Ok(browser.value(&cell).await? == text)).await
        };
        is("the cell is Unicode", &format!("{before}, chăn nuôi lợn")).await?;
        ensure!(!is_offered(browser).await?, "it is done");
        browser.press_control("z").await?;
        is("the cell is as pasted", &format!("{before}, ch¨n nu«i lîn")).await
    });
}

#[test]
fn the_cells_of_a_block_that_are_not_unicode_are_offered_at_once() {
    run(Viewport::NARROW, async |browser| {
        let paper = samples::blank("000-KT-DS");
        browser.open_with(&[&paper], "").await?;
        let title = "Danh sách cá nhân";
        let writing = Writing::open_titled(browser, &paper, "danh-sach-ca-nhan", title).await?;
        browser.press("Thêm cá nhân").await?;
        browser.wait_for_focus("Họ và tên Cá nhân 1").await?;
        // A list in `.VnTime`; a column of it is Unicode already.
        paste_block(
            browser,
            "NguyÔn V¨n Dòng\t1980\tNam\t§éi viªn\tUBND xã Thanh Sơn\r\n\
             TrÇn ThÞ Hoµ\t1985\tN÷\tBÝ th\u{ad}\tUBND xã Thanh Sơn\r\n",
        )
        .await?;
        browser.wait_for_text(&format!("Trong các ô vừa dán, 5 ô {OFFER} (TCVN3 – phông .VnTime).")).await?;
        browser.wait_for_text("Trước: NguyÔn V¨n Dòng; §éi viªn").await?;
        browser.wait_for_text("Sau: Nguyễn Văn Dũng; Đội viên").await?;
        browser.check_fits().await?;
        browser.check_accessible().await?;
        let post = writing.enter_cell("Cá nhân", 2, "Chức vụ, chức danh").await?;
        browser.fill(&post, "Chủ tịch").await?;

        browser.press("Chuyển sang Unicode").await?;
        browser.wait_for_focus("Họ và tên Cá nhân 1").await?;
        ensure!(!is_offered(browser).await?, "it is done");
        let is = async |what: &str, wanted: &[[&str; 4]; 2]| {
            let is = |draft: &Draft| {
                let columns = ["ho-ten", "gioi-tinh", "chuc-vu", "don-vi"];
                (0..2).all(|row| columns.map(|column| held(draft, "ca-nhan", row, column)) == wanted[row])
            };
            browser.wait_for_draft(&paper.id, what, is).await
        };
        let unit = "UBND xã Thanh Sơn";
        // What was typed since stays.
        let right = [["Nguyễn Văn Dũng", "nam", "Đội viên", unit], ["Trần Thị Hoà", "nu", "Chủ tịch", unit]];
        is("the block is Unicode", &right).await?;
        assert_eq!(writing.cell_text(2, "Họ và tên").await?, "Trần Thị Hoà");
        browser.press_control("z").await?;
        let pasted = [["NguyÔn V¨n Dòng", "nam", "§éi viªn", unit], ["TrÇn ThÞ Hoµ", "N÷", "Chủ tịch", unit]];
        is("all of it is undone", &pasted).await?;
        assert_eq!(writing.cell_text(2, "Họ và tên").await?, "TrÇn ThÞ Hoµ");
        Ok(())
    });
}

/// Whoever has scrolled on from the cell that has the focus is not taken back to it.
#[test]
fn an_offer_stays_as_it_is_when_another_part_of_the_program_comes() {
    run(Viewport::NARROW, async |browser| {
        browser.break_storage(&[Fault::PARTS_WAIT]).await?;
        let paper = samples::blank("000-KT-DS");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "danh-sach-ca-nhan", "Danh sách cá nhân").await?;
        browser.press("Thêm cá nhân").await?;
        browser.wait_for_focus("Họ và tên Cá nhân 1").await?;
        paste_block(browser, "NguyÔn V¨n Dòng\t1980\tNam\t§éi viªn\r\n").await?;
        browser.wait_for_text(&format!("Trong các ô vừa dán, 2 ô {OFFER} (TCVN3 – phông .VnTime).")).await?;
        let watch = "window.changed = 0;
            const watcher = new MutationObserver((changes) => { window.changed += changes.length; });
            const offer = document.querySelector('.legacy-offer');
            watcher.observe(offer, { subtree: true, childList: true, characterData: true, attributes: true });";
        browser.driver().execute(watch, vec![]).await?;
        let place = "scrollTo(0, document.documentElement.scrollHeight); return Math.round(scrollY)";
        let below: u32 = browser.driver().execute(place, vec![]).await?.convert()?;
        let here = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/split_previewing'))";
        let has_come = async || anyhow::Ok(browser.driver().execute(here, vec![]).await?.convert::<bool>()?);
        ensure!(!has_come().await?, "the part waits");
        browser.heal_storage().await?;
        browser.wait_until("the part comes", has_come).await?;
        let twice_drawn = "const drawn = arguments[arguments.length - 1];
            setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => drawn(Math.round(scrollY)))), 300)";
        let then: u32 = browser.driver().execute_async(twice_drawn, vec![]).await?.convert()?;
        assert_eq!(then, below);
        // What is said of it is not said again.
        let changed: u32 = browser.driver().execute("return window.changed", vec![]).await?.convert()?;
        assert_eq!(changed, 0, "it is the same");
        assert_eq!(browser.focused_name().await?, "Họ và tên Cá nhân 1");
        Ok(())
    });
}
