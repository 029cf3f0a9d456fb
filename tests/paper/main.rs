//! A draft as it prints: what is printed where, and what it measures.

mod compose;
mod notation;
mod samples;
