//! Splits the program into parts: what is needed to begin, and what is fetched later (`ui::parts`).
//!
//! Trunk has compiled the program whole, with the linker's relocations. Here it is split where the functions of
//! `ui::parts` begin, and wasm-bindgen writes the script for what is left as the main module. The script that fetches the
//! parts goes into that same script, and everything is named by its content.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use sha2::{Digest, Sha256};
use wasm_split_cli_support::{Options, transform};

use crate::html::tags;
use crate::process::{command, succeed, target};
use crate::terse::Names;
use crate::tools::{self, WASM};

/// What the compiler must be told, so that the program can be split.
pub(crate) const FLAGS: &str = "--cfg split -Clink-args=--emit-relocs";

/// The script with which the splitter would fetch parts.
const LINK: &str = "./__wasm_split.js";
/// How that script asks for a part, before and after the part's name.
const ASKS: [&str; 2] = ["fetch(new URL(\"./", ".wasm\", import.meta.url))"];
/// How it makes a part of what came. It wants a server that names the type; ours may be any.
const MAKES: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// How the splitter's names of what several parts share begin.
const SHARED: &str = "chunk_";

/// What several parts share is a part too, one for each set of them. Smaller than so many bytes they come together in one
/// file: there are dozens, and a request takes longer than they do.
const SMALL: usize = 12_000;

/// Gives one of them out of that file, `FILE`: it is fetched once, and anew after it did not come.
const PIECES: &str = "
let pieces;
function piece(from, to) {
    pieces ??= fetch(new URL(\"./FILE\", import.meta.url)).then((came) => {
        if (!came.ok) throw new Error(came.url);
        return came.arrayBuffer();
    });
    pieces.catch(() => pieces = undefined);
    return pieces.then((bytes) => new Response(bytes.slice(from, to)));
}
";

/// What the script does where there is no document, in a worker: it waits for the page to hand it the program's main
/// module, and the texts of the parts where those are not fetched, and starts the program. If the program breaks off
/// later, the page is told.
const WORKER: &str = "
let given;
if (!globalThis.document) {
    addEventListener(\"unhandledrejection\", () => postMessage(null));
    addEventListener(\"message\", ({ data }) => {
        given = data.parts;
        __wbg_init({ module_or_path: data.module });
    }, { once: true });
}
";

/// The program in its parts.
#[derive(Debug)]
pub(crate) struct Program {
    /// A module: its default export starts the program, given the bytes or the address of `main`. As the script of a
    /// worker it starts the program by itself.
    pub(crate) script: Script,
    /// What is needed to begin.
    pub(crate) main: Vec<u8>,
    /// What is fetched later: name and bytes.
    pub(crate) parts: Vec<(String, Vec<u8>)>,
}

/// The program's script, with gaps where it fetches parts.
#[derive(Debug)]
pub(crate) struct Script(String);

impl Script {
    #[cfg(test)]
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The script, every part being what this expression promises: a `Response`.
    pub(crate) fn with(&self, fetch: impl Fn(&str) -> Result<String>) -> Result<String> {
        let mut pieces = self.0.split(ASKS[0]);
        let mut script = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (name, rest) = piece.split_once(ASKS[1]).context("the splitter asks for parts otherwise")?;
            script += &fetch(name)?;
            script += rest;
        }
        Ok(script)
    }
}

/// Splits what was compiled last.
pub(crate) fn program() -> Result<Program> {
    let folder = target().join("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("cannot empty the folder of parts")?;
    }
    let whole = fs::read(target().join(WASM).join("release/tham-luan.wasm"))?;
    let main = folder.join("main.wasm");
    let mut options = Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    let split = transform(options).map_err(|error| anyhow!("cannot split the program: {error:#}"))?;

    let bound = folder.join("bound");
    succeed(
        command("wasm-bindgen")
            .args([
                "--target",
                "web",
                "--no-typescript",
                "--keep-lld-exports",
                "--out-name",
                "page",
                "--out-dir",
            ])
            .arg(&bound)
            .arg(&main)
            .env("PATH", tools::path()),
    )?;
    let script =
        script(&fs::read_to_string(bound.join("page.js"))?, &fs::read_to_string(folder.join(LINK))?)?;
    let names = Names::of(&script);
    let parts = split.split_modules.iter().map(|file| Ok((stem(file)?, names.module(&fs::read(file)?)?)));
    Ok(Program {
        script: Script(names.script(&script)?),
        main: names.module(&fs::read(bound.join("page_bg.wasm"))?)?,
        parts: parts.collect::<Result<_>>()?,
    })
}

/// Puts the program in its parts in the place of what Trunk put into the site.
pub(crate) fn split(site: &Path) -> Result<()> {
    let program = program()?;
    let Files { whole, pieces, places } = files(program.parts);
    for (file, bytes) in whole.iter().chain([&pieces]) {
        fs::write(site.join(file), bytes).with_context(|| format!("cannot write {file}"))?;
    }
    let script = program.script.with(|part| places.get(part).cloned().context("a part that is not there"))?;
    let script = script + &PIECES.replace("FILE", &pieces.0);
    let js = format!("tham-luan-{}.js", digest(script.as_bytes()));
    let wasm = format!("tham-luan-{}.wasm", digest(&program.main));
    fs::write(site.join(&js), script).with_context(|| format!("cannot write {js}"))?;
    fs::write(site.join(&wasm), &program.main).with_context(|| format!("cannot write {wasm}"))?;

    let index = site.join("index.html");
    let page = fs::read_to_string(&index)?;
    let start = tags(&page, "script").find(|tag| tag.attribute("data-wasm").is_some());
    let start = start.context("index.html has no script that starts the page")?;
    let mut new = page.clone();
    for (attribute, own) in [("data-js", js), ("data-wasm", wasm)] {
        let old = start.attribute(attribute).context("the start script names no program")?;
        let old = old.trim_start_matches("./");
        fs::remove_file(site.join(old)).with_context(|| format!("no file {old}"))?;
        new = new.replace(old, &own);
    }
    fs::write(&index, new).context("cannot write index.html")
}

