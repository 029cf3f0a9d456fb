//! "Dữ liệu trên máy này": what is stored is shown, and goes only when that was confirmed.

use anyhow::ensure;
use browser_tests::pages::{DataPage, Home, Receiving, Writing};
use browser_tests::{Role, Viewport, native, run};

use super::compiling::{cards, take_in};

const UNDERSTOOD: &str = "Tôi hiểu: những gì bị xóa không lấy lại được nếu không có tệp sao lưu";

#[test]
fn everything_goes_only_after_it_was_shown_and_confirmed() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Home(browser).wait_for_names(&["Tham luận của UBND xã – UBND xã Thanh Sơn"]).await?;
        browser.follow("Dữ liệu trên máy này, sao lưu").await?;
        browser.heading("Dữ liệu trên máy này").await?;
        browser.wait_for_text("Bản nháp 1 bản").await?;
        browser.check_accessible().await?;
        for viewport in [Viewport::PHONE, Viewport::NARROW, Viewport::DESKTOP] {
            browser.resize(viewport).await?;
            browser.check_fits().await?;
        }
        browser.press("Xóa dữ liệu trên máy này…").await?;
        browser.wait_for_text("Chưa có bản sao lưu của những gì đang có.").await?;
        browser.wait_for_focus("Những thứ sẽ bị xóa hẳn").await?;
        browser.check_accessible().await?;
        browser.resize(Viewport::NARROW).await?;
        browser.check_fits().await?;
        browser.press("Xóa hẳn").await?;
        browser.press("Thôi, không xóa").await?;
        assert_eq!(browser.draft(&paper.id).await?, paper, "nothing was confirmed");

        browser.press("Xóa dữ liệu trên máy này…").await?;
        browser.press("Tải tệp sao lưu trước").await?;
        browser.wait_for_download().await?;
        browser.wait_for_text("Đã có bản sao lưu của mọi bản nháp như hiện nay.").await?;
        browser.tick(UNDERSTOOD).await?;
        browser.press("Xóa hẳn").await?;
        browser.wait_for_text("Đã xóa hết.").await?;
        assert!(browser.stored().await?.is_empty());
        assert_eq!(browser.entries_in_database().await?, 0);
        browser.wait_for_text("Chưa có gì được lưu trên máy này.").await?;
        Home::go(browser).await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await?;
        browser.open("").await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await
    });
}

#[test]
fn another_tab_writes_nothing_back_after_everything_went() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let first = browser.tab().await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.fill("Lời mở đầu (không bắt buộc)", "Đang viết dở.").await?;
        let second = browser.new_tab(Viewport::DESKTOP).await?;
        DataPage::open(browser).await?.erase().await?;
        browser.bring_to_front(&first).await?;
        browser.wait_for_text("Dữ liệu trên máy này đã bị xóa").await?;
        browser.bring_to_front(&second).await?;
        browser.open("").await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await?;
        assert!(browser.drafts().await?.is_empty());
        assert_eq!(browser.entries_in_database().await?, 0);
        Ok(())
    });
}

#[test]
fn what_an_office_took_in_goes_with_everything_else() {
    run(Viewport::DESKTOP, async |browser| {
        take_in(browser, "004", &cards()).await?;
        ensure!(Receiving(browser).rows().await? == 3);
        browser.follow("Tham Luận").await?;
        browser.follow("Dữ liệu trên máy này, sao lưu").await?;
        DataPage(browser).erase().await?;
        // In the same page, which has held it until now.
        browser.follow("Tham Luận").await?;
        let address = "location.hash = '#/tiep-nhan/004'";
        browser.driver().execute(address, vec![]).await?;
        Receiving::wait(browser).await?;
        ensure!(!browser.text().await?.contains("phieu-0.json"), "papers that were deleted");
        assert_eq!(browser.entries_in_database().await?, 0);
        Ok(())
    });
}

#[test]
fn the_page_of_the_data_is_told_by_its_parts() {
    run(Viewport::PHONE, async |browser| {
        DataPage::open(browser).await?;
        for part in [
            "Trên máy này đang có",
            "Tệp sao lưu",
            "Tự ghi ra USB hoặc thư mục",
            "Khi nào bài có thể mất",
            "Máy dùng chung",
            "Xóa dữ liệu trên máy này",
        ] {
            browser.find(Role::Region, part).await?;
        }
        browser.wait_for_text("Chưa sao lưu lần nào.").await?;
        browser.check_accessible().await
    });
}
