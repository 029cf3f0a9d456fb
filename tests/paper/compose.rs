//! What is printed where.

use expect_test::{Expect, expect};
use tham_luan::draft::Draft;
use tham_luan::form::FormId;
use tham_luan::paper::{Composition, Origin, compose};

use crate::notation;
use crate::samples::{answer, empty, filled, plan};

fn composed(draft: &Draft) -> Composition {
    let plan = plan();
    let form = plan.form(&draft.form).expect("a form of the plan");
    compose(&plan, form, draft)
}

#[track_caller]
fn check(draft: &Draft, expected: Expect) {
    expected.assert_eq(&notation::blocks(&composed(draft)));
}

#[test]
fn a_paper_of_an_agency() {
    check(
        &filled(&plan(), "xa"),
        expect![[r#"
            table [3501, 5570]
              R0 C 26 "ỦY BAN NHÂN DÂN"
              R0 C 26 "HUYỆN BÌNH GIA"
              R0 C 26b "ỦY BAN NHÂN DÂN"
              R0 C 26b "XÃ HƯNG ĐẠO"
              R0 C 4 empty in 1204 before 40 =80 rule
              R1 C 26b "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
              R1 C 28b "Độc lập - Tự do - Hạnh phúc"
              R1 C 4 empty in 1014 before 40 =80 rule
              R0 C 26 "Số: 07/BC-UBND"
              R1 C 28i "Hưng Đạo, ngày 05 tháng 9 năm 2020"
            C 28b "BÁO CÁO THAM LUẬN" before 240 next
            C 28b "Kết quả thực hiện Đề án 500 tại xã Hưng Đạo" next
            C 4 empty in 3448 before 40 after 120 =80 rule
            C 28 "Kính gửi: Ban Tổ chức Hội nghị" after 120
            J 28 "Kính thưa các quý vị đại biểu!" first 720 after 120 =360
            J 28 "Kính thưa Hội nghị!" first 720 after 120 =360
            J 28b "I. Kết quả thực hiện nhiệm vụ" first 720 after 120 =360 next
            J 28 "- Số đội viên: 02" first 720 after 120 =360
            J 28 "- Loại xã: xã biên giới" first 720 after 120 =360
            J 28b "1. Phân công, giao nhiệm vụ" first 720 after 120 =360 next
            J 28 "Nhiệm vụ được giao:" first 720 after 120 =360
            J 28 "- Theo dõi nông nghiệp;" first 720 after 120 =360
            J 28 "+ Khuyến nông." first 720 after 120 =360
            J 28 "a) Giữ số." first 720 after 120 =360
            J 28 "Đã nghiệm thu." first 720 after 120 =360
            J 28b "2. Mô hình tiêu biểu" first 720 after 120 =360 next
            ruled [689, 6286, 2096]
              H0 C 24b "STT" before 40 after 40
              H1 C 24b "Tên mô hình" before 40 after 40
              H2 C 24b "Số hộ" before 40 after 40
              R0 C 24 "1" before 40 after 40
              R1 L 24 "Trồng hồi" before 40 after 40
              R1 L 24 "dưới tán rừng" before 40 after 40
              R2 R 24 "46" before 40 after 40
            C 4 empty =120
            J 28b "II. Kiến nghị, đề xuất" first 720 after 120 =360 next
            J 28 "- Bố trí công việc." first 720 after 120 =360
            J 28 "Đối với UBND huyện:" first 720 after 120 =360 next
            J 28 "- Mở lớp bồi dưỡng:" first 720 after 120 =360
            J 28 "+ tiếng dân tộc;" first 720 after 120 =360
            J 28 "+ tin học." first 720 after 120 =360
            J 28 "Đối với UBND tỉnh:" first 720 after 120 =360 next
            J 28 "- Tăng mức hỗ trợ; thời hạn: 2021" first 720 after 120 =360
            J 28 "Xin trân trọng cảm ơn!" first 720 after 120 =360
            table [4535, 4536]
              R0 L 24bi "Nơi nhận:"
              R0 L 22 "- Sở Nội vụ;"
              R0 L 22 "- UBND huyện;"
              R0 L 22 "- Lưu: VT."
              R1 C 28b "TM. ỦY BAN NHÂN DÂN"
              R1 C 28b "CHỦ TỊCH"
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28b "Hoàng Văn Thụ"
            C 2 empty =20
        "#]],
    );
}

#[test]
fn a_paper_of_a_person() {
    check(
        &filled(&plan(), "doi-vien"),
        expect![[r#"
            C 26b "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
            C 28b "Độc lập - Tự do - Hạnh phúc"
            C 4 empty in 2822 before 40 =80 rule
            R 28i "Hưng Đạo, ngày 05 tháng 9 năm 2020"
            C 28b "BÁO CÁO THAM LUẬN" before 240 next
            C 28b "Kết quả thực hiện Đề án 500 tại xã Hưng Đạo" next
            C 4 empty in 3448 before 40 after 120 =80 rule
            C 28i "Người trình bày: Hoàng Văn Thụ, chủ tịch, Ủy ban nhân dân xã Hưng Đạo" after 120
            C 28 "Kính gửi: Ban Tổ chức Hội nghị" after 120
            J 28 "Kính thưa các quý vị đại biểu!" first 720 after 120 =360
            J 28 "Kính thưa Hội nghị!" first 720 after 120 =360
            J 28b "I. Kết quả thực hiện nhiệm vụ" first 720 after 120 =360 next
            J 28 "- Số đội viên: 02" first 720 after 120 =360
            J 28 "- Loại xã: xã biên giới" first 720 after 120 =360
            J 28b "1. Phân công, giao nhiệm vụ" first 720 after 120 =360 next
            J 28 "Nhiệm vụ được giao:" first 720 after 120 =360
            J 28 "- Theo dõi nông nghiệp;" first 720 after 120 =360
            J 28 "+ Khuyến nông." first 720 after 120 =360
            J 28 "a) Giữ số." first 720 after 120 =360
            J 28 "Đã nghiệm thu." first 720 after 120 =360
            J 28b "2. Mô hình tiêu biểu" first 720 after 120 =360 next
            ruled [689, 6286, 2096]
              H0 C 24b "STT" before 40 after 40
              H1 C 24b "Tên mô hình" before 40 after 40
              H2 C 24b "Số hộ" before 40 after 40
              R0 C 24 "1" before 40 after 40
              R1 L 24 "Trồng hồi" before 40 after 40
              R1 L 24 "dưới tán rừng" before 40 after 40
              R2 R 24 "46" before 40 after 40
            C 4 empty =120
            J 28b "II. Kiến nghị, đề xuất" first 720 after 120 =360 next
            J 28 "- Bố trí công việc." first 720 after 120 =360
            J 28 "Đối với UBND huyện:" first 720 after 120 =360 next
            J 28 "- Mở lớp bồi dưỡng:" first 720 after 120 =360
            J 28 "+ tiếng dân tộc;" first 720 after 120 =360
            J 28 "+ tin học." first 720 after 120 =360
            J 28 "Đối với UBND tỉnh:" first 720 after 120 =360 next
            J 28 "- Tăng mức hỗ trợ; thời hạn: 2021" first 720 after 120 =360
            J 28 "Xin trân trọng cảm ơn!" first 720 after 120 =360
            table [4535, 4536]
              R0 C 2 empty =20
              R1 C 28b "NGƯỜI TRÌNH BÀY"
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28b "Hoàng Văn Thụ"
            C 2 empty =20
        "#]],
    );
}

#[test]
fn an_empty_paper_has_its_frame_and_the_headings_to_come() {
    check(
        &empty(&plan(), "xa"),
        expect![[r#"
            table [3501, 5570]
              R0 C 4 empty =120
              R1 C 26b "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
              R1 C 28b "Độc lập - Tự do - Hạnh phúc"
              R1 C 4 empty in 1014 before 40 =80 rule
              R0 C 26 "Số:      /"
              R1 C 28i "ngày     tháng     năm 2020"
            C 28b "BÁO CÁO THAM LUẬN" before 240 after 120 next
            J 28b "I. Kết quả thực hiện nhiệm vụ" first 720 after 120 =360 next
            J 28b "II. Kiến nghị, đề xuất" first 720 after 120 =360 next
            table [4535, 4536]
              R0 C 2 empty =20
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
              R1 C 28 empty
            C 2 empty =20
        "#]],
    );
}

/// The lines of the header's second row.
#[track_caller]
fn check_number_and_date(answers: &[(&str, &str)], expected: [&str; 2]) {
    let mut draft = empty(&plan(), "xa");
    for (field, text) in answers {
        answer(&mut draft, field, text);
    }
    let text = notation::blocks(&composed(&draft));
    let lines: Vec<&str> =
        text.lines().filter(|line| line.contains("Số:") || line.contains("ngày")).collect();
    let printed: Vec<&str> = lines.iter().filter_map(|line| line.split('"').nth(1)).collect();
    assert_eq!(printed, expected);
}

#[test]
fn number_and_date_leave_room_for_a_pen() {
    let year = "ngày     tháng     năm 2020";
    check_number_and_date(&[], ["Số:      /", year]);
    check_number_and_date(&[("symbol", "BC-UBND")], ["Số:      /BC-UBND", year]);
    check_number_and_date(&[("number", "12"), ("symbol", "BC-UBND")], ["Số: 12/BC-UBND", year]);
    check_number_and_date(&[("number", "12/BC-UBND")], ["Số: 12/BC-UBND", year]);
    check_number_and_date(
        &[("place", "Bình Gia"), ("signed-on", "05-02-2021")],
        ["Số:      /", "Bình Gia, ngày 05 tháng 02 năm 2021"],
    );
    check_number_and_date(
        &[("place", "Bình Gia"), ("signed-on", "mai")],
        ["Số:      /", &format!("Bình Gia, {year}")],
    );
}

#[track_caller]
fn check_issuer(name: &str, lines: &[&str]) {
    let mut draft = empty(&plan(), "xa");
    answer(&mut draft, "issuer", name);
    let text = notation::blocks(&composed(&draft));
    let printed: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("  R0 C 26b"))
        .filter_map(|line| line.split('"').nth(1))
        .collect();
    assert_eq!(printed, lines);
}

#[test]
fn a_long_name_of_an_agency_is_parted_where_it_reads_well() {
    check_issuer("Sở Nội vụ", &["SỞ NỘI VỤ"]);
    check_issuer("Sở Giáo dục và Đào tạo", &["SỞ GIÁO DỤC", "VÀ ĐÀO TẠO"]);
    check_issuer("Sở Lao động - Thương binh và Xã hội", &["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"]);
    check_issuer("Phòng Chính sách dân tộc", &["PHÒNG CHÍNH", "SÁCH DÂN TỘC"]);
}

#[test]
fn several_addressees_are_a_list() {
    let mut draft = empty(&plan(), "xa");
    answer(&mut draft, "addressee", "Sở Nội vụ;\n- UBND huyện.");
    let text = notation::blocks(&composed(&draft));
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("L ")).collect();
    assert_eq!(
        lines,
        [
            r#"L 28 "Kính gửi:" in 1701"#,
            r#"L 28 "- Sở Nội vụ;" in 2268"#,
            r#"L 28 "- UBND huyện." in 2268 after 120"#,
        ]
    );
}

#[test]
fn every_block_knows_the_answer_that_it_prints() {
    let plan = plan();
    let draft = filled(&plan, "xa");
    let form = plan.form(&FormId::new("xa")).expect("the form");
    let composition = composed(&draft);
    assert_eq!(composition.origins.len(), composition.document.blocks.len());
    let printed: Vec<String> = composition
        .origins
        .iter()
        .filter_map(|origin| match *origin {
            Origin::Answer { section, field, row, start, lead } => {
                let id = &form.sections[section].fields[field].id;
                Some(format!("{id} {row:?} {start}+{lead}"))
            }
            _ => None,
        })
        .collect();
    expect![[r#"
        opening None 0+0
        opening None 32+0
        members None 0+15
        kind None 0+11
        tasks None 0+0
        tasks None 21+0
        tasks None 47+0
        tasks None 62+0
        done None 0+0
        models None 0+0
        proposals Some(1) 0+2
        proposals Some(2) 0+0
        proposals Some(2) 20+0
        proposals Some(2) 37+0
        proposals Some(0) 0+2
        closing None 0+0"#]]
    .assert_eq(&printed.join("\n"));
}

#[test]
fn the_tail_is_the_last_text_before_the_signature() {
    let mut draft = filled(&plan(), "xa");
    let composition = composed(&draft);
    assert_eq!(composition.tail, Some(composition.end - 1));
    answer(&mut draft, "closing", " ");
    assert!(composed(&draft).tail.is_some());
    draft.answers.rows_mut(&tham_luan::form::FieldId::new("proposals")).clear();
    assert_eq!(composed(&draft).tail, None);
}
