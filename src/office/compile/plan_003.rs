//! Kế hoạch 003, chung sức xây dựng nông thôn mới: self-assessments of officials, reports of the divisions.

use super::compiled::{Column, Compiled};
use super::list::List;
use super::papers::Papers;
use super::tally::count;
use super::{awards, criteria, proposals};

const SELF: &str = "003-TDG";

/// The reports, with what their tables are called after.
const REPORTS: [(&str, &str, &str); 2] =
    [("003-SK", "so-ket", "SƠ KẾT NĂM 2023"), ("003-TK", "tong-ket", "TỔNG KẾT NĂM 2025")];

/// The tables of a report that are merged: with their titles, and columns.
const MERGED: [(&str, &str, &[&str]); 5] = [
    ("tap-huan", "CÁC LỚP ĐÀO TẠO, TẬP HUẤN", &["lop", "thoi-gian", "dia-diem", "doi-tuong", "so-nguoi"]),
    ("tuyen-truyen", "CÁC CUỘC TUYÊN TRUYỀN", &["noi-dung", "thoi-gian", "dia-diem", "so-cuoc", "so-nguoi"]),
    ("kiem-tra", "CÁC CUỘC KIỂM TRA HUYỆN, XÃ", &["ngay", "noi", "ton-tai", "xu-ly"]),
    (
        "de-nghi-tap-the",
        "TẬP THỂ CÁC ĐƠN VỊ ĐỀ NGHỊ KHEN THƯỞNG TRONG BÁO CÁO",
        &["ten", "hinh-thuc", "tom-tat"],
    ),
    (
        "de-nghi-ca-nhan",
        "CÁ NHÂN CÁC ĐƠN VỊ ĐỀ NGHỊ KHEN THƯỞNG TRONG BÁO CÁO",
        &["ho-ten", "chuc-vu", "don-vi", "hinh-thuc", "tom-tat"],
    ),
];

pub(super) fn tables(papers: &Papers<'_>) -> Vec<Compiled> {
    let mut tables = criteria::tables(papers, &[SELF]);
    tables.push(claimed(papers));
    tables.push(contributions(papers));
    for (form, period, words) in REPORTS {
        for (table, title, columns) in MERGED {
            tables.push(
                List::new(format!("{table}-{period}"), format!("{title} ({words})"))
                    .unit("Đơn vị thuộc Ban")
                    .columns(papers, form, table, columns)
                    .compile(&papers.entries(&[form], table)),
            );
        }
    }
    tables.push(registered(papers));
    tables.extend(awards::tables(papers));
    tables.push(awards::asked_for(papers, &["003-DK"]));
    let reports = ["003-SK", "003-TK"];
    tables.extend(proposals::tables(papers, &reports, "kien-nghi"));
    tables.push(proposals::remarks(
        papers,
        "han-che",
        "HẠN CHẾ, BÀI HỌC KINH NGHIỆM",
        &reports,
        &["han-che", "bai-hoc"],
    ));
    tables
}

/// How many see themselves at which level as a whole.
fn claimed(papers: &Papers<'_>) -> Compiled {
    let choices = papers.field_choices(SELF, "tu-nhan");
    let assessments = papers.of(&[SELF]);
    let values = assessments.iter().map(|paper| (paper.text("tu-nhan"), vec![paper.id()]));
    count("tu-nhan", "TỔNG HỢP MỨC HOÀN THÀNH TỰ NHẬN", "Mức tự nhận", choices, values)
}

fn contributions<'a>(papers: &Papers<'a>) -> Compiled {
    List::new("dong-gop", "ĐÓNG GÓP SỨC LỰC, TRÍ TUỆ CỦA CÔNG CHỨC, NGƯỜI LAO ĐỘNG")
        .unit("Phòng, đơn vị")
        .with(Column::text("ho-ten", "Họ và tên"), |entry| entry.paper.cell("ho-ten"))
        .period()
        .columns(papers, SELF, "dong-gop", &["noi-dung", "thoi-gian", "ket-qua"])
        .compile(&papers.entries(&[SELF], "dong-gop"))
}

fn registered<'a>(papers: &Papers<'a>) -> Compiled {
    List::new("dang-ky", "TỔNG HỢP NỘI DUNG ĐĂNG KÝ THI ĐUA")
        .unit("Phòng, đơn vị")
        .with(Column::text("ho-ten", "Họ và tên"), |entry| entry.paper.cell("ho-ten"))
        .columns(papers, "003-DK", "noi-dung-dang-ky", &["noi-dung", "chi-tieu", "thoi-han"])
        .compile(&papers.entries(&["003-DK"], "noi-dung-dang-ky"))
}
