//! The native program: what it says, what it writes, and how it ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tham_luan::json::{self, Value};

use super::made;
use super::made::Kind;
use super::made::foreign::stored_zip;
use super::made::kind::expected;

/// A folder that is gone with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("in/trong")).expect("a folder");
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.join(name), bytes).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).expect("a file that was written")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn program(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tham-luan"));
    // Somewhere else: the plans are in the program.
    program.args(arguments).current_dir(std::env::temp_dir()).output().expect("the program runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| json::parse(line).expect("a line of JSON")).collect()
}

fn text<'a>(row: &'a Value, member: &str) -> &'a str {
    row.get(member).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn sound_files_end_well_and_others_do_not() {
    let folder = Folder::new("check");
    let files = made(60, Some("000"));
    let sound = files.iter().find(|file| file.kind == Kind::Sound).expect("one");
    folder.write("in/a.json", &sound.bytes);
    let fine = program(&["check", &folder.path("in")]);
    assert_eq!(code(&fine), 0, "{fine:?}");
    assert!(out(&fine).starts_with("TỐT"), "{}", out(&fine));
    assert!(out(&fine).ends_with("Tổng số 1: 1 tốt, 0 cần xem, 0 bị từ chối.\n"));

    let changed = files.iter().find(|file| file.kind == Kind::ChangedByte).expect("one");
    folder.write("in/trong/b.json", &changed.bytes);
    let wrong = program(&["check", &folder.path("in")]);
    assert_eq!(code(&wrong), 1);
    assert!(out(&wrong).contains("CẦN XEM  trong/b.json: "), "{}", out(&wrong));

    let gone = program(&["check", "--json", &folder.path("gone.json"), &folder.path("in/a.json")]);
    assert_eq!(code(&gone), 1);
    let rows = rows(&out(&gone));
    assert_eq!(text(&rows[0], "reason"), "unreadable");
    assert_eq!(text(&rows[1], "outcome"), "accepted");
}

#[test]
fn a_wrong_command_is_told_apart() {
    for arguments in [
        &["check"] as &[&str],
        &["chek", "x"],
        &["check", "--nothing", "x"],
        &["check", "--plan", "000", "x"],
        &["compile", "--plan", "000", "x"],
        &["compile", "--plan", "999", "-o", "x", "y"],
        &["check", "--pack", "/nowhere.json", "x"],
    ] {
        let output = program(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty());
    }
    assert_eq!(code(&program(&[])), 0);
    assert!(out(&program(&["--version"])).starts_with("tham-luan "));
}

