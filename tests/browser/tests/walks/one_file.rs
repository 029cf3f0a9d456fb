//! The one file, opened by double click: from a folder, from a stick, moved and renamed.

use std::path::Path;

use anyhow::{Context, Result};
use browser_tests::pages::{HOME, Home, PLAN};
use browser_tests::{Browser, Engine, Viewport, native, run, run_in_both};
use tham_luan::draft::Draft;

const FORM: &str = "Tham luận của UBND xã";

/// Opens a file, from anew.
async fn open(browser: &Browser, file: &Path, address: &str) -> Result<()> {
    browser.driver().goto("about:blank").await?;
    Ok(browser.driver().goto(format!("file://{}{address}", file.display())).await?)
}

/// Begins a paper and types the speaker's name.
async fn write(browser: &Browser) -> Result<()> {
    browser.follow(PLAN).await?;
    browser.heading(PLAN).await?;
    browser.press(&format!("Soạn bài này: {FORM}")).await?;
    browser.fill("Họ và tên người trình bày", "Y Blơn Niê").await?;
    let id = browser.draft_id().await?;
    let is_written = |draft: &Draft| native::text(draft, "nguoi-lap") == "Y Blơn Niê";
    browser.wait_for_draft(&id, "the name is", is_written).await?;
    browser.masthead().await?.wait_for_text("Đã lưu lúc").await
}

#[test]
fn the_one_file_keeps_what_is_typed() {
    run_in_both(async |browser| {
        browser.open_file("").await?;
        browser.heading(HOME).await?;
        browser.wait_for_text("Chương trình đang chạy từ một tệp trên máy.").await?;
        write(browser).await?;
        browser.load_again().await?;
        browser.heading("Đơn vị và người trình bày").await?;
        assert_eq!(browser.value("Họ và tên người trình bày").await?, "Y Blơn Niê");
        browser.open_file("#/ke-hoach/004").await?;
        browser.heading("Kế hoạch đối thoại với thanh niên năm 2021").await?;
        browser.open_file("").await?;
        Home(browser).wait_for_names(&[FORM]).await?;
        browser.check_fits().await
    });
}

/// What docs/data-safety.md says of each browser.
#[test]
fn where_the_drafts_of_a_file_are_is_as_written_down() {
    run_in_both(async |browser| {
        let built = std::env::var("THAM_LUAN_FILE").context("THAM_LUAN_FILE is not set")?;
        let folder = browser.folder();
        let (desk, stick) = (folder.join("ban-lam-viec"), folder.join("usb"));
        for folder in [&desk, &stick] {
            std::fs::create_dir(folder)?;
        }
        let place = desk.join("tham-luan.html");
        std::fs::copy(built, &place)?;
        open(browser, &place, "").await?;
        write(browser).await?;

        // Firefox has for each file a storage of its own, by where it is; Chromium has one for all files.
        let elsewhere: &[&str] = if browser.engine() == Engine::Firefox { &[] } else { &[FORM] };
        for other in [desk.join("doi-ten.html"), stick.join("tham-luan.html")] {
            std::fs::rename(&place, &other)?;
            open(browser, &other, "").await?;
            browser.heading(HOME).await?;
            Home(browser).wait_for_names(elsewhere).await?;
            std::fs::rename(&other, &place)?;
            open(browser, &place, "").await?;
            Home(browser).wait_for_names(&[FORM]).await?;
        }
        Ok(())
    });
}

#[test]
fn a_site_says_nothing_of_files() {
    run(Viewport::DESKTOP, async |browser| {
        Home::open(browser).await?;
        assert!(!browser.text().await?.contains("chạy từ một tệp"));
        Ok(())
    });
}
