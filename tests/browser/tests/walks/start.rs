//! The page starts, wherever it is opened.

use browser_tests::pages::PLAN;
use browser_tests::{Viewport, run, run_in_both};

/// What the first page is called.
const TITLE: &str = "Viết đúng bài, biết đúng số trang";

#[test]
fn the_page_starts_on_every_screen() {
    run(Viewport::DESKTOP, async |browser| {
        for viewport in [Viewport::DESKTOP, Viewport::PHONE, Viewport::NARROW] {
            browser.resize(viewport).await?;
            browser.open("").await?;
            browser.heading(TITLE).await?;
            browser.check_fits().await?;
        }
        Ok(())
    });
}

#[test]
fn the_page_starts_in_every_browser() {
    run_in_both(async |browser| {
        browser.open("").await?;
        browser.heading(TITLE).await?;
        browser.check_fits().await
    });
}

#[test]
fn the_first_page_is_accessible() {
    run(Viewport::PHONE, async |browser| {
        browser.open("").await?;
        browser.heading(TITLE).await?;
        browser.check_accessible().await
    });
}

#[test]
fn the_one_file_starts() {
    run(Viewport::DESKTOP, async |browser| {
        browser.open_file("").await?;
        browser.heading(TITLE).await?;
        browser.check_accessible().await
    });
}

#[test]
fn the_one_file_carries_its_plans() {
    run(Viewport::DESKTOP, async |browser| {
        browser.open_file("").await?;
        browser.follow(PLAN).await?;
        browser.heading(PLAN).await?;
        browser.press("Soạn bài này: Tham luận của UBND xã").await?;
        browser.heading("Đơn vị và người trình bày").await?;
        Ok(())
    });
}

#[test]
fn what_goes_wrong_is_seen_in_the_console() {
    run_in_both(async |browser| {
        browser.open("").await?;
        browser.heading(TITLE).await?;
        let wrong = "console.error('said'); setTimeout(() => { throw new Error('thrown'); });";
        browser.driver().execute(wrong, vec![]).await?;
        let mut console = Vec::new();
        browser
            .wait_until("the console names both", async || {
                console.extend(browser.take_console().await?);
                let named =
                    |what: &str| console.iter().any(|line| line.starts_with("SEVERE") && line.contains(what));
                Ok(named("said") && named("thrown"))
            })
            .await
    });
}

#[test]
fn what_the_policy_forbids_is_seen_in_the_console() {
    run(Viewport::DESKTOP, async |browser| {
        browser.open("").await?;
        browser.heading(TITLE).await?;
        let inline = "const script = document.createElement('script'); script.text = '1'; document.head.append(script);";
        browser.driver().execute(inline, vec![]).await?;
        browser
            .wait_until("the console names the policy", async || {
                let console = browser.take_console().await?;
                Ok(console.iter().any(|line| line.contains("Content Security Policy")))
            })
            .await
    });
}
