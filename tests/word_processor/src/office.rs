//! LibreOffice with the fonts of the fixtures and no others, and a profile of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// A start was seen to stop silently after 247 of 400 files.
const BATCH: usize = 100;

/// What a first start with a new profile may end with: it wants to be started again.
const RESTART: i32 = 81;

/// A word processor.
#[derive(Debug)]
pub struct Office {
    folder: TempDir,
}

impl Office {
    /// Prepares its profile and its fonts.
    ///
    /// # Errors
    /// Where no file can be written.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/fonts").canonicalize()?;
        let cache = folder.path().join("cache");
        let alias = |family| {
            format!(
                "<alias binding=\"same\"><family>{family}</family><prefer><family>Liberation Serif</family></prefer></alias>"
            )
        };
        let configuration = format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig><dir>{}</dir><cachedir>{}</cachedir>{}{}</fontconfig>\n",
            fonts.display(),
            cache.display(),
            alias("Times New Roman"),
            alias("Tinos"),
        );
        fs::write(folder.path().join("fonts.conf"), configuration)?;
        Ok(Self { folder })
    }

    /// Prints documents to PDF, and gives the files in the same order. Their names must differ.
    ///
    /// # Errors
    /// Where the word processor cannot be started, or leaves a document out.
    pub fn print(&self, documents: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>> {
        let (given, printed) = (self.folder.path().join("docx"), self.folder.path().join("pdf"));
        fs::create_dir_all(&given)?;
        fs::create_dir_all(&printed)?;
        for batch in documents.chunks(BATCH) {
            let mut files = Vec::new();
            for (name, contents) in batch {
                let file = given.join(name).with_added_extension("docx");
                fs::write(&file, contents)?;
                files.push(file);
            }
            self.convert(&files, "pdf", &printed)?;
        }
        let mut papers = Vec::new();
        for (name, _) in documents {
            let paper = printed.join(name).with_added_extension("pdf");
            ensure!(paper.is_file(), "the word processor did not print {name}");
            papers.push(paper);
        }
        Ok(papers)
    }

    /// Opens files of one kind and saves them anew as what they are, into a folder, under their own names.
    ///
    /// # Errors
    /// Where the word processor cannot be started, or leaves a file out.
    pub fn save_again(&self, files: &[PathBuf], into: &Path) -> Result<()> {
        let kind = files.first().and_then(|file| file.extension()?.to_str()).context("no file of a kind")?;
        self.convert(files, kind, into)?;
        for file in files {
            let saved = into.join(file.file_name().unwrap_or_default());
            ensure!(saved.is_file(), "the word processor did not save {}", saved.display());
        }
        Ok(())
    }

    fn convert(&self, files: &[PathBuf], to: &str, into: &Path) -> Result<()> {
        let profile =
            format!("-env:UserInstallation=file://{}", self.folder.path().join("profile").display());
        let program = std::env::var_os("SOFFICE").unwrap_or_else(|| "soffice".into());
        let mut convert = Command::new(&program);
        convert.arg(profile).args(["--headless", "--convert-to", to, "--outdir"]).arg(into).args(files);
        convert.env("FONTCONFIG_FILE", self.folder.path().join("fonts.conf"));
        convert.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut run = || {
            convert.status().with_context(|| {
                format!(
                    "cannot start {}: please install libreoffice-writer (cargo xtask test does)",
                    program.display()
                )
            })
        };
        let mut status = run()?;
        if status.code() == Some(RESTART) {
            status = run()?;
        }
        ensure!(status.success(), "{} failed ({status})", program.display());
        Ok(())
    }
}
