//! Text pasted from old files, in encodings from before Unicode: shown as it came and as it reads, changed on request.

use anyhow::{Result, ensure};
use browser_tests::pages::Writing;
use browser_tests::{Browser, Viewport, native, run, run_in_both};

const FIELD: &str = "mo-dau";
const LABEL: &str = "Lời mở đầu (không bắt buộc)";

/// As a file in `.VnTime` is copied; the letter ư is a soft hyphen.
const TCVN3: &str = " B¸o c¸o kÕt qu¶ thùc hiÖn §Ò ¸n 500 vÒ ®\u{ad}êng giao th«ng n«ng th«n.";
const TCVN3_READS: &str = " Báo cáo kết quả thực hiện Đề án 500 về đường giao thông nông thôn.";

/// As one in VNI-Times is.
const VNI: &str = " Kính thöa Hoäi nghò, ñoäi vieân chuùng toâi xin baùo caùo keát quaû.";
const VNI_READS: &str = "Kính thưa Hội nghị, đội viên chúng tôi xin báo cáo kết quả.";

const OFFER: &str = "Chữ vừa dán có vẻ dùng bảng mã cũ";

/// Copies a text elsewhere, and pastes it at the end of a field, by the keys.
async fn paste_by_keys(browser: &Browser, text: &str) -> Result<()> {
    let elsewhere = "
        const other = document.createElement('textarea');
        other.id = 'elsewhere';
        other.value = arguments[0];
        document.body.append(other);
        other.select();";
    browser.driver().execute(elsewhere, vec![text.into()]).await?;
    browser.press_control("c").await?;
    browser.driver().execute("document.getElementById('elsewhere').remove()", vec![]).await?;
    browser.go_to_end(LABEL).await?;
    browser.press_control("v").await
}

/// The text of the field becomes this, and is stored.
async fn holds(browser: &Browser, what: &str, text: &str) -> Result<()> {
    browser.wait_until(what, async || Ok(browser.value(LABEL).await? == text)).await?;
    let id = native::paper("000-TLX").id;
    browser.wait_for_draft(&id, what, |draft| native::text(draft, FIELD) == text).await?;
    Ok(())
}

async fn is_offered(browser: &Browser) -> Result<bool> {
    Ok(browser.text().await?.contains(OFFER))
}

#[test]
fn what_was_pasted_in_tcvn3_is_shown_in_unicode_and_changed_only_on_request() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        let before = native::text(&paper, FIELD).to_owned();
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, FIELD).await?;
        paste_by_keys(browser, TCVN3).await?;
        browser.wait_for_text(&format!("{OFFER} (TCVN3 – phông .VnTime).")).await?;
        browser.wait_for_text("Trước: B¸o c¸o kÕt qu¶").await?;
        browser.wait_for_text(&format!("Sau: {}", TCVN3_READS.trim())).await?;
        // Nobody is taken out of the text, and it stays as it is.
        assert_eq!(browser.focused_name().await?, LABEL);
        let pasted = format!("{before}{TCVN3}");
        holds(browser, "it is as pasted", &pasted).await?;
        browser.check_accessible().await?;

        browser.press("Chuyển sang Unicode").await?;
        let right = format!("{before}{TCVN3_READS}");
        holds(browser, "it is Unicode", &right).await?;
        browser.wait_for_focus(LABEL).await?;
        ensure!(!is_offered(browser).await?, "it is done");

        // At once, with what was pasted a moment ago left in its place.
        browser.press_control("z").await?;
        holds(browser, "it is undone", &pasted).await?;
        browser.press("Làm lại: sửa Lời mở đầu").await?;
        holds(browser, "it is done again", &right).await?;
        browser.press("Hoàn tác: sửa Lời mở đầu").await?;
        holds(browser, "it is undone by the button", &pasted).await?;
        browser.press("Hoàn tác: sửa Lời mở đầu").await?;
        holds(browser, "nothing is pasted", &before).await
    });
}

#[test]
fn what_was_pasted_is_kept_as_it_is_on_request_and_unicode_is_not_asked_about() {
    run(Viewport::NARROW, async |browser| {
        let paper = native::paper("000-TLX");
        let before = native::text(&paper, FIELD).to_owned();
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, FIELD).await?;
        paste_by_keys(browser, VNI).await?;
        browser.wait_for_text(&format!("{OFFER} (VNI-Windows – phông VNI-Times).")).await?;
        browser.wait_for_text(&format!("Sau: {VNI_READS}")).await?;
        browser.check_fits().await?;
        browser.check_accessible().await?;
        browser.press("Giữ nguyên").await?;
        browser.wait_until("it is asked no more", async || Ok(!is_offered(browser).await?)).await?;
        browser.wait_for_focus(LABEL).await?;
        let kept = format!("{before}{VNI}");
        holds(browser, "it is as pasted", &kept).await?;

        paste_by_keys(browser, TCVN3_READS).await?;
        holds(browser, "Unicode is there", &format!("{kept}{TCVN3_READS}")).await?;
        ensure!(!is_offered(browser).await?, "it is Unicode");
        Ok(())
    });
}
