//! A draft as JSON, as it is stored.

use super::{Answer, Answers, Draft, DraftId, LayoutChoices, Margins, Row, RowSource, Spacing, Timestamp};
use crate::form::{ColumnId, FieldId, FormId};
use crate::json::{Members, Object, Pieces, Value, object};
use crate::plan::PlanId;
use crate::sorted::Sorted;

impl Draft {
    /// The draft with all that it holds, behind another text. Written without a tree: it is done while somebody types.
    #[must_use]
    pub fn append_json(&self, text: String) -> String {
        let mut json = Pieces::behind(text);
        json.object(|json| {
            json.name("answers").object(|json| {
                for (field, answer) in self.answers.iter() {
                    json.name(field.as_str()).object(|json| answer.write(json));
                }
            });
            if self.asked != Value::Null {
                json.name("asked").value(&self.asked);
            }
            if !self.carried.is_empty() {
                json.name("carried").value(&self.carried_json());
            }
            json.name("createdAt").text(self.created_at.as_str());
            json.name("form").text(self.form.as_str());
            json.name("formVersion").value(&self.form_version.into());
            json.name("id").text(self.id.as_str());
            json.name("layout").value(&self.layout.to_json());
            json.name("name").text(&self.name);
            json.name("plan").text(self.plan.as_str());
            json.name("planVersion").value(&self.plan_version.into());
            json.name("revision").value(&self.revision.into());
            write_unknown(json, &self.unknown);
            json.name("updatedAt").text(self.updated_at.as_str());
        });
        json.finish()
    }

    /// The rows taken over, by field.
    #[must_use]
    pub fn carried_json(&self) -> Value {
        let mut fields = Object::new();
        for (field, source) in &self.carried {
            let source = Value::String(source.to_string());
            match fields.get_mut(field.as_str()) {
                Some(Value::Array(sources)) => sources.push(source),
                _ => fields.insert(field.to_string(), Value::Array(vec![source])),
            }
        }
        Value::Object(fields)
    }

    /// The draft as [`Draft::append_json`] gives it.
    ///
    /// # Errors
    /// The name of a member that is missing or of another type.
    pub fn from_json(value: &Value) -> Result<Self, &'static str> {
        let mut members = Members::default();
        let mut answers = Answers::default();
        for (id, answer) in members.object(value, "answers").iter() {
            answers.set(FieldId::new(id.as_str()), Answer::from_json(answer, &mut members));
        }
        let layout = value.get("layout").and_then(LayoutChoices::from_json);
        if value.get("answers").is_none() {
            members.note("answers");
        }
        if layout.is_none() {
            members.note("layout");
        }
        let draft = Self {
            id: DraftId::new(members.text(value, "id")),
            name: members.optional_text(value, "name").unwrap_or_default(),
            plan: PlanId::new(members.text(value, "plan")),
            plan_version: members.count(value, "planVersion"),
            form: FormId::new(members.text(value, "form")),
            form_version: members.count(value, "formVersion"),
            revision: members.count_or(value, "revision", 0),
            created_at: Timestamp::new(members.text(value, "createdAt")),
            updated_at: Timestamp::new(members.text(value, "updatedAt")),
            answers,
            layout: layout.unwrap_or_default(),
            carried: value.get("carried").map(carried_from_json).unwrap_or_default(),
            unknown: members.object(value, "unknown").clone(),
            asked: value.get("asked").cloned().unwrap_or_default(),
        };
        members.finish(draft)
    }
}

/// The rows taken over as [`Draft::carried_json`] gives them; what is no source is passed over.
#[must_use]
pub fn carried_from_json(value: &Value) -> Vec<(FieldId, RowSource)> {
    let mut carried = Vec::new();
    for (field, sources) in value.as_object().into_iter().flat_map(Object::iter) {
        for source in sources.as_array().unwrap_or_default() {
            let source = source.as_str().and_then(RowSource::parse);
            carried.extend(source.map(|source| (FieldId::new(field.as_str()), source)));
        }
    }
    carried
}

impl Answer {
    fn write(&self, json: &mut Pieces) {
        match self {
            Self::Text(text) => json.name("text").text(text),
            Self::Choices(choices) => {
                json.name("choices").array(choices, |json, choice| json.text(choice));
            }
            Self::Tick(on) => json.name("tick").value(&Value::Bool(*on)),
            Self::Rows(rows) => {
                json.name("rows").array(rows, |json, row| json.object(|json| row.write(json)))
            }
        }
    }

    fn from_json(value: &Value, members: &mut Members) -> Self {
        if value.get("rows").is_some() {
            let rows = members.items(value, "rows").iter();
            Self::Rows(rows.map(|row| Row::from_json(row, members)).collect())
        } else if value.get("choices").is_some() {
            Self::Choices(texts(value, "choices", members))
        } else if value.get("tick").is_some() {
            Self::Tick(members.flag(value, "tick"))
        } else {
            Self::Text(members.text(value, "text"))
        }
    }
}

