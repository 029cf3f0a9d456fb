//! Pictures of what an office compiled, as SVG: bars, a step line over days, and a matrix of levels.
//!
//! A unit is a CSS pixel of a narrow screen; wider ones show the picture larger. Colours are the style sheet's, and no
//! picture needs them: figures and signs say the same. **Invariant:** integers only; what is typed comes out as text;
//! nothing is drawn outside of the view box.

use std::fmt::Write;

use super::svg::escape;
use crate::text::Date;

/// How wide every picture is.
const WIDTH: u32 = 360;

/// The room of a bar with its label above it.
const BAR_ROOM: u32 = 44;
const BAR_TOP: u32 = 22;
const BAR_HEIGHT: u32 = 14;

/// The room at the end of a bar for its figure.
const FIGURE: u32 = 56;

/// The room of the line over days, and of what stands around it.
const LINE_HEIGHT: u32 = 190;
const LINE_LEFT: u32 = 36;
const LINE_RIGHT: u32 = 12;
const LINE_TOP: u32 = 24;
const LINE_BOTTOM: u32 = 30;

/// The room of a cell of a matrix, of its heads and of its labels.
const CELL: u32 = 22;
const HEADS: u32 = 26;
const LABELS: u32 = 172;

/// So many letters of a label are shown.
const LONGEST: usize = 46;
const LONGEST_IN_MATRIX: usize = 22;

/// A bar, made of parts that stand behind each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it is for.
    pub label: String,
    /// How long each part is.
    pub parts: Vec<u64>,
    /// What stands at its end.
    pub figure: String,
}

/// Bars on one scale. `name` is what whoever listens hears.
#[must_use]
pub fn bars(name: &str, bars: &[Bar]) -> String {
    let height = BAR_ROOM * to_u32(bars.len() as u64);
    let most = bars.iter().map(|bar| bar.parts.iter().sum::<u64>()).max().unwrap_or_default().max(1);
    let mut svg = begin(name, WIDTH, height);
    for (bar, at) in bars.iter().zip(0_u32..) {
        let top = at * BAR_ROOM;
        text(&mut svg, "chart__label", (0, top + 15), &cut(&bar.label, LONGEST), Some(&bar.label));
        let (mut before, mut end) = (0, 0);
        for (part, kind) in bar.parts.iter().zip(0..) {
            let start = scaled(before, most, WIDTH - FIGURE);
            before += part;
            end = scaled(before, most, WIDTH - FIGURE);
            rectangle(&mut svg, kind, (start, top + BAR_TOP), (end - start, BAR_HEIGHT));
        }
        text(&mut svg, "chart__figure", (end + 6, top + BAR_TOP + 12), &bar.figure, None);
    }
    svg + "</svg>"
}

/// How many there were in all at the end of each of these days, in their order; and a day that matters.
#[must_use]
pub fn days(name: &str, days: &[(Date, u64)], deadline: Option<(Date, &str)>) -> String {
    let mut svg = begin(name, WIDTH, LINE_HEIGHT);
    let (Some((first, _)), Some((last, most))) = (days.first(), days.last()) else { return svg + "</svg>" };
    let first = deadline.map_or(*first, |(day, _)| day.min(*first));
    let last = deadline.map_or(*last, |(day, _)| day.max(*last));
    let span = u64::try_from(last.days_since(first)).unwrap_or_default().max(1);
    let (wide, high) = (WIDTH - LINE_LEFT - LINE_RIGHT, LINE_HEIGHT - LINE_TOP - LINE_BOTTOM);
    let x =
        |day: Date| LINE_LEFT + scaled(u64::try_from(day.days_since(first)).unwrap_or_default(), span, wide);
    let y = |count: u64| LINE_TOP + high - scaled(count, (*most).max(1), high);

    let bottom = y(0);
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        "<path class=\"chart__axis\" d=\"M{LINE_LEFT} {LINE_TOP}V{bottom}H{}\"/>",
        LINE_LEFT + wide
    );
    let mut line = format!("M{} {bottom}", x(days.first().map_or(first, |(day, _)| *day)));
    for (day, count) in days {
        let _ = write!(line, "H{}V{}", x(*day), y(*count));
    }
    let _ = write!(line, "H{}", x(days.last().map_or(last, |(day, _)| *day)));
    let _ = write!(svg, "<path class=\"chart__line\" d=\"{line}\"/>");
    if let Some((day, words)) = deadline {
        let at = x(day);
        let _ = write!(svg, "<path class=\"chart__deadline\" d=\"M{at} {LINE_TOP}V{bottom}\"/>");
        let (class, at) = if at > WIDTH / 2 {
            ("chart__label chart__label--end", at - 4)
        } else {
            ("chart__label", at + 4)
        };
        text(&mut svg, class, (at, LINE_TOP - 8), words, None);
    }
    text(&mut svg, "chart__figure chart__label--end", (LINE_LEFT - 5, y(*most) + 5), &most.to_string(), None);
    text(&mut svg, "chart__figure chart__label--end", (LINE_LEFT - 5, bottom + 4), "0", None);
    text(&mut svg, "chart__label", (LINE_LEFT, LINE_HEIGHT - 10), &first.to_string(), None);
    let end = (LINE_LEFT + wide, LINE_HEIGHT - 10);
    text(&mut svg, "chart__label chart__label--end", end, &last.to_string(), None);
    svg + "</svg>"
}

