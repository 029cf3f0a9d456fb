//! Files that were chosen, the next of them on their way.

use std::collections::VecDeque;

use web_sys::File;

use crate::office::intake::{Reader, Refusal, Wanted};
use crate::platform::files::{self, Buffer, Reading};

/// So many files are asked for before they are needed.
const AHEAD: usize = 64;

/// A chosen file.
#[derive(Debug)]
pub(super) struct Chosen {
    /// Its name.
    pub(super) name: String,
    file: File,
    /// Its bytes on their way.
    reading: Option<Reading>,
    /// What it takes of the memory, in bytes.
    size: f64,
    /// So many of its rows have been taken already.
    pub(super) taken: usize,
}

impl Chosen {
    fn new((name, file): (String, File)) -> Self {
        Self { name, file, reading: None, size: 0.0, taken: 0 }
    }

    /// Asks for its bytes.
    fn begin(&mut self) {
        self.reading = Reading::of(&self.file);
    }

    /// Its bytes, or why they cannot be had.
    pub(super) async fn read(&mut self, reader: &Reader<'_>) -> Result<Buffer, Refusal> {
        let small = match self.reading.take() {
            Some(reading) => reading.buffer().await,
            None => None,
        };
        let buffer = match small {
            Some(buffer) => buffer,
            None => self.read_alone(reader).await?,
        };
        self.size = buffer.len();
        Ok(buffer)
    }

    /// The bytes of a file that is large, or could not be read ahead; not of one whose beginning tells that no paper is
    /// in it.
    async fn read_alone(&self, reader: &Reader<'_>) -> Result<Buffer, Refusal> {
        let mut beginning = Vec::new();
        while let Wanted::Beginning(length) = reader.wanted(&beginning, files::size(&self.file))? {
            let read = files::beginning(&self.file, length).await;
            beginning = read.map_err(|_| Refusal::Unreadable)?;
        }
        files::buffer(&self.file).await.map_err(|_| Refusal::Unreadable)
    }
}

/// Files that are with the worker together.
pub(super) type Group = VecDeque<Chosen>;

/// What files take of the memory.
pub(super) fn size_of<'a>(files: impl IntoIterator<Item = &'a Chosen>) -> f64 {
    files.into_iter().map(|chosen| chosen.size).sum()
}

/// Chosen files, the next of them on their way.
#[derive(Debug)]
pub(super) struct Queue {
    waiting: VecDeque<Chosen>,
    coming: VecDeque<Chosen>,
}

impl Queue {
    pub(super) fn new(files: Vec<(String, File)>) -> Self {
        Self { waiting: files.into_iter().map(Chosen::new).collect(), coming: VecDeque::new() }
    }

    /// The next file, in order.
    pub(super) fn next(&mut self) -> Option<Chosen> {
        while self.coming.len() < AHEAD {
            let Some(mut next) = self.waiting.pop_front() else { break };
            next.begin();
            self.coming.push_back(next);
        }
        self.coming.pop_front()
    }

    /// Puts files back in front, in their order.
    pub(super) fn put_back(&mut self, files: Vec<Chosen>) {
        files.into_iter().rev().for_each(|file| self.coming.push_front(file));
    }
}
