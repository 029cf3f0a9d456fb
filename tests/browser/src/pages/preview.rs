//! "Trang in": the pages as they print, on a page of their own or beside the form.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tham_luan::document::sheet;
use tham_luan::draft::Draft;
use tham_luan::paper::Printed;

use crate::waiting::until;
use crate::{Browser, Role, Scope};

/// The pages.
#[derive(Debug)]
pub struct PreviewPage<'a>(pub &'a Browser);

impl<'a> PreviewPage<'a> {
    /// Opens them on a page of their own, from anew.
    pub async fn open(browser: &'a Browser, draft: &Draft) -> Result<Self> {
        browser.open(&format!("#/bai/{}/trang-in", draft.id)).await?;
        let pages = Self(browser);
        pages.scope().await?;
        Ok(pages)
    }

    /// Goes to those of another draft.
    pub async fn go(browser: &'a Browser, draft: &Draft) -> Result<Self> {
        browser.go(&format!("#/bai/{}/trang-in", draft.id)).await?;
        let pages = Self(browser);
        pages.scope().await?;
        Ok(pages)
    }

    /// Unfolds them beside the form.
    pub async fn unfold(browser: &'a Browser) -> Result<Self> {
        browser.press("Xem trang in").await?;
        let pages = Self(browser);
        pages.scope().await?;
        Ok(pages)
    }

    /// What is about the pages, to look in.
    pub async fn scope(&self) -> Result<Scope> {
        Ok(self.0.within(self.0.find(Role::Region, "Trang in").await?))
    }

    /// The name of every page.
    pub async fn names(&self) -> Result<Vec<String>> {
        let script =
            "return [...document.querySelectorAll('figure figcaption')].map((name) => name.textContent)";
        Ok(self.0.driver().execute(script, vec![]).await?.convert()?)
    }

    /// What stands on every page, text by text; each page is brought into view before it is read.
    pub async fn texts(&self) -> Result<Vec<Vec<String>>> {
        let script = "
            const done = arguments[arguments.length - 1];
            const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 30)));
            const read = async () => {
                const pages = [];
                for (const drawing of document.querySelectorAll('figure svg')) {
                    drawing.scrollIntoView({ block: 'center' });
                    for (let frames = 0; frames < 40 && !drawing.querySelector('text, path'); frames += 1) await frame();
                    await frame();
                    pages.push([...drawing.querySelectorAll('text')].map((text) => text.textContent));
                }
                return pages;
            };
            read().then(done, (error) => done([[String(error)]]));";
        Ok(self.0.driver().execute_async(script, vec![]).await?.convert()?)
    }

    /// Waits until the pages show what the same engine prints natively.
    pub async fn agree(&self, printed: &Printed) -> Result<()> {
        let wanted = texts(printed);
        until(async || {
            let shown = self.texts().await?;
            if shown.len() != wanted.len() {
                return Ok(Err(format!("{} pages, not {}", shown.len(), wanted.len())));
            }
            let differs = shown.iter().zip(&wanted).position(|(shown, wanted)| shown != wanted);
            Ok(match differs {
                None => Ok(()),
                Some(page) => {
                    let at = shown[page].iter().zip(&wanted[page]).position(|(one, other)| one != other);
                    let at = at.unwrap_or(shown[page].len().min(wanted[page].len()));
                    let (one, other) = (shown[page].get(at), wanted[page].get(at));
                    Err(format!("page {}: {one:?}, not {other:?}", page + 1))
                }
            })
        })
        .await
        .context("waiting for the pages of the engine")
    }

    /// Presses the page where these words begin.
    pub async fn press_words(&self, words: &str) -> Result<()> {
        let script = "
            const done = arguments[arguments.length - 1];
            const text = [...document.querySelectorAll('figure text')].find((text) => text.textContent.includes(arguments[0]));
            if (!text) return done(null);
            text.scrollIntoView({ block: 'center' });
            requestAnimationFrame(() => setTimeout(() => {
                const at = text.textContent.indexOf(arguments[0]);
                const start = text.getStartPositionOfChar(at);
                const point = new DOMPoint(start.x, start.y - 60).matrixTransform(text.getScreenCTM());
                done([point.x + 1, point.y]);
            }, 60));";
        let point: Option<(f64, f64)> =
            self.0.driver().execute_async(script, vec![words.into()]).await?.convert()?;
        let (x, y) = point.with_context(|| format!("“{words}” stands on no page that is drawn"))?;
        for kind in ["mousePressed", "mouseReleased"] {
            let press = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.0.devtools("Input.dispatchMouseEvent", press).await?;
        }
        Ok(())
    }

    /// The text of the line that is marked as the one with the caret.
    pub async fn marked_line(&self) -> Result<Option<String>> {
        let script = "
            const mark = document.querySelector('.preview__line')?.getBoundingClientRect();
            if (!mark) return null;
            const text = [...document.querySelectorAll('figure text')].filter((text) => {
                const { top, bottom } = text.getBoundingClientRect();
                const middle = (top + bottom) / 2;
                return mark.top <= middle && middle <= mark.bottom;
            });
            return text.map((text) => text.textContent).join('');";
        Ok(self.0.driver().execute(script, vec![]).await?.convert()?)
    }
}

impl Browser {
    /// From now on the printer's dialog does not open; it is counted how often it would have.
    pub async fn take_printer_away(&self) -> Result<()> {
        let script = "window.asked = 0; window.askedBy = '';
            window.print = () => { window.asked += 1; window.askedBy += new Error().stack; };";
        self.driver().execute(script, vec![]).await?;
        Ok(())
    }

    /// Waits until the printer's dialog would have opened, and prints as it would by itself. Gives a PDF.
    pub async fn print_when_asked(&self) -> Result<Vec<u8>> {
        self.wait_until("the page asks for the printer", async || {
            Ok(self.driver().execute("return window.asked > 0", vec![]).await?.convert()?)
        })
        .await?;
        // A dialog lets the browser go on with other work: nothing of the program may be at work then.
        let by: String = self.driver().execute("return window.askedBy", vec![]).await?.convert()?;
        ensure!(!by.contains("wasm-function"), "the program waits for the printer: {by}");
        let printed = self.print().await;
        self.driver().execute("window.asked = 0", vec![]).await?;
        printed
    }

    /// Prints as the browser's own menu does. Gives a PDF.
    pub async fn print(&self) -> Result<Vec<u8>> {
        let how = json!({ "preferCSSPageSize": true, "printBackground": true });
        let answer = self.devtools("Page.printToPDF", how).await?;
        let data = answer["data"].as_str().context("no PDF")?;
        let pdf = base64(data).context("the PDF is not base64")?;
        ensure!(pdf.starts_with(b"%PDF"), "not a PDF");
        Ok(pdf)
    }
}

/// What the engine prints, page by page, text by text.
fn texts(printed: &Printed) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    for part in &printed.parts {
        for page in 0..part.layout.pages {
            let sheet = sheet(part, page, None);
            let shown =
                |missing: bool, text: &str| if missing { "\u{fffd}".to_owned() } else { text.to_owned() };
            pages.push(sheet.texts.iter().map(|text| shown(text.missing, &text.text)).collect());
        }
    }
    pages
}

/// Bytes of base64 as protocols write it (RFC 4648, section 4).
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}
