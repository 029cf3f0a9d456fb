//! Plan 002: what five districts planned and did.

use tham_luan::draft::{DraftId, Row, RowSource};
use tham_luan::form::FieldId;

use super::{Office, at, column, set, set_cell, shown, sum_typed, total, typed, varied};

const DISTRICTS: [&str; 3] = ["bao-lac", "ha-quang", "ha-lang"];

fn office() -> Office {
    let mut office = Office::new("002");
    for (unit, seed) in DISTRICTS.into_iter().zip(1..) {
        for form in ["002-KH", "002-BC"] {
            let mut draft = varied(&office, form, seed);
            if form == "002-BC" {
                set(&mut draft, "ky-bao-cao", "nam-2014");
            }
            office.receive(unit, draft);
        }
    }
    office
}

fn thousand(many: usize) -> i64 {
    i64::try_from(many).expect("few") * 1000
}

#[test]
fn planned_and_done_are_added_up_for_all_five() {
    let office = office();
    let table = office.table("ke-hoach-ket-qua");
    assert_eq!(table.entries().count(), 5);
    let (planned, done) = (office.rows("002-KH", "hoat-dong"), office.rows("002-BC", "hoat-dong"));
    assert_eq!(total(&table, "ke-hoach"), thousand(planned.len()));
    assert_eq!(total(&table, "bao-cao"), thousand(done.len()));
    for state in ["da", "mot-phan", "chua"] {
        let own = done.iter().filter(|(_, row)| typed(row, "thuc-hien") == state).count();
        assert_eq!(total(&table, state), thousand(own), "{state}");
    }
    for figure in ["so-cuoc", "so-nguoi"] {
        assert_eq!(
            total(&table, figure),
            sum_typed(done.iter().map(|(_, row)| typed(row, figure))),
            "{figure}"
        );
        let own = done.iter().filter(|(paper, _)| paper.unit == "Huyện đoàn Hà Quảng");
        let own = sum_typed(own.map(|(_, row)| typed(row, figure)));
        let cell = at(&table, "Huyện đoàn Hà Quảng", figure);
        assert_eq!(cell.value.number().map(super::in_thousandths), Some(own));
    }
    assert!(super::is_empty(at(&table, "Huyện đoàn Bảo Lâm", "so-cuoc")), "who did not report has no sum");
    let missing = "Chưa có Kế hoạch: Huyện đoàn Bảo Lâm; Huyện đoàn Thông Nông. \
                   Chưa có Báo cáo: Huyện đoàn Bảo Lâm; Huyện đoàn Thông Nông.";
    assert_eq!(table.note.as_deref(), Some(missing));
}

#[test]
fn the_matrix_adds_up_by_kind_and_district() {
    let office = office();
    let matrix = office.table("nhom-viec");
    let planned = office.rows("002-KH", "hoat-dong");
    let done = office.rows("002-BC", "hoat-dong");
    let done: Vec<_> = done.into_iter().filter(|(_, row)| typed(row, "thuc-hien") == "da").collect();
    assert_eq!(total(&matrix, "kh"), thousand(planned.len()));
    assert_eq!(total(&matrix, "th"), thousand(done.len()));
    let kinds = planned
        .iter()
        .filter(|(paper, row)| paper.unit == "Huyện đoàn Hạ Lang" && typed(row, "nhom") == "kiem-tra");
    let cell = at(&matrix, "Kiểm tra, giám sát tại các xã có trí thức trẻ", "kh-ha-lang");
    assert_eq!(shown(cell), kinds.count().to_string());
}

