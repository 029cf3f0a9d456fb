//! Measures the full layout of a paper of four pages, and reading the same paper from JSON to compare with.
//! `cargo xtask bench` runs it, and prints what it prints.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::Instant;

use tham_luan::pagination::{Document, LineCache, layout};

const PAPER: &str = include_str!("../fixtures/pagination/corpus/c000.json");

fn main() {
    let read = || -> Document { serde_json::from_str(black_box(PAPER)).expect("a document of the corpus") };
    let paper = read();
    let pages = layout(&paper, &mut LineCache::default()).pages;
    let layout = median(|| drop(black_box(layout(black_box(&paper), &mut LineCache::default()))));
    let reading = median(|| drop(black_box(read())));
    println!(r#"{{"document": "c000", "pages": {pages}, "layout": {layout:.4}, "reading": {reading:.4}}}"#);
}

/// In milliseconds.
fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..501)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
