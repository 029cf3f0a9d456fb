//! Lists what a site is made of, so that a browser can keep all of it and notice whatever is not as it should be.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::html::tags;

/// What reads the list: the list cannot be in itself.
const WORKER: &str = "sw.js";

/// The same page once more, for those who download it: nobody needs it kept.
pub(crate) const ONE_FILE: &str = "tham-luan.html";

const INDEX: &str = "index.html";

/// What ends the service worker: its version and its files.
const OPENING: &str = "})(";

/// Writes the list of a finished site into its service worker, and its version into its page. Whatever is in the folder
/// then is listed: nobody has to remember to add a file. Done again after a change, the list is as if it were the first.
pub(crate) fn seal(site: &Path) -> Result<()> {
    let mut files = Vec::new();
    list(site, "", &mut files)?;
    files.sort();

    let index = site.join(INDEX);
    let page = unmarked(&read(&index)?);
    let mut hashes = Vec::new();
    let mut version = Sha256::new();
    for path in files {
        let bytes = if path == INDEX { page.clone().into_bytes() } else { fs::read(site.join(&path))? };
        let hash = hex(&Sha256::digest(bytes));
        version.update(format!("{path} {hash}\n"));
        hashes.push((path, hash));
    }
    let version = hex(&version.finalize()[..8]);

    let page = marked(&page, &version)?;
    let mut list = Map::new();
    for (path, hash) in hashes {
        let hash = if path == INDEX { hex(&Sha256::digest(&page)) } else { hash };
        list.insert(path, Value::String(hash));
    }
    let worker = site.join(WORKER);
    let code = read(&worker)?;
    let end = code.rfind(OPENING).context("the service worker does not end as it should")? + OPENING.len();
    let code = format!("{}\"{version}\", {});\n", &code[..end], Value::Object(list));
    fs::write(&worker, code).context("cannot write the service worker")?;
    fs::write(&index, page).context("cannot write the page")
}

/// Does it for each site in a folder: one may stand below an address that it shares with others.
pub(crate) fn seal_within(folder: &Path) -> Result<()> {
    if folder.join(WORKER).is_file() {
        return seal(folder);
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            seal_within(&entry.path())?;
        }
    }
    Ok(())
}

/// The files of a folder of the site, by their address.
fn list(site: &Path, folder: &str, files: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(site.join(folder))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().context("a file name that is no text")?;
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if entry.file_type()?.is_dir() {
            list(site, &path, files)?;
        } else if path != WORKER && path != ONE_FILE && !name.starts_with('.') {
            let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
            ensure!(is_plain, "{path} would be another address on another server");
            files.push(path);
        }
    }
    Ok(())
}

/// The page with its version, which the start script reads.
fn marked(page: &str, version: &str) -> Result<String> {
    let start = tags(page, "script").find(|tag| tag.attribute("data-wasm").is_some());
    let start = start.context("index.html has no script that starts the page")?.range();
    let mut marked = page.to_owned();
    marked.insert_str(start.end - 1, &format!(" {VERSION}=\"{version}\""));
    Ok(marked)
}

/// The page as it was before it was marked.
fn unmarked(page: &str) -> String {
    let mark = tags(page, "script").find_map(|tag| tag.attribute(VERSION));
    match mark {
        Some(version) => page.replacen(&format!(" {VERSION}=\"{version}\""), "", 1),
        None => page.to_owned(),
    }
}

const VERSION: &str = "data-version";

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const CODE: &str = include_str!("../../public/sw.js");

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder =
                Self(std::env::temp_dir().join(format!("tham-luan-seal-{}-{name}", std::process::id())));
            fs::create_dir_all(folder.0.join("plans")).expect("a folder");
            folder.write(WORKER, CODE);
            folder.write(INDEX, r#"<head><script src="./start.js" data-wasm="./a.wasm"></script></head>"#);
            folder.write("a.wasm", "\0asm");
            folder.write("plans/000.json", "{}");
            folder.write(ONE_FILE, "<p>");
            folder
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.0.join(name), text).expect("a file");
        }

        fn read(&self, name: &str) -> String {
            fs::read_to_string(self.0.join(name)).expect("a file")
        }

        /// What the service worker is called with.
        fn sealed(&self) -> (String, Map<String, Value>) {
            seal(&self.0).expect("sealed");
            let code = self.read(WORKER);
            let arguments = code.rsplit_once(OPENING).expect("a call").1.trim_end().trim_end_matches(");");
            let arguments: Vec<Value> = serde_json::from_str(&format!("[{arguments}]")).expect("JSON");
            let files = arguments[1].as_object().expect("a list").clone();
            (arguments[0].as_str().expect("a version").to_owned(), files)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn every_file_is_listed_as_it_is() {
        let site = Folder::new("all");
        let (version, files) = site.sealed();
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.wasm", "index.html", "plans/000.json"]);
        for (path, hash) in &files {
            assert_eq!(*hash, hex(&Sha256::digest(site.read(path))), "{path}");
        }
        assert!(site.read(INDEX).contains(&format!(r#" data-wasm="./a.wasm" data-version="{version}">"#)));
    }

    #[test]
    fn a_version_is_what_is_in_it() {
        let site = Folder::new("version");
        let first = site.sealed();
        assert_eq!(site.sealed(), first, "nothing has changed");
        for (path, text) in
            [("plans/000.json", "[]"), ("a.wasm", "\0msa"), ("plans/001.json", "{}"), ("page.css", "")]
        {
            let before = site.sealed();
            site.write(path, text);
            assert_ne!(site.sealed().0, before.0, "{path} has changed");
        }
        site.write(INDEX, &site.read(INDEX).replace("head", "body"));
        let (version, _) = site.sealed();
        assert_ne!(version, first.0);
        assert_eq!(site.read(INDEX).matches("data-version").count(), 1);
    }

    #[test]
    fn a_name_that_a_server_may_spell_otherwise_is_refused() {
        let site = Folder::new("names");
        site.write("đơn.json", "{}");
        assert!(seal(&site.0).is_err());
    }
}
