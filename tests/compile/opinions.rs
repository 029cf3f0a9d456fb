//! Opinions: what is taken over, decided, proposed.

use tham_luan::draft::{DraftId, Row, RowSource};
use tham_luan::form::FieldId;
use tham_luan::office::PaperId;
use tham_luan::office::compile::plan_004::{
    Change, NEAR_PERCENT, Opinion, OpinionId, Similar, dismissed, opinions, similar, suggested_groups,
};
use tham_luan::office::compile::{Decimal, Decisions, Warning, compile_decided};

use super::{Office, sample, set, shown, total, typed};

/// An office with a card for each of these opinions.
fn cards(texts: &[&str]) -> Office {
    let mut office = Office::new("004");
    for (text, number) in texts.iter().zip(0..) {
        let mut draft = sample("004-PYK");
        draft.id = DraftId::new(format!("card-{number}"));
        set(&mut draft, "noi-dung", text);
        office.receive("Phiếu", draft);
    }
    office
}

fn list(office: &Office, decisions: &Decisions) -> Vec<Opinion> {
    opinions(&office.plan, &office.sources(), decisions).list
}

fn id(text: &str) -> OpinionId {
    OpinionId::new(text)
}

/// A table of one row, taken over from these.
fn table(name: &str, text: &str, sources: &[(&str, Option<u32>)]) -> tham_luan::draft::Draft {
    let mut draft = sample("004-THYK");
    draft.id = DraftId::new(name);
    let rows = draft.answers.rows_mut(&FieldId::new("y-kien"));
    rows.truncate(1);
    rows[0].cells.insert(tham_luan::form::ColumnId::new("noi-dung"), text.to_owned());
    rows[0].sources = sources
        .iter()
        .map(|(paper, row)| RowSource { paper: DraftId::new(*paper), revision: 1, row: *row })
        .collect();
    draft
}

#[test]
fn a_row_stands_for_the_cards_that_it_was_made_of() {
    let mut office = cards(&["Cho vay vốn", "Vay vốn nhiều hơn", "Mở lớp dạy nghề"]);
    set(&mut office.papers[0].draft, "doi-tuong", "cong-chuc");
    set(&mut office.papers[1].draft, "doi-tuong", "khac");
    office.receive("ubnd-huu-lung", table("huyen", "Vốn", &[("card-0", None), ("card-1", None)]));
    let found = list(&office, &Decisions::default());
    assert_eq!(found.len(), 2);
    let row = &found[0];
    assert_eq!(row.sources, [PaperId(0), PaperId(1), PaperId(3)]);
    assert_eq!(row.audiences, ["cong-chuc", "khac"]);
    assert_eq!(found[1].text, "Mở lớp dạy nghề");
    let first = row.ids[0].as_str().to_owned();
    assert!(first.starts_with("huyen:"), "{first}");
    assert!(row.ids.contains(&id("card-1")));
}

#[test]
fn the_province_s_row_stands_for_the_district_s_and_for_its_cards() {
    let mut office = cards(&["Cho vay vốn"]);
    let district = table("huyen", "Vốn cho thanh niên", &[("card-0", None)]);
    let row = district.answers.rows(&FieldId::new("y-kien"))[0].id;
    office.receive("ubnd-huu-lung", district);
    office.receive("so-noi-vu-tong-hop", table("tinh", "Vốn cho thanh niên", &[("huyen", Some(row))]));
    let found = list(&office, &Decisions::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].sources, [PaperId(0), PaperId(1), PaperId(2)]);
    assert!(found[0].id.as_str().starts_with("tinh:"));
}

