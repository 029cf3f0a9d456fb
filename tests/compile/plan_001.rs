//! Plan 001: criteria, indicators, models, resources.

use std::collections::BTreeMap;

use tham_luan::form::FieldId;
use tham_luan::office::PaperId;
use tham_luan::office::compile::Warning;
use tham_luan::text::fold;

use super::{Office, at, column, in_thousandths, set, set_cell, shown, sum_typed, total, typed, varied};

const ASSESSMENTS: [&str; 5] = ["001-TC-A1A2", "001-TC-A3", "001-TC-B", "001-TC-C", "001-TC-D"];

fn office() -> Office {
    let mut office = Office::new("001");
    for form in ASSESSMENTS.into_iter().chain(["001-SK", "001-TK", "001-KT-DS"]) {
        for seed in 1..5 {
            let draft = varied(&office, form, seed);
            office.receive(&format!("Đơn vị {seed} của {form}"), draft);
        }
    }
    office
}

fn thousand(many: usize) -> i64 {
    i64::try_from(many).expect("few") * 1000
}

#[test]
fn the_matrix_shows_what_each_unit_gives_itself() {
    let office = office();
    let labels = [
        ("tot", "Thực hiện tốt"),
        ("dat", "Đạt"),
        ("chua-dat", "Chưa đạt"),
        ("khong-ap-dung", "Không áp dụng"),
        ("", ""),
    ];
    for form in ASSESSMENTS {
        let matrix = office.table(&format!("tieu-chi-{}", form.to_lowercase()));
        for (paper, row) in office.rows(form, "tieu-chi-thi-dua") {
            let label = labels.iter().find(|(value, _)| *value == typed(row, "muc")).expect("a level").1;
            assert_eq!(shown(at(&matrix, &paper.unit, typed(row, "tieu-chi"))), label, "{form}");
        }
        assert_eq!(matrix.entries().count(), 4);
        assert!(
            matrix.note.as_deref().is_some_and(|note| note.contains(": ")),
            "the plan's words stand below"
        );
    }
}

#[test]
fn levels_are_counted_and_the_unmet_listed_with_reasons() {
    let office = office();
    let rows: Vec<_> = ASSESSMENTS
        .iter()
        .flat_map(|form| office.rows(form, "tieu-chi-thi-dua"))
        .map(|(_, row)| row)
        .collect();
    let levels = office.table("tieu-chi-muc");
    for level in ["tot", "dat", "chua-dat", "khong-ap-dung"] {
        let own = rows.iter().filter(|row| typed(row, "muc") == level).count();
        assert!(own > 0, "{level}");
        assert_eq!(total(&levels, level), thousand(own), "{level}");
    }
    let unmet = office.table("tieu-chi-chua-dat");
    let own = rows.iter().filter(|row| matches!(typed(row, "muc"), "chua-dat" | "khong-ap-dung"));
    let mut reasons: Vec<&str> = own.map(|row| typed(row, "ly-do")).collect();
    let mut listed: Vec<String> = column(&unmet, "ly-do").into_iter().map(shown).collect();
    reasons.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, reasons);
}

#[test]
fn indicators_are_added_up_by_unit_of_measure() {
    let office = office();
    for (form, id) in [("001-SK", "so-ket"), ("001-TK", "tong-ket")] {
        let mut sums: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
        for (_, row) in office.rows(form, "chi-tieu") {
            let key = (fold(typed(row, "chi-tieu")), fold(typed(row, "don-vi-tinh")));
            let sum = sums.entry(key).or_default();
            sum.0 += sum_typed([typed(row, "muc-tieu")].into_iter());
            sum.1 += sum_typed([typed(row, "ket-qua")].into_iter());
        }
        let table = office.table(&format!("chi-tieu-{id}"));
        assert_eq!(table.entries().count(), sums.len());
        for row in table.entries() {
            let key = (fold(&shown(&row.cells[0])), fold(&shown(&row.cells[1])));
            let number = |at: usize| row.cells[at].value.number().map_or(0, in_thousandths);
            assert_eq!((number(2), number(3)), sums[&key], "{key:?}");
        }
        let by_unit = office.table(&format!("chi-tieu-{id}-don-vi"));
        assert_eq!(by_unit.entries().count(), office.rows(form, "chi-tieu").len());
    }
}

