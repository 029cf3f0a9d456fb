//! What a draft was before is kept, shown and brought back.

use anyhow::{Context, Result};
use browser_tests::pages::{Home, OpenPage, VersionsPage, Writing};
use browser_tests::{Browser, Viewport, native, run};
use serde_json::json;
use tham_luan::draft::Draft;

const OPENING: &str = "Lời mở đầu (không bắt buộc)";
const NAME: &str = "Tham luận của UBND xã – UBND xã Thanh Sơn";

const ONE: &str = "Kính thưa Hội nghị! Xã có ba kết quả.";
const TWO: &str = "Kính thưa Hội nghị! Xã có năm kết quả lớn.";

fn says(text: &str) -> impl Fn(&Draft) -> bool + '_ {
    move |draft| native::text(draft, "mo-dau") == text
}

/// Writes a first text, pauses, and writes a second over it.
async fn write_twice(browser: &Browser) -> Result<Draft> {
    let paper = native::paper("000-TLX");
    browser.open_with(&[&paper], "").await?;
    Writing::open(browser, &paper, "mo-dau").await?;
    browser.replace(OPENING, ONE).await?;
    browser.wait_for_draft(&paper.id, "the first is kept", says(ONE)).await?;
    VersionsPage::pause(browser).await?;
    browser.replace(OPENING, TWO).await?;
    browser.wait_for_draft(&paper.id, "the second is kept", says(TWO)).await?;
    Ok(paper)
}

#[test]
fn what_was_written_before_is_seen_restored_and_undone() {
    run(Viewport::PHONE, async |browser| {
        let paper = write_twice(browser).await?;
        let home = Home::go(browser).await?;
        home.drafts().await?.follow(&format!("Các bản trước của {NAME}")).await?;
        let versions = VersionsPage(browser);
        versions.wait_for_reasons(&["khi tạm ngừng viết", "khi bắt đầu viết tiếp"]).await?;
        browser.check_accessible().await?;
        browser.resize(Viewport::NARROW).await?;
        browser.check_fits().await?;

        versions.open("khi tạm ngừng viết").await?;
        browser.wait_for_text("Gạch ngang: chỉ có ở bản này").await?;
        let (removed, added) = versions.marked().await?;
        assert_eq!((removed.as_str(), added.as_str()), ("ba", "năm| lớn"));
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.resize(Viewport::PHONE).await?;
        browser.screenshot("version-on-a-phone").await?;
        browser.tick("So với bản ngay trước đó").await?;
        browser.wait_for_text("Gạch ngang: chỉ có ở bản ngay trước đó").await?;
        browser.tick("So với bài đang viết").await?;

        browser.press("Khôi phục bản này").await?;
        browser.wait_for_text("Đã khôi phục bản này.").await?;
        browser.wait_for_draft(&paper.id, "the first is back", says(ONE)).await?;
        browser.wait_for_text("Không có gì khác giữa bản này và bài đang viết.").await?;
        browser.press("Hoàn tác: khôi phục bản trước").await?;
        browser.wait_for_draft(&paper.id, "the second is back", says(TWO)).await?;
        browser.press("Làm lại: khôi phục bản trước").await?;
        browser.wait_for_draft(&paper.id, "the first is back again", says(ONE)).await?;
        browser.check_accessible().await?;

        browser.follow("Các bản trước").await?;
        let reasons = ["trước khi khôi phục một bản cũ", "khi tạm ngừng viết", "khi bắt đầu viết tiếp"];
        versions.wait_for_reasons(&reasons).await?;
        // What was there before the restore can be had as well, after whatever has been typed since.
        versions.open(reasons[0]).await?;
        browser.press("Mở thành bản nháp riêng").await?;
        browser.heading("Các phần của bài").await?;
        let other = browser.draft_id().await?;
        assert_ne!(other, paper.id);
        assert!(says(TWO)(&browser.draft(&other).await?));
        assert!(says(ONE)(&browser.draft(&paper.id).await?));
        Ok(())
    });
}