/// The voices of the rows of three tables after they are merged: each with the cards that it was made of, and what
/// somebody typed under "Số lượt nêu".
fn voices(rows: [(&[&str], &str); 3]) -> Vec<String> {
    let mut office = cards(&["Cho vay vốn", "Vay vốn nhiều hơn"]);
    for ((cards, typed), name) in rows.into_iter().zip(["doan", "huyen", "so"]) {
        let sources: Vec<(&str, Option<u32>)> = cards.iter().map(|card| (*card, None)).collect();
        let mut draft = table(name, &format!("Vốn cho thanh niên, theo {name}"), &sources);
        super::set_cell(&mut draft, "y-kien", 0, "so-luot", typed);
        office.receive(name, draft);
    }
    let mut decisions = Decisions::default();
    let rows: Vec<OpinionId> =
        list(&office, &decisions).into_iter().take(3).map(|opinion| opinion.id).collect();
    for row in &rows[1..] {
        decisions.merged_into.insert(row.clone(), rows[0].clone());
    }
    let merged = list(&office, &decisions);
    let mut ids = merged[0].ids.clone();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "each name once");
    merged.iter().map(|opinion| opinion.voices.to_string()).collect()
}

#[test]
fn a_card_that_several_tables_took_over_is_one_voice_when_they_are_merged() {
    let (one, both): (&[&str], &[&str]) = (&["card-0"], &["card-0", "card-1"]);
    assert_eq!(voices([(both, ""), (both, ""), (both, "")]), ["2"]);
    assert_eq!(voices([(one, ""), (one, ""), (both, "")]), ["2"]);
    // What was typed stays, and the cards that the others share with it are in it.
    assert_eq!(voices([(both, "5"), (one, ""), (one, "")]), ["5"]);
    assert_eq!(voices([(one, ""), (both, "5"), (both, "3")]), ["6"]);
    // Of who typed fewer than there are cards the cards count.
    assert_eq!(voices([(both, "1"), (both, "1"), (one, "")]), ["2"]);
    // Rows that share no card are added up.
    assert_eq!(voices([(&[], "5"), (&[], "3"), (both, "")]), ["10"]);
    assert_eq!(voices([(&[], ""), (&[], ""), (&[], "")]), ["3", "1", "1"]);
}

#[test]
fn rows_that_nobody_merged_have_their_own_voices_each() {
    let mut office = cards(&["Cho vay vốn"]);
    office.receive("doan", table("doan", "Vốn cho thanh niên", &[("card-0", None)]));
    office.receive("huyen", table("huyen", "Thanh niên cần vốn", &[("card-0", None)]));
    for paper in [1, 2] {
        super::set_cell(&mut office.papers[paper].draft, "y-kien", 0, "so-luot", "");
    }
    let found = list(&office, &Decisions::default());
    assert_eq!(found.iter().map(|opinion| opinion.voices).collect::<Vec<_>>(), [Decimal::ONE; 2]);
    let mut decisions = Decisions::default();
    decisions.merged_into.insert(found[1].id.clone(), found[0].id.clone());
    let tables = compile_decided(&office.plan, &office.sources(), &decisions);
    let all = tables.iter().find(|table| table.id == "y-kien").expect("the list");
    assert_eq!(total(all, "so-luot"), 1000);
}

#[test]
fn nothing_is_merged_but_by_hand_and_every_source_is_kept() {
    let office = cards(&["Cho vay vốn", "Cho vay vốn", "Mở đường"]);
    assert_eq!(list(&office, &Decisions::default()).len(), 3);
    let mut decisions = Decisions::default();
    decisions.merged_into.insert(id("card-1"), id("card-0"));
    decisions.merged_into.insert(id("card-2"), id("card-1"));
    decisions.group.insert(id("card-1"), "von".to_owned());
    decisions.competence.insert(id("card-0"), "thuoc".to_owned());
    decisions.agency.insert(id("card-0"), "Sở Tài chính".to_owned());
    let found = list(&office, &decisions);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].sources, [PaperId(0), PaperId(1), PaperId(2)]);
    assert_eq!(found[0].voices, Decimal::count(3));
    assert_eq!((found[0].group.as_str(), found[0].competence.as_str()), ("von", "thuoc"));
    let mut ids = found[0].ids.clone();
    ids.sort();
    assert_eq!(ids, [id("card-0"), id("card-1"), id("card-2")]);

    let tables = compile_decided(&office.plan, &office.sources(), &decisions);
    let agenda = tables.iter().find(|table| table.id == "chuong-trinh").expect("the agenda");
    assert_eq!(agenda.entries().count(), 1);
    assert_eq!(total(agenda, "so-luot"), 3000);
    let pack = tables.iter().find(|table| table.id == "goi-01-so-tai-chinh").expect("the pack");
    assert_eq!(pack.entries().count(), 1);
}

