//! What each agency is asked to answer, and what it answered.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::lists::{self, NOT_OURS, Shows};
use super::words::{Runs, alike, shingles};
use super::{ANSWERS, NEAR_PERCENT, Opinion};
use crate::draft::RowSource;
use crate::office::PaperId;
use crate::office::compile::compiled::{Cell, Column, Compiled, Value, Warning};
use crate::office::compile::papers::{Entry, Papers};
use crate::office::compile::{capitals, folded, same};
use crate::text::{ascii_slug, order_key};

/// The most letters of an agency's name in the id of its pack.
const MOST_LETTERS: usize = 40;

/// What an agency answered.
pub(super) struct Answer {
    /// To which opinions of the list; several where they say the same.
    opinions: Vec<usize>,
    /// The opinion as the agency has it.
    asked: Cell,
    pub(super) text: Cell,
    basis: Cell,
    pub(super) agency: Cell,
    source: PaperId,
}

/// All answers.
pub(super) struct Answers {
    list: Vec<Answer>,
    /// Those that say something, by opinion.
    by_opinion: BTreeMap<usize, Vec<usize>>,
}

impl Answers {
    pub(super) fn of(papers: &Papers<'_>, opinions: &[Opinion]) -> Self {
        let index = Index::of(opinions);
        let answers = papers.entries(&[ANSWERS], "tra-loi").into_iter().map(|entry| Answer {
            opinions: index.asked(&entry),
            asked: entry.cell("y-kien"),
            text: entry.cell("tra-loi"),
            basis: entry.cell("can-cu"),
            agency: entry.paper.unit(),
            source: entry.id(),
        });
        let list: Vec<Answer> = answers.collect();
        let mut by_opinion: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, answer) in list.iter().enumerate().filter(|(_, answer)| answer.text.value != Value::Empty) {
            for opinion in &answer.opinions {
                by_opinion.entry(*opinion).or_default().push(at);
            }
        }
        Self { list, by_opinion }
    }

    /// The answers to an opinion.
    pub(super) fn to(&self, opinion: usize) -> impl Iterator<Item = &Answer> {
        self.by_opinion.get(&opinion).into_iter().flatten().map(|at| &self.list[*at])
    }
}

/// A place that an answer names: the paper, and of a table its revision and row, because a row's number holds in no other.
type Named<'s> = (&'s str, u32, Option<u32>);

fn named(source: &RowSource) -> Named<'_> {
    (source.paper.as_str(), if source.row.is_some() { source.revision } else { 0 }, source.row)
}

/// Opinions by what they say, and by where they are from.
struct Index<'o> {
    opinions: &'o [Opinion],
    texts: BTreeMap<String, Vec<usize>>,
    places: BTreeMap<Named<'o>, usize>,
    /// Made when something is first looked up by it.
    runs: OnceCell<Runs>,
}

impl<'o> Index<'o> {
    fn of(opinions: &'o [Opinion]) -> Self {
        let mut index =
            Self { opinions, texts: BTreeMap::new(), places: BTreeMap::new(), runs: OnceCell::new() };
        for (at, opinion) in opinions.iter().enumerate() {
            for text in [&opinion.summary, &opinion.text].into_iter().filter(|text| !text.is_empty()) {
                let places = index.texts.entry(folded(text)).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            }
            for place in &opinion.places {
                index.places.entry(named(place)).or_insert(at);
            }
        }
        index
    }

    /// The opinions that a row answers: those that say the same, else the one that it was taken over from, else the
    /// nearest.
    fn asked(&self, entry: &Entry<'_>) -> Vec<usize> {
        let text = entry.text("y-kien");
        if let Some(places) = self.texts.get(&folded(text)) {
            return places.clone();
        }
        let named = entry.row.sources.iter().find_map(|source| self.places.get(&named(source)));
        named.copied().or_else(|| self.nearest(text)).into_iter().collect()
    }

    fn nearest(&self, text: &str) -> Option<usize> {
        let asked = shingles(text, 2);
        let score = |opinion: &Opinion| {
            let by_text = alike(&asked, &shingles(&opinion.text, 2));
            alike(&asked, &shingles(&opinion.summary, 2)).max(by_text)
        };
        let candidates = self.runs.get_or_init(|| self.runs()).like(text);
        let scores = candidates.into_iter().map(|at| (score(&self.opinions[at]), at));
        let best = scores.max_by_key(|(score, at)| (*score, usize::MAX - at))?;
        (best.0 >= NEAR_PERCENT).then_some(best.1)
    }

    fn runs(&self) -> Runs {
        let mut runs = Runs::default();
        for (opinion, at) in self.opinions.iter().zip(0..) {
            runs.add(&opinion.summary, at);
            runs.add(&opinion.text, at);
        }
        runs
    }
}

