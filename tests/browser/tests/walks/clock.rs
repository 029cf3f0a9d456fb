//! The device's clock is set back a year: what was written last stays what was written last.

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{VersionsPage, Writing};
use browser_tests::{Browser, Fault, Role, Viewport, native, run};
use tham_luan::draft::Draft;
use tham_luan::session::store;

const LABEL: &str = "Lời mở đầu (không bắt buộc)";

/// Writes a text over what there was, and turns away for a moment.
async fn write(browser: &Browser, paper: &Draft, text: &str) -> Result<()> {
    browser.replace(LABEL, text).await?;
    let says = |draft: &Draft| native::text(draft, "mo-dau") == text;
    browser.wait_for_draft(&paper.id, "it is kept", says).await?;
    VersionsPage::pause(browser).await
}

#[test]
fn a_clock_set_back_a_year_changes_no_order() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        write(browser, &paper, "Viết trước.").await?;
        let key = store::key(&paper.id);
        let before = browser.stored().await?.remove(&key).context("a draft")?;

        browser.break_storage(&[Fault::CLOCK_A_YEAR_BACK]).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        ensure!(browser.value(LABEL).await? == "Viết trước.");
        write(browser, &paper, "Viết sau, theo đồng hồ lùi một năm.").await?;
        let year =
            |draft: &Draft| draft.updated_at.as_str().get(..4).and_then(|year| year.parse::<u32>().ok());
        let [first, second] =
            [store::decode(&key, &before)?, browser.draft(&paper.id).await?].map(|draft| year(&draft));
        ensure!(first > second, "the clock was not set back: {first:?}, {second:?}");

        // As after a crash, when the browser had not yet written the first copy to the disk.
        browser.open("icon.svg").await?;
        browser.store(&key, &before).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser
            .wait_until("the later text stands, whatever day it bears", async || {
                Ok(browser.value(LABEL).await? == "Viết sau, theo đồng hồ lùi một năm.")
            })
            .await?;

        // And the clock is put right.
        browser.heal_storage().await?;
        write(browser, &paper, "Viết sau cùng.").await?;
        browser.go(&format!("#/bai/{}/ban-truoc", paper.id)).await?;
        browser
            .wait_until("the latest version stands first", async || {
                let numbers = numbers(browser).await?;
                Ok(numbers.len() >= 3 && numbers.is_sorted_by(|one, next| one > next))
            })
            .await?;
        let latest = numbers(browser).await?[0];
        browser.go(&format!("#/bai/{}/ban-truoc/{latest}", paper.id)).await?;
        browser.wait_for_text("Không có gì khác giữa bản này và bài đang viết.").await
    });
}

/// The numbers of the versions, as they are listed.
async fn numbers(browser: &Browser) -> Result<Vec<u32>> {
    let links = browser.main().await?.all(Role::Link).await?;
    let mut numbers = Vec::new();
    for (_, link) in links {
        let address = link.attr("href").await?.unwrap_or_default();
        let number: Option<u32> =
            address.rsplit_once("/ban-truoc/").and_then(|(_, number)| number.parse().ok());
        numbers.extend(number);
    }
    Ok(numbers)
}
