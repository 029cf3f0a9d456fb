//! What is written is kept, whatever becomes of the storage.

use anyhow::Result;
use browser_tests::pages::{Home, Writing};
use browser_tests::{Browser, Key, Viewport, native, run, run_in_both};
use tham_luan::draft::{Draft, DraftId};
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

        browser.store(KEY, "{\"stored\":3,\"draft\":{}}").await?;
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
        let told = "Bộ nhớ mà trình duyệt dành cho trang này đã đầy. \
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
        browser.wait_for_both_copies(&paper.id).await?;
        assert!(!browser.text().await?.contains("đã đầy"));
        Ok(())
    });
}

const LABEL: &str = "Lời mở đầu (không bắt buộc)";
const TAKE_OVER: &str = "Viết tiếp ở đây";

#[test]
fn what_is_written_is_in_both_copies_before_it_is_called_saved() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        browser.refuse_second(true).await?;
        browser.fill(LABEL, "Kính thưa Hội nghị!").await?;
        browser.wait_for_text("chỉ một bản thay vì hai").await?;
        browser.masthead().await?.wait_for_text("Đã lưu lúc").await?;
        browser.check_accessible().await?;
        browser.press("Xuất ngay một bản để giữ").await?;
        let file = std::fs::read_to_string(browser.wait_for_download().await?)?;
        assert!(file.contains("Kính thưa Hội nghị!"));
        browser.refuse_second(false).await?;
        let both = browser.wait_for_both_copies(&paper.id).await?;
        assert!(both.contains("Kính thưa Hội nghị!"));
        browser
            .wait_until("nothing is said any more", async || {
                Ok(!browser.text().await?.contains("chỉ một bản"))
            })
            .await?;

        // The other way round.
        browser.refuse_first(true).await?;
        browser.replace(LABEL, "Kính thưa các đồng chí!").await?;
        browser.wait_for_text("chỉ một bản thay vì hai").await?;
        browser.masthead().await?.wait_for_text("Đã lưu lúc").await?;
        let second = browser.second_copies().await?;
        assert!(second[&store::key(&paper.id)].contains("Kính thưa các đồng chí!"));
        Writing::open(browser, &paper, "mo-dau").await?;
        browser
            .wait_until("it is there", async || Ok(browser.value(LABEL).await? == "Kính thưa các đồng chí!"))
            .await
    });
}

#[test]
fn what_the_browser_throws_away_comes_back_and_what_was_deleted_does_not() {
    run_in_both(async |browser| {
        let (first, second) = (named("000-TLX", "Bài thứ nhất"), named("000-TLH", "Bài thứ hai"));
        browser.open_with(&[&first, &second], "").await?;
        for paper in [&first, &second] {
            browser.wait_for_both_copies(&paper.id).await?;
        }
        let home = Home::open(browser).await?;
        let name = &second.name;
        home.drafts().await?.press(&format!("Xóa {name}")).await?;
        browser.wait_until("it is gone", async || Ok(browser.second_copies().await?.len() == 1)).await?;
        browser.driver().execute("localStorage.clear()", vec![]).await?;
        let home = Home::open(browser).await?;
        home.wait_for_names(&[&first.name]).await?;
        browser.wait_for_text("chương trình đã lấy lại đủ từ bản lưu thứ hai").await?;
        browser.check_accessible().await?;
        browser.wait_for_both_copies(&first.id).await?;
        browser.press("Đóng").await?;
        assert_eq!(browser.drafts().await?.len(), 1);
        Ok(())
    });
}

#[test]
fn a_deleted_draft_comes_back_on_request_in_both_copies() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = named("000-TLX", "Bài thứ nhất");
        browser.open_with(&[&paper], "").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        let home = Home::open(browser).await?;
        home.drafts().await?.press(&format!("Xóa {}", paper.name)).await?;
        browser.press("Hoàn tác").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        browser.reload().await?;
        Home(browser).wait_for_names(&[&paper.name]).await
    });
}

#[test]
fn one_damaged_copy_is_set_aside_and_the_other_goes_on() {
    run_in_both(async |browser| {
        let paper = named("000-TLX", "Bài thứ nhất");
        let key = store::key(&paper.id);
        browser.open_with(&[&paper], "").await?;
        let good = browser.wait_for_both_copies(&paper.id).await?;
        let damaged = good.replacen("Kính", "Kinh", 1);
        assert_ne!(damaged, good);

        browser.store(&key, &damaged).await?;
        let home = Home::open(browser).await?;
        browser.wait_for_text("Một trong hai bản lưu của bài").await?;
        home.wait_for_names(&[&paper.name]).await?;
        assert_eq!(browser.wait_for_both_copies(&paper.id).await?, good);
        assert_eq!(browser.set_aside().await?.len(), 1);

        browser.store_second(&key, &good[..good.len() / 3]).await?;
        Home::open(browser).await?;
        browser.wait_for_text("Một trong hai bản lưu của bài").await?;
        assert_eq!(browser.wait_for_both_copies(&paper.id).await?, good);
        assert_eq!(browser.set_aside().await?.len(), 2);
        Ok(())
    });
}

