//! Another version of the program comes while people write.

use anyhow::Result;
use browser_tests::pages::{Home, Writing};
use browser_tests::{Browser, Site, Viewport, native, run, run_in_both};
use serde_json::json;
use tham_luan::draft::Draft;

/// What changes between two versions, and is fetched only when somebody opens that plan.
const PACK: &str = "plans/002.json";

const OFFER: &str = "Có bản mới của chương trình.";

const LABEL: &str = "Lời mở đầu (không bắt buộc)";

/// Begins with a site that is kept on the machine, and a paper in writing.
async fn begin(browser: &Browser) -> Result<(Site, Draft)> {
    let site = Site::serve()?;
    browser.live_at(&site);
    let paper = native::paper("000-TLX");
    browser.open_with(&[&paper], "").await?;
    browser.wait_until_kept().await?;
    Writing::open(browser, &paper, "mo-dau").await?;
    Ok((site, paper))
}

/// Publishes another version, and lets the browser find it.
async fn publish(browser: &Browser, site: &mut Site) -> Result<()> {
    site.change(PACK)?;
    site.start()?;
    browser.load_again().await
}

/// Waits until the page tells of another version.
async fn wait_for_offer(browser: &Browser) -> Result<()> {
    browser
        .wait_in_background("another version is offered", async || Ok(browser.text().await?.contains(OFFER)))
        .await
}

/// Whether the page gets the pack of the version that is published.
async fn is_new(browser: &Browser) -> Result<bool> {
    Ok(browser.fetch(PACK).await?.ends_with("\n\n"))
}

#[test]
fn another_version_waits_until_it_is_wanted_and_no_page_is_of_two() {
    run_in_both(async |browser| {
        let (mut site, paper) = begin(browser).await?;
        let old = site.version()?;
        publish(browser, &mut site).await?;
        wait_for_offer(browser).await?;
        let new = site.version()?;
        assert_ne!(old, new);
        assert_eq!(browser.version().await?, old);
        assert!(!is_new(browser).await?);
        browser.check_accessible().await?;

        let first = browser.tab().await?;
        let second = browser.new_tab(Viewport::DESKTOP).await?;
        browser.open("#/goi-ke-hoach").await?;
        browser.heading("Gói kế hoạch").await?;
        assert_eq!(
            browser.version().await?,
            old,
            "a page that is opened beside another is of the same version"
        );

        browser.bring_to_front(&first).await?;
        browser.fill(LABEL, "Kính thưa Hội nghị!").await?;
        browser.press("Cập nhật").await?;
        browser.wait_in_background("the page is new", async || Ok(browser.version().await? == new)).await?;
        assert_eq!(browser.value(LABEL).await?, "Kính thưa Hội nghị!");
        assert_eq!(native::text(&browser.draft(&paper.id).await?, "mo-dau"), "Kính thưa Hội nghị!");
        assert!(is_new(browser).await?);

        site.stop();
        browser.bring_to_front(&second).await?;
        assert_eq!(browser.version().await?, old);
        assert!(!is_new(browser).await?, "the other page goes on with what it is from");
        browser.load_again().await?;
        browser.heading("Gói kế hoạch").await?;
        assert_eq!(browser.version().await?, new);
        assert!(is_new(browser).await?);
        assert!(!browser.text().await?.contains(OFFER));
        Ok(())
    });
}

#[test]
fn another_version_comes_by_itself_between_visits() {
    run_in_both(async |browser| {
        let (mut site, _) = begin(browser).await?;
        publish(browser, &mut site).await?;
        wait_for_offer(browser).await?;
        browser.press("Để sau").await?;
        assert!(!browser.text().await?.contains(OFFER));
        let new = site.version()?;
        site.stop();
        // Nobody has a page open for a moment.
        browser.driver().goto("about:blank").await?;
        browser
            .wait_in_background("the next visit is of the new version", async || {
                Home::open(browser).await?;
                let version = browser.version().await?;
                browser.driver().goto("about:blank").await?;
                Ok(version == new)
            })
            .await?;
        Home::open(browser).await?;
        assert!(is_new(browser).await?);
        Ok(())
    });
}

#[test]
fn nothing_is_updated_while_something_is_not_saved() {
    run_in_both(async |browser| {
        let (mut site, paper) = begin(browser).await?;
        let old = site.version()?;
        publish(browser, &mut site).await?;
        wait_for_offer(browser).await?;
        browser.fill_storage(true).await?;
        browser.fill(LABEL, "Kính thưa các đồng chí!").await?;
        browser.press("Cập nhật").await?;
        browser.wait_for_text("Chưa cập nhật, vì chưa lưu được bài xuống máy.").await?;
        assert_eq!(browser.version().await?, old);
        assert_eq!(browser.value(LABEL).await?, "Kính thưa các đồng chí!");

        browser.fill_storage(false).await?;
        let is_kept = |draft: &Draft| native::text(draft, "mo-dau") == "Kính thưa các đồng chí!";
        browser.wait_for_draft(&paper.id, "it is kept", is_kept).await?;
        assert_eq!(browser.version().await?, old, "only whoever presses again is given another page");
        browser.press("Cập nhật").await?;
        let new = site.version()?;
        browser.wait_in_background("the page is new", async || Ok(browser.version().await? == new)).await?;
        assert_eq!(browser.value(LABEL).await?, "Kính thưa các đồng chí!");
        Ok(())
    });
}

