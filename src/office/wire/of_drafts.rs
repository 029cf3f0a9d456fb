//! Drafts as bytes, and what was found in them.

use super::{Wire, names, wire};
use crate::draft::{
    Answer, Answers, Draft, DraftId, LayoutChoices, Margins, Row, RowSource, Rule, Severity, Spacing,
    Timestamp, Violation,
};
use crate::form::{ColumnId, FieldId, FormId, SectionId};
use crate::json::{Value, compact, parse};
use crate::plan::{PlanId, UnitId};

names!(DraftId, Timestamp, ColumnId, FieldId, FormId, SectionId, PlanId, UnitId);

wire!(struct Draft {
    id, name, plan, plan_version, form, form_version, revision, created_at, updated_at, answers, layout, carried, asked, unknown,
});
wire!(struct LayoutChoices { size, spacing, margins, indent });
wire!(enum Spacing { 0: Exactly(points), 1: Multiple(hundredths) });
wire!(struct Margins { top, right, bottom, left });
wire!(enum Answer { 0: Text(text), 1: Choices(choices), 2: Tick(on), 3: Rows(rows) });
wire!(struct Row { id, cells, sources, unknown });
wire!(struct RowSource { paper, revision, row });
wire!(struct Violation { severity, rule, message, section, field, cell });
wire!(enum Severity { 0: Error, 1: Warning });
wire!(enum Rule {
    0: Required,
    1: NeedsSentence,
    2: NotANumber,
    3: NotADate,
    4: NotAChoice,
    5: OutOfRange { min, max },
    6: NotTheSum { sum, of },
    7: WrongInterval { after, days, min, max },
    8: TooManyWords { words, max },
    9: TooFewRows { rows },
    10: TooManyRows { found, rows },
    11: NeedsReason,
    12: Repeated,
    13: NoRowOf { label },
    14: DroppedRows { rows },
    15: NoReport,
    16: Unprintable { letters },
    17: Blank,
    18: NotAChoiceHere,
});

impl Wire for Answers {
    fn put(&self, bytes: &mut Vec<u8>) {
        self.iter().count().put(bytes);
        for (field, answer) in self.iter() {
            field.put(bytes);
            answer.put(bytes);
        }
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        let mut answers = Self::default();
        for _ in 0..usize::take(bytes)? {
            answers.set(FieldId::take(bytes)?, Answer::take(bytes)?);
        }
        Some(answers)
    }
}

/// What this version does not know, in its own form: there seldom is any.
impl Wire for Value {
    fn put(&self, bytes: &mut Vec<u8>) {
        compact(self).put(bytes);
    }

    fn take(bytes: &mut &[u8]) -> Option<Self> {
        parse(&String::take(bytes)?).ok()
    }
}
