//! A backup is asked for after the first real work and after every week of work, and never in the way.

use browser_tests::pages::{Home, Writing};
use browser_tests::{Browser, Viewport, native, run};
use tham_luan::session::{REMINDER_KEY, Reminder};

const FIRST: &str = "Giữ thêm một bản ở nơi khác";
const AGAIN: &str = "Đã đến lúc sao lưu";

#[test]
fn a_backup_is_asked_for_after_the_first_work_and_then_by_the_week() {
    run(Viewport::DESKTOP, async |browser| {
        let home = Home::open(browser).await?;
        home.begin("Tham luận của UBND xã").await?;
        Home::open(browser).await?;
        assert!(!browser.text().await?.contains(FIRST), "nothing was written yet");

        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        browser.heading(FIRST).await?;
        browser.wait_for_text("chỉ khi ổ đĩa gần đầy mới xóa bớt").await?;
        browser.check_accessible().await?;
        browser.resize(Viewport::NARROW).await?;
        browser.check_fits().await?;
        browser.press("Để sau").await?;
        assert!(!browser.text().await?.contains(FIRST));
        browser.open("").await?;
        browser.wait_for_text("Bản nháp của tôi").await?;
        assert!(!browser.text().await?.contains(FIRST), "it rests for a week");

        // A week later, by the device's clock.
        browser.store(REMINDER_KEY, &Reminder::decode("- 2020-09-05 0").encode()).await?;
        browser.open(&format!("#/bai/{}", paper.id)).await?;
        browser.heading(FIRST).await?;
        browser.press("Tải tệp sao lưu").await?;
        browser.wait_for_download().await?;
        browser.wait_for_text("Đã tải về: tham-luan_sao-luu_").await?;
        assert!(!shows(browser, FIRST).await?);

        // Nothing was written since: nobody is asked.
        let made = browser.stored().await?.get(REMINDER_KEY).cloned().unwrap_or_default();
        let mark = made.rsplit(' ').next().unwrap_or_default();
        let long_ago = format!("2020-09-05 - {mark}");
        browser.store(REMINDER_KEY, &long_ago).await?;
        browser.open("").await?;
        browser.wait_for_text("Bản nháp của tôi").await?;
        assert!(!shows(browser, AGAIN).await?);
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.fill("Lời mở đầu (không bắt buộc)", "Kính thưa Hội nghị, xin báo cáo.").await?;
        browser
            .wait_for_draft(&paper.id, "it is written", |draft| {
                native::text(draft, "mo-dau").ends_with("cáo.")
            })
            .await?;
        assert!(!shows(browser, AGAIN).await?, "never while one writes");
        browser.open("").await?;
        browser.heading(AGAIN).await?;
        browser.wait_for_text("Từ lần sao lưu 05/09/2020 đến nay các bản nháp đã có thay đổi.").await?;
        browser.check_accessible().await
    });
}

async fn shows(browser: &Browser, text: &str) -> anyhow::Result<bool> {
    Ok(browser.text().await?.contains(text))
}