#[test]
fn shares_of_several_units_are_not_added_up() {
    let mut office = Office::new("001");
    let name = "Tỷ lệ thanh niên có việc làm";
    for (seed, measure, result) in [(1, "%", "80"), (2, " %", "85")] {
        let mut draft = varied(&office, "001-SK", seed);
        draft.answers.rows_mut(&FieldId::new("chi-tieu")).truncate(1);
        for (column, text) in
            [("chi-tieu", name), ("don-vi-tinh", measure), ("muc-tieu", "90"), ("ket-qua", result)]
        {
            set_cell(&mut draft, "chi-tieu", 0, column, text);
        }
        office.receive(&format!("Huyện {seed}"), draft);
    }
    let table = office.table("chi-tieu-so-ket");
    let rows: Vec<Vec<String>> = table.entries().map(|row| row.cells.iter().map(shown).collect()).collect();
    assert_eq!(rows, [[name, "%", "", "", "", "2"]]);
    assert_eq!(office.table("chi-tieu-so-ket-don-vi").entries().count(), 2);
}

#[test]
fn how_much_of_the_goals_was_reached_is_said_of_the_rows_that_have_both() {
    let mut office = Office::new("001");
    for (seed, goal, result) in [(1, "200", "150"), (2, "", "500"), (3, "100", ""), (4, "100", "90")] {
        let mut draft = varied(&office, "001-SK", seed);
        draft.answers.rows_mut(&FieldId::new("chi-tieu")).truncate(1);
        for (column, text) in [
            ("chi-tieu", "Thanh niên được tư vấn việc làm"),
            ("don-vi-tinh", "người"),
            ("muc-tieu", goal),
            ("ket-qua", result),
        ] {
            set_cell(&mut draft, "chi-tieu", 0, column, text);
        }
        office.receive(&format!("Huyện {seed}"), draft);
    }
    let table = office.table("chi-tieu-so-ket");
    let row = table.entries().next().expect("an indicator");
    let cells: Vec<String> = row.cells.iter().skip(2).map(shown).collect();
    assert_eq!(cells, ["400", "740", "80", "4"], "240 of 300 are reached where both are known");
}

#[test]
fn an_indicator_in_several_units_of_measure_is_not_mixed() {
    let mut office = Office::new("001");
    for (seed, measure, result) in [(1, "%", "12,5"), (2, "người", "300"), (3, "Người", "20")] {
        let mut draft = varied(&office, "001-SK", seed);
        draft.answers.rows_mut(&FieldId::new("chi-tieu")).truncate(1);
        for (column, text) in [
            ("chi-tieu", "Thanh niên được tư vấn việc làm"),
            ("don-vi-tinh", measure),
            ("muc-tieu", "40"),
            ("ket-qua", result),
        ] {
            set_cell(&mut draft, "chi-tieu", 0, column, text);
        }
        office.receive(&format!("Huyện {seed}"), draft);
    }
    let table = office.table("chi-tieu-so-ket");
    let rows: Vec<Vec<String>> = table.entries().map(|row| row.cells.iter().map(shown).collect()).collect();
    let name = "Thanh niên được tư vấn việc làm";
    assert_eq!(rows, [[name, "%", "40", "12,5", "31,3", "1"], [name, "người", "80", "320", "400", "2"]]);
    let mixed = Warning::MixedUnits {
        indicator: name.to_owned(),
        units: vec!["%".to_owned(), "người".to_owned()],
        sources: vec![PaperId(0), PaperId(1), PaperId(2)],
    };
    assert_eq!(table.warnings, [mixed]);
}

#[test]
fn what_is_no_number_is_shown_warned_of_and_not_added() {
    let mut office = Office::new("001");
    let mut draft = varied(&office, "001-TC-B", 0);
    set_cell(&mut draft, "nguon-luc", 0, "so-tien", "khoảng 5");
    let rest = draft.answers.rows(&FieldId::new("nguon-luc"))[1..].to_vec();
    office.receive("UBND huyện Chi Lăng", draft);
    let table = office.table("nguon-luc-so-ket");
    assert_eq!(total(&table, "cong"), sum_typed(rest.iter().map(|row| typed(row, "so-tien"))));
    let warning = Warning::NotANumber {
        column: "Số tiền (triệu đồng)".to_owned(),
        text: "khoảng 5".to_owned(),
        source: PaperId(0),
    };
    assert_eq!(table.warnings, [warning]);
}

#[test]
fn resources_are_added_up_by_period_unit_and_source() {
    let mut office = office();
    for (at, paper) in office.papers.iter_mut().enumerate() {
        if paper.draft.form.as_str().starts_with("001-TC") {
            set(&mut paper.draft, "ky-bao-cao", if at % 2 == 0 { "so-ket" } else { "tong-ket" });
        }
    }
    let rows: Vec<_> = ["001-TC-A1A2", "001-TC-A3", "001-TC-B"]
        .iter()
        .flat_map(|form| office.rows(form, "nguon-luc"))
        .collect();
    for period in ["so-ket", "tong-ket"] {
        let table = office.table(&format!("nguon-luc-{period}"));
        let own: Vec<_> = rows
            .iter()
            .filter(|(paper, _)| paper.draft.answers.text(&FieldId::new("ky-bao-cao")) == period)
            .collect();
        assert!(!own.is_empty());
        assert_eq!(total(&table, "cong"), sum_typed(own.iter().map(|(_, row)| typed(row, "so-tien"))));
        for source in ["ngan-sach", "hop-phap-khac"] {
            let of_source = own.iter().filter(|(_, row)| typed(row, "nguon") == source);
            assert_eq!(
                total(&table, source),
                sum_typed(of_source.map(|(_, row)| typed(row, "so-tien"))),
                "{source}"
            );
        }
    }
}