#[test]
fn the_newer_copy_goes_on_and_nothing_is_asked() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let before = browser.wait_for_both_copies(&paper.id).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.replace(LABEL, "Viết sau.").await?;
        browser
            .wait_for_draft(&paper.id, "it is", |draft| native::text(draft, "mo-dau") == "Viết sau.")
            .await?;
        let after = browser.wait_for_both_copies(&paper.id).await?;
        // As if the browser had not got to writing one of them.
        browser.store(&store::key(&paper.id), &before).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser
            .wait_until("the later text is there", async || Ok(browser.value(LABEL).await? == "Viết sau."))
            .await?;
        browser.store_second(&store::key(&paper.id), &before).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        assert_eq!(browser.wait_for_both_copies(&paper.id).await?, after);
        assert_eq!(browser.value(LABEL).await?, "Viết sau.");
        assert_eq!(browser.drafts().await?.len(), 1);
        assert!(!browser.text().await?.contains("bản lưu"));
        Ok(())
    });
}

#[test]
fn what_an_earlier_version_stored_is_kept_when_it_is_stored_anew() {
    run(Viewport::DESKTOP, async |browser| {
        let first = include_str!("../../../fixtures/stored/version-1/000-TLX.json");
        let value: serde_json::Value = serde_json::from_str(first)?;
        let id = DraftId::new(value["draft"]["id"].as_str().unwrap_or_default());
        let paper = store::decode(&store::key(&id), first)?;
        browser.open("").await?;
        browser.store(&store::key(&paper.id), first).await?;
        Home::open(browser).await?;
        browser
            .wait_until("it is stored anew", async || {
                Ok(browser.stored().await?[&store::key(&paper.id)] != first)
            })
            .await?;
        browser.wait_for_both_copies(&paper.id).await?;
        assert_eq!(browser.draft(&paper.id).await?, paper);
        let kept = browser.set_aside().await?;
        assert_eq!(kept.len(), 1);
        let kept = kept.values().next().and_then(|text| store::Kept::decode(text)).map(|kept| kept.raw);
        assert_eq!(kept.as_deref(), Some(first));
        Ok(())
    });
}

#[test]
fn a_second_tab_reads_until_it_takes_over() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let first = browser.tab().await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        let second = browser.new_tab(Viewport::DESKTOP).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_text("Bài này đang mở để viết ở một thẻ khác, nên ở đây chỉ xem được.").await?;
        assert!(!browser.textbox(LABEL).await?.is_enabled().await?);
        browser.check_accessible().await?;

        // What is written in the first is seen in the second.
        browser.bring_to_front(&first).await?;
        browser.replace(LABEL, "Viết ở thẻ thứ nhất.").await?;
        browser.bring_to_front(&second).await?;
        browser
            .wait_until("it is seen", async || Ok(browser.value(LABEL).await? == "Viết ở thẻ thứ nhất."))
            .await?;

        // Taken over while the first still waits to save.
        browser.bring_to_front(&first).await?;
        browser.go_to_end(LABEL).await?;
        browser.type_text(" Và thêm.").await?;
        browser.bring_to_front(&second).await?;
        browser.press(TAKE_OVER).await?;
        browser
            .wait_until("one may write", async || Ok(browser.textbox(LABEL).await?.is_enabled().await?))
            .await?;
        assert_eq!(browser.value(LABEL).await?, "Viết ở thẻ thứ nhất. Và thêm.");
        browser.go_to_end(LABEL).await?;
        browser.type_text(" Thẻ hai viết tiếp.").await?;
        let all = "Viết ở thẻ thứ nhất. Và thêm. Thẻ hai viết tiếp.";
        browser
            .wait_for_draft(&paper.id, "all is kept", |draft| native::text(draft, "mo-dau") == all)
            .await?;
        browser.bring_to_front(&first).await?;
        browser.wait_for_text("Bài này đang được viết tiếp ở một thẻ khác.").await?;
        browser.wait_until("it is seen there", async || Ok(browser.value(LABEL).await? == all)).await?;
        assert!(!browser.textbox(LABEL).await?.is_enabled().await?);
        assert_eq!(browser.drafts().await?.len(), 1, "nothing parted");

        // And when the second is closed the first may write again.
        browser.bring_to_front(&second).await?;
        Home::open(browser).await?;
        browser.bring_to_front(&first).await?;
        browser
            .wait_until("one may write", async || Ok(browser.textbox(LABEL).await?.is_enabled().await?))
            .await
    });
}

