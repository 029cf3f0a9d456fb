//! The roster as a list for other programs (JSON) and for spreadsheets (CSV).

use super::{Line, Quota, Roster};
use crate::json::{Value, object};
use crate::office::csv::{BYTE_ORDER_MARK, write_row};

/// The roster as JSON: a row for each form that a unit owes.
#[must_use]
pub fn roster_json(roster: &Roster<'_>) -> Value {
    let papers =
        |papers: &[crate::office::PaperId]| Value::Array(papers.iter().map(|id| id.0.into()).collect());
    let row = |line: &Line<'_>| {
        let mut members = vec![
            ("unitId", line.unit.id.as_str().into()),
            ("unit", line.unit.name.as_str().into()),
            ("group", line.unit.group.as_str().into()),
            ("districtId", line.district.id.as_str().into()),
            ("district", line.district.name.as_str().into()),
            ("form", line.due.form.id.as_str().into()),
            ("owed", Value::Bool(line.is_owed)),
            ("state", line.state.code().into()),
            ("papers", papers(&line.papers)),
            ("ofOtherPeriods", count(line.of_other_periods)),
            ("superseded", count(line.superseded)),
            ("late", count(line.late)),
            ("correctedLate", count(line.corrected)),
            ("overLimit", count(line.over)),
        ];
        if let Quota::Exactly(quota) = line.quota {
            members.push(("quota", quota.into()));
        }
        if let Some(deadline) = line.due.deadline {
            members.push(("before", deadline.before.iso().as_str().into()));
        }
        if let Some(periods) = &line.due.periods {
            members.push(("periods", Value::Array(periods.iter().map(|period| (*period).into()).collect())));
        }
        object(members)
    };
    object(vec![
        ("format", "tham-luan.roster".into()),
        ("version", 1.into()),
        ("rows", Value::Array(roster.lines.iter().map(row).collect())),
        ("others", papers(&roster.others)),
    ])
}

/// The heads of the columns of [`roster_csv`].
const HEADS: [&str; 13] = [
    "Huyện, nhóm",
    "Đơn vị",
    "Biểu mẫu",
    "Tên biểu mẫu",
    "Thời hạn",
    "Tình trạng",
    "Phải gửi",
    "Đã nhận",
    "Trong đó kỳ khác",
    "Gửi chậm",
    "Gửi đúng hạn, sửa sau hạn",
    "Quá số trang",
    "Bản đã thay",
];

/// The roster as CSV, by district and unit in the order of their names. `words` says in words what a code means.
#[must_use]
pub fn roster_csv(roster: &Roster<'_>, words: impl Fn(&str) -> String) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    write_row(&mut out, &HEADS.map(str::to_owned));
    for (district, lines) in roster.by_district() {
        for line in lines {
            let quota = match line.quota {
                _ if !line.is_owed => String::new(),
                Quota::Exactly(quota) => quota.to_string(),
                Quota::Some => "≥ 1".to_owned(),
            };
            let cells = [
                district.name.clone(),
                line.unit.name.clone(),
                line.due.form.id.to_string(),
                line.due.form.title.clone(),
                line.due.deadline.map(|deadline| deadline.words.clone()).unwrap_or_default(),
                words(line.state.code()),
                quota,
                line.papers.len().to_string(),
                line.of_other_periods.to_string(),
                line.late.to_string(),
                line.corrected.to_string(),
                line.over.to_string(),
                line.superseded.to_string(),
            ];
            write_row(&mut out, &cells);
        }
    }
    out
}

fn count(count: usize) -> Value {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}
