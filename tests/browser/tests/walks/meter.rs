//! The page meter: what it says is what the same engine says natively, at every page boundary.

use anyhow::Result;
use browser_tests::pages::{CheckPage, ExportPage, Meter, Writing};
use browser_tests::{Browser, Role, Viewport, native, run};
use serde_json::Value;
use tham_luan::draft::{Draft, DraftId};
use tham_luan::form::{FieldId, SectionId};
use tham_luan::paper::Room;

const FIELD: &str = "dong-gop";
const LABEL: &str = "Những đóng góp trong 5 năm qua";

#[test]
fn the_meter_is_right_at_every_page_boundary() {
    run(Viewport::DESKTOP, async |browser| {
        let mut paper = short_paper();
        assert_eq!(native::measure(&paper).pages, 1);
        browser.open_with(&[&paper], "").await?;
        let meter = Writing::open(browser, &paper, "ket-qua").await?.meter();
        for page in 1..=4 {
            let (fitting, one_word) = up_to_the_end_of(page, &paper);
            browser.paste(LABEL, &fitting).await?;
            paper = with_more(&paper, &fitting);
            assert_eq!(agrees(&meter, &paper).await?, page);
            if page == 4 {
                browser.wait_for_text("sắp hết giới hạn").await?;
            }
            browser.type_text(&one_word).await?;
            paper = with_more(&paper, &one_word);
            assert_eq!(agrees(&meter, &paper).await?, page + 1);
        }
        Ok(())
    });
}

#[test]
fn a_paper_over_its_limit_is_named_flagged_and_cut_back() {
    run(Viewport::DESKTOP, async |browser| {
        let whole = native::paper("000-TLX");
        browser.open_with(&[&whole], "").await?;
        let writing = Writing::open(browser, &whole, "ket-qua").await?;
        let (fitting, _) = up_to_the_end_of(4, &whole);
        let more: Vec<&str> = native::paragraphs().skip(3).take(6).collect();
        let text = format!("{fitting}\n{}", more.join("\n"));
        browser.paste(LABEL, &text).await?;
        let over = with_more(&whole, &text);
        assert!(agrees(&writing.meter(), &over).await? > 4);

        let Room::Over { lines, section, words, .. } = native::measure(&over).room else {
            panic!("it is over")
        };
        let meter = writing.meter().scope().await?;
        let place = format!(
            "Trang 5 bắt đầu ở phần «{}»: “{words}…”",
            title(section.as_ref().map_or("", SectionId::as_str))
        );
        meter.wait_for_text(&place).await?;
        meter.wait_for_text("bài vẫn xuất được dưới dạng bản nháp").await?;

        let check = CheckPage::go(browser).await?;
        check.arrive("Còn 1 điều cần sửa trước khi hoàn thành").await?;
        let listed = check.violations("Còn 1 điều cần sửa trước khi hoàn thành").await?;
        let pages = native::measure(&over).pages;
        let sentence = format!(
            "Bài in ra {pages} trang, Kế hoạch chỉ cho 4 trang: cần bớt {lines} dòng. Trang 5 bắt đầu từ “{words}…”."
        );
        assert_eq!(listed, [sentence]);

        let export = ExportPage::go(browser).await?;
        assert!(!export.may_complete().await?);
        browser.wait_for_text("Tệp sẽ được ghi là bản nháp, “vượt 4 trang”.").await?;
        let file = native::validated(&export.download().await?)?;
        let paper = &file["paper"];
        assert_eq!((&file["status"], &paper["overLimit"]), (&"draft".into(), &Value::Bool(true)));
        assert_eq!((&paper["pages"], &paper["limit"]), (&pages.into(), &4.into()));

        browser.main().await?.follow("Trở lại bài viết").await?;
        browser.follow(&format!("{} đã xong", title("ket-qua"))).await?;
        browser.replace(LABEL, native::text(&whole, FIELD)).await?;
        assert_eq!(agrees(&writing.meter(), &whole).await?, 4);
        assert!(!writing.meter().text().await?.contains("Trang 5"));
        CheckPage::go(browser).await?.arrive("Bài đã đủ theo Kế hoạch").await?;
        assert!(ExportPage::go(browser).await?.may_complete().await?);
        Ok(())
    });
}

