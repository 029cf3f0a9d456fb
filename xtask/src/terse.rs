//! The program's script, modules and styles without what only people and tools read.
//!
//! wasm-bindgen names each function that a module takes from its script by a word and a hash, which no compression makes
//! smaller, once in the module and once in the script; and it writes the script for people.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

/// How such a name begins.
const PREFIX: &str = "__wbg_";

/// So many hexadecimal digits end it.
const HASH: usize = 16;

/// The sections of a module in which names stand that the script knows, and those that only tools read (WebAssembly core
/// specification 2.0, 5.5.2).
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const CUSTOM: u8 = 0;

/// A style sheet without comments, and without what indents its lines.
pub(crate) fn style(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    bare.extend(pieces.filter_map(|piece| Some(piece.split_once("*/")?.1)));
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// A short name for each name in a script.
#[derive(Debug)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// For the names in that script, in the order in which they stand there.
    pub(crate) fn of(script: &str) -> Self {
        let mut names = BTreeMap::new();
        for word in words(script).filter(|word| is_hashed(word)) {
            let short = format!("_{:x}", names.len());
            names.entry(word.to_owned()).or_insert(short);
        }
        Self(names)
    }

    /// The script with short names, without comments and what indents its lines.
    ///
    /// # Errors
    /// If a text in it may go over several lines.
    pub(crate) fn script(&self, script: &str) -> Result<String> {
        let mut terse = String::new();
        for line in script.lines().map(str::trim) {
            ensure!(line.matches('`').count() % 2 == 0, "a text goes over several lines: {line}");
            if !line.is_empty() && !["//", "/*", "*"].iter().any(|start| line.starts_with(start)) {
                terse += line;
                terse.push('\n');
            }
        }
        let mut renamed = String::new();
        let mut rest = terse.as_str();
        for word in words(&terse).filter(|word| is_hashed(word)) {
            let (before, after) = rest.split_once(word).context("a word that is not there")?;
            renamed += before;
            renamed += self.0.get(word).context("a name that was not there")?;
            rest = after;
        }
        Ok(renamed + rest)
    }

    /// A module with short names, and without its custom sections.
    ///
    /// # Errors
    /// If it is no module.
    pub(crate) fn module(&self, module: &[u8]) -> Result<Vec<u8>> {
        let (head, mut rest) = module.split_at_checked(8).context("no module")?;
        let mut terse = head.to_vec();
        while let Some((kind, after)) = rest.split_first() {
            let (length, after) = number(after).context("a section without a length")?;
            let (content, after) = after.split_at_checked(length).context("a section cut short")?;
            let content = match *kind {
                IMPORTS | EXPORTS => self.renamed(content),
                _ => content.to_vec(),
            };
            if *kind != CUSTOM {
                terse.push(*kind);
                put(content.len(), &mut terse);
                terse.extend(content);
            }
            rest = after;
        }
        Ok(terse)
    }

    /// A section in which each name stands behind its length.
    fn renamed(&self, section: &[u8]) -> Vec<u8> {
        let mut renamed = Vec::new();
        let mut rest = section;
        while let Some((byte, after)) = rest.split_first() {
            let name = number(rest).and_then(|(length, after)| after.split_at_checked(length));
            let short =
                name.and_then(|(name, after)| Some((self.0.get(std::str::from_utf8(name).ok()?)?, after)));
            if let Some((short, after)) = short {
                put(short.len(), &mut renamed);
                renamed.extend(short.bytes());
                rest = after;
            } else {
                renamed.push(*byte);
                rest = after;
            }
        }
        renamed
    }
}

fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
}

fn is_hashed(word: &str) -> bool {
    let hash = word.strip_prefix(PREFIX).and_then(|rest| rest.rsplit_once('_')).map(|(_, hash)| hash);
    hash.is_some_and(|hash| hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A number as LEB128, and what is behind it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f) << (7 * at);
        if *byte < 0x80 {
            return Some((number, bytes.get(at + 1..)?));
        }
    }
    None
}

fn put(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "
        /**
         * What it is.
         */
        function a() {
            return { __wbg_get_0123456789abcdef: x, __wbg_ptr: `${y}` }; // kept
        }
        const b = __wbg_get_0123456789abcdef;
        const c = __wbg_set_x_fedcba9876543210;
    ";

    #[test]
    fn names_are_short_and_comments_gone() {
        let terse = Names::of(SCRIPT).script(SCRIPT).expect("a script");
        let expected =
            "function a() {\nreturn { _0: x, __wbg_ptr: `${y}` }; // kept\n}\nconst b = _0;\nconst c = _1;\n";
        assert_eq!(terse, expected);
        assert!(Names::of("").script("const a = `\n`;").is_err());
    }

    #[test]
    fn a_style_sheet_keeps_its_rules() {
        let sheet = "/* One. */\n@layer a {\n    .b { /* two */\n        color: red;\n    }\n}\n\n/* Cut";
        assert_eq!(style(sheet), "@layer a {\n.b {\ncolor: red;\n}\n}\n");
    }

    #[test]
    fn a_module_takes_what_the_script_gives() {
        let name = b"__wbg_get_0123456789abcdef";
        let import = |name: &[u8]| {
            let mut section = vec![1, 1, b'a', u8::try_from(name.len()).expect("short")];
            section.extend(name);
            section.extend([0, 0]);
            section
        };
        let module = |sections: &[(u8, Vec<u8>)]| {
            let mut module = b"\0asm\x01\0\0\0".to_vec();
            for (kind, content) in sections {
                module.push(*kind);
                put(content.len(), &mut module);
                module.extend(content);
            }
            module
        };
        // What looks like a name in code stays.
        let code = (10, import(name));
        let whole = module(&[(CUSTOM, vec![2, b'a', b'b']), (IMPORTS, import(name)), code.clone()]);
        let expected = module(&[(IMPORTS, import(b"_0")), code]);
        assert_eq!(Names::of(SCRIPT).module(&whole).expect("a module"), expected);
        assert!(Names::of(SCRIPT).module(&whole[..whole.len() - 1]).is_err());
        assert!(Names::of(SCRIPT).module(b"no").is_err());
    }

    #[test]
    fn numbers_come_back() {
        for of in [0, 1, 127, 128, 16_383, 16_384, 1 << 30] {
            let mut bytes = Vec::new();
            put(of, &mut bytes);
            assert_eq!(number(&bytes), Some((of, [].as_slice())));
        }
    }
}
