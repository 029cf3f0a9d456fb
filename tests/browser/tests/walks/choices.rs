//! Every kind of question that is not simply typed.

use anyhow::{Context, Result};
use browser_tests::pages::{Writing, address, label};
use browser_tests::{Browser, Role, Viewport, native, run, samples};
use tham_luan::form::{FieldId, FieldKind};

use crate::everybody::for_everybody;

#[test]
fn several_of_a_list_are_chosen_and_stored_in_its_order() {
    run(Viewport::PHONE, async |browser| {
        let paper = samples::blank("000-TDG");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "nguyen-vong", "Nguyện vọng sau khi kết thúc Đề án").await?;
        let id = FieldId::new("nguyen-vong");
        let form = native::form("000-TDG");
        let field = form.field(&id).context("the field")?;
        let FieldKind::Choices { choices } = &field.kind else { anyhow::bail!("it takes several") };
        let group = browser.within(browser.find(Role::Group, &label(field)).await?);
        // The last one is chosen and let go again.
        for choice in [&choices[2], &choices[0], &choices[3], &choices[3]] {
            group.tick(&choice.label).await?;
        }
        let wanted = [choices[0].value.clone(), choices[2].value.clone()];
        browser
            .wait_for_draft(&paper.id, "two are chosen", |draft| draft.answers.choices(&id) == wanted)
            .await?;
        browser.press(&format!("Hoàn tác: sửa {}", field.label)).await?;
        browser
            .wait_for_draft(&paper.id, "it is chosen again", |draft| draft.answers.choices(&id).len() == 3)
            .await?;
        Ok(())
    });
}

#[test]
fn a_long_list_is_searched_without_tones() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = samples::blank("004-THYK");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "ho-so", "Đơn vị và người lập").await?;
        let group = browser.within(browser.find(Role::Group, "Đơn vị").await?);
        group.wait_for_text("Chưa chọn").await?;
        group.fill("Tìm trong danh sách (gõ không dấu cũng được)", "gia binh").await?;
        group.wait_for_text("1 mục").await?;
        let offered: Vec<String> = group.all(Role::Radio).await?.into_iter().map(|(name, _)| name).collect();
        assert_eq!(offered, ["UBND huyện Bình Gia"]);
        group.tick("UBND huyện Bình Gia").await?;
        group.fill("Tìm trong danh sách (gõ không dấu cũng được)", "zzz").await?;
        group.wait_for_text("Không có mục nào khớp.").await?;
        group.wait_for_text("Đang chọn: UBND huyện Bình Gia").await?;
        browser
            .wait_for_draft(&paper.id, "it is chosen", |draft| !native::text(draft, "don-vi").is_empty())
            .await?;
        Ok(())
    });
}

#[test]
fn a_number_that_nobody_types_follows_what_it_is_made_of() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = samples::blank("002-BC");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "tinh-hinh", "Đặc điểm tình hình").await?;
        let output = async || -> Result<String> {
            let read = "return document.querySelector('output').textContent";
            Ok(browser.driver().execute(read, vec![]).await?.convert()?)
        };
        assert_eq!(output().await?, "chưa đủ số liệu");
        browser.fill("Số trí thức trẻ là nam", "1.200").await?;
        browser.fill("Số trí thức trẻ là nữ", "34").await?;
        browser.wait_until("they are added up", async || Ok(output().await? == "1.234")).await
    });
}

#[test]
fn a_day_is_typed_or_picked_from_the_calendar() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = samples::blank("000-TDG");
        browser.open_with(&[&paper], "").await?;
        Writing::open_titled(browser, &paper, "ban-than", "Sơ lược bản thân").await?;
        let label = "Về xã công tác từ ngày (không bắt buộc)";
        browser.fill(label, "5/9/2015").await?;
        // The calendar itself is the browser's: what it gives is given here in its stead.
        browser.press("Chọn ngày từ lịch: Về xã công tác từ ngày").await?;
        let pick = "const input = document.querySelector('input[type=date]');
            const opened = input.value;
            input.value = '2015-09-12';
            input.dispatchEvent(new Event('change', { bubbles: true }));
            return opened;";
        let opened: String = browser.driver().execute(pick, vec![]).await?.convert()?;
        assert_eq!(opened, "2015-09-05", "it opens at the day that was typed");
        browser.wait_until("it is picked", async || Ok(browser.value(label).await? == "12/09/2015")).await?;
        browser
            .wait_for_draft(&paper.id, "it is stored", |draft| native::text(draft, "tu-ngay") == "12/09/2015")
            .await?;
        Ok(())
    });
}

#[test]
fn every_kind_of_question_fits_and_is_accessible() {
    run(Viewport::DESKTOP, async |browser| {
        let papers = ["000-TDG", "002-BC", "004-THYK", "004-PYK", "001-KT-DS"].map(samples::sample);
        browser.open_with(&papers.each_ref(), "").await?;
        for (paper, section) in
            papers.iter().zip(["nguyen-vong", "tinh-hinh", "ho-so", "nguoi-gui", "tap-the"])
        {
            go(browser, &address(paper, section)).await?;
            for_everybody(browser).await.with_context(|| format!("{} {section}", paper.form))?;
        }
        for paper in &papers {
            go(browser, &format!("#/bai/{}/kiem-tra", paper.id)).await?;
            browser.heading("Đọc lại từng câu trả lời").await?;
            for_everybody(browser).await.with_context(|| format!("the check of {}", paper.form))?;
        }
        Ok(())
    });
}

async fn go(browser: &Browser, place: &str) -> Result<()> {
    browser.driver().execute("location.hash = arguments[0]", vec![place.into()]).await?;
    browser.wait_until("it is shown", async || Ok(browser.hash().await? == place)).await
}