#[test]
fn what_a_file_takes_the_place_of_is_kept() {
    run(Viewport::DESKTOP, async |browser| {
        let here = native::with_text(native::paper("000-TLX"), "mo-dau", ONE);
        let in_file = native::export(&native::with_text(here.clone(), "mo-dau", TWO));
        browser.open_with(&[&here], "").await?;
        let open = OpenPage::go(browser).await?;
        open.choose_bytes("bai.json", in_file.text().as_bytes()).await?;
        browser.press("Viết tiếp từ tệp, giữ bản trên máy thành bản sao").await?;
        browser.wait_for_draft(&here.id, "it is the file's", says(TWO)).await?;
        browser.follow("Các bản trước").await?;
        let versions = VersionsPage(browser);
        versions.wait_for_reasons(&["trước khi viết tiếp từ tệp"]).await?;
        versions.open("trước khi viết tiếp từ tệp").await?;
        let (removed, added) = versions.marked().await?;
        assert_eq!((removed.as_str(), added.as_str()), ("ba", "năm| lớn"));
        Ok(())
    });
}

#[test]
fn a_draft_without_versions_says_so() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], &format!("#/bai/{}/ban-truoc", paper.id)).await?;
        browser.wait_for_text("Chưa có bản trước nào của bài này trên máy.").await?;
        browser.check_accessible().await?;
        browser.open(&format!("#/bai/{}/ban-truoc/7", paper.id)).await?;
        browser.wait_for_text("Bản này không còn trên máy").await?;
        browser.check_accessible().await
    });
}

#[test]
fn a_deleted_draft_is_brought_back_in_a_later_visit_or_forgotten_for_good() {
    run(Viewport::PHONE, async |browser| {
        let papers = [native::paper("000-TLX"), native::paper("000-TLD")];
        browser.open_with(&[&papers[0], &papers[1]], "").await?;
        for (before, name) in [NAME, "Tham luận của đội viên"].into_iter().enumerate() {
            let home = Home::open(browser).await?;
            let full = home.names().await?.into_iter().find(|known| known.starts_with(name));
            browser.press(&format!("Xóa {}", full.context(name)?)).await?;
            browser.wait_for_text("Đã xóa bản nháp.").await?;
            VersionsPage::wait_for_count(browser, before as u64 + 1).await?;
        }
        Home::open(browser).await?.wait_for_names(&[]).await?;
        browser.follow("Bài đã xóa").await?;
        browser.heading("Bài đã xóa").await?;
        browser.button("Bỏ hẳn: Tham luận của UBND xã").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press("Bỏ hẳn: Tham luận của UBND xã").await?;
        browser.wait_for_text("Đã bỏ hẳn bài đó khỏi máy này.").await?;
        VersionsPage::wait_for_count(browser, 1).await?;
        browser.press("Lấy lại: Tham luận của đội viên").await?;
        browser.heading("Các phần của bài").await?;
        let back = browser.draft(&papers[1].id).await?;
        assert_eq!(back.answers, papers[1].answers);
        Ok(())
    });
}

#[test]
fn without_indexed_db_writing_goes_on_and_the_page_tells_it() {
    run(Viewport::DESKTOP, async |browser| {
        let refuse = "IDBFactory.prototype.open = () => { throw new DOMException('off', 'SecurityError'); };";
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": refuse })).await?;
        let paper = write_twice_saved(browser).await?;
        browser.open(&format!("#/bai/{}/ban-truoc", paper.id)).await?;
        browser.wait_for_text("Trình duyệt này không cho giữ các bản trước trên máy").await?;
        browser.wait_for_text("Bài đang viết không bị ảnh hưởng").await?;
        browser.check_accessible().await
    });
}

/// Writes without any version being kept.
async fn write_twice_saved(browser: &Browser) -> Result<Draft> {
    let paper = native::paper("000-TLX");
    browser.open_with(&[&paper], "").await?;
    Writing::open(browser, &paper, "mo-dau").await?;
    for text in [ONE, TWO] {
        browser.replace(OPENING, text).await?;
        browser.wait_for_draft(&paper.id, "it is kept", says(text)).await?;
    }
    Ok(paper)
}