impl Row {
    fn write(&self, json: &mut Pieces) {
        json.name("cells").object(|json| {
            for (column, text) in self.cells.iter() {
                json.name(column.as_str()).text(text);
            }
        });
        json.name("id").value(&self.id.into());
        if !self.sources.is_empty() {
            json.name("sources").array(&self.sources, |json, source| json.text(&source.to_string()));
        }
        write_unknown(json, &self.unknown);
    }

    fn from_json(value: &Value, members: &mut Members) -> Self {
        let mut cells = Sorted::new();
        for (column, text) in members.object(value, "cells").iter() {
            cells.insert(ColumnId::new(column.as_str()), members.string(Some(text), "cells"));
        }
        if value.get("cells").is_none() {
            members.note("cells");
        }
        let sources = texts(value, "sources", members);
        Self {
            id: members.count(value, "id"),
            cells,
            sources: sources.iter().filter_map(|source| RowSource::parse(source)).collect(),
            unknown: members.object(value, "unknown").clone(),
        }
    }
}

impl LayoutChoices {
    /// The choices as files and the storage hold them.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let (kind, distance) = match self.spacing {
            Spacing::Exactly(points) => ("exactly", points),
            Spacing::Multiple(hundredths) => ("multiple", hundredths),
        };
        let Margins { top, right, bottom, left } = self.margins;
        let margins = [("top", top), ("right", right), ("bottom", bottom), ("left", left)];
        object(vec![
            ("size", self.size.into()),
            ("spacing", object(vec![(kind, distance.into())])),
            ("margins", object(margins.map(|(side, margin)| (side, margin.into())).into())),
            ("indent", self.indent.into()),
        ])
    }

    /// The choices as [`LayoutChoices::to_json`] gives them, whether a paper can be printed by them or not.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        let count = |name: &str| value.at(name).and_then(Value::as_u32);
        let spacing = match (value.at("spacing.exactly"), value.at("spacing.multiple")) {
            (Some(points), None) => Spacing::Exactly(points.as_u32()?),
            (None, Some(hundredths)) => Spacing::Multiple(hundredths.as_u32()?),
            _ => return None,
        };
        Some(Self {
            size: count("size")?,
            spacing,
            margins: Margins {
                top: count("margins.top")?,
                right: count("margins.right")?,
                bottom: count("margins.bottom")?,
                left: count("margins.left")?,
            },
            indent: count("indent")?,
        })
    }
}

fn texts(value: &Value, name: &'static str, members: &mut Members) -> Vec<String> {
    let mut texts = Vec::new();
    for item in members.items(value, name) {
        texts.push(members.string(Some(item), name));
    }
    texts
}

/// What this version does not know, where there is any.
fn write_unknown(json: &mut Pieces, members: &Object) {
    if !members.is_empty() {
        json.name("unknown").value(&Value::Object(members.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{compact, parse};

    #[test]
    fn all_that_a_draft_may_hold_is_written_and_read_alike() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/drafts/002-KH.json");
        let sample = parse(&std::fs::read_to_string(path).expect("a sample")).expect("JSON");
        let mut draft = Draft::from_json(&sample).expect("a draft");
        let source = RowSource::parse("mot-bai#2.5").expect("a source");
        let newer =
            parse(r#"{"b":[],"a":{"ngày":{}}}"#).expect("JSON").as_object().expect("an object").clone();
        let cells = [("a-b", "\"Dòng\"\n\t{"), ("a", ""), ("b", "{")];
        let bare = Row { id: 8, cells: Sorted::new(), sources: Vec::new(), unknown: Object::new() };
        let row = Row {
            id: 7,
            cells: cells.map(|(column, text)| (ColumnId::new(column), text.to_owned())).into_iter().collect(),
            sources: vec![source.clone(), source.clone()],
            unknown: newer.clone(),
        };
        let answers = [
            ("chu", Answer::Text("[".to_owned())),
            ("chon", Answer::Choices(vec!["một".to_owned(), "[".to_owned()])),
            ("khong-chon", Answer::Choices(Vec::new())),
            ("danh-dau", Answer::Tick(true)),
            ("bang", Answer::Rows(vec![row, bare])),
            ("bang-trong", Answer::Rows(Vec::new())),
        ];
        for (field, answer) in answers {
            draft.answers.set(FieldId::new(field), answer);
        }
        draft.asked = parse(r#"[{"id":"x"}]"#).expect("JSON");
        draft.carried = vec![(FieldId::new("bang"), source.clone()), (FieldId::new("bang"), source)];
        draft.unknown = newer;

        let text = draft.append_json(String::new());
        let tree = parse(&text).expect("JSON");
        assert_eq!(Draft::from_json(&tree).as_ref(), Ok(&draft));
        assert_eq!(compact(&tree), text, "each member once, in the order of their names");
    }
}
