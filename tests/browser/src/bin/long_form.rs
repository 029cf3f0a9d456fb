//! Times typing in a long form, beside the plainest page that could do it: for `cargo xtask bench`.
//!
//! Everything is counted as main-thread time of Chromium: what the page computes, and what the browser lays out and
//! paints for it, autosave and page count included. Prints one JSON object, in milliseconds.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::{Browser, Viewport};
use serde_json::{Value, json};
use tham_luan::draft::{Draft, DraftId, Timestamp};
use tham_luan::form::{FieldId, FormId};
use tham_luan::plan::{self, PlanId};
use tham_luan::session::{Command, Edit, Session, store};

/// A plan of our own: none of the real forms is as long.
const PLAN: &str = include_str!("../../../fixtures/plans/tables.json");

/// Text as officials write it.
const WORDS: &str = include_str!("../../../fixtures/plans/000.txt");

const TABLE: &str = "danh-sach";

/// The button that adds a row to ours.
const ADD: &str = "[...document.querySelectorAll('.table-field button')].find((button) => button.textContent.startsWith('Thêm'))";

/// The table of plain JavaScript that ours is compared with.
const PLAIN_TABLE: &str = include_str!("../../../bench/plain_table.html");

/// How long each of the 15 long texts is at least, in bytes: half a page.
const LENGTH: usize = 1500;

/// Keys that are pressed, so far apart that each is painted, and rows that are added.
const KEYS: u32 = 60;
const PAUSE: Duration = Duration::from_millis(60);
const ROWS: u32 = 99;

/// Everything is measured so often in turn, and the median counts: the machine is not always equally fast.
const ROUNDS: usize = 5;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok(serde_json::to_writer(std::io::stdout(), &runtime.block_on(report())?)?)
}

