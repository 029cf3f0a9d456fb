//! A draft as JSON, as it is stored.

use super::{Answer, Answers, Draft, DraftId, LayoutChoices, Margins, Row, RowSource, Spacing, Timestamp};
use crate::form::{ColumnId, FieldId, FormId};
use crate::json::{Members, Object, Value, object};
use crate::plan::PlanId;
use crate::sorted::Sorted;

impl Draft {
    /// The draft with all that it holds.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut members = vec![
            ("id", self.id.as_str().into()),
            ("name", self.name.as_str().into()),
            ("plan", self.plan.as_str().into()),
            ("planVersion", self.plan_version.into()),
            ("form", self.form.as_str().into()),
            ("formVersion", self.form_version.into()),
            ("revision", self.revision.into()),
            ("createdAt", self.created_at.as_str().into()),
            ("updatedAt", self.updated_at.as_str().into()),
            (
                "answers",
                object(self.answers.iter().map(|(id, answer)| (id.as_str(), answer.to_json())).collect()),
            ),
            ("layout", self.layout.to_json()),
        ];
        if !self.carried.is_empty() {
            members.push(("carried", self.carried_json()));
        }
        members.extend(unknown(&self.unknown));
        if self.asked != Value::Null {
            members.push(("asked", self.asked.clone()));
        }
        object(members)
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

    /// The draft as [`Draft::to_json`] gives it.
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
    fn to_json(&self) -> Value {
        object(vec![match self {
            Self::Text(text) => ("text", text.as_str().into()),
            Self::Choices(choices) => ("choices", strings(choices)),
            Self::Tick(on) => ("tick", Value::Bool(*on)),
            Self::Rows(rows) => ("rows", Value::Array(rows.iter().map(Row::to_json).collect())),
        }])
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
    fn to_json(&self) -> Value {
        let cells = self.cells.iter().map(|(column, text)| (column.as_str(), text.as_str().into()));
        let mut members = vec![("id", self.id.into()), ("cells", object(cells.collect()))];
        if !self.sources.is_empty() {
            members.push(("sources", strings(&self.sources)));
        }
        members.extend(unknown(&self.unknown));
        object(members)
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

fn strings<T: ToString>(items: &[T]) -> Value {
    Value::Array(items.iter().map(|item| Value::String(item.to_string())).collect())
}

fn texts(value: &Value, name: &'static str, members: &mut Members) -> Vec<String> {
    let mut texts = Vec::new();
    for item in members.items(value, name) {
        texts.push(members.string(Some(item), name));
    }
    texts
}

/// What this version does not know, where there is any.
fn unknown(members: &Object) -> Option<(&'static str, Value)> {
    (!members.is_empty()).then(|| ("unknown", Value::Object(members.clone())))
}