#[test]
fn opinions_merged_in_a_circle_or_into_what_is_gone_are_not_lost() {
    let office = cards(&["Một", "Hai", "Ba"]);
    let mut decisions = Decisions::default();
    decisions.merged_into.insert(id("card-0"), id("card-1"));
    decisions.merged_into.insert(id("card-1"), id("card-0"));
    decisions.merged_into.insert(id("card-2"), id("gone"));
    decisions.group.insert(id("never"), "von".to_owned());
    let found = opinions(&office.plan, &office.sources(), &decisions);
    let sources: Vec<PaperId> = found.list.iter().flat_map(|opinion| opinion.sources.clone()).collect();
    assert_eq!(found.list.len(), 2);
    assert_eq!(sources.len(), 3);
    let gone = |opinion: &str| Warning::UnknownOpinion { opinion: opinion.to_owned() };
    assert_eq!(found.warnings, [gone("gone"), gone("never")]);
}

#[test]
fn near_duplicates_are_proposed_with_their_score() {
    let office = cards(&[
        "Đề nghị tỉnh nâng mức vay vốn khởi nghiệp cho thanh niên không cần thế chấp",
        "đề nghị tỉnh nâng mức vay vốn khởi nghiệp cho thanh niên không cần thế chấp!",
        "Đề nghị tỉnh nâng mức vay vốn khởi nghiệp cho thanh niên nông thôn",
        "Mở lớp dạy nghề sửa chữa máy nông nghiệp tại cụm xã",
    ]);
    let found = list(&office, &Decisions::default());
    let pairs: Vec<(String, String, u32)> = similar(&found, &Decisions::default())
        .into_iter()
        .map(|it| (it.opinion.to_string(), it.other.to_string(), it.percent))
        .collect();
    // The third shares 11 pairs of words with the first, which has 15, and has 13.
    assert_eq!(pairs[0], ("card-1".to_owned(), "card-0".to_owned(), 100));
    assert_eq!(pairs.len(), 2);
    assert_eq!((pairs[1].0.as_str(), pairs[1].1.as_str()), ("card-2", "card-0"));
    assert!(pairs[1].2 >= NEAR_PERCENT && pairs[1].2 < 100);
    let table = office.table("y-kien-gan-trung");
    assert_eq!(table.entries().count(), 2);
    assert_eq!(shown(&table.rows[0].cells[2]), "100");
}

