//! Tables as in a spreadsheet: pasted, walked through by keys, undone, and on a phone as cards.

use anyhow::Result;
use browser_tests::pages::{Writing, paste_block};
use browser_tests::{Browser, Viewport, run, run_in_both, samples};
use tham_luan::draft::{Draft, Row};
use tham_luan::form::{ColumnId, FieldId, TICKED};
use thirtyfour::Key;

const TABLE: &str = "ca-nhan";
const ROW: &str = "cá nhân";
/// A card begins with a capital.
const CARD: &str = "Cá nhân";
const NAME: &str = "Họ và tên";
const YEAR: &str = "Năm sinh";

fn rows(draft: &Draft) -> &[Row] {
    draft.answers.rows(&FieldId::new(TABLE))
}

fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.cell(&ColumnId::new(column))
}

/// The list of nominees, of which nothing is written yet.
async fn open(browser: &Browser) -> Result<(Writing<'_>, Draft)> {
    let paper = samples::blank("000-KT-DS");
    browser.open_with(&[&paper], "").await?;
    let writing = Writing::open_titled(browser, &paper, "danh-sach-ca-nhan", "Danh sách cá nhân").await?;
    Ok((writing, paper))
}

/// The list with a first row, whose name is about to be typed. A row is called so.
async fn open_with_row<'a>(browser: &'a Browser, row: &str) -> Result<(Writing<'a>, Draft)> {
    let list = open(browser).await?;
    browser.press(&format!("Thêm {ROW}")).await?;
    browser.wait_for_focus(&format!("{NAME} {row} 1")).await?;
    Ok(list)
}

/// Rows as a spreadsheet puts them on the clipboard, of eight columns.
fn block(count: usize) -> String {
    let row = |number: usize| {
        format!(
            "Nông Văn Số {number}\t{}\t{}\tĐội viên\tUBND xã Thanh Sơn\tCấp tỉnh\t\"Dòng một\nDòng hai {number}\"\tx\r\n",
            1980 + number % 20,
            if number.is_multiple_of(2) { "Nữ" } else { "nam" },
        )
    };
    (1..=count).map(row).collect()
}

#[test]
fn two_hundred_rows_are_pasted_at_once_and_taken_back_at_once() {
    run(Viewport::DESKTOP, async |browser| {
        let (writing, paper) = open_with_row(browser, ROW).await?;
        paste_block(browser, &block(200)).await?;
        let pasted =
            browser.wait_for_draft(&paper.id, "there are 200 rows", |draft| rows(draft).len() == 200).await?;
        let last = &rows(&pasted)[199];
        assert_eq!(cell(last, "ho-ten"), "Nông Văn Số 200");
        assert_eq!((cell(last, "gioi-tinh"), cell(&rows(&pasted)[0], "gioi-tinh")), ("nu", "nam"));
        assert_eq!(cell(last, "tom-tat"), "Dòng một\nDòng hai 200");
        assert_eq!((cell(last, "hinh-thuc"), cell(last, "co-bao-cao")), ("cap-tinh", TICKED));
        assert_eq!(writing.cell_text(200, NAME).await?, "Nông Văn Số 200");

        let name = writing.enter_cell(ROW, 200, NAME).await?;
        browser.fill(&name, "Hoàng Thị Cuối").await?;
        browser
            .wait_for_draft(&paper.id, "the last row is changed", |draft| {
                rows(draft).last().is_some_and(|row| cell(row, "ho-ten") == "Hoàng Thị Cuối")
            })
            .await?;
        browser.press(&format!("Hoàn tác: sửa {NAME} ở {ROW} 200")).await?;
        browser.press(&format!("Hoàn tác: thêm {ROW}")).await?;
        browser
            .wait_for_draft(&paper.id, "the block is gone", |draft| {
                rows(draft).iter().all(|row| cell(row, "ho-ten").is_empty())
            })
            .await?;
        Ok(())
    });
}

#[test]
fn marks_that_cannot_be_read_are_told_when_they_are_pasted() {
    run(Viewport::PHONE, async |browser| {
        let (_, paper) = open_with_row(browser, CARD).await?;
        let row = |name: &str, mark: &str| {
            format!("{name}\t1990\tNữ\tĐội viên\tUBND xã\tCấp tỉnh\ttốt\t{mark}\r\n")
        };
        let rows_of = [("An", "đã nộp"), ("Bình", "x"), ("Chi", "chưa có"), ("Dung", "?")];
        paste_block(browser, &rows_of.map(|(name, mark)| row(name, mark)).concat()).await?;
        let pasted =
            browser.wait_for_draft(&paper.id, "there are four rows", |draft| rows(draft).len() == 4).await?;
        let ticked: Vec<bool> =
            rows(&pasted).iter().map(|row| row.is_ticked(&ColumnId::new("co-bao-cao"))).collect();
        assert_eq!(ticked, [false, true, false, false]);
        let told = "Đã dán 4 dòng, 8 cột. Có 2 dấu không đọc được nên ô để trống";
        browser.wait_for_text(told).await
    });
}