#[test]
fn resources_of_other_periods_are_added_up_each_by_itself() {
    let mut office = Office::new("001");
    for (at, (unit, named)) in (0..).zip([
        ("UBND huyện Chi Lăng", "năm 2023"),
        ("UBND huyện Chi Lăng", "năm 2024"),
        ("UBND huyện Lộc Bình", " Năm  2024"),
    ]) {
        let mut draft = varied(&office, "001-TC-B", at);
        set(&mut draft, "ky-bao-cao", "khac");
        set(&mut draft, "ky-khac", named);
        office.receive(unit, draft);
    }
    let spent = |at: &[usize]| {
        let rows = office.rows("001-TC-B", "nguon-luc");
        let ids: Vec<_> = at.iter().map(|at| office.papers[*at].draft.id.clone()).collect();
        let own = rows.into_iter().filter(|(paper, _)| ids.contains(&paper.draft.id));
        sum_typed(own.map(|(_, row)| typed(row, "so-tien")))
    };
    let (one, two) = (office.table("nguon-luc-khac-nam-2023"), office.table("nguon-luc-khac-nam-2024"));
    assert!(one.title.contains("KỲ KHÁC: NĂM 2023"), "{}", one.title);
    assert_eq!(total(&one, "cong"), spent(&[0]));
    assert_eq!(total(&two, "cong"), spent(&[1, 2]));
    assert_eq!(two.entries().count(), 2);
}

#[test]
fn lists_name_other_periods_as_their_writers_do() {
    let mut office = Office::new("001");
    for (at, (period, named)) in (0..).zip([("khac", "năm 2024"), ("khac", ""), ("so-ket", "năm 2023")]) {
        let mut draft = varied(&office, "001-TC-B", at);
        set(&mut draft, "ky-bao-cao", period);
        set(&mut draft, "ky-khac", named);
        office.receive(&format!("UBND huyện {at}"), draft);
    }
    let matrix = office.table("tieu-chi-001-tc-b");
    let of = |unit: &str| shown(at(&matrix, unit, "ky-bao-cao"));
    assert_eq!(of("UBND huyện 0"), "năm 2024");
    assert_eq!(of("UBND huyện 1"), "Kỳ khác");
    assert_eq!(of("UBND huyện 2"), "Sơ kết, tháng 6/2025", "what was typed before does not apply");
}

#[test]
fn models_and_given_awards_are_all_there() {
    let office = office();
    let models: usize = ASSESSMENTS.iter().map(|form| office.rows(form, "sang-kien").len()).sum();
    let cases: usize = ["001-SK", "001-TK"].iter().map(|form| office.rows(form, "dien-hinh").len()).sum();
    assert_eq!(office.table("sang-kien").entries().count(), models + cases);
    for (form, id) in [("001-SK", "so-ket"), ("001-TK", "tong-ket")] {
        let table = office.table(&format!("da-khen-thuong-{id}"));
        let rows = office.rows(form, "khen-thuong");
        let mut all = 0;
        for kind in ["tap-the", "gia-dinh", "ca-nhan"] {
            let own = sum_typed(rows.iter().map(|(_, row)| typed(row, kind)));
            assert_eq!(total(&table, kind), own, "{form} {kind}");
            all += own;
        }
        assert_eq!(total(&table, "cong"), all);
    }
}

#[test]
fn families_are_nominated_too() {
    let office = office();
    let families = office.rows("001-KT-DS", "gia-dinh").len();
    assert_eq!(office.table("khen-thuong-gia-dinh").entries().count(), families);
    assert_eq!(total(&office.table("khen-thuong-tong-hop"), "gia-dinh"), thousand(families));
}

#[test]
fn what_does_not_apply_is_not_counted() {
    let mut office = Office::new("001");
    let draft = varied(&office, "001-KT-DS", 1);
    office.receive("Sở A", draft);
    assert!(office.table("khen-thuong-tap-the").entries().count() > 0);
    let tick = tham_luan::draft::Answer::Tick(true);
    office.papers[0].draft.answers.set(FieldId::new("khong-co-tap-the"), tick);
    assert_eq!(office.table("khen-thuong-tap-the").entries().count(), 0);
}
