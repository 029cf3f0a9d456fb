//! What an office asks goes back to the author, is seen at the fields that it speaks of, is mended there, and counts.

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{ExportPage, OpenPage, Receiving};
use browser_tests::{Browser, Role, Viewport, native, run};
use tham_luan::draft::Draft;
use tham_luan::form::{ColumnId, FieldId};

/// A paper without its signer, and with a proposal to nobody.
fn lacking() -> Draft {
    let mut paper = native::with_text(native::paper("000-TLX"), "nguoi-ky", "");
    let rows = paper.answers.rows_mut(&FieldId::new("kien-nghi"));
    rows[1].cells.insert(ColumnId::new("gui-cap"), String::new());
    paper
}

/// What describes the field or the cell that has the focus.
async fn description(browser: &Browser) -> Result<String> {
    let script = "const at = document.activeElement;
        const by = (at.getAttribute('aria-describedby') || '').split(' ');
        return by.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')";
    Ok(browser.driver().execute(script, vec![]).await?.convert()?)
}

/// Follows the way to a place that the list of the draft's page names so.
async fn go_to(browser: &Browser, draft: &Draft, place: &str) -> Result<()> {
    browser.open(&format!("#/bai/{}", draft.id)).await?;
    let list = browser.find(Role::Region, "Đề nghị bổ sung của cơ quan nhận bài").await?;
    let ways = browser.within(list).all(Role::Link).await?;
    let names: Vec<String> = ways.iter().map(|(name, _)| name.clone()).collect();
    let (_, way) = ways
        .into_iter()
        .find(|(name, _)| name.contains(place))
        .with_context(|| format!("{place} among {names:?}"))?;
    way.click().await?;
    browser
        .wait_until("the place has the focus and says what is asked", async || {
            Ok(browser.focused().await?.id().await?.unwrap_or_default().starts_with("f-")
                && description(browser).await?.contains("chưa"))
        })
        .await
}

#[test]
fn what_an_office_asks_is_seen_at_the_field_mended_and_counts() {
    run(Viewport::DESKTOP, async |browser| {
        let sent = lacking();
        // The author has exported it once.
        let here = Draft { revision: 1, ..sent.clone() };
        browser.open_with(&[&here], "").await?;
        let page = Receiving::open(browser, "000").await?;
        page.choose(&[("xa.json", native::export(&sent).text().as_bytes())]).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        browser.open("#/tiep-nhan/000/bai/0").await?;
        browser.fill("Cơ quan đề nghị", "Sở Nội vụ tỉnh").await?;
        browser.press("Tải tệp đề nghị").await?;
        let file = browser.wait_for_download().await?;

        OpenPage::open(browser).await?.choose(&file).await?;
        browser.wait_for_text("Mỗi điều dưới đây đã được đặt ngay tại ô của nó trong bài").await?;
        browser.check_accessible().await?;

        // At the cell, at the field, in the list of the draft and in that of its sections.
        go_to(browser, &here, "Gửi cấp nào, kiến nghị 2").await?;
        browser.wait_for_text("1 đề nghị bổ sung").await?;
        browser.wait_for_text("Sở Nội vụ tỉnh đề nghị lúc").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.reload().await?;
        go_to(browser, &here, "Họ và tên người ký").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;

        // Mended, and said to be done: that stays, and is no answer.
        browser.replace("Họ và tên người ký", "Nông Văn Bình").await?;
        let (name, tick) = browser
            .all(Role::Checkbox)
            .await?
            .into_iter()
            .find(|(name, _)| name.starts_with("Đã xong: "))
            .context("a box to tick")?;
        tick.click().await?;
        browser.wait_for_saved().await?;
        browser.reload().await?;
        browser.find(Role::Checkbox, &name).await?;
        browser
            .wait_until("it is ticked still", async || {
                Ok(browser.find(Role::Checkbox, &name).await?.is_selected().await?)
            })
            .await?;
        go_to(browser, &here, "Gửi cấp nào, kiến nghị 2").await?;
        browser.wait_for_text("Cơ quan khác").await?;
        browser.open(&format!("#/bai/{}", here.id)).await?;
        browser.wait_for_text("Còn 1 trong 2 điều chưa xong.").await?;
        browser.check_accessible().await?;
        let export = ExportPage::go(browser).await?;
        let contents = export.contents().await?;
        ensure!(contents.iter().all(|(_, value)| !value.contains("Sở Nội vụ tỉnh")), "{contents:?}");
        let file = export.download().await?;

        let page = Receiving::open(browser, "000").await?;
        page.choose_file(&file).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        ensure!(page.rows().await? == 2);
        ensure!(page.count("Không tính (bản cũ, trùng, để riêng)").await? == 1, "the next revision counts");
        browser.open("#/tiep-nhan/000/bai/1").await?;
        browser.wait_for_text("Nông Văn Bình").await
    });
}