#[test]
fn the_keys_go_from_cell_to_cell_and_what_was_typed_stays() {
    run(Viewport::DESKTOP, async |browser| {
        let (_, paper) = open_with_row(browser, ROW).await?;
        paste_block(browser, &block(3)).await?;
        browser.wait_for_draft(&paper.id, "there are three rows", |draft| rows(draft).len() == 3).await?;
        browser.press_key(Key::Tab).await?;
        browser.wait_for_focus(&format!("{YEAR} {ROW} 1")).await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_focus(&format!("{YEAR} {ROW} 2")).await?;
        browser.type_text("1990").await?;
        browser.press_key(Key::Down).await?;
        browser.wait_for_focus(&format!("{YEAR} {ROW} 3")).await?;
        browser.press_key(Key::Escape).await?;
        let typed = browser
            .wait_for_draft(&paper.id, "the year is typed", |draft| {
                cell(&rows(draft)[1], "nam-sinh").contains("1990")
            })
            .await?;
        assert_eq!(rows(&typed).len(), 3);
        browser.check_accessible().await
    });
}

/// Waits until only the cell that is typed in has a control, which holds this.
async fn wait_for_one_control(browser: &Browser, held: &str) -> Result<()> {
    let controls = "return [...document.querySelectorAll('.table-field tbody :is(input, select, textarea)')]
        .map((control) => control.value)";
    browser
        .wait_until_none("only the cell that is typed in has a control", async || {
            let all: Vec<String> = browser.driver().execute(controls, vec![]).await?.convert()?;
            Ok((all != [held]).then(|| format!("there are {all:?}")))
        })
        .await
}

#[test]
fn a_cell_that_was_left_a_moment_ago_takes_what_is_typed_in_it() {
    run_in_both(async |browser| {
        let (writing, paper) = open(browser).await?;
        for (row, name) in [(1, "Nông Văn Một"), (2, "Nông Văn Hai")] {
            browser.press(&format!("Thêm {ROW}")).await?;
            browser.wait_for_focus(&format!("{NAME} {ROW} {row}")).await?;
            browser.type_text(name).await?;
        }
        writing.enter_cell(ROW, 1, NAME).await?;
        wait_for_one_control(browser, "Nông Văn Một").await?;
        // To the cell below and back, quicker than the first gets its text back.
        let there_and_back = "
            const [first, second] = document.querySelectorAll(':is(td, input)[id$=\"-ho-ten\"]');
            second.focus();
            document.getElementById(first.id).focus();";
        browser.driver().execute(there_and_back, vec![]).await?;
        browser.wait_for_focus(&format!("{NAME} {ROW} 1")).await?;
        browser.press_key(Key::End).await?;
        browser.type_text(", Lý Thị Tư").await?;
        let typed = browser
            .wait_for_draft(&paper.id, "the name is typed", |draft| {
                cell(&rows(draft)[0], "ho-ten") == "Nông Văn Một, Lý Thị Tư"
            })
            .await?;
        assert_eq!(cell(&rows(&typed)[1], "ho-ten"), "Nông Văn Hai");
        wait_for_one_control(browser, "Nông Văn Một, Lý Thị Tư").await?;
        assert_eq!(writing.cell_text(2, NAME).await?, "Nông Văn Hai");
        Ok(())
    });
}

/// What stands under a table with one column that is added up; None while it has no rows.
async fn sum(browser: &Browser, field: &str) -> Result<Option<String>> {
    let foot = format!(
        "const foot = document.querySelector('[aria-labelledby=\"f-{field}-label\"] tfoot');
        return foot.checkVisibility() ? foot.textContent.replace(/[^0-9.,]/g, '') : null;"
    );
    Ok(browser.driver().execute(foot, vec![]).await?.convert()?)
}

