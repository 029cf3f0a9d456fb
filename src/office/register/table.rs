//! The register as a table, for whoever takes it along or prints it. Words are the caller's.

use super::{Entry, Register, Standing};
use crate::office::PaperId;
use crate::office::compile::{Cell, Column, Compiled, CompiledRow, Decimal, Kind, Role, Value};
use crate::office::intake::Refusal;
use crate::office::judge::{Judged, Lateness, Warning};
use crate::plan::Plan;
use crate::submission::Status;
use crate::text::Date;

/// The table's id.
const ID: &str = "so-tiep-nhan";

/// What a row says that people are told in words.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// All is well with the paper.
    Accepted,
    /// Somebody should look at it.
    Warned,
    /// There is none.
    Refused,
    /// Why there is none.
    Reason(&'a Refusal),
    /// At what one should look.
    Warning(&'a Warning),
    /// How it stands to others.
    Standing(&'a Standing),
    /// What its writer says of it.
    Status(Status),
}

const COLUMNS: [(&str, &str, Kind); 15] = [
    ("stt", "STT", Kind::Count),
    ("tep", "Tệp", Kind::Text),
    ("ket-qua", "Kết quả", Kind::Text),
    ("luu-y", "Lý do, lưu ý", Kind::Text),
    ("hieu-luc", "Hiệu lực", Kind::Text),
    ("bieu-mau", "Biểu mẫu", Kind::Text),
    ("ten-bieu-mau", "Tên biểu mẫu", Kind::Text),
    ("don-vi", "Đơn vị", Kind::Text),
    ("nguoi-lap", "Người lập", Kind::Text),
    ("lan-xuat", "Lần xuất", Kind::Count),
    ("trang-thai", "Trạng thái", Kind::Text),
    ("ngay-xuat", "Ngày xuất", Kind::Date),
    ("so-trang", "Số trang", Kind::Count),
    ("gioi-han-trang", "Giới hạn trang", Kind::Count),
    ("so-ngay-cham", "Số ngày chậm", Kind::Count),
];

/// These rows of the register, in this order.
#[must_use]
pub fn register_table(
    register: &Register,
    plan: &Plan,
    rows: &[PaperId],
    words: &dyn Fn(Told<'_>) -> String,
) -> Compiled {
    let row = |id: &PaperId| {
        let cells = cells(*id, register.entry(*id)?, plan, words);
        let cells = cells.into_iter().map(|value| Cell { value, sources: Vec::new() });
        Some(CompiledRow { role: Role::Entry, cells: cells.collect() })
    };
    let column = |(id, title, kind): (&str, &str, Kind)| Column {
        id: id.to_owned(),
        title: title.to_owned(),
        kind,
        total: false,
    };
    Compiled {
        id: ID.to_owned(),
        title: "SỔ TIẾP NHẬN".to_owned(),
        note: None,
        columns: COLUMNS.into_iter().map(column).collect(),
        rows: rows.iter().filter_map(row).collect(),
        warnings: Vec::new(),
        numbered: false,
    }
}

fn cells(id: PaperId, entry: &Entry, plan: &Plan, words: &dyn Fn(Told<'_>) -> String) -> [Value; 15] {
    let mut cells: [Value; 15] = Default::default();
    cells[0] = Value::Number(Decimal::count(id.0 as usize + 1));
    cells[1] = Value::text(entry.place.to_string());
    let judged = match &entry.outcome {
        Err(refusal) => {
            cells[2] = Value::text(words(Told::Refused));
            cells[3] = Value::text(words(Told::Reason(refusal)));
            return cells;
        }
        Ok(judged) => judged,
    };
    let Judged { draft, who, pages, .. } = judged.as_ref();
    let number = |number: Option<u32>| {
        number.map_or(Value::Empty, |number| Value::Number(Decimal::count(number as usize)))
    };
    let warnings = judged.warnings();
    let looks: Vec<String> = warnings.iter().map(|warning| words(Told::Warning(warning))).collect();
    cells[2] = Value::text(words(if warnings.is_empty() { Told::Accepted } else { Told::Warned }));
    cells[3] = Value::text(looks.join("; "));
    cells[4] = Value::text(
        entry.standing.as_ref().map(|standing| words(Told::Standing(standing))).unwrap_or_default(),
    );
    cells[5] = Value::text(draft.form.as_str());
    cells[6] = Value::text(plan.form(&draft.form).map(|form| form.title.clone()).unwrap_or_default());
    cells[7] = Value::text(who.unit.as_str());
    cells[8] = Value::text(who.person.as_str());
    cells[9] = number(Some(draft.revision));
    cells[10] = Value::text(words(Told::Status(judged.status)));
    let day = judged.exported_at.as_ref().and_then(|at| Date::parse_iso(at.as_str()));
    cells[11] = day.map_or(Value::Empty, Value::Date);
    cells[12] = number(pages.counted.or(pages.claimed));
    cells[13] = number(pages.limit);
    cells[14] = match judged.lateness {
        Some(Lateness::Late { days }) => number(Some(days)),
        _ => Value::Empty,
    };
    cells
}
