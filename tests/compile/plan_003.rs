//! Plan 003: criteria of officials, reports of divisions.

use tham_luan::draft::RowSource;
use tham_luan::form::FieldId;

use super::{Office, set, sum_typed, total, typed, varied};

fn office() -> Office {
    let mut office = Office::new("003");
    for form in ["003-DK", "003-TDG", "003-SK", "003-TK", "003-KT-DS"] {
        for seed in 1..5 {
            let draft = varied(&office, form, seed);
            office.receive(&format!("Phòng {seed}"), draft);
        }
    }
    office
}

fn thousand(many: usize) -> i64 {
    i64::try_from(many).expect("few") * 1000
}

#[test]
fn levels_of_officials_are_counted() {
    let office = office();
    let rows = office.rows("003-TDG", "tieu-chi-thi-dua");
    let levels = office.table("tieu-chi-muc");
    for level in ["tot", "dat", "chua-dat", "khong-phan-cong"] {
        let own = rows.iter().filter(|(_, row)| typed(row, "muc") == level).count();
        assert_eq!(total(&levels, level), thousand(own), "{level}");
    }
    let unmet = rows.iter().filter(|(_, row)| matches!(typed(row, "muc"), "chua-dat" | "khong-phan-cong"));
    assert_eq!(office.table("tieu-chi-chua-dat").entries().count(), unmet.count());
    assert_eq!(office.table("tieu-chi-003-tdg").entries().count(), 4);
    assert_eq!(total(&office.table("tu-nhan"), "so-luong"), thousand(4));
    assert_eq!(office.table("dong-gop").entries().count(), office.rows("003-TDG", "dong-gop").len());
    assert_eq!(office.table("dang-ky").entries().count(), office.rows("003-DK", "noi-dung-dang-ky").len());
}

#[test]
fn tables_of_the_reports_are_merged_with_their_sums() {
    let office = office();
    for (form, period) in [("003-SK", "so-ket"), ("003-TK", "tong-ket")] {
        for (table, sums) in [
            ("tap-huan", &["so-nguoi"][..]),
            ("tuyen-truyen", &["so-cuoc", "so-nguoi"][..]),
            ("kiem-tra", &[]),
            ("de-nghi-tap-the", &[]),
            ("de-nghi-ca-nhan", &[]),
        ] {
            let merged = office.table(&format!("{table}-{period}"));
            let rows = office.rows(form, table);
            assert_eq!(merged.entries().count(), rows.len(), "{form} {table}");
            for sum in sums {
                let own = sum_typed(rows.iter().map(|(_, row)| typed(row, sum)));
                assert_eq!(total(&merged, sum), own, "{form} {table} {sum}");
            }
        }
    }
    let proposals = office.rows("003-SK", "kien-nghi").len() + office.rows("003-TK", "kien-nghi").len();
    assert_eq!(office.table("kien-nghi").entries().count(), proposals);
}

#[test]
fn what_the_office_took_over_from_a_division_is_counted_once() {
    let mut office = Office::new("003");
    let division = varied(&office, "003-SK", 1);
    let rows = division.answers.rows(&FieldId::new("tap-huan")).to_vec();
    let mut whole = varied(&office, "003-SK", 2);
    set(&mut whole, "don-vi", "van-phong");
    let own = whole.answers.rows(&FieldId::new("tap-huan")).to_vec();
    for row in &rows {
        let sources = vec![RowSource { paper: division.id.clone(), revision: 1, row: Some(row.id) }];
        let id = row.id + 100;
        let carried = tham_luan::draft::Row { id, sources, ..row.clone() };
        whole.answers.rows_mut(&FieldId::new("tap-huan")).push(carried);
    }
    office.receive("Phòng Chính sách dân tộc", division);
    office.receive("van-phong", whole);
    let table = office.table("tap-huan-so-ket");
    assert_eq!(table.entries().count(), rows.len() + own.len());
    let all = sum_typed(rows.iter().chain(&own).map(|row| typed(row, "so-nguoi")));
    assert_eq!(total(&table, "so-nguoi"), all);
}

#[test]
fn papers_that_name_each_other_do_not_both_vanish() {
    let mut office = Office::new("003");
    let mut one = varied(&office, "003-SK", 1);
    let mut other = varied(&office, "003-SK", 2);
    for (draft, named) in [(&mut one, "003-SK-2"), (&mut other, "003-SK-1")] {
        let rows = draft.answers.rows_mut(&FieldId::new("tap-huan"));
        rows.truncate(1);
        let paper = tham_luan::draft::DraftId::new(named);
        rows[0].sources = vec![RowSource { paper, revision: 1, row: Some(rows[0].id) }];
        let name = rows[0].sources.clone();
        rows[0].sources.extend(name);
    }
    let words = one.answers.rows(&FieldId::new("tap-huan"))[0].cells.clone();
    other.answers.rows_mut(&FieldId::new("tap-huan"))[0].cells = words;
    office.receive("Phòng 1", one);
    office.receive("Phòng 2", other);
    assert_eq!(office.table("tap-huan-so-ket").entries().count(), 1);
}
