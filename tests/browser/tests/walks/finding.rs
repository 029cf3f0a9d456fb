//! Somebody finds what they owe.

use anyhow::Result;
use browser_tests::pages::{Finder, Home, PLAN};
use browser_tests::{Browser, Viewport, run};

const COMMUNE: &str = "Tham luận của UBND xã";
const VOLUNTEER: &str = "Tham luận của đội viên";

#[test]
fn who_one_is_narrows_the_plans_and_is_kept() {
    run(Viewport::DESKTOP, async |browser| {
        Home::open(browser).await?;
        let finder = Finder(browser);
        assert!(!finder.names().await?.iter().any(|name| name == VOLUNTEER), "plans, not forms");
        finder.i_am("Đội viên").await?;
        found(&finder, VOLUNTEER, true).await?;
        found(&finder, COMMUNE, false).await?;
        let facts =
            "Tham luận của đội viên Đội viên Đề án 500 · Kế hoạch yêu cầu trước ngày 10/9/2020 (đã qua)";
        finder.scope().await?.wait_for_text(facts).await?;
        browser.check_accessible().await?;

        Home::open(browser).await?;
        found(&finder, VOLUNTEER, true).await?;
        finder.i_am("UBND xã").await?;
        found(&finder, COMMUNE, true).await?;
        found(&finder, VOLUNTEER, false).await?;
        finder.i_am("– chưa chọn –").await?;
        found(&finder, COMMUNE, false).await?;
        found(&finder, PLAN, true).await
    });
}

#[test]
fn words_without_tones_lead_to_the_form_on_its_plans_page() {
    run(Viewport::PHONE, async |browser| {
        Home::open(browser).await?;
        let finder = Finder(browser);
        finder.search("tham luan doi vien").await?;
        found(&finder, VOLUNTEER, true).await?;
        found(&finder, COMMUNE, false).await?;
        finder.scope().await?.follow(VOLUNTEER).await?;
        browser.heading(PLAN).await?;
        browser.wait_for_focus(VOLUNTEER).await?;
        browser.check_fits().await?;
        browser.press("Soạn bài này: Tham luận của đội viên").await?;
        browser.heading("Người trình bày").await?;
        browser.back().await?;
        browser.wait_for_text("Viết tiếp: Tham luận của đội viên").await
    });
}

#[test]
fn a_search_that_finds_nothing_says_so_and_leads_back() {
    run(Viewport::DESKTOP, async |browser| {
        Home::open(browser).await?;
        let finder = Finder(browser);
        finder.i_am("Đội viên").await?;
        finder.search("xyz").await?;
        browser.wait_for_text("Không thấy bài nào như vậy.").await?;
        assert!(finder.names().await?.is_empty());
        browser.check_accessible().await?;
        browser.press("Xem tất cả kế hoạch").await?;
        browser.wait_for_focus("Tìm theo tên").await?;
        assert_eq!(browser.value("Tìm theo tên").await?, "");
        found(&finder, PLAN, true).await
    });
}

/// Waits until something is among what is found, or is not.
async fn found(finder: &Finder<'_>, name: &str, is: bool) -> Result<()> {
    let browser: &Browser = finder.0;
    let what = format!("“{name}” is{} found", if is { "" } else { " not" });
    browser
        .wait_until(&what, async || Ok(finder.names().await?.iter().any(|found| found == name) == is))
        .await
}