#[test]
fn what_somebody_said_is_not_the_same_is_proposed_no_more_until_that_is_taken_back() {
    let office = cards(&[
        "Đề nghị tỉnh nâng mức vay vốn khởi nghiệp cho thanh niên không cần thế chấp",
        "đề nghị tỉnh nâng mức vay vốn khởi nghiệp cho thanh niên không cần thế chấp!",
        "Đề nghị tỉnh nâng mức vay vốn khởi nghiệp cho thanh niên không cần tài sản",
    ]);
    let mut decisions = Decisions::default();
    let proposed = |decisions: &Decisions| {
        let pair = |it: Similar| (it.opinion.to_string(), it.other.to_string());
        similar(&list(&office, decisions), decisions).into_iter().map(pair).collect::<Vec<_>>()
    };
    let pair = |later: &str, earlier: &str| (later.to_owned(), earlier.to_owned());
    let all = proposed(&decisions);
    assert_eq!(all, [pair("card-1", "card-0"), pair("card-2", "card-0")]);
    // Whichever of the two is named first.
    let back = decisions.change(Change::Distinct(id("card-0"), id("card-2"), true));
    decisions.change(Change::Distinct(id("card-2"), id("card-0"), true));
    assert_eq!(decisions.distinct.len(), 1);
    assert_eq!(proposed(&decisions), [pair("card-1", "card-0")]);
    let said = dismissed(&list(&office, &decisions), &decisions);
    assert_eq!((said[0].opinion.as_str(), said[0].other.as_str()), ("card-2", "card-0"));
    assert!(said[0].percent >= NEAR_PERCENT);
    // What stands for one of the two is not the same as the other either.
    decisions.change(Change::Merged(id("card-0"), Some(id("card-1"))));
    assert_eq!(proposed(&decisions), []);
    decisions.change(Change::Merged(id("card-0"), None));
    decisions.change(back);
    assert_eq!(proposed(&decisions), all);
}

#[test]
fn every_change_gives_the_way_back() {
    let mut decisions = Decisions::default();
    decisions.group.insert(id("a"), "von".to_owned());
    let before = decisions.clone();
    for change in [
        Change::Group(id("a"), Some("nghe".to_owned())),
        Change::Group(id("a"), None),
        Change::Competence(id("a"), Some("thuoc".to_owned())),
        Change::Agency(id("b"), Some("Sở Y tế".to_owned())),
        Change::Merged(id("b"), Some(id("a"))),
        Change::Distinct(id("b"), id("a"), true),
    ] {
        let back = decisions.change(change.clone());
        assert_ne!(decisions, before, "{change:?}");
        let forth = decisions.change(back);
        assert_eq!(decisions, before, "{change:?}");
        assert_eq!(forth, change);
    }
}

/// Every pair that a comparison of all with all finds is found over the index, as long as few texts share a word pair.
#[test]
fn the_index_finds_what_comparing_all_with_all_finds() {
    let words = ["vay", "vốn", "đất", "đường", "nghề", "lớp", "chợ", "điện", "nước", "trường", "máy", "rừng"];
    let mut dice = super::Dice(7);
    let mut texts: Vec<String> = Vec::new();
    for at in 0..120 {
        let text: Vec<&str> = if at % 3 == 2 {
            let mut like: Vec<&str> = texts[at - 1].split(' ').collect();
            let place = dice.below(like.len());
            like[place] = words[dice.below(words.len())];
            texts.push(like.join(" "));
            continue;
        } else {
            (0..9 + dice.below(6)).map(|_| words[dice.below(words.len())]).collect()
        };
        texts.push(text.join(" "));
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let office = cards(&texts);
    let found = list(&office, &Decisions::default());
    let pairs = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        words
            .windows(2)
            .map(|pair| (pair[0].to_owned(), pair[1].to_owned()))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let mut expected: Vec<(String, String)> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        for other in &found[..at] {
            let (mine, theirs) = (pairs(&one.text), pairs(&other.text));
            let shared = mine.intersection(&theirs).count();
            if shared * 100 / mine.union(&theirs).count() >= 50 {
                expected.push((one.id.to_string(), other.id.to_string()));
            }
        }
    }
    let mut got: Vec<(String, String)> = similar(&found, &Decisions::default())
        .into_iter()
        .map(|it| (it.opinion.to_string(), it.other.to_string()))
        .collect();
    got.sort();
    expected.sort();
    assert!(expected.len() > 20, "{}", expected.len());
    assert_eq!(got, expected);
}

