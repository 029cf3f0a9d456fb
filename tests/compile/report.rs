//! The draft of the province's report on plan 000: what it says is what was compiled, and nothing that came is lost.

use tham_luan::document::begun::files;
use tham_luan::draft::{Draft, Timestamp, validate};
use tham_luan::form::{ColumnId, FieldId, FieldKind, Slot};
use tham_luan::office::compile::{Begun, Decisions, Role, drafts};
use tham_luan::submission::{Integrity, read};

use super::{Office, at, shown, total, typed, varied};

const NOW: &str = "2020-09-14T08:00:00+07:00";

/// An office with papers of some units; nothing of the second volunteer.
fn office() -> Office {
    let mut office = Office::new("000");
    for (form, units) in [
        ("000-TLH", &["binh-gia", "dinh-lap"] as &[&str]),
        ("000-TLX", &["xa-binh-gia", "xa-dinh-lap"]),
        ("000-TLD", &["doi-vien-binh-gia"]),
        ("000-BCH", &["binh-gia", "dinh-lap"]),
        ("000-TDG", &["Nông Thị Hương", "Lý Văn Quyết"]),
        ("000-KT-DS", &["binh-gia", "dinh-lap"]),
    ] {
        for (unit, seed) in units.iter().zip(1..) {
            let draft = varied(&office, form, seed);
            office.receive(unit, draft);
        }
    }
    office
}

pub(super) fn begun(office: &Office) -> Vec<Begun> {
    drafts(&office.plan, &office.sources(), &Decisions::default(), &Timestamp::new(NOW))
}

fn report(office: &Office) -> Draft {
    let begun = begun(office);
    assert_eq!(begun.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["000-BCT"]);
    begun[0].draft.clone()
}

/// What stands in a cell of the row of the draft that is called so.
fn figure(draft: &Draft, table: &str, row: &str, column: &str) -> String {
    let rows = draft.answers.rows(&FieldId::new(table));
    let row = rows.iter().find(|own| typed(own, "muc") == row).unwrap_or_else(|| panic!("{table}: no {row}"));
    typed(row, column).to_owned()
}

#[test]
fn its_lists_have_every_row_that_was_compiled() {
    let office = office();
    let draft = report(&office);
    for (field, table) in [
        ("kien-nghi", "kien-nghi"),
        ("doi-vien", "doi-vien"),
        ("van-ban", "van-ban"),
        ("tinh-hinh-gui", "tinh-hinh-gui"),
        ("ket-nap", "ket-nap"),
        ("de-nghi-khen", "khen-thuong-tong-hop"),
        ("nguyen-vong", "nguyen-vong-so-luong"),
    ] {
        let FieldKind::Table(asked) =
            &office.form("000-BCT").field(&FieldId::new(field)).expect("a field").kind
        else {
            panic!("{field} is no table")
        };
        let compiled = office.table(table);
        let rows = draft.answers.rows(&FieldId::new(field));
        let said = |row: &&tham_luan::office::compile::CompiledRow| {
            field == "tinh-hinh-gui" || row.cells.iter().any(|cell| !cell.sources.is_empty())
        };
        let entries: Vec<_> = compiled.entries().filter(said).collect();
        assert!(!rows.is_empty());
        assert_eq!(rows.len(), entries.len(), "{field}");
        for (row, entry) in rows.iter().zip(entries) {
            for (cell, head) in entry.cells.iter().zip(&compiled.columns) {
                let Some(column) = asked.column(&ColumnId::new(head.id.as_str())) else { continue };
                let shown = head.shown(cell);
                let is_choice = matches!(column.kind, tham_luan::form::ColumnKind::Choice { .. });
                assert!(is_choice || row.cell(&column.id) == shown, "{field} {}: {shown}", head.id);
            }
            let papers: Vec<&str> = row.sources.iter().map(|source| source.paper.as_str()).collect();
            for source in entry.cells.iter().flat_map(|cell| &cell.sources) {
                let paper = &office.papers[usize::try_from(source.0).expect("few")].draft.id;
                assert!(papers.contains(&paper.as_str()), "{field}: a row names its papers");
            }
        }
    }
}

#[test]
fn its_figures_by_district_are_the_compiled_ones() {
    let office = office();
    let draft = report(&office);
    for (table, choices) in [
        ("doi-vien-gioi-tinh", &[("nam", "Nam"), ("nu", "Nữ")] as &[(&str, &str)]),
        (
            "doi-vien-xep-loai",
            &[
                ("xuat-sac", "Hoàn thành xuất sắc nhiệm vụ"),
                ("tot", "Hoàn thành tốt nhiệm vụ"),
                ("hoan-thanh", "Hoàn thành nhiệm vụ"),
                ("khong-hoan-thanh", "Không hoàn thành nhiệm vụ"),
                ("chua-ro", "Chưa ghi"),
            ],
        ),
        (
            "doi-vien-bo-tri",
            &[
                ("cong-chuc", "Công chức"),
                ("vien-chuc", "Viên chức"),
                ("hop-dong", "Hợp đồng"),
                ("nghi", "Đã nghỉ"),
            ],
        ),
    ] {
        let compiled = office.table(table);
        for (id, name) in [("binh-gia", "UBND huyện Bình Gia"), ("dinh-lap", "UBND huyện Đình Lập")]
        {
            for (value, label) in choices {
                if compiled.entries().any(|row| shown(&row.cells[0]) == *label) {
                    assert_eq!(
                        figure(&draft, table, name, value),
                        shown(at(&compiled, label, id)),
                        "{table} {label}"
                    );
                }
            }
            let all = total(&compiled, id) / 1000;
            assert_eq!(figure(&draft, table, name, "cong"), all.to_string(), "{table} {name}");
        }
    }
    let totals = office.table("doi-vien-gioi-tinh");
    assert!(totals.rows.iter().any(|row| row.role == Role::Total));
    let volunteers = draft.answers.rows(&FieldId::new("doi-vien")).len();
    assert_eq!(i64::try_from(volunteers).expect("few") * 1000, total(&totals, "cong"));
}

