//! Submissions as a table with a row for each answer: for spreadsheets, and taken in again.
//!
//! A row has the paper's number in the file, the place of a value in its submission (`/answers/kien-nghi/[0]/noi-dung`),
//! what kind of value it is, and the value. **Invariant:** what is written is read as the same submission, its checksum
//! included; no text is taken for a formula; what is read is no deeper and no larger than what was written.

use crate::json::{Object, Value, compact, parse};
use crate::office::csv::{BYTE_ORDER_MARK, harmless, write_line};
use crate::submission::Refusal;

const HEADS: [&str; 4] = ["Bài", "Đường dẫn", "Kiểu", "Giá trị"];

/// The kinds of value, as the third column names them.
const TEXT: &str = "chữ";
const NUMBER: &str = "số";
const TICK: &str = "có/không";
const NOTHING: &str = "trống";
const LIST: &str = "danh sách trống";
const GROUP: &str = "nhóm trống";
const YES: &str = "có";
const NO: &str = "không";

/// Spreadsheets save tables with one of these, as their user's language has it.
const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// No submission is deeper.
const DEEPEST: usize = 32;

/// What a spreadsheet takes for the sign of a text, at its beginning.
const TEXT_MARK: char = '\'';

/// What the table begins with.
#[must_use]
pub fn answers_csv_heads() -> String {
    let mut heads = String::from(BYTE_ORDER_MARK);
    write_line(&mut heads, &HEADS.map(str::to_owned));
    heads
}

/// The rows of one submission, which is the paper of that number in the file.
#[must_use]
pub fn answers_csv(paper: u32, submission: &Value) -> String {
    let mut rows = String::new();
    write(&mut rows, &paper.to_string(), "", submission);
    rows
}

fn write(rows: &mut String, paper: &str, path: &str, value: &Value) {
    let (kind, said) = match value {
        Value::Object(members) if members.iter().next().is_some() => {
            for (name, value) in members.iter() {
                write(rows, paper, &format!("{path}/{}", escaped(name)), value);
            }
            return;
        }
        Value::Array(items) if !items.is_empty() => {
            for (item, at) in items.iter().zip(0_u32..) {
                write(rows, paper, &format!("{path}/[{at}]"), item);
            }
            return;
        }
        Value::String(text) => (TEXT, marked(text)),
        Value::Number(number) => (NUMBER, number.as_str().to_owned()),
        Value::Bool(ticked) => (TICK, (if *ticked { YES } else { NO }).to_owned()),
        Value::Null => (NOTHING, String::new()),
        Value::Array(_) => (LIST, String::new()),
        Value::Object(_) => (GROUP, String::new()),
    };
    write_line(rows, &[paper.to_owned(), path.to_owned(), kind.to_owned(), said]);
}

/// A text with a mark where one is needed, or where it begins with one, so that one can be taken off again.
fn marked(text: &str) -> String {
    if text.starts_with(TEXT_MARK) { format!("{TEXT_MARK}{text}") } else { harmless(text) }
}

/// A name in a path: as in a JSON pointer, and never like a number of a list.
fn escaped(name: &str) -> String {
    let name = name.replace('~', "~0").replace('/', "~1");
    name.strip_prefix('[').map_or_else(|| name.clone(), |rest| format!("~2{rest}"))
}

fn unescaped(name: &str) -> String {
    name.replace("~2", "[").replace("~1", "/").replace("~0", "~")
}

/// What stands between the cells of such a table; none where a file is something else.
pub(super) fn delimiter(bytes: &[u8]) -> Option<char> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let end = bytes.iter().take(100).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?.trim_end();
    DELIMITERS.into_iter().find(|delimiter| line.split(*delimiter).eq(HEADS))
}

/// A table as it is read.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) delimiter: char,
    /// So many bytes and rows were read.
    at: usize,
    row: usize,
}

impl Rows {
    pub(super) fn new(delimiter: char) -> Self {
        Self { delimiter, at: 0, row: 0 }
    }

    /// The next submission, or that its rows are not as they were written.
    pub(super) fn next(&mut self, bytes: &[u8]) -> Option<Result<Vec<u8>, Refusal>> {
        let (mut paper, mut root, mut wrong) = (None, Value::Null, None);
        loop {
            let (at, row) = (self.at, self.row);
            let Some(cells) = self.record(bytes) else { break };
            if row == 0 || cells.iter().all(|cell| cell.is_empty()) {
                continue;
            }
            let own = cells.first().cloned().unwrap_or_default();
            if *paper.get_or_insert_with(|| own.clone()) != own {
                (self.at, self.row) = (at, row);
                break;
            }
            if wrong.is_none() && put(&mut root, &cells).is_none() {
                wrong = Some(Refusal::NotJson { line: row + 1, column: 1 });
            }
        }
        paper.map(|_| wrong.map_or_else(|| Ok(compact(&root).into_bytes()), Err))
    }