/// A level of a matrix: the sign in its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// How strongly it is drawn: 0 is nothing, 4 the most.
    pub shade: u8,
    /// One letter or two.
    pub sign: &'static str,
}

/// Who is on which level of what. A row has a level for each head, or none.
#[must_use]
pub fn matrix(name: &str, heads: &[String], rows: &[(String, Vec<Option<Level>>)]) -> String {
    let width = LABELS + CELL * to_u32(heads.len() as u64);
    let height = HEADS + CELL * to_u32(rows.len() as u64);
    let mut svg = begin(name, width.max(WIDTH), height);
    for (head, at) in heads.iter().zip(0_u32..) {
        let place = (LABELS + at * CELL + CELL / 2, HEADS - 8);
        text(&mut svg, "chart__figure chart__label--middle", place, head, None);
    }
    for ((label, levels), row) in rows.iter().zip(0_u32..) {
        let top = HEADS + row * CELL;
        text(&mut svg, "chart__label", (0, top + 15), &cut(label, LONGEST_IN_MATRIX), Some(label));
        for (level, column) in levels.iter().zip(0_u32..) {
            let Some(Level { shade, sign }) = level else { continue };
            let left = LABELS + column * CELL;
            rectangle(&mut svg, usize::from(*shade) + 10, (left + 1, top + 1), (CELL - 2, CELL - 2));
            let class = if *shade > 2 {
                "chart__sign chart__sign--on-strong chart__label--middle"
            } else {
                "chart__sign chart__label--middle"
            };
            text(&mut svg, class, (left + CELL / 2, top + 16), sign, None);
        }
    }
    svg + "</svg>"
}

fn begin(name: &str, width: u32, height: u32) -> String {
    let class = if width > WIDTH { "chart chart--wide" } else { "chart" };
    let mut svg =
        format!("<svg class=\"{class}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"");
    let mut words = String::new();
    escape(&mut words, name);
    svg.push_str(&words.replace('"', "&quot;"));
    svg + "\">"
}

fn rectangle(svg: &mut String, kind: usize, (x, y): (u32, u32), (width, height): (u32, u32)) {
    if width > 0 {
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<rect class=\"chart__part chart__part--{kind}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
        );
    }
}

