//! Who writes is kept in mind, if that is wished.

use browser_tests::pages::{Home, Writing};
use browser_tests::{Role, Viewport, native, run};
use tham_luan::session::store;

const FORM: &str = "Tham luận của UBND xã";
const WISH: &str = "Nhớ những điều này trên máy này cho lần sau";

#[test]
fn who_writes_is_filled_in_the_next_time_until_it_is_forgotten() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ho-so").await?;
        let wish = browser.find(Role::Checkbox, WISH).await?;
        assert!(!wish.is_selected().await?, "off unless it is wished");
        assert!(!browser.stored().await?.contains_key(store::REMEMBERED_KEY));
        browser.tick(WISH).await?;
        browser.wait_for_text("Đang nhớ; những gì gõ sau cùng sẽ được điền vào bài mới.").await?;
        browser.check_accessible().await?;
        browser.fill("Họ và tên người trình bày", "Lý Văn Sáu").await?;

        // In another visit.
        let home = Home::open(browser).await?;
        home.begin(FORM).await?;
        assert_eq!(browser.value("Tên đơn vị").await?, native::text(&paper, "ten-don-vi"));
        assert_eq!(browser.value("Họ và tên người trình bày").await?, "Lý Văn Sáu");
        let id = browser.draft_id().await?;
        let draft = browser.wait_for_draft(&id, "it is begun", |_| true).await?;
        let same =
            |field: &str| assert_eq!(native::text(&draft, field), native::text(&paper, field), "{field}");
        ["co-quan-ban-hanh", "dia-danh", "chuc-vu-ky", "nguoi-ky"].into_iter().for_each(same);
        for empty in ["so", "ngay-ky", "phan-cong"] {
            assert_eq!(native::text(&draft, empty), "", "{empty}");
        }

        browser.press("Quên đi").await?;
        browser
            .wait_until("it is off", async || {
                Ok(!browser.find(Role::Checkbox, WISH).await?.is_selected().await?)
            })
            .await?;
        assert!(
            !browser.stored().await?.values().any(|text| text.contains("levels") && text.contains("Sáu"))
        );
        let home = Home::open(browser).await?;
        home.begin(FORM).await?;
        assert_eq!(browser.value("Họ và tên người trình bày").await?, "");
        Ok(())
    });
}
