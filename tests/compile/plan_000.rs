//! Plan 000: proposals, the annex of volunteers, wishes, commendations.

use std::collections::BTreeMap;

use tham_luan::office::PaperId;
use tham_luan::office::compile::Warning;

use super::{Office, at, column, in_thousandths, set, set_cell, shown, sum_shown, total, typed, varied};

const PROPOSING: [(&str, [&str; 2]); 4] = [
    ("000-TLH", ["binh-gia", "dinh-lap"]),
    ("000-TLX", ["xa-binh-gia", "xa-dinh-lap"]),
    ("000-TLD", ["doi-vien-binh-gia", "doi-vien-dinh-lap"]),
    ("000-BCH", ["binh-gia", "dinh-lap"]),
];

fn office() -> Office {
    let mut office = Office::new("000");
    for (form, units) in PROPOSING {
        for (unit, seed) in units.into_iter().zip(1..) {
            let draft = varied(&office, form, seed);
            office.receive(unit, draft);
        }
    }
    for (unit, seed) in [("binh-gia", 3), ("dinh-lap", 4)] {
        for form in ["000-KT-DS", "000-KT-TT", "000-KT-CN", "000-TDG"] {
            let draft = varied(&office, form, seed);
            office.receive(unit, draft);
        }
    }
    office
}

#[test]
fn every_proposal_is_listed_by_level() {
    let office = office();
    let list = office.table("kien-nghi");
    let counts = office.table("kien-nghi-so-luong");
    let mut by_level: BTreeMap<&str, i64> = BTreeMap::new();
    let mut texts: Vec<&str> = Vec::new();
    for (form, _) in PROPOSING {
        for (_, row) in office.rows(form, "kien-nghi") {
            *by_level.entry(typed(row, "gui-cap")).or_default() += 1000;
            texts.push(typed(row, "noi-dung"));
        }
    }
    let mut listed: Vec<String> = column(&list, "noi-dung").into_iter().map(shown).collect();
    listed.sort_unstable();
    texts.sort_unstable();
    assert_eq!(listed, texts);
    assert_eq!(total(&counts, "so-luong"), by_level.values().sum::<i64>());
    for (value, label) in
        [("huyen", "Cấp huyện"), ("tinh", "Cấp tỉnh"), ("bo-noi-vu", "Bộ Nội vụ"), ("khac", "Cơ quan khác")]
    {
        let counted = at(&counts, label, "so-luong").value.number().map(in_thousandths);
        assert_eq!(counted, Some(by_level.get(value).copied().unwrap_or_default()), "{label}");
    }
    let levels: Vec<String> = column(&list, "gui-cap").into_iter().map(shown).collect();
    let order = ["Cấp huyện", "Cấp tỉnh", "Bộ Nội vụ", "Cơ quan khác", ""];
    assert!(levels.is_sorted_by_key(|level| order.iter().position(|own| own == level)), "{levels:?}");
}

#[test]
fn the_annex_has_every_volunteer_by_district_and_given_name() {
    let office = office();
    let annex = office.table("doi-vien");
    let rows = office.rows("000-BCH", "doi-vien");
    assert_eq!(annex.entries().count(), rows.len());
    let women = rows.iter().filter(|(_, row)| typed(row, "gioi-tinh") == "nu").count();
    let note =
        format!("Tổng số: {:02} đội viên, trong đó nữ {women:02}; theo báo cáo của 02 huyện.", rows.len());
    assert_eq!(annex.note, Some(note));
    let districts: Vec<String> = column(&annex, "don-vi-gui").into_iter().map(shown).collect();
    assert!(districts.is_sorted(), "Bình Gia before Đình Lập: {districts:?}");
    assert!(annex.column("dan-toc").is_none(), "what is sensitive and not given has no column");
    for gone in ["stt", "so-thu-tu"] {
        assert!(annex.column(gone).is_none());
    }
    assert!(annex.numbered);
}

#[test]
fn volunteers_stand_by_their_given_names() {
    let mut office = Office::new("000");
    let mut draft = varied(&office, "000-BCH", 0);
    let names = ["Hoàng Văn Đức", "Lý Thị Ánh", "Nông Văn Dũng", "Vi Thị Ấm"];
    draft.answers.rows_mut(&tham_luan::form::FieldId::new("doi-vien")).truncate(names.len());
    while draft.answers.rows(&tham_luan::form::FieldId::new("doi-vien")).len() < names.len() {
        let rows = draft.answers.rows_mut(&tham_luan::form::FieldId::new("doi-vien"));
        let row = rows[0].clone();
        rows.push(row);
    }
    for (row, name) in names.iter().enumerate() {
        set_cell(&mut draft, "doi-vien", row, "ho-ten", name);
    }
    office.receive("binh-gia", draft);
    let annex = office.table("doi-vien");
    let listed: Vec<String> = column(&annex, "ho-ten").into_iter().map(shown).collect();
    assert_eq!(listed, ["Lý Thị Ánh", "Vi Thị Ấm", "Nông Văn Dũng", "Hoàng Văn Đức"]);
}

