//! Drafts, the rows of their tables, and what the plan says beside them.

use browser_tests::pages::{Home, PLAN, Writing};
use browser_tests::{Role, Viewport, native, run};
use tham_luan::draft::Draft;
use tham_luan::form::{ColumnId, FieldId};

const FORM: &str = "Tham luận của UBND xã";

#[test]
fn two_drafts_of_one_form_stand_side_by_side() {
    run(Viewport::PHONE, async |browser| {
        let mut home = Home::open(browser).await?;
        browser.wait_for_text("Chưa có bản nháp nào trên máy này.").await?;
        for unit in ["UBND xã Ia Hrú", "UBND xã Đăk Rong"] {
            home.begin(FORM).await?;
            browser.fill("Tên đơn vị", unit).await?;
            home = Home::go(browser).await?;
        }
        let names = [format!("{FORM} – UBND xã Đăk Rong"), format!("{FORM} – UBND xã Ia Hrú")];
        home.wait_for_names(&[&names[0], &names[1]]).await?;
        browser.wait_until("both are stored", async || Ok(browser.drafts().await?.len() == 2)).await?;
        home.drafts().await?.follow(&names[1]).await?;
        browser.heading(&names[1]).await?;
        browser.reload().await?;
        browser.heading(&names[1]).await?;
        Ok(())
    });
}

#[test]
fn a_draft_is_renamed_duplicated_deleted_and_brought_back() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let home = Home(browser);
        browser.follow(&format!("{FORM} – UBND xã Thanh Sơn")).await?;
        browser.fill("Tên gọi riêng", "Bài cho Hội nghị").await?;
        browser.heading("Bài cho Hội nghị").await?;
        browser.reload().await?;
        browser.heading("Bài cho Hội nghị").await?;
        browser.wait_for_draft(&paper.id, "it is named", |draft| draft.name == "Bài cho Hội nghị").await?;

        browser.press("Tạo bản sao").await?;
        browser.heading("Bài cho Hội nghị (bản sao)").await?;
        let copy = browser.draft_id().await?;
        assert_ne!(copy, paper.id);
        let stored = browser
            .wait_for_draft(&copy, "the copy is whole", |draft| draft.answers == paper.answers)
            .await?;
        assert_eq!(stored.revision, 0);

        Home::go(browser).await?;
        home.wait_for_names(&["Bài cho Hội nghị (bản sao)", "Bài cho Hội nghị"]).await?;
        browser.press("Xóa Bài cho Hội nghị").await?;
        home.wait_for_names(&["Bài cho Hội nghị (bản sao)"]).await?;
        browser.wait_until("it is gone", async || Ok(browser.drafts().await?.len() == 1)).await?;
        browser.wait_for_text("Đã xóa bản nháp.").await?;
        browser.press("Hoàn tác").await?;
        home.wait_for_names(&["Bài cho Hội nghị", "Bài cho Hội nghị (bản sao)"]).await?;
        let back =
            browser.wait_for_draft(&paper.id, "it is back", |draft| draft.answers == paper.answers).await?;
        assert_eq!(back.name, "Bài cho Hội nghị");

        home.drafts().await?.follow("Bài cho Hội nghị (bản sao)").await?;
        browser.press("Xóa bản nháp").await?;
        home.wait_for_names(&["Bài cho Hội nghị"]).await?;
        browser.press("Đóng").await?;
        browser.reload().await?;
        home.wait_for_names(&["Bài cho Hội nghị"]).await
    });
}

#[test]
fn the_rows_of_a_table_are_added_moved_removed_and_brought_back() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let writing = Writing::open(browser, &paper, "kien-nghi").await?;
        let first = proposals(&paper);
        let stored = async |wanted: [usize; 4]| {
            let wanted = wanted.map(|index| first[index].clone());
            browser.wait_for_draft(&paper.id, "the rows stand so", |draft| proposals(draft) == wanted).await
        };
        browser.press("Chuyển xuống kiến nghị 1").await?;
        stored([1, 0, 2, 3]).await?;
        browser.press("Chuyển lên kiến nghị 4").await?;
        stored([1, 0, 3, 2]).await?;
        assert_eq!(writing.cell_text(3, "Nội dung").await?, first[3]);
        // At the ends of the table there is nowhere to go.
        browser.press("Chuyển lên kiến nghị 1").await?;
        browser.press("Chuyển xuống kiến nghị 4").await?;

        browser.press("Xóa kiến nghị 2").await?;
        browser.wait_for_text("Đã xóa một dòng của bảng.").await?;
        browser.wait_for_draft(&paper.id, "there are three", |draft| proposals(draft).len() == 3).await?;
        browser.press("Hoàn tác").await?;
        stored([1, 0, 3, 2]).await?;
        assert_eq!(writing.cell_text(2, "Nội dung").await?, first[0]);

        browser.press("Thêm kiến nghị").await?;
        browser.wait_for_focus("Nội dung kiến nghị 5").await?;
        browser.type_text("Bố trí kinh phí đào tạo.").await?;
        let level = writing.enter_cell("kiến nghị", 5, "Gửi cấp nào").await?;
        browser.choose(&level, "Cấp tỉnh").await?;
        let draft = browser
            .wait_for_draft(&paper.id, "the row is filled", |draft| {
                draft.answers.rows(&FieldId::new("kien-nghi")).get(4).is_some_and(|row| row.cells.len() == 2)
            })
            .await?;
        assert_eq!(proposals(&draft)[4], "Bố trí kinh phí đào tạo.");
        browser.reload().await?;
        assert_eq!(writing.cell_text(5, "Nội dung").await?, "Bố trí kinh phí đào tạo.");
        Ok(())
    });
}

#[test]
fn the_plan_is_shown_in_its_own_words_with_its_traps_and_its_deadline() {
    run(Viewport::DESKTOP, async |browser| {
        Home::open(browser).await?;
        browser.follow(PLAN).await?;
        browser.heading(PLAN).await?;
        browser.wait_for_text("khoản 2 mục I là “Yêu cầu”").await?;
        browser
            .wait_for_text("trước ngày 10/9/2020 (đã qua) Gửi Sở Nội vụ Ngày cuối còn kịp: 09/09/2020")
            .await?;
        browser.wait_for_text("Hạn đã qua theo ngày của máy không ngăn việc viết và xuất tệp.").await?;
        let forms: Vec<String> = browser.all(Role::Button).await?.into_iter().map(|(name, _)| name).collect();
        for form in ["UBND huyện", "UBND xã", "đội viên"] {
            let form = format!("Soạn bài này: Tham luận của {form}");
            assert!(forms.contains(&form), "{form} is not among {forms:?}");
        }

        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "phan-cong").await?;
        let quote = "b) Báo cáo tham luận của 02 UBND xã về nội dung: Công tác phân công, giao nhiệm vụ";
        assert!(!browser.text().await?.contains(quote));
        browser.press("Xem nguyên văn Kế hoạch (mục II.2.b)").await?;
        browser.wait_for_text(quote).await
    });
}

/// What each proposal says, from top to bottom.
fn proposals(draft: &Draft) -> Vec<String> {
    let column = ColumnId::new("noi-dung");
    draft.answers.rows(&FieldId::new("kien-nghi")).iter().map(|row| row.cell(&column).to_owned()).collect()
}
