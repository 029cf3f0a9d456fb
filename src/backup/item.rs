//! One thing in a backup, with its own checksum.

use crate::draft::{Draft, DraftId};
use crate::json::{Object, Value, compact, object, parse};
use crate::session::store::{self, Cause};
use crate::submission::checksum;
use crate::text::Normalize;

/// The version of the shape of drafts that is written, and the newest that is read.
const SHAPE: u32 = 1;

/// A draft, something damaged or a plan pack, as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Everything but the checksum.
    members: Value,
    is_sound: bool,
}

/// What a draft is called and whose it is, so that it can be named where its plan is not at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What the draft is called.
    pub name: String,
    /// The form's title.
    pub form: String,
    /// The plan's short title.
    pub plan: String,
    /// The unit that hands it in, if it is known.
    pub unit: String,
}

impl Item {
    /// A draft, with what it is called.
    #[must_use]
    pub fn of_draft(draft: &Draft, about: &About) -> Self {
        let named =
            [("name", &about.name), ("form", &about.form), ("plan", &about.plan), ("unit", &about.unit)];
        let named = named.into_iter().filter(|(_, text)| !text.is_empty());
        let about = object(named.map(|(name, text)| (name, text.as_str().into())).collect());
        // What could not be read here could not be read back from the file: it is found damaged, not dropped.
        let draft = parse(&draft.append_json(String::new())).unwrap_or_default();
        let members = object(vec![("about", about), ("stored", SHAPE.into()), ("draft", draft)]);
        Self { members, is_sound: true }
    }

    /// A draft as it is stored, as the page hands it out where nothing can be stored. None where there is none.
    pub(super) fn of_stored(raw: &str) -> Option<Self> {
        let stored = parse(raw).ok()?;
        let id = stored.at("draft.id")?.as_str()?;
        let read = store::decode(&store::key(&DraftId::new(id)), raw);
        // What was changed may still be read.
        let draft = read.clone().ok().or_else(|| Draft::from_json(stored.get("draft")?).ok())?;
        Some(Self { is_sound: read.is_ok(), ..Self::of_draft(&draft, &About::default()) })
    }

    /// Something stored that could not be read, as it is stored.
    #[must_use]
    pub fn of_damaged(key: &str, raw: &str) -> Self {
        Self { members: object(vec![("key", key.into()), ("raw", raw.into())]), is_sound: true }
    }

    /// A plan pack.
    #[must_use]
    pub fn of_pack(pack: Value) -> Self {
        Self { members: object(vec![("pack", pack)]), is_sound: true }
    }

    /// Whether it is as it was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// The draft.
    ///
    /// # Errors
    /// If there is none that this version can read.
    pub fn draft(&self) -> Result<Draft, Cause> {
        let shape = self.members.get("stored").and_then(Value::as_u64).ok_or(Cause::Damaged)?;
        if shape > u64::from(SHAPE) {
            return Err(Cause::Newer);
        }
        let draft = self.members.get("draft").and_then(|draft| Draft::from_json(draft).ok());
        draft.ok_or(Cause::Damaged)
    }

    /// What the draft is called.
    #[must_use]
    pub fn about(&self) -> About {
        let about = self.members.get("about");
        let text =
            |name: &str| about.and_then(|about| about.get(name)?.as_str()).unwrap_or_default().to_owned();
        About { name: text("name"), form: text("form"), plan: text("plan"), unit: text("unit") }
    }

    /// Where something damaged was stored, and what was stored there.
    #[must_use]
    pub fn damaged(&self) -> Option<(&str, &str)> {
        Some((self.members.get("key")?.as_str()?, self.members.get("raw")?.as_str()?))
    }

    /// The text of a plan pack.
    #[must_use]
    pub fn pack(&self) -> Option<String> {
        self.members.get("pack").map(compact)
    }

    pub(super) fn holds(&self, name: &str) -> bool {
        self.members.get(name).is_some()
    }

    /// The item as it stands in the file, on one line.
    pub(super) fn to_json(&self) -> Value {
        let mut members = self.members.as_object().cloned().unwrap_or_default();
        members.insert("checksum".to_owned(), Value::String(checksum(&self.members)));
        Value::Object(members)
    }

    /// Reads an item. None where it is none at all.
    pub(super) fn from_json(value: Value) -> Option<Self> {
        let Value::Object(all) = value else { return None };
        let (mut members, mut sum) = (Object::new(), None);
        for (name, value) in all {
            if name == "checksum" {
                sum = Some(value);
            } else {
                members.insert(name, value);
            }
        }
        let members = Value::Object(members);
        let is_sound = sum.is_some_and(|sum| sum.as_str() == Some(&checksum(&members)));
        Some(Self { members, is_sound })
    }

    /// The same with its texts in Unicode NFC, if somebody changed it.
    pub(super) fn normalized(self, normalize: Normalize) -> Self {
        if self.is_sound {
            return self;
        }
        let members = parse(&normalize(&compact(&self.members))).unwrap_or(self.members);
        Self { members, is_sound: false }
    }
}
