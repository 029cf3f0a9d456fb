//! Every file that was named, and every file in every folder that was named.

use std::fs;
use std::path::{Path, PathBuf};

/// A file, and what it is called in lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    /// From the folder that was named; as named, where the file was.
    pub(super) name: String,
    pub(super) path: PathBuf,
}

/// The files in the order in which they were named, those of a folder in the order of their names. What is named and not
/// there is among them, to be refused. Folders that are only linked to are not entered: they may lead in circles.
pub(super) fn files(named: &[PathBuf]) -> Vec<File> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            walk(path, path, &mut files);
        } else {
            files.push(File { name: path.to_string_lossy().into_owned(), path: path.clone() });
        }
    }
    files
}

fn walk(root: &Path, folder: &Path, files: &mut Vec<File>) {
    let mut waiting = vec![folder.to_owned()];
    let start = files.len();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => waiting.push(path),
                Ok(kind) if kind.is_symlink() && path.is_dir() => {}
                _ => {
                    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
                    files.push(File { name, path });
                }
            }
        }
    }
    if let Some(found) = files.get_mut(start..) {
        found.sort_unstable();
    }
}