async fn report() -> Result<Value> {
    let browser = Browser::start(Viewport::DESKTOP).await?;
    browser.count_work().await?;
    let text = long_text(0);
    let fill = "document.getElementById('text').value = arguments[0]";
    let plain_button = "document.getElementById('add')";

    let mut times = [const { Vec::new() }; 6];
    for round in 0..ROUNDS {
        let [bare, in_text, in_cell, plain_rows, rows, plain_in_form] = &mut times;
        browser.driver().goto(&page("baseline.html")?).await?;
        browser.driver().execute(fill, vec![text.as_str().into()]).await?;
        bare.push(type_in(&browser, "text").await?);
        open(&browser, 200, round).await?;
        in_text.push(type_in(&browser, "f-doan-8").await?);
        in_cell.push(type_in(&browser, &format!("f-{TABLE}-120-ten")).await?);

        browser.driver().goto(&page("plain_table.html")?).await?;
        plain_rows.push(add_rows(&browser, plain_button).await?);
        let plain_row = row_shape(&browser).await?;
        open(&browser, 1, round).await?;
        rows.push(add_rows(&browser, ADD).await?);
        let row = row_shape(&browser).await?;
        ensure!(row == plain_row, "the plain table builds another row, {plain_row}, than ours, {row}");

        open(&browser, 1, round).await?;
        open_plain_in_form(&browser).await?;
        plain_in_form.push(add_rows(&browser, plain_button).await?);
        let row = row_shape(&browser).await?;
        ensure!(row == plain_row, "in the form's page the plain table builds another row, {row}");
    }
    browser.close().await?;
    let [bare, in_text, in_cell, plain_rows, rows, plain_in_form] = times.map(median);
    Ok(json!({
        "bare": bare, "inText": in_text, "inCell": in_cell, "rows": rows, "plainRows": plain_rows,
        "plainInForm": plain_in_form,
    }))
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The address of a page that the long form is compared with.
fn page(name: &str) -> Result<String> {
    let folder = std::env::var("THAM_LUAN_BASELINES").context("run this with `cargo xtask bench`")?;
    Ok(folder + name)
}

/// Opens the page of the form that is open as it stands, its texts and its styles, but without the program, and with the
/// plain table in the place of ours: tells what the table costs from what the page around it costs.
async fn open_plain_in_form(browser: &Browser) -> Result<()> {
    let strip = format!("for (const text of document.querySelectorAll('textarea')) text.textContent = text.value;
        const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
        const styles = sheets.map((rule) => rule.cssText).join('\\n');
        {ADD}.id = 'add';
        const [rows, ...others] = document.querySelectorAll('.table-field__group');
        others.forEach((group) => group.remove());
        rows.replaceChildren();
        [rows.id, rows.className] = ['rows', ''];
        rows.removeAttribute('style');
        document.querySelectorAll('script, link, style, meta[http-equiv]').forEach((element) => element.remove());
        return [styles, document.documentElement.outerHTML];");
    let (styles, page): (String, String) = browser.driver().execute(strip, vec![]).await?.convert()?;
    let own = between(PLAIN_TABLE, "<style>", "</style>")?;
    let templates = between(PLAIN_TABLE, "<template id=\"row\">", "<script>")?;
    let script = between(PLAIN_TABLE, "<script>", "</script>")?;
    let head = format!("<style>{styles}{own}</style></head>");
    let body = format!("<template id=\"row\">{templates}<script>{script}</script></body>");
    let page = page.replace("</head>", &head).replace("</body>", &body);
    // One without a script of its own, whose names would be there already.
    browser.driver().goto(&self::page("baseline.html")?).await?;
    let write = "document.open(); document.write(arguments[0]); document.close();";
    browser.driver().execute(write, vec![format!("<!DOCTYPE html>{page}").into()]).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let (_, rest) = text.split_once(start).with_context(|| format!("no {start}"))?;
    Ok(rest.split_once(end).with_context(|| format!("no {end} behind {start}"))?.0)
}

/// What the last row is made of: its elements in order, each with the names of its attributes.
async fn row_shape(browser: &Browser) -> Result<String> {
    let shape = "const row = [...document.querySelectorAll('tbody tr')].at(-1);
        const of = (element) => [element.tagName, ...element.getAttributeNames().sort()].join(' ');
        return [row, ...row.querySelectorAll('*')].map(of).join(', ');";
    Ok(browser.driver().execute(shape, vec![]).await?.convert()?)
}

/// Opens the form with so many rows in its table, as a draft of its own.
async fn open(browser: &Browser, rows: u32, round: usize) -> Result<()> {
    let plan = plan::parse(PLAN).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    browser.open("").await?;
    browser.store(&store::plan_key(&plan.id, plan.version), PLAN).await?;
    browser.store(&format!("{}{}", store::OPENED_PREFIX, plan.id), &plan.version.to_string()).await?;
    let draft = draft(rows, round)?;
    browser.store(&store::key(&draft.id), &store::encode(&draft)).await?;
    browser.open(&format!("#/bai/{}/phan/noi-dung", draft.id)).await?;
    browser.heading("Nội dung").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

/// A form as somebody has filled it.
fn draft(rows: u32, round: usize) -> Result<Draft> {
    let plan = plan::parse(PLAN).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let mut session = Session::new(vec![plan], Vec::new());
    let (id, now) =
        (DraftId::new(format!("bench-{rows}-{round}")), Timestamp::new("2020-09-05T12:00:00+07:00"));
    let begin = Command::Begin { id: id.clone(), plan: PlanId::new("900"), form: FormId::new("900-B") };
    session.apply(begin, &now);
    let mut edit = |edit| drop(session.apply(Command::Edit { draft: id.clone(), edit }, &now));
    for number in 1..=15 {
        edit(Edit::Text { field: FieldId::new(format!("doan-{number}")), text: long_text(number) });
    }
    edit(Edit::Paste { field: FieldId::new(TABLE), at: None, block: (1..=rows).map(row).collect() });
    session.draft(&id).cloned().context("the draft was begun")
}

fn long_text(number: usize) -> String {
    let mut text = String::new();
    for line in WORDS.lines().filter(|line| line.len() > 100).cycle().skip(number) {
        text = text + line + "\n";
        if text.len() >= LENGTH {
            break;
        }
    }
    text
}

/// One row as a spreadsheet holds it.
fn row(number: u32) -> Vec<String> {
    let (men, women) = (number * 7 % 90, number * 11 % 80);
    vec![
        format!("UBND xã số {number}"),
        format!("{:02}/{:02}/2020", number % 28 + 1, number % 12 + 1),
        ["Cấp tỉnh", "Cấp huyện", "Cấp xã"][number as usize % 3].to_owned(),
        men.to_string(),
        women.to_string(),
        String::new(),
        if number.is_multiple_of(2) { "x" } else { "" }.to_owned(),
        "Đã họp, có biên bản.".to_owned(),
    ]
}

/// Main-thread time of one key press in the element of that id, autosave and whatever else follows included.
async fn type_in(browser: &Browser, id: &str) -> Result<f64> {
    let focus = "const element = document.getElementById(arguments[0]);
        element.scrollIntoView({ block: 'center' }); element.focus();";
    browser.driver().execute(focus, vec![id.into()]).await?;
    press(browser, KEYS / 4).await?;
    let before = browser.busy().await?;
    press(browser, KEYS).await?;
    Ok((browser.busy().await? - before) / f64::from(KEYS))
}

async fn press(browser: &Browser, keys: u32) -> Result<()> {
    for _ in 0..keys {
        browser.devtools("Input.dispatchKeyEvent", json!({ "type": "char", "text": "a" })).await?;
        tokio::time::sleep(PAUSE).await;
    }
    // What is saved and counted later belongs to the keys too.
    tokio::time::sleep(Duration::from_secs(2)).await;
    Ok(())
}

/// Main-thread time of adding the rows one by one, each painted before the next.
async fn add_rows(browser: &Browser, button: &str) -> Result<f64> {
    let press = format!(
        "const done = arguments[arguments.length - 1];
        const add = async () => {{
            const button = {button};
            for (let row = 0; row < {ROWS}; row += 1) {{
                button.click();
                await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
            }}
            setTimeout(done, 2000);
        }};
        add();"
    );
    let before = browser.busy().await?;
    browser.driver().execute_async(press, vec![]).await?;
    Ok(browser.busy().await? - before)
}
