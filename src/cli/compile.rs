//! `tham-luan compile`: takes in what was sent for one plan, and writes the register, who is missing, the compiled tables,
//! and a list of all papers that other programs read, this one among them.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::check::Tally;
use super::files::files;
use super::plans::plans;
use super::pool::Taken;
use super::{End, Failure, Wish, pool, words};
use crate::document::begun;
use crate::document::compiled_files::{self, Shape};
use crate::json::{Value, compact, object, parse, pretty};
use crate::office::compile::{Compiled, Decisions, compile, drafts};
use crate::office::intake::{answers_csv, answers_csv_heads};
use crate::office::{
    Notice, Register, Standing, State, choices_ndjson, register_csv, roster, roster_csv, roster_json,
    write_register_json,
};
use crate::plan::{Plan, PlanId};

/// Takes in, writes, and says how many.
pub(super) fn run(wish: &Wish, plan: &str, folder: &Path, out: &mut impl Write) -> Result<End, Failure> {
    let plans = plans(wish)?;
    let id = PlanId::new(plan);
    let newest = plans.iter().filter(|plan| plan.id == id).max_by_key(|plan| plan.version);
    let Some(plan) = newest else {
        return Err(Failure::Usage(format!("Không có kế hoạch {plan}.")));
    };
    let mut register = Register::new(id);
    let reading = pool::Reading { plans: &plans, threads: wish.threads, lines: true };
    let path = folder.join("submissions.ndjson");
    let list = fs::create_dir_all(folder).and_then(|()| File::create(&path)).map(BufWriter::new);
    let taken = list.and_then(|mut list| {
        pool::read(&files(&wish.files), reading, |Taken { place, outcome, line }| {
            let outcome = outcome.map(|judged| match plan.form(&judged.draft.form) {
                Some(form) if judged.draft.plan == plan.id => Box::new(judged.lean(form)),
                _ => judged,
            });
            let id = register.take(place, outcome);
            match line.filter(|_| register.paper(id).is_some()) {
                Some(line) => writeln!(list, "{line}"),
                None => Ok(()),
            }
        })?;
        list.flush()
    });
    taken.map_err(|error| Failure::Write { path, error })?;
    if wish.csv {
        write_answers(folder)?;
    }
    write(plan, &register, folder)?;
    let tables = compile(plan, &register.sources());
    write_drafts(plan, &register, folder)?;
    register.forget_answers();
    write_tables(plan, &register, tables, folder)?;
    say(wish, plan, &register, out)
}

/// Writes a long file piece by piece.
fn stream(path: PathBuf, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Failure> {
    let written = File::create(&path).map(BufWriter::new).and_then(|mut out| {
        write(&mut out)?;
        out.flush()
    });
    written.map_err(|error| Failure::Write { path, error })
}

/// Writes a row for each answer of each paper in the list of them.
fn write_answers(folder: &Path) -> Result<(), Failure> {
    stream(folder.join("submissions.csv"), |out| {
        out.write_all(answers_csv_heads().as_bytes())?;
        let list = BufReader::new(File::open(folder.join("submissions.ndjson"))?);
        for (line, paper) in list.lines().zip(1..) {
            if let Ok(submission) = parse(&line?) {
                out.write_all(answers_csv(paper, &submission).as_bytes())?;
            }
        }
        Ok(())
    })
}

/// Writes who sent what, and who is missing.
fn write(plan: &Plan, register: &Register, folder: &Path) -> Result<(), Failure> {
    stream(folder.join("register.json"), |out| write_register_json(out, register, plan))?;
    let roster = roster(plan, register);
    let notices = register.notices(plan);
    let notices = object(vec![
        ("format", "tham-luan.notices".into()),
        ("version", 1.into()),
        ("notices", Value::Array(notices.iter().map(Notice::to_json).collect())),
    ]);
    let json = |value: &Value| pretty(value, &|_, _| 0);
    for (name, text) in [
        ("register.csv", register_csv(register, plan, words::code)),
        ("notices.json", json(&notices)),
        ("roster.json", json(&roster_json(&roster))),
        ("roster.csv", roster_csv(&roster, words::code)),
        ("choices.ndjson", choices_ndjson(plan)),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Failure::Write { path, error })?;
    }
    Ok(())
}