#[test]
fn people_meetings_and_news_are_added_up() {
    let office = office();
    let people = office.table("tri-thuc-tre");
    let reports = office.papers.iter().filter(|paper| paper.draft.form.as_str() == "002-BC");
    for figure in ["so-xa", "so-nam", "so-nu"] {
        let own = sum_typed(reports.clone().map(|paper| paper.draft.answers.text(&FieldId::new(figure))));
        assert_eq!(total(&people, figure), own, "{figure}");
    }
    assert_eq!(total(&people, "so-tri-thuc-tre"), total(&people, "so-nam") + total(&people, "so-nu"));
    let meetings = office.rows("002-BC", "gap-mat");
    let table = office.table("gap-mat");
    assert_eq!(table.entries().count(), meetings.len());
    assert_eq!(total(&table, "so-du"), sum_typed(meetings.iter().map(|(_, row)| typed(row, "so-du"))));
    let news = office.rows("002-BC", "tin-bai");
    let all = sum_typed(news.iter().map(|(_, row)| typed(row, "so-luong")));
    assert_eq!(total(&office.table("tin-bai"), "so-luong"), all);
    assert_eq!(total(&office.table("tin-bai-theo-kenh"), "cong"), all);
    assert_eq!(office.table("guong").entries().count(), office.rows("002-BC", "guong").len());
    assert_eq!(office.table("kien-nghi").entries().count(), office.rows("002-BC", "de-xuat").len());
    let difficult = meetings.iter().flat_map(|(_, row)| [typed(row, "kho-khan"), typed(row, "nay-sinh")]);
    let difficult: Vec<&str> = difficult.filter(|text| !text.is_empty()).collect();
    let table = office.table("kho-khan");
    let listed: Vec<String> = column(&table, "noi-dung").into_iter().map(shown).collect();
    assert!(!difficult.is_empty() && difficult.iter().all(|text| listed.iter().any(|own| own == text)));
}

#[test]
fn a_planned_activity_that_a_report_took_over_stands_there_once() {
    let mut office = Office::new("002");
    let plan = varied(&office, "002-KH", 1);
    let mut report = varied(&office, "002-BC", 2);
    set(&mut report, "ky-bao-cao", "nam-2014");
    let planned = plan.answers.rows(&FieldId::new("hoat-dong")).to_vec();
    let rows = report.answers.rows_mut(&FieldId::new("hoat-dong"));
    rows.truncate(1);
    rows[0].cells = planned[2].cells.clone();
    // A file numbers its rows anew, so the number that is named is of another row.
    rows[0].sources = vec![RowSource { paper: plan.id.clone(), revision: 1, row: Some(planned[0].id) }];
    let plan_id = office.receive("bao-lac", plan);
    let report_id = office.receive("bao-lac", report);
    let table = office.table("hoat-dong");
    assert_eq!(table.entries().count(), planned.len());
    let untouched =
        column(&table, "thuc-hien").into_iter().filter(|cell| shown(cell) == "Chưa có trong Báo cáo");
    assert_eq!(untouched.count(), planned.len() - 1);
    let text = typed(&planned[2], "noi-dung");
    let carried =
        column(&table, "noi-dung").into_iter().find(|cell| shown(cell) == text).expect("the activity");
    assert_eq!(carried.sources, [plan_id, report_id]);
    assert_eq!(total(&office.table("ke-hoach-ket-qua"), "ke-hoach"), thousand(planned.len()));
}

#[test]
fn of_who_reported_on_the_year_the_reports_in_between_do_not_count() {
    let mut office = office();
    let before = total(&office.table("ke-hoach-ket-qua"), "so-nguoi");
    let mut draft = varied(&office, "002-BC", 9);
    set(&mut draft, "ky-bao-cao", "thuong-xuyen");
    office.receive("bao-lac", draft.clone());
    let table = office.table("ke-hoach-ket-qua");
    assert_eq!(total(&table, "so-nguoi"), before);
    assert!(table.note.is_some_and(|note| note.contains("Không cộng 01 báo cáo thường xuyên")));
    // Who has only these is counted by them.
    draft.id = DraftId::new("another");
    let own =
        sum_typed(draft.answers.rows(&FieldId::new("hoat-dong")).iter().map(|row| typed(row, "so-nguoi")));
    office.receive("bao-lam", draft);
    assert_eq!(total(&office.table("ke-hoach-ket-qua"), "so-nguoi"), before + own);
}