/// A text, and the whole of it where it was cut.
fn text(svg: &mut String, class: &str, (x, y): (u32, u32), words: &str, whole: Option<&str>) {
    // Writing to a string cannot fail.
    let _ = write!(svg, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
    escape(svg, words);
    if let Some(whole) = whole.filter(|whole| *whole != words) {
        svg.push_str("<title>");
        escape(svg, whole);
        svg.push_str("</title>");
    }
    svg.push_str("</text>");
}

fn cut(label: &str, longest: usize) -> String {
    if label.chars().count() <= longest {
        return label.to_owned();
    }
    let mut cut: String = label.chars().take(longest - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// So much of a length as the part is of the whole, to the nearest unit.
fn scaled(part: u64, whole: u64, length: u32) -> u32 {
    let whole = u128::from(whole.max(1));
    let units = (u128::from(part.min(u64::try_from(whole).unwrap_or(u64::MAX))) * u128::from(length)
        + whole / 2)
        / whole;
    u32::try_from(units).unwrap_or(length)
}

fn to_u32(count: u64) -> u32 {
    // More would be no picture.
    u32::try_from(count.min(10_000)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of an attribute, in the order in which they stand.
    fn values(svg: &str, class: &str, name: &str) -> Vec<u32> {
        let elements = svg.split('<').filter(|element| element.contains(&format!("class=\"{class}")));
        let value = |element: &str| {
            let start = element.split_once(&format!(" {name}=\""))?.1;
            start.split_once('"')?.0.parse().ok()
        };
        elements.filter_map(value).collect()
    }

    fn bar(label: &str, parts: &[u64]) -> Bar {
        Bar { label: label.to_owned(), parts: parts.to_vec(), figure: String::new() }
    }

    fn day(text: &str) -> Date {
        Date::parse_iso(text).expect("a day")
    }

    #[test]
    fn bars_are_as_long_as_their_figures_and_parts_stand_behind_each_other() {
        let svg = bars("Số ý kiến", &[bar("Việc làm", &[6, 2]), bar("Đất", &[4]), bar("Không", &[0])]);
        assert_eq!(values(&svg, "chart__part", "width"), [228, 76, 152]);
        assert_eq!(values(&svg, "chart__part", "x"), [0, 228, 0]);
        assert!(svg.starts_with(
            "<svg class=\"chart\" viewBox=\"0 0 360 132\" role=\"img\" aria-label=\"Số ý kiến\">"
        ));
    }

    #[test]
    fn large_figures_and_none_stay_in_the_box() {
        let svg = bars("", &[bar("a", &[u64::MAX / 2]), bar("b", &[1])]);
        assert_eq!(values(&svg, "chart__part", "width"), [304]);
        assert_eq!(
            bars("", &[]),
            "<svg class=\"chart\" viewBox=\"0 0 360 0\" role=\"img\" aria-label=\"\"></svg>"
        );
        assert!(days("", &[], None).ends_with("\"></svg>"));
        let one = days("", &[(day("2020-09-01"), 0)], None);
        assert!(one.contains("chart__line"));
    }

    #[test]
    fn days_stand_where_they_are_between_the_first_and_the_deadline() {
        let line = [(day("2020-09-01"), 1), (day("2020-09-03"), 4)];
        let svg = days("", &line, Some((day("2020-09-09"), "Hạn 09/9/2020")));
        // From 36 to 348: eight days, 39 units each; from 160 up to 24.
        assert!(svg.contains("d=\"M36 160H36V126H114V24H114\""), "{svg}");
        assert!(svg.contains("d=\"M348 24V160\""), "{svg}");
        let late = days("", &line, Some((day("2020-09-02"), "Hạn")));
        assert!(late.contains("d=\"M192 24V160\""), "{late}");
    }

    #[test]
    fn a_matrix_says_by_signs_what_it_says_by_shades() {
        let level = |shade, sign| Some(Level { shade, sign });
        let rows = [("Huyện A".to_owned(), vec![level(4, "T"), None, level(1, "C")])];
        let heads = ["1", "2", "3"].map(str::to_owned);
        let svg = matrix("", &heads, &rows);
        assert_eq!(values(&svg, "chart__part", "x"), [173, 217]);
        assert!(svg.contains(">T</text>") && svg.contains(">C</text>") && svg.contains("chart__part--14"));
    }

    #[test]
    fn what_is_typed_is_text() {
        let svg = bars("a\"<b>", &[bar("<script>&", &[1])]);
        assert!(svg.contains("aria-label=\"a&quot;&lt;b>\""), "{svg}");
        assert!(!svg.contains("<script"), "{svg}");
        let long = "Đề nghị cấp có thẩm quyền quan tâm bố trí kinh phí cho thanh niên lập nghiệp";
        let svg = bars("", &[bar(long, &[1])]);
        assert!(svg.contains('…') && svg.contains(&format!("<title>{long}</title>")));
    }
}
