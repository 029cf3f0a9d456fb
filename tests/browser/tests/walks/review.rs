//! "Kiểm tra trước khi nộp": what is wrong, then every answer as it will be read.

use anyhow::Result;
use browser_tests::pages::CheckPage;
use browser_tests::{Browser, Role, Viewport, native, run, samples};
use tham_luan::draft::{Answer, Draft};
use tham_luan::form::{ColumnId, FieldId};

const COMPLETE: &str = "Bài đã đủ theo Kế hoạch";

/// The answers under the title of a section.
async fn section(browser: &Browser, title: &str) -> Result<String> {
    browser.within(browser.find(Role::Region, title).await?).text().await
}

#[test]
fn every_answer_is_read_again_and_can_be_changed() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::with_text(samples::sample("002-BC"), "tinh-hinh", "");
        let paper = native::with_text(paper, "ngay-ky", "5/9/2014");
        browser.open_with(&[&paper], "").await?;
        CheckPage::open(browser, &paper).await?.arrive(COMPLETE).await?;
        let situation = section(browser, "Đặc điểm tình hình").await?;
        assert!(situation.contains("Thuận lợi, khó khăn chung chưa ghi Sửa"), "{situation}");
        // What is computed is read as well, and cannot be changed.
        assert!(situation.contains("Tổng số trí thức trẻ"), "{situation}");
        assert!(!situation.contains("chưa đủ số liệu"), "{situation}");
        assert!(section(browser, "Phần đầu văn bản").await?.contains("Ngày ký 05/09/2014"));
        let edits = browser.all(Role::Link).await?;
        let edits: Vec<&str> =
            edits.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("Sửa: ")).collect();
        assert!(edits.contains(&"Sửa: Số trí thức trẻ là nam"), "{edits:?}");
        assert!(!edits.contains(&"Sửa: Tổng số trí thức trẻ"), "{edits:?}");
        browser.follow("Sửa: Thuận lợi, khó khăn chung").await?;
        browser.wait_for_focus("Thuận lợi, khó khăn chung (không bắt buộc)").await
    });
}

#[test]
fn tables_are_read_small_and_long_ones_are_folded() {
    run(Viewport::DESKTOP, async |browser| {
        let field = FieldId::new("hoat-dong");
        let mut paper = samples::sample("002-BC");
        let row = paper.answers.rows(&field)[0].clone();
        let rows = (0..40).map(|id| tham_luan::draft::Row { id, ..row.clone() });
        paper.answers.set(field.clone(), Answer::Rows(rows.collect()));
        browser.open_with(&[&paper], "").await?;
        CheckPage::open(browser, &paper).await?;
        browser.heading("Đọc lại từng câu trả lời").await?;
        let text = row.cell(&ColumnId::new("noi-dung"));
        assert!(!browser.text().await?.contains(text), "folded");
        browser.press("Xem 40 dòng").await?;
        browser.wait_for_text(text).await
    });
}

#[test]
fn what_does_not_apply_is_left_out_and_warnings_stop_nobody() {
    run(Viewport::PHONE, async |browser| {
        let mut paper = samples::sample("001-KT-DS");
        browser.open_with(&[&paper], "").await?;
        CheckPage::open(browser, &paper).await?;
        browser.find(Role::Region, "Danh sách cá nhân").await?;

        paper.answers.set(FieldId::new("khong-co-ca-nhan"), Answer::Tick(true));
        let collectives = FieldId::new("tap-the");
        let rows = paper.answers.rows_mut(&collectives);
        let again = tham_luan::draft::Row { id: 900, ..rows[0].clone() };
        rows.push(again);
        browser.open_with(&[&paper], "").await?;
        let check = CheckPage::open(browser, &paper).await?;
        check.arrive(COMPLETE).await?;
        let listed = check.violations(COMPLETE).await?;
        assert!(listed.iter().any(|sentence| sentence.contains("hai lần")), "{listed:?}");
        check.summary(COMPLETE).await?.heading("Nên xem lại (không bắt buộc sửa)").await?;
        assert!(!browser.text().await?.contains("Danh sách cá nhân"));
        browser.check_accessible().await
    });
}

#[test]
fn a_violation_in_a_table_leads_to_its_cell() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = without_cell(samples::sample("002-KH"), 1, "chu-tri");
        browser.open_with(&[&paper], "").await?;
        let check = CheckPage::open(browser, &paper).await?;
        let heading = "Còn 1 điều cần sửa trước khi hoàn thành";
        check.arrive(heading).await?;
        assert_eq!(check.violations(heading).await?, ["«Chủ trì», hoạt động 2: chưa có nội dung."]);
        browser.follow("«Chủ trì», hoạt động 2: chưa có nội dung.").await?;
        browser.wait_for_focus("Chủ trì hoạt động 2").await
    });
}

fn without_cell(mut paper: Draft, row: usize, column: &str) -> Draft {
    paper.answers.rows_mut(&FieldId::new("hoat-dong"))[row]
        .cells
        .insert(ColumnId::new(column), String::new());
    paper
}
