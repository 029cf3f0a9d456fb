//! "Máy dùng chung": what is written survives a reload, and not a closed visit.

use anyhow::Result;
use browser_tests::pages::{DataPage, Home, Receiving, Writing};
use browser_tests::{Browser, Viewport, native, run};
use serde_json::json;

const WISH: &str = "Không giữ gì trên máy này sau khi tôi đóng trang";
const NAME: &str = "Tham luận của UBND xã – UBND xã Thanh Sơn";

/// Lets a page be ended without a word, as by a power cut, when `window.crashes`.
const CRASH: &str = "addEventListener('pagehide', (event) => {
    if (window.crashes) event.stopImmediatePropagation();
});";

#[test]
fn nothing_is_left_after_a_closed_visit() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        begin(browser).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser
            .wait_for_text("Máy dùng chung: đóng trang là mọi bài đã viết, đã nhận trên máy này bị xóa.")
            .await?;
        browser.check_accessible().await?;
        browser.fill("Lời mở đầu (không bắt buộc)", "Kính thưa Hội nghị!").await?;
        browser.reload().await?;
        browser.heading("Lời mở đầu").await?;
        browser
            .wait_for_draft(&paper.id, "it survived", |draft| {
                native::text(draft, "mo-dau") == "Kính thưa Hội nghị!"
            })
            .await?;

        // One of two tabs is closed: the other goes on.
        let first = browser.tab().await?;
        let second = browser.new_tab(Viewport::DESKTOP).await?;
        browser.open("").await?;
        Home(browser).wait_for_names(&[NAME]).await?;
        close(browser).await?;
        browser.bring_to_front(&first).await?;
        assert_eq!(browser.drafts().await?.len(), 1);
        drop(second);

        // The last one is closed.
        let (other, _) = (browser.new_tab(Viewport::DESKTOP).await?, browser.bring_to_front(&first).await?);
        close(browser).await?;
        browser.bring_to_front(&other).await?;
        browser.open("favicon.ico").await?;
        browser
            .wait_until("the drafts went with the tab", async || Ok(browser.drafts().await?.is_empty()))
            .await?;
        browser.open("").await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await?;
        // What the closed page had no time to clear out goes now.
        browser
            .wait_until("the database is empty", async || Ok(browser.entries_in_database().await? == 0))
            .await?;
        assert!(!browser.text().await?.contains("Máy dùng chung"), "the next visit is like any other");
        let _ = browser.take_console().await?;
        Ok(())
    });
}

#[test]
fn a_visit_that_was_ended_in_another_tab_takes_nothing_with_it() {
    run(Viewport::DESKTOP, async |browser| {
        begin(browser).await?;
        let first = browser.tab().await?;
        browser.new_tab(Viewport::DESKTOP).await?;
        let second = browser.tab().await?;
        browser.open("").await?;
        Home(browser).wait_for_names(&[NAME]).await?;
        browser.bring_to_front(&first).await?;
        DataPage::open(browser).await?;
        browser.tick(WISH).await?;
        browser.bring_to_front(&second).await?;
        close(browser).await?;
        browser.bring_to_front(&first).await?;
        assert_eq!(browser.drafts().await?.len(), 1);
        browser.open("").await?;
        Home(browser).wait_for_names(&[NAME]).await
    });
}

#[test]
fn a_visit_that_was_broken_off_is_asked_about_before_anything_is_shown() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": CRASH })).await?;
        begin(browser).await?;
        break_off(browser).await?;
        browser.open("").await?;
        browser.heading("Lượt dùng trước chưa kết thúc").await?;
        let text = browser.text().await?;
        assert!(text.contains("còn 1 bản nháp chưa xóa") && !text.contains("Thanh Sơn"), "{text}");
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press("Của tôi, làm tiếp").await?;
        Home(browser).wait_for_names(&[NAME]).await?;
        assert_eq!(browser.draft(&paper.id).await?, paper);

        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": CRASH })).await?;
        browser.reload().await?;
        Home(browser).wait_for_names(&[NAME]).await?;
        break_off(browser).await?;
        browser.open("").await?;
        browser.press("Xóa hết").await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await?;
        assert!(browser.drafts().await?.is_empty());
        assert_eq!(browser.entries_in_database().await?, 0);
        Ok(())
    });
}

#[test]
fn what_an_office_took_in_outlives_a_reload_and_not_the_visit() {
    run(Viewport::DESKTOP, async |browser| {
        begin(browser).await?;
        let page = Receiving::open(browser, "000").await?;
        page.choose(&[("xa.json", native::export(&native::paper("000-TLX")).text().as_bytes())]).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        for _ in 0..2 {
            browser.reload().await?;
            browser.heading("Sổ tiếp nhận").await?;
            assert_eq!(page.rows().await?, 1);
        }
        assert_eq!(browser.drafts().await?.len(), 1);

        let first = browser.tab().await?;
        let other = browser.new_tab(Viewport::DESKTOP).await?;
        browser.bring_to_front(&first).await?;
        close(browser).await?;
        browser.bring_to_front(&other).await?;
        browser.open("").await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await?;
        assert_eq!(browser.entries_in_database().await?, 0, "it goes before anything is shown");
        let _ = browser.take_console().await?;
        Ok(())
    });
}

#[test]
fn an_intake_without_drafts_is_asked_about_too() {
    run(Viewport::PHONE, async |browser| {
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": CRASH })).await?;
        DataPage::open(browser).await?;
        browser.tick(WISH).await?;
        browser.wait_for_text("Đang bật cho lượt dùng này.").await?;
        let page = Receiving::open(browser, "000").await?;
        page.choose(&[("xa.json", native::export(&native::paper("000-TLX")).text().as_bytes())]).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        break_off(browser).await?;
        browser.open("").await?;
        browser.wait_for_text("còn 1 dòng trong sổ tiếp nhận chưa xóa").await?;
        browser.press("Của tôi, làm tiếp").await?;
        let page = Receiving::open(browser, "000").await?;
        assert_eq!(page.rows().await?, 1);
        Ok(())
    });
}

/// A visit on a shared machine, with one draft.
async fn begin(browser: &Browser) -> Result<()> {
    browser.open_with(&[&native::paper("000-TLX")], "").await?;
    DataPage::open(browser).await?;
    browser.wait_for_text("Trên máy đang có 1 bản nháp.").await?;
    browser.tick(WISH).await?;
    browser.wait_for_text("Đang bật cho lượt dùng này.").await
}

/// Closes the tab in front.
async fn close(browser: &Browser) -> Result<()> {
    Ok(browser.driver().close_window().await?)
}

/// Ends the page without a word, and goes on in another tab.
async fn break_off(browser: &Browser) -> Result<()> {
    browser.driver().execute("window.crashes = true", vec![]).await?;
    let broken = browser.tab().await?;
    let next = browser.new_tab(Viewport::PHONE).await?;
    browser.bring_to_front(&broken).await?;
    close(browser).await?;
    browser.bring_to_front(&next).await
}