#[test]
fn a_lawful_choice_of_layout_changes_the_count_and_only_the_writer_makes_it() {
    run(Viewport::DESKTOP, async |browser| {
        let whole = native::paper("000-TLX");
        let over = with_more(&whole, &format!("{}\nThêm một đoạn.", up_to_the_end_of(4, &whole).0));
        browser.open_with(&[&over], "").await?;
        let writing = Writing::open(browser, &over, "ket-qua").await?;
        let meter = writing.meter();
        assert_eq!(agrees(&meter, &over).await?, 5);
        meter.scope().await?.wait_for_text("vẫn đúng thể thức: 4 trang, dư").await?;
        assert_eq!(browser.draft(&over.id).await?.layout, over.layout);

        meter.scope().await?.press("Chọn cách này").await?;
        let advised = meter.agrees("the advice is taken", |draft| draft.layout != over.layout).await?;
        assert_eq!(advised.pages, 4);

        let before = browser.draft(&over.id).await?.layout;
        browser.press("Thể thức: Nghị định 30").await?;
        browser.choose("Cỡ chữ", "13").await?;
        let smaller = meter.agrees("the size is 13", |draft| draft.layout.size == 26).await?;
        assert!(spare(&smaller.room) > spare(&advised.room));
        browser.choose("Thụt đầu dòng", "1 cm").await?;
        meter.agrees("the indent is 1 cm", |draft| draft.layout.indent == 100).await?;
        let after = browser.draft(&over.id).await?.layout;
        assert_eq!((after.margins, after.size), (before.margins, 26));

        // The lists say what holds, also when it is taken back and done again.
        browser.choose("Cỡ chữ", "13,5").await?;
        let says = async |what: &str, size: &str, halves: u32| {
            meter.agrees(what, |draft| draft.layout.size == halves).await?;
            let shown =
                async || anyhow::Ok(browser.find(Role::Combobox, "Cỡ chữ").await?.prop("value").await?);
            browser.wait_until(what, async || Ok(shown().await?.as_deref() == Some(size))).await
        };
        says("it is 13,5", "13,5", 27).await?;
        browser.press("Hoàn tác: đổi thể thức").await?;
        says("it is taken back", "13", 26).await?;
        browser.press("Làm lại: đổi thể thức").await?;
        says("it is done again", "13,5", 27).await
    });
}

#[test]
fn on_a_phone_the_meter_stays_in_view_while_one_writes() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let meter = Writing::open(browser, &paper, "ket-qua").await?.meter();
        for place in ["0", "document.body.scrollHeight"] {
            browser.driver().execute(format!("scrollTo(0, {place})"), vec![]).await?;
            assert!(is_in_view(browser).await?, "scrolled to {place}");
        }
        assert_eq!(agrees(&meter, &paper).await?, 4);
        Ok(())
    });
}

/// Whether all of the meter is on the screen.
async fn is_in_view(browser: &Browser) -> Result<bool> {
    let meter = browser.find(Role::Region, "Bài in ra").await?;
    let script = "
        const { top, bottom } = arguments[0].querySelector('strong').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;";
    Ok(browser.driver().execute(script, vec![meter.to_json()?]).await?.convert()?)
}

/// Waits until the paper is stored, and the meter says what is said natively. Gives the pages.
async fn agrees(meter: &Meter<'_>, paper: &Draft) -> Result<u32> {
    let wanted = native::text(paper, FIELD);
    Ok(meter.agrees("the text is", |draft| native::text(draft, FIELD) == wanted).await?.pages)
}

fn spare(room: &Room) -> u32 {
    if let Room::Spare { lines, .. } = room { *lines } else { 0 }
}

fn title(section: &str) -> String {
    let form = native::form("000-TLX");
    let found = form.sections.iter().find(|found| found.id.as_str() == section);
    found.map(|found| found.title.clone()).unwrap_or_default()
}

/// A commune's paper of which little is written yet.
fn short_paper() -> Draft {
    let mut paper = native::paper("000-TLX");
    for field in ["mo-dau", "phan-cong", "dieu-kien", "ket-qua", FIELD, "loi-ket"] {
        paper = native::with_text(paper, field, "Xã đã thực hiện đầy đủ, kịp thời.");
    }
    paper.answers.rows_mut(&FieldId::new("mo-hinh")).clear();
    paper.answers.rows_mut(&FieldId::new("kien-nghi")).truncate(1);
    Draft { id: DraftId::new("3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b11"), ..paper }
}

fn with_more(paper: &Draft, more: &str) -> Draft {
    native::with_text(paper.clone(), FIELD, &format!("{}{more}", native::text(paper, FIELD)))
}

/// What can be added to the paper so that it ends within a page, and the word that it then cannot take: paragraphs of
/// the plan, and as much of the last one as fits.
fn up_to_the_end_of(page: u32, paper: &Draft) -> (String, String) {
    let fits = |text: &str| native::measure(&with_more(paper, text)).pages <= page;
    let mut text = String::new();
    for paragraph in native::paragraphs() {
        let longer = format!("{text}\n{paragraph}");
        if fits(&longer) {
            text = longer;
            continue;
        }
        for (index, word) in paragraph.split_whitespace().enumerate() {
            let word = if index == 0 { format!("\n{word}") } else { format!(" {word}") };
            if !fits(&format!("{text}{word}")) {
                return (text, word);
            }
            text.push_str(&word);
        }
    }
    unreachable!("the paragraphs never end")
}