/// Writes what is compiled: a workbook of all tables, all as JSON, and each by itself for spreadsheets and pipelines.
fn write_tables(
    plan: &Plan,
    register: &Register,
    tables: Vec<Compiled>,
    folder: &Path,
) -> Result<(), Failure> {
    let put =
        |path: PathBuf, bytes: &[u8]| fs::write(&path, bytes).map_err(|error| Failure::Write { path, error });
    stream(folder.join("tables.json"), |out| compiled_files::write_all_json(out, register, &tables))?;
    let each = folder.join("tables");
    fs::create_dir_all(&each).map_err(|error| Failure::Write { path: each.clone(), error })?;
    for table in &tables {
        for shape in [Shape::Csv, Shape::Ndjson] {
            let path = each.join(shape.file_name(table));
            put(path, &compiled_files::table_file(register, table, shape))?;
        }
    }
    // Last, for it needs the most memory, and the tables no more.
    let book = folder.join("tables.xlsx");
    match compiled_files::workbook(plan, register, tables) {
        Ok(bytes) => put(book, &bytes),
        Err(error) => Err(Failure::Write { path: book, error: io::Error::other(error) }),
    }
}

/// Writes the papers that the office begins with what was compiled. There are none where nothing counts.
fn write_drafts(plan: &Plan, register: &Register, folder: &Path) -> Result<(), Failure> {
    let Some(at) = register.newest() else { return Ok(()) };
    let all = drafts(plan, &register.sources(), &Decisions::default(), at);
    if all.is_empty() {
        return Ok(());
    }
    let folder = folder.join("drafts");
    fs::create_dir_all(&folder).map_err(|error| Failure::Write { path: folder.clone(), error })?;
    for (name, bytes) in all.iter().flat_map(|draft| begun::files(plan, draft, at)) {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| Failure::Write { path, error })?;
    }
    Ok(())
}

/// Says how many there were. A pipeline stops where something was refused or contradicts itself; that papers are late or
/// incomplete is in the register.
fn say(wish: &Wish, plan: &Plan, register: &Register, out: &mut impl Write) -> Result<End, Failure> {
    let mut tally = Tally::default();
    let (mut counting, mut contradicting) = (0_u32, 0_u32);
    for (_, entry) in register.entries() {
        let is_wrong = entry.outcome.as_ref().is_ok_and(|judged| !judged.warnings().is_empty());
        tally.add(entry.outcome.is_ok(), is_wrong);
        counting += u32::from(entry.standing == Some(Standing::Counts));
        contradicting += u32::from(matches!(entry.standing, Some(Standing::Contradicts { .. })));
    }
    let roster = roster(plan, register);
    let missing = roster.missing().count();
    let owed = roster.lines.iter().filter(|line| line.is_owed).count();
    let of_state = |state: State| roster.lines.iter().filter(|line| line.state == state).count();
    if wish.json {
        let count = |count: usize| Value::from(u32::try_from(count).unwrap_or(u32::MAX));
        let line = object(vec![
            ("plan", plan.id.as_str().into()),
            ("refused", count(tally.refused())),
            ("counting", counting.into()),
            ("contradicting", contradicting.into()),
            ("owed", count(owed)),
            ("missing", count(missing)),
            ("complete", count(of_state(State::Complete))),
        ]);
        writeln!(out, "{}", compact(&line))?;
    } else {
        writeln!(out, "{}", tally.words())?;
        writeln!(out, "Tính {counting} bài; {contradicting} bài trái nhau, cần chọn.")?;
        writeln!(out, "Còn thiếu {missing} trong {owed} mục phải gửi.")?;
    }
    Ok(if tally.refused() == 0 && contradicting == 0 { End::Fine } else { End::Wrong })
}
