//! Rows of an intake that are stored together: a browser's storage takes one large value in a fraction of the time of many
//! small ones.

use super::intake::{Place, Refusal};
use super::kept::Kept;

/// Rows, one behind the other: the length of each, in four bytes, the lowest first; then the row as [`Kept::encode`] gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheaf {
    bytes: Vec<u8>,
    rows: usize,
}

impl Sheaf {
    /// Adds a row: the submission as it came, or why there is none.
    pub fn add(&mut self, place: &Place, content: Result<&[u8], &Refusal>) {
        let head = Kept::head(place, content.err());
        match content {
            Ok(submission) => self.add_row(&[head.as_bytes(), b"\n", submission]),
            Err(_) => self.add_row(&[head.as_bytes()]),
        }
    }

    fn add_row(&mut self, parts: &[&[u8]]) {
        let length = parts.iter().map(|part| part.len()).sum::<usize>();
        // No page holds a row as long as that.
        self.bytes.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        parts.iter().for_each(|part| self.bytes.extend_from_slice(part));
        self.rows += 1;
    }

    /// Of one row, as [`Kept::encode`] gives it.
    #[must_use]
    pub fn of_row(stored: &str) -> Self {
        let mut sheaf = Self::default();
        sheaf.add_row(&[stored.as_bytes()]);
        sheaf
    }

    /// As it is stored.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many rows are in it.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The rows of a stored sheaf. None in the place of one that is damaged; of what is behind it nothing is known then.
    pub fn read(mut bytes: &[u8]) -> impl Iterator<Item = Option<Kept>> {
        std::iter::from_fn(move || {
            if bytes.is_empty() {
                return None;
            }
            let row = take(&mut bytes);
            if row.is_none() {
                bytes = &[];
            }
            Some(row.and_then(|row| Kept::decode(std::str::from_utf8(row).ok()?)))
        })
    }
}

fn take<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (row, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    *bytes = rest;
    Some(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(file: &str) -> Place {
        Place { file: file.to_owned(), ..Place::default() }
    }

    fn sheaf() -> Sheaf {
        let mut sheaf = Sheaf::default();
        sheaf.add(&place("a.json"), Ok("{\n \"á\": 1\r\n}\n".as_bytes()));
        sheaf.add(&place("b.json"), Err(&Refusal::Unreadable));
        sheaf.add(&place("c.json"), Ok(b"{}"));
        sheaf
    }

    #[test]
    fn rows_come_back_as_they_were_added() {
        let rows: Vec<_> = Sheaf::read(sheaf().as_bytes()).collect();
        let kept = |file, content| Some(Kept { place: place(file), content });
        let expected = [
            kept("a.json", Ok("{\n \"á\": 1\r\n}\n".to_owned())),
            kept("b.json", Err(Refusal::Unreadable)),
            kept("c.json", Ok("{}".to_owned())),
        ];
        assert_eq!(rows, expected);
        assert_eq!(sheaf().rows(), rows.len());
        assert_eq!(Sheaf::read(&[]).count(), 0);
        let alone = Sheaf::of_row(&rows[1].as_ref().expect("a row").encode());
        assert_eq!(Sheaf::read(alone.as_bytes()).collect::<Vec<_>>(), rows[1..2]);
    }

    #[test]
    fn what_is_cut_or_damaged_keeps_the_rows_before_it() {
        let whole = sheaf();
        let rows: Vec<_> = Sheaf::read(whole.as_bytes()).collect();
        // Where each row ends.
        let ends: Vec<_> = (1..=rows.len())
            .map(|count| {
                let encoded = rows[..count].iter().flatten().map(|row| 4 + row.encode().len());
                encoded.sum::<usize>()
            })
            .collect();
        assert_eq!(ends.last(), Some(&whole.as_bytes().len()));
        for end in 1..whole.as_bytes().len() {
            let before = ends.iter().filter(|row_end| **row_end <= end).count();
            let cut = (!ends.contains(&end)).then_some(None);
            let expected: Vec<_> = rows[..before].iter().cloned().chain(cut).collect();
            assert_eq!(Sheaf::read(&whole.as_bytes()[..end]).collect::<Vec<_>>(), expected, "{end}");
        }
        let mut bytes = whole.as_bytes().to_vec();
        bytes[5] = 0xff;
        let rows: Vec<_> = Sheaf::read(&bytes).collect();
        assert_eq!(rows.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, true]);
    }
}
