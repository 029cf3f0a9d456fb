//! `cargo xtask scale`: the tables that `tham-luan compile` writes of many submissions, held to those that two engines,
//! `DuckDB` and Spark SQL, compute of the same submissions by the queries in `docs/scale`.

mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::process::{cargo, command, find, root, succeed, target};
use crate::steps::{Steps, in_words};
use crate::{apt, submissions, tools};

/// So many submissions, unless one says otherwise.
pub(crate) const COUNT: usize = 20_000;

/// The engines, and what they are called among Python's packages.
const ENGINES: [(&str, &str); 2] = [("duckdb", "duckdb==1.4.1"), ("spark", "pyspark==4.0.1")];

const PLANS: [&str; 5] = ["000", "001", "002", "003", "004"];

/// The queries for every plan.
const OF_ALL: &str = "all";

/// Units whose papers are held back, so that somebody is missing: the generator leaves no unit of a roster out.
const HELD_BACK: [&str; 4] = ["huyen-dinh-lap", "huyen-doan-ha-lang", "_van-phong-ban_", "004-TP_xa-h"];

/// Makes submissions, compiles them, runs the queries in both engines, and compares cell by cell.
pub(crate) fn run(count: usize) -> Result<()> {
    let start = Instant::now();
    let mut steps = Steps::new(5 + PLANS.len());
    let folder = target().join("scale");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    ensure_java(&mut steps)?;
    let venv = folder.join("venv");
    let why = "the engines; Spark is 430 MB, and takes a minute";
    tools::ensure_python(&mut steps, &venv, &ENGINES.map(|(_, package)| package), why)?;
    let python = venv.join("bin/python");
    steps.step("Building tham-luan", "the program whose tables are held to the engines'", || {
        succeed(cargo().args(["build", "--release", "--no-default-features", "--bin", "tham-luan"]))
    })?;
    let sent = folder.join("sent");
    steps.step("Making submissions", "as an office is sent them, with every fault", || {
        if sent.exists() {
            fs::remove_dir_all(&sent).with_context(|| sent.display().to_string())?;
        }
        submissions::run(&submissions::Wish { count, out: sent.clone(), plan: None })?;
        hold_back(&sent.join("files"))
    })?;
    let mut compared = 0;
    for plan in PLANS {
        let what = format!("Plan {plan}");
        compared += steps.step(&what, "compiled by us, DuckDB and Spark SQL", || {
            let out = folder.join(plan);
            compile(plan, &sent.join("files"), &out)?;
            let queries = queries(plan)?;
            let mut cells = 0;
            for (engine, _) in ENGINES {
                let answered = ask(&python, engine, &out, &queries)?;
                cells = rows::compare(engine, &out, &queries, &answered)?;
            }
            Ok(cells)
        })?;
    }
    fs::remove_dir_all(&sent).with_context(|| sent.display().to_string())?;
    steps.note("The submissions are removed; what was compiled of them stays in target/scale");
    println!(
        "EQUAL: {count} files, {compared} cells of each engine as tham-luan compiled them, in {}",
        in_words(start.elapsed())
    );
    Ok(())
}

fn ensure_java(steps: &mut Steps) -> Result<()> {
    let why = "Spark SQL runs on it";
    if find("JAVA", &["java"], &tools::path()).is_some() {
        steps.note(&format!("Java is there ({why})"));
        return Ok(());
    }
    steps.step("Installing default-jre-headless", why, || apt::install(&["default-jre-headless"], why))
}

/// Removes the papers of units that are to be missing, in a folder of folders.
fn hold_back(files: &Path) -> Result<()> {
    for folder in fs::read_dir(files)? {
        for file in fs::read_dir(folder?.path())? {
            let file = file?;
            let name = file.file_name();
            if HELD_BACK.iter().any(|unit| name.to_string_lossy().contains(unit)) {
                fs::remove_file(file.path())?;
            }
        }
    }
    Ok(())
}

fn compile(plan: &str, sent: &Path, out: &Path) -> Result<()> {
    let begun = Instant::now();
    let mut compile = command(target().join("release/tham-luan"));
    compile.args(["compile", "--plan", plan, "-o"]).arg(out).arg(sent);
    let status = compile.status().context("cannot start tham-luan")?;
    // 1 says that something was refused, as it must be.
    ensure!(matches!(status.code(), Some(0 | 1)), "tham-luan compile failed ({status})");
    println!("tham-luan {plan}: {}", in_words(begun.elapsed()));
    Ok(())
}

/// The queries of a plan, those for every plan first.
fn queries(plan: &str) -> Result<Vec<PathBuf>> {
    let mut queries = Vec::new();
    for folder in [OF_ALL, plan] {
        let folder = root().join("docs/scale").join(folder);
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            files.push(entry?.path());
        }
        files.sort();
        queries.extend(files);
    }
    Ok(queries)
}

/// What an engine answers, a line of JSON a row. Says how long each query took.
fn ask(python: &Path, engine: &str, folder: &Path, queries: &[PathBuf]) -> Result<String> {
    let mut ask: Command = command(python);
    ask.arg(root().join("docs/scale/run.py")).arg(engine).arg(folder).args(queries);
    let answer = ask.output().with_context(|| format!("cannot start {}", python.display()))?;
    let said = String::from_utf8_lossy(&answer.stderr);
    if !answer.status.success() {
        bail!("{engine} failed ({}):\n{said}", answer.status);
    }
    for line in said.lines().filter(|line| line.starts_with(engine)) {
        println!("{line}");
    }
    String::from_utf8(answer.stdout).with_context(|| format!("{engine} answered in no UTF-8"))
}
