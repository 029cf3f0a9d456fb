//! Plan 004: opinions, agenda, answers, conclusion, points.

use std::collections::BTreeMap;

use tham_luan::draft::{DraftId, Row, Timestamp};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::office::PaperId;
use tham_luan::office::compile::plan_004::{agencies, conclusion_draft, opinions, reply_draft};
use tham_luan::office::compile::{Decisions, Warning};

use super::{Office, at, column, set, set_cell, shown, sum_shown, sum_typed, total, typed, varied};

fn thousand(many: usize) -> i64 {
    i64::try_from(many).expect("few") * 1000
}

/// Tables of three districts, cards, answers of two agencies.
fn office() -> Office {
    let mut office = Office::new("004");
    for (unit, seed) in [("ubnd-huu-lung", 1), ("ubnd-chi-lang", 2), ("ubnd-loc-binh", 3)] {
        let draft = varied(&office, "004-THYK", seed);
        office.receive(unit, draft);
    }
    for seed in 0..7 {
        let mut draft = varied(&office, "004-PYK", seed);
        let text = format!(
            "Ý kiến của phiếu {seed}: {}",
            ["đường", "điện", "nước"][usize::try_from(seed % 3).expect("few")]
        );
        set(&mut draft, "noi-dung", &text);
        let audience =
            ["cong-chuc", "khac", "hoc-sinh-sinh-vien", ""][usize::try_from(seed % 4).expect("few")];
        set(&mut draft, "doi-tuong", audience);
        office.receive(&format!("Phiếu {seed}"), draft);
    }
    for seed in 1..3 {
        let draft = varied(&office, "004-TL", seed);
        office.receive(&format!("Sở {seed}"), draft);
    }
    office
}

#[test]
fn every_card_and_row_is_an_opinion_and_counted() {
    let office = office();
    let rows = office.rows("004-THYK", "y-kien");
    let cards = 7;
    let list = office.table("y-kien");
    assert_eq!(list.entries().count(), rows.len() + cards);
    let voices = sum_typed(rows.iter().map(|(_, row)| typed(row, "so-luot"))) + thousand(cards);
    assert_eq!(total(&list, "so-luot"), voices);
    for (table, field) in [
        ("y-kien-theo-nhom", "nhom-van-de"),
        ("y-kien-theo-tham-quyen", "tham-quyen"),
        ("y-kien-theo-nguon", "nguon"),
    ] {
        let counts = office.table(table);
        assert_eq!(total(&counts, "so-y-kien"), thousand(rows.len() + cards), "{table}");
        assert_eq!(total(&counts, "so-luot"), voices, "{table}");
        let mut by_value: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, row) in &rows {
            *by_value.entry(typed(row, field)).or_default() += 1;
        }
        let groups = [
            ("von", "Vốn, tín dụng"),
            ("dat-dai", "Đất đai, mặt bằng"),
            ("khong-thuoc", "Không thuộc thẩm quyền"),
        ];
        for (value, label) in groups.into_iter().filter(|(value, _)| by_value.contains_key(value)) {
            assert_eq!(shown(at(&counts, label, "so-y-kien")), by_value[value].to_string(), "{label}");
        }
    }
    let audiences = office.table("phieu-theo-doi-tuong");
    assert_eq!(total(&audiences, "so-luong"), thousand(cards));
    assert_eq!(shown(at(&audiences, "Thanh niên công chức", "so-luong")), "2");
    assert_eq!(shown(at(&audiences, "Chưa ghi", "so-luong")), "1");
}

