//! The server has stopped, and everything goes on.

use anyhow::Result;
use browser_tests::pages::{CheckPage, ExportPage, HOME, Home, OpenPage, PLAN, PreviewPage, Writing};
use browser_tests::{Browser, Site, Viewport, native, run, run_in_both};
use serde_json::json;
use sha2::{Digest, Sha256};
use tham_luan::draft::Draft;

#[test]
fn after_one_visit_everything_opens_without_a_server() {
    run_in_both(async |browser| {
        let mut site = Site::serve()?;
        browser.live_at(&site);
        Home::open(browser).await?;
        browser.wait_until_kept().await?;
        site.stop();

        // In the same visit what was never opened before: a plan, a paper, a page of another kind.
        browser.follow(PLAN).await?;
        browser.heading(PLAN).await?;
        browser.press("Soạn bài này: Tham luận của UBND xã").await?;
        browser.heading("Đơn vị và người trình bày").await?;
        browser.fill("Họ và tên người trình bày", "Y Blơn Niê").await?;
        let id = browser.draft_id().await?;
        let is_written = |draft: &Draft| native::text(draft, "nguoi-lap") == "Y Blơn Niê";
        browser.wait_for_draft(&id, "the name is", is_written).await?;

        browser.load_again().await?;
        browser.heading("Đơn vị và người trình bày").await?;
        assert_eq!(browser.value("Họ và tên người trình bày").await?, "Y Blơn Niê");

        // As a link from outside, in a tab that was elsewhere.
        for (address, heading) in [
            ("", HOME),
            ("index.html#/", HOME),
            ("?utm=zalo#/ke-hoach/003", "Kế hoạch thi đua xây dựng nông thôn mới của Ban Dân tộc"),
            ("#/goi-ke-hoach", "Gói kế hoạch"),
            ("#/mo-tep", "Mở tệp"),
        ] {
            browser.open(address).await?;
            browser.heading(heading).await?;
        }
        browser.open(&format!("#/bai/{id}/phan/mo-dau")).await?;
        browser.heading("Lời mở đầu").await?;
        Ok(())
    });
}

#[test]
fn a_paper_is_checked_exported_and_read_back_without_a_server() {
    run(Viewport::PHONE, async |browser| {
        let mut site = Site::serve()?;
        browser.live_at(&site);
        Home::open(browser).await?;
        browser.wait_until_kept().await?;
        // Whatever the first visit was still asking the site for is kept too.
        browser.load_again().await?;
        browser.heading(HOME).await?;
        site.stop();
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.open(&format!("#/bai/{}/kiem-tra", paper.id)).await?;
        CheckPage(browser).arrive("Bài đã đủ theo Kế hoạch").await?;
        browser.open(&format!("#/bai/{}/xuat", paper.id)).await?;
        browser.button("Tải tệp về máy").await?;
        let file = ExportPage(browser).download().await?;
        OpenPage::open(browser).await?.choose(&file).await?;
        browser.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        // What is fetched only when it is wanted was kept too: fonts, and what writes the paper for people.
        PreviewPage::open(browser, &paper).await?.agree(&native::printed(&paper)).await?;
        browser.open(&format!("#/bai/{}/xuat", paper.id)).await?;
        let file = ExportPage(browser).take("Tải PDF (kèm dữ liệu)").await?;
        OpenPage::open(browser).await?.choose(&file).await?;
        browser.wait_for_text("Tệp nguyên vẹn như khi xuất.").await
    });
}

#[test]
fn every_file_of_the_site_is_kept_as_it_is() {
    run_in_both(async |browser| {
        let mut site = Site::serve()?;
        browser.live_at(&site);
        Home::open(browser).await?;
        browser.wait_until_kept().await?;
        site.stop();
        let files = site.files()?;
        assert!(files.iter().filter(|file| file.ends_with(".wasm")).count() >= 1, "{files:?}");
        let script = "
            const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
            return hex(await crypto.subtle.digest('SHA-256', await (await fetch(PATH)).arrayBuffer()));";
        for file in files {
            let said = browser.ask(&script.replace("PATH", &json!(file).to_string())).await?;
            let bytes = Sha256::digest(std::fs::read(site.file(&file))?);
            let wanted: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(said, json!(wanted), "{file}");
        }
        // The page itself was still fetching when the server went.
        browser.take_console().await?;
        Ok(())
    });
}

#[test]
fn what_the_disk_has_lost_is_noticed_and_brought_again() {
    run_in_both(async |browser| {
        let site = Site::serve()?;
        browser.live_at(&site);
        Home::open(browser).await?;
        browser.wait_until_kept().await?;
        let damage = "
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const { url } of await cache.keys()) {
                    if (/plans.003/.test(url)) await cache.put(url, new Response('{'));
                }
            }";
        browser.ask(damage).await?;
        browser.open("#/ke-hoach/003").await?;
        browser.heading("Kế hoạch thi đua xây dựng nông thôn mới của Ban Dân tộc").await?;
        // From the network, or from what the browser has of the first visit.
        let length = std::fs::metadata(site.file("plans/003.json"))?.len();
        let kept = "
            const kept = await caches.match(new URL('plans/003.json', document.baseURI), { ignoreSearch: true });
            return (await kept.arrayBuffer()).byteLength;";
        browser.wait_until("it is whole again", async || Ok(browser.ask(kept).await? == json!(length))).await
    });
}

#[test]
fn the_site_installs_as_an_application() {
    run(Viewport::PHONE, async |browser| {
        let site = Site::serve()?;
        browser.live_at(&site);
        Home::open(browser).await?;
        browser.wait_until_kept().await?;
        let manifest = browser.devtools("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]));
        let text: serde_json::Value = serde_json::from_str(manifest["data"].as_str().unwrap_or_default())?;
        assert_eq!((&text["short_name"], &text["lang"]), (&json!("Tham Luận"), &json!("vi")));
        let errors = browser.devtools("Page.getInstallabilityErrors", json!({})).await?;
        assert_eq!(errors["installabilityErrors"], json!([]));
        icons_are_as_they_are_called(browser, &text).await
    });
}

/// Each icon is there, an image, and of the size that the manifest says.
async fn icons_are_as_they_are_called(browser: &Browser, manifest: &serde_json::Value) -> Result<()> {
    let icons = manifest["icons"].as_array().cloned().unwrap_or_default();
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
    for icon in icons {
        let size = "
            const image = new Image();
            image.src = ICON.src;
            await image.decode();
            return `${image.naturalWidth}x${image.naturalHeight}`;";
        let said = browser.ask(&size.replace("ICON", &icon.to_string())).await?;
        let drawn = icon["sizes"] == "any";
        assert!(
            if drawn { said.as_str().is_some_and(|said| said.contains('x')) } else { said == icon["sizes"] },
            "{icon}: {said}"
        );
    }
    Ok(())
}