/// What only a report that does not count took over was not reported on.
#[test]
fn a_planned_activity_that_only_a_report_in_between_took_over_is_not_lost() {
    let mut office = Office::new("002");
    let activities = FieldId::new("hoat-dong");
    let mut plan = varied(&office, "002-KH", 1);
    plan.answers.rows_mut(&activities).truncate(5);
    let planned = plan.answers.rows(&activities).to_vec();
    let taken = |row: &Row| {
        let source = RowSource { paper: plan.id.clone(), revision: plan.revision, row: Some(row.id) };
        Row { sources: vec![source], ..row.clone() }
    };
    let report = |id: &str, period: &str, many: usize| {
        let mut report = varied(&office, "002-BC", 2);
        report.id = DraftId::new(id);
        set(&mut report, "ky-bao-cao", period);
        *report.answers.rows_mut(&activities) = planned.iter().take(many).map(taken).collect();
        report
    };
    let (between, year) = (report("between", "thuong-xuyen", 5), report("year", "nam-2014", 4));
    for draft in [plan.clone(), between, year] {
        office.receive("bao-lac", draft);
    }
    let table = office.table("hoat-dong");
    assert_eq!(table.entries().count(), 5);
    let states: Vec<String> = column(&table, "thuc-hien").into_iter().map(shown).collect();
    assert_eq!(states.iter().filter(|state| *state == "Chưa có trong Báo cáo").count(), 1, "{states:?}");
    assert_eq!(total(&office.table("ke-hoach-ket-qua"), "bao-cao"), thousand(4));
}

/// The plan with the formulas that an office put into it.
fn with_computed_parts() -> tham_luan::plan::Plan {
    let pack = include_str!("../../public/plans/002.json");
    let mut pack: serde_json::Value = serde_json::from_str(pack).expect("JSON");
    let number = |id: &str| serde_json::json!({ "id": id, "label": id, "kind": "number" });
    let sum = |id: &str, of: [&str; 2]| serde_json::json!({ "id": id, "label": id, "kind": "computed", "formula": { "sum": of } });
    let form = pack["forms"].as_array_mut().expect("forms").iter_mut().find(|form| form["id"] == "002-BC");
    for section in form.expect("the report")["sections"].as_array_mut().expect("sections") {
        let Some(fields) = section.get_mut("fields").and_then(|fields| fields.as_array_mut()) else {
            continue;
        };
        if let Some(at) = fields.iter().position(|field| field["id"] == "so-tri-thuc-tre") {
            fields[at] = sum("so-tri-thuc-tre", ["nam-nu", "so-xa"]);
            fields.insert(at, sum("nam-nu", ["so-nam", "so-nu"]));
        }
        for table in fields.iter_mut().filter(|field| field["id"] == "gap-mat") {
            let columns = table["columns"].as_array_mut().expect("columns");
            let at = columns.iter().position(|column| column["id"] == "so-du").expect("the column");
            let parts =
                [number("a"), number("b"), sum("c", ["a", "b"]), number("e"), sum("so-du", ["c", "e"])];
            columns.splice(at..=at, parts);
        }
    }
    tham_luan::plan::parse(&pack.to_string()).unwrap_or_else(|error| panic!("{error:?}"))
}

#[test]
fn a_sum_of_sums_is_what_the_paper_prints() {
    let mut office = Office::new("002");
    office.plan = with_computed_parts();
    let mut report = varied(&office, "002-BC", 1);
    set(&mut report, "ky-bao-cao", "nam-2014");
    for (field, typed) in [("so-nam", "0,1"), ("so-nu", "0,2"), ("so-xa", "4")] {
        set(&mut report, field, typed);
    }
    report.answers.rows_mut(&FieldId::new("gap-mat")).truncate(1);
    for (cell, typed) in [("a", "1"), ("b", "2"), ("e", "4")] {
        set_cell(&mut report, "gap-mat", 0, cell, typed);
    }
    office.receive("bao-lac", report);
    assert_eq!(shown(column(&office.table("tri-thuc-tre"), "so-tri-thuc-tre")[0]), "4,3");
    assert_eq!(shown(column(&office.table("gap-mat"), "so-du")[0]), "7");
}