#[test]
fn the_agenda_has_what_is_within_the_competence_by_group() {
    let office = office();
    let rows = office.rows("004-THYK", "y-kien");
    let ours: Vec<_> = rows.iter().filter(|(_, row)| typed(row, "tham-quyen") == "thuoc").collect();
    let agenda = office.table("chuong-trinh");
    assert_eq!(agenda.entries().count(), ours.len());
    assert_eq!(total(&agenda, "so-luot"), sum_typed(ours.iter().map(|(_, row)| typed(row, "so-luot"))));
    let groups: Vec<String> = column(&agenda, "nhom-van-de").into_iter().map(shown).collect();
    let mut seen: Vec<&String> = groups.iter().collect();
    seen.dedup();
    let each_once: std::collections::BTreeSet<&&String> = seen.iter().collect();
    assert_eq!(seen.len(), each_once.len(), "a group stands together: {groups:?}");
}

#[test]
fn what_is_sent_on_needs_a_receiver() {
    let mut office = office();
    set_cell(&mut office.papers[0].draft, "y-kien", 0, "tham-quyen", "khong-thuoc");
    set_cell(&mut office.papers[0].draft, "y-kien", 0, "co-quan", "");
    let rows = office.rows("004-THYK", "y-kien");
    let theirs: Vec<_> = rows.iter().filter(|(_, row)| typed(row, "tham-quyen") == "khong-thuoc").collect();
    let table = office.table("chuyen");
    assert_eq!(table.entries().count(), theirs.len());
    assert_eq!(total(&table, "so-luot"), sum_typed(theirs.iter().map(|(_, row)| typed(row, "so-luot"))));
    let bare = theirs.iter().filter(|(_, row)| typed(row, "co-quan").is_empty()).count();
    assert_eq!(table.warnings.len(), bare);
    let summary = typed(rows[0].1, "tom-tat").to_owned();
    assert!(table.warnings.contains(&Warning::NoReceiver { opinion: summary, sources: vec![PaperId(0)] }));
}

#[test]
fn every_opinion_with_an_agency_is_in_one_pack() {
    let office = office();
    let list = opinions(&office.plan, &office.sources(), &Decisions::default()).list;
    let rows = office.rows("004-THYK", "y-kien");
    let asked: Vec<_> = rows
        .iter()
        .filter(|(_, row)| !typed(row, "co-quan").is_empty() && typed(row, "tham-quyen") != "khong-thuoc")
        .collect();
    let packs: Vec<_> = office.compile().into_iter().filter(|table| table.id.starts_with("goi-")).collect();
    assert_eq!(packs.len(), agencies(&list).len());
    assert!(packs.len() > 1);
    let packed: usize = packs.iter().map(|pack| pack.entries().count()).sum();
    assert_eq!(packed, asked.len());
    let voices: i64 = packs.iter().map(|pack| sum_shown(pack, "so-luot")).sum();
    assert_eq!(voices, sum_typed(asked.iter().map(|(_, row)| typed(row, "so-luot"))));
    assert!(packs[0].title.starts_with("Ý KIẾN, ĐỀ XUẤT CỦA THANH NIÊN ĐỀ NGHỊ "));
}

#[test]
fn answers_find_their_opinions() {
    let mut office = Office::new("004");
    let table = super::sample("004-THYK");
    let answers = super::sample("004-TL");
    let rows = table.answers.rows(&FieldId::new("y-kien")).to_vec();
    let answered = answers.answers.rows(&FieldId::new("tra-loi")).to_vec();
    office.receive("ubnd-huu-lung", table);
    let before = office.table("chua-tra-loi").entries().count();
    office.receive("Sở Lao động, Thương binh và Xã hội", answers);
    let list = office.table("tra-loi");
    assert_eq!(list.entries().count(), answered.len());
    let known: Vec<&str> = rows.iter().map(|row| typed(row, "tom-tat")).collect();
    let unknown = answered.iter().filter(|row| !known.contains(&typed(row, "y-kien"))).count();
    assert_eq!(list.warnings.len(), unknown);
    let asked: Vec<&str> = answered.iter().map(|row| typed(row, "y-kien")).collect();
    let waiting = rows.iter().filter(|row| {
        !typed(row, "co-quan").is_empty()
            && typed(row, "tham-quyen") != "khong-thuoc"
            && !asked.contains(&typed(row, "tom-tat"))
    });
    let after = office.table("chua-tra-loi").entries().count();
    assert_eq!(after, waiting.count());
    assert!(after < before);

    set_cell(&mut office.papers[1].draft, "tra-loi", 0, "y-kien", "Một chuyện khác hẳn, không ai hỏi");
    let lost = Warning::AnswerWithoutOpinion {
        opinion: "Một chuyện khác hẳn, không ai hỏi".to_owned(),
        source: PaperId(1),
    };
    assert!(office.table("tra-loi").warnings.contains(&lost));
}

