//! The package: which parts a file has, of which types, and how they refer to each other.

use super::super::Properties;
use super::paragraph::LANGUAGE;
use super::xml::Xml;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The relationship of the header that all first pages have.
pub(super) const FIRST_HEADER: &str = "header1";

/// How the name of a picture ends.
const PICTURE: &str = ".png";

/// The program that writes the file.
const PROGRAM: &str = "Tham Luận";

/// Parts that are being collected.
#[derive(Default)]
pub(super) struct Package {
    /// In order: name in the archive, type, contents.
    parts: Vec<(String, String, Vec<u8>)>,
    /// Of the document: id, kind, and the file beside it.
    relations: Vec<[String; 3]>,
    headers: usize,
}

impl Package {
    /// What the file says of itself.
    pub(super) fn properties(&mut self, properties: &Properties, pages: u32) {
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        let extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
        self.part("docProps/core.xml", core, core_properties(properties));
        self.part("docProps/app.xml", extended, extended_properties(properties, pages));
    }

    /// The document itself.
    pub(super) fn document(&mut self, contents: Vec<u8>) {
        self.part("word/document.xml", &[WORD_TYPE, "document.main+xml"].concat(), contents);
    }

    /// A part that the document refers to, of the kind of its name.
    pub(super) fn word(&mut self, name: &str, contents: Vec<u8>) {
        self.related(name, name, contents);
    }

    /// A header; gives its relationship.
    pub(super) fn header(&mut self, contents: Vec<u8>) -> String {
        self.headers += 1;
        let name = ["header", &self.headers.to_string()].concat();
        self.related("header", &name, contents);
        name
    }

    /// A picture, which is a PNG; gives its relationship.
    pub(super) fn picture(&mut self, contents: Vec<u8>) -> String {
        let name = "image1".to_owned();
        let file = ["media/", &name, PICTURE].concat();
        self.part(&["word/", &file].concat(), "image/png", contents);
        self.relations.push([name.clone(), [OFFICE, "relationships/image"].concat(), file]);
        name
    }

    fn related(&mut self, kind: &str, name: &str, contents: Vec<u8>) {
        let file = [name, ".xml"].concat();
        self.part(&["word/", &file].concat(), &[WORD_TYPE, kind, "+xml"].concat(), contents);
        self.relations.push([name.to_owned(), [OFFICE, "relationships/", kind].concat(), file]);
    }

    fn part(&mut self, name: &str, kind: &str, contents: Vec<u8>) {
        self.parts.push((name.to_owned(), kind.to_owned(), contents));
    }

    /// All files, what the others are first.
    pub(super) fn files(self) -> Vec<(String, Vec<u8>)> {
        let roots = [
            ("document", [OFFICE, "relationships/officeDocument"].concat(), "word/document.xml"),
            ("core", [PACKAGE, "relationships/metadata/core-properties"].concat(), "docProps/core.xml"),
            ("extended", [OFFICE, "relationships/extended-properties"].concat(), "docProps/app.xml"),
        ];
        let roots = roots.map(|(id, kind, target)| [id.to_owned(), kind, target.to_owned()]);
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), content_types(&self.parts)),
            ("_rels/.rels".to_owned(), relationships(&roots)),
            ("word/_rels/document.xml.rels".to_owned(), relationships(&self.relations)),
        ];
        files.extend(self.parts.into_iter().map(|(name, _, contents)| (name, contents)));
        files
    }
}

fn content_types(parts: &[(String, String, Vec<u8>)]) -> Vec<u8> {
    let namespace = [PACKAGE, "content-types"].concat();
    Xml::part("Types", &[("xmlns", &namespace)], |xml| {
        let relationships = "application/vnd.openxmlformats-package.relationships+xml";
        for (extension, kind) in [("rels", relationships), ("xml", "application/xml")] {
            xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
        }
        let is_picture = |name: &str| name.ends_with(PICTURE);
        if let Some((_, kind, _)) = parts.iter().find(|(name, ..)| is_picture(name)) {
            xml.empty("Default", &[("Extension", PICTURE.trim_start_matches('.')), ("ContentType", kind)]);
        }
        for (name, kind, _) in parts.iter().filter(|(name, ..)| !is_picture(name)) {
            xml.empty("Override", &[("PartName", &["/", name].concat()), ("ContentType", kind)]);
        }
    })
}

fn relationships(relations: &[[String; 3]]) -> Vec<u8> {
    let namespace = [PACKAGE, "relationships"].concat();
    Xml::part("Relationships", &[("xmlns", &namespace)], |xml| {
        for [id, kind, target] in relations {
            xml.empty("Relationship", &[("Id", id), ("Type", kind), ("Target", target)]);
        }
    })
}

fn core_properties(properties: &Properties) -> Vec<u8> {
    let namespace = [PACKAGE, "metadata/core-properties"].concat();
    let namespaces = [
        ("xmlns:cp", &*namespace),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let Properties { title, subject, author, created, modified, .. } = properties;
    Xml::part("cp:coreProperties", &namespaces, |xml| {
        let texts = [
            ("dc:title", title),
            ("dc:subject", subject),
            ("dc:creator", author),
            ("cp:lastModifiedBy", author),
        ];
        for (name, text) in texts {
            if !text.is_empty() {
                xml.text(name, &[], text);
            }
        }
        xml.text("dc:language", &[], LANGUAGE);
        for (name, moment) in [("dcterms:created", created), ("dcterms:modified", modified)] {
            if let Some(moment) = moment {
                xml.text(name, &[("xsi:type", "dcterms:W3CDTF")], moment);
            }
        }
    })
}

fn extended_properties(properties: &Properties, pages: u32) -> Vec<u8> {
    let namespace = [OFFICE, "extended-properties"].concat();
    Xml::part("Properties", &[("xmlns", &namespace)], |xml| {
        xml.text("Pages", &[], &pages.to_string());
        if !properties.organization.is_empty() {
            xml.text("Company", &[], &properties.organization);
        }
        xml.text("Application", &[], PROGRAM);
    })
}