/// The agencies that opinions are to be answered by, in Vietnamese order.
#[must_use]
pub fn agencies(opinions: &[Opinion]) -> Vec<String> {
    let mut agencies: BTreeMap<String, &str> = BTreeMap::new();
    for opinion in opinions.iter().filter(|opinion| is_asked(opinion)) {
        agencies.entry(folded(&opinion.agency)).or_insert(&opinion.agency);
    }
    let mut agencies: Vec<String> = agencies.into_values().map(str::to_owned).collect();
    agencies.sort_by_cached_key(|agency| order_key(agency));
    agencies
}

/// Whether an agency is to answer it, instead of being sent it.
fn is_asked(opinion: &Opinion) -> bool {
    !opinion.agency.is_empty() && opinion.competence != NOT_OURS
}

/// Whether that agency is to answer it.
pub(super) fn is_asked_of(opinion: &Opinion, agency: &str) -> bool {
    is_asked(opinion) && same(&opinion.agency, agency)
}

/// A pack for each agency, all answers, and what was not answered.
pub(super) fn tables(papers: &Papers<'_>, opinions: &[Opinion], answers: &Answers) -> Vec<Compiled> {
    let mut tables = Vec::new();
    for (agency, number) in agencies(opinions).iter().zip(1..) {
        let id = format!("goi-{number:02}-{}", ascii_slug(agency, MOST_LETTERS));
        tables.push(pack(papers, &id, agency, opinions));
    }
    tables.push(answered(papers, opinions, answers));
    tables.push(unanswered(papers, opinions, answers));
    tables
}

/// What an agency is asked to answer, with room for that.
fn pack(papers: &Papers<'_>, id: &str, agency: &str, opinions: &[Opinion]) -> Compiled {
    let columns = [
        ("nhom-van-de", "Nhóm vấn đề", Shows::Group),
        ("y-kien", "Ý kiến, đề xuất", Shows::Opinion),
        ("noi-dung", "Nội dung gốc", Shows::Text),
        ("so-luot", "Số lượt nêu", Shows::Voices),
        ("tra-loi", "Nội dung trả lời", Shows::Blank),
        ("can-cu", "Căn cứ", Shows::Blank),
        ("ma", "Mã ý kiến", Shows::Id),
    ];
    let title = format!("Ý KIẾN, ĐỀ XUẤT CỦA THANH NIÊN ĐỀ NGHỊ {} TRẢ LỜI", capitals(agency));
    let asked = opinions.iter().filter(|opinion| is_asked_of(opinion, agency));
    lists::table(papers, id, &title, &columns, asked).noted(format!("Kính gửi: {agency}."))
}

fn answered(papers: &Papers<'_>, opinions: &[Opinion], answers: &Answers) -> Compiled {
    let columns = vec![
        Column::text("nhom-van-de", "Nhóm vấn đề"),
        Column::text("y-kien", "Ý kiến, đề xuất"),
        Column::text("tra-loi", "Nội dung trả lời"),
        Column::text("can-cu", "Căn cứ"),
        Column::text("co-quan", "Cơ quan trả lời"),
    ];
    let mut compiled = Compiled::new("tra-loi", "NỘI DUNG TRẢ LỜI CỦA CÁC CƠ QUAN", columns);
    for answer in &answers.list {
        let group = answer.opinions.first().map_or_else(Cell::default, |at| {
            Cell::text(lists::label(papers, "nhom-van-de", &opinions[*at].group), &opinions[*at].sources)
        });
        if answer.opinions.is_empty() {
            let opinion = answer.asked.value.shown();
            compiled.warnings.push(Warning::AnswerWithoutOpinion { opinion, source: answer.source });
        }
        let cells = [&answer.asked, &answer.text, &answer.basis, &answer.agency];
        compiled.push([vec![group], cells.map(Clone::clone).to_vec()].concat());
    }
    compiled
}

/// What an agency was to answer, and did not yet.
fn unanswered(papers: &Papers<'_>, opinions: &[Opinion], answers: &Answers) -> Compiled {
    let columns = [
        ("co-quan", "Cơ quan trả lời", Shows::Agency),
        ("nhom-van-de", "Nhóm vấn đề", Shows::Group),
        ("tom-tat", "Ý kiến, đề xuất", Shows::Opinion),
        ("trang-thai", "Trạng thái", Shows::Status),
    ];
    let waiting = opinions.iter().enumerate();
    let waiting = waiting.filter(|(at, opinion)| is_asked(opinion) && answers.to(*at).next().is_none());
    let mut waiting: Vec<&Opinion> = waiting.map(|(_, opinion)| opinion).collect();
    waiting.sort_by_cached_key(|opinion| order_key(&opinion.agency));
    lists::table(papers, "chua-tra-loi", "Ý KIẾN CHƯA CÓ NỘI DUNG TRẢ LỜI", &columns, waiting)
}