#[test]
fn the_conclusion_has_every_opinion_and_each_in_one_of_its_other_parts() {
    let office = office();
    let rows = office.rows("004-THYK", "y-kien");
    let all = rows.len() + 7;
    let part = |id: &str| office.table(id).entries().count();
    assert_eq!(part("ket-luan-1-da-neu"), all);
    assert_eq!(
        total(&office.table("ket-luan-1-da-neu"), "so-luot"),
        total(&office.table("y-kien"), "so-luot")
    );
    let sent_on = rows.iter().filter(|(_, row)| typed(row, "tham-quyen") == "khong-thuoc").count();
    assert_eq!(part("ket-luan-3-chuyen"), sent_on);
    let there = rows.iter().filter(|(_, row)| {
        typed(row, "tham-quyen") != "khong-thuoc" && typed(row, "trang-thai") == "tai-buoi"
    });
    let there = there.count();
    assert!(part("ket-luan-2-da-tra-loi") >= there, "with those answered that have no status");
    let last = office.table("ket-luan-4-giao");
    let note = last.note.clone().expect("the cards are not decided upon");
    let unclear: usize = note.split_whitespace().nth(1).and_then(|it| it.parse().ok()).expect("a number");
    let mut told: Vec<String> = Vec::new();
    for row in office.table("ket-luan-2-da-tra-loi").entries() {
        told.push(format!("{:?}", (&row.cells[0].value, &row.cells[0].sources)));
    }
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len() + sent_on + last.entries().count() + unclear, all);
}

/// The components that are young people's [004 IV.1].
const YOUNG: [&str; 8] = [
    "ban-tinh-doan",
    "hoi-lien-hiep",
    "doan-truc-thuoc",
    "kinh-te-gioi",
    "cong-chuc",
    "luc-luong-vu-trang",
    "hoc-sinh-sinh-vien",
    "chua-co-viec-lam",
];

#[test]
fn the_board_has_all_212_points() {
    let mut office = Office::new("004");
    let mut guests = 0;
    let mut young = 0;
    let units = ["tinh", "lang-son", "huu-lung", "lang-son-tam-thanh", "lang-son-chi-lang"];
    for (unit, seed) in units.into_iter().zip(1..) {
        let mut draft = varied(&office, "004-TP", seed);
        set(&mut draft, "don-vi", unit);
        if unit == "huu-lung" {
            set(&mut draft, "truc-ky-thuat", "");
        }
        let rows = draft.answers.rows(&FieldId::new("dai-bieu"));
        guests += rows.len();
        let is_young =
            |row: &&Row| typed(row, "thanh-nien") == "true" || YOUNG.contains(&typed(row, "thanh-phan"));
        young += rows.iter().filter(is_young).count();
        office.receive(unit, draft);
    }
    let board = office.table("diem-cau");
    assert_eq!(board.entries().count(), 212);
    assert_eq!(total(&board, "dai-bieu"), thousand(guests));
    assert_eq!(total(&board, "thanh-nien"), thousand(young));
    let silent = column(&board, "tinh-trang").into_iter().filter(|cell| shown(cell) == "Chưa báo cáo");
    assert_eq!(silent.count(), 207);
    let state = shown(at(&board, "Huyện Hữu Lũng", "tinh-trang"));
    assert_eq!(state, "Đã báo cáo, chưa có người trực kỹ thuật");

    let levels = office.table("diem-cau-theo-cap");
    let row = |level: &str| {
        ["so-diem-cau", "da-bao-cao", "co-ky-thuat", "chua-bao-cao"].map(|id| shown(at(&levels, level, id)))
    };
    assert_eq!(row("Cấp tỉnh"), ["1", "1", "1", "0"]);
    assert_eq!(row("Cấp huyện"), ["11", "2", "1", "9"]);
    assert_eq!(row("Cấp xã"), ["200", "2", "2", "198"]);
    assert_eq!(total(&levels, "so-diem-cau"), 212_000);
    let districts = office.table("diem-cau-theo-huyen");
    assert_eq!(total(&districts, "so-diem-cau"), 212_000);
    assert_eq!(shown(at(&districts, "Thành phố Lạng Sơn", "da-bao-cao")), "3");
}

