//! Plans come when they are needed, from the network or from a file, and stay.

use browser_tests::pages::{ExportPage, Home, OWN_PLAN, OpenPage, PLAN, Writing, offer, pack};
use browser_tests::{Browser, Viewport, native, run};
use serde_json::json;
use tham_luan::plan::PlanId;
use tham_luan::session::store;

const FORM: &str = "Tham luận của UBND xã";

#[test]
fn a_plan_comes_when_it_is_opened_and_then_opens_without_a_network() {
    run(Viewport::DESKTOP, async |browser| {
        Home::open(browser).await?;
        assert_eq!(browser.packs().await?, [], "nothing was asked for");
        browser.follow(PLAN).await?;
        browser.heading(PLAN).await?;
        assert_eq!(browser.packs().await?, [("000".to_owned(), 1)]);
        browser.cut_off_packs(true).await?;
        browser.open("#/ke-hoach/000").await?;
        browser.heading(PLAN).await?;
        browser.press(&format!("Soạn bài này: {FORM}")).await?;
        browser.heading("Đơn vị và người trình bày").await?;
        Ok(())
    });
}

#[test]
fn a_plan_that_does_not_come_is_told_and_its_drafts_are_safe() {
    run(Viewport::PHONE, async |browser| {
        // A page that is left while it begins still fetches the pack: what is cut off is the page that is open.
        Home::open(browser).await?;
        let paper = native::paper("000-TLX");
        browser.store(&store::key(&paper.id), &store::encode(&paper)).await?;
        browser.cut_off_packs(true).await?;
        let home = Home::open(browser).await?;
        home.wait_for_names(&[FORM]).await?;
        let drafts = home.drafts().await?;
        drafts.wait_for_text("chưa mở được vì chưa tải được nội dung kế hoạch (không có mạng)").await?;
        assert!(!drafts.text().await?.contains("không đọc được"), "a draft that waits is not damaged");
        browser.check_accessible().await?;

        drafts.follow(FORM).await?;
        browser.heading("Chưa lấy được nội dung kế hoạch").await?;
        browser.wait_for_text("Bản nháp «Tham luận của UBND xã» vẫn nguyên trên máy này").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press("Thử lại").await?;
        browser.heading("Chưa lấy được nội dung kế hoạch").await?;

        browser.cut_off_packs(false).await?;
        browser.press("Thử lại").await?;
        browser.heading("Các phần của bài").await?;
        browser.wait_for_focus("Tham luận của UBND xã – UBND xã Thanh Sơn").await?;
        assert_eq!(browser.draft(&paper.id).await?, paper);
        browser.forgive_missing_packs().await
    });
}

#[test]
fn a_paper_whose_plan_does_not_come_is_not_refused_for_good() {
    run(Viewport::DESKTOP, async |browser| {
        browser.cut_off_packs(true).await?;
        let file = native::export(&native::paper("000-TLX"));
        let page = OpenPage::open(browser).await?;
        page.choose_bytes("bai.json", file.text().as_bytes()).await?;
        browser.wait_for_text("Chưa tải được nội dung kế hoạch 000 mà bài này thuộc về").await?;
        browser.cut_off_packs(false).await?;
        page.choose_bytes("bai.json", file.text().as_bytes()).await?;
        browser.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        browser.forgive_missing_packs().await
    });
}

#[test]
fn a_pack_from_a_file_is_kept_on_request_and_removed_when_nobody_needs_it() {
    run(Viewport::DESKTOP, async |browser| {
        offer(browser, &pack(1)).await?;
        browser.wait_for_text("Bản 1 · UBND huyện Bình Gia").await?;
        browser.check_accessible().await?;
        assert!(browser.packs().await?.iter().all(|(id, _)| id == "000"), "nothing is kept unasked");
        browser.press("Giữ gói này").await?;
        browser.heading(OWN_PLAN).await?;
        browser.wait_for_text("UBND huyện Bình Gia (nay do xã Tân Văn thực hiện)").await?;
        assert!(browser.packs().await?.contains(&("cua-huyen".to_owned(), 1)));

        let home = Home::open(browser).await?;
        browser.follow(OWN_PLAN).await?;
        browser.heading(OWN_PLAN).await?;
        browser.press(&format!("Soạn bài này: {FORM}")).await?;
        let draft = browser.draft_id().await?;
        browser.open("#/goi-ke-hoach").await?;
        browser.wait_for_text("Chưa bỏ được: còn 1 bản nháp viết theo gói này.").await?;
        browser.check_accessible().await?;

        Home::open(browser).await?;
        home.drafts().await?.press(&format!("Xóa {FORM}")).await?;
        browser.wait_until("it is gone", async || Ok(browser.drafts().await?.is_empty())).await?;
        assert!(browser.draft(&draft).await.is_err());
        browser.open("#/goi-ke-hoach").await?;
        browser.press(&format!("Bỏ gói này: {OWN_PLAN}")).await?;
        browser.wait_for_text(&format!("Đã bỏ gói «{OWN_PLAN}».")).await?;
        assert!(!browser.packs().await?.iter().any(|(id, _)| id == "cua-huyen"));
        browser.open("#/ke-hoach/cua-huyen").await?;
        browser.heading("Không có trang này").await?;
        Ok(())
    });
}

