//! The list of opinions, its counts, the agenda, and what is sent on.

use super::{CARD, OPINIONS, Opinion, Opinions, TABLE};
use crate::office::PaperId;
use crate::office::compile::compiled::{Cell, Column, Compiled, Kind, Value, Warning};
use crate::office::compile::papers::Papers;
use crate::office::compile::tally::{Tally, count};

/// The competence of whom the dialogue is with.
pub(super) const OURS: &str = "thuoc";

/// The competence of somebody else.
pub(super) const NOT_OURS: &str = "khong-thuoc";

pub(super) fn tables(papers: &Papers<'_>, opinions: &Opinions) -> Vec<Compiled> {
    let list = &opinions.list;
    let mut all = all(papers, list);
    all.warnings.clone_from(&opinions.warnings);
    let choices = |column| papers.choices(TABLE, OPINIONS, column);
    vec![
        all,
        counted(
            "theo-nhom",
            "SỐ Ý KIẾN THEO NHÓM VẤN ĐỀ",
            "Nhóm vấn đề",
            choices("nhom-van-de"),
            list,
            |it| &it.group,
        ),
        counted(
            "theo-tham-quyen",
            "SỐ Ý KIẾN THEO THẨM QUYỀN",
            "Thẩm quyền",
            choices("tham-quyen"),
            list,
            |it| &it.competence,
        ),
        counted(
            "theo-nguon",
            "SỐ Ý KIẾN THEO NGUỒN TIẾP NHẬN",
            "Nguồn",
            choices("nguon"),
            list,
            |it| &it.channel,
        ),
        by_audience(papers),
        agenda(papers, list),
        sent_on(papers, list),
    ]
}

/// The label of a choice of the table of opinions.
pub(super) fn label(papers: &Papers<'_>, column: &str, value: &str) -> String {
    let choices = papers.choices(TABLE, OPINIONS, column);
    choices.into_iter().find(|(own, _)| own == value).map_or_else(|| value.to_owned(), |(_, label)| label)
}

/// What a table of opinions shows of one.
#[derive(Clone, Copy)]
pub(super) enum Shows {
    /// In short, or as it was said.
    Opinion,
    /// As it was said.
    Text,
    Group,
    Competence,
    Audience,
    Channel,
    Agency,
    Status,
    Letter,
    Voices,
    /// Under which name it is decided upon.
    Id,
    /// Nothing yet: somebody fills it in.
    Blank,
}

/// A table of opinions, in this order.
pub(super) fn table<'o>(
    papers: &Papers<'_>,
    id: &str,
    title: &str,
    columns: &[(&str, &str, Shows)],
    opinions: impl IntoIterator<Item = &'o Opinion>,
) -> Compiled {
    let heads = columns.iter().map(|(id, title, shows)| match shows {
        Shows::Voices => Column::sum(*id, *title, Kind::Number),
        _ => Column::text(*id, *title),
    });
    let mut compiled = Compiled::new(id, title, heads.collect());
    let audiences = papers.field_choices(CARD, "doi-tuong");
    for opinion in opinions {
        let cells = columns.iter().map(|(_, _, shows)| cell(papers, &audiences, opinion, *shows)).collect();
        compiled.push(cells);
    }
    compiled.totalled()
}

fn cell(papers: &Papers<'_>, audiences: &[(String, String)], opinion: &Opinion, shows: Shows) -> Cell {
    let text = match shows {
        Shows::Opinion => opinion.shown().to_owned(),
        Shows::Text => opinion.text.clone(),
        Shows::Group => label(papers, "nhom-van-de", &opinion.group),
        Shows::Competence => label(papers, "tham-quyen", &opinion.competence),
        Shows::Channel => label(papers, "nguon", &opinion.channel),
        Shows::Agency => opinion.agency.clone(),
        Shows::Status => label(papers, "trang-thai", &opinion.status),
        Shows::Letter => opinion.letter.clone(),
        Shows::Id => opinion.id.to_string(),
        Shows::Blank => return Cell::default(),
        Shows::Voices => {
            return Cell::from_all(Value::Number(opinion.voices), opinion.sources.clone());
        }
        Shows::Audience => {
            let known = audiences.iter().filter(|(value, _)| opinion.audiences.contains(value));
            known.map(|(_, label)| label.as_str()).collect::<Vec<_>>().join("; ")
        }
    };
    Cell::text(text, &opinion.sources)
}