#[test]
fn what_the_districts_wrote_stands_under_its_heading_with_their_names() {
    let office = office();
    let draft = report(&office);
    let form = office.form("000-BCH");
    let mut texts = 0;
    for paper in office.papers.iter().filter(|paper| paper.draft.form.as_str() == "000-BCH") {
        for (_, field) in form.fields().filter(|(_, field)| field.kind == FieldKind::LongText) {
            let Some(own) = office.form("000-BCT").field(&field.id).filter(|_| field.slot == Slot::Body)
            else {
                continue;
            };
            if ["mo-dau", "loi-ket"].contains(&own.id.as_str()) {
                continue;
            }
            let text = draft.answers.text(&field.id);
            let said = paper.draft.answers.text(&field.id).trim();
            assert!(text.contains(&format!("Theo báo cáo của {}:\n{said}", paper.unit)), "{}", field.id);
            assert!(text.starts_with("[… Cần viết: "), "{}", field.id);
            texts += 1;
        }
    }
    assert_eq!(texts, 26, "two reports under thirteen headings");
    let chosen = draft.answers.text(&FieldId::new("tuyen-chon"));
    assert!(chosen.contains(office.table("doi-vien").note.as_deref().expect("a note")), "{chosen}");
}

#[test]
fn what_is_missing_is_named_and_not_made_up() {
    let mut office = Office::new("000");
    let draft = varied(&office, "000-BCH", 1);
    office.receive("binh-gia", draft);
    let draft = report(&office);
    let missing = figure(&draft, "tinh-hinh-gui", "Báo cáo tổng kết của UBND huyện", "con-thieu");
    assert_eq!(missing, "UBND huyện Đình Lập");
    assert_eq!(figure(&draft, "tinh-hinh-gui", "Tham luận của UBND xã", "da-nhan"), "0");
    for table in ["doi-vien-gioi-tinh", "ket-nap"] {
        let rows = draft.answers.rows(&FieldId::new(table));
        let units: Vec<&str> = rows.iter().map(|row| typed(row, "muc")).collect();
        assert_eq!(units, ["UBND huyện Bình Gia"], "{table}: nothing is said of whose report did not come");
    }
    assert!(!draft.answers.text(&FieldId::new("che-do")).contains("Đình Lập"));
}

#[test]
fn a_blank_keeps_it_from_being_called_complete() {
    let office = office();
    let draft = report(&office);
    let form = office.form("000-BCT");
    let blanks = |draft: &Draft| {
        let found = validate(&office.plan, form, draft, &[]);
        let blanks = found.iter().filter(|found| found.rule == tham_luan::draft::Rule::Blank);
        blanks.map(|found| found.field.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(blanks(&draft).len(), 13);
    let mut written = draft.clone();
    super::set(&mut written, "han-che", "Một số xã còn thiếu chỉ tiêu biên chế.");
    assert_eq!(blanks(&written).len(), 12);
    assert!(!blanks(&written).contains(&"han-che".to_owned()));
    super::set(&mut written, "han-che", "Nghị quyết nêu rõ: “[…] đội ngũ cán bộ xã còn thiếu […]”.");
    assert_eq!(blanks(&written).len(), 12, "what a quotation leaves out is no blank");
}

#[test]
fn its_files_open_again_with_everything_in_them() {
    let office = office();
    let begun = begun(&office).remove(0);
    let made = files(&office.plan, &begun, &Timestamp::new(NOW));
    let names: Vec<&str> = made.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["000-BCT.json", "000-BCT.docx", "000-BCT.pdf"]);
    let again = read(&made[0].1, std::slice::from_ref(&office.plan), str::to_owned).expect("a submission");
    assert_eq!((again.integrity, again.problems.as_slice()), (Integrity::Verified, &[] as &[_]));
    let rows = |draft: &Draft, field: &str| {
        let rows = draft.answers.rows(&FieldId::new(field)).iter();
        rows.map(|row| (row.cells.clone(), row.sources.clone())).collect::<Vec<_>>()
    };
    for field in ["kien-nghi", "van-ban"] {
        assert_eq!(rows(&again.draft, field).len(), rows(&begun.draft, field).len(), "{field}");
    }
    assert_eq!(
        again.draft.answers.text(&FieldId::new("tam-tu")),
        begun.draft.answers.text(&FieldId::new("tam-tu"))
    );
    let inside = tham_luan::document::pdf::attached(&made[2].1);
    assert_eq!(inside.ok().flatten().as_ref(), Some(&made[0].1), "the PDF carries it");
    assert_eq!(files(&office.plan, &begun, &Timestamp::new(NOW)), made, "equal papers give equal files");
}
