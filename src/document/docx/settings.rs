//! What holds for the whole paper: how a word processor must set it, and what stands in for its face.

use super::WORDPROCESSING;
use super::paragraph::{FONT, LANGUAGE};
use super::xml::Xml;

/// Settings by which Word 2010 and later lay out as Word 2010 does.
const COMPATIBILITY: [(&str, &str); 4] = [
    ("compatibilityMode", "14"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
];

/// The part of the settings; children in the order of `CT_Settings`.
pub(super) fn settings() -> Vec<u8> {
    Xml::part("w:settings", &WORDPROCESSING, |xml| {
        xml.empty("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "720");
        xml.switch("w:autoHyphenation", false);
        xml.switch("w:evenAndOddHeaders", false);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            for (name, value) in COMPATIBILITY {
                let owner = ("w:uri", "http://schemas.microsoft.com/office/word");
                xml.empty("w:compatSetting", &[("w:name", name), owner, ("w:val", value)]);
            }
        });
        xml.empty("w:themeFontLang", &[("w:val", LANGUAGE)]);
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    })
}

/// The part of the fonts: faces of the same widths stand in for the paper's where a machine has it not.
pub(super) fn fonts() -> Vec<u8> {
    Xml::part("w:fonts", &WORDPROCESSING, |xml| {
        xml.element("w:font", &[("w:name", FONT)], |xml| {
            xml.value("w:altName", "Liberation Serif;Tinos");
            xml.value("w:panose1", "02020603050405020304");
            xml.value("w:charset", "A3");
            xml.value("w:family", "roman");
            xml.value("w:pitch", "variable");
        });
    })
}
