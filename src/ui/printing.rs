//! Paper by the browser's printer: exactly the pages that are counted, and nothing of the page around them.

use super::markup::{self, Markup};
use crate::document::{CheckMark, sheet, svg};
use crate::paper::Printed;
use crate::platform::{page, print};

/// The faces that pages are drawn with, as the style sheet names them.
const FACES: [&str; 4] = [
    "1em 'Tham Luan Tinos'",
    "bold 1em 'Tham Luan Tinos'",
    "italic 1em 'Tham Luan Tinos'",
    "italic bold 1em 'Tham Luan Tinos'",
];

/// So long a browser is given to lay out what it is to print.
const SETTLE: std::time::Duration = std::time::Duration::from_millis(60);

/// Every page, one after the other.
pub(super) fn sheets(printed: &Printed, mark: Option<&CheckMark>) -> String {
    let mut sheets = String::new();
    for part in &printed.parts {
        let lies = part.document.page.width > part.document.page.height;
        let class = if lies { "print-sheets__page print-sheets__page--lying" } else { "print-sheets__page" };
        for page in 0..part.layout.pages {
            sheets += &["<div class=\"", class, "\">"].concat();
            sheets += &svg::page(&sheet(part, page, mark));
            sheets += "</div>";
        }
    }
    sheets
}

/// Lets the browser print a paper. What could not be done is a sentence.
pub(super) async fn print(printed: &Printed, mark: Option<&CheckMark>) -> Result<(), &'static str> {
    let job = print::set(&sheets(printed, mark));
    print::fonts(&FACES).await;
    page::pause(SETTLE).await;
    if print::open(job) {
        return Ok(());
    }
    print::clear();
    Err("Trình duyệt này không in được từ trang web. Hãy tải PDF ở trang «Xuất tệp» rồi in tệp đó.")
}

/// Lets the browser print a list, in the stead of the page that it is shown on. What could not be done is a sentence.
pub(super) async fn print_list(list: Markup) -> Result<(), &'static str> {
    let job = print::set(&String::from(markup::group("div", "print-list", vec![list])));
    page::pause(SETTLE).await;
    if print::open(job) {
        return Ok(());
    }
    print::clear();
    Err("Trình duyệt này không in được từ trang web. Hãy mở trang bằng trình duyệt khác trên máy để in.")
}
