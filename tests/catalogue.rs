//! Holds the catalogue to the packs, and finds in it as people search.
#![cfg(not(target_arch = "wasm32"))]

use tham_luan::form::{FormId, Origin, Role};
use tham_luan::plan::catalogue::{Due, Found, built_in, encode, find};
use tham_luan::plan::{self, FormListing, PlanId, PlanListing};
use tham_luan::text::Date;

#[test]
fn the_catalogue_is_what_the_packs_say() {
    let packs: Vec<_> = plan::built_in().iter().map(PlanListing::of).collect();
    let again = "public/plans has changed: run `cargo xtask catalogue`";
    assert_eq!(include_str!("../src/plan/catalogue.json"), encode(&packs), "{again}");
    assert_eq!(built_in(), packs);
}

fn form(id: &str, title: &str, actor: &str, roles: &[Role], origin: Origin) -> FormListing {
    let day = Date::parse_iso("2014-04-30").expect("a day");
    FormListing {
        id: FormId::new(id),
        title: title.to_owned(),
        actor: actor.to_owned(),
        roles: roles.to_vec(),
        origin,
        due: (origin == Origin::Required)
            .then(|| Due { words: "trước 30/4/2014".to_owned(), before: day }),
    }
}

/// Two plans of different provinces.
fn two_plans() -> Vec<PlanListing> {
    let plan = |id: &str, short_title: &str, issuer: &str, forms| PlanListing {
        id: PlanId::new(id),
        version: 1,
        short_title: short_title.to_owned(),
        title: format!("{short_title} giai đoạn 2013 - 2020"),
        issuer: issuer.to_owned(),
        forms,
    };
    vec![
        plan(
            "000",
            "Kế hoạch tổng kết Đề án 500",
            "Ủy ban nhân dân tỉnh Lạng Sơn",
            vec![
                form("000-TLX", "Tham luận của UBND xã", "UBND xã", &[Role::Commune], Origin::Required),
                form("000-TLD", "Tham luận của đội viên", "Đội viên", &[Role::Volunteer], Origin::Required),
                form("000-TDG", "Bản tự đánh giá", "Đội viên", &[Role::Volunteer], Origin::Extra),
            ],
        ),
        plan(
            "002",
            "Kế hoạch Dự án 600 Phó Chủ tịch xã",
            "Ban Chấp hành Đoàn tỉnh Cao Bằng",
            vec![form(
                "002-KH",
                "Kế hoạch triển khai của Huyện đoàn",
                "Huyện đoàn",
                &[Role::DistrictUnion],
                Origin::Suggested,
            )],
        ),
    ]
}

/// The forms found, a plan a group.
#[track_caller]
fn check(query: &str, role: Option<Role>, expected: &str) {
    let plans = two_plans();
    let forms = |found: &Found<'_>| {
        let ids: Vec<_> = found.forms.iter().map(|form| form.id.to_string()).collect();
        ids.join(" ")
    };
    let found: Vec<_> = find(&plans, query, role).iter().map(forms).collect();
    assert_eq!(found.join(" | "), expected, "{query:?} {role:?}");
}

#[test]
fn without_a_wish_everything_is_found() {
    check("", None, "000-TLX 000-TLD 000-TDG | 002-KH");
    check(" … ", None, "000-TLX 000-TLD 000-TDG | 002-KH");
}

#[test]
fn a_role_is_led_to_what_it_owes() {
    check("", Some(Role::Volunteer), "000-TLD 000-TDG");
    check("", Some(Role::DistrictUnion), "002-KH");
    check("", Some(Role::Youth), "");
}

#[test]
fn words_are_found_without_tones_or_case_in_any_order() {
    check("tham luan doi vien", None, "000-TLD");
    check("ĐỘI viên Tham LUẬN", None, "000-TLD");
    check("doi\u{323} vie\u{302}n, đánh giá", None, "000-TDG");
    check("huyện đoàn", None, "002-KH");
}

#[test]
fn words_of_the_plan_count_for_each_of_its_forms() {
    check("de an 500", None, "000-TLX 000-TLD 000-TDG");
    check("lang son xa", None, "000-TLX");
    check("cao bang", None, "002-KH");
    check("000-tdg", None, "000-TDG");
}

#[test]
fn every_word_must_begin_one() {
    check("tham luan huyen", None, "");
    check("luan", None, "000-TLX 000-TLD");
    check("uan", None, "");
    check("kế hoạch", Some(Role::Volunteer), "000-TLD 000-TDG");
}

#[test]
fn roles_have_the_words_of_packs() {
    for word in [
        "ubnd-huyen",
        "ubnd-xa",
        "huyen-doan",
        "so-nganh",
        "phong",
        "can-bo",
        "doi-vien",
        "thanh-nien",
        "tong-hop",
    ] {
        assert_eq!(Role::parse(word).map(Role::as_str), Some(word));
    }
    assert_eq!(Role::parse("xa"), None);
}
