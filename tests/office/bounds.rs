//! What is beyond any paper is refused before anything is made of it, wherever in the paper it stands.

use tham_luan::office::intake::Refusal;

use super::{made, received};

/// What becomes of a sound paper whose proposals are these rows.
fn outcome(rows: &[String]) -> &'static str {
    let text = String::from_utf8(made(1, Some("000")).remove(0).bytes).expect("UTF-8");
    // The sample's own rows stand later, and the last ones count.
    let text = text.replace("\n    \"kien-nghi\":", "\"x\":");
    let rows = format!("\"answers\": {{\"kien-nghi\": [{}],", rows.join(","));
    let text = text.replacen("\"answers\": {", &rows, 1);
    let received = received("a.json", text.as_bytes()).remove(0);
    received.outcome.as_ref().map_or_else(Refusal::code, |_| "ok")
}

fn row(text: &str) -> String {
    format!("{{\"noi-dung\": \"{text}\"}}")
}

/// A row that was taken over from so many papers.
fn row_from(papers: usize) -> String {
    let sources: Vec<String> = (0..papers).map(|number| format!("\"bai-{number}#1\"")).collect();
    format!("{{\"noi-dung\": \"a\", \"@sources\": [{}]}}", sources.join(","))
}

#[test]
fn a_cell_has_no_more_bytes_or_lines_than_a_text() {
    assert_eq!(outcome(&[row(&"a".repeat(1_000_000))]), "ok");
    assert_eq!(outcome(&[row("a"), row(&"a".repeat(1_000_001))]), "too-much");
    assert_eq!(outcome(&[row(&"a\\n".repeat(20_000))]), "ok");
    assert_eq!(outcome(&[row(&"a\\n".repeat(20_001))]), "too-much");
}

#[test]
fn the_rows_of_a_paper_are_not_taken_over_from_any_number() {
    assert_eq!(outcome(&[row_from(1000)]), "ok");
    assert_eq!(outcome(&[row_from(50_000), row_from(50_000)]), "ok");
    assert_eq!(outcome(&[row_from(100_001)]), "too-much");
    assert_eq!(outcome(&[row_from(50_000), row_from(50_001)]), "too-much");
}
