//! What a paper says, in short, to find the same among many. Papers of one print may differ; the same have one print.

use crate::draft::Answer;
use crate::office::judge::Judged;
use crate::text::Print;

/// The print of a paper's answers.
pub(super) fn of(paper: &Judged) -> Print {
    let mut print = Print::default();
    for (field, answer) in paper.draft.answers.iter() {
        print.add(field.as_str());
        match answer {
            Answer::Text(text) => print.add(text),
            Answer::Choices(choices) => choices.iter().for_each(|choice| print.add(choice)),
            Answer::Tick(ticked) => print.add(if *ticked { "1" } else { "0" }),
            Answer::Rows(rows) => {
                for (column, cell) in rows.iter().flat_map(|row| row.cells.iter()) {
                    print.add(column.as_str());
                    print.add(cell);
                }
            }
        }
    }
    print
}