#[test]
fn the_sum_is_that_of_the_rows_whatever_is_done_with_them() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = samples::blank("000-BCT");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "tam-tu").await?;
        let row = "nguyện vọng";
        let is = async |wanted: Option<&str>| {
            browser
                .wait_until_none("the sum is that of the rows", async || {
                    let shown = sum(browser, "nguyen-vong").await?;
                    Ok((shown.as_deref() != wanted).then(|| format!("{shown:?}, not {wanted:?}")))
                })
                .await
        };
        browser.press(&format!("Thêm {row}")).await?;
        browser.wait_for_focus(&format!("Nguyện vọng {row} 1")).await?;
        is(Some("")).await?;
        paste_block(browser, "Nhà công vụ\t10\r\nXét tuyển\t1.200\r\nĐào tạo\t5\r\n").await?;
        is(Some("1.215")).await?;
        browser.press(&format!("Xóa {row} 2")).await?;
        is(Some("15")).await?;
        browser.press(&format!("Hoàn tác: xóa {row}")).await?;
        is(Some("1.215")).await?;
        browser.press(&format!("Chuyển xuống {row} 1")).await?;
        browser.press(&format!("Thêm {row}")).await?;
        browser.wait_for_focus(&format!("Nguyện vọng {row} 4")).await?;
        is(Some("1.215")).await?;
        browser.press(&format!("Xóa {row} 1")).await?;
        is(Some("15")).await?;
        for _ in 0..3 {
            browser.press(&format!("Xóa {row} 1")).await?;
        }
        is(None).await
    });
}

#[test]
fn on_a_phone_a_row_is_a_card() {
    run(Viewport::PHONE, async |browser| {
        let (writing, paper) = open_with_row(browser, CARD).await?;
        paste_block(browser, &block(2)).await?;
        browser.wait_for_draft(&paper.id, "there are two rows", |draft| rows(draft).len() == 2).await?;
        browser.check_fits().await?;
        // Below one another, not beside one another.
        let tops = "return [...document.querySelectorAll('[role=gridcell][data-label]')].slice(0, 3)
            .map((cell) => cell.getBoundingClientRect().top)";
        let tops: Vec<f64> = browser.driver().execute(tops, vec![]).await?.convert()?;
        assert!(tops[0] < tops[1] && tops[1] < tops[2], "{tops:?}");
        let name = writing.enter_cell(CARD, 2, YEAR).await?;
        browser.fill(&name, "1999").await?;
        browser
            .wait_for_draft(&paper.id, "the year is typed", |draft| {
                cell(&rows(draft)[1], "nam-sinh") == "1999"
            })
            .await?;
        browser.check_accessible().await
    });
}

/// Every word of the table's head that stands on more than one line, in the order of the columns.
const BROKEN_WORDS: &str = r"
    const broken = [];
    for (const head of document.querySelectorAll('.table-field__head')) {
        const words = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            for (const { index, 0: word } of words.currentNode.data.matchAll(/\S+/g)) {
                const range = document.createRange();
                range.setStart(words.currentNode, index);
                range.setEnd(words.currentNode, index + word.length);
                if (range.getClientRects().length > 1) broken.push(word);
            }
        }
    }
    return broken;
";

#[test]
fn no_word_of_a_head_is_broken() {
    run(Viewport::DESKTOP, async |browser| {
        let list = samples::sample("004-TP");
        browser.open_with(&[&list], "").await?;
        Writing::open_titled(browser, &list, "dai-bieu", "Danh sách mời, điểm danh").await?;
        browser.wait_for_text("Giấy mời số").await?;
        for width in [1360, 1280, 1024, 800] {
            browser.resize(Viewport { width, ..Viewport::DESKTOP }).await?;
            let broken: Vec<String> = browser.driver().execute(BROKEN_WORDS, vec![]).await?.convert()?;
            assert_eq!(broken, Vec::<String>::new(), "at {width}");
        }
        Ok(())
    });
}

/// The tables of the page that scroll sideways, each as the room that it has and the width that it takes.
const SCROLLED: &str = "
    const rooms = [...document.querySelectorAll('.table-field__scroller')].filter((room) => room.offsetParent);
    if (!rooms.length) throw new Error('no table');
    return rooms.filter((room) => room.scrollWidth > room.clientWidth).map((room) => [room.clientWidth, room.scrollWidth]);
";

#[test]
fn a_table_fits_beside_the_pages_on_an_old_desktop() {
    run(Viewport::DESKTOP, async |browser| {
        let sections = [
            ("000-TLD", "ket-qua", "Kết quả tham mưu cho cấp ủy, chính quyền xã"),
            ("001-TC-C", "sang-kien-de-xuat", "Sáng kiến, đề xuất"),
        ];
        for (form, section, title) in sections {
            let paper = samples::sample(form);
            browser.open_with(&[&paper], "").await?;
            Writing::open_titled(browser, &paper, section, title).await?;
            for width in [1280, 1366] {
                browser.resize(Viewport { width, ..Viewport::DESKTOP }).await?;
                let scrolled: Vec<(u32, u32)> =
                    browser.driver().execute(SCROLLED, vec![]).await?.convert()?;
                assert_eq!(scrolled, Vec::new(), "{form} at {width}");
            }
        }
        Ok(())
    });
}