    /// The cells of the next row (RFC 4180).
    fn record(&mut self, bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
        let delimiter = u8::try_from(self.delimiter).ok()?;
        let (mut cells, mut cell, mut quoted) = (Vec::new(), Vec::new(), false);
        bytes.get(self.at)?;
        while let Some(byte) = bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'"' if quoted && bytes.get(self.at) == Some(&b'"') => {
                    self.at += 1;
                    cell.push(b'"');
                }
                b'"' => quoted = !quoted,
                b'\n' if !quoted => break,
                b'\r' if !quoted => {}
                byte if byte == delimiter && !quoted => cells.push(std::mem::take(&mut cell)),
                byte => cell.push(byte),
            }
        }
        cells.push(cell);
        self.row += 1;
        Some(cells)
    }
}

/// Puts the value of a row where it belongs. None where it cannot.
fn put(root: &mut Value, cells: &[Vec<u8>]) -> Option<()> {
    let [_, path, kind, said] = cells else { return None };
    let text = |cell: &[u8]| std::str::from_utf8(cell).ok().map(str::to_owned);
    let (path, kind, said) = (text(path)?, text(kind)?, text(said)?);
    let value = match kind.as_str() {
        TEXT => Value::String(said.strip_prefix(TEXT_MARK).map_or_else(|| said.clone(), str::to_owned)),
        NUMBER => match parse(&said) {
            Ok(Value::Number(number)) => Value::Number(number),
            _ => return None,
        },
        TICK if said == YES => Value::Bool(true),
        TICK if said == NO => Value::Bool(false),
        NOTHING => Value::Null,
        LIST => Value::Array(Vec::new()),
        GROUP => Value::Object(Object::new()),
        _ => return None,
    };
    let mut names = path.split('/');
    if names.next() != Some("") {
        return None;
    }
    let mut place = root;
    for (name, depth) in names.zip(0..) {
        if depth == DEEPEST {
            return None;
        }
        place = member(place, name)?;
    }
    if *place != Value::Null {
        return None;
    }
    *place = value;
    Some(())
}

/// The member of an object or list, made if it is the next one.
fn member<'v>(value: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    if let Some(at) = name.strip_prefix('[') {
        let at: usize = at.strip_suffix(']')?.parse().ok()?;
        if *value == Value::Null {
            *value = Value::Array(Vec::new());
        }
        let Value::Array(items) = value else { return None };
        if at == items.len() {
            items.push(Value::Null);
        }
        return items.get_mut(at);
    }
    if *value == Value::Null {
        *value = Value::Object(Object::new());
    }
    let Value::Object(members) = value else { return None };
    let name = unescaped(name);
    if members.get(&name).is_none() {
        members.insert(name.clone(), Value::Null);
    }
    members.get_mut(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(texts: &[&str]) -> String {
        let rows = texts.iter().zip(1..).map(|(text, paper)| answers_csv(paper, &parse(text).expect("JSON")));
        answers_csv_heads() + &rows.collect::<String>()
    }

    fn read(table: &[u8]) -> Vec<Result<String, Refusal>> {
        let mut rows = Rows::new(delimiter(table).expect("a table"));
        std::iter::from_fn(|| rows.next(table))
            .map(|paper| paper.map(|bytes| String::from_utf8(bytes).expect("UTF-8")))
            .collect()
    }

    const PAPERS: [&str; 2] = [
        r#"{"a":"=1+1","b":["'x","''","-5",{"[1]":[],"~/[0]":"a;b,\"c\"\n\td"}],"c":{},"d":null,"e":true,"f":1.50,"g":""}"#,
        r#"{"a":{"b":[[false,[1e5]],"\r\n"]}}"#,
    ];

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let read = read(table(&PAPERS).as_bytes());
        assert_eq!(read, PAPERS.map(|paper| Ok(paper.to_owned())));
    }

    #[test]
    fn no_cell_begins_like_a_formula() {
        let table = table(&PAPERS);
        assert!(table.contains("'=1+1") && table.contains("'-5"));
        let is_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@']);
        assert!(!table.split(['\n', ',', '"']).any(is_formula), "{table}");
    }

    #[test]
    fn a_table_that_a_spreadsheet_saved_with_other_marks_is_read() {
        let saved = "Bài;Đường dẫn;Kiểu;Giá trị\n1;/a;chữ;\"x;y\"\n;;;\n1;/b;số;2\n";
        assert_eq!(read(saved.as_bytes()), [Ok(r#"{"a":"x;y","b":2}"#.to_owned())]);
        assert_eq!(delimiter(b"a,b\n"), None);
        assert_eq!(delimiter("STT,Tệp\n".as_bytes()), None);
    }

    #[test]
    fn rows_that_are_not_as_they_were_written_spoil_only_their_paper() {
        let deep = "/a".repeat(100_000);
        for row in [
            "1,/a,chữ",
            "1,/a,lạ,x",
            "1,a,chữ,x",
            "1,/a,số,x",
            "1,/[9]/b,chữ,x",
            "1,/ok,chữ,again",
            "1,/ok/b,chữ,x",
            &format!("1,{deep},chữ,x"),
        ] {
            let table = format!("Bài,Đường dẫn,Kiểu,Giá trị\r\n1,/ok,chữ,x\r\n{row}\r\n2,/a,chữ,b\r\n");
            let wrong = Refusal::NotJson { line: 3, column: 1 };
            assert_eq!(read(table.as_bytes()), [Err(wrong), Ok(r#"{"a":"b"}"#.to_owned())], "{}", row.len());
        }
    }
}
