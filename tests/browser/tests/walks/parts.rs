//! Parts of the program that come later, over a network that does not last.

use browser_tests::pages::{Writing, label};
use browser_tests::{Viewport, native, run};
use tham_luan::draft::Draft;
use tham_luan::form::{FieldId, FieldKind};

#[test]
fn without_its_later_parts_the_page_writes_and_saves_and_says_what_is_missing() {
    run(Viewport::PHONE, async |browser| {
        browser.cut_off_parts(true).await?;
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let form = native::form("000-TLX");
        let mut fields =
            form.sections.iter().filter(|section| section.id.as_str() == "mo-dau").flat_map(|s| &s.fields);
        let field = fields.find(|field| matches!(field.kind, FieldKind::LongText)).expect("a text");
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.wait_for_text("Chưa tải được phần này của chương trình").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;

        browser.replace(&label(field), "Viết khi không có mạng.").await?;
        let typed =
            |draft: &Draft| draft.answers.text(&FieldId::new(field.id.as_str())) == "Viết khi không có mạng.";
        browser.wait_for_draft(&paper.id, "what was typed is stored", typed).await?;

        browser.open(&format!("#/bai/{}/kiem-tra", paper.id)).await?;
        browser.heading("Đang mở trang này…").await?;
        browser.wait_for_text("Bài viết trên máy này vẫn nguyên.").await?;
        browser.check_accessible().await?;
        // What nobody asked for: the page has come to rest, and tries nothing by itself any more.
        let rested = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('/split_files'))";
        browser
            .wait_until("the page comes to rest", async || {
                Ok(browser.driver().execute(rested, vec![]).await?.convert()?)
            })
            .await?;
        browser.cut_off_parts(false).await?;
        browser.press("Thử lại").await?;
        browser.heading("Kiểm tra trước khi nộp: Tham luận của UBND xã – UBND xã Thanh Sơn").await?;
        browser.forgive_missing_parts().await
    });
}
