//! The native program: what an office was sent is checked and compiled on a server or in a pipeline, by the same core as
//! in the browser.
//!
//! `check` judges every file by itself and forgets it; `compile` keeps what was received for one plan. Both read files on
//! several threads and say what they found in the order of the files, so that equal folders give equal words.

mod check;
mod compile;
mod files;
mod plans;
mod pool;
mod words;

use std::ffi::OsString;
use std::io::{self, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
tham-luan check [--json] [--pack TỆP]... TỆP|THƯ MỤC...
    kiểm tra từng tệp: JSON, PDF có kèm dữ liệu, .zip, .ndjson
tham-luan compile --plan MÃ [--json] [--csv] [--pack TỆP]... -o THƯ MỤC TỆP|THƯ MỤC...
    tiếp nhận cho một kế hoạch và ghi sổ tiếp nhận, danh sách còn thiếu, các bảng tổng hợp

    --json       mỗi bài một dòng JSON, thay cho câu chữ
    --csv        ghi thêm submissions.csv: mỗi câu trả lời một dòng, đọc lại được như bài gửi
    --pack TỆP   gói kế hoạch khác ngoài năm gói có sẵn
    --threads N  số luồng; mặc định bằng số nhân

Mã thoát: 0 mọi tệp đều tốt; 1 có tệp bị từ chối hoặc có điều cần xem; 2 lệnh sai.";

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// All is well.
    Fine,
    /// Something was refused, or should be looked at.
    Wrong,
}

/// What was asked for.
#[derive(Debug, Default)]
struct Wish {
    json: bool,
    csv: bool,
    packs: Vec<PathBuf>,
    plan: Option<String>,
    out: Option<PathBuf>,
    threads: Option<usize>,
    files: Vec<PathBuf>,
}

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Usage(String),
    #[error("không ghi được {path}: {error}")]
    Write { path: PathBuf, error: io::Error },
    #[error(transparent)]
    Out(#[from] io::Error),
}

/// Runs the command that the program was called with.
#[must_use]
pub fn main() -> ExitCode {
    match run(Parser::from_env(), &mut stdout().lock()) {
        Ok(End::Fine) => ExitCode::SUCCESS,
        Ok(End::Wrong) => ExitCode::from(1),
        // Whoever read the lines has gone.
        Err(Failure::Out(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(1),
        Err(Failure::Usage(error)) => {
            let _ = writeln!(stderr(), "{error}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(error) => {
            let _ = writeln!(stderr(), "{error}");
            ExitCode::from(1)
        }
    }
}

fn run(arguments: Parser, out: &mut impl Write) -> Result<End, Failure> {
    let (name, wish) = parse(arguments).map_err(|error| Failure::Usage(error.to_string()))?;
    let usage = |words: &str| Err(Failure::Usage(words.to_owned()));
    match name.as_deref() {
        None | Some("help") => {
            writeln!(out, "{USAGE}")?;
            Ok(End::Fine)
        }
        Some("version") => {
            writeln!(out, "tham-luan {}", env!("CARGO_PKG_VERSION"))?;
            Ok(End::Fine)
        }
        Some("check" | "compile") if wish.files.is_empty() => usage("Chưa nêu tệp hoặc thư mục nào."),
        Some("check") if wish.plan.is_some() || wish.out.is_some() || wish.csv => {
            usage("Lệnh check không có --plan, --csv và -o.")
        }
        Some("check") => check::run(&wish, out),
        Some("compile") => match (&wish.plan, &wish.out) {
            (Some(plan), Some(folder)) => compile::run(&wish, plan, folder, out),
            _ => usage("Lệnh compile cần --plan MÃ và -o THƯ MỤC."),
        },
        Some(other) => usage(&format!("Không có lệnh {other}.")),
    }
}

fn parse(mut arguments: Parser) -> Result<(Option<String>, Wish), lexopt::Error> {
    let mut wish = Wish::default();
    let mut name: Option<OsString> = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("json") => wish.json = true,
            Arg::Long("csv") => wish.csv = true,
            Arg::Long("pack") => wish.packs.push(arguments.value()?.into()),
            Arg::Long("plan") => wish.plan = Some(arguments.value()?.string()?),
            Arg::Long("threads") => wish.threads = Some(arguments.value()?.parse()?),
            Arg::Short('o') | Arg::Long("out") => wish.out = Some(arguments.value()?.into()),
            Arg::Long("help") | Arg::Short('h') => return Ok((None, wish)),
            Arg::Long("version") | Arg::Short('V') => return Ok((Some("version".to_owned()), wish)),
            Arg::Value(word) if name.is_none() => name = Some(word),
            Arg::Value(file) => wish.files.push(file.into()),
            Arg::Long(_) | Arg::Short(_) => return Err(argument.unexpected()),
        }
    }
    Ok((name.map(OsString::string).transpose()?, wish))
}

/// Puts text into Unicode NFC.
fn nfc(text: &str) -> String {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}
