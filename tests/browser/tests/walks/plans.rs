//! One walk a plan, as its actor: the form is found by who one is, written, read back, exported, and opened elsewhere.

use anyhow::{Context, Result};
use browser_tests::pages::{CheckPage, ExportPage, Finder, Home, OpenPage, Writing};
use browser_tests::{Browser, Viewport, native, run, samples};
use tham_luan::draft::Draft;
use tham_luan::submission::{Integrity, Status};

/// Writes the sample of a form as whoever it is asked of.
fn walk(viewport: Viewport, role: &'static str, form: &'static str) {
    run(viewport, async |browser| {
        let sample = samples::sample(form);
        let plan = native::plan_of(&sample);
        let form = plan.form(&sample.form).context("the form")?;

        Home::open(browser).await?;
        let finder = Finder(browser);
        finder.i_am(role).await?;
        finder.scope().await?.follow(&form.title).await?;
        browser.heading(&plan.identity.short_title).await?;
        browser.press(&format!("Soạn bài này: {}", form.title)).await?;
        browser
            .wait_until("a section is shown", async || Ok(browser.hash().await?.contains("/phan/")))
            .await?;
        Writing(browser).write(form, &sample).await?;
        let id = browser.draft_id().await?;
        let written =
            browser.wait_for_draft(&id, "every answer is as written", |draft| says(draft, &sample)).await?;

        CheckPage(browser).arrive("Bài đã đủ theo Kế hoạch").await?;
        browser.check_fits().await?;
        browser.check_accessible().await?;

        browser.main().await?.follow("Xuất tệp").await?;
        browser.button("Tải tệp về máy").await?;
        let export = ExportPage(browser);
        assert!(export.may_complete().await?);
        let file = export.download().await?;
        let value = native::validated(&file)?;
        assert_eq!(value["status"], "complete");
        let pages = native::measure(&written).pages;
        assert_eq!(value["paper"]["pages"], pages);
        let opened = native::read(&std::fs::read(&file)?)?;
        assert_eq!((opened.integrity, opened.status), (Integrity::Verified, Status::Complete));
        assert_eq!(opened.problems, []);
        assert!(says(&opened.draft, &sample));

        let elsewhere = Browser::start(viewport).await?;
        OpenPage::open(&elsewhere).await?.choose(&file).await?;
        elsewhere.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        elsewhere.wait_for_text(&format!("Lần xuất thứ 1 · hoàn thành · in ra {pages} trang A4")).await?;
        elsewhere.press("Mở để viết tiếp").await?;
        elsewhere.wait_for_draft(&id, "it is stored there too", |draft| says(draft, &sample)).await?;
        elsewhere.close().await
    });
}

/// Whether a draft says what the sample does: its file would hold the same answers.
fn says(draft: &Draft, sample: &Draft) -> bool {
    answers(draft).is_ok_and(|answers_now| answers(sample).is_ok_and(|wanted| answers_now == wanted))
}

fn answers(draft: &Draft) -> Result<serde_json::Value> {
    let file: serde_json::Value = serde_json::from_str(native::export(draft).text())?;
    Ok(file["answers"].clone())
}

#[test]
fn a_district_writes_its_paper_of_plan_000() {
    walk(Viewport::DESKTOP, "UBND huyện", "000-TLH");
}

#[test]
fn a_volunteer_writes_a_paper_on_a_phone() {
    walk(Viewport::PHONE, "Đội viên", "000-TLD");
}

#[test]
fn a_district_assesses_itself_by_the_criteria_of_plan_001() {
    walk(Viewport::DESKTOP, "UBND huyện", "001-TC-B");
}

#[test]
fn a_young_person_assesses_themselves_on_a_phone() {
    walk(Viewport::PHONE, "Thanh niên", "001-TC-D");
}

#[test]
fn a_district_union_writes_its_plan_of_plan_002() {
    walk(Viewport::DESKTOP, "Huyện đoàn", "002-KH");
}

#[test]
fn a_district_union_reports_on_a_phone() {
    walk(Viewport::PHONE, "Huyện đoàn", "002-BC");
}

#[test]
fn an_official_assesses_themselves_by_plan_003() {
    walk(Viewport::DESKTOP, "Cán bộ, công chức", "003-TDG");
}

#[test]
fn an_official_registers_on_a_phone() {
    walk(Viewport::PHONE, "Cán bộ, công chức", "003-DK");
}

#[test]
fn a_district_compiles_the_opinions_of_plan_004() {
    walk(Viewport::DESKTOP, "UBND huyện", "004-THYK");
}

#[test]
fn a_young_person_gives_an_opinion_on_a_phone() {
    walk(Viewport::PHONE, "Thanh niên", "004-PYK");
}
