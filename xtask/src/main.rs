//! The commands of the README. Each installs what it needs where that is missing, and says what it does and why.

#![allow(clippy::print_stdout, reason = "a command prints")]

mod apt;
mod bench;
mod catalogue;
mod chromium;
mod csp;
mod dist;
mod firefox;
mod html;
mod made;
mod pages;
mod parts;
mod process;
mod scale;
mod seal;
mod serve;
mod server;
mod site;
mod steps;
mod styles;
mod submissions;
mod terse;
mod test;
mod tools;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::{Arg, Parser, ValueExt};

const USAGE: &str = "\
cargo xtask serve [--port N]         builds the page and serves it on 127.0.0.1:8080
cargo xtask serve --site FOLDER      serves a folder with a site that was built before, as it is now
cargo xtask test [--native]          format, lints, tests natively, with other programs, in wasm and in a browser;
                                     --native the first three
cargo xtask test --browser [NAME]    only the browser tests (whose name contains NAME)
cargo xtask dist                     dist/ (the site) and dist/tham-luan.html (the one file)
cargo xtask bench [NAME]             the benchmarks (whose name contains NAME), a figure a line
cargo xtask catalogue                writes what the page knows of every plan before it fetches the plan's pack
cargo xtask submissions --count N --out DIR [--plan ID]
                                     submissions as an office is sent them, with a known number of every fault
cargo xtask scale [--count N]        compiled tables of 20,000 submissions, ours against those of DuckDB and Spark SQL
cargo xtask pages FILE...            how many pages each paper prints to, and where each page begins";

/// What was asked for.
enum Command {
    Serve { port: u16, site: Option<PathBuf> },
    Test(test::Scope),
    Dist,
    Bench(Option<String>),
    Catalogue,
    Submissions(submissions::Wish),
    Scale { count: usize },
    Pages(Vec<PathBuf>),
    Help,
}

fn main() -> ExitCode {
    let command = match parse(Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Serve { port, site } => serve::run(port, site.as_deref()),
        Command::Test(scope) => test::run(&scope),
        Command::Dist => dist::run(),
        Command::Bench(only) => bench::run(only.as_deref()),
        Command::Catalogue => catalogue::run(),
        Command::Submissions(wish) => submissions::run(&wish),
        Command::Scale { count } => scale::run(count),
        Command::Pages(files) => return pages::run(&files),
        Command::Help => {
            println!("{USAGE}");
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut arguments: Parser) -> Result<Command, lexopt::Error> {
    let mut words: Vec<OsString> = Vec::new();
    let mut port = None;
    let mut site = None;
    let mut count = None;
    let mut out = None;
    let mut plan = None;
    let mut native = false;
    let mut browser = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = Some(arguments.value()?.parse()?),
            Arg::Long("site") => site = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("count") => count = Some(arguments.value()?.parse()?),
            Arg::Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Arg::Long("plan") => plan = Some(arguments.value()?.string()?),
            Arg::Long("native") => native = true,
            Arg::Long("browser") => browser = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Value(word) => words.push(word),
            Arg::Long(_) | Arg::Short(_) => return Err(argument.unexpected()),
        }
    }
    let mut words = words.into_iter();
    let Some(name) = words.next() else { return Ok(Command::Help) };
    let command = match name.to_str() {
        Some("serve") => Command::Serve { port: port.take().unwrap_or(serve::PORT), site: site.take() },
        Some("test") => {
            let scope = match (std::mem::take(&mut native), std::mem::take(&mut browser)) {
                (false, false) => test::Scope::All,
                (true, false) => test::Scope::Native,
                (false, true) => test::Scope::Browser(words.next().map(OsString::string).transpose()?),
                (true, true) => return Err("--native and --browser exclude each other".into()),
            };
            Command::Test(scope)
        }
        Some("dist") => Command::Dist,
        Some("bench") => Command::Bench(words.next().map(OsString::string).transpose()?),
        Some("catalogue") => Command::Catalogue,
        Some("submissions") => Command::Submissions(submissions::Wish {
            count: count.take().ok_or("submissions needs --count N")?,
            out: out.take().ok_or("submissions needs --out DIR")?,
            plan: plan.take(),
        }),
        Some("scale") => Command::Scale { count: count.take().unwrap_or(scale::COUNT) },
        Some("pages") => Command::Pages(words.by_ref().map(PathBuf::from).collect()),
        _ => return Err(format!("there is no command {}", name.display()).into()),
    };
    if let Some(word) = words.next() {
        return Err(Arg::Value(word).unexpected());
    }
    let is_left = port.is_some() || site.is_some() || count.is_some() || out.is_some() || plan.is_some();
    if is_left || native || browser {
        return Err(format!("an option that {} does not have", name.display()).into());
    }
    Ok(command)
}
