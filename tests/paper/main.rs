//! A draft as it prints: what is printed where, and what it measures.

mod compose;
mod measure;
mod notation;
mod samples;