fn all(papers: &Papers<'_>, opinions: &[Opinion]) -> Compiled {
    let columns = [
        ("nhom-van-de", "Nhóm vấn đề", Shows::Group),
        ("tom-tat", "Ý kiến, đề xuất", Shows::Opinion),
        ("noi-dung", "Nội dung gốc", Shows::Text),
        ("doi-tuong", "Đối tượng", Shows::Audience),
        ("nguon", "Nguồn", Shows::Channel),
        ("so-luot", "Số lượt nêu", Shows::Voices),
        ("tham-quyen", "Thẩm quyền", Shows::Competence),
        ("co-quan", "Cơ quan trả lời hoặc nhận chuyển", Shows::Agency),
        ("trang-thai", "Trạng thái", Shows::Status),
        ("ma", "Mã ý kiến", Shows::Id),
    ];
    table(papers, "y-kien", "TỔNG HỢP Ý KIẾN, ĐỀ XUẤT CỦA THANH NIÊN", &columns, opinions)
}

/// How many opinions there are of each choice, and how often they were raised.
fn counted(
    id: &str,
    title: &str,
    head: &str,
    choices: Vec<(String, String)>,
    opinions: &[Opinion],
    value: impl Fn(&Opinion) -> &str,
) -> Compiled {
    let mut tally = Tally::new(format!("y-kien-{id}"), title, head, choices)
        .column("so-y-kien", "Số ý kiến", Kind::Count)
        .column("so-luot", "Số lượt nêu", Kind::Number);
    for opinion in opinions {
        tally.count(value(opinion), "so-y-kien", &opinion.sources);
        tally.add(value(opinion), "so-luot", opinion.voices, &opinion.sources);
    }
    tally.finish()
}

/// How many cards each audience sent.
fn by_audience(papers: &Papers<'_>) -> Compiled {
    let cards = papers.of(&[CARD]);
    let values = cards.iter().map(|card| (card.text("doi-tuong"), vec![card.id()]));
    let choices = papers.field_choices(CARD, "doi-tuong");
    count("phieu-theo-doi-tuong", "SỐ PHIẾU Ý KIẾN THEO ĐỐI TƯỢNG", "Đối tượng", choices, values)
}

/// What is discussed: opinions within the competence, by group, what is raised most first.
fn agenda(papers: &Papers<'_>, opinions: &[Opinion]) -> Compiled {
    let groups = papers.choices(TABLE, OPINIONS, "nhom-van-de");
    let mut ours: Vec<&Opinion> = opinions.iter().filter(|opinion| opinion.competence == OURS).collect();
    let group = |opinion: &Opinion| groups.iter().position(|(value, _)| *value == opinion.group);
    ours.sort_by_key(|opinion| (group(opinion).unwrap_or(groups.len()), std::cmp::Reverse(opinion.voices)));
    let columns = [
        ("nhom-van-de", "Nhóm vấn đề", Shows::Group),
        ("tom-tat", "Ý kiến, đề xuất", Shows::Opinion),
        ("so-luot", "Số lượt nêu", Shows::Voices),
        ("co-quan", "Cơ quan trả lời", Shows::Agency),
        ("trang-thai", "Trạng thái", Shows::Status),
    ];
    let unclear =
        opinions.iter().filter(|opinion| !matches!(opinion.competence.as_str(), OURS | NOT_OURS)).count();
    let agenda = table(
        papers,
        "chuong-trinh",
        "NỘI DUNG TRAO ĐỔI TẠI BUỔI ĐỐI THOẠI THEO NHÓM VẤN ĐỀ",
        &columns,
        ours,
    );
    if unclear == 0 {
        return agenda;
    }
    agenda.noted(format!("Còn {unclear:02} ý kiến chưa rõ thẩm quyền, chưa đưa vào danh sách này."))
}

/// What is sent on to those whose competence it is.
fn sent_on(papers: &Papers<'_>, opinions: &[Opinion]) -> Compiled {
    let theirs: Vec<&Opinion> = opinions.iter().filter(|opinion| opinion.competence == NOT_OURS).collect();
    let columns = [
        ("co-quan", "Cơ quan nhận", Shows::Agency),
        ("nhom-van-de", "Nhóm vấn đề", Shows::Group),
        ("tom-tat", "Ý kiến, đề xuất", Shows::Opinion),
        ("noi-dung", "Nội dung gốc", Shows::Text),
        ("so-luot", "Số lượt nêu", Shows::Voices),
        ("so-van-ban", "Số văn bản chuyển", Shows::Letter),
    ];
    let title = "Ý KIẾN KHÔNG THUỘC THẨM QUYỀN, CHUYỂN CƠ QUAN CÓ THẨM QUYỀN GIẢI QUYẾT";
    let mut compiled = table(papers, "chuyen", title, &columns, theirs.iter().copied());
    for opinion in theirs.iter().filter(|opinion| opinion.agency.is_empty()) {
        let sources: Vec<PaperId> = opinion.sources.clone();
        compiled.warnings.push(Warning::NoReceiver { opinion: opinion.shown().to_owned(), sources });
    }
    compiled
}