#[test]
fn an_update_that_breaks_off_leaves_the_old_version_and_is_completed_later() {
    run_in_both(async |browser| {
        let (mut site, _) = begin(browser).await?;
        let old = site.version()?;
        // Two packs are new, and the server vanishes between them.
        site.change("plans/000.json")?;
        site.vanish_at("plans/002.json");
        publish(browser, &mut site).await?;
        browser
            .wait_in_background("the update has broken off", async || {
                Ok(settled(browser, false).await? && site.is_gone())
            })
            .await?;
        browser.load_again().await?;
        browser.heading("Lời mở đầu").await?;
        assert_eq!(browser.version().await?, old);
        assert!(!is_new(browser).await?);
        browser.open("#/ke-hoach/004").await?;
        browser.heading("Kế hoạch đối thoại với thanh niên năm 2021").await?;
        assert!(!browser.text().await?.contains(OFFER));

        let _ = site.take_asked();
        site.start()?;
        browser.load_again().await?;
        wait_for_offer(browser).await?;
        let asked = site.take_asked();
        assert!(asked.iter().any(|path| path == PACK), "{asked:?}");
        assert!(
            !asked.iter().any(|path| path == "plans/000.json"),
            "what had come is not downloaded again: {asked:?}"
        );
        browser.press("Cập nhật").await?;
        let new = site.version()?;
        browser.wait_in_background("the page is new", async || Ok(browser.version().await? == new)).await?;
        assert!(is_new(browser).await?);
        Ok(())
    });
}

#[test]
fn what_comes_otherwise_than_it_was_published_is_refused() {
    run_in_both(async |browser| {
        let (mut site, _) = begin(browser).await?;
        let old = site.version()?;
        site.change(PACK)?;
        site.start()?;
        let published = std::fs::read(site.file(PACK))?;
        let mut broken = published.clone();
        let middle = broken.len() / 2;
        broken[middle] ^= 1;
        std::fs::write(site.file(PACK), broken)?;
        let _ = site.take_asked();
        browser.load_again().await?;
        browser
            .wait_in_background("it was downloaded and refused", async || {
                let asked = site.was_asked(PACK);
                Ok(asked && settled(browser, false).await?)
            })
            .await?;
        assert!(!browser.text().await?.contains(OFFER));
        assert_eq!(browser.version().await?, old);
        assert!(!is_new(browser).await?);

        std::fs::write(site.file(PACK), published)?;
        browser.load_again().await?;
        wait_for_offer(browser).await
    });
}

#[test]
fn only_what_changed_is_downloaded_and_the_old_version_goes_when_nobody_uses_it() {
    run(Viewport::DESKTOP, async |browser| {
        let (mut site, _) = begin(browser).await?;
        let _ = site.take_asked();
        publish(browser, &mut site).await?;
        wait_for_offer(browser).await?;
        let asked = site.take_asked();
        let others: Vec<_> =
            asked.iter().filter(|path| !["sw.js", "index.html", PACK].contains(&path.as_str())).collect();
        assert!(others.is_empty(), "{others:?}");
        assert_eq!(versions(browser).await?, 2);
        browser.press("Cập nhật").await?;
        let new = site.version()?;
        browser.wait_in_background("the page is new", async || Ok(browser.version().await? == new)).await?;
        // A page that was opened within the last minute may not be told of as open.
        let later = "
            const pages = await caches.open('tham-luan-pages:/xa/tham-luan/');
            for (const { url } of await pages.keys()) {
                const note = await (await pages.match(url)).json();
                await pages.put(url, new Response(JSON.stringify({ ...note, time: note.time - 120_000 })));
            }";
        browser.ask(later).await?;
        browser.load_again().await?;
        browser
            .wait_in_background("the old version is removed", async || Ok(versions(browser).await? == 1))
            .await
    });
}

/// Whether no download is under way, and another version is there or not.
async fn settled(browser: &Browser, waits: bool) -> Result<bool> {
    let script = "
        const { installing, waiting } = await navigator.serviceWorker.getRegistration();
        return installing ? null : Boolean(waiting);";
    Ok(browser.ask(script).await? == json!(waits))
}

/// How many versions are on this machine.
async fn versions(browser: &Browser) -> Result<usize> {
    let names = browser.ask("return caches.keys()").await?;
    let names = names.as_array().cloned().unwrap_or_default();
    Ok(names.iter().filter(|name| name.as_str().is_some_and(|name| name.starts_with("tham-luan:"))).count())
}
