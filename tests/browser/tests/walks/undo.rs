//! What was done is undone and done again: first by the browser, in the text that was typed last, then by the page.

use anyhow::{Result, ensure};
use browser_tests::pages::Writing;
use browser_tests::{Browser, Viewport, native, run};
use tham_luan::draft::Draft;

const RESULTS: &str = "Kết quả thực hiện nhiệm vụ";
const GIVEN: &str = "Những đóng góp trong 5 năm qua";
const OPENING: &str = "Lời mở đầu (không bắt buộc)";

/// A commune's paper without its results.
fn without_results() -> Draft {
    native::with_text(native::with_text(native::paper("000-TLX"), "ket-qua", ""), "dong-gop", "")
}

/// Presses the keys until a field holds a text; gives how often.
async fn until_it_holds(browser: &Browser, letter: &str, field: &str, text: &str) -> Result<usize> {
    for times in 1..20 {
        browser.press_control(letter).await?;
        // The page leaves the browser its turn.
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
        if browser.value(field).await? == text {
            return Ok(times);
        }
    }
    anyhow::bail!("“{field}” never holds “{text}”")
}

#[test]
fn what_was_typed_is_undone_by_the_browser_and_then_by_the_page() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = without_results();
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ket-qua").await?;
        ensure!(browser.button("Hoàn tác").await?.attr("aria-disabled").await?.as_deref() == Some("true"));
        browser.fill(RESULTS, "Da lam xong viec.").await?;
        browser.fill(GIVEN, "Da gop cho xa.").await?;
        browser.button(&format!("Hoàn tác: sửa {GIVEN}")).await?;

        until_it_holds(browser, "z", GIVEN, "").await?;
        assert_eq!(browser.value(RESULTS).await?, "Da lam xong viec.", "it was typed before");
        // The text that was typed before is undone as well, from here.
        until_it_holds(browser, "z", RESULTS, "").await?;
        assert_eq!(browser.focused_name().await?, GIVEN);
        browser.button("Hoàn tác").await?;
        browser.button(&format!("Làm lại: sửa {RESULTS}")).await?;

        until_it_holds(browser, "y", RESULTS, "Da lam xong viec.").await?;
        until_it_holds(browser, "y", GIVEN, "Da gop cho xa.").await?;
        browser.button("Làm lại").await?;
        browser
            .wait_for_draft(&paper.id, "all is there again", |draft| {
                native::text(draft, "ket-qua") == "Da lam xong viec."
                    && native::text(draft, "dong-gop") == "Da gop cho xa."
            })
            .await?;
        Ok(())
    });
}

#[test]
fn the_buttons_say_what_they_undo_and_bring_it_into_view() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let writing = Writing::open(browser, &paper, "mo-dau").await?;
        let before = native::text(&paper, "mo-dau").to_owned();
        browser.replace(OPENING, "Kính thưa Hội nghị!").await?;
        writing.next("Phân công, giao nhiệm vụ và tạo điều kiện cho đội viên").await?;
        browser.press("Hoàn tác: sửa Lời mở đầu").await?;
        browser.wait_for_focus(OPENING).await?;
        assert_eq!(browser.value(OPENING).await?, before);
        // What is typed next stands where the change ended.
        browser.press("Làm lại: sửa Lời mở đầu").await?;
        browser
            .wait_until("it is done again", async || {
                Ok(browser.value(OPENING).await? == "Kính thưa Hội nghị!")
            })
            .await?;
        browser.wait_for_text("Đã làm lại: sửa Lời mở đầu.").await?;

        browser.press("Thể thức: Nghị định 30").await?;
        browser.choose("Cỡ chữ", "13").await?;
        browser.wait_for_draft(&paper.id, "it is smaller", |draft| draft.layout.size == 26).await?;
        browser.press("Hoàn tác: đổi thể thức").await?;
        browser.wait_for_draft(&paper.id, "it is as before", |draft| draft.layout == paper.layout).await?;
        browser.check_accessible().await
    });
}

#[test]
fn a_row_comes_back_with_the_keys_too() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "kien-nghi").await?;
        let rows = |draft: &Draft| draft.answers.rows(&tham_luan::form::FieldId::new("kien-nghi")).to_vec();
        browser.press("Xóa kiến nghị 2").await?;
        browser.wait_for_draft(&paper.id, "it is gone", |draft| rows(draft).len() == 3).await?;
        browser.button("Hoàn tác: xóa kiến nghị").await?;
        browser.press_control("z").await?;
        browser.wait_for_draft(&paper.id, "it is back", |draft| rows(draft) == rows(&paper)).await?;
        Ok(())
    });
}
