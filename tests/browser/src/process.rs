//! Ends processes as a power cut, a crash or a task manager does: at once, and with all that they have started; and says
//! how much memory they took.

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal, kill_process};

/// Kills every process whose command line has this in it, and all that those have started. Gives the moment before: what
/// they did until then, they have done.
pub(crate) fn kill_trees(marked: &str) -> Result<Instant> {
    let doomed = trees(&processes(), marked)?;
    let last = Instant::now();
    for pid in doomed.iter().filter_map(|pid| Pid::from_raw(*pid)) {
        // Fails only if it has ended already.
        let _ = kill_process(pid, Signal::KILL);
    }
    Ok(last)
}

/// The most memory that one of the processes took that show pages, in MB.
pub(crate) fn most_memory(marked: &str) -> Result<f64> {
    let processes = processes();
    let mut most: f64 = 0.0;
    for pid in trees(&processes, marked)? {
        if !processes.get(&pid).is_some_and(|process| process.command.contains("--type=renderer")) {
            continue;
        }
        let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        most = most.max(peak.context("no figure of memory")? / 1000.0);
    }
    Ok(most)
}

/// Every process whose command line has this in it, and all that those have started.
fn trees(processes: &BTreeMap<i32, Process>, marked: &str) -> Result<Vec<i32>> {
    let mut found: Vec<i32> = processes
        .iter()
        .filter(|(_, process)| process.command.contains(marked))
        .map(|(pid, _)| *pid)
        .collect();
    ensure!(!found.is_empty(), "no process has {marked} in its command line");
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        for (&pid, process) in processes {
            if process.parent == parent && !found.contains(&pid) {
                found.push(pid);
            }
        }
        next += 1;
    }
    Ok(found)
}

struct Process {
    parent: i32,
    command: String,
}

/// What runs on this machine, as far as it can be read.
fn processes() -> BTreeMap<i32, Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let pid = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // After the name, which may itself hold brackets: the state, and the parent.
            let parent = stat.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
            let command = fs::read(entry.path().join("cmdline")).ok()?;
            Some((pid, Process { parent, command: String::from_utf8_lossy(&command).into_owned() }))
        })
        .collect()
}