#[test]
fn what_another_tab_wrote_is_in_the_field_before_the_next_key() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        browser.go_to_end(LABEL).await?;
        // A tab that was loaded a moment ago writes before the others hear of it.
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store_elsewhere(&theirs).await?;
        browser.tell_of_storage(&store::key(&paper.id)).await?;
        browser
            .wait_until("it is seen", async || Ok(browser.value(LABEL).await? == "Viết ở thẻ thứ hai."))
            .await?;
        browser.press_key(Key::End).await?;
        browser.type_text(" Và viết tiếp.").await?;
        let all = "Viết ở thẻ thứ hai. Và viết tiếp.";
        browser.wait_for_draft(&paper.id, "both are", |draft| native::text(draft, "mo-dau") == all).await?;
        assert_eq!(browser.drafts().await?.len(), 1, "nothing parted");
        Ok(())
    });
}

#[test]
fn a_draft_that_another_tab_writes_is_not_deleted_from_the_first_page() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = named("000-TLX", "Bài thứ nhất");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        browser.new_tab(Viewport::DESKTOP).await?;
        let home = Home::open(browser).await?;
        browser
            .wait_until("it hears of the other", async || {
                let told = async || {
                    Ok(browser.text().await?.contains("đang được viết ở một thẻ khác nên chưa làm được"))
                };
                home.drafts().await?.press(&format!("Xóa {}", paper.name)).await?;
                if told().await? {
                    return Ok(true);
                }
                // Before it has heard of it: that can be undone.
                browser.press("Hoàn tác").await?;
                home.wait_for_names(&[&paper.name]).await?;
                told().await
            })
            .await?;
        assert_eq!(browser.drafts().await?.len(), 1);
        Ok(())
    });
}

#[test]
fn who_types_while_tabs_part_types_on() {
    run_in_both(async |browser| {
        let paper = native::with_text(native::paper("000-TLX"), "mo-dau", "");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        browser.fill(LABEL, "Kính thưa").await?;
        browser
            .wait_for_draft(&paper.id, "it is", |draft| native::text(draft, "mo-dau") == "Kính thưa")
            .await?;
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store_elsewhere(&theirs).await?;
        let rest = " Hội nghị, thưa các đồng chí, sau đây là tham luận của xã.";
        for letter in rest.chars() {
            browser.type_text(&letter.to_string()).await?;
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        let whole = format!("Kính thưa{rest}");
        browser
            .wait_until("the copy is stored", async || {
                Ok(browser.drafts().await?.iter().any(|draft| native::text(draft, "mo-dau") == whole))
            })
            .await?;
        let texts: Vec<String> =
            browser.drafts().await?.iter().map(|draft| native::text(draft, "mo-dau").to_owned()).collect();
        assert!(texts.contains(&"Viết ở thẻ thứ hai.".to_owned()) && texts.len() == 2, "{texts:?}");
        assert_eq!(browser.value(LABEL).await?, whole);
        browser.wait_for_text("Bài này được viết ở hai nơi cùng lúc nên có hai bản khác nhau.").await?;
        browser.follow("Xem hai bản khác nhau chỗ nào").await?;
        browser.heading("Hai bản viết song song").await?;
        let main = browser.main().await?;
        main.wait_for_text("Viết ở thẻ thứ hai").await?;
        main.wait_for_text("sau đây là tham luận của xã").await?;
        browser.check_accessible().await?;
        browser.check_fits().await
    });
}

#[test]
fn what_is_typed_is_stored_the_moment_the_page_is_hidden() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_both_copies(&paper.id).await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.fill(label, "Kính thưa Hội nghị!").await?;
        let stored: String = hide(browser).await?;
        assert!(stored.contains("Kính thưa Hội nghị!"));

        // On another tab somebody stored something else meanwhile.
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store_elsewhere(&theirs).await?;
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
        browser.wait_for_both_copies(&paper.id).await?;
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store_elsewhere(&theirs).await?;
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
        browser.wait_for_both_copies(&paper.id).await?;
        // As another tab stores it.
        let theirs = native::with_text(paper.clone(), "mo-dau", "Viết ở thẻ thứ hai.");
        browser.store_elsewhere(&theirs).await?;
        browser.replace("Lời mở đầu (không bắt buộc)", "Viết ở thẻ thứ nhất.").await?;
        browser.open("").await?;
        let mut texts: Vec<String> =
            browser.drafts().await?.iter().map(|draft| native::text(draft, "mo-dau").to_owned()).collect();
        texts.sort();
        assert_eq!(texts, ["Viết ở thẻ thứ hai.", "Viết ở thẻ thứ nhất."]);
        Ok(())
    });
}

/// A sample paper under a name.
fn named(form: &str, name: &str) -> Draft {
    Draft { name: name.to_owned(), ..native::paper(form) }
}

/// Hides the page, as on a phone when one turns to something else, and gives all that is stored right then: a phone may
/// end the page without a further word.
async fn hide(browser: &Browser) -> Result<String> {
    let script = "
        document.dispatchEvent(new Event('visibilitychange'));
        return Object.values(localStorage).join();";
    Ok(browser.driver().execute(script, vec![]).await?.convert()?)
}
