//! Every place has an address.

use browser_tests::pages::{Home, Writing, address};
use browser_tests::{Viewport, native, run};

#[test]
fn an_address_leads_to_its_section_after_a_reload_too() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLD");
        browser.open_with(&[&paper], &address(&paper, "kho-khan")).await?;
        browser.heading("Khó khăn, vướng mắc").await?;
        browser.reload().await?;
        browser.heading("Khó khăn, vướng mắc").await?;
        let text = browser.value("Khó khăn, vướng mắc").await?;
        assert_eq!(text, native::text(&paper, "kho-khan"));
        Ok(())
    });
}

#[test]
fn back_leads_back_and_the_focus_goes_along() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let writing = Writing::open(browser, &paper, "ho-so").await?;
        writing.next("Phần đầu văn bản").await?;
        browser.wait_for_focus("Phần đầu văn bản").await?;
        writing.next("Lời mở đầu").await?;
        browser.back().await?;
        browser.heading("Phần đầu văn bản").await?;
        browser.wait_for_focus("Phần đầu văn bản").await?;
        browser.back().await?;
        browser.heading("Đơn vị và người trình bày").await?;
        assert_eq!(browser.value("Tên đơn vị").await?, "UBND xã Thanh Sơn");
        Ok(())
    });
}

#[test]
fn an_address_that_leads_nowhere_says_so() {
    run(Viewport::PHONE, async |browser| {
        for nowhere in ["#/khong-co", "#/ke-hoach/999", "#/bai/x/khong-co"] {
            browser.open(nowhere).await?;
            browser.heading("Không có trang này").await?;
        }
        for gone in ["#/bai/x", "#/bai/x/phan/mo-dau", "#/bai/x/kiem-tra", "#/bai/x/xuat"] {
            browser.open(gone).await?;
            browser.heading("Không có bản nháp này trên máy").await?;
        }
        browser.follow("Về trang đầu").await?;
        Home(browser).wait_for_names(&[]).await
    });
}

#[test]
fn a_section_that_the_form_does_not_have_is_no_missing_draft() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], &format!("#/bai/{}/phan/khong-co", paper.id)).await?;
        browser.heading("Không có trang này").await?;
        Ok(())
    });
}
