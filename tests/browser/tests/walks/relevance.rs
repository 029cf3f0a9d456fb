//! What does not apply is hidden, and is there again when it does.

use anyhow::Result;
use browser_tests::pages::{Writing, address};
use browser_tests::{Browser, Role, Viewport, run, samples};
use tham_luan::draft::Draft;
use tham_luan::form::FieldId;

const NO_PERSON: &str = "Không đề nghị khen thưởng cá nhân";
const PERSONS: &str = "Danh sách cá nhân";

async fn sections(browser: &Browser) -> Result<String> {
    browser.within(browser.find(Role::Region, "Các phần của bài").await?).text().await
}

fn persons(draft: &Draft) -> usize {
    draft.answers.rows(&FieldId::new("ca-nhan")).len()
}

#[test]
fn a_section_goes_when_it_does_not_apply_and_comes_back_with_all_that_was_in_it() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = samples::sample("001-KT-DS");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "ca-nhan", "Cá nhân đề nghị khen thưởng").await?;
        assert!(sections(browser).await?.contains(PERSONS));
        browser.tick(NO_PERSON).await?;
        browser
            .wait_until("the list is gone", async || Ok(!sections(browser).await?.contains(PERSONS)))
            .await?;

        // A link to it says why, that nothing is lost, and what decides it.
        let hash = address(&paper, "danh-sach-ca-nhan");
        browser.driver().execute("location.hash = arguments[0]", vec![hash.into()]).await?;
        browser.heading(PERSONS).await?;
        browser.wait_for_text("Phần này không áp dụng với bài này").await?;
        browser.check_accessible().await?;
        browser.follow(&format!("Xem «{NO_PERSON}»")).await?;
        browser.wait_for_focus(NO_PERSON).await?;
        let draft = browser.draft(&paper.id).await?;
        assert_eq!(persons(&draft), persons(&paper), "what was written is kept");

        browser.tick(NO_PERSON).await?;
        browser.wait_until("the list is back", async || Ok(sections(browser).await?.contains(PERSONS))).await
    });
}

#[test]
fn nothing_moves_under_the_hands_when_what_is_below_goes() {
    run(Viewport::PHONE, async |browser| {
        let paper = samples::sample("001-KT-DS");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "tap-the", "Tập thể đề nghị khen thưởng").await?;
        let tick = "Không đề nghị khen thưởng tập thể";
        let table = "Các tập thể đề nghị khen thưởng";
        browser.find(Role::Group, table).await?;
        let bottom = "scrollTo(0, document.documentElement.scrollHeight); arguments[0].scrollIntoView();";
        let element = browser.find(Role::Checkbox, tick).await?;
        browser.driver().execute(bottom, vec![element.to_json()?]).await?;
        let place = async || -> Result<f64> {
            let top = "return arguments[0].getBoundingClientRect().top";
            Ok(browser.driver().execute(top, vec![element.to_json()?]).await?.convert()?)
        };
        let before = place().await?;
        browser.driver().execute("arguments[0].click()", vec![element.to_json()?]).await?;
        browser.wait_until("the table is gone", async || Ok(!browser.text().await?.contains(table))).await?;
        let after = place().await?;
        assert!((after - before).abs() < 1.0, "the box stays where it was: at {after}, not at {before}");
        Ok(())
    });
}

#[test]
fn a_field_comes_as_soon_as_another_answer_asks_for_it() {
    run(Viewport::DESKTOP, async |browser| {
        let card = samples::blank("004-PYK");
        browser.open_with(&[&card], "").await?;
        Writing::open_titled(browser, &card, "nguoi-gui", "Bạn là ai").await?;
        let commune = "Xã, phường, thị trấn (không bắt buộc)";
        assert!(!browser.text().await?.contains("Xã, phường, thị trấn (không bắt buộc)"));
        browser.tick("Điểm cầu xã, phường, thị trấn").await?;
        browser.textbox(commune).await?;
        browser.tick("Điểm cầu của tỉnh").await?;
        browser.wait_until("it is gone", async || Ok(!browser.text().await?.contains(commune))).await
    });
}
