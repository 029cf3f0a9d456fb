//! A draft as it prints: what is printed where, and what it measures.
#![cfg(not(target_arch = "wasm32"))]

mod annexes;
mod card;
mod compose;
mod invitations;
mod letters;
mod measure;
mod notation;
mod relevance;
mod samples;
mod tables;
mod youth_union;
