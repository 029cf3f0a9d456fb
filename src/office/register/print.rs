//! What a paper says, in short, to find the same among many. Papers of one print may differ; the same have one print.

use crate::draft::Answer;
use crate::office::judge::Judged;

/// FNV-1a, of 64 bits.
struct Print(u64);

impl Print {
    fn add(&mut self, text: &str) {
        // What no text holds keeps two texts apart.
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// The print of a paper's answers.
pub(super) fn of(paper: &Judged) -> u64 {
    let mut print = Print(0xcbf2_9ce4_8422_2325);
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
    print.0
}
