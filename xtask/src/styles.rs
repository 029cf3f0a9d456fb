//! Puts the style sheets into one file: over a weak link twenty requests cost more than their bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::html::tags;
use crate::terse;

/// Joins the style sheets that the site's `index.html` links, in the order of the cascade, and links the one file
/// instead. Its name changes with its content.
pub(crate) fn join(site: &Path) -> Result<()> {
    let index = site.join("index.html");
    let mut page = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let mut joined = String::new();
    let mut links = Vec::new();
    for link in tags(&page, "link").filter(|link| link.attribute("rel") == Some("stylesheet")) {
        let file = site.join(link.attribute("href").unwrap_or_default());
        let sheet = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        joined += &terse::style(&sheet);
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        links.push(link.range());
    }
    let Some(first) = links.first().map(|range| range.start) else { return Ok(()) };
    for range in links.into_iter().rev() {
        let line_end = if page[range.end..].starts_with('\n') { range.end + 1 } else { range.end };
        page.replace_range(range.start..line_end, "");
    }
    let digest: String = Sha256::digest(&joined).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("style-{digest}.css");
    page.insert_str(first, &format!("<link rel=\"stylesheet\" href=\"./{name}\">\n"));
    fs::write(site.join(&name), joined).with_context(|| format!("cannot write {name}"))?;
    fs::write(&index, page).with_context(|| format!("cannot write {}", index.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_styles_become_one_file_in_the_order_of_their_links() {
        let site = std::env::temp_dir().join(format!("tham-luan-styles-{}", std::process::id()));
        fs::create_dir_all(&site).expect("a folder");
        fs::write(site.join("b.css"), "@layer one;\n").expect("a file");
        fs::write(site.join("a.css"), ".two{}\n").expect("a file");
        let page = "<head>\n<link rel=\"stylesheet\" href=\"./b.css\"/>\n<link rel=\"stylesheet\" href=\"./a.css\"/>\n</head>";
        fs::write(site.join("index.html"), page).expect("a file");

        join(&site).expect("joined");
        join(&site).expect("joined once more");

        let page = fs::read_to_string(site.join("index.html")).expect("the page");
        let links: Vec<_> = tags(&page, "link").collect();
        assert_eq!(links.len(), 1);
        let name = links[0].attribute("href").expect("a link");
        assert_eq!(fs::read_to_string(site.join(name)).expect("the style"), "@layer one;\n.two{}\n");
        assert!(!site.join("a.css").exists());
        fs::remove_dir_all(site).expect("removed");
    }
}
