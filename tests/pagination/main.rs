//! The pagination engine against recorded layouts of a word processor, and against its own promises.

mod promises;
mod recorded;
mod sample;
mod spare;
