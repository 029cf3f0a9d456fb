//! Papers of the Youth Union.

use expect_test::expect;
use tham_luan::draft::Draft;
use tham_luan::paper::compose;

use crate::notation;
use crate::samples::{answer, filled, plan};

fn composed(draft: &Draft) -> String {
    let plan = plan();
    notation::blocks(&compose(&plan, plan.form(&draft.form).expect("a form of the plan"), draft))
}

/// As plan 002 is headed and signed.
fn paper() -> Draft {
    let mut draft = filled(&plan(), "doan");
    for (field, text) in [
        ("parent", "BCH Đoàn tỉnh Cao Bằng"),
        ("issuer", "BCH Đoàn huyện Bảo Lạc"),
        ("number", "70"),
        ("symbol", "KH/HĐTN"),
        ("place", "Bảo Lạc"),
        ("signed-on", "31/3/2014"),
        ("addressee", ""),
        ("opening", ""),
        ("tasks", "Tuyên truyền."),
        ("title", "Ban Thường vụ Huyện đoàn\nBí thư"),
    ] {
        answer(&mut draft, field, text);
    }
    draft
}

#[test]
fn a_paper_of_the_union_has_its_own_header_and_signature() {
    let text = composed(&paper());
    let header: Vec<&str> = text.lines().take_while(|line| !line.starts_with('J')).collect();
    expect![[r#"
        table [4171, 4900]
          R0 C 28 "BCH ĐOÀN TỈNH CAO BẰNG"
          R0 C 28b "BCH ĐOÀN HUYỆN BẢO LẠC"
          R0 C 28 "***"
          R1 C 30b "ĐOÀN TNCS HỒ CHÍ MINH"
          R1 C 4 empty in 460 before 40 =80 rule
          R0 C 28 "Số: 70-KH/HĐTN"
          R1 C 28i "Bảo Lạc, ngày 31 tháng 3 năm 2014"
        C 28b "BÁO CÁO THAM LUẬN" before 240 next
        C 28b "Kết quả thực hiện Đề án 500 tại xã Hưng Đạo" next
        C 4 empty in 3448 before 40 after 120 =80 rule"#]]
    .assert_eq(&header.join("\n"));
    let signature = text.find("table [").and_then(|_| text.rfind("table [")).expect("a signature");
    expect![[r#"
        table [3868, 5203]
          R0 L 24bi "Nơi nhận:"
          R0 L 22 "- Sở Nội vụ;"
          R0 L 22 "- UBND huyện;"
          R0 L 22 "- Lưu: VT."
          R1 C 28b "TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN"
          R1 C 28b "BÍ THƯ"
          R1 C 28 empty
          R1 C 28 empty
          R1 C 28 empty
          R1 C 28 empty
          R1 C 28b "Hoàng Văn Thụ"
        C 2 empty =20
    "#]]
    .assert_eq(&text[signature..]);
}

#[track_caller]
fn check_number(number: &str, symbol: &str, expected: &str) {
    let mut draft = paper();
    answer(&mut draft, "number", number);
    answer(&mut draft, "symbol", symbol);
    assert!(composed(&draft).contains(&format!("\"Số: {expected}\"")), "{expected}");
}

#[test]
fn a_hyphen_stands_between_number_and_symbol() {
    check_number("70", "KH/TĐTN-TCKT", "70-KH/TĐTN-TCKT");
    check_number("7", "KH/HĐTN", "07-KH/HĐTN");
    check_number("", "KH/HĐTN", "     -KH/HĐTN");
    check_number("", "", "     -");
    check_number("70-", "- KH/HĐTN", "70-KH/HĐTN");
    check_number("70-KH/HĐTN", "", "70-KH/HĐTN");
}