#[test]
fn a_pack_is_replaced_only_by_a_higher_version_and_drafts_keep_theirs() {
    run(Viewport::DESKTOP, async |browser| {
        offer(browser, &pack(1)).await?;
        browser.press("Giữ gói này").await?;
        browser.heading(OWN_PLAN).await?;
        browser.press(&format!("Soạn bài này: {FORM}")).await?;
        browser.fill("Tên đơn vị", "UBND xã Tân Văn").await?;
        let draft = browser.draft_id().await?;
        browser
            .wait_for_draft(&draft, "it is named", |draft| native::text(draft, "ten-don-vi").ends_with("Văn"))
            .await?;

        let mut other = pack(1);
        other["identity"]["issuer"] = json!("UBND huyện Đình Lập");
        offer(browser, &other).await?;
        browser.wait_for_text("Trên máy đã có bản 1 của gói này, nội dung khác với tệp").await?;
        offer(browser, &pack(1)).await?;
        browser.wait_for_text("Bản 1 của gói này đã có trên máy.").await?;

        offer(browser, &pack(3)).await?;
        browser.press("Thay bản 1 bằng bản 3").await?;
        browser.wait_for_text("Gói kế hoạch bản 3.").await?;
        offer(browser, &pack(2)).await?;
        browser.wait_for_text("Trên máy đang dùng bản 3, cao hơn bản 2 trong tệp.").await?;

        // The draft goes on with its own version, after a reload too.
        browser.open(&format!("#/bai/{draft}")).await?;
        ExportPage::go(browser).await?;
        assert_eq!(version_in_file(browser).await?, "1");
        assert!(!browser.text().await?.contains("bản đó không còn trên máy"));

        // Where that is lost, the other stands in and it is said; the lost one can be brought back.
        browser.unstore(&store::plan_key(&PlanId::new("cua-huyen"), 1)).await?;
        browser.open(&format!("#/bai/{draft}")).await?;
        browser
            .wait_for_text("Bài này được bắt đầu với bản 1 của gói kế hoạch; bản đó không còn trên máy")
            .await?;
        browser.check_accessible().await?;
        offer(browser, &pack(1)).await?;
        browser.press("Giữ bản 1 cho các bản nháp đó").await?;
        browser.wait_for_text("Gói kế hoạch bản 3.").await?;
        browser.open(&format!("#/bai/{draft}")).await?;
        browser.heading("Các phần của bài").await?;
        assert!(!browser.text().await?.contains("bản đó không còn trên máy"));
        Ok(())
    });
}

#[test]
fn a_draft_whose_pack_is_gone_waits_for_it_and_can_be_handed_out() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        let own = tham_luan::draft::Draft { plan: PlanId::new("cua-huyen"), ..paper };
        browser.open_with(&[&own], "").await?;
        let home = Home(browser);
        home.wait_for_names(&["Bài theo mẫu 000-TLX"]).await?;
        browser.follow("Bài theo mẫu 000-TLX").await?;
        browser.heading("Không có gói kế hoạch của bài này").await?;
        browser.check_accessible().await?;
        browser.press("Xuất nguyên trạng").await?;
        let file = browser.wait_for_download().await?;
        assert_eq!(std::fs::read_to_string(file)?, store::encode(&own));
        offer(browser, &pack(1)).await?;
        browser.press("Giữ gói này").await?;
        browser.heading(OWN_PLAN).await?;
        Writing::open(browser, &own, "mo-dau").await?;
        Ok(())
    });
}

#[test]
fn a_broken_pack_is_refused_with_its_mistakes() {
    run(Viewport::DESKTOP, async |browser| {
        let mut twice = pack(1);
        twice["forms"][1]["id"] = twice["forms"][0]["id"].clone();
        twice["forms"][0]["deadline"] = json!("mai");
        let page = OpenPage::open(browser).await?;
        page.choose_bytes("hai-lan.json", twice.to_string().as_bytes()).await?;
        browser.wait_for_text("Gói kế hoạch trong tệp hai-lan.json chưa dùng được").await?;
        browser.wait_for_text("mai").await?;
        browser
            .wait_for_text("Không có gì trên máy này bị thay đổi; các bản nháp và gói đang có vẫn nguyên.")
            .await?;
        browser.check_accessible().await?;

        let mut newer = pack(1);
        newer["format"] = json!("tham-luan.plan-2");
        page.choose_bytes("moi.json", newer.to_string().as_bytes()).await?;
        browser.wait_for_text("Đây là gói kế hoạch kiểu “tham-luan.plan-2”").await?;
        assert!(browser.stored().await?.is_empty());
        Ok(())
    });
}

#[test]
fn a_pack_that_does_not_fit_into_the_storage_is_not_kept_and_that_is_said() {
    run(Viewport::DESKTOP, async |browser| {
        offer(browser, &pack(1)).await?;
        browser.fill_storage(true).await?;
        browser.press("Giữ gói này").await?;
        browser.wait_for_text("Không giữ được gói vì bộ nhớ của trình duyệt đã đầy.").await?;
        browser.fill_storage(false).await?;
        browser.press("Giữ gói này").await?;
        browser.heading(OWN_PLAN).await?;
        Ok(())
    });
}

/// Which version of its pack an export says that the paper is of.
async fn version_in_file(browser: &Browser) -> anyhow::Result<String> {
    let contents = ExportPage(browser).contents().await?;
    let version = contents.into_iter().find(|(name, _)| name == "Phiên bản gói kế hoạch");
    Ok(version.map(|(_, version)| version).unwrap_or_default())
}