#[test]
fn a_group_is_suggested_by_words_in_common() {
    let mut office = cards(&[
        "Đề nghị cho thanh niên vay vốn ngân hàng với lãi suất thấp",
        "Nhà nước bán đất rừng",
        "xyz",
    ]);
    office.receive("ubnd-huu-lung", sample("004-THYK"));
    let found = list(&office, &Decisions::default());
    let suggested = suggested_groups(&found);
    let of = |name: &str| suggested.iter().find(|it| it.opinion == id(name)).map(|it| it.group.as_str());
    assert_eq!(of("card-0"), Some("von"));
    assert_eq!(of("card-1"), Some("dat-dai"));
    assert_eq!(of("card-2"), None);
    let rows: Vec<&Row> = office.rows("004-THYK", "y-kien").into_iter().map(|(_, row)| row).collect();
    assert!(rows.iter().all(|row| !typed(row, "nhom-van-de").is_empty()));
    assert!(suggested.iter().all(|it| it.opinion.as_str().starts_with("card-")), "only what has none");
}

/// A table of these opinions, its rows numbered as a file numbers them.
fn numbered(revision: u32, texts: &[&str]) -> tham_luan::draft::Draft {
    let mut draft = table("huyen", "", &[]);
    draft.revision = revision;
    let field = FieldId::new("y-kien");
    let first = draft.answers.rows(&field)[0].clone();
    let row = |(text, id): (&&str, u32)| {
        let mut row = Row { id, ..first.clone() };
        row.cells.insert(tham_luan::form::ColumnId::new("noi-dung"), (*text).to_owned());
        row.cells.remove(&tham_luan::form::ColumnId::new("nhom-van-de"));
        row
    };
    *draft.answers.rows_mut(&field) = texts.iter().zip(0..).map(row).collect();
    draft
}

fn of_table(revision: u32, texts: &[&str]) -> Office {
    let mut office = Office::new("004");
    office.receive("ubnd-huu-lung", numbered(revision, texts));
    office
}

#[test]
fn what_was_decided_stays_with_its_opinion_when_a_revision_puts_a_row_before_it() {
    let before = of_table(1, &["Cho vay vốn trồng na", "Mở lớp dạy nghề may"]);
    let mut decisions = Decisions::default();
    for (opinion, group) in list(&before, &decisions.clone()).iter().zip(["von", "nghe"]) {
        decisions.group.insert(opinion.id.clone(), group.to_owned());
    }
    let after = of_table(2, &["Sửa đường liên thôn", "Mở lớp dạy nghề may", "Cho  vay vốn trồng na "]);
    let found = opinions(&after.plan, &after.sources(), &decisions);
    let groups: Vec<&str> = found.list.iter().map(|opinion| opinion.group.as_str()).collect();
    assert_eq!(groups, ["", "nghe", "von"]);
    assert_eq!(found.warnings, []);
}

#[test]
fn what_was_decided_on_a_row_by_its_number_or_on_words_that_are_gone_is_said_and_applied_to_nothing() {
    let office = of_table(2, &["Sửa đường liên thôn", "Mở lớp dạy nghề may"]);
    let gone = list(&of_table(1, &["Mở lớp dạy nghề"]), &Decisions::default())[0].id.clone();
    let mut decisions = Decisions::default();
    decisions.group.insert(id("huyen.0"), "von".to_owned());
    decisions.group.insert(gone.clone(), "nghe".to_owned());
    let found = opinions(&office.plan, &office.sources(), &decisions);
    assert!(found.list.iter().all(|opinion| opinion.group.is_empty()));
    let unknown = |opinion: &OpinionId| Warning::UnknownOpinion { opinion: opinion.to_string() };
    assert_eq!(found.warnings, [unknown(&id("huyen.0")), unknown(&gone)]);
}

#[test]
fn rows_that_say_the_same_are_decided_one_by_one() {
    let office = of_table(1, &["Cho vay vốn", "cho vay vốn", "Cho vay vốn"]);
    let mut decisions = Decisions::default();
    let second = list(&office, &decisions)[1].id.clone();
    decisions.group.insert(second, "von".to_owned());
    let groups: Vec<String> = list(&office, &decisions).into_iter().map(|opinion| opinion.group).collect();
    assert_eq!(groups, ["", "von", ""]);
}