/// How the parts come.
#[derive(Debug)]
struct Files {
    /// Those that are a file of their own: its name and bytes.
    whole: Vec<(String, Vec<u8>)>,
    /// The file of all others.
    pieces: (String, Vec<u8>),
    /// What promises each part, as an expression of the script.
    places: BTreeMap<String, String>,
}

fn files(parts: Vec<(String, Vec<u8>)>) -> Files {
    let mut whole = Vec::new();
    let mut pieces = Vec::new();
    let mut places = BTreeMap::new();
    for (name, bytes) in parts {
        if name.starts_with(SHARED) && bytes.len() < SMALL {
            let from = pieces.len();
            pieces.extend(bytes);
            places.insert(name, format!("piece({from}, {})", pieces.len()));
        } else {
            let file = format!("{name}-{}.wasm", digest(&bytes));
            places.insert(name, format!("fetch(new URL(\"./{file}\", import.meta.url))"));
            whole.push((file, bytes));
        }
    }
    // Named as a module, though it is many: hosts choose by that what they compress.
    Files { whole, pieces: (format!("{SHARED}small-{}.wasm", digest(&pieces)), pieces), places }
}

/// One script of wasm-bindgen's and of the splitter's: they import from each other.
fn script(bound: &str, link: &str) -> Result<String> {
    let (imports, bound): (Vec<_>, Vec<_>) =
        bound.lines().partition(|line| line.starts_with("import * as ") && line.contains(LINK));
    ensure!(!imports.is_empty(), "the program's script does not import the parts");
    let own = link.lines().filter(|line| !line.starts_with("import ")).collect::<Vec<_>>().join("\n");
    ensure!(own.contains(MAKES), "the splitter makes parts otherwise");
    let exported = own.lines().filter_map(|line| line.strip_prefix("export const ")?.split_once(' '));
    let exported = exported.map(|(name, _)| name).collect::<Vec<_>>().join(", ");
    let make = "src.then(async (came) => { if (!came.ok) throw new Error(came.url); \
        return WebAssembly.instantiate(await came.arrayBuffer(), imports); })";
    let own = own.replace(MAKES, make).replace("export const ", "const ");
    let aliases = imports.iter().filter_map(|line| line.split_whitespace().nth(3));
    let aliases: String = aliases.map(|alias| format!("const {alias} = {{ {exported} }};\n")).collect();
    Ok(format!("{}\n{own}\n{aliases}{WORKER}", bound.join("\n")))
}

fn stem(file: &Path) -> Result<String> {
    Ok(PathBuf::from(file.file_stem().context("a part without a name")?).display().to_string())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: &str = "import * as import1 from \"./__wasm_split.js\"\n\
        import * as import2 from \"./__wasm_split.js\"\nfunction initSync() {}\nexport { initSync };\n";
    const LINKED: &str = "import { initSync } from \"./main.js\";\nexport const load_a = f(() => {\n\
        const src = fetch(new URL(\"./a.wasm\", import.meta.url));\n\
        return (WebAssembly.instantiateStreaming(src, imports));});\n";

    #[test]
    fn the_two_scripts_become_one_that_imports_nothing() {
        let script = script(BOUND, LINKED).expect("one script");
        let text = script_text(&script);
        assert!(!text.contains("import *") && !text.contains("import {"), "{text}");
        assert!(text.contains("const import1 = { load_a };\nconst import2 = { load_a };"), "{text}");
        assert!(text.contains("const src = <a>;"), "{text}");
    }

    fn script_text(script: &str) -> String {
        Script(script.to_owned()).with(|name| Ok(format!("<{name}>"))).expect("filled")
    }

    #[test]
    fn small_pieces_come_in_one_file_and_each_is_found_in_it() {
        let parts = vec![
            ("chunk_1".to_owned(), vec![1; 3]),
            ("chunk_2".to_owned(), vec![2; SMALL]),
            ("chunk_3".to_owned(), vec![3; 4]),
            ("split_a".to_owned(), vec![4; 5]),
        ];
        let Files { whole, pieces, places } = files(parts);
        assert_eq!(pieces.1, [1, 1, 1, 3, 3, 3, 3]);
        assert_eq!([&places["chunk_1"], &places["chunk_3"]], ["piece(0, 3)", "piece(3, 7)"]);
        assert_eq!(whole.iter().map(|(_, bytes)| bytes.len()).collect::<Vec<_>>(), [SMALL, 5]);
        for (name, (file, _)) in ["chunk_2", "split_a"].iter().zip(&whole) {
            assert!(file.starts_with(name) && places[*name].contains(file.as_str()), "{file}");
        }
    }

    #[test]
    fn a_splitter_that_speaks_otherwise_is_an_error() {
        assert!(script(BOUND, "export const load_a = 1;").is_err());
        assert!(script("function initSync() {}", LINKED).is_err());
    }
}
