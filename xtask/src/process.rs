//! Runs other programs: in the project's folder, without input, and never left behind.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The cargo that runs this command.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The program that the variable names, else the first of `names` in the folders of `path`.
pub(crate) fn find(variable: &str, names: &[&str], path: &OsStr) -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os(variable) {
        return Some(chosen.into());
    }
    names.iter().find_map(|name| {
        std::env::split_paths(path).map(|folder| folder.join(name)).find(|program| program.is_file())
    })
}

/// A program that runs in the project's folder and reads nothing.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).stdin(Stdio::null());
    command
}

/// Runs it to its end, its output shown.
pub(crate) fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    ensure!(status.success(), "{} failed ({status})", shown(command));
    Ok(())
}

/// What it prints, if it starts and succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How many tests ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// Adds what a line such as `test result: ok. 3 passed; 0 failed; …` says.
    fn read(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        let figure = |name: &str| {
            let words: Vec<&str> = result.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
            words.windows(2).find(|pair| pair[1] == name).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
        };
        self.passed += figure("passed");
        self.failed += figure("failed");
    }
}

/// Runs tests to their end, their output shown, and counts them into `tally`.
pub(crate) fn count_tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let failed = run_tests(command, tally)?;
    ensure!(failed.is_empty(), "{} failed", shown(command));
    Ok(())
}

/// The same, and gives the names of those that failed.
pub(crate) fn run_tests(command: &mut Command, tally: &mut Tally) -> Result<Vec<String>> {
    let name = shown(command);
    let mut failed = Vec::new();
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {name}"))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.read(&line);
            failed.extend(failed_test(&line));
        }
    }
    let status = child.wait()?;
    ensure!(status.success() || !failed.is_empty(), "{name} failed ({status})");
    Ok(failed)
}

/// Which test a line such as `test storage::a_name ... FAILED` tells of.
fn failed_test(line: &str) -> Option<String> {
    Some(line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?.to_owned())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let mut words = vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy()];
    words.extend(command.get_args().map(|word| word.to_string_lossy()));
    words.join(" ")
}

/// A program that runs beside this one and ends with it at the latest.
#[derive(Debug)]
pub(crate) struct Background(pub(crate) Child);

impl Drop for Background {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_tests_are_added_up() {
        let mut tally = Tally::default();
        tally.read("running 3 tests");
        tally.read(
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        );
        tally.read("test result: FAILED. 1 passed; 2 failed; 0 ignored");
        assert_eq!(tally, Tally { passed: 4, failed: 2 });
    }

    #[test]
    fn failed_tests_are_known_by_name() {
        assert_eq!(failed_test("test storage::a_name ... FAILED").as_deref(), Some("storage::a_name"));
        assert_eq!(failed_test("test storage::a_name ... ok"), None);
        assert_eq!(failed_test("test result: FAILED. 1 passed; 2 failed; 0 ignored"), None);
    }
}