#[test]
fn volunteers_are_counted_by_district() {
    let office = office();
    let rows = office.rows("000-BCH", "doi-vien");
    for (field, table) in [
        ("gioi-tinh", "doi-vien-gioi-tinh"),
        ("xep-loai", "doi-vien-xep-loai"),
        ("bo-tri", "doi-vien-bo-tri"),
    ] {
        let counts = office.table(table);
        assert_eq!(total(&counts, "cong"), i64::try_from(rows.len()).expect("few") * 1000, "{table}");
        for (name, district) in [("UBND huyện Bình Gia", "binh-gia"), ("UBND huyện Đình Lập", "dinh-lap")]
        {
            let own = rows.iter().filter(|(paper, _)| paper.unit == name).count();
            assert_eq!(
                total(&counts, district),
                i64::try_from(own).expect("few") * 1000,
                "{table} {district}"
            );
        }
        let blank = rows.iter().filter(|(_, row)| typed(row, field).is_empty()).count();
        let has_blank = counts.entries().any(|row| shown(&row.cells[0]) == "Chưa ghi");
        assert_eq!(has_blank, blank > 0, "{table}");
    }
    let sexes = office.table("doi-vien-gioi-tinh");
    let women = rows.iter().filter(|(_, row)| typed(row, "gioi-tinh") == "nu").count();
    assert_eq!(shown(at(&sexes, "Nữ", "cong")), women.to_string());
}

#[test]
fn wishes_are_listed_and_counted() {
    let office = office();
    let field = tham_luan::form::FieldId::new("nguyen-vong");
    let papers = office.papers.iter().filter(|paper| paper.draft.form.as_str() == "000-TDG");
    let chosen: usize = papers.clone().map(|paper| paper.draft.answers.choices(&field).len()).sum();
    assert!(chosen > 0);
    assert_eq!(office.table("nguyen-vong").entries().count(), papers.count());
    assert_eq!(
        sum_shown(&office.table("nguyen-vong-so-luong"), "so-luong"),
        i64::try_from(chosen).expect("few") * 1000
    );
}

#[test]
fn nominees_are_listed_by_award_and_counted_by_sex() {
    let office = office();
    let collectives = office.rows("000-KT-DS", "tap-the").len();
    let persons = office.rows("000-KT-DS", "ca-nhan");
    assert_eq!(office.table("khen-thuong-tap-the").entries().count(), collectives);
    assert_eq!(office.table("khen-thuong-ca-nhan").entries().count(), persons.len());
    let counts = office.table("khen-thuong-tong-hop");
    let thousand = |many: usize| i64::try_from(many).expect("few") * 1000;
    assert_eq!(total(&counts, "tap-the"), thousand(collectives));
    assert_eq!(total(&counts, "ca-nhan"), thousand(persons.len()));
    assert_eq!(total(&counts, "cong"), thousand(collectives + persons.len()));
    let sexes = office.table("khen-thuong-gioi-tinh");
    for sex in ["nam", "nu"] {
        let own = persons.iter().filter(|(_, row)| typed(row, "gioi-tinh") == sex).count();
        assert_eq!(total(&sexes, sex), thousand(own), "{sex}");
    }
    assert_eq!(total(&sexes, "cong"), thousand(persons.len()));
}

#[test]
fn a_nominee_without_a_report_of_achievements_is_missed_until_it_comes() {
    let mut office = Office::new("000");
    let list = varied(&office, "000-KT-DS", 0);
    let names: Vec<String> = list
        .answers
        .rows(&tham_luan::form::FieldId::new("ca-nhan"))
        .iter()
        .map(|row| typed(row, "ho-ten").to_owned())
        .collect();
    office.receive("binh-gia", list);
    let missing = |office: &Office| -> Vec<String> {
        column(&office.table("khen-thuong-thieu-bao-cao"), "ten").into_iter().map(shown).collect()
    };
    let before = missing(&office);
    assert!(names.iter().all(|name| before.contains(name)), "{before:?}");

    let mut report = varied(&office, "000-KT-CN", 1);
    set(&mut report, "ho-ten", &names[0].to_uppercase());
    office.receive(&names[0], report);
    let after = missing(&office);
    let namesakes = before.iter().filter(|name| **name == names[0]).count();
    assert_eq!(after.len(), before.len() - namesakes);
    assert!(!after.contains(&names[0]));
}

#[test]
fn of_namesakes_only_the_one_of_the_report_s_unit_has_it() {
    let mut office = Office::new("000");
    let mut list = varied(&office, "000-KT-DS", 0);
    for (row, unit) in [(0, "UBND xã Hồng Phong"), (1, "UBND xã Minh Khai")] {
        set_cell(&mut list, "ca-nhan", row, "ho-ten", "Hoàng Thị Hoa");
        set_cell(&mut list, "ca-nhan", row, "don-vi", unit);
        set_cell(&mut list, "ca-nhan", row, "nam-sinh", "1990");
    }
    office.receive("binh-gia", list);
    let mut report = varied(&office, "000-KT-CN", 1);
    set(&mut report, "ho-ten", "Hoàng Thị Hoa");
    set(&mut report, "don-vi-cong-tac", "UBND xã Minh Khai");
    office.receive("Hoàng Thị Hoa", report);
    let missing = office.table("khen-thuong-thieu-bao-cao");
    let units: Vec<String> = missing
        .entries()
        .filter(|row| shown(&row.cells[1]) == "Hoàng Thị Hoa")
        .map(|row| shown(&row.cells[2]))
        .collect();
    assert_eq!(units, ["UBND xã Hồng Phong"]);
    let twice = Warning::ListedTwice { name: "Hoàng Thị Hoa".to_owned(), sources: vec![PaperId(0)] };
    assert!(office.table("khen-thuong-ca-nhan").warnings.contains(&twice));
}
