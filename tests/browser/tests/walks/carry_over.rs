//! What another paper says already is taken over, not typed again.

use anyhow::Result;
use browser_tests::pages::{CheckPage, Writing};
use browser_tests::{Browser, Role, Viewport, native, run, samples};
use tham_luan::draft::{Answers, Draft, Row};
use tham_luan::form::{ColumnId, FieldId};

const TABLE: &str = "hoat-dong";

fn rows(draft: &Draft) -> &[Row] {
    draft.answers.rows(&FieldId::new(TABLE))
}

/// The names of the activities, from top to bottom.
fn activities(draft: &Draft) -> Vec<&str> {
    let column = ColumnId::new("noi-dung");
    rows(draft).iter().map(|row| row.cell(&column)).collect()
}

/// The district union's report, of which nothing is written yet.
fn report() -> Draft {
    let mut report = samples::sample("002-BC");
    report.answers = Answers::default();
    report
}

async fn open_table<'a>(browser: &'a Browser, report: &Draft) -> Result<Writing<'a>> {
    Writing::open_titled(browser, report, TABLE, "Bảng kết quả hoạt động").await
}

#[test]
fn a_report_starts_from_the_rows_of_its_plan_and_asks_why_one_is_dropped() {
    run(Viewport::DESKTOP, async |browser| {
        let (plan, report) = (samples::sample("002-KH"), report());
        browser.open_with(&[&plan, &report], "").await?;
        open_table(browser, &report).await?;
        browser.wait_for_text("Lấy từ ").await?;
        let offers: Vec<_> = browser.all(Role::Button).await?.into_iter().map(|(name, _)| name).collect();
        let offer = offers.iter().find(|name| name.starts_with("Lấy từ ")).cloned().expect("an offer");
        browser.press(&offer).await?;
        let count = activities(&plan).len();
        browser.wait_for_text(&format!("Đã lấy {count} dòng. Hãy soát lại trước khi xuất.")).await?;
        let taken = browser
            .wait_for_draft(&report.id, "the rows are there", |draft| activities(draft) == activities(&plan))
            .await?;
        assert!(rows(&taken).iter().all(|row| row.sources.len() == 1 && row.sources[0].paper == plan.id));
        browser.check_accessible().await?;

        browser.press(&offer).await?;
        browser
            .wait_for_text(&format!("Không thêm gì: {count} dòng đã có từ trước, được giữ nguyên."))
            .await?;

        browser.press("Xóa hoạt động 1").await?;
        browser
            .wait_for_draft(&report.id, "a row is gone", |draft| activities(draft) == activities(&plan)[1..])
            .await?;
        CheckPage::go(browser).await?;
        browser.wait_for_text("đã bỏ 1 dòng lấy từ bài trước").await?;
        Ok(())
    });
}

#[test]
fn files_of_another_form_or_with_changes_give_nothing_and_say_why() {
    run(Viewport::PHONE, async |browser| {
        let report = report();
        browser.open_with(&[&report], "").await?;
        open_table(browser, &report).await?;
        let folder = browser.folder().to_owned();
        let file = async |name: &str, text: &str| -> Result<()> {
            let path = folder.join(name);
            std::fs::write(&path, text)?;
            let input = browser.find(Role::File, "Chọn tệp «Kế hoạch triển khai của Huyện đoàn»").await?;
            browser.upload(&input, &path).await
        };
        let plan = native::export(&samples::sample("002-KH")).text().to_owned();
        file("khac.json", native::export(&samples::sample("002-BC")).text()).await?;
        browser.wait_for_text("khac.json: Tệp là bài theo mẫu khác nên không lấy được.").await?;
        file("sua.json", &plan.replacen("\"revision\": 1", "\"revision\": 2", 1)).await?;
        browser.wait_for_text("sua.json: Nội dung tệp đã bị thay đổi sau khi xuất nên không lấy.").await?;
        assert_eq!(rows(&browser.draft(&report.id).await?), []);

        file("ke-hoach.json", &plan).await?;
        browser.wait_for_text("Đã lấy ").await?;
        let sample = samples::sample("002-KH");
        browser
            .wait_for_draft(&report.id, "the rows are there", |draft| {
                activities(draft) == activities(&sample)
            })
            .await?;
        browser.check_fits().await?;
        Ok(())
    });
}
