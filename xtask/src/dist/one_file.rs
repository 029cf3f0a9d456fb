//! Puts everything that the page loads into the page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};
use tham_luan::json;

use crate::html::{Tag, tags};
use crate::parts::Program;

/// What starts the page.
const START: &str = include_str!("start.js");

/// The site's `index.html`, whose addresses are relative to `site`, as one file that loads nothing.
pub(crate) fn write(index: &str, site: &Path, program: &Program) -> Result<String> {
    let mut page = Rewrite::new(index);
    let mut styles = Vec::new();
    for link in tags(index, "link") {
        let (rel, href) =
            (link.attribute("rel").unwrap_or_default(), link.attribute("href").unwrap_or_default());
        match rel {
            "stylesheet" => {
                let css = style(site, href)?;
                page.replace(&link, format!("<style>{css}</style>"));
                styles.push(hash(&css));
            }
            "icon" if !href.starts_with("data:") => {
                page.replace(&link, format!("<link rel=\"icon\" href=\"{}\">", data_url(site, href)?));
            }
            "icon" => {}
            // What is fetched ahead is in the page already, and a file cannot be installed.
            _ => page.replace(&link, String::new()),
        }
    }

    let script = classic(&program.script.with(|part| Ok(format!("part(\"{part}\")")))?)?;
    let script = format!("{script}\n{START}");
    ensure!(!script.contains("</script"), "the script would end the page's script element");
    let start = tags(index, "script").find(|tag| tag.attribute("data-wasm").is_some());
    let start = start.context("index.html has no script that starts the page")?;
    page.replace(&start, module("main", &program.main));
    let modules: String = program.parts.iter().map(|(name, bytes)| module(name, bytes)).collect();
    let plans = plans(site)?;
    page.before_body_ends(format!("{modules}{plans}<script type=\"module\">{script}</script>"))?;

    let policy =
        tags(index, "meta").find(|tag| tag.attribute("http-equiv") == Some("Content-Security-Policy"));
    let policy = policy.context("index.html has no Content-Security-Policy")?;
    let content = content_security_policy(&hash(&script), &styles);
    page.replace(&policy, format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{content}\">"));
    Ok(page.finish())
}

/// The script without what only modules may have: in a page that is a file, Chromium starts no other worker than one of a
/// classic script. Nobody imports the one file's script, and what it would look for beside itself stands in the page.
fn classic(script: &str) -> Result<String> {
    let lines = script.lines().filter(|line| !line.starts_with("export {"));
    let lines: Vec<_> = lines.map(|line| line.strip_prefix("export ").unwrap_or(line)).collect();
    let script = lines.join("\n").replace("import.meta.url", "\"\"");
    ensure!(!script.contains("import.meta"), "the script asks where it is from");
    Ok(script)
}

/// A module of the program, in an element that the start script looks in.
fn module(name: &str, bytes: &[u8]) -> String {
    let text = BASE64_STANDARD.encode(bytes);
    format!("<script type=\"application/octet-stream\" id=\"wasm-{name}\">{text}</script>")
}

/// The plan packs, each in an element that the page looks in before it would fetch.
fn plans(site: &Path) -> Result<String> {
    let mut files: Vec<_> = match fs::read_dir(site.join("plans")) {
        Ok(folder) => folder.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?,
        Err(_) => Vec::new(),
    };
    files.sort();
    let mut elements = String::new();
    for file in files {
        let id = file.file_stem().and_then(|stem| stem.to_str()).context("a pack without a name")?;
        let pack = json::parse(&fs::read_to_string(&file)?);
        let pack = pack.map_err(|error| anyhow!("{}: {error:?}", file.display()))?;
        // No element ends within it: outside of texts JSON has no such sign.
        let text = json::compact(&pack).replace('<', "\\u003c");
        elements += &format!("<script type=\"application/json\" id=\"plan-{id}\">{text}</script>");
    }
    Ok(elements)
}

/// Allows exactly what the file contains, its own script in a worker too: it has nothing to load and nowhere to send.
fn content_security_policy(script: &str, styles: &[String]) -> String {
    let styles = if styles.is_empty() { "'none'".to_owned() } else { styles.join(" ") };
    format!(
        "default-src 'none'; script-src {script} 'wasm-unsafe-eval'; style-src {styles}; font-src data:; \
         img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'"
    )
}

/// The source that allows an inline script or style of exactly this text.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A style sheet with its fonts and images in it.
fn style(site: &Path, href: &str) -> Result<String> {
    let file = site.join(href);
    let css = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let folder = file.parent().unwrap_or(site);
    let mut pieces = css.split("url(");
    let mut inlined = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (address, rest) = piece.split_once(')').context("a url( without an end")?;
        let address = address.trim().trim_matches(['"', '\'']);
        let address =
            if address.starts_with("data:") { address.to_owned() } else { data_url(folder, address)? };
        inlined += &format!("url(\"{address}\"){rest}");
    }
    ensure!(!inlined.contains("</style"), "{} would end the page's style element", file.display());
    Ok(inlined)
}

