//! What a draft conclusion is made of, in the four parts of Nghị định 13/2021/NĐ-CP, Điều 11. Columns are called as in
//! the form 004-KL, so that its tables can be filled from here.

use super::Opinion;
use super::answers::Answers;
use super::lists::{self, NOT_OURS, OURS, Shows};
use crate::office::compile::compiled::{Cell, Column, Compiled};
use crate::office::compile::papers::Papers;

/// The status of what was answered at the dialogue.
const ANSWERED_THERE: &str = "tai-buoi";

/// Which part of the conclusion an opinion belongs to, besides the first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Answered,
    SentOn,
    Assigned,
    /// Nobody said whose competence it is.
    Unclear,
}

pub(super) fn tables(papers: &Papers<'_>, opinions: &[Opinion], answers: &Answers) -> Vec<Compiled> {
    let parts: Vec<Part> = opinions.iter().enumerate().map(|(at, it)| part(at, it, answers)).collect();
    let of = |part: Part| {
        let both = opinions.iter().zip(&parts);
        both.filter(move |(_, own)| **own == part).map(|(opinion, _)| opinion)
    };
    let raised = [
        ("noi-dung", "Nội dung", Shows::Opinion),
        ("nhom-van-de", "Nhóm vấn đề", Shows::Group),
        ("so-luot", "Số lượt nêu", Shows::Voices),
    ];
    let sent_on = [
        ("noi-dung", "Nội dung", Shows::Opinion),
        ("co-quan", "Cơ quan nhận", Shows::Agency),
        ("so-van-ban", "Số văn bản chuyển", Shows::Letter),
    ];
    let assigned =
        [("noi-dung", "Việc được giao", Shows::Opinion), ("co-quan", "Cơ quan chủ trì", Shows::Agency)];
    let title = |number: u32, words: &str| format!("DỰ THẢO KẾT LUẬN, PHẦN {number}: {words}");
    let mut last = lists::table(
        papers,
        "ket-luan-4-giao",
        &title(4, "CƠ QUAN ĐƯỢC GIAO GIẢI QUYẾT"),
        &assigned,
        of(Part::Assigned),
    );
    let unclear = of(Part::Unclear).count();
    if unclear > 0 {
        last = last.noted(format!("Còn {unclear:02} ý kiến chưa rõ thẩm quyền, chưa đưa vào phần 2, 3, 4."));
    }
    vec![
        lists::table(papers, "ket-luan-1-da-neu", &title(1, "NỘI DUNG THANH NIÊN ĐÃ NÊU"), &raised, opinions),
        answered(&title(2, "NỘI DUNG ĐÃ TRẢ LỜI TẠI BUỔI ĐỐI THOẠI"), opinions, &parts, answers),
        lists::table(
            papers,
            "ket-luan-3-chuyen",
            &title(3, "NỘI DUNG PHỨC TẠP, CHUYỂN CƠ QUAN CÓ THẨM QUYỀN"),
            &sent_on,
            of(Part::SentOn),
        ),
        last,
    ]
}

fn part(at: usize, opinion: &Opinion, answers: &Answers) -> Part {
    let is_answered = || answers.to(at).next().is_some();
    match (opinion.competence.as_str(), opinion.status.as_str()) {
        (NOT_OURS, _) => Part::SentOn,
        (_, ANSWERED_THERE) => Part::Answered,
        (_, "") if is_answered() => Part::Answered,
        (OURS, _) => Part::Assigned,
        _ => Part::Unclear,
    }
}

/// What was answered, an answer a row; one without an answer has a row with room for it.
fn answered(title: &str, opinions: &[Opinion], parts: &[Part], answers: &Answers) -> Compiled {
    let columns = vec![
        Column::text("noi-dung", "Nội dung"),
        Column::text("tra-loi", "Trả lời"),
        Column::text("nguoi-tra-loi", "Cơ quan trả lời"),
    ];
    let mut compiled = Compiled::new("ket-luan-2-da-tra-loi", title, columns);
    for (at, opinion) in opinions.iter().enumerate().filter(|(at, _)| parts[*at] == Part::Answered) {
        let said = Cell::text(opinion.shown(), &opinion.sources);
        let before = compiled.rows.len();
        for answer in answers.to(at) {
            compiled.push(vec![said.clone(), answer.text.clone(), answer.agency.clone()]);
        }
        if compiled.rows.len() == before {
            compiled.push(vec![said, Cell::default(), Cell::text(opinion.agency.as_str(), &opinion.sources)]);
        }
    }
    compiled
}
