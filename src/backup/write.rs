//! Writes a backup: readable, each item on a line of its own.

use super::{Backup, FORMAT, Item, VERSION};
use crate::draft::Timestamp;
use crate::json::{Object, Value, compact, object};
use crate::submission::checksum;
use crate::text::Date;

/// A file as it will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it holds: JSON in UTF-8.
    pub text: String,
    /// `tham-luan_sao-luu_<yyyy-mm-dd>.json`: ASCII, allowed on every file system.
    pub file_name: String,
    /// Its checksum, by which it is known again.
    pub checksum: String,
}

/// The members of the file in the order in which they are written; what is not known stands before the checksum.
const ORDER: [&str; 9] =
    ["format", "version", "madeAt", "app", "origin", "contains", "remembered", "drafts", "damaged"];

impl Backup {
    /// The file.
    #[must_use]
    pub fn write(&self) -> Written {
        let mut members = self.unknown.clone();
        for (name, value) in self.known() {
            members.insert(name.to_owned(), value);
        }
        let checksum = checksum(&Value::Object(members.clone()));
        let text = lines(&members, &checksum);
        Written { text, file_name: self.file_name(), checksum }
    }

    fn known(&self) -> Vec<(&'static str, Value)> {
        let list = |items: &[Item]| Value::Array(items.iter().map(Item::to_json).collect());
        let count = |items: &[Item]| Value::from(u32::try_from(items.len()).unwrap_or(u32::MAX));
        let app = vec![("name", "tham-luan".into()), ("version", self.app_version.as_str().into())];
        let contains = vec![
            ("drafts", count(&self.drafts)),
            ("damaged", count(&self.damaged)),
            ("plans", count(&self.packs)),
        ];
        let mut known = vec![
            ("format", FORMAT.into()),
            ("version", VERSION.into()),
            ("madeAt", self.moment().into()),
            ("app", object(app)),
            ("origin", self.origin.as_str().into()),
            ("contains", object(contains)),
            ("drafts", list(&self.drafts)),
            ("damaged", list(&self.damaged)),
            ("plans", list(&self.packs)),
        ];
        known.extend(self.remembered.clone().map(|remembered| ("remembered", remembered)));
        known
    }

    fn moment(&self) -> &str {
        self.made_at.as_ref().map_or("", Timestamp::as_str)
    }

    fn file_name(&self) -> String {
        let day = Date::parse_iso(self.moment()).map_or_else(|| "khong-ro-ngay".to_owned(), Date::iso);
        format!("tham-luan_sao-luu_{day}.json")
    }
}

/// A member a line, and of a list an item a line.
fn lines(members: &Object, checksum: &str) -> String {
    let mut text = String::from("{\n");
    let mut line = |name: &str, value: &Value| {
        text.push_str("  ");
        text.push_str(&compact(&name.into()));
        text.push_str(": ");
        match value {
            Value::Array(items) if !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index == 0 { "[\n    " } else { ",\n    " });
                    text.push_str(&compact(item));
                }
                text.push_str("\n  ]");
            }
            other => text.push_str(&compact(other)),
        }
        text.push_str(",\n");
    };
    for name in ORDER {
        if let Some(value) = members.get(name) {
            line(name, value);
        }
    }
    for (name, value) in members.iter().filter(|(name, _)| !ORDER.contains(&name.as_str())) {
        line(name, value);
    }
    text.push_str("  \"checksum\": \"");
    text.push_str(checksum);
    text.push_str("\"\n}\n");
    text
}