/// A file as an address that contains it.
fn data_url(folder: &Path, address: &str) -> Result<String> {
    let file = folder.join(address);
    let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        other => anyhow::bail!("a file of kind {other:?} cannot be put into the page: {}", file.display()),
    };
    Ok(format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes)))
}

/// Changes to a page, put in when all are known.
struct Rewrite<'a> {
    page: &'a str,
    changes: Vec<(std::ops::Range<usize>, String)>,
}

impl<'a> Rewrite<'a> {
    fn new(page: &'a str) -> Self {
        Self { page, changes: Vec::new() }
    }

    /// Puts `text` in place of a tag (and, for a script, of its empty element).
    fn replace(&mut self, tag: &Tag<'_>, text: String) {
        let mut range = tag.range();
        if self.page[range.end..].starts_with("</script>") {
            range.end += "</script>".len();
        }
        self.changes.push((range, text));
    }

    /// Puts `text` at the end of the body.
    fn before_body_ends(&mut self, text: String) -> Result<()> {
        let end = self.page.rfind("</body>").context("index.html has no </body>")?;
        self.changes.push((end..end, text));
        Ok(())
    }

    fn finish(mut self) -> String {
        self.changes.sort_by_key(|(range, _)| range.start);
        let mut written = String::new();
        let mut from = 0;
        for (range, text) in self.changes {
            written += &self.page[from..range.start];
            written += &text;
            from = range.end;
        }
        written + &self.page[from..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::Script;

    const INDEX: &str = r#"<head><meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<link rel="stylesheet" href="style/page.css" integrity="x"><link rel="manifest" href="m.json">
<link rel="modulepreload" href="a.js"><script type="module" src="s.js" data-js="a.js" data-wasm="a.wasm"></script>
</head><body><p>Chữ</p></body>"#;

    fn written() -> String {
        let site = std::env::temp_dir().join(format!(
            "tham-luan-one-file-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        fs::create_dir_all(site.join("style")).expect("a folder");
        fs::create_dir_all(site.join("fonts")).expect("a folder");
        fs::write(site.join("style/page.css"), "@font-face { src: url(../fonts/a.woff2) }").expect("a file");
        fs::write(site.join("fonts/a.woff2"), "abc").expect("a file");
        fs::create_dir_all(site.join("plans")).expect("a folder");
        fs::write(site.join("plans/000.json"), "{ \"title\": \"</script>\" }").expect("a file");
        let script = Script::new(
            "fetch(new URL(\"./a.wasm\", import.meta.url));\nexport { a };\nexport class C {}\nb(import.meta.url);",
        );
        let program =
            Program { script, main: b"\0asm".to_vec(), parts: vec![("a".to_owned(), b"part".to_vec())] };
        let page = write(INDEX, &site, &program).expect("it fits");
        fs::remove_dir_all(&site).expect("removed");
        page
    }

    #[test]
    fn nothing_is_left_to_load() {
        let page = written();
        assert!(page.contains(r#"src: url("data:font/woff2;base64,YWJj")"#), "{page}");
        assert!(page.contains(r#"id="wasm-main">AGFzbQ==</script>"#), "{page}");
        assert!(page.contains(r#"id="wasm-a">cGFydA==</script>"#), "{page}");
        assert!(page.contains("part(\"a\");"), "{page}");
        for gone in ["href=", "src=", "manifest", "a.js"] {
            assert!(!page.contains(gone), "{gone} is in {page}");
        }
    }

    #[test]
    fn a_worker_may_be_started_with_the_script() {
        let page = written();
        assert!(
            page.contains("b(\"\");") && !page.contains("export") && !page.contains("import.meta"),
            "{page}"
        );
    }

    #[test]
    fn the_plans_are_in_the_page_where_it_looks_for_them() {
        let page = written();
        let element = r#"<script type="application/json" id="plan-000">{"title":"\u003c/script>"}</script>"#;
        assert!(page.contains(element), "{page}");
    }

    #[test]
    fn the_policy_allows_the_script_and_the_style_that_are_there() {
        let page = written();
        let policy = tags(&page, "meta").next().and_then(|tag| tag.attribute("content")).expect("a policy");
        for (opening, closing) in [("<script type=\"module\">", "</script>"), ("<style>", "</style>")] {
            let text = page
                .split_once(opening)
                .and_then(|(_, rest)| rest.split_once(closing))
                .expect("an element")
                .0;
            assert!(policy.contains(&hash(text)), "{policy}");
        }
        assert!(!policy.contains("'self'") && !policy.contains("unsafe-inline"), "{policy}");
    }
}