#[test]
fn a_reply_goes_out_with_its_opinions_and_comes_back_to_them() {
    let mut office = Office::new("004");
    office.receive("ubnd-huu-lung", super::sample("004-THYK"));
    let list = opinions(&office.plan, &office.sources(), &Decisions::default()).list;
    let agency = "Sở Lao động, Thương binh và Xã hội";
    let now = Timestamp::new("2021-04-20T08:00:00+07:00");
    let mut reply =
        reply_draft(&office.plan, &list, agency, DraftId::new("reply"), now).expect("the form is there");
    let rows = office.rows("004-THYK", "y-kien");
    let asked = rows
        .iter()
        .filter(|(_, row)| typed(row, "co-quan") == agency && typed(row, "tham-quyen") != "khong-thuoc");
    let asked: Vec<&str> = asked.map(|(_, row)| typed(row, "tom-tat")).collect();
    let field = FieldId::new("tra-loi");
    let sent: Vec<String> =
        reply.answers.rows(&field).iter().map(|row| typed(row, "y-kien").to_owned()).collect();
    assert_eq!(sent, asked);
    assert_eq!(reply.answers.text(&FieldId::new("ten-don-vi")), agency);

    let before = office.table("chua-tra-loi").entries().count();
    for row in 0..asked.len() {
        set_cell(&mut reply, "tra-loi", row, "tra-loi", "Sở sẽ làm.");
        // The agency words it in its own way.
        set_cell(&mut reply, "tra-loi", row, "y-kien", &format!("Câu hỏi {row}"));
    }
    let answered = asked.len();
    office.receive(agency, reply);
    assert_eq!(office.table("chua-tra-loi").entries().count(), before - answered);
    assert_eq!(office.table("tra-loi").warnings, []);
}

#[test]
fn the_draft_conclusion_begins_with_its_four_parts() {
    let office = office();
    let now = Timestamp::new("2021-05-20T08:00:00+07:00");
    let decisions = Decisions::default();
    let draft = conclusion_draft(&office.plan, &office.sources(), &decisions, DraftId::new("kl"), now);
    let draft = draft.expect("the form is there");
    for (field, table) in [
        ("da-neu", "ket-luan-1-da-neu"),
        ("da-tra-loi", "ket-luan-2-da-tra-loi"),
        ("chuyen", "ket-luan-3-chuyen"),
        ("giao", "ket-luan-4-giao"),
    ] {
        let rows = draft.answers.rows(&FieldId::new(field));
        let table = office.table(table);
        assert!(!rows.is_empty());
        assert_eq!(rows.len(), table.entries().count(), "{field}");
        for (row, cell) in rows.iter().zip(column(&table, "noi-dung")) {
            assert_eq!(row.cell(&ColumnId::new("noi-dung")), shown(cell));
        }
    }
    let groups = draft.answers.rows(&FieldId::new("da-neu")).iter().map(|row| typed(row, "nhom-van-de"));
    let known = ["von", "viec-lam", "dat-dai", "thi-truong", "thu-tuc", "khac", ""];
    assert!(groups.into_iter().all(|group| known.contains(&group)), "choices are stored by their values");
}
