//! What was made to harm: each file is refused with its reason, or does none, and the page goes on.

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use browser_tests::pages::Receiving;
use browser_tests::{Browser, Viewport, native, run};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::made::foreign::stored_zip;

/// So many bytes come out of each of the archive's files.
const BLOWN_UP: usize = 64 << 20;

/// So many of them there are, over the same packed bytes.
const TIMES: usize = 40;

/// An archive of a few kilobytes out of which gigabytes come.
fn bomb() -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    writer.start_file("0.json", options)?;
    let zeros = vec![0; 1 << 20];
    for _ in 0..BLOWN_UP >> 20 {
        writer.write_all(&zeros)?;
    }
    let mut bytes = writer.finish()?.into_inner();
    let at =
        |bytes: &[u8], sign: &[u8]| bytes.windows(4).rposition(|window| window == sign).context("a sign");
    let (start, end) = (at(&bytes, b"PK\x01\x02")?, at(&bytes, b"PK\x05\x06")?);
    let (entry, mut tail) = (bytes[start..end].to_vec(), bytes[end..].to_vec());
    bytes.truncate(start);
    for _ in 0..TIMES {
        bytes.extend(&entry);
    }
    let many = u16::try_from(TIMES)?.to_le_bytes();
    tail[8..10].copy_from_slice(&many);
    tail[10..12].copy_from_slice(&many);
    tail[12..16].copy_from_slice(&u32::try_from(TIMES * entry.len())?.to_le_bytes());
    bytes.extend(tail);
    Ok(bytes)
}

/// A file of two gigabytes that takes no room on the disk.
fn of_two_gigabytes(browser: &Browser) -> Result<PathBuf> {
    let path = browser.folder().join("hai-gb.json");
    File::create(&path)?.set_len(2 << 30)?;
    Ok(path)
}

/// A submission with a million rows in a table, in a file that is no larger than a paper may be.
fn of_a_million_rows() -> Result<Vec<u8>> {
    let whole = native::export(&native::paper("000-TLX"));
    let mut root: serde_json::Value = serde_json::from_str(whole.text())?;
    let answers = root.get_mut("answers").and_then(serde_json::Value::as_object_mut).context("answers")?;
    let table = answers.values_mut().find(|answer| answer.is_array()).context("a table")?;
    *table = serde_json::Value::Array(vec![serde_json::json!({}); 1_000_000]);
    Ok(serde_json::to_vec(&root)?)
}

#[test]
fn files_that_would_fill_the_memory_are_refused_and_the_page_goes_on() {
    run(Viewport::DESKTOP, async |browser| {
        let page = Receiving::open(browser, "000").await?;
        let within = "{\"a\":".repeat(50_000);
        let list = "{}\n".repeat(3);
        let utf_16: Vec<u8> = "\u{feff}{\"format\": 1}".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let million = of_a_million_rows()?;
        ensure!(million.len() < 20_000_000, "it would be refused by its size: {}", million.len());
        let mut files: Vec<(&str, Vec<u8>)> = vec![
            ("bom.zip", bomb()?),
            ("trieu-dong.json", million),
            ("long-nhau.json", within.into_bytes()),
            ("utf-16.json", utf_16),
            ("windows-1258.json", b"{\"ten\": \"Thi\xea\xf2n\"}".to_vec()),
            ("vo-nghia.ndjson", list.into_bytes()),
            ("so-khong.json", vec![0; 100_000]),
        ];
        let inside = stored_zip(&[("../../../etc/passwd", b"root"), ("C:\\Windows\\a.json", b"{}")]);
        files.push(("duong-dan.zip", inside));
        let mut paths = vec![of_two_gigabytes(browser)?];
        for (name, bytes) in &files {
            let path = browser.folder().join(name);
            std::fs::write(&path, bytes)?;
            paths.push(path);
        }
        let paths: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        page.choose_paths(&paths).await?;
        browser.wait_for_text("Đã nhận xong: 0 bài đạt, 0 bài cần xem,").await?;
        // One row a file, one for each of the archives' files and the lists' lines.
        ensure!(page.rows().await? == 6 + TIMES + 3 + 2, "{}", page.rows().await?);
        for (name, words) in [
            ("hai-gb.json", "Tệp quá lớn"),
            ("bom.zip", "Tệp nén bung ra quá lớn"),
            ("trieu-dong.json", "Có phần dài quá mức của một bài"),
            ("long-nhau.json", "Cấu trúc lồng quá sâu"),
            ("utf-16.json", "Lưu bằng bảng mã UTF-16"),
            ("windows-1258.json", "Sai bảng mã hoặc tệp hỏng"),
            ("vo-nghia.ndjson", "Tệp của chương trình khác"),
            ("so-khong.json", "Tệp trống"),
            ("passwd", "duong-dan.zip/../../../etc/passwd"),
        ] {
            browser.replace("Tìm", name).await?;
            browser.wait_for_text(words).await.with_context(|| name.to_owned())?;
        }
        browser.replace("Tìm", "hai-gb.json").await?;
        browser.follow("hai-gb.json").await?;
        browser.wait_for_text("Không nhận được tệp hai-gb.json").await?;
        browser.check_accessible().await?;
        // The page goes on: a paper is taken in as ever, and all of it is there after a reload.
        let page = Receiving::open(browser, "000").await?;
        let paper = native::export(&native::paper("000-TLX"));
        page.choose(&[("bai.json", paper.text().as_bytes())]).await?;
        browser.wait_for_text("0 tệp bị từ chối. Mỗi tệp có một dòng").await?;
        browser.reload().await?;
        browser.heading("Sổ tiếp nhận").await?;
        ensure!(Receiving(browser).rows().await? == 7 + TIMES + 3 + 2);
        Ok(())
    });
}
