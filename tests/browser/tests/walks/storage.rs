//! What is written is kept, whatever becomes of the storage.

use anyhow::Result;
use browser_tests::pages::{Home, Writing};
use browser_tests::{Browser, Viewport, native, run, run_in_both};
use tham_luan::draft::Draft;
use tham_luan::session::store;

const KEY: &str = "tham-luan.draft.0b7f3c1e-2d4a-4f8e-9c11-5a6b7c8d9e0f";

#[test]
fn a_damaged_draft_is_kept_shown_and_handed_out_as_it_is() {
    run_in_both(async |browser| {
        let damaged = "{\"stored\":1,\"draft\":{\"id\":\"0b7f3c1e-2d4a-4f8e-9c11-5a6b7c8d9e0f\",\"answers\":{\"mo-dau\":\"Kính th";
        browser.open("").await?;
        browser.store(KEY, damaged).await?;
        let home = Home::open(browser).await?;
        let drafts = home.drafts().await?;
        drafts.wait_for_text("Bản nháp không đọc được Bản nháp này bị hỏng nên không mở được.").await?;
        drafts.press("Xuất nguyên trạng").await?;
        let file = browser.wait_for_download().await?;
        assert_eq!(std::fs::read_to_string(&file)?, damaged);
        browser.check_accessible().await?;

        home.begin("Tham luận của đội viên").await?;
        browser.fill("Họ và tên", "Y Blơn").await?;
        let id = browser.draft_id().await?;
        browser.wait_for_draft(&id, "the name is", |draft| native::text(draft, "ho-ten") == "Y Blơn").await?;
        assert_eq!(browser.stored().await?.get(KEY).map(String::as_str), Some(damaged));

        browser.store(KEY, "{\"stored\":2,\"draft\":{}}").await?;
        let home = Home::open(browser).await?;
        home.drafts().await?.wait_for_text("được viết bằng phiên bản mới hơn của chương trình").await?;
        home.wait_for_names(&["Tham luận của đội viên"]).await
    });
}

#[test]
fn a_full_storage_is_told_and_loses_nothing() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.fill_storage(true).await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.fill(label, "Kính thưa Hội nghị!").await?;
        let told = "Trình duyệt không ghi được bài xuống máy, có thể vì bộ nhớ đã đầy. \
            Những gì đã viết vẫn còn trên màn hình này; xin đừng đóng trang.";
        browser.wait_for_text(told).await?;
        browser.masthead().await?.wait_for_text("Chưa lưu được").await?;
        browser.check_accessible().await?;
        assert_eq!(native::text(&browser.draft(&paper.id).await?, "mo-dau"), native::text(&paper, "mo-dau"));

        // Elsewhere on the page the message lasts and the text is there.
        browser.follow("Tiếp theo: Phân công, giao nhiệm vụ và tạo điều kiện cho đội viên").await?;
        browser.wait_for_text(told).await?;
        browser.back().await?;
        assert_eq!(browser.value(label).await?, "Kính thưa Hội nghị!");

        browser.fill_storage(false).await?;
        let is_kept = |draft: &Draft| native::text(draft, "mo-dau") == "Kính thưa Hội nghị!";
        browser.wait_for_draft(&paper.id, "it is kept", is_kept).await?;
        browser.masthead().await?.wait_for_text("Đã lưu lúc").await?;
        assert!(!browser.text().await?.contains("không ghi được"));
        Ok(())
    });
}

#[test]
fn what_two_tabs_write_is_kept() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let first = browser.tab().await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.new_tab(Viewport::DESKTOP).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.fill(label, "Viết ở thẻ thứ hai.").await?;
        let by_second = |draft: &Draft| native::text(draft, "mo-dau") == "Viết ở thẻ thứ hai.";
        browser.wait_for_draft(&paper.id, "the second is kept", by_second).await?;

        browser.bring_to_front(&first).await?;
        browser.replace(label, "Viết ở thẻ thứ nhất.").await?;
        browser.wait_until("there are two drafts", async || Ok(browser.drafts().await?.len() == 2)).await?;
        let drafts = browser.drafts().await?;
        let copy = drafts.iter().find(|draft| draft.id != paper.id).map(|draft| draft.id.clone());
        let copy = browser.draft(&copy.unwrap_or(paper.id.clone())).await?;
        assert_eq!(native::text(&copy, "mo-dau"), "Viết ở thẻ thứ nhất.");
        assert_eq!(copy.name, "Tham luận của UBND xã – UBND xã Thanh Sơn (bản viết ở thẻ khác)");
        assert!(by_second(&browser.draft(&paper.id).await?));
        browser.masthead().await?.wait_for_text("(bản viết ở thẻ khác)").await?;
        assert_eq!(browser.draft_id().await?, copy.id);
        // And one goes on where one was.
        browser.heading("Lời mở đầu").await?;
        assert_eq!(browser.value(label).await?, "Viết ở thẻ thứ nhất.");
        Ok(())
    });
}

#[test]
fn what_is_typed_is_stored_the_moment_the_page_is_hidden() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.fill(label, "Kính thưa Hội nghị!").await?;
        let stored: String = hide(browser).await?;
        assert!(stored.contains("Kính thưa Hội nghị!"));

        // On another tab somebody stored something else meanwhile.
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store(&store::key(&paper.id), &store::encode(&theirs)).await?;
        browser.replace(label, "Kính thưa các đồng chí!").await?;
        let stored: String = hide(browser).await?;
        assert!(stored.contains("Kính thưa các đồng chí!") && stored.contains("Viết ở thẻ thứ hai."));
        Ok(())
    });
}

#[test]
fn what_another_tab_wrote_takes_nobody_away_from_another_page() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store(&store::key(&paper.id), &store::encode(&theirs)).await?;
        browser.replace("Lời mở đầu (không bắt buộc)", "Viết ở thẻ thứ nhất.").await?;
        let home = Home::go(browser).await?;
        browser.wait_until("both are stored", async || Ok(browser.drafts().await?.len() == 2)).await?;
        let name = "Tham luận của UBND xã – UBND xã Thanh Sơn";
        home.wait_for_names(&[&format!("{name} (bản viết ở thẻ khác)"), name]).await
    });
}

#[test]
fn what_two_tabs_write_is_kept_even_if_one_is_left_at_once() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        // As another tab stores it.
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store(&store::key(&paper.id), &store::encode(&theirs)).await?;
        browser.replace("Lời mở đầu (không bắt buộc)", "Viết ở thẻ thứ nhất.").await?;
        browser.open("").await?;
        let mut texts: Vec<String> =
            browser.drafts().await?.iter().map(|draft| native::text(draft, "mo-dau").to_owned()).collect();
        texts.sort();
        assert_eq!(texts, ["Viết ở thẻ thứ hai.", "Viết ở thẻ thứ nhất."]);
        Ok(())
    });
}

/// Hides the page, as on a phone when one turns to something else, and gives all that is stored right then: a phone may
/// end the page without a further word.
async fn hide(browser: &Browser) -> Result<String> {
    let script = "
        document.dispatchEvent(new Event('visibilitychange'));
        return Object.values(localStorage).join();";
    Ok(browser.driver().execute(script, vec![]).await?.convert()?)
}