#[test]
fn a_folder_is_compiled_to_what_is_expected_on_any_number_of_threads() {
    let folder = Folder::new("compile");
    let files = made(150, None);
    for file in &files {
        folder.write(&format!("in/{}", file.name), &file.bytes);
    }
    let mut first = None;
    for threads in ["1", "7"] {
        let compiled = program(&[
            "compile",
            "--plan",
            "000",
            "--threads",
            threads,
            "-o",
            &folder.path("out"),
            &folder.path("in"),
        ]);
        assert_eq!(code(&compiled), 1, "something was refused: {compiled:?}");
        let written = (folder.read("out/register.json"), folder.read("out/roster.csv"), out(&compiled));
        assert_eq!(first.get_or_insert_with(|| written.clone()), &written);
    }
    let register = json::parse(&folder.read("out/register.json")).expect("JSON");
    let rows = register.get("rows").and_then(Value::as_array).expect("rows");
    assert_eq!(rows.len(), files.len());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let warnings = row.get("warnings").and_then(Value::as_array).unwrap_or_default();
        let codes = ["outcome", "reason", "standing"].map(|member| text(row, member));
        for code in
            codes.into_iter().chain(warnings.iter().filter_map(Value::as_str)).filter(|code| !code.is_empty())
        {
            *counts.entry(code).or_default() += 1;
        }
    }
    assert_eq!(counts, expected(&files, "000").counts);
    let lines = folder.read("out/register.csv").matches("\r\n").count();
    assert_eq!(lines, files.len() + 1);
    let notices = json::parse(&folder.read("out/notices.json")).expect("JSON");
    let notices = notices.get("notices").and_then(Value::as_array).expect("notices");
    // Every sample of a form proposes the same.
    assert!(notices.iter().any(|notice| text(notice, "kind") == "same-text" && notice.get("at").is_some()));

    // Every table, in every shape.
    let tables = json::parse(&folder.read("out/tables.json")).expect("JSON");
    let tables = tables.get("tables").and_then(Value::as_array).expect("tables");
    assert!(!tables.is_empty());
    for table in tables {
        let count = table.get("rows").and_then(Value::as_array).expect("rows").len();
        let lines = folder.read(&format!("out/tables/{}.ndjson", text(table, "id")));
        assert_eq!(lines.lines().count(), count, "{}", text(table, "id"));
        let sheet = folder.read(&format!("out/tables/{}.csv", text(table, "id")));
        assert!(sheet.starts_with('\u{feff}') && sheet.ends_with("\r\n"));
    }
    let workbook = fs::read(folder.path("out/tables.xlsx")).expect("a workbook");
    assert!(workbook.starts_with(b"PK"));

    // The list of all papers says the same again.
    program(&[
        "compile",
        "--plan",
        "000",
        "-o",
        &folder.path("again"),
        &folder.path("out/submissions.ndjson"),
    ]);
    let again = json::parse(&folder.read("again/register.json")).expect("JSON");
    let papers = |register: &Value| {
        let rows = register.get("rows").and_then(Value::as_array).expect("rows");
        let papers = rows.iter().filter(|row| row.get("checksum").is_some());
        papers
            .map(|row| ["checksum", "integrity", "standing"].map(|part| text(row, part).to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(papers(&again), papers(&register));
    assert_eq!(folder.read("again/submissions.ndjson"), folder.read("out/submissions.ndjson"));
    assert_eq!(
        fs::read(folder.path("again/tables.json")).ok(),
        fs::read(folder.path("out/tables.json")).ok()
    );
    assert!(!fs::exists(folder.path("out/submissions.csv")).expect("a folder"), "only who asks gets it");

    // And so does the table of all answers.
    program(&["compile", "--plan", "000", "--csv", "-o", &folder.path("out"), &folder.path("in")]);
    let table = folder.path("out/submissions.csv");
    program(&["compile", "--plan", "000", "-o", &folder.path("answers"), &table]);
    let answers = json::parse(&folder.read("answers/register.json")).expect("JSON");
    assert_eq!(papers(&answers), papers(&register));
    assert_eq!(
        fs::read(folder.path("answers/tables.json")).ok(),
        fs::read(folder.path("out/tables.json")).ok()
    );
    let roster = json::parse(&folder.read("out/roster.json")).expect("JSON");
    assert_eq!(text(&roster, "format"), "tham-luan.roster");
}

/// The draft of the province's report says all that the districts wrote, word by word.
#[test]
fn the_papers_that_the_office_goes_on_writing_are_written() {
    let folder = Folder::new("drafts");
    for file in &made(60, Some("000")) {
        folder.write(&format!("in/{}", file.name), &file.bytes);
    }
    program(&["compile", "--plan", "000", "-o", &folder.path("out"), &folder.path("in")]);
    let draft = json::parse(&folder.read("out/drafts/000-BCT.json")).expect("JSON");
    let sample = fs::read_to_string(super::drafts().join("000-BCH.json")).expect("a sample");
    let sample = json::parse(&sample).expect("JSON");
    for field in ["khai-quat", "chi-dao", "che-do", "dao-tao", "nhiem-vu", "hieu-qua", "han-che", "tam-tu"] {
        let said = sample.at(&format!("answers.{field}.text")).and_then(Value::as_str).expect("a text");
        let text = draft.at(&format!("answers.{field}")).and_then(Value::as_str).expect("a text");
        assert!(text.contains(said), "{field}: {text}");
    }
    for (name, magic) in [("000-BCT.docx", b"PK" as &[u8]), ("000-BCT.pdf", b"%PDF")] {
        let bytes = fs::read(folder.path(&format!("out/drafts/{name}"))).expect("a file");
        assert!(bytes.starts_with(magic), "{name}");
    }
}

#[test]
fn one_archive_says_the_same_as_its_files() {
    let folder = Folder::new("archive");
    let files = made(90, Some("001"));
    let mut packed = Vec::new();
    for file in &files {
        folder.write(&format!("in/{}", file.name), &file.bytes);
        packed.push((file.name.as_str(), file.bytes.as_slice()));
    }
    folder.write("tat-ca.zip", &stored_zip(&packed));
    let loose = program(&["check", "--json", &folder.path("in")]);
    let together = program(&["check", "--json", &folder.path("tat-ca.zip")]);
    let said = |output: &Output| {
        let rows = rows(&out(output));
        rows.iter()
            .map(|row| {
                (
                    text(row, "outcome").to_owned(),
                    text(row, "reason").to_owned(),
                    text(row, "checksum").to_owned(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(said(&loose), said(&together));
    assert_eq!(said(&loose).len(), files.len());
}

#[test]
fn a_large_file_without_a_paper_is_not_read_whole() {
    let folder = Folder::new("large");
    let file = fs::File::create(folder.0.join("in/quay.mp4")).expect("a file");
    file.set_len(1 << 30).expect("a gigabyte of nothing");
    // All of it would not find room.
    let limited = "ulimit -v 800000; exec \"$@\"";
    let output = Command::new("sh")
        .args(["-c", limited, "sh", env!("CARGO_BIN_EXE_tham-luan")])
        .args(["check", "--json", "--threads", "1", &folder.path("in")])
        .output()
        .expect("the program runs");
    let [row] = &rows(&out(&output))[..] else { panic!("one row: {output:?}") };
    assert_eq!((text(row, "outcome"), text(row, "reason")), ("refused", "too-large"));
}
