//! A draft as it prints: what is printed where, and what it measures.
#![cfg(not(target_arch = "wasm32"))]

mod compose;
mod measure;
mod notation;
mod samples;
