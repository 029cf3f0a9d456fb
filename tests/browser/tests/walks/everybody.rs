//! Everybody can use every page: on any screen, zoomed, by keyboard alone, hearing it.

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{CheckPage, OpenPage, Writing, address};
use browser_tests::{Browser, Key, Viewport, native, run};
use serde_json::json;
use tham_luan::draft::Draft;

/// A name that no line can be broken in.
const LONG: &str = "BaiThamLuanCuaUyBanNhanDanXaThanhSonTrinhBayTaiHoiNghiTongKetDeAn500CuaTinhLangSon";

#[test]
fn every_page_fits_and_is_accessible() {
    run(Viewport::DESKTOP, async |browser| {
        let paper =
            Draft { name: LONG.to_owned(), ..native::with_text(native::paper("000-TLX"), "nguoi-ky", "") };
        browser.open_with(&[&paper], "").await?;
        browser.store("tham-luan.draft.x", "hỏng").await?;
        browser.open("").await?;
        let draft = format!("#/bai/{}", paper.id);
        let (check, export) = (format!("{draft}/kiem-tra"), format!("{draft}/xuat"));
        for (place, title) in [
            ("#/", browser_tests::pages::HOME),
            ("#/ke-hoach/000", browser_tests::pages::PLAN),
            ("#/ke-hoach/000/000-TLX", browser_tests::pages::PLAN),
            ("#/goi-ke-hoach", "Gói kế hoạch"),
            ("#/mo-tep", "Mở tệp"),
            ("#/tiep-nhan", "Tiếp nhận"),
            ("#/khong-co", "Không có trang này"),
            ("#/bai/x", "Không có bản nháp này trên máy"),
            (&draft, LONG),
            (&check, "Còn 1 điều cần sửa trước khi hoàn thành"),
            (&export, "Trong tệp có gì"),
        ] {
            go(browser, place).await?;
            browser.heading(title).await?;
            for_everybody(browser).await.context(place.to_owned())?;
        }
        let page = OpenPage::open(browser).await?;
        let other = native::with_text(paper.clone(), "nguoi-ky", LONG);
        page.choose_bytes("bai.json", native::export(&other).text().as_bytes()).await?;
        browser.wait_for_text("Trên máy này đã có bản nháp của cùng bài").await?;
        for_everybody(browser).await.context("an opened file")?;
        page.choose_bytes(&format!("{LONG}.json"), b"{").await?;
        browser.wait_for_text("Tệp bị cụt").await?;
        for_everybody(browser).await.context("a refused file")
    });
}

#[test]
fn every_section_fits_and_is_accessible() {
    run(Viewport::DESKTOP, async |browser| {
        let papers = ["000-TLX", "000-TLH", "000-TLD"].map(native::paper);
        let faulty =
            native::with_text(native::with_text(papers[0].clone(), "ngay-ky", "hôm nay"), "mo-dau", LONG);
        let [_, district, volunteer] = &papers;
        browser.open_with(&[&faulty, district, volunteer], "").await?;
        // What was checked is marked at its field.
        let check = CheckPage::open(browser, &faulty).await?;
        check.arrive("Còn 1 điều cần sửa trước khi hoàn thành").await?;
        let sections = |form: &str| {
            let titles = native::form(form).sections.into_iter();
            titles.map(|section| (section.id.to_string(), section.title)).collect::<Vec<_>>()
        };
        let mut places: Vec<_> = sections("000-TLX").into_iter().map(|section| (&faulty, section)).collect();
        let with_tables = |section: &(String, String)| ["che-do", "dang-vien"].contains(&section.0.as_str());
        places.extend(sections("000-TLH").into_iter().filter(with_tables).map(|section| (district, section)));
        places.extend(sections("000-TLD").into_iter().take(1).map(|section| (volunteer, section)));
        for (paper, (section, title)) in places {
            go(browser, &address(paper, &section)).await?;
            browser.heading(&title).await?;
            for_everybody(browser).await.with_context(|| format!("{} {section}", paper.form))?;
        }
        Ok(())
    });
}

#[test]
fn the_keyboard_alone_is_enough() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::with_text(native::paper("000-TLX"), "nguoi-lap", "");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ho-so").await?;
        tab_to(browser, "Họ và tên người trình bày").await?;
        browser.type_text("Y Blơn Niê").await?;
        browser
            .wait_for_draft(&paper.id, "it is typed", |draft| {
                native::text(draft, "nguoi-lap") == "Y Blơn Niê"
            })
            .await?;
        tab_to(browser, "Tiếp theo: Phần đầu văn bản").await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_focus("Phần đầu văn bản").await?;

        // A reload begins at the top, where the first stop leads past all that is above the title.
        browser.reload().await?;
        browser.heading("Phần đầu văn bản").await?;
        tab_to(browser, "Đến nội dung chính").await?;
        browser.press_key(Key::Enter).await?;
        browser.wait_for_focus("Phần đầu văn bản").await?;
        tab_to(browser, "Cơ quan chủ quản (không bắt buộc)").await?;
        browser.press_key(Key::Tab).await?;
        browser.wait_for_focus("Cơ quan ban hành").await
    });
}

/// Presses Tab until the focus is on what has this name. Wherever it stops on the way, the focus can be seen.
async fn tab_to(browser: &Browser, wanted: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..60 {
        browser.press_key(Key::Tab).await?;
        let name = browser.focused_name().await?;
        if name == wanted {
            return Ok(());
        }
        let visible = "
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
            return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';";
        let visible: bool = browser.driver().execute(visible, vec![]).await?.convert()?;
        ensure!(visible, "the focus on “{name}” cannot be seen");
        passed.push(name);
    }
    anyhow::bail!("Tab does not reach “{wanted}”, only {passed:?}")
}

/// Goes to an address as a link within the page does.
async fn go(browser: &Browser, place: &str) -> Result<()> {
    browser.driver().execute("location.hash = arguments[0]", vec![json!(place)]).await?;
    Ok(())
}

/// Opens all that can be unfolded, and looks at the page on every screen.
pub(crate) async fn for_everybody(browser: &Browser) -> Result<()> {
    browser
        .driver()
        .execute("document.querySelectorAll('details').forEach((part) => { part.open = true; })", vec![])
        .await?;
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        browser.resize(viewport).await?;
        browser.check_accessible().await.with_context(|| format!("{viewport:?}"))?;
        browser.check_fits().await?;
    }
    for viewport in [Viewport::NARROW, Viewport::ZOOMED] {
        browser.resize(viewport).await?;
        browser.check_fits().await?;
        check_texts_fit(browser).await?;
    }
    browser.resize(Viewport::DESKTOP).await
}

/// Fails if a text is cut off by its own box.
async fn check_texts_fit(browser: &Browser) -> Result<()> {
    let script = "
        const cut = [...document.querySelectorAll('a, button, summary, h1, h2, h3, p, dd, dt, label, legend, li')]
            .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden'))
            .filter((element) => element.scrollWidth > element.clientWidth + 1
                && getComputedStyle(element).display !== 'inline');
        return cut.map((element) => element.textContent.slice(0, 60));";
    let cut: Vec<String> = browser.driver().execute(script, vec![]).await?.convert()?;
    ensure!(cut.is_empty(), "cut off: {cut:?}");
    Ok(())
}
